"""Gathers a meeting's dossier from the very functions the pages show, as they stood when the meeting was frozen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from catalog import dataset as described
from catalog.book import book
from catalog.lamps import UNJUDGED
from catalog.numbers import period_words
from catalog.page import pages
from catalog.text import is_missing
from exports import Dossier, Kpi
from exports.dossier import Remarks, words
from metrics import accountability, headline, lights, pipeline, promises, rollup
from metrics.told import told, unweighted
from ui import facts, source
from ui.leaders.investment import MONEY, industry_and_site
from ui.leaders.items import rate_words
from ui.leaders.overview import funnel_rows, staged
from ui.papers import pending, sections
from ui.papers.demands import answer_by, answers_of, asked_at, counted_words, demands, published_on
from ui.papers.demands import finding as demands_finding
from ui.papers.origins import sources
from ui.papers.photographs import photographs
from ui.scope import View

# Projects beyond their time that a paper lists.
LONGEST = 7


def dossier(view: View) -> Dossier:
    """Everything the papers of ``view`` (a frozen meeting, or a period as it stands now) show."""
    return _dossier(view, f"{asked_at(view)} {pending.heard_at(view)}")


@facts.known
def _dossier(view: View, since: str) -> Dossier:  # noqa: ARG001 - what the demands are measured from keys the cache
    behind = _promised(behind_items(view), view)
    papers = Dossier(
        meeting=view.meeting or f"{period_words(view.as_of)}（未定稿）",
        as_of=view.day,
        demo=view.demo,
        reported=facts.reported_words(view),
        missing=tuple(facts.reported(view)["missing_departments"]),
        findings={page: facts.finding(view, page) for page in headline.PAGES},
        figures={page: tuple(_kpi(figure) for figure in facts.figures(view, page)[:5]) for page in headline.PAGES},
        rules=_rules(view),
        areas=_shown(_due(facts.areas(view)), view),
        sub_areas=_shown(_named(rollup.by_urgency(facts.sub_areas(view)), "sub_area"), view),
        tasks=_named(facts.assessed(view, "work_targets"), "task"),
        items=_named(facts.items(view), "item"),
        behind=behind,
        stages=funnel_rows(view).rename(columns={"stage_word": "name"}),
        matrix=_matrix(view),
        projects=_projects(staged(view)),
        longest=_projects(pipeline.longest(staged(view), LONGEST)),
        departments=sections.counted(view, "department"),
        leaders=sections.counted(view, "leader"),
        praised=sections.praised(view),
        project_groups=sections.project_groups(view),
        key_projects=sections.key_project_list(view),
        issue_steps=sections.issue_steps(view),
        issue_clocks=sections.issue_clocks(view),
        campaigns=sections.campaign_counts(view),
        late_issues=sections.late_issues(view),
        urgent_fixes=sections.urgent_fixes(view),
        reviews=sections.reviews(view),
        standing=sections.places(view),
        follow_up=_followed(demands(view)),
        pending=_waiting(view),
        remarks=_remarks(view, behind),
        answer_by=answer_by(view),
        seq=view.until,
        photographs=photographs(view, behind),
        rows=sections.as_reported(view),
    )
    return replace(papers, sources=sources(view, papers))


def behind_items(view: View) -> pd.DataFrame:
    """Every red and amber duty in the lists' one order, with unit and lead leader's post."""
    duties = facts.duties(view)
    urgent = duties[duties["light"].isin(lights.rule().pressing)]
    urgent = lights.by_urgency(urgent)
    groups = [_group(dataset, area) for dataset, area in zip(urgent["dataset"], urgent["area"], strict=True)]
    renamed = urgent.rename(columns={"item": "name", "department": "lead_department", "leader": "lead_leader"})
    listed = sections.shortened(renamed.assign(category=groups, time_rate=urgent["due_rate"])).reset_index(drop=True)
    return told(listed, source.frames(view))


def _promised(behind: pd.DataFrame, view: View) -> pd.DataFrame:
    """With what was last promised on each; none of them has caught up, or it would not be here."""
    red = facts.red_months(view)
    months = [red.get(key, 0) for key in zip(behind["dataset"], behind["identity"], strict=True)]
    said = promises.beside(behind.assign(state=""), answers_of(view), {}, day=view.day)
    return said.assign(red_months=months)


def _waiting(view: View) -> pd.DataFrame:
    """What waits for a decision under the papers' names."""
    return pending.waiting(view).rename(columns={"department": "lead_department", "leader": "lead_leader"})


