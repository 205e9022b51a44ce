"""One sentence as the finder of voices sees it: its words, and the mentions that begin and end at each of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.model import Mention, MentionForm
from variorum.reading.floor.quotes import Quote
from variorum.reading.syntax.sentence import Sentence, Token
from variorum.reading.voices.grammar import classes
from variorum.reading.voices.words import Words, words


@dataclass(frozen=True, slots=True)
class Node:
    """A token in its tree."""

    sentence: Sentence
    token: Token


_OPEN = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention by its first and last word; ``possessive`` when its last word carries a possessive ending or it is a possessive pronoun."""

    first: int
    last: int
    mention: Mention
    possessive: bool


@dataclass(frozen=True, slots=True)
class Surface:
    """A sentence, or the part of one that lies within one quotation."""

    text: str
    start: int
    end: int
    words: Words
    ending: dict[int, tuple[Placed, ...]]  #: by last word, longest first
    beginning: dict[int, tuple[Placed, ...]]  #: by first word, longest first
    quotes: dict[int, int]  #: first word of an inner quotation -> the word after its last
    closers: dict[int, int]  #: closing mark of an inner quotation -> its opening mark
    brackets: dict[int, int]  #: "(" or "[" -> the word after its match
    unbrackets: dict[int, int]  #: ")" or "]" -> its match
    nodes: tuple[Node | None, ...]  #: the parsed token of each word; None where there is no parse
    quoted: bool = False  #: all of it stands within a quotation

    def form(self, i: int) -> str:
        """The form of word ``i``, "" outside the sentence."""
        return self.words.forms[i] if 0 <= i < len(self.words) else ""

    def node(self, i: int) -> Node | None:
        """The parsed token of word ``i``."""
        return self.nodes[i] if 0 <= i < len(self.nodes) else None

    def is_finite(self, i: int) -> bool:
        """Whether word ``i`` is a finite verb: by the parse, and without one a finite auxiliary, a contraction or a word in -ed."""
        node = self.node(i)
        f = self.form(i)
        if node is not None and f not in classes()["finite"]:
            return node.token.upos in ("VERB", "AUX") and node.token.has("VerbForm=Fin")
        return f in classes()["finite"] or f in classes()["subject_pronouns"] or (f.endswith("ed") and len(f) > 4)

    def below(self, i: int, a: int, b: int) -> bool | None:
        """Whether the parse hangs word ``i`` under one of words ``a`` to ``b`` (exclusive); None when it cannot say."""
        node = self.node(i)
        if node is None or a >= b:
            return None
        lo, hi = self.words.starts[a], self.words.ends[min(b, len(self.words)) - 1]
        return any(lo <= t.start < hi for t in node.sentence.ancestors(node.token.index))

    def mention_ending(self, i: int) -> Placed | None:
        """The longest mention whose last word is ``i``."""
        return self.ending[i][0] if i in self.ending else None

    def mention_beginning(self, i: int) -> Placed | None:
        """The longest mention whose first word is ``i``."""
        return self.beginning[i][0] if i in self.beginning else None


_POSSESSIVE = frozenset({"his", "her", "hers", "their", "theirs", "its", "my", "mine", "our", "ours", "your", "yours", "whose"})


def surface(
    text: str,
    start: int,
    end: int,
    mentions: Sequence[Mention],
    inner: Sequence[Quote],
    nodes: Mapping[int, Node] | None = None,
    *,
    quoted: bool = False,
) -> Surface:
    """The surface of ``text[start:end]``. ``mentions`` and ``inner`` quotations must lie within it."""
    ws = words(text, start, end)
    placed = [_place(ws, m) for m in mentions]
    ending: dict[int, list[Placed]] = {}
    beginning: dict[int, list[Placed]] = {}
    for p in sorted((p for p in placed if p is not None), key=lambda p: (p.first - p.last, p.mention.start)):
        ending.setdefault(p.last, []).append(p)
        beginning.setdefault(p.first, []).append(p)
    opened = {ws.at(q.start): bisect_right(ws.starts, q.end - 1) for q in inner}
    brackets = _brackets(ws)
    return Surface(
        text,
        start,
        end,
        ws,
        {k: tuple(v) for k, v in ending.items()},
        {k: tuple(v) for k, v in beginning.items()},
        opened,
        {after - 1: at for at, after in opened.items()},
        brackets,
        {after - 1: at for at, after in brackets.items()},
        tuple(nodes.get(a) for a in ws.starts) if nodes else (),
        quoted,
    )


def _place(ws: Words, m: Mention) -> Placed | None:
    if m.end <= m.start:
        return None
    first, last = bisect_right(ws.starts, m.start) - 1, bisect_right(ws.starts, m.end - 1) - 1
    if first < 0 or last < first or ws.ends[first] <= m.start:
        return None
    pronoun = m.form is MentionForm.PRONOUN and m.text.lower() in _POSSESSIVE
    ending = (ws.ends[last] > m.end and "'" in ws.forms[last]) or (
        ws.forms[last].endswith(("'s", "s'")) and "'" in m.text[-2:].replace("’", "'")
    )
    return Placed(first, last, m, pronoun or ending)


def _brackets(ws: Words) -> dict[int, int]:
    stack: list[int] = []
    found: dict[int, int] = {}
    for i, f in enumerate(ws.forms):
        if f in _OPEN:
            stack.append(i)
        elif f in (")", "]") and stack and _OPEN[ws.forms[stack[-1]]] == f:
            found[stack.pop()] = i + 1
    return found
