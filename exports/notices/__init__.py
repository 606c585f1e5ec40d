"""Notices on supervision to units and posts: the official form, its reminder, and the reply sheet that comes back."""

from exports.notices.form import notice
from exports.notices.paper import NoticePaper, NoticeRow
from exports.notices.reply_sheet import reply_sheet

__all__ = ["NoticePaper", "NoticeRow", "notice", "reply_sheet"]
