"""The names of units and posts on a board, wherever they stand, lead to their own page."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from catalog.book import book, derived
from ui.leaders.names import short_post, short_unit
from ui.markup import Html, tag
from ui.scope import ALL

PAGE = "owner"
# Text that stands alone in an element that is no link; names may be joined with dots as they are on cards.
TEXT = re.compile(r"(<(?:td|dd|span|small)\b[^>]*>)([^<>]{2,60})(?=</(?:td|dd|span|small)>)")
DOT = "·"


def unit_href(name: str) -> str:
    """The page of a unit, relative to any page."""
    return f"{PAGE}?{urlencode({'unit': name})}"


def post_href(name: str) -> str:
    """The page of a post: of all units, whichever the page before was of."""
    return f"{PAGE}?{urlencode({'post': name, 'unit': ALL})}"


def with_owners(markup: Html) -> Html:
    """The markup with every name of a unit or post, long or short, as the link to its page."""
    known = _known()
    return Html(TEXT.sub(lambda found: found[1] + _linked(found[2], known), markup))


def _linked(text: str, known: dict[str, str]) -> str:
    parts = text.split(DOT)
    if not any(part.strip() in known for part in parts):
        return text
    return DOT.join(
        str(tag("a", Html(part), href=known[part.strip()], target="_self")) if part.strip() in known else part
        for part in parts
    )


@derived
def _known() -> dict[str, str]:
    """Every name as it is written on a board -> its page. A short name that two posts share leads nowhere."""
    units = {unit.name for unit in book().units}
    posts = {unit.lead_post for unit in book().units if unit.lead_post}
    found = {_escaped(short): unit_href(name) for name in units for short in (name, short_unit(name))}
    shorts = [short_post(post) for post in posts]
    return found | {
        _escaped(said): post_href(post)
        for post in posts
        for said in (post, short_post(post))
        if said == post or shorts.count(said) == 1
    }


def _escaped(name: str) -> str:
    return name.replace("&", "&amp;").replace("<", "&lt;")
