"""The kinds of the blocks of a page judged together, by weights that were fitted on annotated pages (training/layers/fit.py).

The rules say what each block is for reasons that can be read; they are right where a page gives the signs that they know. Here their word is one
piece of evidence among others, and the kinds of neighbours weigh in: a linear chain, of which the best sequence is taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from variorum.model.document import LayerKind
from variorum.reading.layers.blocks import Block
from variorum.reading.layers.notes import NoteBlock
from variorum.reading.layers.seen import Seen, seen_of

KINDS = tuple(LayerKind)


def tagged(blocks: Sequence[Block], kinds: Sequence[LayerKind], notes: Sequence[NoteBlock | None], title: str | None) -> list[LayerKind]:
    """The kind of every block; ``kinds`` is what the rules say."""
    return best(seen_of(blocks, kinds, notes, title), *_weights())


def best(
    seen: Sequence[Seen], weights: Mapping[str, Sequence[tuple[int, float]]], steps: Mapping[tuple[int, int], float]
) -> list[LayerKind]:
    """The sequence of kinds whose evidence and steps from kind to kind sum highest; the first of equals in the order of :data:`KINDS`."""
    size = len(KINDS)
    scores = [0.0] * size
    back: list[list[int]] = []
    for i, codes in enumerate(seen):
        here = [0.0] * size
        for code in codes:
            for kind, weight in weights.get(code, ()):
                here[kind] += weight
        if i:
            ways = [[scores[a] + steps.get((a, b), 0.0) for a in range(size)] for b in range(size)]
            back.append([way.index(max(way)) for way in ways])
            scores = [max(way) + own for way, own in zip(ways, here, strict=True)]
        else:
            scores = here
    at = scores.index(max(scores)) if seen else 0
    found = [at] if seen else []
    for row in reversed(back):
        at = row[at]
        found.append(at)
    return [KINDS[k] for k in reversed(found)]


@cache
def _weights() -> tuple[dict[str, tuple[tuple[int, float], ...]], dict[tuple[int, int], float]]:
    """The fitted weights: of codes, for kinds, and of steps from one kind to the next (codes that begin with "step")."""
    number = {k.value: n for n, k in enumerate(KINDS)}
    weights: dict[str, tuple[tuple[int, float], ...]] = {}
    steps: dict[tuple[int, int], float] = {}
    for line in resources.files(__package__).joinpath("tagging.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, *cells = line.split("\t")
        row = tuple((number[k], float(v)) for k, v in (c.split("=") for c in cells))
        if code.startswith("step "):
            steps |= {(number[code.removeprefix("step ")], k): v for k, v in row}
        else:
            weights[code] = row
    return weights, steps
