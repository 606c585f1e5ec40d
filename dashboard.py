"""The frame: page configuration, menu from ``pages.PAGES``, shared filters, the page, a quiet look for new data."""

from pages import PAGES
from ui import frame, menu, run, source

with run.one(), source.moment():
    with frame.judging("leaders"):
        page = menu.menu(PAGES)
        section = menu.section(PAGES, page)
        menu.name_tab(f"{page.title}·{frame.product()}")
        frame.open_frame(page.title, page.url_path)
    with source.acting(section != "leaders"), frame.judging(section):
        page.run()
    frame.watch()
