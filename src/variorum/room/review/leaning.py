"""How much leans on what was read: which claims carry an answer alone, and how many answers and disputes rest on what one document says of somebody.

Computed set-based from the tables ``state`` and ``dispute_side`` and the rules of the calculus, once a record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from variorum.reasoning.calculus import bound, states, topic_name
from variorum.reasoning.viewpoint import EVERYONE
from variorum.reasoning.witness import every
from variorum.room.opened import Opened

#: How many claims are looked at: the first in order of what leans on them.
FIRST = 1200


def _lean(claims: str) -> str:
    """The states, as far as somebody holds them, with those of the claims that put them forward."""
    return f"""{bound(claims, states())},
put AS (
    SELECT claim_id, topic, CASE WHEN names = 2 AND y_said < x_said THEN y_said ELSE x_said END AS x,
        CASE WHEN names = 2 AND y_said < x_said THEN x_said ELSE y_said END AS y
    FROM bound WHERE names > 0 AND speaks_for AND polarity > 0 AND mode = 0
),
lean AS (SELECT DISTINCT p.claim_id, s.topic, s.x, s.y, s.supports FROM put p JOIN state s ON s.topic = p.topic AND s.x = p.x AND s.y = p.y)"""


_EVERY = every(EVERYONE)
_SOME = f"SELECT * FROM ({_EVERY}) e WHERE array_contains(?, claim_id)"
_TWO_SIDES = """SELECT kind, topic, x, y, voice FROM dispute_side WHERE voice <> 0
GROUP BY kind, topic, x, y, voice HAVING count(DISTINCT position || '/' || holder) > 1"""
_HEAVIEST = f"""{_lean(_EVERY)},
alone AS (SELECT claim_id, count(*) AS n FROM lean WHERE supports = 1 GROUP BY claim_id),
disputed AS (SELECT claim_id, count(*) AS n FROM (SELECT DISTINCT claim_id, kind, topic, x, y FROM dispute_side) d GROUP BY claim_id)
SELECT COALESCE(a.claim_id, d.claim_id) AS claim, COALESCE(d.n, 0), COALESCE(a.n, 0) + COALESCE(d.n, 0) AS all_
FROM alone a FULL JOIN disputed d ON d.claim_id = a.claim_id ORDER BY all_ DESC, claim LIMIT {FIRST}"""
_OF_DOCUMENT = f"""{_lean(_EVERY)},
wanted AS (
    SELECT DISTINCT l.doc, l.entity FROM local_entity l JOIN (
        SELECT doc_a AS doc, key_a AS key FROM identity_link UNION ALL SELECT doc_b, key_b FROM identity_link
    ) i ON i.doc = l.doc AND i.key = l.key WHERE l.entity <> 0
),
told AS (
    SELECT c.doc, l.x AS entity, 'state' AS kind, CAST(l.topic AS VARCHAR) AS topic, l.x, l.y FROM lean l JOIN claim c ON c.claim_id = l.claim_id
    UNION SELECT c.doc, l.y, 'state', CAST(l.topic AS VARCHAR), l.x, l.y FROM lean l JOIN claim c ON c.claim_id = l.claim_id
    UNION SELECT c.doc, s.x, s.kind, s.topic, s.x, s.y FROM dispute_side s JOIN claim c ON c.claim_id = s.claim_id
    UNION SELECT c.doc, s.y, s.kind, s.topic, s.x, s.y FROM dispute_side s JOIN claim c ON c.claim_id = s.claim_id
    UNION SELECT c.doc, s.holder, s.kind, s.topic, s.x, s.y FROM dispute_side s JOIN claim c ON c.claim_id = s.claim_id
)
SELECT w.doc, w.entity, count(*) FROM wanted w JOIN told t ON t.doc = w.doc AND t.entity = w.entity GROUP BY w.doc, w.entity"""


@dataclass(frozen=True, slots=True)
class State:
    """An answer of the record: a state of the vocabulary that ``x`` and ``y``, entities (0: nobody), are in."""

    name: str
    x: int
    y: int


@dataclass(frozen=True)
class Leaning:
    """For the claims on which most leans: the answers that each carries ``alone``, so that they fall with it, and on sides of how many disputes it
    stands (``disputed``); ``both_ways`` are those of a voice that stands on two sides. ``of_document``: the answers and disputes that lean on what
    a document says of an entity. ``answers``: how many the record has, of which ``single`` rest on one claim each.
    """

    alone: Mapping[int, tuple[State, ...]]
    disputed: Mapping[int, int]
    both_ways: frozenset[int]
    of_document: Mapping[tuple[int, int], int]
    answers: int
    single: int


def leaning(opened: Opened) -> Leaning:
    """What leans on what, in this record."""
    return opened.memo("leaning", lambda: _leaning(opened))


def carried_alone(opened: Opened, claims: Iterable[int]) -> Mapping[int, tuple[State, ...]]:
    """The answers that each of the claims carries alone; claims without any are left out."""
    found: dict[int, list[State]] = {}
    sql = f"{_lean(_SOME)} SELECT claim_id, topic, x, y FROM lean WHERE supports = 1 ORDER BY claim_id, topic, x, y"
    for claim, topic, x, y in opened.record.rows(sql, [sorted(set(claims))]):
        found.setdefault(claim, []).append(State(topic_name(topic), x, y))
    return {claim: tuple(states_) for claim, states_ in found.items()}


def _leaning(opened: Opened) -> Leaning:
    record = opened.record
    heaviest = record.rows(_HEAVIEST)
    ids = [claim for claim, _, _ in heaviest]
    both = f"""SELECT DISTINCT s.claim_id FROM dispute_side s JOIN ({_TWO_SIDES}) b
    ON b.kind = s.kind AND b.topic = s.topic AND b.x = s.x AND b.y = s.y AND b.voice = s.voice WHERE array_contains(?, s.claim_id)"""
    linked = record.rows("SELECT 1 FROM identity_link LIMIT 1")
    ((answers, single),) = record.rows("SELECT count(*), count(CASE WHEN supports = 1 THEN 1 END) FROM state")
    return Leaning(
        carried_alone(opened, ids),
        {claim: disputed for claim, disputed, _ in heaviest if disputed},
        frozenset(c for (c,) in record.rows(both, [ids])),
        {(doc, entity): n for doc, entity, n in (record.rows(_OF_DOCUMENT) if linked else ())},
        answers,
        single,
    )
