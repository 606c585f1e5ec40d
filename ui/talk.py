"""What the gate must understand of what Streamlit and its browser say to each other."""

from __future__ import annotations

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

# A message that announces a session or empties a cache is short; longer ones are not looked into.
SHORT = 65536


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

    def clears_cache(self, asked: bytes) -> bool:
        """Whether a message from the browser asks to empty everybody's cache."""
        message = BackMsg()
        try:
            message.ParseFromString(asked)
        except DecodeError:
            return False
        return message.WhichOneof("type") == "clear_cache"
