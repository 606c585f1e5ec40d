"""Pack what a machine without any network needs: the program, wheels for each system and Python, scripts, digests.

    python -m tools.bundle [folder]      -> folder/dashboard-bundle.tar.gz (default: build/)
    python -m tools.bundle --only linux-x86_64 --python 3.11     fewer systems, for a try

The wheels are those that ``deploy/requirements.lock`` names, each held to its hash on the way in and again when it is
installed. ``make lock`` renews that file from ``requirements.txt``.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import subprocess
import sys
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "deploy" / "requirements.lock"
PYTHONS = ("3.11", "3.12", "3.13")
# What pip calls the systems, the newest form of each that we ask of them first.
SYSTEMS = {
    "linux-x86_64": ("manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
    "linux-aarch64": (
        "manylinux_2_28_aarch64", "manylinux_2_27_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64",
    ),
    "windows-amd64": ("win_amd64",),
}  # fmt: skip
TOP = "dashboard"


def fetch(wheels: Path, systems: Iterable[str], pythons: Iterable[str]) -> None:
    """Download every locked wheel of the systems and Pythons; ``CalledProcessError`` where one lacks."""
    for python in pythons:
        for system in systems:
            forms = [part for form in SYSTEMS[system] for part in ("--platform", form)]
            print(f"{system}, Python {python}")
            subprocess.run(
                [
                    sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
                    "--only-binary=:all:", "--require-hashes", "--requirement", _locked_for(system, python, wheels),
                    "--dest", wheels, "--python-version", python, "--implementation", "cp", *forms,
                ],
                check=True,
            )  # fmt: skip


def pack(target: Path, wheels: Path) -> Path:
    """Write the bundle: all that git keeps, the wheels, and ``SHA256SUMS`` over every file of it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    sums: list[str] = []
    with tarfile.open(target, "w:gz", compresslevel=1) as bundle:
        for name, content, mode in (*_program(), *_wheels(wheels)):
            sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}")
            _add(bundle, name, content, mode)
        _add(bundle, "SHA256SUMS", "".join(f"{line}\n" for line in sorted(sums)).encode(), 0o644)
    return target


def _locked_for(system: str, python: str, wheels: Path) -> Path:
    """The lock's lines that hold on that system: pip would judge markers by the machine it runs on."""
    from packaging.markers import Marker

    windows = system.startswith("windows")
    there = {
        "sys_platform": "win32" if windows else "linux", "os_name": "nt" if windows else "posix",
        "platform_system": "Windows" if windows else "Linux", "platform_machine": system.rpartition("-")[2],
        "python_version": python, "python_full_version": f"{python}.0", "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }  # fmt: skip
    kept: list[str] = []
    for entry in _entries(LOCK.read_text("utf-8")):
        _, _, marker = entry.partition(" \\\n")[0].partition(" ; ")
        if not marker or Marker(marker).evaluate(there):
            kept.append(entry.replace(f" ; {marker}", "") if marker else entry)
    path = wheels.parent / f"{system}-{python}.txt"
    path.write_text("\n".join(kept), "utf-8")
    return path


def _entries(lock: str) -> Iterator[str]:
    """Each requirement of a lock with the hashes that belong to it; comments left out."""
    lines = [line for line in lock.splitlines() if not line.lstrip().startswith("#")]
    starts = [n for n, line in enumerate(lines) if line and not line.startswith(" ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield "\n".join(line for line in lines[start:end] if line)


def _program() -> Iterator[tuple[str, bytes, int]]:
    archive = subprocess.run(["git", "archive", "--format=tar", "HEAD"], cwd=ROOT, check=True, capture_output=True)
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tree:
        for member in tree.getmembers():
            file = tree.extractfile(member)
            if file is not None and not member.name.startswith("tests/"):
                yield member.name, file.read(), member.mode


def _wheels(folder: Path) -> Iterator[tuple[str, bytes, int]]:
    for wheel in sorted(folder.glob("*.whl")):
        yield f"wheels/{wheel.name}", wheel.read_bytes(), 0o644


def _add(bundle: tarfile.TarFile, name: str, content: bytes, mode: int) -> None:
    entry = tarfile.TarInfo(f"{TOP}/{name}")
    entry.size, entry.mode = len(content), mode
    bundle.addfile(entry, io.BytesIO(content))


def main(arguments: list[str] | None = None) -> None:
    """Fetch and pack by the command line's wishes."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", nargs="?", type=Path, default=ROOT / "build")
    asked.add_argument("--only", action="append", choices=SYSTEMS)
    asked.add_argument("--python", action="append", choices=PYTHONS)
    given = asked.parse_args(arguments)
    wheels = given.folder / "wheels"
    wheels.mkdir(parents=True, exist_ok=True)
    fetch(wheels, given.only or SYSTEMS, given.python or PYTHONS)
    made = pack(given.folder / "dashboard-bundle.tar.gz", wheels)
    print(f"{made}: {made.stat().st_size / 1e6:.0f} MB, {len(list(wheels.glob('*.whl')))} wheels")


if __name__ == "__main__":
    main()
