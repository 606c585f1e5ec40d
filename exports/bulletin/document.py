"""Writes the bulletin: overall, behind by unit, by lead leader, demands, and the two annex tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pandas as pd

from catalog.numbers import day, plain, points, rate
from exports.bulletin.page import new_document, put, put_table
from exports.dossier import Dossier, lamp, named, words

ANSWER_DAYS = 10
ANNEX_COLUMNS = ("name", "category", "rate", "deviation", "light", "lead_department", "lead_leader")
ANNEX_WIDTHS = (0.9, 3.9, 2.0, 1.5, 1.4, 1.5, 2.0, 2.4)
BEHIND, ON_TRACK = ("behind", "warning"), ("on_track", "done")


def bulletin(dossier: Dossier) -> bytes:
    """The .docx draft of a meeting's bulletin. All text is black and plain; red head and number are the office's."""
    text = words()["bulletin"]
    document = new_document()
    as_of = dossier.as_of
    put(document, text["title"].format(year=as_of.year, month=as_of.month), "title", side="center", indent=False)
    draft = text["draft"].format(demo=text["draft_demo"] if dossier.demo else "")
    put(document, draft, "subhead", side="center", indent=False)
    put(document, "")
    put(document, text["addressees"], indent=False)
    put(document, text["opening"].format(month=as_of.month, day=as_of.day, time=rate(_year_passed(as_of))))
    _overall(document, dossier, text)
    _behind_items(document, dossier, text)
    _leaders(document, dossier, text)
    _demands(document, dossier, text)
    _signature(document, dossier, text)
    _annexes(document, dossier, text)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _year_passed(as_of: date) -> float:
    """Whole months over twelve: the rule of nearly every published bulletin."""
    return as_of.month / 12


def _overall(document: Any, dossier: Dossier, text: Mapping[str, Any]) -> None:
    put(document, text["overall"], "head")
    put(document, text["works"].format(finding=dossier.findings["work_areas"]))
    for row in dossier.areas.to_dict("records"):
        put(document, _area_sentence(row, text))
    put(document, text["livelihood"].format(finding=dossier.findings["livelihood"]))
    put(document, text["investment"].format(finding=dossier.findings["investment"]))
    put(document, text["ranking"].format(text=_ranking(dossier.departments, text)))


def _area_sentence(row: Mapping[Any, Any], text: Mapping[str, Any]) -> str:
    counted = text["area_milestones"].format(n=plain(row["n"]), n_measurable=plain(row["n_measurable"]))
    measured = ""
    if row["rate"] == row["rate"] and row["deviation"] == row["deviation"]:
        direction = text["ahead" if row["deviation"] >= 0 else "behind"]
        gap = plain(abs(row["deviation"]), 1)
        measured = text["area_measured"].format(rate=rate(row["rate"]), direction=direction, gap=gap)
    return text["area_line"].format(area=row["area"], rate_text=counted + measured, light=lamp(row["light"]))


def _ranking(departments: pd.DataFrame, text: Mapping[str, Any]) -> str:
    """The front and last three of each class of units, with their ties; a class too small to rank says so."""
    sentences = []
    for unit_class, units in departments.groupby("unit_class", sort=False):
        front, last = units.loc[units["front"], "name"], units.loc[units["last"], "name"]
        if front.empty or last.empty:
            sentences.append(text["no_ranking"].format(units=text["classes"][unit_class]))
            continue
        separator = text["names"]
        named = {"front": separator.join(front), "last": separator.join(last)}
        sentences.append(text["ranked"].format(units=text["classes"][unit_class], **named))
    return "".join(sentences)


def _behind_items(document: Any, dossier: Dossier, text: Mapping[str, Any]) -> None:
    put(document, text["by_department"], "head")
    red = dossier.behind[dossier.behind["light"] == "behind"]
    if red.empty:
        put(document, text["no_behind"])
    for i, row in enumerate(red.to_dict("records"), 1):
        put(document, _item_sentence(i, row, text))


def _item_sentence(i: int, row: Mapping[Any, Any], text: Mapping[str, Any]) -> str:
    """What is behind and by how much: against time, or by the days past its deadline where it has no rate."""
    if row["deviation"] == row["deviation"]:
        how = text["behind_time"].format(rate=rate(row["rate"]), gap=plain(abs(row["deviation"]), 1))
    else:
        how = text["past_deadline"].format(days=plain(row["days_over"]))
    owners = {"department": named(row["lead_department"]), "leader": named(row["lead_leader"])}
    return text["item"].format(i=i, name=row["name"], category=row["category"], how=how, **owners)


def _leaders(document: Any, dossier: Dossier, text: Mapping[str, Any]) -> None:
    put(document, text["by_leader"], "head")
    pressed = dossier.leaders.query("red > 0 or amber > 0").sort_values(
        ["red", "amber"], ascending=False, kind="stable"
    )
    for i, row in enumerate(pressed.to_dict("records"), 1):
        counts = {k: plain(row[k]) for k in ("n", "red", "amber")}
        put(document, text["leader_item"].format(i=i, leader=row["name"], **counts))


def _demands(document: Any, dossier: Dossier, text: Mapping[str, Any]) -> None:
    put(document, text["demands_head"], "head")
    deadline = dossier.as_of + timedelta(days=ANSWER_DAYS)
    put(document, text["demand"].format(deadline=day(deadline)))
    for demand in dossier.demands:
        put(document, demand)
    put(document, text["objection"])
    put(document, "")
    put(document, text["annex_line"])


def _signature(document: Any, dossier: Dossier, text: Mapping[str, Any]) -> None:
    put(document, "")
    put(document, text["signed_demo" if dossier.demo else "signed"], side="right", indent=False)
    put(document, day(dossier.as_of), side="right", indent=False)


def _annexes(document: Any, dossier: Dossier, text: Mapping[str, Any]) -> None:
    everything = pd.concat([_as_list(dossier.tasks, "area"), _as_list(dossier.items, "category")], ignore_index=True)
    on_track = everything[everything["light"].isin(ON_TRACK)]
    behind = dossier.behind[dossier.behind["light"].isin(BEHIND)]
    for name, frame in (("annex_behind", behind), ("annex_on_track", on_track)):
        document.add_page_break()
        put(document, text[name], "head", indent=False)
        put(document, text[f"{name}_title"], "title", side="center", indent=False)
        heads = words()["heads"]
        rows = [_annex_row(i, row) for i, row in enumerate(frame.to_dict("records"), 1)]
        put_table(document, [heads["number"], *(heads[c] for c in ANNEX_COLUMNS)], rows, ANNEX_WIDTHS)


def _as_list(frame: pd.DataFrame, category: str) -> pd.DataFrame:
    return frame.assign(category=frame[category])[list(ANNEX_COLUMNS)]


def _annex_row(i: int, row: Mapping[Any, Any]) -> list[str]:
    # Word and Excel want the plain hyphen: a true minus sign is drawn from another font there.
    gap = points(row["deviation"]).replace("\u2212", "-")
    shown = [row["name"], row["category"], rate(row["rate"]), gap, lamp(row["light"])]
    return [str(i), *map(str, shown), named(row["lead_department"]), named(row["lead_leader"])]
