"""The frame: page configuration, menu from ``pages.PAGES``, shared filters, the page, a quiet look for new data."""

import streamlit as st

from pages import PAGES
from ui import frame, menu

page = menu.menu(PAGES)
st.set_page_config(page_title=f"{page.title}·{frame.PRODUCT}", page_icon=str(menu.ICON), layout="wide")
frame.open_frame(page.title, page.url_path)
with frame.judging(menu.section(PAGES, page)):
    page.run()
frame.watch()
