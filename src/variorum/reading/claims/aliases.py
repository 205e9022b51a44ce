"""Two names of one, side by side: brackets, "alias", "known as", a nickname between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Protocol

from variorum.model import Args, Entity, Mention, MentionForm
from variorum.reading.claims.proposition import Proposition
from variorum.reading.claims.wordlists import read_yaml

_REACH = 60  # characters between the two mentions
_OPEN = "(["
_COPULA = re.compile(r"(?:is|was|are|were|may be|might be|could be|believed to be|is believed to be|is thought to be)(?: [\w-]+){0,3}")
_KNOWN = re.compile(
    r"(?:(?:is|was|who is|who was|better|generally|widely|also) )*(?:known|called|referred to)(?: (?:to|by|among|in) [\w ]{1,30})?(?: as| simply)?"
)
#: among whom a name is used, before it or after it in the same brackets: "(in the French press Omar)", "(Omar among his friends)"
_AMONG = re.compile(r"(?:also )?(?:in|to|among|for|with) [\w -]{2,40}")
_AMONG_AFTER = re.compile(r"[\"”'’]? (?:in|on|to|among|for|with) [\w -]{2,40}(?=[)\];,])")
_LINE = 160  # characters of a line of a list before a name in it
_LABEL = re.compile(r"(?i)(?:^|\b)(?:a\.k\.a\.|f\.k\.a\.|aka|alias(?:es)?|nicknames?|also known as|known as)\s*:[^.]*$")
_QUOTES = "\"'“”‘’«»"


@cache
def _cues() -> frozenset[str]:
    return frozenset(str(c) for c in read_yaml("aliases.yaml")["cues"])


@cache
def _strong() -> frozenset[str]:
    return frozenset(str(c) for c in read_yaml("aliases.yaml")["strong"])


@cache
def _weak() -> frozenset[str]:
    return frozenset(str(c) for c in read_yaml("aliases.yaml")["weak"])


def aliases(text: str, mentions: Sequence[Mention], entities: Mapping[str, Entity]) -> Iterator[Proposition]:
    """An alias for every name that stands beside another mention of the same entity with words or brackets that equate them.

    ``mentions`` sorted by start. The alias is the second name, or the one inside the other ("the man called Salim").
    """
    for n, second in enumerate(mentions):
        if second.entity not in entities or second.form is MentionForm.PRONOUN:
            continue
        if name := _labelled(text, second):
            start = second.start
            yield Proposition(
                "alias", second.entity, None, start, second.end, start, "alias.label", 0.8, (start, second.end), Args(name=name)
            )
            continue
        for first in reversed(mentions[max(0, n - 6) : n]):
            if first.entity != second.entity or first is second:
                continue
            if link := _link(text, first, second):
                yield _alias(first, second, link)
                break
            if first.end <= second.start and second.start - first.end > _REACH:
                break


class Seen(Protocol):
    """What the names stage saw: that the text gives an entity another name."""

    @property
    def entity(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def seen_aliases(seen: Iterable[Seen], found: Sequence[Proposition]) -> list[Proposition]:
    """The aliases that the names stage saw and this one did not find at the same place."""
    known = [(p.subject, _bare(p.args.name or ""), p.start, p.end) for p in found if p.predicate == "alias"]
    return [
        Proposition("alias", a.entity, None, a.start, a.end, a.start, "alias.seen", 0.7, (a.start, a.end), Args(name=a.name))
        for a in seen
        if not any(k == (a.entity, _bare(a.name), *k[2:]) and k[2] <= a.end and a.start <= k[3] for k in known)
    ]


def _bare(name: str) -> str:
    """A name without its article: "the Surveyor" and "Surveyor" at one place are one alias."""
    return re.sub(r"(?i)^the ", "", name)


def _labelled(text: str, m: Mention) -> str | None:
    """The name of a mention that says itself that it is one: after "a.k.a.:", "nicknamed", "under the name of", or beginning with "alias"."""
    words = m.text.split()
    if len(words) > 1 and words[0].lower() in _strong():
        return m.text[len(words[0]) :].strip(_QUOTES + " ")
    if m.form is not MentionForm.NAME:
        return None
    line = text[max(text.rfind("\n", 0, m.start) + 1, m.start - _LINE) : m.start]
    before = _normal(line)
    if any(before.endswith(f" {c}") or before == c for c in _strong()):
        return m.text.strip(_QUOTES)
    return m.text.strip(_QUOTES) if _LABEL.search(line) else None


def _alias(first: Mention, second: Mention, link: str) -> Proposition:
    start, end = first.start, max(first.end, second.end)
    args = Args(name=second.text.strip(_QUOTES))
    return Proposition("alias", first.entity, None, start, end, second.start, f"alias.{link}", 0.8, (start, end), args)


def _link(text: str, first: Mention, second: Mention) -> str | None:
    """How the two mentions are equated, None if they are not."""
    if second.end <= first.end:
        before = _normal(text[first.start : second.start])
        said = any(before == c or before.endswith(f" {c}") for c in (_cues() - _weak()) | {"called", "named"})
        return "inside" if said and second.form is MentionForm.NAME else None
    between = text[first.end : second.start].strip("”\"’'") if first.end < second.start else ""
    if not 0 < len(between) <= _REACH or "\n\n" in between or "." in between.replace("a.k.a.", "").replace("f.k.a.", ""):
        return None
    after = _AMONG_AFTER.match(text, second.end)
    closed = after.end() if after else second.end
    bracketed = any(o in between for o in _OPEN) and text[closed : closed + 3].lstrip(_QUOTES)[:1] in tuple(")];,")
    quoted = between.rstrip()[-1:] in tuple(_QUOTES) and between.strip(_QUOTES + " ,") == ""
    words = _normal(between)
    if bracketed and (not words or words in _cues() or (second.form is MentionForm.NAME and _AMONG.fullmatch(words))):
        return "brackets"
    if words in _cues() and words not in _weak():
        return "words"
    names = first.form is second.form is MentionForm.NAME
    if names and between.strip() in (",", ";") and _in_brackets_after(text, first, second):
        return "list"
    if names and _COPULA.fullmatch(words):  # "the addressee is Omar" tells no other name of his
        return "copula"
    if _KNOWN.fullmatch(words):
        return "known"
    if quoted and names:
        return "quotes"
    return None


def _in_brackets_after(text: str, first: Mention, second: Mention) -> bool:
    """Whether both stand in one bracket: "the Front (Jabhat al-Jabal, JJ)"."""
    opened = max(text.rfind(o, max(0, first.start - 40), first.start) for o in _OPEN)
    inside = text[opened : first.start] if opened >= 0 else ""
    return opened >= 0 and not any(c in inside for c in ")]\n") and text[second.end : second.end + 2].lstrip(_QUOTES)[:1] in tuple(")];,")


def _normal(between: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[\"'“”‘’«»(\[,;:—–*-]", " ", between)).strip().lower()
