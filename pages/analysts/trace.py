"""溯源：任何一个数，回到哪份文件、哪张表、哪一格、原文是什么、谁在什么时候报的。"""

import streamlit as st

from ui import frame
from ui.analysts import grounds, origin

view = frame.view()
figure = grounds.asked()
if figure is not None:
    seen = grounds.view_of(view)
    found = grounds.ground(seen, figure) if seen else None
    if seen and found:
        frame.heading(grounds.sentence(found), seen, "溯源")
        grounds.listed(seen, found)
        st.stop()

asked = origin.asked()
if asked is None:
    frame.heading("查一个数的出处", view, "溯源")
    if figure is not None:
        grounds.nothing(view)
    asked = origin.look_up(view)
if asked is None:
    st.stop()

trace = origin.trace_of(asked)
if trace is None:
    st.stop()

frame.heading(origin.sentence(trace), origin.as_of_the_link(view, asked), "溯源")
left, right = st.columns([2, 3], gap="medium")
with left:
    origin.other_fields(asked)
    origin.show_trace(trace)
    origin.download(trace)
with right:
    st.markdown("#### 原表 :gray[:small[按原工作簿画出，所查单元格加框]]", anchors=False)
    origin.show_neighbourhood(trace)
