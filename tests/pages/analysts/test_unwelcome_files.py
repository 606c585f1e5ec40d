"""Files that would only harm: never kept, refused once for everybody, and nobody waits for them."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from loaders import Corrections, Mappings, Unreadable
from loaders.pool import shared_pool
from store import Desk, Store, local_actor
from tests.pages.analysts.conftest import AUGUST, Open, said
from ui.analysts.upload import readings as kept_readings
from ui.analysts.upload.readings import STOPPED_FOR, Asked, Readings, _stale, readings

NOTHING = Corrections().to_json()


def zipped(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def swollen_workbook() -> bytes:
    """A workbook one part of which unpacks to more than any sheet has."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(321):
                part.write(b" " * (1 << 20))
    return made.getvalue()


def costly_password() -> bytes:
    from msoffcrypto.format.ooxml import OOXMLFile

    made = io.BytesIO()
    OOXMLFile(io.BytesIO(AUGUST.read_bytes())).encrypt("2017", made)
    return made.getvalue().replace(b'spinCount="100000"', b'spinCount="999999"')


def send(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    app.file_uploader[0].set_value([(name, content, "application/octet-stream") for name, content in files])
    return app.run()


@pytest.mark.parametrize(
    ("name", "make", "sentence"),
    [
        ("七月.zip", lambda: zipped(**{"a.csv": bytes(240 << 20)}), "解压后异常庞大"),
        ("七月.zip", lambda: zipped(**{"a.csv": b"x"})[:-9], "文件已损坏"),
        ("七月.zip", lambda: zipped(**{"照片.png": b"x"}), "压缩包里没有可以读取的表格文件"),
        ("七月.xlsx", swollen_workbook, "解压后异常庞大"),
        ("七月.xlsx", costly_password, "计算量过大"),
    ],
    ids=["a zip that bursts", "half a zip", "a zip of pictures", "a workbook that bursts", "a password never tried"],
)
def test_what_would_only_fill_the_store_is_not_kept(
    store: Store, page: Open, name: str, make: Callable[[], bytes], sentence: str
) -> None:
    version, app = store.version(), send(page("upload"), (name, make()))

    assert not app.exception
    assert sentence in said(app)
    assert store.version() == version


def test_of_a_zip_with_one_such_file_the_others_are_kept(store: Store, page: Open) -> None:
    packed = zipped(**{AUGUST.name: AUGUST.read_bytes(), "坏.xlsx": swollen_workbook()})

    app = send(page("upload"), ("七月.zip", packed))

    assert "坏.xlsx：文件解压后异常庞大" in said(app)
    assert [u.file for u in Desk(store, local_actor()).uploads()] == [AUGUST.name]


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "empty"), (b"%PDF", "is_pdf"), (costly_password(), "password_too_slow")]
)
def test_a_refusal_is_remembered_like_a_reading(content: bytes, code: str) -> None:
    fetched: list[int] = []
    mine, asked = Readings(), Asked("sha", "a.xlsx", Mappings().to_json(), NOTHING)

    outcomes = [mine.of(asked, lambda: fetched.append(1) or content).result() for _ in range(3)]

    assert [getattr(one, "code", "") for one in outcomes] == [code] * 3
    assert len(fetched) == 1


def test_another_password_is_another_try_and_none_is_kept() -> None:
    fetched: list[int] = []
    mine = Readings()
    for password in (None, "一", "二", "一"):
        asked = Asked("sha", "a.xlsx", Mappings().to_json(), NOTHING, password)
        mine.of(asked, lambda: fetched.append(1) or b"").result()

    assert len(fetched) == 3
    assert "一" not in repr(mine._known)


@pytest.mark.parametrize(
    ("outcome", "age", "again"),
    [
        (Unreadable("stopped"), 1.0, False),
        (Unreadable("stopped"), STOPPED_FOR + 1, True),
        (Unreadable("password"), STOPPED_FOR + 1, False),
        (OSError("the store was gone"), 1.0, True),
        (None, STOPPED_FOR + 1, False),
    ],
    ids=["stopped just now", "stopped long ago", "refused for good", "not fetched", "still being read"],
)
def test_only_what_may_do_better_is_read_again(outcome: Exception | None, age: float, again: bool) -> None:
    one: Future[Any] = Future()
    for settle in {Unreadable: [one.set_result], OSError: [one.set_exception]}.get(type(outcome), []):
        settle(outcome)
    assert _stale(time.monotonic() - age, one) is again


def test_a_page_is_shown_while_a_file_is_still_read_and_shows_it_later(
    store: Store, page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_readings, "PATIENCE", 0.0)
    Desk(store, local_actor()).keep(AUGUST.read_bytes(), AUGUST.name, at="2017-08-31T09:00:00")
    places = readings()._places
    for _ in range(shared_pool().size):
        places.acquire()

    shown = said(page("upload"))
    assert "识别中" in shown
    assert "正在识别" in shown

    places.release(shared_pool().size)
    for _, one in list(readings()._known.values()):
        one.result()
    assert "待回答 1 问" in said(page("upload"))
