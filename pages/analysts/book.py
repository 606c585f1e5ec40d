"""目录管理：办公室定的各份清单、规则和节假日；改一条、整本上传、更改记录。"""

import streamlit as st

from ui import frame
from ui.analysts.book import lists, one_entry, proposal, whole, year
from ui.analysts.desk import now

found = frame.view()
until = found.day if found else now().date()
top, _ = st.columns([1, 4])
with top:
    day = lists.chosen_day(until)
frame.heading(lists.sentence(day), None, "book")
proposal.show(found)
one_entry.show()
one, of_year, every, past = st.tabs(["清单", "年度清单", "整本目录", "更改记录"])
with one:
    lists.show(day)
with of_year:
    year.show(found)
with every:
    whole.show(day)
with past:
    whole.history()
