"""What is shipped for servers agrees with itself: the lock with the requirements, one nginx text with the other."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tools import bundle

ROOT = Path(__file__).parents[3]
DEPLOY = ROOT / "deploy"
LOCKED = dict(re.findall(r"^([\w.-]+)==([\w.]+)", (DEPLOY / "requirements.lock").read_text("utf-8"), re.MULTILINE))
ASKED = [
    Requirement(line.split("#")[0].strip())
    for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("asked", ASKED, ids=lambda r: r.name)
def test_the_lock_holds_a_version_of_everything_that_is_asked_for(asked: Requirement) -> None:
    assert Version(LOCKED[asked.name.lower()]) in asked.specifier


def test_every_locked_package_is_held_to_its_hashes() -> None:
    entries = list(bundle._entries(bundle.LOCK.read_text("utf-8")))
    assert {entry.partition("==")[0] for entry in entries} == set(LOCKED)
    assert [e for e in entries if "--hash=sha256:" not in e] == []


@pytest.mark.parametrize(("python", "there", "not_there"), [("3.11", "2.4", "2.5"), ("3.13", "2.5", "2.4")])
def test_each_python_gets_the_lines_that_hold_there(python: str, there: str, not_there: str, tmp_path: Path) -> None:
    text = bundle._locked_for("windows-amd64", python, tmp_path / "wheels").read_text("utf-8")
    assert f"\nnumpy=={there}" in text
    assert f"\nnumpy=={not_there}" not in text
    assert " ; " not in text


def test_compose_asks_nginx_for_the_same_but_for_the_replicas_addresses() -> None:
    alone, composed = ((DEPLOY / "nginx" / f"{n}.conf").read_text("utf-8") for n in ("dashboard", "compose"))
    moved = alone.replace("127.0.0.1:8501", "app1:8501").replace("127.0.0.1:8502", "app2:8501")
    assert moved.split("\n")[1:] == composed.split("\n")[1:]


@pytest.mark.parametrize("name", ["install.sh", "start.sh"])
def test_scripts_for_linux_are_sound_shell(name: str) -> None:
    import subprocess

    subprocess.run(["sh", "-n", DEPLOY / "bundle" / name], check=True)


def named_in(file: Path) -> set[str]:
    """The variables of the environment that a file of code asks for, of each the name."""
    code = file.read_text("utf-8")
    called = (
        one.args if isinstance(one, ast.Call) else [one.slice]
        for one in ast.walk(ast.parse(code))
        if isinstance(one, (ast.Call, ast.Subscript))
    )
    said = (
        {value.value for values in called for value in values if isinstance(value, ast.Constant)}
        if "environ" in code
        else set()
    )
    return {name for name in said if isinstance(name, str) and re.fullmatch("[A-Z]{2,}(_[A-Z]+)*", name)} - NO_VARIABLES


# Constants of the system, and a kind of request.
NO_VARIABLES = {"SIGXCPU", "WEBSOCKET"}
CODE = [
    ROOT / "asgi.py",
    *(f for room in ("access", "exports", "loaders", "store", "tools", "ui") for f in (ROOT / room).rglob("*.py")),
]


def test_every_variable_that_the_code_asks_for_stands_in_the_documents() -> None:
    told = "".join(page.read_text("utf-8") for page in (ROOT / "docs").glob("*.md"))
    asked = set().union(*map(named_in, CODE))
    assert {"STORE_URL", "PORT", "COOKIE_SECURE", "SMTP_HOST", "TZ"} <= asked
    assert [name for name in sorted(asked) if not re.search(rf"\b{name}\b", told)] == []


def test_no_value_in_a_file_of_settings_has_a_remark_behind_it() -> None:
    """systemd and compose take what follows the value for a part of it."""
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "docs" / "deploy.md").read_text("utf-8"), re.DOTALL)
    lines = [*"".join(blocks).splitlines(), *(DEPLOY / ".env.example").read_text("utf-8").splitlines()]
    values = [line for line in lines if re.match(r"(# )?[A-Z_]+=", line)]
    assert len(values) > 5
    assert [line for line in values if "#" in line.removeprefix("# ")] == []


def test_nothing_of_ones_own_gets_into_the_image() -> None:
    """No data, no password, no history; and no environment of this machine over the one the image makes."""
    kept_out, ignored = ((ROOT / name).read_text("utf-8").split("\n") for name in (".dockerignore", ".gitignore"))
    plain = {line.removeprefix("**/") for line in kept_out}
    assert {".git/", *filter(None, ignored)} <= plain


def test_every_folder_a_unit_writes_to_is_made_by_it_or_by_the_installation() -> None:
    """systemd starts no unit one of whose writable folders is missing."""
    unit, backup = ((DEPLOY / "systemd" / f"dashboard{name}.service").read_text("utf-8") for name in ("@", "-backup"))
    assert re.findall("^ReadWritePaths=(.*)$", unit, re.MULTILINE) == ["/opt/dashboard/data/var"]  # docs/deploy.md
    assert "\nLogsDirectory=dashboard\n" in unit
    assert re.search(
        r"^ExecStartPre=\+/usr/bin/install -d -o dashboard .* /var/backups/dashboard$", backup, re.MULTILINE
    )


def test_behind_composes_nginx_each_reader_has_an_address_of_his_own() -> None:
    """Else one who guesses passwords would make the whole office wait: nginx would be the only address there is."""
    composed = (DEPLOY / "compose.yaml").read_text("utf-8")
    assert 'FORWARDED_ALLOW_IPS: "*"' in composed
    assert re.findall(r"^ +ports:.*", composed, re.MULTILINE) == ['    ports: ["80:80"]']  # nobody else reaches an app
    assert "X-Forwarded-For $remote_addr;" in (DEPLOY / "nginx" / "compose.conf").read_text("utf-8")
