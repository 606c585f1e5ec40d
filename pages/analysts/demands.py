"""督办：从会议定稿或勾选的滞后事项发督办通知，收回复单，催办、退回、延期、审结，全程留痕。"""

import streamlit as st

from ui import frame, source
from ui.analysts.demands import issue, ledger, summary

STEPS = ["台账", "发通知"]

view = frame.view()
found = source.demands()
frame.heading(summary.sentence(found), view, "demands")
step = st.segmented_control(
    "步骤", STEPS, default=STEPS[0], required=True, key="desk", bind="query-params", label_visibility="collapsed"
)
if step == "发通知":
    chosen = issue.choose_source(view)
    red = issue.red_items(chosen) if chosen else None
    if chosen is None or red is None or red.empty:
        st.info("没有亮红灯的事项，不需要发督办通知。", icon=":material/task_alt:")
        st.stop()
    issue.issue(chosen, issue.ticked(red))
    st.stop()
ledger.receive()
if not found:
    st.info("还没有发过督办通知。请在“发通知”里从会议定稿或现在的滞后事项发出。", icon=":material/send:")
    st.stop()
demand = ledger.listing(found)
if demand is not None:
    ledger.papers(demand, found)
    ledger.acts(demand)
    ledger.history(demand)
