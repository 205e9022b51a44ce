"""Two voices on one entity side by side: what the one holds that the other denies, omits or dates otherwise, and the reverse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from markupsafe import Markup
from starlette.requests import Request

from variorum.asking.contrasted import ContrastShown, DifferenceShown, contrasted
from variorum.errors import DateError, QuestionError, UsageError
from variorum.model import When
from variorum.reasoning import Viewpoint
from variorum.reasoning.contrast import Contrast, Holder, contrast
from variorum.reasoning.states import Status
from variorum.room.asked import named
from variorum.room.drawing.contrast import Pair, contrast_on_time
from variorum.room.findings import findings
from variorum.room.opened import Named, Opened
from variorum.room.rendering import Page

#: Differences in the tables, and in the drawing; pairs of voices, and names, that are offered; voices of a side that are looked at for pairs.
TABLED, DRAWN, PAIRS, OFFERED, PAIRED = 60, 20, 30, 150, 12
_QUOTED = 3  #: claims of each sort under a side
_WIDTHS = {"big": 1230.0, "slim": 640.0}


def compare(opened: Opened, request: Request) -> Page:
    """The comparison of ``?about=`` for ``a=`` and ``b=`` (keys or names, several apart by ``;``), on ``on=``; without them, whom to compare."""
    given = {name: request.query_params.get(name, "").strip()[:400] for name in ("about", "a", "b", "on")}
    fields: dict[str, Any] = {"given": given, "said": [], "shown": None, "voices": _voices(opened), "pairs": ()}
    if not any(given.values()):
        return Page("compare.html", "Compare", "Compare", {**fields, "pairs": _pairs(opened)})
    asked = _asked(opened, given)
    fields |= {"given": {**given, **asked.labels}, "said": asked.said}
    if not asked.said:
        assert asked.about is not None
        try:
            a, b = (Viewpoint(frozenset(v.entity for v in side)) for side in (asked.a, asked.b))
            lineage = opened.memo("lineage", lambda: opened.archive.lineage)
            found = contrast(opened.record, asked.about.entity, a, b, asked.on, lineage=lineage)
        except UsageError as err:
            fields["said"] = [str(err)]
        else:
            fields |= _result(opened, asked, found)
    title = f"{_names(asked.a)} against {_names(asked.b)}: {asked.about.label}" if fields["shown"] and asked.about else "Compare"
    return Page("compare.html", "Compare", title, fields)


@dataclass(frozen=True, slots=True)
class _Asked:
    about: Named | None
    a: tuple[Named, ...]
    b: tuple[Named, ...]
    on: When | None
    labels: Mapping[str, str]
    said: list[str]


def _asked(opened: Opened, given: Mapping[str, str]) -> _Asked:
    """Who is meant, with what is to be said where it cannot be known."""
    said: list[str] = []
    found: dict[str, tuple[Named, ...]] = {}
    for name, what in (("about", "whom or what it is about"), ("a", "the one voice"), ("b", "the other voice")):
        found[name] = tuple(dict.fromkeys(x for part in given[name].split(";") if part.strip() and (x := _known(opened, part, said))))
        if not given[name]:
            said.append(f"Say {what}.")
    on = None
    if given["on"]:
        try:
            on = When.parse(given["on"])
        except DateError as err:
            said.append(f"{err} Expected a day, month, year or span, such as 2010-06-01, 2010-06, 2010 or 2004/2006.")
    labels = {name: "; ".join(x.label for x in names) for name, names in found.items() if names}
    return _Asked(found["about"][0] if found["about"] else None, found["a"], found["b"], on, labels, said)


def _known(opened: Opened, text: str, said: list[str]) -> Named | None:
    try:
        return named(opened, text)
    except QuestionError as err:
        said.append(str(err))
        return None


def _result(opened: Opened, asked: _Asked, found: Contrast) -> Mapping[str, Any]:
    shown = contrasted(opened.record, found, most=_QUOTED)
    return {
        "shown": shown,
        "about": asked.about,
        "sides": (asked.a, asked.b),
        "groups": _groups(shown, _names(asked.a), _names(asked.b)),
        "more": max(0, len(shown.differences) - TABLED),
        "pictures": _pictures(opened, asked, shown),
        "disputes": _between(opened, asked),
    }


def _groups(shown: ContrastShown, a: str, b: str) -> Sequence[tuple[str, str, Sequence[DifferenceShown]]]:
    """The differences under a heading each, with who it is that differs."""
    heads = ((Holder.A, f"{a} holds", b), (Holder.B, f"{b} holds", a), (Holder.BOTH, "Both hold, at other times", "each"))
    listed = shown.differences[:TABLED]
    groups = [(head, other, [d for d in listed if d.holder is holder]) for holder, head, other in heads]
    return [g for g in groups if g[2]]


def _pictures(opened: Opened, asked: _Asked, shown: ContrastShown) -> Mapping[str, Markup]:
    dated = [d for d in shown.differences if d.a.window or d.b.window][:DRAWN]
    pairs = [Pair(d.sentence, *((Status(s.status), s.window) for s in (d.a, d.b))) for d in dated]
    signs = tuple("".join(opened.sigla.get(v.entity, "?") for v in side[:3]) for side in (asked.a, asked.b))
    label = f"{len(pairs)} states on which the two differ, on a time axis; the tables below say the same in words"
    drawn = {name: contrast_on_time(pairs, (signs[0], signs[1]), label, width) for name, width in _WIDTHS.items()}
    return {name: p for name, p in drawn.items() if p is not None}


def _between(opened: Opened, asked: _Asked) -> Sequence[tuple[str, str]]:
    """The disputes about the entity in which both stand, on different sides; at most ten, each with the digits of its address."""
    found = findings(opened)
    a, b = ({v.entity for v in side} for side in (asked.a, asked.b))
    listed = []
    for digits in found.of_entity.get(asked.about.entity, ()) if asked.about else ():
        d = found.disputes[digits]
        if any(a & set(s.voices) and b & set(t.voices) for s in d.sides for t in d.sides if s is not t):
            listed.append((digits, d.question))
    return listed[:10]


def _names(voices: Sequence[Named]) -> str:
    return " and ".join(v.label for v in voices)


# ------------------------------------------------------------------ whom to compare
@dataclass(frozen=True, slots=True)
class PairShown:
    """Two voices, in how many disputes they stand on different sides, and about whom most of those are."""

    a: Named
    b: Named
    disputes: int
    about: tuple[Named, ...]


def _pairs(opened: Opened) -> Sequence[PairShown]:
    return opened.memo("pairs of voices", lambda: _find_pairs(opened))


def _find_pairs(opened: Opened) -> Sequence[PairShown]:
    """The pairs of voices that stand against each other in most disputes. Of a side with many voices the first dozen are looked at."""
    met: Counter[tuple[int, int]] = Counter()
    about: dict[tuple[int, int], Counter[int]] = {}
    for d in findings(opened).disputes.values():
        facing = {
            (min(v, w), max(v, w))
            for s, t in combinations(d.sides[:PAIRED], 2)
            for v in s.voices[:PAIRED]
            for w in t.voices[:PAIRED]
            if v != w
        }
        for pair in facing:
            met[pair] += 1
            about.setdefault(pair, Counter()).update(d.about[:2])
    ranked = sorted(met.items(), key=lambda p: (-p[1], opened.label(p[0][0]), opened.label(p[0][1]), p[0]))
    names = opened.entities
    return [
        PairShown(names[a], names[b], n, tuple(names[e] for e, _ in about[a, b].most_common(3) if e in names))
        for (a, b), n in ranked[:PAIRS]
        if a in names and b in names
    ]


def _voices(opened: Opened) -> Sequence[str]:
    """The names of those who say most, for the fields to offer."""
    return opened.memo("offered voices", lambda: [opened.label(v) for v in list(opened.sigla)[:OFFERED]])
