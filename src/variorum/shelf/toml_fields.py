"""A TOML file as a mapping of known fields; what archive.toml and NAME.meta.toml share in how they are checked."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from variorum.errors import MetadataError


def read_toml(path: Path) -> dict[str, Any]:
    """The fields of a TOML file. Raises MetadataError, naming the file, when it cannot be opened or is not TOML in UTF-8."""
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as err:
        raise MetadataError(f"{path}: cannot be read as TOML in UTF-8: {err}") from err


def check_known(path: Path, fields: Mapping[str, Any], known: Iterable[str], *, section: str = "") -> None:
    """Raises MetadataError for the first field that is not ``known``, with the nearest known one, since most are slips of the pen."""
    names = tuple(known)
    for name in fields:
        if name not in names:
            near = get_close_matches(name, names, n=1)
            meant = f" Did you mean `{near[0]}`?" if near else ""
            raise MetadataError(f"{path}: unknown field `{section}{name}`.{meant} Known are: {', '.join(names)}.")


def words(path: Path, name: str, value: Any, *, example: str) -> str:
    """The value of a field that must be a non-empty text; raises MetadataError, with an example, when it is anything else."""
    if not isinstance(value, str) or not value.strip():
        raise MetadataError(f"{path}: `{name}` is {value!r}; expected words in quotation marks, such as {name} = {example}")
    return value.strip()
