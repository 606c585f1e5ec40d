"""The ledger: absences by kind, versions withdrawn and restored, periods locked, the chase list."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pandas as pd
import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from loaders import read
from store import Desk, Store, local_actor
from tests.opening import UNHURRIED
from tests.pages.analysts.conftest import AUGUST, UNIT, Open, press, said
from ui import whole_month
from ui.analysts.submissions import chase
from ui.analysts.submissions.owed_reports import Ledger
from ui.analysts.upload import readings

JULY = "2017年7月"


def shown(store: Store, name: str = "work_targets") -> list[tuple[str, bool]]:
    known = store.submissions()
    mine = known[(known["dataset"] == name) & (known["period"] == "2017-07")]
    return list(zip(mine["state"], mine["current"], strict=True))


def act(page: Open, kind: str, reason: str, version: int = 0) -> str:
    app = page("submissions", ledger=JULY)
    app.selectbox(key="unit-shown").set_value(UNIT).run()
    app.selectbox(key="dataset-shown").set_value("work_targets").run()
    app.selectbox(key="version-shown").select_index(version)
    app.selectbox(key="version-act-kind").set_value(kind)
    app.text_input(key="version-reason").set_value(reason)
    press(app, "执行")
    assert not app.exception
    return said(app)


def closed(app: AppTest) -> set[str]:
    """The buttons that cannot be pressed."""
    return {button.label for button in app.button if button.disabled}


@pytest.mark.parametrize(
    ("kind", "effect"),
    [
        ("withdraw", "各页随即不再采用第1版（4 行），柳行街道按“已撤回待重报”列入缺报"),
        ("send_back", "列入缺报和催报"),
        ("restore", "重新成为在册版本"),
    ],
)
def test_an_act_says_what_it_will_do(store: Store, page: Open, kind: str, effect: str) -> None:
    app = page("submissions", ledger=JULY, **{"unit-shown": UNIT, "dataset-shown": "六项工作目标任务"})
    assert effect in said(app.selectbox(key="version-act-kind").set_value(kind).run())


def test_every_absence_has_its_kind_and_what_came_its_version(store: Store, page: Open) -> None:
    seen = said(page("submissions", ledger=JULY))
    assert '"text": "已报", "under": "7月31日 第1版"' in seen or "第1版" in seen
    assert "未报" in seen
    assert "应报48份" in seen


def test_a_withdrawn_version_is_gone_from_the_figures_and_restored_as_a_new_one(store: Store, page: Open) -> None:
    before = store.frame("work_targets", as_of="2017-07")
    told = act(page, "withdraw", "单位来函更正")
    assert "已撤回" in told
    assert shown(store) == [("withdrawn", False)]
    assert set(store.frame("work_targets", as_of="2017-07")["period"]) == {"2017-06"}
    act(page, "restore", "误撤")
    after = store.frame("work_targets", as_of="2017-07")
    pd.testing.assert_frame_equal(after.drop(columns="submission_id"), before.drop(columns="submission_id"))
    assert shown(store) == [("withdrawn", False), ("published", True)]


def test_nothing_is_withdrawn_without_a_reason(store: Store, page: Open) -> None:
    assert "请填写理由" in act(page, "withdraw", " ")
    assert shown(store) == [("published", True)]


def test_a_locked_period_says_so_before_the_click_and_opens_with_a_reason(store: Store, page: Open) -> None:
    app = page("submissions", ledger=JULY)
    assert "不能再发布、更正、退回、撤回或恢复" in said(app)
    press(app, "锁定本期")
    assert store.locked_periods() == {"2017-07"}
    app = page("submissions", ledger=JULY, **{"unit-shown": UNIT, "dataset-shown": "六项工作目标任务"})
    assert closed(app) >= {"执行", "登记", "更正收到日"}
    assert "2017年7月已锁定" in said(app)
    press(app, "解锁")
    assert "请填写理由" in said(app)
    app.text_input(key="lock-reason").set_value("补报招商项目")
    press(app, "解锁")
    assert store.locked_periods() == set()


def test_no_progress_is_noted_as_said_and_counts_as_reported(store: Store, page: Open) -> None:
    app = page("submissions", ledger=JULY)
    app.selectbox(key="unit-shown").set_value("财政局").run()
    app.text_input(key="no-progress-reason").set_value("本月无新增")
    press(app, "登记")
    assert "无进度已说明" in said(app)
    rows = store.ledger("2017-07")
    kinds = rows[(rows["department"] == "财政局") & (rows["period"] == "2017-07")]["kind"]
    assert list(kinds) == ["no_progress"]


def test_the_chase_list_names_unit_post_and_kind(store: Store) -> None:
    rows = store.ledger("2017-07")
    owed = Ledger(rows[rows["period"] == "2017-07"], "2017-07").owed
    text = chase.chase_text(owed, "2017-07")
    assert "管委会副主任（分管财税）：\n  财政局：六项工作目标任务（未报）；应于7月31日前报送" in text
    assert UNIT not in text
    sheet = load_workbook(BytesIO(chase.chase_workbook(owed, "2017-07"))).active
    listed = [(row[1], row[2], row[4]) for row in sheet.iter_rows(min_row=4, values_only=True)]
    assert ("财政局", "六项工作目标任务", "未报") in listed
    assert len(listed) == len(owed)


def test_an_empty_store_shows_what_is_due(empty_store: Store, page: Open) -> None:
    app = page("submissions")
    assert not app.exception
    assert "已报0份" in said(app)


def test_a_return_asks_the_unit_again(store: Store, page: Open) -> None:
    act(page, "send_back", "数据有误")
    rows = store.ledger("2017-07")
    mine = rows[(rows["department"] == UNIT) & (rows["dataset"] == "work_targets") & (rows["period"] == "2017-07")]
    assert list(mine["kind"]) == ["returned"]
    assert Desk(store, local_actor()).audit()["action"].iloc[-1] == "return"


def test_one_version_is_said_to_have_come_earlier_and_the_ledger_follows(store: Store, page: Open) -> None:
    number = next(x.submission_id for x in store.lines() if (x.dataset, x.period) == ("work_targets", "2017-07"))
    Desk(store, local_actor()).receive_version(number, "2017-07-20", reason="先报了纸质", at="2017-08-02")
    app = page("submissions", ledger=JULY)
    app.selectbox(key="unit-shown").set_value(UNIT).run()
    app.selectbox(key="dataset-shown").set_value("work_targets").run()
    day = next(box for box in app.date_input if str(box.key).startswith("received-day"))
    assert str(day.value) == "2017-07-20"
    day.set_value(dt.date(2017, 7, 19))
    next(box for box in app.text_input if str(box.key).startswith("received-reason")).set_value("以签收单为准")
    press(app, "更正收到日")
    assert not app.exception
    assert store.lines([number])[0].received == "2017-07-19"
    assert "7月19日" in said(page("submissions", ledger=JULY))


def test_a_draft_shows_in_the_ledger_at_once(store: Store, page: Open) -> None:
    assert "已收未发布" not in said(page("submissions", ledger="2017年8月"))
    content = AUGUST.read_bytes()
    Desk(store, local_actor()).save(read(content, file=AUGUST.name), content=content, at="2017-08-31")
    assert "已收未发布" in said(page("submissions", ledger="2017年8月"))


def test_absences_are_judged_on_the_real_day_unless_another_is_named(store: Store, page: Open) -> None:
    today = said(page("submissions", ledger="2017年8月"))
    app = page("submissions", ledger="2017年8月")
    app.date_input(key="ledger-day").set_value(dt.date(2017, 8, 20)).run()
    assert "未到期" not in today
    assert "未到期" in said(app)


def test_a_file_in_the_queue_is_received_and_nobody_is_chased_for_it(
    store: Store, page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "PATIENCE", UNHURRIED)  # the page waits for the reading, however busy the machine
    Desk(store, local_actor()).keep(AUGUST.read_bytes(), AUGUST.name, at="2017-08-31T09:00:00")
    page("upload")  # looked at once, it is known whose it is
    app = page("submissions", ledger="2017年8月")
    assert '"text": "已收"' in said(app)
    chased = "\n".join(code.value for code in app.code)
    assert "黄屯街道：" in chased
    assert f"{UNIT}：" not in chased or "重点任务" not in chased.split(f"{UNIT}：")[1].splitlines()[0]


def test_a_reminder_goes_to_one_unit_alone(store: Store, page: Open) -> None:
    app = page("submissions", ledger="2017年8月")
    box = app.selectbox(key="chase-to")
    box.select_index(next(i for i, name in enumerate(box.options) if name == "教育局")).run()
    text = "\n".join(code.value for code in app.code)
    assert "教育局：" in text
    assert "环保局" not in text
    assert not app.exception


def test_a_declared_standstill_carries_the_last_values_and_is_not_unreported(store: Store) -> None:
    unit = next(x for x in store.lines() if (x.dataset, x.period) == ("work_targets", "2017-07"))
    desk = Desk(store, local_actor())
    desk.withdraw(unit.submission_id, reason="更正", at="2017-08-02")
    silent = whole_month.completed(store, store.frame("work_targets", as_of="2017-07"), "work_targets", "2017-07")
    desk.declare_no_progress("work_targets", unit.department, "2017-07", reason="汛期停工", at="2017-08-02")
    found = whole_month.completed(store, store.frame("work_targets", as_of="2017-07"), "work_targets", "2017-07")
    assert set(silent["period"]) == {"2017-06"}
    assert set(found["period"]) == {"2017-07"}
    assert set(found["standstill"]) == {"声明本期无进展（汛期停工）"}
    assert found["actual_value"].tolist() == silent["actual_value"].tolist()
