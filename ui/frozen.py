"""A frozen meeting shown today: its figures beside those that were noted when it was frozen."""

from __future__ import annotations

from store.versions.meetings import Meeting
from ui import facts, source
from ui.scope import View

SAID = 3


def meeting_of(view: View) -> Meeting | None:
    """The meeting the view is about; None for a view of what stands now."""
    return next((m for m in source.meetings() if m.name == view.meeting), None) if view.meeting else None


def rules_words(view: View) -> str:
    """By which declarations the meeting is judged, where that needs saying; "" where it does not."""
    meeting = meeting_of(view)
    if meeting is None or meeting.declarations:
        return ""
    return "本次会议定稿时未留存口径，按现行口径计算"


def moved_words(view: View) -> str:
    """One sentence where figures come out otherwise than they were noted when the meeting was frozen; else ""."""
    return _moved_words(view.plain())


@facts.known
def _moved_words(view: View) -> str:
    meeting = meeting_of(view)
    if meeting is None:
        return ""
    now = facts.printed(view)
    moved = [
        f"{facts.figure_label(page, name)}当时{text}、现算{now.get(page, {}).get(name, '无')}"
        for page, said in meeting.figures.items()
        for name, text in said.items()
        if now.get(page, {}).get(name) != text
    ]
    if not moved:
        return ""
    more = f"等{len(moved)}个" if len(moved) > SAID else ""
    return f"关键数字与定稿时记下的不一致：{'，'.join(moved[:SAID])}{more}。请以定稿时记下的为准，并请管理员核对程序。"
