"""Gathers a meeting's dossier from the very functions the pages show, as they stood when the meeting was frozen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pandas as pd

from catalog import declared
from catalog.lamps import UNJUDGED
from catalog.numbers import rate
from charts.wording import is_missing, lamp_text
from exports import Dossier, Kpi
from exports.dossier import why
from metrics import evidence, follow_up, lights, pipeline
from store.meetings import Meeting
from ui import facts, source
from ui.leaders import accountability
from ui.leaders.investment import industry_and_site
from ui.leaders.items import rate_words, short_post, short_unit
from ui.leaders.overview import funnel_rows, staged
from ui.scope import View

PAGES = ("overview", "work_areas", "livelihood", "investment")
RULES = {"overview": ("time_progress", "lights", "rollup"), "investment": ("pipeline",)}
GROUPS = {
    "work_targets": "六项",
    "livelihood_projects": "民生",
    "key_projects": "项目",
    "enterprise_issues": "企业",
    "rectification": "整治",
}
TRACED = 12


@facts.known
def dossier(view: View) -> Dossier:
    """Everything the papers of ``view`` (a frozen meeting, or a period as it stands now) show."""
    behind = behind_items(view)
    findings = {page: facts.finding(view, page) for page in PAGES}
    findings["behind"] = _behind_sentence(behind)
    return Dossier(
        meeting=view.meeting or f"{view.as_of}（未定稿）",
        as_of=view.day,
        demo=view.demo,
        reported=facts.reported_words(view),
        findings=findings,
        kpis=tuple(_kpi(figure) for figure in facts.figures(view, "overview")[:5]),
        rules={page: _rule(page) for page in (*PAGES, "behind")},
        areas=_shown(_due(facts.areas(view)), view),
        sub_areas=_shown(_named(facts.sub_areas(view), "sub_area"), view),
        tasks=_named(facts.assessed(view, "work_targets"), "task"),
        items=_named(facts.items(view), "item"),
        behind=behind,
        stages=funnel_rows(view),
        matrix=_matrix(view),
        projects=_projects(staged(view)),
        longest=_projects(pipeline.longest(staged(view), 7)),
        departments=_counted(view, "department"),
        leaders=_counted(view, "leader"),
        follow_up=demands(view).drop(columns="state").rename(columns={"state_word": "state"}),
        sources=_sources(view, behind),
    )


def behind_items(view: View) -> pd.DataFrame:
    """Every red and amber duty, red first, the furthest behind on top, with unit and lead leader's post."""
    duties = facts.duties(view)
    urgent = duties[duties["light"].isin(lights.rule()["pressing"])]
    severity = pd.Series(lights.severity(urgent["light"]), index=urgent.index)
    urgent = urgent.assign(order=severity).sort_values(["order", "deviation"], kind="stable", na_position="last")
    groups = [_group(dataset, area) for dataset, area in zip(urgent["dataset"], urgent["area"], strict=True)]
    renamed = urgent.rename(columns={"item": "name", "department": "lead_department", "leader": "lead_leader"})
    return _shortened(renamed.assign(category=groups, time_rate=urgent["due_rate"])).reset_index(drop=True)


def demands(view: View) -> pd.DataFrame:
    """Last meeting's demands and what became of them; without an earlier meeting, of the period before."""
    then, held_on = _last_time(view)
    return _demands(view.plain(), None if then is None else then.plain(), held_on)


@facts.known
def _demands(view: View, then: View | None, held_on: Any) -> pd.DataFrame:
    if then is None:
        return pd.DataFrame(columns=[*follow_up.COLUMNS, "closed", "post", "then", "now"])
    table = follow_up.table(facts.duties(then), facts.duties(view), held_on=held_on)
    said = {when: [_lit(row, when) for row in table.to_dict("records")] for when in ("then", "now")}
    return table.assign(post=table["leader"], **said)


def last_time(view: View) -> str:
    """What the demands are measured from, in words; "" where there is nothing earlier."""
    then, _ = _last_time(view)
    return "" if then is None else (f"定稿“{then.meeting}”" if then.meeting else f"{then.day_words}的数据")


