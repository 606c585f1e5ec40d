"""The zone in which the server's clock is read: the office's, unless the environment names another."""

from __future__ import annotations

import os
import re
import time
from datetime import datetime
from pathlib import Path

from access.serving.words import words as serving_words
from access.values import CannotStart
from access.words import words

OFFICE = "Asia/Shanghai"
OFFICE_HOURS = 8
# The same without a table of zones, which small systems lack: they would take the name for UTC and say nothing.
OFFICE_WITHOUT_TABLE = "CST-8"
TABLE = Path("/usr/share/zoneinfo")
# A zone that says itself how far it is from UTC, as POSIX writes it.
_RULE = re.compile(r"(<[^>]+>|[A-Za-z]{3,})[+-]?\d")


def keep_office_time() -> None:
    """Read clocks in the office's zone where ``TZ`` names none: a server's own zone is often UTC, and a report that
    comes in before eight in the morning would be a day early. Systems that know no ``TZ`` keep their own zone."""
    if not hasattr(time, "tzset"):
        return
    told = os.environ.get("TZ")
    if not told:
        os.environ["TZ"] = OFFICE if (TABLE / OFFICE).exists() else OFFICE_WITHOUT_TABLE
    elif TABLE.exists() and not (_RULE.match(told) or (TABLE / told.removeprefix(":")).is_file()):
        raise CannotStart(words().start.no_such_zone.format(said=told))  # the system would take it for UTC, unasked
    time.tzset()


def minute(iso: str) -> str:
    """A stored moment as people read it, in the zone of the server's clock; what is no moment stays as it is."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    told = moment.astimezone() if moment.tzinfo else moment
    return iso if len(iso) <= len("2017-08-01") else told.strftime("%Y-%m-%d %H:%M")


def zone_name() -> str:
    """The zone's name, as it stands beside times."""
    away = datetime.now().astimezone().utcoffset()
    hours = away.total_seconds() / 3600 if away else 0
    return serving_words().office_zone if hours == OFFICE_HOURS else f"UTC{hours:+g}"
