"""Who may do what: every role against every action, checked by the desk itself."""

import datetime as dt

import pytest

from store import ALL, ROLES, Actor, Desk, NotAllowed, local_actor
from store.desk.permissions import ACTIONS, may
from store.notices import Asked, ReplyLine
from tests.unit.store.notices import ISSUED, notice
from tests.unit.store.readings import AT, reading, task

MINE, FOREIGN = "建设局", "环保局"

# What each role may do for a department that is its own, as the product's owners wrote it down.
READS = {"viewer": {"read_figures", "read_trace"}}
READS["reporter"] = READS["viewer"] | {"read_original", "read_uploads"}
READS["analyst"] = READS["viewer"] | {"read_original", "read_uploads"}
READS["approver"] = READS["analyst"] | {"read_audit"}
READS["admin"] = READS["auditor"] = READS["approver"] | {"read_accounts"}
REPORTER = {
    "receive_notice",
    "keep",
    "assign",
    "answer",
    "discard",
    "save",
    "declare_no_progress",
    "reply",
    "ask_extension",
}
ANALYST = {
    "receive_notice",
    "accept",
    "keep",
    "assign",
    "receive",
    "answer",
    "correct",
    "discard",
    "save",
    "publish",
    "withdraw",
    "restore",
    "declare_no_progress",
    "reply",
    "ask_extension",
}
OFFICE = {
    "send_notice",
    "note_item",
    "sign_off",
    "issue_notice",
    "remind",
    "redo",
    "decide_extension",
    "close_demand",
    "return",
    "choose",
    "explain_change",
    "lock",
    "unlock",
    "freeze",
    "remove_demo",
    "change_book",
    "release",
    "reopen",
}
ACTS = {
    "viewer": set(), "reporter": REPORTER, "analyst": ANALYST, "approver": ANALYST | OFFICE,
    "admin": ANALYST | OFFICE | {"manage_accounts", "clear_cache"}, "auditor": set(),
}  # fmt: skip
OWNS_ALL = {"approver", "admin"}


def actor(role, departments=(MINE,)):
    return Actor(role, role, frozenset(departments))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", ACTIONS)
def test_role_by_action_for_the_own_department(role, action):
    assert may(actor(role), action, [MINE]) == (action in READS[role] | ACTS[role])


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", ACTIONS)
def test_role_by_action_for_a_foreign_department(role, action):
    narrow = {"viewer": READS["viewer"], "analyst": READS["viewer"], "reporter": set()}
    foreign = narrow.get(role, READS[role] | ACTS[role])

    assert may(actor(role), action, [FOREIGN]) == (action in foreign)


def acts(desk: Desk, department: str):
    """Every act of the desk, on this department where it is about one."""
    boss = Desk(desk.store, local_actor())
    number = boss.keep(department.encode(), "x.xlsx", at=AT)
    boss.assign(number, "t", department=department, at=AT)
    old = boss.publish(boss.save(_rows(1.0, department), content=b"1", at=AT), at=AT).submission_ids[0]
    new = boss.publish(boss.save(_rows(2.0, department), content=b"2", at=AT), at=AT).submission_ids[0]
    draft = boss.save(_rows(3.0, department), content=b"3", at=AT)
    row = desk.store.frame("work_targets")["row_id"][0]
    sha256 = boss.upload(number).sha256
    n = numbers(boss, department)
    day, later = "2017-08-20", "2017-09-20"
    return {
        "send_notice": lambda: desk.send_notice(n[0], way="送达", day=day, at=AT),
        "receive_notice": lambda: desk.receive_notice(n[0], signed="办公室", day=day, at=AT),
        "note_item": lambda: desk.note_item(asked(department), said="r", as_of="2017-07", day=day, at=AT),
        "sign_off": lambda: desk.sign_off(asked(department), said="r", as_of="2017-07", day=day, at=AT),
        "issue_notice": lambda: desk.issue_notices([notice(department, "新事项")], **ISSUED),
        "reply": lambda: desk.reply(n[0], [ReplyLine(1, "r")], content=b"r", file="r", day=day, at=AT),
        "ask_extension": lambda: desk.ask_extension(n[1], 1, reason="r", until=later, day="2017-08-10", at=AT),
        "remind": lambda: desk.remind(n[2], 1, day="2017-08-30", at=AT),
        "redo": lambda: desk.redo(n[3], 1, reason="r", until=later, day=day, at=AT),
        "close_demand": lambda: desk.close_demand(n[4], 1, reason="r", day=day, at=AT),
        "decide_extension": lambda: desk.decide_extension(n[5], 1, granted=True, reason="r", day=day, at=AT),
        "read_original": lambda: desk.original(sha256),
        "read_uploads": lambda: desk.upload(number),
        "read_audit": desk.audit,
        "keep": lambda: desk.keep(b"new", "y.xlsx", at=AT),
        "assign": lambda: desk.assign(number, "t", department=department, at=AT),
        "receive": lambda: desk.receive(number, AT[:10], reason="r", at=AT),
        "answer": lambda: desk.answer("form", "work_targets", {"h": None}, department=department, at=AT),
        "accept": lambda: desk.accept(number, at=AT),
        "correct": lambda: desk.correct(number, "s", "A1", "1", original="", reason="r", at=AT),
        "discard": lambda: desk.discard(number, at=AT),
        "save": lambda: desk.save(_rows(4.0, department), content=b"4", at=AT),
        "publish": lambda: desk.publish(draft, at=AT),
        "withdraw": lambda: desk.withdraw(new, reason="r", at=AT),
        "return": lambda: desk.send_back(draft.submission_ids[0], reason="r", at=AT),
        "restore": lambda: desk.restore(old, reason="r", at=AT),
        "declare_no_progress": lambda: desk.declare_no_progress("standings", department, "2017-07", reason="r", at=AT),
        "choose": lambda: desk.choose("work_targets", row, department, reason="r", at=AT),
        "explain_change": lambda: desk.explain_change("work_targets", row, "added", approved_by="a", reason="r", at=AT),
        "lock": lambda: desk.lock_period("2017-01", at=AT),
        "unlock": lambda: desk.unlock_period("2017-01", reason="r", at=AT),
        "release": lambda: desk.release("2017-02", at=AT),
        "reopen": lambda: desk.reopen("2017-03", reason="r", at=AT),
        "freeze": lambda: desk.freeze("m", as_of="2017-07", at=AT),
        "remove_demo": lambda: desk.remove_demo(at=AT),
        "change_book": lambda: desk.change_book({}, applies_from=dt.date(2017, 8, 1), reason="x", at=AT),
        "read_accounts": desk.accounts,
        "manage_accounts": lambda: desk.make_account("somebody", "viewer", [], "hash", at=AT),
    }


