"""August's workbook with errors on purpose, beside July's of the same unit: what only two months together can show."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from metrics import honesty
from store import open_store
from tests.golden.samples.scored import SAMPLES
from ui.demo import load_samples

UNIT = "经济发展局"
SENT = [
    {"file": f"2017-07/{UNIT}2017年7月.xlsx", "department": UNIT, "period": "2017-07", "received": "2017-07-28"},
    {"file": f"exercises/{UNIT}2017年8月.xlsx", "department": UNIT, "period": "2017-08", "received": "2017-08-30"},
]


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """What August's key projects say against July's, both through the real loaders and the real store."""
    folder = tmp_path_factory.mktemp("august")
    sent = [{**one, "file": str(SAMPLES / one["file"])} for one in SENT]
    (folder / "deliveries.json").write_text(json.dumps(sent), encoding="utf-8")
    store = open_store(f"sqlite:///{folder / 'store.db'}")
    load_samples(store, folder)
    july, august = (store.frame("key_projects", as_of=period) for period in ("2017-07", "2017-08"))
    return honesty.compare(july, august, "key_projects")


@pytest.mark.parametrize(
    ("code", "item", "field", "old", "new"),
    [
        ("jump_10000", "自动变速器一期", "total_investment", "26.0亿元", "260,000.0亿元"),
        ("cumulative_down", "高端注射剂车间", "completed_ytd", "1.51亿元", "1.20亿元"),
        ("done_but_early_words", "生物医药产业园一期", "progress_text", "", "正在进行基础施工"),
    ],
)
def test_an_error_only_a_comparison_can_show_is_found(
    findings: pd.DataFrame, code: str, item: str, field: str, old: str, new: str
) -> None:
    found = findings[findings["code"] == code]
    assert found[["item", "field", "old", "new"]].to_numpy().tolist() == [[item, field, old, new]]
