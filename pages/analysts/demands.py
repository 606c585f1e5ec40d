"""督办：从会议定稿或勾选的滞后事项发督办通知，登记送达签收，收回复单，催办、退回、延期、审结，全程留痕。"""

import streamlit as st

from ui import frame, next_step
from ui.analysts.demands import delivery, issue, ledger, summary

view = frame.view()
found = summary.shown()
frame.heading(summary.sentence(found), view, "demands")
step = st.segmented_control(
    "步骤", summary.steps(), default="台账", required=True, key="desk", bind="query-params",
    label_visibility="collapsed",
)  # fmt: skip
if step == "发通知":
    chosen = issue.choose_source(view)
    red = issue.red_items(chosen) if chosen else None
    if chosen is None or red is None or red.empty:
        st.info("没有亮红灯的事项，不需要发督办通知。", icon=":material/task_alt:")
        st.stop()
    issue.issue(chosen, issue.ticked(red))
    st.stop()
if found or summary.office():
    ledger.receive()
if not found:
    way = next_step.link("demands?desk=发通知", "去发通知") if summary.steps()[1:] else ""
    st.info(summary.nothing() + way, icon=":material/send:")
    st.stop()
demand = ledger.listing(found)
if demand is not None:
    delivery.course(demand)
    ledger.papers(demand, found)
    ledger.acts(demand)
    ledger.history(demand)
