"""The rules by which levels and limits are lit and ends are forecast."""

from __future__ import annotations

from catalog.book.rule import Rule


class Levels(Rule, frozen=True, kw_only=True):
    """How levels and limits are lit, and which money adds up: within one unit and one of these kinds."""

    short_is_behind: float
    limit_signs: tuple[str, ...]
    point_units: tuple[str, ...]
    money_kinds: tuple[str, ...]
    money_units: tuple[str, ...]
    nothing_words: tuple[str, ...] = ()

    def numbers(self) -> dict[str, str]:
        """The share of the target by which a level may fall short, as it is printed."""
        return {"short": f"{100 * self.short_is_behind:g}%"}


class Forecast(Rule, frozen=True, kw_only=True):
    """The forecast's constants. ``recent``: over how many steps an item's own pace is taken, 0 for the year so far;
    ``own_pace``: datasets whose items go on at their own pace alone; ``burst``: what a year's end may bring at once."""

    recent: int
    minimum_points: int
    pull: float
    floor: float
    z_down: float = 1.0
    z_up: float = 1.0
    fall: float = 0.0
    rise: float = 0.0
    burst: float = 0.0
    own_pace: tuple[str, ...] = ()
    share: float = 0.8
    reference_n: int = 20
    held: float = 0.8

    def numbers(self) -> dict[str, str]:
        """The rule's numbers, how course and schedule weigh (in halves, or as parts), and what the range held."""
        pulled = "\u5404\u534a" if self.pull == 0.5 else f"{100 - 100 * self.pull:g}\u2236{100 * self.pull:g}"
        shares = {"held_percent": f"{100 * self.held:g}%", "share_percent": f"{100 * self.share:g}%"}
        return super().numbers() | shares | {"pulled": pulled}
