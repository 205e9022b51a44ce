"""Taking the text out of a file that may be hostile: in a process of its own, with limits, without network, without files.

The parent, here, sends the bytes (of a published list: the open file) to the child's standard input and gets JSON back; the child is
:mod:`variorum.shelf.confined`. Plain text needs no parser and is not sent here.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict, replace
from typing import Any, BinaryIO

from variorum.errors import FormatError
from variorum.shelf.formats import Extracted
from variorum.shelf.gazetteers import LIST, Gazetteer
from variorum.shelf.gazetteers.listed import from_dict
from variorum.shelf.settings import Limits


def extract_apart(format_name: str, data: bytes, limits: Limits) -> Extracted:
    """The text of ``data``, read as the format of that name in a process of its own.

    Raises:
        FormatError: the format says that it cannot be read, or the process ran out of memory or time, or crashed.
    """
    answer = _apart(format_name, limits, data=data)
    return Extracted(answer["text"], answer["title"], answer["language"], tuple(answer["notes"]))


def parse_apart(form: str, source: BinaryIO, limits: Limits) -> Gazetteer:
    """The published list that an open file is in the form of that name, read in a process of its own.

    The file itself is what the child reads, from its beginning, so that a large one is never held in memory. It may take ``limits.seconds`` for every
    20 MB begun: a sound list has hundreds. Raises as :func:`extract_apart`.
    """
    os.lseek(source.fileno(), 0, os.SEEK_SET)  # what has been read ahead here the child would not see
    seconds = limits.seconds * (1 + os.fstat(source.fileno()).st_size // 20_000_000)
    return from_dict(_apart(f"{LIST}{form}", replace(limits, seconds=seconds), source=source))


def _apart(name: str, limits: Limits, *, data: bytes | None = None, source: BinaryIO | None = None) -> dict[str, Any]:
    command = [
        sys.executable,
        "-P",
        "-S",
        "-s",
        "-B",
        "-X",
        "utf8",
        "-m",
        "variorum.shelf.confined",
        name,
        json.dumps(asdict(limits)),
    ]
    paths = os.pathsep.join(path for path in sys.path if path)
    try:
        child = subprocess.run(
            command,
            stdin=source,
            input=data,
            capture_output=True,
            timeout=limits.seconds,
            env={"PYTHONPATH": paths, "PYTHONHASHSEED": "0"},
            check=False,
        )
    except subprocess.TimeoutExpired as err:
        raise FormatError(f"took longer to read than the {limits.seconds} s allowed; it is damaged, or meant to do harm") from err
    except OSError as err:
        raise FormatError(f"could not be read apart from the rest: {err.strerror or err}") from err
    return _answer(child.returncode, child.stdout, child.stderr, limits)


def _answer(code: int, out: bytes, err: bytes, limits: Limits) -> dict[str, Any]:
    if code < 0:
        if code == -getattr(signal, "SIGXCPU", 0):
            raise FormatError(f"took longer to read than the {limits.seconds} s allowed; it is damaged, or meant to do harm")
        raise FormatError(f"made its reader crash ({signal.Signals(-code).name}); it is damaged, or meant to do harm")
    try:
        answer: dict[str, Any] = json.loads(out)
    except ValueError as cause:
        last = err.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise FormatError(f"could not be read: its reader stopped with exit code {code} {last}".rstrip()) from cause
    if "error" in answer:
        raise FormatError(str(answer["error"]))
    return answer
