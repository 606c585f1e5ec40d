"""报送台账：哪个单位、哪一期、哪类表，已报、迟报还是缺报；各版本；催报清单；本期锁定。"""

import streamlit as st

from ui import frame
from ui.analysts.submissions import chase, months, owed_reports, versions

period, judged_on = owed_reports.choose_period()
found = owed_reports.ledger_of(period, judged_on)
frame.heading(found.sentence, frame.view(), "submissions")
if found.rows.empty:
    st.info("这一期没有应报的表，也没有收到报送。")
    st.stop()

owed_reports.counts(found)
st.markdown("#### 单位 × 数据类别 :gray[:small[点格子看各版本]]", anchors=False)
clicked = owed_reports.matrix(found)

left, right = st.columns([3, 2], gap="medium")
with left:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown("#### 版本", anchors=False)
        months.release_of(period)
        versions.lock_of(period)
    versions.tell_what_was_done()
    picked = versions.choose_report(found, clicked)
    if picked:
        versions.show_versions(period, picked)
with right:
    st.markdown("#### 催报清单 :gray[:small[右上角复制]]", anchors=False)
    chase.chase(found, judged_on)
