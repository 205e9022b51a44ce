"""A hostile document takes nothing down but its own process, and the reason is a sentence."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from variorum.errors import FormatError
from variorum.shelf.formats import FORMATS
from variorum.shelf.sandbox import extract_apart
from variorum.shelf.settings import Limits

posix = pytest.mark.skipif(os.name != "posix", reason="limits are those of POSIX systems")

#: Puts a format into the child that does what a parser under attack might do, then runs the child as it is.
CHILD = """
import sys
from dataclasses import replace
from variorum.shelf import confined
from variorum.shelf.formats import FORMATS, Extracted
def attack(data, limits):
{body}
    return Extracted("done")
FORMATS["html"] = replace(FORMATS["html"], extract=attack)
confined.main(sys.argv[1:])
"""


def attacked(monkeypatch: pytest.MonkeyPatch, body: str, limits: Limits | None = None) -> str:
    """The text that the sandbox gives when its reader does ``body``."""
    source = CHILD.format(body="\n".join(f"    {line}" for line in body.splitlines()))
    run = subprocess.run

    def instead(command: list[str], **options: object) -> object:
        at = command.index("-m")
        return run([*command[:at], "-c", source, *command[at + 2 :]], **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", instead)
    return extract_apart("html", b"x", limits or Limits()).text


def test_formats_are_read_apart_as_they_are_here() -> None:
    data = "<html lang=ar><title>t</title><p>الأمير</p><p hidden>x".encode()
    assert extract_apart("html", data, Limits()) == FORMATS["html"].extract(data, Limits())


def test_an_honest_reader_gets_through(monkeypatch: pytest.MonkeyPatch) -> None:
    assert attacked(monkeypatch, "pass") == "done"


@posix
def test_memory_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FormatError, match="needs more memory to read than the 300 MB"):
        attacked(monkeypatch, "bytearray(10**9)", Limits(memory_bytes=300_000_000))


@pytest.mark.parametrize("body", ["while True: pass", "import time; time.sleep(30)"])
def test_time_is_limited(monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    with pytest.raises(FormatError, match="took longer to read than the 1 s allowed"):
        attacked(monkeypatch, body, Limits(seconds=1))


@posix
def test_a_crash_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FormatError, match=r"made its reader crash \(SIGSEGV\)"):
        attacked(monkeypatch, "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")


@pytest.mark.parametrize(
    ("body", "reason"),
    [("import os; os._exit(3)", "exit code 3"), ("raise KeyError('x')", "KeyError"), ("def f(): f()\nf()", "RecursionError")],
)
def test_any_other_end_is_a_sentence(monkeypatch: pytest.MonkeyPatch, body: str, reason: str) -> None:
    with pytest.raises(FormatError, match=reason):
        attacked(monkeypatch, body)


def test_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        with pytest.raises(FormatError, match="may not do this: socket"):
            attacked(monkeypatch, f"import socket; socket.create_connection(('127.0.0.1', {listening.getsockname()[1]}))")


def test_no_files_and_no_programs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for body in (
        f"open({str(tmp_path / 'x')!r}, 'w')",
        f"import os; os.open({str(tmp_path / 'y')!r}, os.O_CREAT | os.O_RDWR)",
        "import os; os.system('true')",
    ):
        with monkeypatch.context() as inner, pytest.raises(FormatError, match="may not do this"):
            attacked(inner, body)
    assert list(tmp_path.iterdir()) == []


def test_a_child_that_cannot_start_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(FormatError, match="could not be read apart"):
        extract_apart("html", b"x", replace(Limits(), seconds=5))
