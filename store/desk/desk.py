"""The analyst's desk: every act on the store, each checked against who asks and done in one transaction."""

from __future__ import annotations

import pandas as pd

from store.desk.accounts import AccountDesk
from store.desk.book import BookDesk
from store.desk.checking import CheckingDesk
from store.desk.notices import NoticeDesk
from store.desk.office import OfficeDesk
from store.desk.opinions import OpinionDesk
from store.desk.versions import VersionDesk


class Desk(CheckingDesk, VersionDesk, OfficeDesk, AccountDesk, BookDesk, NoticeDesk, OpinionDesk):
    """What ``actor`` may do to the store: ``Desk(store, actor).publish(...)``.

    Every method asks ``store.permissions`` itself and raises ``NotAllowed``; nothing is changed then. No method takes
    a callback, so no page code ever runs inside a transaction.
    """

    def audit(self) -> pd.DataFrame:
        """The log of every act, for those who may read it."""
        self._require("read_audit")
        return self.store.audit()
