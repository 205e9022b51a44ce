"""The numbers that Word prints before list items. They stand nowhere in the text of a DOCX, and a numbered testimony is cited by them."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


class Numbers:
    """Counts through a document from its beginning; ask it once for every paragraph, in order."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._levels = {} if numbering is None else _levels(numbering)
        self._by_style = {} if styles is None else _styles(styles)
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def of(self, paragraph: Any) -> str | None:
        """What stands before a paragraph: ``"3. "``, ``"(b) "``, ``"- "`` for any bullet; None when it is no list item."""
        listed = _list_of(paragraph.find(f"{_W}pPr"))
        if listed is None:
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            listed = self._by_style.get(style.get(f"{_W}val")) if style is not None else None
        if listed is None or listed[0] == "0":  # 0 takes a paragraph out of the list of its style
            return None
        list_id, depth = listed
        levels = self._levels.get(list_id, {})
        if depth not in levels:
            return None
        self._count(list_id, depth, levels[depth][2])
        return self._print(list_id, depth, levels)

    def _count(self, list_id: str, depth: int, start: int) -> None:
        counts = self._counts[list_id]
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]

    def _print(self, list_id: str, depth: int, levels: dict[int, tuple[str, str, int]]) -> str | None:
        kind, pattern, _ = levels[depth]
        if kind == "none":
            return None
        if kind == "bullet":
            return "- "
        counts = self._counts[list_id]

        def number(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            level_kind, _, start = levels.get(level, ("decimal", "", 1))
            return written(counts.get(level, start), level_kind)

        return re.sub(r"%([1-9])", number, pattern) + " "


def written(number: int, kind: str) -> str:
    """A number as Word's number format ``kind`` writes it; a kind that is not known is written in digits.

    >>> written(4, "lowerRoman"), written(28, "upperLetter"), written(7, "decimalZero"), written(3, "decimal")
    ('iv', 'BB', '07', '3')
    """
    if number < 1:
        return str(number)
    match kind:
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letter.upper() if kind == "upperLetter" else letter
        case "lowerRoman" | "upperRoman" if number < 4000:
            roman = ""
            for value, digits in _ROMAN:
                roman += digits * (number // value)
                number %= value
            return roman.upper() if kind == "upperRoman" else roman
        case "decimalZero":
            return f"{number:02}"
    return str(number)


def _list_of(properties: Any) -> tuple[str, int] | None:
    """The list and the depth that paragraph properties name; None when they name none."""
    number = properties.find(f"{_W}numPr/{_W}numId") if properties is not None else None
    if number is None:
        return None
    depth = properties.find(f"{_W}numPr/{_W}ilvl")
    return number.get(f"{_W}val", "0"), _int(depth, 0)


def _levels(numbering: Any) -> dict[str, dict[int, tuple[str, str, int]]]:
    """For every list and depth: number format, pattern such as "%1.", first number."""
    abstract = {a.get(f"{_W}abstractNumId"): _abstract(a) for a in numbering.iterchildren(f"{_W}abstractNum")}
    lists = {}
    for num in numbering.iterchildren(f"{_W}num"):
        levels = dict(abstract.get(_value(num.find(f"{_W}abstractNumId"), ""), {}))
        for override in num.iterchildren(f"{_W}lvlOverride"):
            depth = int(override.get(f"{_W}ilvl", "0"))
            if depth in levels:
                levels[depth] = (*levels[depth][:2], _int(override.find(f"{_W}startOverride"), levels[depth][2]))
        lists[num.get(f"{_W}numId", "")] = levels
    return lists


def _abstract(abstract: Any) -> dict[int, tuple[str, str, int]]:
    return {
        int(level.get(f"{_W}ilvl", "0")): (
            _value(level.find(f"{_W}numFmt"), "decimal"),
            _value(level.find(f"{_W}lvlText"), ""),
            _int(level.find(f"{_W}start"), 1),
        )
        for level in abstract.iterchildren(f"{_W}lvl")
    }


def _styles(styles: Any) -> dict[str, tuple[str, int]]:
    found = {}
    for style in styles.iterchildren(f"{_W}style"):
        if listed := _list_of(style.find(f"{_W}pPr")):
            found[style.get(f"{_W}styleId", "")] = listed
    return found


def _value(element: Any, default: str) -> str:
    return default if element is None else str(element.get(f"{_W}val", default))


def _int(element: Any, default: int) -> int:
    value = _value(element, str(default))
    return int(value) if re.fullmatch(r"-?[0-9]{1,6}", value) else default
