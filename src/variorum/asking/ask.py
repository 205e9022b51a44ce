"""From a question to an answer: names are looked up, the topic is judged, the claims are quoted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from variorum.asking.answer import Answer, Item, Position
from variorum.asking.citation import Citation, cite
from variorum.asking.grammar import Asked, read_question
from variorum.asking.suggest import not_understood, unknown_name
from variorum.model import vocabulary
from variorum.reasoning import Lineage, Proposition, Status, Testimony, Verdict, Viewpoint, said_of, verdict, verdicts


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


class Record(Protocol):
    """What asking needs of an open record."""

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]: ...
    def find_entity(self, name: str) -> Sequence[Found]: ...


@dataclass(frozen=True, slots=True)
class _Understood:
    asked: Asked
    x: Found | None
    y: Found | None
    viewpoint: Viewpoint
    notes: tuple[str, ...]


def ask(
    record: Record,
    question: str,
    *,
    endorse_quoted: bool = False,
    notes_override: bool = False,
    except_readers: Sequence[str] = (),
    lineage: Lineage | None = None,
) -> Answer:
    """The answer, computed from the record for the date and voices that the question names.

    ``endorse_quoted``: who passes a claim on without comment endorses it; ``notes_override``: claims that a note of their own document disputes do
    not count; ``except_readers``: what these machine readers alone proposed does not. All are said in the notes of the answer.
    ``lineage``: everybody's, when it is at hand; it takes seconds to gather from a large record.

    Raises:
        QuestionError: the question is outside the grammar, or names somebody whom the record does not know; the message suggests what comes nearest.
    """
    readings = read_question(question)
    if not readings:
        raise not_understood(question)
    understood = _by_rules(_look_up(record, readings), endorse_quoted, notes_override, frozenset(except_readers))
    lineage = lineage or Lineage.of(record)
    if understood.asked.form == "yes-no" and _is_complete(understood):
        return _yes_no(record, question, understood, lineage)
    return _items(record, question, understood, lineage)


def _by_rules(u: _Understood, quoted: bool, notes: bool, readers: frozenset[str]) -> _Understood:
    said = ["What a voice passes on without comment counts as endorsed by it."] if quoted else []
    said += ["Claims that a note of their own document disputes do not count."] if notes else []
    said += [f"Claims that only the reader {reader!r} proposed do not count." for reader in sorted(readers)]
    return replace(u, viewpoint=replace(u.viewpoint, quoted=quoted, notes=notes, except_readers=readers), notes=(*u.notes, *said))


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


def _yes_no(record: Record, question: str, u: _Understood, lineage: Lineage) -> Answer:
    assert u.x is not None
    p = Proposition(u.asked.topic, u.x.entity, u.y.entity if u.y else 0)
    v = verdict(record, p, u.asked.on, u.viewpoint, lineage=lineage)
    bearing = _bearing(record, v, u, lineage)
    (positions,) = _positions(record, [v], bearing)
    return Answer(question, _sentence(u), u.asked, str(v.status), positions, (), u.notes + _gaps(v))


def _bearing(record: Record, v: Verdict, u: _Understood, lineage: Lineage) -> tuple[Testimony, ...]:
    """What other predicates say on the wider question to which this one belongs: an oath bears on belonging."""
    known = {t.witness.claim for part in (v.supports, v.opposes, v.ended, v.weak) for t in part}
    found: dict[int, Testimony] = {}
    wider = [Proposition(name, v.proposition.x, v.proposition.y) for name in vocabulary().questions_with(v.proposition.topic)]
    for wide in verdicts(record, wider, u.asked.on, u.viewpoint, lineage=lineage):
        speaking = (*wide.supports, *wide.opposes, *wide.ended)
        found.update((t.witness.claim, t) for t in speaking if t.witness.claim not in known and not t.one_sided)
    return tuple(found[c] for c in sorted(found, key=lambda c: (found[c].witness.doc, found[c].witness.start)))


def _parts(v: Verdict, bearing: Sequence[Testimony] = ()) -> tuple[tuple[str, tuple[Testimony, ...]], ...]:
    parts = (("yes", v.supports), ("no", v.opposes), ("it had ended", v.ended), ("bears on it", (*v.weak, *bearing)))
    return tuple((name, part) for name, part in parts if part)


def _positions(record: Record, each: Sequence[Verdict], bearing: Sequence[Testimony] = ()) -> tuple[tuple[Position, ...], ...]:
    """The positions of each verdict, all their claims fetched at once; ``bearing`` is of the first."""
    parts = [_parts(v, () if n else bearing) for n, v in enumerate(each)]
    every = [t for of in parts for _, part in of for t in part]
    labels = dict(record.rows("SELECT entity, label FROM entity")) if any(t.via for t in every) else {}
    citations = cite(record, [t.witness.claim for t in every])

    def cited(t: Testimony, words: Mapping[int, str]) -> Citation:
        return replace(citations[t.witness.claim], via=words.get(t.witness.claim))

    found = []
    for of in parts:
        words = lineage_words((t for _, part in of for t in part), labels)
        found.append(tuple(Position(name, tuple(cited(t, words) for t in part)) for name, part in of))
    return tuple(found)


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


def _items(record: Record, question: str, u: _Understood, lineage: Lineage) -> Answer:
    """Who, what, where, when: every proposition that fits, each judged."""
    known = [
        v
        for v in verdicts(record, _fitting(record, u, lineage), u.asked.on, u.viewpoint, lineage=lineage)
        if v.status is not Status.UNKNOWN
    ]
    entities = {e: (key, label) for e, key, label in record.rows("SELECT entity, key, label FROM entity")}
    items = []
    known.sort(key=lambda v: (list(Status).index(v.status), -len(v.supports), v.proposition.x, v.proposition.y))
    for v, positions in zip(known, _positions(record, known), strict=True):
        open_place = v.proposition.y if u.x else v.proposition.x
        key, label = entities.get(open_place, ("", "somebody"))
        items.append(Item(label, key or None, str(v.status), _dates(positions), positions))
    status = items[0].status if items else str(Status.UNKNOWN)
    return Answer(question, _sentence(u), u.asked, status, (), tuple(items), u.notes)


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
