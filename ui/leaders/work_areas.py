"""六项工作: every sub-item as a table-lens, and who answers for what."""

from __future__ import annotations

from urllib.parse import urlencode

import pandas as pd

from catalog.book import book
from catalog.lamps import lamp_text, light_word
from catalog.page import page
from charts import lamps
from metrics import accountability, evidence, lights, rollup
from metrics.told import unweighted
from ui import board, facts, parts
from ui.leaders.items import first_of, measurable_words, rate_words, short_post, short_unit, words
from ui.leaders.listing import count, listed, only_pressing
from ui.leaders.overview import task_rate_href
from ui.markup import Html
from ui.scope import View
from ui.trace_link import cell_href, group_href

TABS = page("work_areas").tabs
PRESSING = ("behind", "warning")
COUNTED = ("behind", "warning", "no_report")
LEADERS = "按牵头领导"
GROUPED = {LEADERS: accountability.by_leader, "按责任单位": accountability.by_department}
NO_SUB_AREA = "未列分项"
MEASURED = ("rate", "previous_rate", "due_rate", "deviation", "light", "step", "due_step", "unlike")


def lens(view: View) -> None:
    """All sub-items; from the far rows only the red and amber ones, which is said; on a phone two lines each."""
    if facts.assessed(view, "work_targets").empty:
        parts.unreported(view, book().said("{areas}工作任务"), "work_targets")
        return
    board.draw(_lens_markup(view), view.look, key="work_areas-lens")


@facts.known
def _lens_markup(view: View) -> Html:
    if view.look.phone:
        return board.item_lines(
            _by_area(
                _rows(
                    view,
                    rollup.by_urgency(
                        facts.sub_areas(view).query("n > 0") if view.department else facts.sub_areas(view)
                    ),
                )
            )
        )
    table = facts.sub_areas(view)
    # One unit has only its own sub-items: the others are no rows of "no task".
    rows = _rows(view, table[table["n"] > 0] if view.department else table)
    if not view.look.large:
        return board.stacked(board.lens(rows), board.note(_counted(view, len(rows))))
    pressing = [row for row in rows if row.light in PRESSING]
    note = board.note(only_pressing(len(pressing), len(rows), "个分项"))
    return board.stacked(board.lens(pressing), note) if pressing else note


def _counted(view: View, n: int) -> str:
    """The title counts tasks, the rows are sub-items: how many of each."""
    tasks = facts.assessed(view, "work_targets")
    judged_, _ = accountability.judged_and_on_time(tasks)
    counted = tasks["counted"].to_numpy()
    said = f"每行为一个分项，共{n}个；其下任务{int(counted.sum())}项，可判定{int((judged_ & counted).sum())}项"
    return "；".join(filter(None, (said, unweighted(facts.sub_areas(view), "sub_area"))))


def _rows(view: View, sub_areas: pd.DataFrame) -> list[board.LensRow]:
    roles = {area.name: area.role for area in book().areas}
    who = _who(facts.assessed(view, "work_targets"))
    rows = []
    for row in sub_areas.to_dict("records"):
        name = words(row["sub_area"])
        department, leader = who.get((row["area"], name), ("", ""))
        rows.append(
            board.LensRow(
                area=row["area"],
                role=roles[row["area"]],
                name=name or NO_SUB_AREA,
                **{k: row[k] for k in MEASURED},
                shown=rate_words(row, view),
                note=measurable_words(row),
                department=department,
                leader=leader,
                href=task_list_href(row["area"], name),
                traced=task_rate_href(view, row["area"], row["sub_area"]) if row["n"] else "",
                stepped=group_href(view, "tasks", "step", area=row["area"], sub_area=row["sub_area"]),
            )
        )
    return rows


def task_list_href(area: str, sub_area: str) -> str:
    """The link to the tasks of a sub-item."""
    return f"work_areas?{urlencode({'tab': TABS[2], 'part': part_name(area, sub_area)})}"


def part_name(area: str, sub_area: object) -> str:
    """A sub-item's name with its work before it: unique, and readable in a link."""
    return f"{area}·{words(sub_area) or NO_SUB_AREA}"


def _who(assessed: pd.DataFrame) -> dict[tuple[str, str], tuple[str, str]]:
    """Unit and leader of each sub-item, of its most pressing tasks first."""
    ranked = lights.by_urgency(assessed)
    groups = ranked.groupby(["area", ranked["sub_area"].fillna("")], sort=False)
    return {
        key: (
            first_of(part["lead_department"].map(short_unit), "家"),
            first_of(part["lead_leader"].map(short_post), "位"),
        )
        for key, part in groups
    }


