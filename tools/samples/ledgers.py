"""The other tables: clients, carriers, key projects, enterprises' problems, campaigns, the review and the standings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from catalog.book import book
from catalog.samples import StyleCampaign
from tools.samples.calendar import Row, day, dice, lead_post, month_end, pick, share, words, working

# Some problems outlive the year: their share, and the days they take.
UNSOLVED, NEVER = 0.04, 400
CARRIER = ("carrier", "carrier_type", "area_name", "floor_area", "available_area", "industry", "tenants", "operator")
SITE = ("unit", "package", "project", "content", "site", "total", "annual", "share_done", "start", "deadline", "owner")


def clients(month: int) -> list[Row]:
    """The target clients known by the end of ``month``: the library grows."""
    known = min(words().clients.count, words().clients.count * (4 + month) // 11)
    return [_client(n, month) for n in range(known)]


def _client(n: int, month: int) -> Row:
    listed, lists = words().investment, words().clients
    rng = dice("client", n)
    industry = listed.industries[n % len(listed.industries)]
    brand = listed.names[n * 11 % len(listed.names)] + industry["words"][n // 30]
    place = lists.words["origins"][n % len(lists.words["origins"])]
    status = lists.statuses[min(len(lists.statuses) - 1, rng.randrange(4) + month // 3 + rng.randrange(2))]
    row = {"company": place[-2:] + brand + listed.ends[n % len(listed.ends)], "headquarters": place}
    row |= {"industry": industry["name"], "investor_class": rng.choice(listed.words.classes)}
    row |= {"intention": rng.choice(lists.intentions).format(product=rng.choice(industry["products"]))}
    row |= {"intended_investment": rng.choice((30, 50, 80, 100, 150, 200, 300, 500, 1000)) * 100}
    row |= {"follow_status": status, "progress_text": lists.progress[status]}
    row |= {"responsible_person": words().contact}
    last = month_end(month) - timedelta(days=rng.randrange(3, 75))
    row |= {"last_contact": working(last), "lead_department": listed.lead_unit}
    return row | {"stop_reason": lists.stop_reason if status == lists.statuses[-1] else None}


def carriers(unit: str) -> list[Row]:
    """The carriers ``unit`` keeps: platforms and incubators at the science bureau, the others at the investment one."""
    listed = words().carriers
    rows: list[Row] = [dict(zip(CARRIER, values, strict=True)) for values in listed.rows]
    science = unit != words().investment.lead_unit
    return [_carrier(row, n) for n, row in enumerate(rows) if (row["carrier_type"] in listed.science) == science]


def _carrier(row: Row, n: int) -> Row:
    areas = {key: round(row[key] * 10000) or None for key in ("floor_area", "available_area")}
    address = words().carriers.address.format(place=row["area_name"], n=n * 6 + 8)
    return row | areas | {"address": address, "contact": words().contact, "phone": words().phone}


def key_projects(unit: str, month: int) -> list[Row]:
    """The key projects of ``unit`` with what was invested by the end of ``month`` (10 000 yuan)."""
    rows: list[Row] = [dict(zip(SITE, values, strict=True)) for values in words().key_projects.rows]
    return [_key_project(row, month) for row in rows if row["unit"] == unit]


def _invested(row: Row, month: int) -> int:
    if month < 1 or (day(row["start"]).year == words().year and month < day(row["start"]).month):
        return 0
    curve = "late" if row["share_done"] < 0.5 else "even"
    done = row["annual"] * row["share_done"] * share(curve, month) / share(curve, 7)
    return round(done / 10) * 10


def _key_project(row: Row, month: int) -> Row:
    done, texts = _invested(row, month), words().key_projects
    rate = done / row["annual"]
    begins = day(row["start"])
    waiting = begins.year == words().year and month < begins.month
    planned = 0 if waiting else round(row["annual"] * share("late", month) / 10) * 10
    told = {key: row[key] for key in ("package", "project", "content", "site", "owner")}
    told |= {"total_investment": row["total"], "annual_plan": row["annual"], "period_plan": planned}
    told |= {"completed_month": done - _invested(row, month - 1), "completed_ytd": done, "completion_rate": rate}
    told |= {"progress_text": next(text for below, text in texts.progress if rate < below)}
    told |= {"start_date": day(row["start"]), "deadline": day(row["deadline"]), "lead_department": row["unit"]}
    slow = rate < 0.8 * planned / row["annual"]
    told |= {"problem": pick(texts.problems, row["project"]) if slow else None}
    return told | {"lead_leader": lead_post(row["unit"])}


def issues(unit: str, month: int) -> list[Row]:
    """The problems ``unit`` has collected from enterprises by the end of ``month``."""
    listed = (_issue(unit, n, month) for n in range(words().issues.counts[unit]))
    return [row for row in listed if row["visit_date"] <= month_end(month)]


def _issue(unit: str, n: int, month: int) -> Row:
    lists, year = words().issues, words().year
    rng = dice("issue", unit, n)
    issue_class, text, answers = lists.classes[(n * 7 + rng.randrange(4)) % len(lists.classes)]
    visit = working(date(year, 1, 6) + timedelta(days=n * 200 // lists.counts[unit] + rng.randrange(6)))
    deadline = working(visit + timedelta(days=rng.choice((30, 45, 60, 75))))
    solved = working(visit + timedelta(days=NEVER if rng.random() < UNSOLVED else rng.choice((6, 12, 20, 30, 45, 60))))
    done = solved <= month_end(month)
    status = "done" if done else "behind" if deadline < month_end(month) else "on_track" if n % 4 else "not_started"
    row: Row = {"company": _company(_serial(unit, n))}
    row |= {"issue": text, "issue_class": issue_class, "visit_date": visit, "visitor": rng.choice(lists.visitors)}
    row |= {"lead_department": answers, "responsible_person": words().contact, "lead_leader": row["visitor"]}
    row |= {"deadline": deadline, "status": status}
    row |= {"progress_text": rng.choice(lists.progress[status]), "done_date": solved if done else None}
    return row | {"satisfaction": rng.choice(lists.satisfaction) if done else None}


def _serial(unit: str, n: int) -> int:
    """A number of its own for each problem, whichever unit collected it."""
    counts = words().issues.counts
    return sum(counts[u] for u in list(counts)[: list(counts).index(unit)]) + n


def _company(serial: int) -> str:
    """A local company; no two numbers below ninety give the same name."""
    invest = words().investment
    brand = invest.names[serial * 7 % len(invest.names)]
    kind = invest.industries[serial % len(invest.industries)]["words"][serial // len(invest.names)]
    return invest.near + brand + kind + invest.ends[0]


def campaign(unit: str, month: int) -> list[Row]:
    """Items of the safety or environment campaign ``unit`` runs; none before it starts."""
    run = next((c for c in words().campaigns if c["unit"] == unit and c["from_month"] <= month), None)
    listed = (_campaign_item(run, n, month) for n in range(run["count"])) if run else ()
    return [row for row in listed if row["found"] <= month_end(month)]


def _campaign_item(run: Row, n: int, month: int) -> Row:
    rng, invest = dice("campaign", run["name"], n), words().investment
    street = words().streets.names[n % 5]
    found = working(date(words().year, run["from_month"], 4) + timedelta(days=n * 100 // run["count"]))
    kind = rng.randrange(len(run["problems"]))
    brand = invest.names[(n * 13 + 2) % len(invest.names)]
    company = invest.near + brand + rng.choice(invest.industries)["words"][0]
    fixed = working(found + timedelta(days=NEVER if rng.random() < UNSOLVED else rng.choice((5, 10, 20, 28))))
    closed = working(fixed + timedelta(days=rng.choice((2, 4, 7))))
    problem = words().campaign_words.problem.format(company=company, problem=run["problems"][kind])
    row = {"campaign": run["name"], "department": street, "problem": problem, "found": found}
    row |= {"measure": run["measures"][kind], "lead_leader": lead_post(run["unit"])}
    row |= {"responsible_person": words().contact}
    row |= {"deadline": working(found + timedelta(days=30)), "done_date": fixed if fixed <= month_end(month) else None}
    row |= {"closed_date": closed if closed <= month_end(month) else None, "remark": None}
    return row | {"status": "done" if row["done_date"] else "on_track"}


def review() -> list[Row]:
    """The one public review: ballots of every unit, its rate and score, ranked within its class with ties sharing."""
    rows = [_reviewed(group, unit) for group, units in words().review.classes.items() for unit in units]
    for row in rows:
        better = [r for r in rows if r["class"] == row["class"] and r["score"] > row["score"]]
        row["rank"] = 1 + len(better)
    return rows


def _reviewed(group: str, unit: str) -> Row:
    rng = dice("review", words().review.alike.get(unit, unit))
    unknown, bad, fair = rng.randrange(6, 60), rng.randrange(2, 22), rng.randrange(25, 70)
    valid = words().review.ballots - unknown
    very = round((valid - bad - fair) * rng.choice((0.4, 0.5, 0.6)))
    good = valid - bad - fair - very
    points = book().rules.review.points
    given = {"very_satisfied": very, "satisfied": good, "fair": fair, "dissatisfied": bad}
    score = round(sum(points[grade] * votes for grade, votes in given.items()) / valid, 2)
    votes = {"votes_valid": valid, **given, "unknown": unknown}
    return {"class": group, "department": unit} | votes | {"satisfaction_rate": (valid - bad) / valid, "score": score}


def standings(month: int) -> list[Row]:
    """The indicators, a row a peer: January tells last year's places, the later reports move towards July's."""
    year = words().year
    return [row for listed in words().standings.rows for row in _standing(listed, month, year)]


def _standing(listed: list[Any], month: int, year: int) -> list[Row]:
    name, unit, old_rank, old_value, rank, value, total, peers = listed
    weight = {1: 0.0, 4: 0.5}.get(month, 1.0)
    here = round(old_rank + (rank - old_rank) * weight)
    got = round(old_value + (value - old_value) * weight, 1)
    said = {"indicator": name, "unit": unit, "value": got, "rank": here, "rank_total": total, "previous_rank": old_rank}
    said |= {"source": words().standings.source, "year": year if month > 1 else year - 1}
    return [said | {"peer": peer, "peer_value": peer_value} for peer, peer_value in peers]


def style_items(month: int = 8) -> list[Row]:
    """The first items of the style campaign, as reported at the end of August, or later: then most are done."""
    run = words().style_campaign
    return [_style_item(run, values if month == 8 else _later(values, n, month)) for n, values in enumerate(run.rows)]


def _later(values: list[str], n: int, month: int) -> list[str]:
    passed = day(values[4]) < month_end(month) and n % 9
    return [*values[:5], "done" if passed else values[5]]


def _style_item(run: StyleCampaign, values: list[str]) -> Row:
    aspect, unit, problem, measure, deadline, status = values
    row = {"campaign": run.name, "aspect": aspect, "department": unit, "problem": problem, "measure": measure}
    done = working(day(deadline) - timedelta(days=4)) if status == "done" else None
    return row | {"lead_leader": lead_post(unit), "deadline": day(deadline), "done_date": done, "status": status}
