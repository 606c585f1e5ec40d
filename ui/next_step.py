"""From a page that has nothing to show to the one where something is done about it."""

from __future__ import annotations

from catalog.access import access
from ui.identity import identity

TO_UPLOAD = "到“数据上报”收文件"


def link(page: str, words: str) -> str:
    """The link to that page in markdown, after a space; "" for readers who may not open it."""
    name = page.split("?", maxsplit=1)[0]
    return f" [{words}]({page})" if access().opens(identity().role, name) else ""
