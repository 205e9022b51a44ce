"""From a question to an answer: names are looked up, the topic is judged, the claims are quoted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from variorum.asking.answer import Answer, Item, Position
from variorum.asking.citation import Citation, cite
from variorum.asking.grammar import Asked, read_question
from variorum.asking.suggest import not_understood, unknown_name
from variorum.model import vocabulary
from variorum.reasoning import Lineage, Proposition, Status, Testimony, Verdict, Viewpoint, said_of, verdicts
from variorum.reasoning.in_short import Short, in_short, shorts_of
from variorum.reasoning.testimony import Bodies
from variorum.reasoning.witness import Rows


class Found(Protocol):
    """An entity that a name may mean, best first."""

    @property
    def entity(self) -> int: ...
    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def type(self) -> str: ...


class Record(Rows, Protocol):
    """What asking needs of an open record."""

    def find_entity(self, name: str) -> Sequence[Found]: ...


@dataclass(frozen=True, slots=True)
class _Understood:
    asked: Asked
    x: Found | None
    y: Found | None
    viewpoint: Viewpoint
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Most:
    """What a page shows of an answer: so many ``items``, and so many ``claims`` of each position, of as many voices as may be."""

    items: int
    claims: int


def ask(
    record: Record,
    question: str,
    *,
    viewpoint: Callable[[Viewpoint], Viewpoint] | None = None,
    notes: Sequence[str] = (),
    lineage: Lineage | None = None,
    most: Most | None = None,
) -> Answer:
    """The answer, computed from the record for the date and voices that the question names.

    ``viewpoint`` makes of the voices that the question names whose claims count (``asking.whose``); ``notes`` say so at the end of the answer.
    ``lineage``: everybody's, when it is at hand; it takes seconds to gather from a large record.
    ``most`` None: all items with all their claims, which of a much told body are thousands.

    Raises:
        QuestionError: the question is outside the grammar, or names somebody whom the record does not know; the message suggests what comes nearest.
    """
    readings = read_question(question)
    if not readings:
        raise not_understood(question)
    understood = _look_up(record, readings)
    if viewpoint is not None:
        understood = replace(understood, viewpoint=viewpoint(understood.viewpoint), notes=(*understood.notes, *notes))
    lineage = lineage or Lineage.of(record)
    if understood.asked.form == "yes-no" and _is_complete(understood):
        return _yes_no(record, question, understood, lineage, most)
    return _items(record, question, understood, lineage, most)


def _is_complete(u: _Understood) -> bool:
    takes_object = bool(vocabulary()[u.asked.topic].object_types)
    return u.x is not None and (u.y is not None or not takes_object)


def _look_up(record: Record, readings: Sequence[Asked]) -> _Understood:
    """The first reading all of whose names the record knows; else the names of the first that it does not know are an error."""
    missing: list[str] = []
    cache: dict[str, Sequence[Found]] = {}
    for asked in readings:
        names = [n for n in (asked.x, asked.y, *asked.according_to, *asked.reported_by, *asked.excluding) if n]
        for n in names:
            cache.setdefault(n, record.find_entity(n))
        unknown = [n for n in names if not cache[n]]
        if not unknown:
            return _understood(asked, cache)
        missing = missing or unknown
    raise unknown_name(record, missing)


def _understood(asked: Asked, found: dict[str, Sequence[Found]]) -> _Understood:
    def ids(names: Iterable[str]) -> frozenset[int]:
        return frozenset(found[n][0].entity for n in names)

    notes = []
    for n, candidates in found.items():
        others = [c.label for c in candidates[1:4]]
        if others and n in (asked.x, asked.y, *asked.according_to):
            notes.append(f"{n!r} was taken to be {candidates[0].label}; it may also mean {', '.join(others)}.")
    viewpoint = Viewpoint(ids(asked.according_to) or None, ids(asked.excluding), ids(asked.reported_by))
    return _Understood(asked, found[asked.x][0] if asked.x else None, found[asked.y][0] if asked.y else None, viewpoint, tuple(notes))


def _yes_no(record: Record, question: str, u: _Understood, lineage: Lineage, most: Most | None) -> Answer:
    assert u.x is not None
    p = Proposition(u.asked.topic, u.x.entity, u.y.entity if u.y else 0)
    (short,), _ = _weighed(record, [p], u, lineage, 1 if most else None)
    v = short.verdict
    bearing = _bearing(record, v, u, lineage, most)
    (positions,) = _positions(record, [short], bearing, most.claims if most else None)
    return Answer(question, _sentence(u), u.asked, str(v.status), positions, (), u.notes + _gaps(v))


def _weighed(
    record: Record, propositions: Iterable[Proposition], u: _Understood, lineage: Lineage, most: int | None
) -> tuple[list[Short], int]:
    """The propositions, or the first of them, in the order in which they are shown; and how many are not unknown."""
    if most is not None:
        return in_short(record, [Bodies.of(p, lineage) for p in propositions], u.asked.on, u.viewpoint, most)
    judged = verdicts(record, propositions, u.asked.on, u.viewpoint, lineage=lineage)
    return shorts_of(judged), sum(v.status is not Status.UNKNOWN for v in judged)


def _bearing(record: Record, v: Verdict, u: _Understood, lineage: Lineage, most: Most | None) -> tuple[Testimony, ...]:
    """What other predicates say on the wider question to which this one belongs: an oath bears on belonging."""
    known = {t.witness.claim for part in (v.supports, v.opposes, v.ended, v.weak) for t in part}
    found: dict[int, Testimony] = {}
    wider = [Proposition(name, v.proposition.x, v.proposition.y) for name in vocabulary().questions_with(v.proposition.topic)]
    for wide in (short.verdict for short in _weighed(record, wider, u, lineage, len(wider) if most else None)[0]):
        speaking = (*wide.supports, *wide.opposes, *wide.ended)
        found.update((t.witness.claim, t) for t in speaking if t.witness.claim not in known and not t.one_sided)
    return tuple(found[c] for c in sorted(found, key=lambda c: (found[c].witness.doc, found[c].witness.start)))


def _parts(s: Short, bearing: Sequence[Testimony] = ()) -> tuple[tuple[str, tuple[Testimony, ...], int], ...]:
    """The positions that somebody takes, with their claims, and how many these are in all."""
    v = s.verdict
    parts = (
        ("yes", v.supports, s.supports),
        ("no", v.opposes, s.opposes),
        ("it had ended", v.ended, len(v.ended)),
        ("bears on it", (*v.weak, *bearing), len(v.weak) + len(bearing)),
    )
    return tuple(part for part in parts if part[1])


def _positions(
    record: Record, each: Sequence[Short], bearing: Sequence[Testimony] = (), most: int | None = None
) -> tuple[tuple[Position, ...], ...]:
    """The positions of each verdict, all their claims fetched at once; ``bearing`` is of the first."""
    parts = [[(name, _first(part, most), many) for name, part, many in _parts(s, () if n else bearing)] for n, s in enumerate(each)]
    every = [t for of in parts for _, part, _ in of for t in part]
    labels = dict(record.rows("SELECT entity, label FROM entity")) if any(t.via for t in every) else {}
    citations = cite(record, [t.witness.claim for t in every])

    def cited(t: Testimony, words: Mapping[int, str]) -> Citation:
        return replace(citations[t.witness.claim], via=words.get(t.witness.claim))

    found = []
    for of in parts:
        words = lineage_words((t for _, part, _ in of for t in part), labels)
        found.append(tuple(Position(name, tuple(cited(t, words) for t in part), many - len(part)) for name, part, many in of))
    return tuple(found)


def _first(part: Sequence[Testimony], most: int | None) -> tuple[Testimony, ...]:
    """The first of the claims (None: all), in their order: of each voice one, before any voice is heard twice."""
    if most is None or len(part) <= most:
        return tuple(part)
    of_voice = {t.witness.voice: t for t in reversed(part)}
    chosen = [t for t in part if of_voice[t.witness.voice] is t] + [t for t in part if of_voice[t.witness.voice] is not t]
    kept = {t.witness.claim for t in chosen[:most]}
    return tuple(t for t in part if t.witness.claim in kept)


def lineage_words(testimonies: Iterable[Testimony], labels: Mapping[int, str]) -> dict[int, str]:
    """By claim, through which changes of name those came that speak of another name; the others are left out."""
    words = {}
    for t in testimonies:
        if t.via:
            steps = "; ".join(f"{vocabulary()[w.predicate].sentence(labels.get(w.subject), labels.get(w.object))}" for w in t.via)
            words[t.witness.claim] = f"by lineage: {steps}"
    return words


def _gaps(v: Verdict) -> tuple[str, ...]:
    if v.status is Status.UNKNOWN and v.elsewhen:
        return (f"{len(v.elsewhen)} claims speak of other dates.",)
    undated = sum(t.window.is_undated for t in (*v.supports, *v.opposes))
    return (f"{undated} of the claims give no date: they may or may not speak of this one.",) if undated and v.on else ()


def _items(record: Record, question: str, u: _Understood, lineage: Lineage, most: Most | None) -> Answer:
    """Who, what, where, when: every proposition that fits, each judged."""
    found, many = _weighed(record, _fitting(record, u, lineage), u, lineage, most.items if most else None)
    known = [s for s in found if s.verdict.status is not Status.UNKNOWN]
    others = {p.y if u.x else p.x for p in (s.verdict.proposition for s in known)}
    sql = "SELECT entity, key, label FROM entity WHERE entity IN (SELECT unnest(?::INTEGER[]))"
    entities = {e: (key, label) for e, key, label in record.rows(sql, [sorted(others)])}
    items = []
    for s, positions in zip(known, _positions(record, known, most=most.claims if most else None), strict=True):
        p = s.verdict.proposition
        key, label = entities.get(p.y if u.x else p.x, ("", "somebody"))
        items.append(Item(label, key or None, str(s.verdict.status), _dates(positions), positions))
    status = items[0].status if items else str(Status.UNKNOWN)
    return Answer(question, _sentence(u), u.asked, status, (), tuple(items), u.notes, many - len(items))


def _dates(positions: Sequence[Position]) -> str | None:
    """The dates that those who say yes give, each once."""
    given = dict.fromkeys(c.when for p in positions if p.name == "yes" for c in p.citations if c.when)
    return ", ".join(given) or None


def _fitting(record: Record, u: _Understood, lineage: Lineage) -> list[Proposition]:
    """Every proposition of the topic in which the named stand in their places and somebody stands in the open one."""
    topic = u.asked.topic
    if (u.x and u.y) or (u.x and not vocabulary()[topic].object_types):
        return [Proposition(topic, u.x.entity, u.y.entity if u.y else 0)]
    fixed = u.x or u.y
    heirs = set(lineage.family(fixed.entity)) if fixed else set()
    found = set()
    for p in said_of(record, topic, heirs or None):
        if u.x and p.x in heirs and p.y:
            found.add(Proposition(topic, u.x.entity, p.y))
        elif u.y and p.y in heirs:
            found.add(Proposition(topic, p.x, u.y.entity))
        elif not fixed and p.x:
            found.add(Proposition(topic, p.x, 0))
    return sorted(found, key=lambda p: (p.x, p.y))


def _sentence(u: _Understood) -> str:
    """How the question was understood, in the words of the vocabulary."""
    p = vocabulary()[u.asked.topic]
    x, y = (u.x.label if u.x else None), (u.y.label if u.y else None)
    if u.asked.form == "yes-no":
        core = p.question(x, y).rstrip("?")
    elif u.asked.form == "when":
        core = f"When: {p.sentence(x, y)}"
    else:
        core = p.sentence(x or "Who", y or "whom")
    tail = f" on {u.asked.on.edtf}" if u.asked.on else ""
    for word, names in (("according to", u.asked.according_to), ("as reported by", u.asked.reported_by), ("except", u.asked.excluding)):
        tail += f" {word} {' and '.join(names)}" if names else ""
    return f"{core}{tail}?"
