"""A promise is kept or broken on its own day; an item is named so many times running."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from metrics.promises import beside, counts

KEY = ("work_targets", "a")
ANSWER = {
    "number": "督办〔2017〕1号",
    "reply": "已答复",
    "promised": date(2017, 8, 31),
    "promised_text": "8月底",
    "measure": "加班",
}


def told(state: str, day: date, **answer: object) -> dict:
    table = pd.DataFrame([{"dataset": KEY[0], "identity": KEY[1], "state": state}])
    return beside(table, {KEY: ANSWER | answer}, {KEY: 2}, day=day).iloc[0].to_dict()


@pytest.mark.parametrize(
    ("state", "day", "kept", "said"),
    [
        ("worse", date(2017, 8, 30), "pending", "2017年8月31日前完成，加班，未到期"),
        ("worse", date(2017, 8, 31), "broken", "2017年8月31日前完成，加班，未兑现"),
        ("better", date(2017, 9, 30), "broken", "2017年8月31日前完成，加班，未兑现"),
        ("done", date(2017, 7, 31), "kept", "2017年8月31日前完成，加班，已兑现"),
        ("caught_up", date(2017, 9, 30), "kept", "2017年8月31日前完成，加班，已兑现"),
    ],
)
def test_a_promise_is_judged_on_its_day_by_what_became_of_the_item(state: str, day: date, kept: str, said: str) -> None:
    row = told(state, day)
    assert (row["kept"], row["promise"], row["times"]) == (kept, said, 2)


@pytest.mark.parametrize(
    ("answer", "kept", "said"),
    [
        ({"promised": None}, "unclear", "加班，时限未写明"),
        ({"promised": None, "measure": "", "promised_text": ""}, "", ""),
    ],
)
def test_without_a_day_nothing_is_kept_or_broken(answer: dict, kept: str, said: str) -> None:
    row = told("worse", date(2017, 9, 30), **answer)
    assert (row["kept"], row["promise"]) == (kept, said)


def test_what_no_notice_was_sent_of_has_no_reply_and_was_named_once() -> None:
    table = pd.DataFrame([{"dataset": "x", "identity": "b", "state": "worse"}])
    row = beside(table, {KEY: ANSWER}, {KEY: 2}, day=date(2017, 8, 31)).iloc[0]
    assert (row["number"], row["reply"], row["promise"], row["kept"], row["times"]) == ("", "", "", "", 1)


def test_notices_answers_broken_promises_and_repetitions_are_counted() -> None:
    table = pd.DataFrame([{"dataset": KEY[0], "identity": i, "state": "worse"} for i in "ab"])
    found = counts(beside(table, {KEY: ANSWER}, {KEY: 3}, day=date(2017, 9, 30)))
    assert found == {"noticed": 1, "answered": 1, "broken": 1, "again": 1}
