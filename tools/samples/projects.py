"""The investment projects: made up once, then led through the stages day by day; one row a project and month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from random import Random

from tools.samples.calendar import Row, day, dice, lead_post, month_end, pick, words, working

ORDER = ("lead", "negotiating", "agreement", "signed", "registered", "started", "producing", "full_capacity")
# Days a project stays in a stage before the next one: enough that yearly cohorts of signatures come out.
STAY = {"lead": (20, 60), "negotiating": (40, 120), "agreement": (30, 100), "signed": (25, 80), "registered": (60, 190)}
STAY |= {"started": (260, 480), "producing": (120, 200)}
# Days before the end of July on which it came into the stage it is in then: some have been stuck for too long.
SINCE = {"lead": (3, 45), "negotiating": (5, 130), "agreement": (5, 90), "signed": (5, 100), "registered": (8, 140)}
SINCE |= {"started": (10, 420), "producing": (10, 150), "full_capacity": (20, 60)}
STUCK = 0.2
# Share of the amount paid in when a stage begins; started ones grow with the months.
PAID = {"signed": 0.04, "registered": 0.12, "started": 0.25, "producing": 0.85, "full_capacity": 1.0}
LASTING = ("project", "investor", "investor_class", "origin", "industry", "content", "site")
DATED = {"sign_date": "signed", "register_date": "registered", "start_date": "started", "produce_date": "producing"}


def of_unit(unit: str, month: int) -> list[Row]:
    """The projects ``unit`` reports at the end of ``month``: those it knows of by then."""
    known = [p for p in _all() if p["unit"] == unit and p["path"][0][0] <= month_end(month)]
    return [_reported(project, month) for project in known] + list(_claimed(unit, month))


@cache
def _all() -> tuple[Row, ...]:
    batches = words().investment.batches
    listed = [(b["unit"], stage, n) for b in batches for stage, count in b["july"].items() for n in range(count)]
    return tuple(_made_up(unit, stage, n, serial) for serial, (unit, stage, n) in enumerate(listed))


def _made_up(unit: str, stage: str, n: int, serial: int) -> Row:
    listed = words().investment
    rng = dice("project", unit, stage, n)
    industry = listed.industries[serial % len(listed.industries)]
    product = industry["products"][serial // len(listed.industries) % len(industry["products"])]
    brand = listed.names[serial * 7 % len(listed.names)]
    kind = industry["kinds"][serial % len(industry["kinds"])]
    company = brand + rng.choice(industry["words"])
    made = {"unit": unit, "project": f"{company}{product}{kind}", "investor": company + rng.choice(listed.ends)}
    made |= {"registered_name": f"{listed.near}{company}{listed.ends[0]}"}
    made |= {"industry": industry["name"], "product": product}
    made |= {"site": _site(unit, rng), "origin": rng.choice(listed.words.origins)}
    made |= {"investor_class": rng.choice(listed.words.classes), "path": _path(unit, stage, n, rng)}
    made |= {"july": made["path"][-1][1]}
    made["path"] = [*made["path"], *_ahead(stage, serial, made["path"])]
    made["amount"] = rng.choice((30, 46, 58, 80, 96, 120, 150, 210, 260, 340, 520, 850, 1200, 2600)) * 100
    sizes = {"acres": rng.randrange(20, 260, 5), "lines": rng.randrange(1, 7), "floors": rng.randrange(12, 98) / 10}
    made["content"] = rng.choice(listed.words.content).format(product=product, **sizes)
    return made


def _site(unit: str, rng: Random) -> str:
    sites = words().investment.words.sites
    own = [s for s in sites if s.startswith(unit[:2])]
    return own[0] if own else rng.choice(sites)


def _path(unit: str, stage: str, n: int, rng: Random) -> list[tuple[date, str]]:
    """Every stage the project entered and when, ending where July leaves it."""
    stories = words().investment.stories
    story = next((s for s in stories if (s["unit"], s["stage"], s["n"]) == (unit, stage, n)), None)
    if story:
        return [(day(when), entered) for when, entered in story["path"]]
    if stage == "stopped":
        reached = rng.choice(("negotiating", "agreement", "signed", "registered"))
        end = date(words().year, rng.randrange(3, 8), rng.randrange(2, 27))
        return [*_backwards(reached, end - timedelta(days=rng.randrange(50, 150)), rng), (working(end), "stopped")]
    days = rng.randrange(*SINCE[stage]) * (3 if rng.random() < STUCK and stage != ORDER[-1] else 1)
    return _backwards(stage, month_end(7) - timedelta(days=min(days, 600)), rng)


def _ahead(stage: str, serial: int, path: list[tuple[date, str]]) -> list[tuple[date, str]]:
    """How the project goes on after July: most move on a stage or two, some stay where they are."""
    rng = dice("ahead", serial)
    if stage not in ORDER[:-1] or path[-1][1] != stage or rng.random() < STUCK:
        return []
    since, steps = max(path[-1][0], month_end(7)), []
    for later in ORDER[ORDER.index(stage) + 1 :]:
        since += timedelta(days=rng.randrange(*STAY.get(later, (60, 200))))
        steps.append((working(since), later))
    return steps


def _backwards(stage: str, since: date, rng: Random) -> list[tuple[date, str]]:
    """The path that enters ``stage`` on ``since``, with plausible stays in the stages before it."""
    path = [(working(since), stage)]
    for earlier in reversed(ORDER[: ORDER.index(stage)]):
        since -= timedelta(days=rng.randrange(*STAY[earlier]))
        path.insert(0, (working(since), earlier))
    return path


def _reported(project: Row, month: int) -> Row:
    so_far = [(when, stage) for when, stage in project["path"] if when <= month_end(month)]
    entered, stage = so_far[-1]
    row = {key: project[key] for key in LASTING}
    row |= {"stage": stage, "first_contact_date": so_far[0][0]} | _dates(so_far) | _money(project, so_far, month)
    row |= {"lead_department": project["unit"], "first_talk_department": project["unit"]}
    row |= {"lead_leader": lead_post(project["unit"]), "contact": words().contact, "phone": words().phone}
    row |= {"registered_name": project["registered_name"] if row["register_date"] else None}
    row |= _told(project, so_far, (month_end(month) - entered).days, month)
    return row | {"talks": row["sign_date"] is None}


def _dates(so_far: list[tuple[date, str]]) -> Row:
    """The dates of stages the project is in or past; a step back takes the later ones away again."""
    stage = so_far[-1][1]
    last = so_far[-2][1] if stage == "stopped" else stage
    past = ORDER[: ORDER.index(last) + 1]
    latest = {entered: when for when, entered in so_far}
    return {field: latest.get(entered) if entered in past else None for field, entered in DATED.items()}


def _money(project: Row, so_far: list[tuple[date, str]], month: int) -> Row:
    amount, stage = project["amount"], so_far[-1][1]
    signed = _dates(so_far)["sign_date"] is not None
    at = so_far[-2][1] if stage == "stopped" else stage
    since = (month_end(month) - so_far[-1][0]).days / 30 if stage == "started" else 0
    paid = min(0.98, PAID.get(at, 0.0) + 0.04 * since)
    money = {"intended_investment": amount, "total_investment": amount}
    money |= {"contract_investment": amount if signed else None}
    money |= {"paid_in": round(amount * paid / 10) * 10 if signed else None}
    registered = _dates(so_far)["register_date"] is not None
    return money | {"registered_capital": round(amount * 0.1 / 50 + 1) * 50 if registered else None}


def _told(project: Row, so_far: list[tuple[date, str]], days: int, month: int) -> Row:
    listed, stage = words().investment, so_far[-1][1]
    rng = dice("told", project["project"], month)
    before = max((ORDER.index(s) for _, s in so_far[:-1] if s in ORDER), default=-1)
    back = stage in ORDER and before > ORDER.index(stage)
    phrases = listed.progress["back" if back else stage]
    slow = days > 120 and stage not in ("producing", "full_capacity", "stopped")
    told = {"progress_text": rng.choice(phrases).format(n=rng.randrange(2, 6))}
    told["stop_reason"] = pick(listed.words.stop_reasons, project["project"]) if stage == "stopped" else None
    told["problem"] = pick(listed.words.problems, project["project"]) if slow or back else None
    return told


def _claimed(unit: str, month: int) -> Iterator[Row]:
    """A project another unit reports too, with an amount of its own: somebody has to choose."""
    for claim in words().investment.claims:
        if claim["unit"] != unit or month < claim["from_month"]:
            continue
        ours = [p for p in _all() if p["unit"] == claim["of"] and p["july"] == claim["stage"]]
        same = _reported(ours[claim["n"]], month)
        own = dict.fromkeys(("total_investment", "intended_investment"), claim["amount"])
        yield same | own | {"lead_department": unit, "lead_leader": lead_post(unit)}


def signed_this_year(unit: str, month: int, *, at_least: int, classes: list[str]) -> int:
    """How many of the unit's projects of that size and of those classes (none: any) were signed this year so far."""
    rows = [row for row in of_unit(unit, month) if row["sign_date"] and row["sign_date"].year == words().year]
    large = [row for row in rows if (row["contract_investment"] or 0) >= at_least]
    return len([row for row in large if not classes or row["investor_class"] in classes])
