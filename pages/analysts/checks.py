"""数据核验：在册数据里所有待核的问题，按严重程度和单位；同一事项多家报送的并排裁定。"""

import streamlit as st

from ui import frame
from ui.analysts.checks import conflicts, findings

view = frame.begin("checks")
found = findings.open_findings(view.as_of)
double = conflicts.conflicts_of(view.as_of)
frame.heading(findings.sentence(found, double), view, "checks")

tab = st.segmented_control(
    "核验内容", ["待核问题", "重复报送"], default="待核问题", required=True, key="check", bind="query-params"
)
if tab == "重复报送":
    conflicts.show_conflicts(double, view.as_of)
    st.stop()
if found.table.empty:
    st.markdown(":gray[在册数据没有待核的问题。]")
    st.stop()

left, right = st.columns([1, 3], gap="medium")
with left:
    st.markdown("#### 各单位", anchors=False)
    findings.summary(found)
with right:
    st.markdown("#### 问题清单 :gray[:small[点事项看原单元格]]", anchors=False)
    findings.listing(found)
