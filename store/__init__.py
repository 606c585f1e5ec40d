"""Everything ever submitted, versioned, and the desk through which it is changed."""

from store.desk import Desk
from store.opening import open_store
from store.permissions import ALL, ROLES, Actor, local_actor
from store.receipts import Line, Receipt, Trace
from store.refusals import Conflict, NotAllowed, Refused, Unavailable
from store.store import Store

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
