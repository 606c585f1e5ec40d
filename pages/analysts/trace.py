"""溯源：任何一个数，回到哪份文件、哪张表、哪一格、原文是什么、谁在什么时候报的。"""

import streamlit as st

from ui import frame, row_pictures
from ui.analysts.trace import by_the_book, one_cell, to_file, whole_figure

view = frame.view()
figure = whole_figure.asked()
if figure is not None:
    seen = whole_figure.view_of(view)
    found = whole_figure.ground(seen, figure) if seen else None
    if seen and found:
        frame.heading(whole_figure.sentence(found), seen, "trace")
        whole_figure.listed(seen, found)
        st.stop()

asked = one_cell.asked()
if asked is None:
    frame.heading("查一个数的出处", view, "trace")
    if figure is not None:
        whole_figure.nothing(view)
    asked = one_cell.look_up(view)
if asked is None:
    st.stop()

trace = one_cell.trace_of(asked)
if trace is None:
    st.stop()

frame.heading(one_cell.sentence(trace, asked), one_cell.as_of_the_link(view, asked), "trace")
left, right = st.columns([2, 3], gap="medium")
with left:
    one_cell.other_fields(asked)
    one_cell.show_trace(trace)
    by_the_book.of_row(one_cell.as_of_the_link(view, asked), asked.dataset, asked.row)
    with st.container(horizontal=True, vertical_alignment="center"):
        one_cell.download(trace)
        to_file.correct(trace)
with right:
    st.markdown("#### 原表 :gray[:small[按原工作簿画出，所查单元格加框]]", anchors=False)
    one_cell.show_neighbourhood(trace)
    row_pictures.of_trace(trace)
