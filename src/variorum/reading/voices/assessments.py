"""Judgements of the text itself on what it reports: a note that confirms, a comment that doubts, a witness who disputes."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from variorum.model import Act, Assessment, Claim, Layer, LayerKind, Polarity, Stance
from variorum.reading.syntax.sentence import Sentence
from variorum.reading.voices.voice_map import VoiceMap
from variorum.reading.voices.words import sentences as split
from variorum.yaml_data import from_yaml

#: How far before it, in characters, a judgement looks for what it judges; the gold of the project's passages has four in five within 200.
_BACK = 320
#: How far a denial looks for what it denies.
_FAR = 1500
_JUDGING = frozenset({Act.DENIES, Act.DOUBTS, Act.CONCEDES})
_CLAUSE = re.compile(r"[;]\s+|,\s+(?:but|though|although|while|which)\s+")
_MARKER = re.compile(r"\s*(?:\[?Note[^\]:]*:\s*)?(?P<mark>\*+\)?|\[[\w*]{1,3}\]|\([\w*]{1,3}\)|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\d{1,3}[.)])\s")


@cache
def _patterns() -> tuple[tuple[Stance, re.Pattern[str]], ...]:
    data = from_yaml((files("variorum.reading.voices") / "assessing.yaml").read_text(encoding="utf-8"))
    return tuple((Stance(name), re.compile("|".join(f"(?:{p})" for p in listed), re.I)) for name, listed in data.items())


def read_assessments(
    text: str, layers: Sequence[Layer], sentences: Sequence[Sentence], claims: Sequence[Claim], voice_map: VoiceMap
) -> tuple[Assessment, ...]:
    """The judgements of notes and prose on claims of the same text, sorted by place.

    A judgement is a clause with words of ``assessing.yaml``. What it judges is, for a note, the last claim before its anchor; elsewhere the
    nearest claim before it that another voice holds. A claim that denies in the same terms what another voice affirmed before it is one, too. Judgements that
    bear on no claim are left out.
    """
    ordered = sorted(claims, key=lambda c: (c.end, c.start))
    ends = [c.end for c in ordered]
    found: list[Assessment] = []
    for layer in layers:
        if layer.kind is LayerKind.BOILERPLATE:
            continue
        for a, b in split(text, layer.start, layer.end):
            for start, end in _clauses(text, a, b):
                stance = next((s for s, p in _patterns() if p.search(text, start, end)), None)
                if stance is None:
                    continue
                voice = _judge(voice_map, start, end)
                at = _anchor(text, layer, a) if layer.kind is LayerKind.NOTE else start
                judged = _judged(ordered, ends, at, voice, note=layer.kind is LayerKind.NOTE)
                found += [Assessment(c.id, stance, voice, start, end, text[start:end]) for c in judged]
    found += _counterclaims(text, claims)
    unique = {(x.claim, x.stance, x.voice): x for x in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda x: (x.start, x.end, x.claim)))


def _clauses(text: str, a: int, b: int) -> Iterator[tuple[int, int]]:
    cuts = [a, *(m.end() for m in _CLAUSE.finditer(text, a, b)), b]
    for start, end in itertools.pairwise(cuts):
        body = text[start:end]
        lead, tail = len(body) - len(body.lstrip()), len(body.rstrip(" \n\t;,.")) or 0
        if tail > lead:
            yield start + lead, start + tail


def _anchor(text: str, layer: Layer, a: int) -> int:
    """The place in the text that the note at ``a`` is keyed to: where its marker stands, else where the layer's is, else its own beginning."""
    line = text.rfind("\n", 0, a) + 1
    mark = next((m for start in (a, line, layer.start) if (m := _MARKER.match(text, start))), None)
    if mark is not None:
        sign = mark["mark"].rstrip(")") if mark["mark"].startswith("*") else mark["mark"]
        guarded = rf"(?<!\*){re.escape(sign)}(?!\*)"
        places = [m.start() for m in re.finditer(guarded, text[: layer.start])]
        if places:
            return places[-1]
    return layer.anchor if layer.anchor is not None else layer.start


def _judged(ordered: Sequence[Claim], ends: Sequence[int], at: int, voice: str, *, note: bool) -> list[Claim]:
    """What is judged: the nearest claim before ``at`` that another holds; in a note, the nearest at all if nobody else holds one."""
    last = bisect_right(ends, at + 2)
    near = [c for c in ordered[max(0, last - 12) : last] if at - c.end <= _BACK and c.polarity is Polarity.AFFIRMED]
    others = [c for c in near if c.voices[-1].voice != voice]
    pool = others or (near if note else [])
    return pool[-1:]


def _counterclaims(text: str, claims: Sequence[Claim]) -> Iterator[Assessment]:
    """A voice that denies in so many words what another has affirmed before it disputes that claim."""
    for c in claims:
        if c.polarity is not Polarity.DENIED or c.subject is None or c.voices[-1].act not in _JUDGING:
            continue
        voice = c.voices[-1].voice
        for o in claims:
            same = (o.predicate, o.subject, o.object) == (c.predicate, c.subject, c.object)
            if same and o.polarity is Polarity.AFFIRMED and o.voices[-1].voice != voice and 0 <= c.start - o.end <= _FAR:
                yield Assessment(o.id, Stance.DISPUTES, voice, c.start, c.end, text[c.start : c.end])


def _judge(voice_map: VoiceMap, start: int, end: int) -> str:
    """Whose judgement the clause is: of whoever denies, doubts or concedes in it, else of whoever speaks."""
    spoken = [s for s in voice_map.scopes if start <= s.cue.start < end and s.act in _JUDGING and s.speaker is not None]
    return spoken[0].speaker or "" if spoken else voice_map.chain(start, end)[-1].voice
