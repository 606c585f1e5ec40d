"""Run in a copy of the tree that has one more dataset and one more page: through reading, store, pages, freeze, trace."""

from __future__ import annotations

import io
import json
import os
import sys
import zipfile
from datetime import date
from pathlib import Path

from docx import Document
from openpyxl import Workbook, load_workbook
from pptx import Presentation

HERE = Path.cwd()
sys.path.insert(0, str(HERE))

from streamlit.testing.v1 import AppTest  # noqa: E402

from exports.bulletin import bulletin  # noqa: E402
from exports.lists import lists  # noqa: E402
from exports.notices.form import notice  # noqa: E402
from exports.notices.paper import NoticePaper, NoticeRow  # noqa: E402
from exports.notices.reply_sheet import reply_sheet  # noqa: E402
from exports.pack import pack  # noqa: E402
from exports.slides import slides  # noqa: E402
from loaders import read  # noqa: E402
from pages import PAGES  # noqa: E402
from store import Desk, local_actor, open_store  # noqa: E402
from ui import source  # noqa: E402
from ui.papers.gathering import dossier  # noqa: E402
from ui.papers.screens import screens  # noqa: E402
from ui.scope import View  # noqa: E402

NAME, TITLE, DATASET_TITLE = "charging_posts", "充电桩", "充电桩台账"
DAY = date(2017, 8, 4)
MATTER = NoticeRow(1, "甲站", "建设局", "", "未填报", DAY)
NOTICE = NoticePaper("督办〔2017〕1号", "department", "建设局", "七月会点名", DAY, DAY, (MATTER,))


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
    app = AppTest.from_file(str(HERE / "dashboard.py"), default_timeout=3600)
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


def papers() -> dict[str, bool]:
    """Which papers name the page that nobody foresaw, and print its figure."""
    view = View(source.version(), "2017-07")
    whole = dossier(view)
    deck_slides = Presentation(io.BytesIO(slides(whole))).slides
    deck = [text for slide in deck_slides for text in texts_of(slide)]
    listed = load_workbook(io.BytesIO(lists(whole)))
    cells = [str(cell.value) for sheet in listed for line in sheet.iter_rows() for cell in line]
    sheet = [[cell.value for cell in line][:3] for line in listed[DATASET_TITLE].iter_rows(min_row=3)]
    tables = [shape.table for slide in deck_slides for shape in slide.shapes if shape.has_table]
    drawn = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    letter = "\n".join(p.text for p in Document(io.BytesIO(bulletin(whole))).paragraphs)
    files = pack(whole, {"pictures/x.png": b""}, ())
    shown, matters = screens(PAGES), Document(io.BytesIO(notice(NOTICE))).tables[0]
    return {
        "slide": TITLE in " ".join(deck) and "充电桩台账4条" in " ".join(deck),
        "source": any("建设局7月充电桩.xlsx" in line for line in whole.sources.get("charging", ())),
        "rows on a slide": [row for row in drawn if row[0] in ("充电站", "甲站")]
        == [["充电站", "充电桩数", "投用时间"], ["甲站", "10", "2017年3月1日"]],
        "source of a row": any(line.startswith("甲站") for line in whole.sources.get("charging", ())),
        "list": TITLE in cells,
        "rows in the list": (sheet[0], sheet[1][:2], len(sheet))
        == (["充电站", "充电桩数", "投用时间"], ["甲站", 10], 5),
        "bulletin": f"{TITLE}。充电桩台账4条" in letter,
        "pack": len(zipfile.ZipFile(io.BytesIO(files)).namelist()) == 5,
        "picture": TITLE in shown,
        "notice": "甲站" in "\n".join(cell.text for row in matters.rows for cell in row.cells),
        "reply": "甲站"
        in [str(cell.value) for line in load_workbook(io.BytesIO(reply_sheet(NOTICE))).active for cell in line],
    }


def texts_of(slide) -> list[str]:
    """What the shapes of a slide say."""
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


sys.stdout.write(
    json.dumps({"rows": len(frame), "cell": trace.cell, "said": said, "papers": papers()}, ensure_ascii=False) + "\n"
)
