"""An entry under another name is asked about, and taken for the same: its old name is known, and who named it follows."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from catalog.book import shipped
from catalog.book.faults import faults
from catalog.book.lists import Entries, assembled, changed, entries_of
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
