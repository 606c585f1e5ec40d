"""会议定稿：把一次会议的数字永远留住；两次会议比差异；基数台账；操作日志。"""

import streamlit as st

from pages import PAGES
from ui import frame, next_step
from ui.analysts.meeting import audit, denominators, meetings, pack
from ui.papers.screens import screens

TABS = ["定稿", "两次会议比较", "基数台账", "操作日志"]

view = frame.view()
tab = st.segmented_control(
    "会议", TABS, default=TABS[0], required=True, key="desk", bind="query-params", label_visibility="collapsed"
)
if tab == "定稿" and view is not None:
    meetings.freeze_form(view.as_of)
found = meetings.frozen()  # with the one frozen just now: heading and papers know it at once
frame.heading(f"已定稿{len(found)}次会议" if found else "还没有定稿的会议", view, "meeting")

if tab == "操作日志":
    audit.log()
    st.stop()
if view is None:
    way = next_step.link("upload", next_step.TO_UPLOAD)
    st.info(f"还没有发布任何数据，没有可以定稿的数字。{way}", icon=":material/event_busy:")
    st.stop()
if tab == "定稿":
    if found:
        meetings.meeting_list(found)
        pack.papers(found, screens(p for p in PAGES if p.section == "leaders"))
elif tab == "两次会议比较":
    meetings.compare(found)
else:
    denominators.ledger(found)
