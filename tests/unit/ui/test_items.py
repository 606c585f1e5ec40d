"""How a value of a frame is said in the lists of the leaders' pages."""

from __future__ import annotations

import pandas as pd
import pytest

from ui.leaders import livelihood
from ui.leaders.items import day_words


@pytest.mark.parametrize(("day", "said"), [(pd.Timestamp("2017-07-05"), "2017-07-05"), (pd.NaT, ""), (None, "")])
def test_a_missing_day_is_nothing_and_no_error(day, said) -> None:
    assert day_words(day) == said


@pytest.mark.parametrize(
    ("counted", "said"), [([True, True], ""), ([True, False], "；已暂停或终止的1项列在不可量化，不计入总数")]
)
def test_the_board_says_how_many_of_its_cells_no_count_holds(counted, said) -> None:
    plain = livelihood.legend_note(pd.DataFrame({"counted": [True]}))
    assert livelihood.legend_note(pd.DataFrame({"counted": counted})) == plain + said
