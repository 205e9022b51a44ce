"""What a parser that scores each arc by itself gets wrong, and a tree cannot mean: put right after decoding."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

# Relations that a verb or noun has once; two neighbours with the same one are the two words of one name.
_ONCE = frozenset(("nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "obl", "nmod", "nmod:poss", "appos", "xcomp", "conj"))


def join_names(upos: Sequence[str], heads: Ints, labels: Sequence[str]) -> tuple[Ints, list[str]]:
    """Give back heads and labels in which neighbouring proper nouns with one role under one head are one flat name.

    "Salim Tor joined": the parser is sure that each word is a subject and unsure whether Tor is flat or compound, so that neither
    wins.  The first word keeps the role, as UD wants; what hung on a later one moves to it.

    >>> heads, labels = join_names(["PROPN", "PROPN", "VERB"], np.array([2, 2, -1]), ["nsubj", "nsubj", "root"])
    >>> heads.tolist(), labels
    ([2, 0, -1], ['nsubj', 'flat', 'root'])
    """
    heads, out = heads.copy(), list(labels)
    first = 0
    for k in range(1, len(out)):
        twin = upos[k] == upos[first] == "PROPN" and heads[k] == heads[first] >= 0 and labels[k] == labels[first] and labels[k] in _ONCE
        if not twin:
            first = k
            continue
        heads[heads == k] = first
        heads[k], out[k] = first, "flat"
    return heads, out
