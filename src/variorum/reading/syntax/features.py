"""What the network sees of a word: its known form, its edges and its shape, as row numbers of embedding tables.

Every feature is taken from the word alone, so that a word has one fixed vector and a reading never depends on what else
was read with it.  Typography is folded first (curly quotes, dashes, accents), because the treebanks are plain ASCII and
translated documents are not.
"""

from __future__ import annotations

import unicodedata
from typing import Final
from zlib import crc32

# The tables after the vocabulary, in order: (what, rows).  Rows are chosen so that collisions among English affixes are rare.
TABLES: Final = (("prefix2", 1024), ("prefix3", 2048), ("suffix2", 1024), ("suffix3", 2048), ("suffix4", 3072), ("shape", 768))

_FOLD: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‛ʼʽ`´ʿʾ′", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–−", "-"),
        **dict.fromkeys("0123456789", "0"),
        "…": "...",
        "―": "—",
    }
)
_LONGEST: Final = 32


def norm(word: str) -> str:
    """Give back the form under which a word is looked up: lower case, without accents, plain quotes, digits as 0.

    >>> norm("Ra’īs"), norm("2014"), norm("--")
    ("ra'is", '0000', '—')
    """
    if word == "--":
        return "—"
    word = word[:_LONGEST]
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return word.translate(_FOLD).lower()


def shape(word: str) -> str:
    """Give back the outline of a word: X upper, x lower, d digit, o another letter; runs are cut at three.

    >>> shape("al-Qarandi"), shape("1,200"), shape("HTN")
    ('xx-Xxxx', 'd,ddd', 'XXX')
    """
    out: list[str] = []
    for c in word[:_LONGEST]:
        if c.isdigit():
            kind = "d"
        elif c.isalpha():
            kind = "X" if c.isupper() else "x" if c.islower() else "o"
        else:
            kind = c.translate(_FOLD)
        if out[-3:] != [kind] * 3:
            out.append(kind)
    return "".join(out)


def rows(word: str) -> tuple[int, ...]:
    """Give back (hash of the normal form, row in each of `TABLES`) of a word; the vocabulary row is found by the caller."""
    form = norm(word)
    parts = (form[:2], form[:3], form[-2:], form[-3:], form[-4:], shape(word))
    hashed = (crc32(part.encode("utf-8", "replace")) % size for part, (_, size) in zip(parts, TABLES, strict=True))
    return (crc32(form.encode("utf-8", "replace")), *hashed)
