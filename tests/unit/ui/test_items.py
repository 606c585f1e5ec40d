"""How a value of a frame is said in the lists of the leaders' pages."""

from __future__ import annotations

import pandas as pd
import pytest

from ui.leaders.items import day_words


@pytest.mark.parametrize(("day", "said"), [(pd.Timestamp("2017-07-05"), "2017-07-05"), (pd.NaT, ""), (None, "")])
def test_a_missing_day_is_nothing_and_no_error(day, said) -> None:
    assert day_words(day) == said