def numbers(boss: Desk, department: str) -> list[str]:
    """Six notices of one matter each: the fourth and fifth answered, of the sixth more time is asked."""
    boss.issue_notices([notice(department, f"事项{i}") for i in range(6)], **ISSUED)
    found = [demand.number for demand in boss.store.demands() if demand.matter.department == department][-6:]
    boss.send_notice(found[0], way="公文系统", day="2017-08-10", at=AT)
    for number in found[3:5]:
        boss.reply(number, [ReplyLine(1, "征地慢")], content=number.encode(), file="r", day="2017-08-12", at=AT)
    boss.ask_extension(found[5], 1, reason="r", until="2017-09-30", day="2017-08-12", at=AT)
    return found


def asked(department: str, leader: str = "副主任") -> Asked:
    """An item of a department that waits for a decision."""
    return Asked("work_targets", "修路", "修路", department, leader, "请求追加用地指标")


def test_a_leader_signs_off_what_the_own_post_leads_and_nothing_else(store) -> None:
    desk = Desk(store, Actor("副主任", "viewer"))
    said = {"said": "同意", "as_of": "2017-07", "day": "2017-08-15", "at": AT}

    desk.note_item(asked(MINE), **said)
    desk.sign_off(asked(MINE), **said)
    with pytest.raises(NotAllowed):
        desk.sign_off(asked(MINE, leader="另一位副主任"), **said)
    with pytest.raises(NotAllowed):
        desk.sign_off(asked(MINE, leader=""), **said)

    assert [(o.act, o.actor, o.said, o.settles) for o in store.opinions()] == [
        ("note_item", "副主任", "同意", False),
        ("sign_off", "副主任", "同意", True),
    ]


def _rows(actual, department):
    return reading([task("修路", actual)], department=department)


def test_every_action_but_the_open_ones_has_an_act_at_the_desk(store):
    assert acts(Desk(store, actor("admin")), MINE).keys() == set(ACTIONS) - {
        "read_figures",
        "read_trace",
        "clear_cache",
    }


@pytest.mark.parametrize("department", [MINE, FOREIGN])
@pytest.mark.parametrize("role", ROLES)
def test_the_desk_does_exactly_what_the_role_may(store, role, department):
    someone = actor(role)
    desk = Desk(store, someone)

    for action, act in acts(desk, department).items():
        before = store.version()
        outcome = _outcome(act)
        concerned = [department] if action != "keep" else []  # whose a file is turns out only when it is read
        assert outcome == ("done" if may(someone, action, concerned) else "refused"), action
        assert outcome == "done" or store.version() == before, action


def _outcome(act) -> str:
    try:
        act()
    except NotAllowed:
        return "refused"
    return "done"


def test_the_log_names_who_acted_in_which_role(store):
    Desk(store, Actor("王科", "analyst", frozenset({MINE}))).keep(b"x", "x.xlsx", at=AT)

    last = store.audit().iloc[-1]

    assert last[["actor", "role", "action", "at"]].tolist() == ["王科", "analyst", "keep", AT]


@pytest.mark.parametrize("department", [MINE, FOREIGN, "2030年新设的局"])
def test_without_sign_in_the_local_actor_answers_for_every_department(department):
    assert local_actor().owns(department)


@pytest.mark.parametrize("departments", [{MINE}, {ALL}])
def test_a_sender_of_all_departments_is_still_no_approver(departments):
    assert not may(actor("analyst", departments), "lock", [])


def test_an_unknown_role_is_no_role():
    with pytest.raises(ValueError, match="no such role"):
        Actor("x", "root")
