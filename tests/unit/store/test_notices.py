"""Supervision as a closed loop: what is demanded is numbered, and each act on it has its day, its person and its place."""

from __future__ import annotations

from datetime import date

import pytest

from store import Desk, Refused, local_actor
from store.journal.verification import verify
from store.notices import Asked, ReplyLine
from tests.unit.store.notices import ISSUED, notice
from tests.unit.store.readings import AT
from tests.unit.store.test_log import tampered

UNIT = "建设局"
DUE = ISSUED["due"]


@pytest.fixture
def boss(store) -> Desk:
    return Desk(store, local_actor())


@pytest.fixture
def number(boss) -> str:
    boss.issue_notices([notice(UNIT, "甲", "乙")], **ISSUED)
    return boss.store.demands()[0].number


def replied(boss: Desk, number: str, position: int = 1, promised: str = "2017-09-30", content: bytes = b"r"):
    line = ReplyLine(position, "征地慢", "倒排工期", promised, "9月底", "局长")
    return boss.reply(number, [line], content=content, file="回复单.xlsx", day="2017-08-14", at=AT)


def state(boss: Desk, day: str, position: int = 1) -> str:
    return boss.store.demands()[position - 1].state(date.fromisoformat(day))


def test_notices_are_numbered_within_their_year_and_the_same_matters_of_a_meeting_are_one_notice(boss) -> None:
    drafts = [notice(UNIT, "甲", "乙"), notice("教育局", "丙")]
    boss.issue_notices(drafts, **ISSUED)
    again = boss.issue_notices([notice(UNIT, "乙", "甲")], **ISSUED)
    boss.issue_notices([notice(UNIT, "甲")], **ISSUED)
    boss.issue_notices(
        [notice(UNIT, "甲")], **{**ISSUED, "issued": "2018-01-05", "due": "2018-01-12", "as_of": "2017-12"}
    )

    assert again.repeated
    numbers = dict.fromkeys(
        (d.number, len([x for x in boss.store.demands() if x.number == d.number])) for d in boss.store.demands()
    )
    assert list(numbers) == [
        ("督办〔2017〕1号", 2),
        ("督办〔2017〕2号", 1),
        ("督办〔2017〕3号", 1),
        ("督办〔2018〕1号", 1),
    ]


@pytest.mark.parametrize(("day", "said"), [(DUE, "issued"), ("2017-08-17", "overdue")])
def test_silence_is_overdue_from_the_day_after(boss, number, day: str, said: str) -> None:
    assert state(boss, day) == said


def test_a_reply_is_kept_with_its_file_and_the_same_sheet_again_is_a_repetition(boss, number) -> None:
    receipt, again = replied(boss, number), replied(boss, number)
    demand = boss.store.demands()[0]

    assert (receipt.repeated, again.repeated) == (False, True)
    assert (demand.reply.line.measure, demand.reply.line.promised) == ("倒排工期", "2017-09-30")
    assert boss.store.original(demand.reply.sha256) == b"r"
    assert (state(boss, "2017-12-31"), state(boss, "2017-12-31", 2)) == ("replied", "overdue")


def test_a_reply_sent_back_is_due_again_and_a_better_one_is_settled(boss, number) -> None:
    replied(boss, number)
    boss.redo(number, 1, reason="没有措施", until="2017-08-25", day="2017-08-15", at=AT)
    assert [state(boss, day) for day in ("2017-08-25", "2017-08-26")] == ["redo", "overdue"]

    replied(boss, number, content=b"better")
    boss.close_demand(number, 1, reason="已办结", day="2017-08-20", at=AT)
    assert state(boss, "2017-12-31") == "closed"
    with pytest.raises(Refused, match="已审结"):
        replied(boss, number, content=b"more")


def test_more_time_is_asked_for_before_the_day_and_decided(boss, number) -> None:
    boss.ask_extension(number, 1, reason="汛期停工", until="2017-09-15", day=DUE, at=AT)
    assert state(boss, "2017-08-20") == "extension_pending"
    boss.decide_extension(number, 1, granted=True, reason="同意", day="2017-08-17", at=AT)
    assert [state(boss, day) for day in ("2017-09-15", "2017-09-16")] == ["extended", "overdue"]


def test_time_that_was_refused_leaves_the_day_as_it_was(boss, number) -> None:
    boss.ask_extension(number, 1, reason="汛期停工", until="2017-09-15", day=DUE, at=AT)
    boss.decide_extension(number, 1, granted=False, reason="不同意", day="2017-08-17", at=AT)
    assert (boss.store.demands()[0].due_now, state(boss, "2017-08-18")) == (DUE, "overdue")


