"""Months that begin, years that turn, sheets that hold a part or nothing, meetings that stay what they were."""

from __future__ import annotations

from catalog import numbers
from catalog.book.lists import entries_of
from loaders import Mappings
from store import Refused
from tests.golden.life.office import Office, task
from ui import facts, released
from ui.analysts.upload import difference
from ui.demo import LIVING

FIRST_SIX = ("教育局", "财政局", "招商局", "经济发展局", "纪工委", "柳行街道")
JUNE, JULY, JANUARY = "2017-06", "2017-07", "2018-01"


def first_sheet_of_a_month(office: Office) -> list[str]:
    """Over the samples' seven months one street's sheet of August is published first."""
    office.send("柳行街道", "2017-08", [task("修路", 10, "公里", 6)])
    return [*_opening(office), *_month(office, "2017-08")]


def six_units_of_a_new_year(office: Office) -> list[str]:
    """Over the samples six of the units send January 2018."""
    known = Mappings.from_json((LIVING / "mappings.json").read_text("utf-8"))
    for unit in FIRST_SIX:
        office.send_file(LIVING / JANUARY / f"{unit}2018年1月.xlsx", unit, JANUARY, known)
    with office.opened(JANUARY) as view:
        areas = facts.areas(view).set_index("area")
        style = f"作风任务{areas.loc['作风', 'n']}项，对时序{numbers.points(areas.loc['作风', 'deviation'])}"
    return [*_opening(office), *_month(office, JANUARY), office.card("key_projects", "investment_rate", JANUARY), style]


def _opening(office: Office) -> list[str]:
    with office.opened(JULY) as view:
        return [f"领导打开看到{released.first_shown(view.version)}"]


def _month(office: Office, period: str) -> list[str]:
    from ui.leaders.accountability import ranked

    with office.opened(period) as view:
        collecting = released.collecting_words(view)
        places = int(ranked(view, "department")["rank"].notna().sum())
        items = len(facts.items(view))
    red = office.card("accountability", "red_items", period)
    return [f"{collecting}，有位次的单位{places}个，民生实事{items}件", red]


def part_of_a_sheet(office: Office) -> list[str]:
    """Of its 51 projects a unit's August sheet holds 3."""
    rows = [task(f"任务{n}", 10, "公里", 5) for n in range(51)]
    office.send("建设局", JULY, rows)
    reading, content = office.read("建设局", "2017-08", rows[:3])
    saved = office.desk.save(reading, content=content, at="2017-08-31", department="建设局", period="2017-08")
    with office.opened("2017-08"):
        found = difference.difference_of(saved.lines[0])
        asked = "须先说明是完整报送还是补报" if difference.asks_whether_whole(found) else "不问"
        return [difference.sentence(found), f"{difference.gone_words(found)}{asked}"]


def sheet_without_rows(office: Office) -> list[str]:
    """A unit with a red task sends a sheet that has only its heads."""
    office.send("建设局", JUNE, [task("修路", 10, "公里", 1)])
    reading, content = office.read("建设局", JULY, [])
    saved = office.desk.save(reading, content=content, at="2017-07-31", department="建设局", period=JULY)
    try:
        published = len(office.desk.publish(saved, at="2017-07-31").lines)
        said = f"发布{published}份"
    except Refused as refused:
        said = f"拒绝：{refused}"
    problems = "；".join(sorted({one.message for one in reading.issues if one.severity == "error"}))
    office.send("科技局", JULY, [task("植树", 10, "亩", 8)])
    return [f"{problems or '无错误'}，{said}", f"滞后的仍在：{office.told('修路', JULY)}"]


def frozen_before_a_rule(office: Office) -> list[str]:
    """After a meeting the book gains a quarter node that its month would be judged by."""
    office.send("建设局", JULY, [task("修路", 10, "公里", 6), task("建桥", 10, "座", 5), task("植树", 10, "亩", 1)])
    with office.opened(JULY) as view:
        office.desk.freeze("七月会", as_of=JULY, figures=facts.printed(view), at="2017-08-02")
        before, now = _printed(office), facts.printed(view)
    rule = entries_of(office.store.book())["rules", "time_progress"]
    office.decides(
        {("rules", "time_progress"): rule | {"quarter_nodes": {"发展": [0.5, 0.9, 0.95, 1.0]}}}, "2017-07-01"
    )
    with office.opened(JULY) as view:
        moved = _different(now, facts.printed(view))
    return [f"会议定稿{_different(before, _printed(office))}个数字不同，当月{'有' if moved else '没有'}数字变动"]


def _printed(office: Office) -> dict[str, dict[str, str]]:
    from ui import source
    from ui.memory import Memory
    from ui.scope import View
    from ui.shelf import Shelf

    meeting = office.store.meetings()[0]
    with source.moment(source.Opened(office.store, Memory(), Shelf(None))), source.judging(meeting.name, JULY):
        return facts.printed(View(office.store.figures_version(), JULY, meeting=meeting.name, until=meeting.seq))


def _different(before: dict[str, dict[str, str]], after: dict[str, dict[str, str]]) -> int:
    return sum(said != after[page][name] for page, figures in before.items() for name, said in figures.items())
