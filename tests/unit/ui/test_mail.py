"""Mail goes over TLS or not at all, nothing is configured by default, and whatever fails is told in words."""

from __future__ import annotations

import shutil
import socket
import socketserver
import ssl
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ui.mail import Letter, Post, post, send

LETTER = Letter("建设局", "催办", "请报送。", "催报.docx", b"PK")


class Conversation(socketserver.StreamRequestHandler):
    """As much of SMTP as a letter needs."""

    def handle(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            if not self._answered(line.upper()):
                return

    def _answered(self, line: str) -> bool:
        server = self.server
        if line.startswith("EHLO"):
            self._say("250-here\r\n250 STARTTLS" if server.context else "250 here")
        elif line == "STARTTLS":
            self._say("220 go on")
            self.request = server.context.wrap_socket(self.request, server_side=True)
            self.rfile, self.wfile = self.request.makefile("rb"), self.request.makefile("wb")
        elif line.startswith("RCPT") and "NOBODY" in line:
            self._say("550 no such user")
        elif line == "DATA":
            self._say("354 go on")
            server.letters.append(b"".join(iter(self.rfile.readline, b".\r\n")))
            self._say("250 taken")
        else:
            self._say("221 bye" if line == "QUIT" else "250 well")
        return line != "QUIT"

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())
        self.wfile.flush()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost that only who names it as an authority trusts."""
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    openssl = shutil.which("openssl")
    assert openssl
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", path.with_suffix(".key"), "-out", path,
         "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
        check=True, capture_output=True,
    )  # fmt: skip
    return path


def served(context: ssl.SSLContext | None) -> Iterator[socketserver.ThreadingTCPServer]:
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation)
    server.context, server.letters, server.daemon_threads = context, [], True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def secure(certificate: Path) -> Iterator[socketserver.ThreadingTCPServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_suffix(".key"))
    yield from served(context)


@pytest.fixture
def bare() -> Iterator[socketserver.ThreadingTCPServer]:
    yield from served(None)


def out(server: socketserver.ThreadingTCPServer, authority: str = "") -> Post:
    return Post("localhost", server.server_address[1], "office@x", "", "", False, authority, {"建设局": "js@x"})


def test_nothing_is_sent_unless_somebody_set_it_up() -> None:
    assert post({}) is None


def test_the_environment_says_where_and_to_whom(tmp_path: Path) -> None:
    listed = tmp_path / "a.toml"
    listed.write_text('"建设局" = "js@x"', encoding="utf-8")
    found = post({"SMTP_HOST": "mail", "SMTP_TLS": "wrapped", "SMTP_USER": "u", "SMTP_ADDRESSES": str(listed)})
    assert found == Post("mail", 465, "u", "u", "", True, "", {"建设局": "js@x"})


def test_a_letter_goes_over_tls(secure: socketserver.ThreadingTCPServer, certificate: Path) -> None:
    assert [why for _, why in send(out(secure, str(certificate)), [LETTER])] == [""]
    assert b"To: js@x" in secure.letters[0]


def test_a_server_without_tls_gets_nothing(bare: socketserver.ThreadingTCPServer) -> None:
    assert [why for _, why in send(out(bare), [LETTER])] == ["邮件服务器不支持加密（STARTTLS），没有发送"]
    assert bare.letters == []


def test_a_certificate_nobody_vouches_for_gets_nothing(secure: socketserver.ThreadingTCPServer) -> None:
    assert "加密连接没有建立" in send(out(secure), [LETTER])[0][1]
    assert secure.letters == []


def test_one_that_fails_is_named_and_holds_up_no_other(
    secure: socketserver.ThreadingTCPServer, certificate: Path
) -> None:
    where = replace(out(secure, str(certificate)), addresses={"甲": "nobody@x", "建设局": "js@x"})
    told = send(where, [replace(LETTER, to="甲"), replace(LETTER, to="乙"), LETTER])
    assert [why for _, why in told] == ["邮件服务器不接受收件地址 nobody@x", "没有登记邮箱地址", ""]


def test_a_server_that_is_not_there_is_told() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    gone = Post("127.0.0.1", port, "a@x", "", "", False, "", {"建设局": "js@x"})
    assert send(gone, [LETTER])[0][1].startswith("没有发出：")
