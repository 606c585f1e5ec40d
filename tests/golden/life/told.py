"""Every case by its name, in the order of what once went wrong, and how the golden file writes what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.golden.life import duties, measures, months
from tests.golden.life.office import Office

SAID = Path(__file__).with_name("said.txt")
TOLD: dict[str, Callable[[Office], list[str]]] = {
    case.__name__: case
    for case in (
        months.first_sheet_of_a_month,
        months.six_units_of_a_new_year,
        measures.levels,
        measures.reached_early,
        measures.limits,
        measures.one_unit_of_measure,
        measures.percentages,
        measures.without_points,
        duties.closed_after_their_deadline,
        duties.schedule_of_investment,
        duties.silent_after_its_deadline,
        duties.declared_standstill,
        duties.swapped_and_renamed,
        duties.first_of_one_name_left_out,
        duties.target_halved,
        duties.merged_unit,
        months.part_of_a_sheet,
        months.sheet_without_rows,
        duties.publicity,
        months.frozen_before_a_rule,
    )
}
OVER_SAMPLES = ("first_sheet_of_a_month", "six_units_of_a_new_year")


def as_text(said: Mapping[str, Sequence[str]]) -> str:
    """Each case under its name, what happened, then what was printed."""
    parts = [
        f"{name}: {(TOLD[name].__doc__ or '').strip()}\n" + "".join(f"    {x}\n" for x in said[name]) for name in said
    ]
    return "\n".join(parts)
