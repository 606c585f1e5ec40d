"""An entry under another name is asked about, and taken for the same: its old name is known, and who named it follows."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from catalog.book import shipped
from catalog.book.faults import faults
from catalog.book.lists import Entries, Name, applied, assembled, changed, entries_of
from catalog.book.renaming import Renaming, candidates, pairs, renamed

BEFORE = entries_of(shipped())


def with_other_name(kind: str, old: str, new: str) -> Entries:
    return {(kind, new) if name == (kind, old) else name: value | {"name": new} if name == (kind, old) else value
            for name, value in BEFORE.items()}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("units", "经济发展局", "发展改革局"),
        ("areas", "作风", "作风效能"),
        ("categories", "医疗卫生", "健康"),
        ("curves", "学年", "学校工程"),
    ],
)
def test_a_renamed_entry_is_one_candidate_and_a_sound_book(kind, old, new) -> None:
    after = with_other_name(kind, old, new)
    assert candidates(BEFORE, after) == [Renaming(kind, old, new)]
    found = assembled(renamed(after, [Renaming(kind, old, new)], BEFORE))
    assert faults(found) == []


def test_who_named_the_unit_names_it_anew_and_its_old_names_are_known() -> None:
    one = Renaming("units", "经济发展局", "发展改革局")
    after = renamed(with_other_name(*one), [one], BEFORE)
    assert after["units", "发展改革局"]["aliases"] == ["经济发展局", "经发局", "经发"]
    book = assembled(after)
    assert not any("经济发展局" in owes.departments for owes in book.owes)
    assert any("发展改革局" in owes.departments for owes in book.owes)
    assert book.answering("经济发展局", dt.date(2018, 1, 31)) == "发展改革局"


def test_a_unit_that_ends_beside_a_wholly_other_one_is_no_renaming() -> None:
    after = {name: value for name, value in BEFORE.items() if name != ("units", "招商局")}
    after["units", "审计局"] = {"name": "审计局", "kind": "street", "lead_post": "审计长"}
    assert candidates(BEFORE, after) == []


def test_a_change_that_renames_is_told_as_one() -> None:
    one = Renaming("units", "经济发展局", "发展改革局")
    changes = changed(BEFORE, renamed(with_other_name(*one), [one], BEFORE))
    assert pairs(BEFORE, changes) == {("units", "发展改革局"): ("units", "经济发展局")}
    anew = changed(BEFORE, with_other_name(*one))
    assert pairs(BEFORE, anew) == {}


def test_duties_go_from_unit_to_unit_from_the_day_one_ends() -> None:
    units = tuple(
        replace(unit, valid_to=dt.date(2017, 5, 31), successor=heir) if heir else unit
        for unit, heir in ((u, {"科技局": "经济发展局"}.get(u.name, "")) for u in shipped().units)
    )
    book = replace(shipped(), units=units)
    assert book.answering("科学技术局", dt.date(2017, 5, 31)) == "科技局"
    assert book.answering("科技局", dt.date(2017, 6, 1)) == "经济发展局"
    assert book.answering("没有的局", dt.date(2017, 6, 1)) == "没有的局"


# A book in which every kind of name is named by others: a node, a curve's area and class, a task, an item's curve.
NODES = BEFORE["rules", "time_progress"] | {"quarter_nodes": {"发展": [0.1, 0.4, 0.7, 1.0]}}
TASK = {
    "year": 2017,
    "number": 1,
    "name": "修路",
    "area": "发展",
    "department": "建设局",
    "curve": "学年",
    "weight": 5.0,
}
CURVE = BEFORE["curves", "学年"] | {"areas": ["发展"], "classes": ["医疗卫生"]}
FULL = BEFORE | {("rules", "time_progress"): NODES, ("tasks", "2017-1"): TASK, ("curves", "学年"): CURVE}
KINDS = ("units", "areas", "categories", "sites", "industries", "curves", "items", "tasks")
NAMES = st.text("甲乙丙丁ABab12", min_size=3, max_size=9).map(lambda text: f"新{text}名")


def called_anew(entries: Entries, name: Name, new: str) -> Entries:
    """The entry typed with another name, as its line or its row is."""
    numbered = name[0] in ("items", "tasks")
    return {(name if numbered else (name[0], new)) if at == name else at: value | {"name": new} if at == name else value
            for at, value in entries.items()}  # fmt: skip


def without_aliases(entries: Entries) -> str:
    """Everything the entries say, but by which other names they are known."""
    said = [{"list": name[0]} | {k: v for k, v in value.items() if k != "aliases"} for name, value in entries.items()]
    return json.dumps(said, ensure_ascii=False)


def test_a_renamed_entry_stands_where_it_stood() -> None:
    one = Renaming("areas", "发展", "高质量发展")
    after = applied(BEFORE, changed(BEFORE, renamed(with_other_name(*one), [one], BEFORE)))
    assert [a.name for a in assembled(after).areas] == ["党建", "高质量发展", "改革", "稳定", "廉政", "作风"]


@settings(max_examples=40)
@given(st.data())
def test_whatever_is_renamed_all_that_names_it_follows_and_its_old_name_is_known(data) -> None:
    name = data.draw(st.sampled_from([name for name in FULL if name[0] in KINDS]))
    old, new = FULL[name]["name"], data.draw(NAMES)
    found = renamed(called_anew(FULL, name, new), [Renaming(name[0], old, new)], FULL)
    quoted = [json.dumps(word, ensure_ascii=False) for word in (new, old)]
    assert without_aliases(found).replace(*quoted) == without_aliases(FULL).replace(*quoted)
    assert json.dumps(old, ensure_ascii=False) not in without_aliases(found)
    assert name[0] == "curves" or old in next(v for v in found.values() if v.get("name") == new)["aliases"]
    assert faults(assembled(found)) == []


def test_an_item_under_its_number_by_another_name_is_asked_about() -> None:
    name = next(name for name in BEFORE if name[0] == "items")
    after = called_anew(BEFORE, name, "另一件实事")
    assert candidates(BEFORE, after) == [Renaming("items", BEFORE[name]["name"], "另一件实事")]
    known = after | {name: after[name] | {"aliases": [BEFORE[name]["name"]]}}
    assert candidates(BEFORE, known) == []


def test_a_node_or_a_curve_of_an_area_nobody_knows_is_refused() -> None:
    nodes = BEFORE["rules", "time_progress"] | {"quarter_nodes": {"没有的工作": [0.1, 0.4, 0.3, 1.0]}}
    curve = BEFORE["curves", "学年"] | {"areas": ["没有的工作"], "datasets": ["none"]}
    found = faults(assembled(BEFORE | {("rules", "time_progress"): nodes, ("curves", "学年"): curve}))
    assert {(one.list, one.field, one.code) for one in found} == {
        ("rules", "quarter_nodes", "no_such_area"), ("rules", "quarter_nodes", "nodes_fall"),
        ("curves", "areas", "no_such_area"), ("curves", "datasets", "no_such_dataset"),
    }  # fmt: skip
