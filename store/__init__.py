"""Everything ever submitted, versioned, and the desk through which it is changed."""

from store.database.opening import open_store
from store.desk.desk import Desk
from store.desk.permissions import ALL, ROLES, Actor, local_actor
from store.reading.store import Store
from store.receipts import Line, Receipt, Trace
from store.refusals import Conflict, NotAllowed, Refused, Unavailable

__all__ = [
    "ALL",
    "ROLES",
    "Actor",
    "Conflict",
    "Desk",
    "Line",
    "NotAllowed",
    "Receipt",
    "Refused",
    "Store",
    "Trace",
    "Unavailable",
    "local_actor",
    "open_store",
]
