"""What runs in processes of its own while something is done to it: publishing, told step by step over a pipe."""

from __future__ import annotations

import os
from multiprocessing.connection import Connection

from store import ALL, Actor, Conflict, Desk, Receipt, Refused, open_store
from tests.unit.store.readings import AT, Reading, table, task

DEPARTMENTS = ("建设局", "环保局", "教育局")
ROWS = 12


def workbook(number: int) -> Reading:
    """What three departments send as one: a publication of three submissions, all or none."""
    tables = tuple(
        table(
            [task(f"任务{n}", number + n / 7) for n in range(ROWS)],
            department=department,
            sheet=department,
            period=f"{2000 + number // 12 % 100}-{number % 12 + 1:02d}",
        )
        for department in DEPARTMENTS
    )
    return Reading(f"{number}.xlsx", tables)


def content_of(number: int) -> bytes:
    """The bytes that go with it: a few pages, all different."""
    return number.to_bytes(4, "big") * 2000


def clerk(name: str = "张科") -> Actor:
    """Somebody who may publish for all departments."""
    return Actor(name, "approver", frozenset({ALL}))


def publish(desk: Desk, number: int) -> Receipt:
    """Save and publish workbook ``number``."""
    return desk.publish(desk.save(workbook(number), content=content_of(number), at=AT), at=AT)


def publish_for_ever(url: str, first: int, pipe: Connection) -> None:
    """Publish one workbook after the other, saying ("begin", n) before and ("done", n) after each."""
    desk = Desk(open_store(url), clerk())
    number = first
    while True:
        draft = desk.save(workbook(number), content=content_of(number), at=AT)
        pipe.send(("begin", number))
        desk.publish(draft, at=AT)
        pipe.send(("done", number))
        number += 1


def publish_some(url: str, numbers: list[int], name: str, pipe: Connection) -> None:
    """Publish these workbooks and send what became of each: "done", "conflict" or the error."""
    desk = Desk(open_store(url), clerk(name))
    for number in numbers:
        pipe.send((number, _outcome(desk, number, name)))
    pipe.send(None)


def _outcome(desk: Desk, number: int, name: str) -> str:
    one = Reading(f"{name}.xlsx", (table([task("任务", float(number))], department=name, period="2017-07"),))
    try:
        desk.publish(desk.save(one, content=content_of(number), at=AT), at=AT)
    except Conflict:
        return "conflict"
    except Refused as refused:
        return f"refused: {refused}"
    except Exception as error:  # noqa: BLE001  whatever it is, the test has to hear of it
        return f"error: {error!r}"
    return "done"


def publish_with_limited_files(url: str, limit: int, pipe: Connection) -> None:
    """Publish until the operating system lets no file grow beyond ``limit`` bytes; send what was acknowledged."""
    import resource

    store = open_store(url)
    desk = Desk(store, clerk())
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    pipe.send(until_refused(desk))
    pipe.close()
    os._exit(0)  # not even closing the database tidily


def until_refused(desk: Desk, most: int = 60) -> tuple[list[int], str, int]:
    """Publish until the store refuses: what was acknowledged, the refusal's code, and rows readable right then."""
    acknowledged: list[int] = []
    for number in range(most):
        try:
            publish(desk, number)
        except Refused as refused:
            return acknowledged, refused.code, _readable(desk)
        acknowledged.append(number)
    return acknowledged, "", _readable(desk)


def _readable(desk: Desk) -> int:
    """How many rows somebody who opens the store right now can read."""
    other = open_store(desk.store.database.url.render_as_string())
    rows = len(other.history("work_targets"))
    other.database.close()
    return rows
