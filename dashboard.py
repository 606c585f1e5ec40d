"""The frame: page configuration, menu from ``pages.PAGES``, shared filters, the page, a quiet look for new data."""

import streamlit as st

from pages import PAGES
from ui import frame, menu, run, source

with run.one(), source.moment():
    with frame.judging("leaders"):
        page = menu.menu(PAGES)
        section = menu.section(PAGES, page)
        st.set_page_config(page_title=f"{page.title}·{frame.product()}", page_icon=str(menu.ICON), layout="wide")
        frame.open_frame(page.title, page.url_path)
    with source.acting(section != "leaders"), frame.judging(section):
        page.run()
    frame.watch()