def test_a_reminder_goes_out_the_day_after_and_not_before(boss, number) -> None:
    with pytest.raises(Refused, match="过了时限才能催办"):
        boss.remind(number, 1, day=DUE, at=AT)
    boss.remind(number, 1, day="2017-08-17", at=AT)
    assert state(boss, "2017-08-17") == "reminded"


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (
            lambda d, n: d.ask_extension(n, 1, reason="r", until="2017-09-30", day="2017-08-17", at=AT),
            "应在时限之前申请",
        ),
        (lambda d, n: d.ask_extension(n, 1, reason="r", until=DUE, day="2017-08-10", at=AT), "应晚于"),
        (lambda d, n: d.decide_extension(n, 1, granted=True, reason="r", day=DUE, at=AT), "没有待批"),
        (lambda d, n: d.redo(n, 1, reason="r", until="2017-09-30", day=DUE, at=AT), "还没有答复"),
        (lambda d, n: d.close_demand(n, 1, reason="r", day=DUE, at=AT), "还没有答复"),
        (lambda d, n: d.close_demand(n, 9, reason="r", day=DUE, at=AT), "没有第9项"),
        (lambda d, _: d.remind("督办〔1999〕1号", 1, day=DUE, at=AT), "没有编号"),
        (lambda d, _: d.issue_notices([notice(UNIT, "丁")], **{**ISSUED, "due": "2017-08-09"}), "应在"),
        (lambda d, _: d.issue_notices([notice(UNIT, "丁")], **{**ISSUED, "due": "八月"}), "不是日期"),
    ],
)
def test_what_the_chain_does_not_allow_is_refused_in_a_sentence_and_leaves_nothing(
    boss, number, act, said: str
) -> None:
    before = boss.store.version()
    with pytest.raises(Refused, match=said):
        act(boss, number)
    assert boss.store.version() == before


def test_a_meeting_frozen_earlier_knows_nothing_of_later_acts(boss, number) -> None:
    seq = boss.store.version()
    replied(boss, number)
    assert (boss.store.demands(until=seq)[0].reply, boss.store.demands(until=seq - 1)) == (None, [])
    assert verify(boss.store.database).wrong == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE notices SET due = '2017-12-31'",
        "UPDATE notice_items SET gap = ''",
        "UPDATE notice_acts SET promised = ''",
        "DELETE FROM notice_acts",
        "DELETE FROM notice_items WHERE position = 2",
    ],
)
def test_what_was_changed_beside_the_log_is_found(boss, number, statement: str) -> None:
    replied(boss, number)
    assert not tampered(boss.store, statement).sound


def test_a_notice_is_sent_and_signed_for_before_it_is_answered(boss, number) -> None:
    states = [state(boss, DUE)]
    boss.send_notice(number, way="公文系统", day="2017-08-09", at=AT)
    states.append(state(boss, DUE))
    boss.receive_notice(number, signed="办公室", day="2017-08-10", at=AT)
    states.append(state(boss, DUE, position=2))
    replied(boss, number)
    states.append(state(boss, DUE))

    assert states == ["issued", "sent", "received", "replied"]
    first = boss.store.demands()[0]
    assert (first.last("send_notice").reason, first.last("receive_notice").signed) == ("公文系统", "办公室")
    assert verify(boss.store.database).sound


def test_a_notice_that_was_not_sent_is_not_signed_for_and_none_is_signed_for_twice(boss, number) -> None:
    signed = {"signed": "办公室", "day": "2017-08-10", "at": AT}
    with pytest.raises(Refused, match="还没有登记送达"):
        boss.receive_notice(number, **signed)
    with pytest.raises(Refused, match="送达方式"):
        boss.send_notice(number, way=" ", day="2017-08-09", at=AT)
    boss.send_notice(number, way="公文系统", day="2017-08-09", at=AT)
    boss.receive_notice(number, **signed)
    with pytest.raises(Refused, match="已登记签收"):
        boss.receive_notice(number, **signed)
    with pytest.raises(Refused, match="没有编号"):
        boss.send_notice("督办〔2017〕9号", way="公文系统", day="2017-08-09", at=AT)


def test_a_sign_off_without_words_or_a_day_is_none_and_a_meeting_keeps_what_it_knew(boss, store) -> None:
    asked = Asked("work_targets", "甲", "甲", UNIT, "副主任", "请求追加指标")
    said = {"as_of": "2017-07", "at": AT}
    with pytest.raises(Refused, match="写明意见"):
        boss.sign_off(asked, said=" ", day="2017-08-10", **said)
    with pytest.raises(Refused, match="不是日期"):
        boss.sign_off(asked, said="同意", day="八月", **said)
    until = store.audit()["seq"].max() if len(store.audit()) else 0
    boss.sign_off(asked, said=" 同意 ", day="2017-08-10", **said)

    assert (store.opinions(until=until), [o.said for o in store.opinions()]) == ([], ["同意"])
    assert verify(store.database).sound
