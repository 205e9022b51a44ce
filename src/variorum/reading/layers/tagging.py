"""The kinds of the blocks of a page judged together, by weights that were fitted on annotated pages (training/layers/fit.py).

The rules find a document by the signs that it gives (a head, a greeting, words that hand over). Many pages give none that they know, and where the
publisher takes the word back they often miss it. Here what the rules say of a block is one piece of evidence among others, and the kinds of
neighbours weigh in: a linear chain, of which the best sequence is taken. What was fitted on invented pages is not trusted further than it held on
others ([decision 28](docs/decisions/0028-layers-judged-together.md)).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise

from variorum.model.document import LayerKind
from variorum.reading.layers.blocks import Block
from variorum.reading.layers.notes import NoteBlock
from variorum.reading.layers.seen import Seen, seen_of

KINDS = tuple(LayerKind)
_DOCUMENT = (LayerKind.COMMENTARY, LayerKind.LETTERHEAD, LayerKind.PRIMARY)
#: What a block may become that the rules have as something; the rest (a menu, a note by its marker, a credit) is known by its own words and stays.
_MAY: Mapping[LayerKind, tuple[LayerKind, ...]] = {
    LayerKind.COMMENTARY: (*_DOCUMENT, LayerKind.QUOTATION),
    LayerKind.LETTERHEAD: _DOCUMENT,
    LayerKind.PRIMARY: _DOCUMENT,
}
#: By how much more (in log odds) for each block that changes the chain must hold its own reading likely to give back most of a document.
_SURE = 1.0

Weights = Mapping[str, Sequence[tuple[int, float]]]  #: code -> (number of a kind, weight)
Steps = Mapping[tuple[int, int], float]  #: (number of a kind, of the kind after it) -> weight


def tagged(blocks: Sequence[Block], kinds: Sequence[LayerKind], notes: Sequence[NoteBlock | None]) -> list[LayerKind]:
    """The kind of every block; ``kinds`` is what the rules say, ``notes`` the notes that they found.

    Where the rules found no document the fitted chain may find one. Where they did, it may only give back to the page's own voice what stands at
    its beginning and at the end of the last; most of the document only where it is sure.
    """
    seen, (weights, steps) = seen_of(blocks, kinds, notes), _weights()
    found = best(seen, kinds, weights, steps)
    if LayerKind.PRIMARY not in kinds and LayerKind.LETTERHEAD not in kinds:
        return found
    out = _given_back(kinds, found)
    changed = [i for i, kind in enumerate(kinds) if out[i] is not kind]
    printed = sum(len(b.text) for b, kind in zip(blocks, kinds, strict=True) if kind in (LayerKind.PRIMARY, LayerKind.LETTERHEAD))
    if 2 * sum(len(blocks[i].text) for i in changed) > printed:
        more = worth(seen, out, weights, steps) - worth(seen, kinds, weights, steps)
        return out if more >= _SURE * len(changed) else list(kinds)
    return out


def _given_back(kinds: Sequence[LayerKind], found: Sequence[LayerKind]) -> list[LayerKind]:
    """The kinds of the rules, but for the ends of what they take for printed, where the chain has commentary."""
    out = list(kinds)
    ways = (
        (reversed(range(len(out))), (LayerKind.PRIMARY, LayerKind.QUOTATION)),
        (range(len(out)), (LayerKind.PRIMARY, LayerKind.LETTERHEAD)),
    )
    for order, printed in ways:
        for i in order:
            if kinds[i] in printed and found[i] is LayerKind.COMMENTARY:
                out[i] = LayerKind.COMMENTARY
            elif kinds[i] is LayerKind.PRIMARY:
                break
    return out


def best(seen: Sequence[Seen], kinds: Sequence[LayerKind], weights: Weights, steps: Steps) -> list[LayerKind]:
    """The sequence of kinds whose evidence and steps from kind to kind sum highest, among those that the rules' ``kinds`` may become; the first of
    equals in the order of :data:`KINDS`."""
    if not seen:
        return []
    scores: dict[int, float] = {}
    back: list[dict[int, int]] = []
    for i, codes in enumerate(seen):
        here = {KINDS.index(k): 0.0 for k in sorted(_MAY.get(kinds[i], (kinds[i],)), key=KINDS.index)}
        for code in codes:
            for kind, weight in weights.get(code, ()):
                if kind in here:
                    here[kind] += weight
        if i:
            ways = {b: max(scores, key=lambda a: (scores[a] + steps.get((a, b), 0.0), -a)) for b in here}
            back.append(ways)
            here = {b: scores[a] + steps.get((a, b), 0.0) + here[b] for b, a in ways.items()}
        scores = here
    found = [max(scores, key=lambda k: (scores[k], -k))]
    for ways in reversed(back):
        found.append(ways[found[-1]])
    return [KINDS[k] for k in reversed(found)]


def worth(seen: Sequence[Seen], kinds: Sequence[LayerKind], weights: Weights, steps: Steps) -> float:
    """What the evidence and the steps say for a sequence of kinds: the difference of two is the log of how much likelier one is."""
    numbers = [KINDS.index(k) for k in kinds]
    own = sum(weight for codes, n in zip(seen, numbers, strict=True) for c in codes for kind, weight in weights.get(c, ()) if kind == n)
    return own + sum(steps.get(pair, 0.0) for pair in pairwise(numbers))


@cache
def _weights() -> tuple[Weights, Steps]:
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
