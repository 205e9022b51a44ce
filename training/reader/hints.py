"""Writes the hints that the network is to be taught with: ``python -m training.reader.hints``, before a training, never after it.

The words of today's lexicon of frames with the predicates that each may begin, into ``src/variorum/reading/compact/hints.tsv``. Examples kept beside a
run hold the hints of their time: delete them after this.
"""

from __future__ import annotations

from pathlib import Path

from variorum.reading.claims.lexicon import lexicon
from variorum.reading.compact.hints import predicates

FILE = Path(__file__).resolve().parents[2] / "src" / "variorum" / "reading" / "compact" / "hints.tsv"


def lines() -> list[str]:
    """One line a word, sorted: the word, a tab, its predicates in the order of the network's outputs."""
    said: dict[str, set[str]] = {}
    for anchors in lexicon().index.values():
        for word, frames in anchors.items():
            said.setdefault(word, set()).update(f.predicate for f in frames)
    known = {word: [p for p in predicates() if p in found] for word, found in said.items()}
    return [f"{word}\t{' '.join(names)}" for word, names in sorted(known.items()) if names]


if __name__ == "__main__":
    FILE.write_text("".join(f"{x}\n" for x in lines()), encoding="utf-8")
