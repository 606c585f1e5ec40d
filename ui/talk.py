"""What the gate must understand of what Streamlit and its browser say to each other."""

from __future__ import annotations

import asyncio
import ctypes
import gc
from contextlib import suppress

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

# A message that announces a session or empties a cache is short; longer ones are not looked into.
SHORT = 65536
TIDY_SECONDS = 10.0


class StreamlitTalk:
    """Reads messages as far as the gate asks."""

    def session_in(self, said: bytes) -> str:
        """The session a message to the browser announces; "" where it announces none."""
        message = ForwardMsg()
        try:
            message.ParseFromString(said[:SHORT] if len(said) <= SHORT else b"")
        except DecodeError:
            return ""
        return message.new_session.initialize.session_id if message.HasField("new_session") else ""

    def held(self, session: str) -> int:
        """Bytes of files kept in memory for a session."""
        return sum(len(one.data) for one in list(_files().get(session, {}).values()))

    def clears_cache(self, asked: bytes) -> bool:
        """Whether a message from the browser asks to empty everybody's cache."""
        message = BackMsg()
        try:
            message.ParseFromString(asked)
        except DecodeError:
            return False
        return message.WhichOneof("type") == "clear_cache"


async def give_back() -> None:
    """For as long as the process serves: give the system back what the files of readers who left have taken."""
    held = 0
    while True:
        await asyncio.sleep(TIDY_SECONDS)
        files, runtime = _files(), Runtime.instance()
        left = [session for session in list(files) if files[session] and not runtime.is_active_session(session)]
        for session in left:
            runtime.uploaded_file_mgr.remove_session_files(session)
        before, held = held, sum(map(StreamlitTalk().held, list(files)))
        if left or held < before:
            await asyncio.to_thread(_trim)


def _files() -> dict:
    kept = Runtime.instance().uploaded_file_mgr
    assert isinstance(kept, MemoryUploadedFileManager)
    return kept.file_storage


def _trim() -> None:
    """Freed memory, which glibc would keep for later, goes back to the system."""
    gc.collect()
    with suppress(OSError, AttributeError):  # no glibc here: another allocator decides for itself
        ctypes.CDLL("libc.so.6").malloc_trim(0)