def _last_time(view: View) -> tuple[View | None, Any]:
    known = (m for m in source.store().meetings() if view.until is None or m.seq < view.until)
    earlier = [m for m in known if m.as_of < view.as_of]
    if earlier:
        last: Meeting = earlier[-1]
        then = replace(view, as_of=last.as_of, meeting=last.name, until=last.seq)
        return then, pd.Timestamp(last.held_on).date() if last.held_on else then.day
    before = facts.before(view)
    return before, None if before is None else before.day


def _lit(row: dict[Any, Any], when: str) -> str:
    """The lamp of a demand at the meeting ("then") or "now", and what lit it."""
    light, deviation, days = (row[f"{when}_{name}"] for name in ("light", "deviation", "days_over"))
    return "—" if is_missing(light) else lamp_text(light, deviation, days, row["dataset"])


def _kpi(figure: Any) -> Kpi:
    light = {True: "on_track", False: "behind", None: ""}[figure.better]
    note = f"比上期 {figure.delta}" if figure.delta else figure.note
    return Kpi(figure.label, figure.text, note, light)


def _rule(page: str) -> str:
    return "；".join(declared("rules")[name]["sentence"] for name in RULES.get(page, RULES["overview"]))


def _behind_sentence(behind: pd.DataFrame) -> str:
    red, amber = (int((behind["light"] == light).sum()) for light in ("behind", "warning"))
    return f"{red}项滞后、{amber}项预警，逐项列出责任单位和牵头领导"


def _due(frame: pd.DataFrame) -> pd.DataFrame:
    """The tick an item is judged against is its due rate, on paper as on the page; what is not judged deviates not."""
    deviation = frame["deviation"].mask(frame["light"].isin(UNJUDGED))
    return frame.assign(time_rate=frame["due_rate"], deviation=deviation)


def _shown(frame: pd.DataFrame, view: View) -> pd.DataFrame:
    """With each rate as the page writes it: a percentage, or milestones counted."""
    return frame.assign(shown=[rate_words(row, view.day) for row in frame.to_dict("records")])


def _named(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """With ``name`` and the step in percentage points, as the papers' tables call them."""
    return _shortened(_due(frame).assign(name=frame[name], step=100 * frame["step"]))


def _shortened(frame: pd.DataFrame) -> pd.DataFrame:
    """With the units' and posts' usual short names, for narrow columns."""
    short = {
        "short_department": frame["lead_department"].map(short_unit),
        "short_leader": frame["lead_leader"].map(short_post),
    }
    return frame.assign(**short)


def _projects(frame: pd.DataFrame) -> pd.DataFrame:
    return _shortened(frame.rename(columns={"days_in_stage": "days"}))


def _matrix(view: View) -> pd.DataFrame:
    crossed = industry_and_site(view)
    return pd.DataFrame() if crossed is None else crossed[0]


def _counted(view: View, who: str) -> pd.DataFrame:
    ranked = accountability.ranked(view, who)
    short = {"n_behind": "red", "n_warning": "amber", "n_overdue": "overdue", "n_unanswered": "unanswered"}
    return ranked.rename(columns={**short, "n_late": "late"})


def _group(dataset: str, area: object) -> str:
    kind = GROUPS.get(dataset, "")
    return kind if is_missing(area) else f"{kind}·{area}"


def _sources(view: View, behind: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Per slide, which file, sheet and cell each named figure was read from."""
    works = behind[behind["dataset"] == "work_targets"]
    lives = behind[behind["dataset"] == "livelihood_projects"]
    longest = pipeline.longest(staged(view), 7)
    projects = longest.assign(dataset="investment_projects", name=longest["project"], rate=float("nan"))
    listed = {"overview": behind, "behind": behind, "work_areas": works, "livelihood": lives, "investment": projects}
    return {page: tuple(_origins(view, rows.head(TRACED).to_dict("records"))) for page, rows in listed.items()}


def _origins(view: View, rows: Iterable[dict[Any, Any]]) -> Iterable[str]:
    for row in rows:
        field = evidence.field(row["dataset"], row.get("rate_basis"))
        found = source.trace(view, row["dataset"], row["row_id"], field)
        if found is not None:
            figures = ["" if is_missing(row["rate"]) else rate(row["rate"]), why(row) if "light" in row else ""]
            yield f"{' '.join(filter(None, [row['name'], *figures]))} ← {found.file} {found.sheet}!{found.cell}"
