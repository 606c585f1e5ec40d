"""Run in a copy of the tree that has one more dataset and one more page: through reading, store, pages, freeze, trace."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

from openpyxl import Workbook

HERE = Path.cwd()
sys.path.insert(0, str(HERE))

from streamlit.testing.v1 import AppTest  # noqa: E402

from loaders import read  # noqa: E402
from pages import PAGES  # noqa: E402
from store import Desk, local_actor, open_store  # noqa: E402

NAME = "charging_posts"


def workbook(month: int, stations: str) -> bytes:
    """A unit's sheet of that month."""
    book = Workbook()
    sheet = book.active
    for row in ([f"建设局2017年{month}月充电桩台账"], ["填报单位：建设局"], ["充电站", "桩数", "投用时间"]):
        sheet.append(row)
    for i, name in enumerate(stations):
        sheet.append([f"{name}站", 10 + i, "2017-03-01"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def shown(script: str, **link: str) -> list[str]:
    """What a page complains of; nothing where it is drawn."""
    app = AppTest.from_file(str(HERE / "dashboard.py"), default_timeout=300)
    for name, value in link.items():
        app.query_params[name] = value
    app.switch_page(script).run()
    return [str(one.value) for one in (*app.exception, *app.error)]


store = open_store(os.environ["STORE_URL"])
desk = Desk(store, local_actor())
for month, stations in ((6, "甲乙丙"), (7, "甲乙丙丁")):
    content = workbook(month, stations)
    reading = read(content, file=f"建设局{month}月充电桩.xlsx")
    saved = desk.save(reading, content=content, at=f"2017-0{month}-28")
    desk.publish(saved, at=f"2017-0{month}-28")
desk.keep(workbook(7, "甲乙丙丁戊"), "建设局补充.xlsx", at="2017-07-29T08:00:00")
desk.freeze("七月会", as_of="2017-07", at="2017-08-01")
frame = store.frame(NAME, as_of="2017-07")
row = str(frame["row_id"].iloc[0])
trace = store.trace(NAME, row, "posts", as_of="2017-07")
links = {"trace": {"dataset": NAME, "row": row, "field": "posts", "as_of": "2017-07"}}
said = {page.name: shown(page.script, **links.get(page.name, {})) for page in PAGES}
said["frozen"] = shown("pages/leaders/charging.py", meeting="七月会")
sys.stdout.write(json.dumps({"rows": len(frame), "cell": trace.cell, "said": said}, ensure_ascii=False) + "\n")
