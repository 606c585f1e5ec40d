"""Notices to units and posts, and what came of each matter in them: reply, reminder, sending back, extension, end."""

from store.notices.demand import Act, Demand, Matter, NewNotice, ReplyLine
from store.notices.opinions import Asked, Opinion, opinions
from store.notices.records import demands, keep_acts, keep_notices, number_of, wrong_notices

__all__ = [
    "Act",
    "Asked",
    "Demand",
    "Matter",
    "NewNotice",
    "Opinion",
    "ReplyLine",
    "demands",
    "keep_acts",
    "keep_notices",
    "number_of",
    "opinions",
    "wrong_notices",
]