def _remarks(view: View, behind: pd.DataFrame) -> Remarks:
    n = len(pipeline.longest(staged(view), len(staged(view))))
    return Remarks(
        behind=_behind_sentence(behind),
        followed=demands_finding(view),
        waiting=pending.finding(view),
        counts=counted_words(view),
        objection=accountability.objection_sentence(published_on(view)),
        unweighted=unweighted(facts.areas(view)),
        longest=words().slides.longest_note.format(n=n, shown=min(n, LONGEST)),
    )


def _kpi(figure: Any) -> Kpi:
    light = {True: "on_track", False: "behind", None: ""}[figure.better]
    return Kpi(figure.label, figure.text, figure.change, figure.note, light, figure.value, figure.kind)


def _rules(view: View) -> dict[str, str]:
    """Each slide's rules in words, with the curves used."""
    drawn = [known for known in pages() if known.slide]
    said = {known.name: [book().rules.named(rule).said for rule in known.rules] for known in drawn}
    return {name: "；".join(filter(None, (*rules, facts.curves_words(view, name)))) for name, rules in said.items()}


def _behind_sentence(behind: pd.DataFrame) -> str:
    red, amber = (int((behind["light"] == light).sum()) for light in ("behind", "warning"))
    return f"{red}项滞后、{amber}项预警，逐项列出责任单位和牵头领导"


def _due(frame: pd.DataFrame) -> pd.DataFrame:
    """The tick an item is judged against is its due rate, on paper as on the page; what is not judged deviates not."""
    deviation = frame["deviation"].mask(frame["light"].isin(UNJUDGED))
    # What was last said of an item that nobody reported this time is no figure of this time.
    rate = frame["rate"].mask(frame["light"].eq("no_report"))
    unheard = frame["light"].eq("no_report")
    stood = {name: frame[name].mask(unheard) for name in ("stands", "against") if name in frame}
    return frame.assign(time_rate=frame["due_rate"], deviation=deviation, rate=rate, **stood)


def _shown(frame: pd.DataFrame, view: View) -> pd.DataFrame:
    """With each rate as the page writes it: a percentage, or milestones counted."""
    return frame.assign(shown=[rate_words(row, view) for row in frame.to_dict("records")])


def _named(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """With ``name`` and the step in percentage points, as the papers' tables call them."""
    step = 100 * frame["step"].mask(frame["light"].eq("no_report"))
    return sections.shortened(_due(frame).assign(name=frame[name], step=step))


def _projects(frame: pd.DataFrame) -> pd.DataFrame:
    kinds = frame["amount_kind"].map(MONEY)
    return sections.shortened(frame.rename(columns={"days_in_stage": "days"}).assign(amount_word=kinds))


def _matrix(view: View) -> pd.DataFrame:
    crossed = industry_and_site(view)
    return pd.DataFrame() if crossed is None else crossed[0]


def _group(dataset: str, area: object) -> str:
    kind = described(dataset).short
    return kind if is_missing(area) else f"{kind}·{area}"


def _followed(table: pd.DataFrame) -> pd.DataFrame:
    """Last meeting's demands under the papers' names."""
    owners = {"lead_department": table["department"], "lead_leader": table["leader"]}
    return sections.shortened(table.drop(columns="state").rename(columns={"state_word": "state"}).assign(**owners))
