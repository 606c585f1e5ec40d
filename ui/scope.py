"""What a page is about: which version of the store, which period, which unit, and how its reader sees it."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date

from charts import Look

ALL = "全部单位"
PERIOD = re.compile(r"[12][0-9]{3}-(0[1-9]|1[0-2])")


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class View:
    """Keys every cached piece of a page: the same view always shows the same figures.

    ``as_of`` is a period "YYYY-MM" the figures are as of (its last day); ``department`` "" for all units; ``demo``
    whether the store holds the made-up samples. ``meeting`` names a frozen meeting and ``until`` the sequence number
    it was frozen at: then nothing published later is seen.
    """

    version: int
    as_of: str
    department: str = ""
    look: Look = PLAIN
    demo: bool = False
    meeting: str = ""
    until: int | None = None

    @property
    def day(self) -> date:
        """The last day of the period: an input to every rule, never the clock's today."""
        return last_day(self.as_of)

    @property
    def day_words(self) -> str:
        return f"{self.day.year}年{self.day.month}月{self.day.day}日"

    @property
    def filters(self) -> str:
        """The filters in words, printed on every screenshot; "" where there are none."""
        return f"只看{self.department}" if self.department else ""

    def key(self) -> str:
        """What caches know this view by: cheaper than letting them take it apart."""
        return repr(self)

    def asked(self) -> tuple[object, ...]:
        """What is asked for, whatever the version."""
        return self.as_of, self.department, self.look, self.demo, self.meeting, self.until

    def plain(self) -> View:
        """The same figures for a reader who does not matter: the key of what no look changes."""
        return replace(self, look=Look())


def is_period(text: str) -> bool:
    """Tell whether a text, of a link say, is a period "YYYY-MM"."""
    return PERIOD.fullmatch(text) is not None


def last_day(period: str) -> date:
    """The last day of a period "YYYY-MM"."""
    year, month = int(period[:4]), int(period[5:7])
    return date(year, month, calendar.monthrange(year, month)[1])
