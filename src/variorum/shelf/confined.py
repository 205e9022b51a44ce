"""The child of the sandbox: reads one document from standard input, confined, and answers in JSON. Started by :mod:`variorum.shelf.sandbox`.

It sets its limits on itself before it looks at the bytes (``setrlimit``; on systems without it only the time is limited, by the parent),
leaves the network for an empty one where the system lets it, and refuses to open sockets, start programs or write files.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, BinaryIO, NoReturn

from variorum.errors import FormatError
from variorum.shelf.formats import FORMATS
from variorum.shelf.gazetteers import FORMS, LIST
from variorum.shelf.settings import Limits

_CLONE_NEWUSER_AND_NEWNET = 0x10000000 | 0x40000000
_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "os.spawn",
    "shutil.",
    "os.remove",
    "os.rename",
)


def main(arguments: Sequence[str]) -> None:
    """The child: format name and limits as arguments, the file on standard input, the answer as JSON on standard output."""
    format_name, limits = arguments[0], Limits(**json.loads(arguments[1]))
    source: BinaryIO = sys.stdin.buffer
    if not format_name.startswith(LIST):  # a list is read as it comes, all else is here before its reader begins
        source = io.BytesIO(source.read())
    _confine(limits)
    sys.stdout.buffer.write(json.dumps(_read(format_name, source, limits)).encode("ascii"))


def _read(format_name: str, source: BinaryIO, limits: Limits) -> dict[str, Any]:
    try:
        if format_name.startswith(LIST):
            return FORMS[format_name.removeprefix(LIST)].parse(source).to_dict()
        return asdict(FORMATS[format_name].extract(source.read(), limits))
    except FormatError as err:
        return {"error": str(err)}
    except MemoryError:
        return {
            "error": f"needs more memory to read than the {limits.memory_bytes // 1_000_000} MB allowed; it is damaged, or meant to do harm"
        }
    except Exception as err:  # a parser may raise anything on a hostile file; whatever it is, the file could not be read
        return {"error": f"could not be read as {format_name}: {type(err).__name__}: {err}"[:500]}


def _confine(limits: Limits) -> None:
    _leave_the_network()
    with contextlib.suppress(ImportError):  # Windows has no setrlimit
        import resource

        _lower(resource.RLIMIT_AS, limits.memory_bytes)
        _lower(resource.RLIMIT_CPU, limits.seconds, grace=1)
        _lower(resource.RLIMIT_FSIZE, 0)
        _lower(resource.RLIMIT_CORE, 0)
    sys.addaudithook(_refuse)


def _lower(which: int, limit: int, *, grace: int = 0) -> None:
    """Sets a limit for good; ``grace`` is between the limit that is announced by a signal and the one that kills."""
    import resource

    hard = resource.getrlimit(which)[1]
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard - grace)
    with contextlib.suppress(ValueError, OSError):  # a limit that this system does not know
        resource.setrlimit(which, (limit, limit + grace))


def _leave_the_network() -> None:
    """Moves this process into a network without any interface, where Linux lets ordinary users do that; elsewhere the audit hook has to do."""
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).unshare(_CLONE_NEWUSER_AND_NEWNET)


def _refuse(event: str, args: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN) or (event == "open" and _is_write(args)):
        _forbid(event)


def _is_write(args: tuple[Any, ...]) -> bool:
    mode, flags = args[1], args[2]
    return any(letter in (mode or "r") for letter in "wax+") or bool(flags & (os.O_WRONLY | os.O_RDWR))


def _forbid(event: str) -> NoReturn:
    raise PermissionError(f"reading a document may not do this: {event}")


if __name__ == "__main__":
    main(sys.argv[1:])