def _by_area(rows: list[board.LensRow]) -> list[tuple[str, str, list[board.Item]]]:
    groups: dict[tuple[str, str], list[board.Item]] = {}
    for row in rows:
        item = board.Item(
            name=row.name,
            group=row.area,
            light=row.light,
            rate=row.rate,
            due_rate=row.due_rate,
            deviation=row.deviation,
            department=row.department,
            leader=row.leader,
            href=row.href,
            shown=row.shown,
            traced=row.traced,
        )
        groups.setdefault((row.area, row.role), []).append(item)
    order = [area.name for area in book().areas]
    named = sorted(groups.items(), key=lambda group: order.index(group[0][0]))
    return [(area, role, items) for (area, role), items in named]


def leader_lamps(view: View) -> None:
    """One mark a duty, a row a lead leader's post; on a phone the counts."""
    _answering(view, LEADERS)


def department_lamps(view: View) -> None:
    """One mark a duty, a row a unit; on a phone the counts."""
    _answering(view, "按责任单位")


def _answering(view: View, title: str) -> None:
    if view.look.phone:
        parts.section(title, book().said("{areas}工作和民生实事的件数"))
        board.draw(_counts(view, title), view.look, key=f"work_areas-answering-{title}")
    else:
        _lamps(view, title)


@facts.known
def _counts(view: View, title: str) -> Html:
    rows = [
        [short_post(r["name"]), *(count(light, r["lights"].count(light), r[f"href_{light}"]) for light in COUNTED),
         board.linked(r["n"], r["href"])]
        for r in _groups(view, title).to_dict("records")
    ]  # fmt: skip
    heads = board.heads("名称 滞后> 预警> 缺报> 共>")
    return listed(view, heads, rows, caption=title)


def _groups(view: View, title: str) -> pd.DataFrame:
    table = GROUPED[title](_own(view))
    table = table[table["name"].notna()]
    key = "leader" if title == LEADERS else "department"
    measures = {"href": "n"} | {f"href_{light}": light for light in COUNTED}
    hrefs = {
        column: [group_href(view, "duties", measure, **{key: name}, dataset=facts.ASSESSED) for name in table["name"]]
        for column, measure in measures.items()
    }
    return table.assign(**hrefs)


def _marked(view: View, title: str) -> pd.DataFrame:
    """As :func:`_groups`, with what each mark is of and where that item's figure stands."""
    table, duties = _groups(view, title), _own(view).to_dict("records")
    said = [f"{words(r['item'])}：{lamp_text(r['light'], r['deviation'])}" for r in duties]
    hrefs = [
        cell_href(view, r["dataset"], r["row_id"], evidence.field(r["dataset"], words(r["rate_basis"]))) for r in duties
    ]
    of_rows = {name: [[found[k] for k in row] for row in table["members"]] for name, found in
               (("said", said), ("hrefs", hrefs))}  # fmt: skip
    return table.assign(**of_rows)


def _most(view: View) -> int:
    """The most marks a row of either panel has: their marks are of one size."""
    return max((int(_groups(view, title)["n"].max()) for title in GROUPED if len(_groups(view, title))), default=0)


def _own(view: View) -> pd.DataFrame:
    """The tasks of the six works and the livelihood items, one mark each; the rest stands under 责任通报."""
    duties = facts.duties(view)
    return duties[duties["dataset"].isin(facts.ASSESSED)]


@parts.piece
def _lamps(view: View, title: str) -> None:
    line = parts.section(
        title, book().said("{areas}工作和民生实事，每个符号一件；▲滞后 ◆预警 □缺报 ○未启动 —不可量化 ●正常 ■办结")
    )
    named = _marked(view, title)
    if named.empty:
        parts.unreported(view, f"{book().works}任务和民生实事", *facts.ASSESSED, lacking="责任单位和牵头领导")
        return
    row_px = 30 if view.look.present else 32
    alt = f"{title}：" + "；".join(f"{r.name}滞后{r.n_behind}、预警{r.n_warning}、共{r.n}" for r in named.itertuples())
    counted = {light_word(light): [marks.count(light) for marks in named["lights"]] for light in COUNTED}
    data = {"名称": named["name"], **counted, "共": named["n"]}
    parts.chart(
        lamps.lamps(named, view.look, row_px=row_px, most=_most(view)), alt=alt, name=title, table=data, line=line
    )
