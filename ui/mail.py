"""Mail out of the office, where somebody set it up: over TLS alone, and every failure told in words."""

from __future__ import annotations

import os
import smtplib
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from catalog.typed import made

SECONDS = 20


@dataclass(frozen=True, slots=True)
class Post:
    """Where mail goes out: host, port, from whom, and the sign-in.

    ``wrapped``: TLS from the first byte, else STARTTLS; ``authority``: the file of a private one ("": the system's);
    ``addresses``: who is reached where (unit or post → address).
    """

    host: str
    port: int
    sender: str
    user: str
    password: str
    wrapped: bool
    authority: str
    addresses: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to somebody named in the addresses, with one file."""

    to: str
    subject: str
    text: str
    file: str
    content: bytes


def post(environment: Mapping[str, str] = os.environ) -> Post | None:
    """What ``SMTP_HOST`` and its companions say; None where none is named, which is the default."""
    said = environment.get
    host = said("SMTP_HOST", "")
    if not host:
        return None
    wrapped = said("SMTP_TLS", "starttls") == "wrapped"
    listed = said("SMTP_ADDRESSES", "")
    addresses = made(Path(listed).read_text("utf-8"), dict[str, str], file=listed) if listed else {}
    user = said("SMTP_USER", "")
    return Post(
        host, int(said("SMTP_PORT") or (465 if wrapped else 587)), said("SMTP_FROM", user), user,
        said("SMTP_PASSWORD", ""), wrapped, said("SMTP_CA", ""), addresses,
    )  # fmt: skip


def send(out: Post, letters: Sequence[Letter]) -> list[tuple[Letter, str]]:
    """Send each; beside it "" or in words why it did not go. One that fails holds up no other."""
    return [(letter, _sent(out, letter)) for letter in letters]


def _sent(out: Post, letter: Letter) -> str:
    address = out.addresses.get(letter.to, "")
    if not address:
        return "没有登记邮箱地址"
    try:
        with _connected(out) as server:
            if out.user:
                server.login(out.user, out.password)
            server.send_message(_message(out, letter, address))
    except smtplib.SMTPNotSupportedError:
        return "邮件服务器不支持加密（STARTTLS），没有发送"
    except smtplib.SMTPAuthenticationError:
        return "邮件服务器不接受账号或口令"
    except smtplib.SMTPRecipientsRefused:
        return f"邮件服务器不接受收件地址 {address}"
    except ssl.SSLError as fault:
        return f"加密连接没有建立：{fault.reason or fault}"
    except (smtplib.SMTPException, OSError) as fault:
        return f"没有发出：{fault}"
    return ""


def _connected(out: Post) -> smtplib.SMTP:
    context = ssl.create_default_context(cafile=out.authority or None)
    if out.wrapped:
        return smtplib.SMTP_SSL(out.host, out.port, timeout=SECONDS, context=context)
    server = smtplib.SMTP(out.host, out.port, timeout=SECONDS)
    try:
        server.starttls(context=context)
    except BaseException:
        server.close()
        raise
    return server


def _message(out: Post, letter: Letter, address: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = out.sender, address, letter.subject
    message.set_content(letter.text)
    kind = "vnd.openxmlformats-officedocument.wordprocessingml.document"
    message.add_attachment(letter.content, maintype="application", subtype=kind, filename=letter.file)
    return message
