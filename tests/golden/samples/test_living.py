"""The samples go on: what the committed files of the year after say is what the generator says, and loads as it happened."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from catalog.living import living
from store import open_store
from tests.golden.samples.scored import SAMPLES
from tools import rebuild
from tools.samples.living import acts, book_of_next_year
from ui.demo import LIVING, load_living, load_samples

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


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory):
    """July of a few units, and everything that came of them afterwards."""
    folder = tmp_path_factory.mktemp("lived")
    july = [one for one in json.loads((SAMPLES / "deliveries.json").read_text("utf-8"))
            if one["period"] == "2017-07" and one["department"] in UNITS]  # fmt: skip
    after = [one for one in STEPS if "changes" in one or (one["department"] in UNITS and one["period"] > "2017-11")]
    store = open_store(f"sqlite:///{folder / 'store.db'}")
    for name, root, steps, load in (("july", SAMPLES, july, load_samples), ("after", LIVING, after, load_living)):
        here = folder / name
        here.mkdir()
        told = [one | ({"file": str(Path(root / one["file"]))} if "file" in one else {}) for one in steps]
        (here / "deliveries.json").write_text(json.dumps(told), encoding="utf-8")
        (here / "mappings.json").write_bytes((root / "mappings.json").read_bytes())
        assert load(store, here) > 0
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
