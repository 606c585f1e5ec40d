"""The samples go on: what the committed files of the year after say is what the generator says, and loads as it happened."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from catalog.living import living
from loaders import Mappings, read
from store import Desk, local_actor, open_store
from tests.golden.samples.scored import SAMPLES
from tools import rebuild
from tools.samples.living import acts, book_of_next_year
from ui.demo import LIVING, Loading, load_living, load_samples, wanted, was_stopped

STEPS = json.loads((LIVING / "deliveries.json").read_text(encoding="utf-8"))
UNITS = ("城市管理局", "经济发展局", "卫生健康局", "卫生计生局")


def test_what_the_office_does_is_the_generators_own_work() -> None:
    assert [one for one in STEPS if "changes" in one] == acts()


def test_every_file_is_delivered_and_every_delivery_a_file() -> None:
    files = {one["file"] for one in STEPS if "file" in one}
    assert {p.relative_to(LIVING).as_posix() for p in LIVING.rglob("*.xlsx")} == files
    assert {file[:7] for file in files} == {f"2017-{m:02d}" for m in range(8, 13)} | {
        f"2018-{m:02d}" for m in range(1, 4)
    }


def test_the_new_year_has_another_list_and_other_units() -> None:
    book, said = book_of_next_year(), living()
    assert (len(book.items_of(2018)), len(book.items_of(2017)), book.zone.year) == (40, 39, 2018)
    assert said.category in {item.category for item in book.items_of(2018)}
    assert said.renamed_unit.name not in book.unit_names()
    assert book.unit(said.merged_unit.name).successor == said.merged_unit.into


def given(here: Path, root: Path, steps: list[dict[str, Any]]) -> Path:
    """A folder of these steps alone."""
    here.mkdir()
    told = [one | ({"file": str(root / one["file"])} if "file" in one else {}) for one in steps]
    (here / "deliveries.json").write_text(json.dumps(told), encoding="utf-8")
    (here / "mappings.json").write_bytes((root / "mappings.json").read_bytes())
    return here


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory):
    """July of a few units, and everything that came of them afterwards."""
    folder = tmp_path_factory.mktemp("lived")
    july = [one for one in json.loads((SAMPLES / "deliveries.json").read_text("utf-8"))
            if one["period"] == "2017-07" and one["department"] in UNITS]  # fmt: skip
    after = [one for one in STEPS if "changes" in one or (one["department"] in UNITS and one["period"] > "2017-11")]
    store = open_store(f"sqlite:///{folder / 'store.db'}")
    for name, root, steps, load in (("july", SAMPLES, july, load_samples), ("after", LIVING, after, load_living)):
        assert load(store, given(folder / name, root, steps)) > 0
    yield store
    store.database.close()


def test_it_loads_as_it_happened(lived) -> None:
    february = lived.frame("livelihood_projects", as_of="2018-02")
    of_two = february[february["reporting_department"] == "城市管理局"]
    assert len(of_two) == len(
        lived.frame("livelihood_projects", as_of="2018-03").query("reporting_department == '城市管理局'")
    )
    assert set(of_two["period"]) == {"2018-02"}
    assert "卫生健康局" in set(february["reporting_department"])
    assert len(lived.book().successions) == 1
    march = lived.frame("livelihood_projects", as_of="2018-03")
    assert march.loc[march["project"] == living().cancelled.item, "status"].tolist() == ["terminated"]


def test_it_is_loaded_once_and_only_after_the_samples(lived, tmp_path: Path) -> None:
    assert load_living(lived) == 0
    empty = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    assert load_living(empty) == 0
    empty.database.close()


def said_of(store) -> list[tuple[str, ...]]:
    """What happened, act by act, without its number."""
    return [tuple(map(str, row)) for row in store.audit()[["at", "action", "subject", "department", "period"]].values]


def saved_and_no_more(store, one: dict[str, Any]) -> None:
    """Stopped between the saving of a file and its publication."""
    path, known = SAMPLES / one["file"], Mappings.from_json((SAMPLES / "mappings.json").read_text("utf-8"))
    content = path.read_bytes()
    Desk(store, local_actor()).save(
        read(content, file=path.name, mappings=known), content=content, at=f"{one['received']}T09:00:00", demo=True,
        mappings=known, **{name: one[name] for name in ("department", "period", "received")},
    )  # fmt: skip


def stop_at(n: int):
    def told(now: Loading) -> None:
        if now.done == n:
            raise KeyboardInterrupt

    return told


def test_what_was_stopped_goes_on_at_the_next_start(tmp_path: Path) -> None:
    """In the samples' own months and after them, before and after a change of the book: nothing twice, nothing missing."""
    first = [one for one in json.loads((SAMPLES / "deliveries.json").read_text("utf-8"))
             if one["period"] > "2017-05" and one["department"] == "财政局"]  # fmt: skip
    after = [one for one in STEPS if "changes" in one or one["file"].startswith(("2017-12/财", "2018-01/财"))]
    here = (given(tmp_path / "first", SAMPLES, first), given(tmp_path / "after", LIVING, after))
    whole, stopped = (open_store(f"sqlite:///{tmp_path / name}.db") for name in ("whole", "stopped"))
    for load, folder in zip((load_samples, load_living), here, strict=True):
        load(whole, folder)
    saved_and_no_more(stopped, first[0])
    for load, folder, n in ((load_samples, here[0], 1), *((load_living, here[1], n) for n in range(1, len(after)))):
        with pytest.raises(KeyboardInterrupt):
            load(stopped, folder, stop_at(n))
        if load is load_samples:
            assert load_samples(stopped, folder) > 0
    assert load_living(stopped, here[1]) + load_living(stopped, here[1]) == 0
    assert said_of(stopped) == said_of(whole)
    whole.database.close()
    stopped.database.close()


def test_a_sample_read_with_answers_is_kept_with_them_and_read_again_the_same(tmp_path: Path) -> None:
    unit = "黄屯街道"  # whose form has a column that the samples' answers name
    sent = {"file": f"2017-01/{unit}2017年1月.xlsx", "department": unit, "period": "2017-01", "received": "2017-01-27"}
    told = json.dumps([{**sent, "file": str(SAMPLES / sent["file"])}])
    (tmp_path / "deliveries.json").write_text(told, encoding="utf-8")
    (tmp_path / "mappings.json").write_bytes((SAMPLES / "mappings.json").read_bytes())
    store = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    load_samples(store, tmp_path)
    found = list(rebuild.compare(store))
    assert len(found) > 1
    assert [one.line.dataset for one in found if not one.same] == []


def test_samples_that_somebody_put_there_are_no_loading_that_was_stopped(tmp_path: Path) -> None:
    first = [one for one in json.loads((SAMPLES / "deliveries.json").read_text("utf-8"))
             if one["period"] > "2017-05" and one["department"] == "财政局"]  # fmt: skip
    store = open_store(f"sqlite:///{tmp_path}/store.db")
    load_samples(store, given(tmp_path / "july", SAMPLES, first[1:]))
    whole = given(tmp_path / "first", SAMPLES, first)
    assert (wanted(store, whole), load_samples(store, whole), was_stopped(store, LIVING)) == (False, 0, False)
    store.database.close()
