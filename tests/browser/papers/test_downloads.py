"""A person presses the buttons: one paper of each kind from a frozen meeting, and the pictures of one page."""

from __future__ import annotations

import hashlib
import re
import struct
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from pages import PAGES
from ui.papers.screens import screens

pytestmark = pytest.mark.browser
READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
MEETING = "演示调度会"
PATIENCE_MS = 120_000
PACK_MS = 300_000
OPENED = {"PPTX": Presentation, "DOCX": Document, "XLSX": load_workbook}


@pytest.fixture(scope="module")
def desk(chromium: Any, served: str) -> Iterator[Any]:
    """会议定稿 with one meeting frozen."""
    page = chromium.new_page(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{served}/meeting")
    page.get_by_label("会议名称").fill(MEETING)
    page.get_by_role("button", name="定稿").last.click()
    page.get_by_text("会议材料", exact=True).first.wait_for()
    yield page
    page.close()


@pytest.mark.parametrize("kind", OPENED)
def test_a_paper_is_downloaded_and_opens(desk: Any, kind: str) -> None:
    with desk.expect_download() as waited:
        desk.get_by_role("button", name=kind).click()
    content = Path(waited.value.path()).read_bytes()
    assert waited.value.suggested_filename.startswith(MEETING)
    assert OPENED[kind](BytesIO(content)) is not None


@pytest.fixture(scope="module")
def whole_pack(desk: Any) -> dict[str, bytes]:
    """What the button of the whole pack gives: file name -> content."""
    desk.get_by_role("button", name="生成整包").click()
    with desk.expect_download(timeout=PACK_MS) as waited:
        desk.get_by_role("button", name="下载整包").click(timeout=PACK_MS)
    with zipfile.ZipFile(waited.value.path()) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_whole_pack_holds_every_tab_of_every_page_as_picture_and_paper_and_names_each_file(
    whole_pack: dict[str, bytes],
) -> None:
    pages = screens(page for page in PAGES if page.section == "leaders")
    wanted = [f"图片/{title}{kind}" for title in pages for kind in ("-1080.png", "-4K.png", ".pdf")]
    assert [name for name in wanted if name not in whole_pack] == []
    assert sum(name.startswith("图片/图-") for name in whole_pack) >= 10
    contents = whole_pack["文件清单.txt"].decode()
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in whole_pack.items()}
    assert [name for name in whole_pack if name != "文件清单.txt" and f"{digests[name]}  {name}" not in contents] == []
    assert "未生成" not in contents
    assert f"会议：{MEETING}" in contents


@pytest.fixture(scope="module")
def pictures(chromium: Any, served: str) -> dict[str, bytes]:
    """What the button on 总览 gives: file name -> content."""
    page = chromium.new_page(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{served}/")
    page.locator(READY).wait_for(state="attached")
    page.get_by_role("button", name="会议材料").click()
    page.get_by_role("button", name="生成本页图片").click()
    with page.expect_download() as waited:
        page.get_by_role("button", name="下载本页图片").click()
    with zipfile.ZipFile(waited.value.path()) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    page.close()
    return found


def size_of(png: bytes) -> tuple[int, int]:
    return struct.unpack(">II", png[16:24])


@pytest.mark.parametrize(("name", "size"), [("总览-1080.png", (1920, 1080)), ("总览-4K.png", (3840, 2160))])
def test_a_screen_has_the_size_it_is_named_after(pictures: dict[str, bytes], name: str, size: tuple[int, int]) -> None:
    assert size_of(pictures[name]) == size


def test_the_pdf_is_one_page_of_16_to_9(pictures: dict[str, bytes]) -> None:
    pdf = pictures["总览.pdf"]
    (box,) = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 1
    assert float(box[0]) / float(box[1]) == pytest.approx(16 / 9, abs=0.01)


def test_every_chart_is_a_picture_of_its_own(pictures: dict[str, bytes]) -> None:
    charts = {name: size_of(content) for name, content in pictures.items() if name.startswith("图-")}
    assert "图-总览-六项工作完成率.png" in charts
    assert set(charts.values()) == {(3200, 1800)}
