"""How far the words of a reported speaker reach within a sentence."""

from __future__ import annotations

from collections.abc import Callable

from variorum.reading.voices.grammar import classes
from variorum.reading.voices.surface import Surface


def content_end(s: Surface, k: int, speaks: Callable[[int], bool], cue: int = -1, *, through: bool = False) -> int:
    """The word after the last of the content that begins with word ``k``.

    The content runs to the end of the sentence, or to a semicolon, or to the conjunction at which the reporter takes the word back:
    ``speaks(i)`` says whether a reporting clause of its own begins with word ``i``; ``cue`` is the verb of saying where the content is its
    object ("announced his resignation and left"); with ``through`` a semicolon ends nothing but such a clause does ("he said; he had heard").
    """
    c = classes()
    n = len(s.words)
    i = k
    while i < n:
        f = s.form(i)
        if i in s.quotes and s.quotes[i] > i:
            i = s.quotes[i]
            continue
        if i in s.brackets:
            i = s.brackets[i]
            continue
        if f in (")", "]") or (f == ";" and "that" not in s.words.forms[i + 1 : i + 3] and (not through or speaks(i + 1))):
            return i
        if cue >= 0 and i > k and f in c["conjunctions"] and s.form(i + 1) == "that" and "that" in s.words.forms[:cue]:
            return i - 1 if s.form(i - 1) == "," else i  # "told him so, and that ...": the clause goes back to an outer "that"
        if (
            i > k
            and (f in c["conjunctions"] or f in c["contrasts"])
            and (_taken_back(s, k, i, cue) or (speaks(i + 1) and not s.below(i + 1, k, i) and has_finite(s, k, i)))
        ):
            return i - 1 if s.form(i - 1) == "," else i
        if f == "," and speaks(i + 1) and s.form(i + 1).endswith("ing"):
            return i
        i += 1
    return n


def _taken_back(s: Surface, k: int, i: int, cue: int) -> bool:
    """Whether the parse joins what follows the conjunction at word ``i`` to the verb of saying itself: "announced it and left"."""
    verb = s.node(cue)
    if verb is None or s.form(i + 1) == "that":
        return False
    for n in range(i + 1, min(i + 6, len(s.words))):
        node = s.node(n)
        if node is not None and node.token.deprel == "conj" and node.sentence is verb.sentence:
            finite = node.token.upos in ("VERB", "AUX") and s.is_finite(n)
            finite = finite or any(t.has("VerbForm=Fin") for t in node.sentence.children(node.token.index, "cop", "aux"))
            return node.token.head == verb.token.index and finite
    return False


def clause_start(s: Surface, k: int) -> int:
    """The first word of the clause that ends before word ``k``: what "..., said Omar" reports."""
    i = k - 1
    while i >= 0:
        if i in s.closers:
            i = s.closers[i] - 1
            continue
        if i in s.unbrackets:
            i = s.unbrackets[i] - 1
            continue
        if s.form(i) in (";", "(", "["):
            return i + 1
        i -= 1
    return 0


def has_finite(s: Surface, a: int, b: int) -> bool:
    """Whether words ``a`` to ``b`` (exclusive) hold a finite verb."""
    return any(s.is_finite(i) for i in range(max(a, 0), min(b, len(s.words))))
