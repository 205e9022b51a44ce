"""``archive.toml``: what an archive says of itself, and the limits within which it takes documents in.

title = "Letters of the northern front"
languages = ["en", "ar"]      # the languages expected; may be left out
reader = "compact"            # or "rules": faster, the same on every machine, and not as good; or "model", "both", "doubted": docs/howto/read-with-a-model.md
offline = false               # true: nothing of this archive is ever sent anywhere; may be left out
privacy = "open"              # names are shown as the documents write them

[readers]                     # may be left out: another reader for documents whose ids fit a pattern; the first that fits counts
"letter-*" = "both"

[limits]                      # may be left out, as may each of its fields
text_bytes = 20000000

[model]                       # may be left out: see model_settings.py
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from variorum.errors import MetadataError
from variorum.shelf.model_settings import ModelSettings, model_settings
from variorum.shelf.toml_fields import check_known, read_toml, words

#: The readers and the privacy policies that there are. An unknown one is refused: silently reading or showing otherwise would be worse.
READERS = ("compact", "rules", "model", "both", "doubted")
#: Those that need ``[model]``: the model alone, beside the compact reader, or beside it where that one doubts.
ASKING = ("model", "both", "doubted")
PRIVACY = ("open",)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of one document is taken in, in bytes and seconds. Each can be set under ``[limits]`` in archive.toml.

    The text of a document may have 20 MB: a book of ten thousand pages, and what a reader still gets through in minutes. An original may
    be far larger than its text (scans inside a PDF). ``unpacked_bytes`` bounds what a DOCX, which is a ZIP, may unfold to; ``seconds``
    and ``memory_bytes`` what taking the text out of one PDF, DOCX, HTML or Markdown file may use; a published list may take ``seconds`` for every 20 MB.
    """

    text_bytes: int = 20_000_000
    original_bytes: int = 500_000_000
    unpacked_bytes: int = 300_000_000
    memory_bytes: int = 1_500_000_000
    seconds: int = 60


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Settings:
    """The content of archive.toml. ``languages`` are BCP 47 tags, empty when nothing is said; ``readers`` pairs patterns of document ids with readers."""

    title: str
    languages: tuple[str, ...] = ()
    reader: str = "compact"
    privacy: str = "open"
    limits: Limits = DEFAULT_LIMITS
    offline: bool = False
    readers: tuple[tuple[str, str], ...] = ()
    model: ModelSettings | None = None

    def reader_of(self, document: str, instead: str | None = None) -> str:
        """The reader for the document of that id; ``instead``: the one that a person has asked for, which goes before all that stands here."""
        return instead or next((reader for pattern, reader in self.readers if fnmatchcase(document, pattern)), self.reader)


def read_settings(path: Path) -> Settings:
    """The settings in an archive.toml. Raises MetadataError naming the file, the field and what was expected."""
    data = read_toml(path)
    check_known(path, data, (f.name for f in fields(Settings)))
    found = Settings(
        title=words(path, "title", data.get("title"), example='"Letters of the northern front"'),
        languages=_languages(path, data.get("languages", [])),
        reader=_one_of(path, "reader", data.get("reader", "compact"), READERS),
        privacy=_one_of(path, "privacy", data.get("privacy", "open"), PRIVACY),
        limits=_limits(path, data.get("limits", {})),
        offline=_yes_or_no(path, "offline", data.get("offline", False)),
        readers=_readers(path, data.get("readers", {})),
        model=model_settings(path, data.get("model")),
    )
    if found.model is None and (asking := [r for r in (found.reader, *(r for _, r in found.readers)) if r in ASKING]):
        raise MetadataError(
            f"{path}: the reader {asking[0]!r} asks a language model; expected a table [model] that says which, with endpoint and model"
        )
    return found


def write_settings(settings: Settings) -> str:
    """The settings as the text of an archive.toml, which :func:`read_settings` reads back as the same; ``[model]``, which a person writes, is not written."""
    lines = [
        f"title = {_quoted(settings.title)}",
        f"languages = [{', '.join(map(_quoted, settings.languages))}]  # the languages expected, such as en, ar; may be empty",
        f"reader = {_quoted(settings.reader)}",
        f"privacy = {_quoted(settings.privacy)}  # names are shown as the documents write them",
    ]
    if settings.offline:
        lines += ["offline = true"]
    if settings.readers:
        lines += ["", "[readers]", *(f"{_quoted(pattern)} = {_quoted(reader)}" for pattern, reader in settings.readers)]
    if settings.limits != DEFAULT_LIMITS:
        lines += ["", "[limits]", *(f"{name} = {value}" for name, value in asdict(settings.limits).items())]
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    # A JSON string is a TOML basic string, but for DEL, which TOML wants escaped.
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007F")


def _languages(path: Path, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(tag, str) and tag for tag in value):
        raise MetadataError(f'{path}: `languages` is {value!r}; expected a list of language tags, such as languages = ["en", "ar"]')
    return tuple(value)


def _one_of(path: Path, name: str, value: Any, known: tuple[str, ...]) -> str:
    if value not in known:
        raise MetadataError(f"{path}: `{name}` is {value!r}; expected {' or '.join(repr(k) for k in known)}")
    return str(value)


def _yes_or_no(path: Path, name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise MetadataError(f"{path}: `{name}` is {value!r}; expected true or false")
    return value


def _readers(path: Path, value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise MetadataError(f'{path}: `readers` is {value!r}; expected a table such as [readers] with "letter-*" = "both"')
    return tuple((pattern, _one_of(path, f"readers.{pattern}", reader, READERS)) for pattern, reader in value.items())


def _limits(path: Path, value: Any) -> Limits:
    if not isinstance(value, dict):
        raise MetadataError(f"{path}: `limits` is {value!r}; expected a table: [limits]")
    check_known(path, value, (f.name for f in fields(Limits)), section="limits.")
    for name, number in value.items():
        if isinstance(number, bool) or not isinstance(number, int) or number <= 0:
            raise MetadataError(f"{path}: `limits.{name}` is {number!r}; expected a whole number above zero")
    return Limits(**value)
