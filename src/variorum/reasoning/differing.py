"""What differs between two records, in sets and counted, with the first of each: what a build keeps of what it changed (record/last_build.py).

:mod:`variorum.reasoning.comparison` says the same of every claim, answer and side, for whoever asks; this costs a fraction of a build, however large
the records. Somebody is the same in both as in :mod:`variorum.reasoning.bodies`: by the documents' keys in common, else by type and key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from variorum.model import vocabulary
from variorum.reasoning.calculus import states, topic_name, topic_number
from variorum.reasoning.comparison import weight
from variorum.reasoning.dispute import DisputeKind
from variorum.reasoning.disputes import QUESTIONS
from variorum.reasoning.states import Status
from variorum.record.last_build import Asked, Differences, Listed, Moved, Regrouped

_Ask = Callable[..., list[tuple[Any, ...]]]

#: How many are named: of documents, claims and names; and of disputes and states, which say more.
FEW, MORE = 20, 50

_SHARED = """CREATE TEMP TABLE shared AS SELECT a.entity AS a, b.entity AS b, count(*) AS n
FROM (SELECT d.id, l.key, l.entity FROM old.local_entity l JOIN old.document d USING (doc)) a
JOIN (SELECT d.id, l.key, l.entity FROM new.local_entity l JOIN new.document d USING (doc)) b ON b.id = a.id AND b.key = a.key
WHERE a.entity > 0 AND b.entity > 0 GROUP BY a.entity, b.entity"""
_CLEAR = """CREATE TEMP TABLE same AS SELECT a, b FROM (
    SELECT a, b, count(*) OVER (PARTITION BY a) AS of_a, count(*) OVER (PARTITION BY b) AS of_b FROM shared
) s WHERE of_a = 1 AND of_b = 1"""
_TORN = """SELECT a, b FROM shared s WHERE NOT EXISTS (SELECT 1 FROM same WHERE same.a = s.a) ORDER BY n DESC, a, b"""
_LEFT = """INSERT INTO same SELECT o.entity, n.entity FROM old.entity o JOIN new.entity n ON n.type = o.type AND n.key = o.key
WHERE o.entity NOT IN (SELECT a FROM same) AND n.entity NOT IN (SELECT b FROM same)"""


def differing(ask: _Ask, words: bool) -> Differences:
    """What the record attached as ``new`` has that the one attached as ``old`` has not, and the reverse.

    ``words``: both were made with one vocabulary. Without it neither states nor disputes are compared: their topics would be others.
    """
    ask(_SHARED)
    _match(ask)
    documents = [_only(ask, "SELECT id FROM {0}.document EXCEPT SELECT id FROM {1}.document", FEW, *sides) for sides in _BOTH]
    claims = [_only(ask, _CLAIMS, FEW, *sides) for sides in _BOTH]
    parted, joined = (_regrouped(ask, *sides) for sides in (("a", "b", "old", "new"), ("b", "a", "new", "old")))
    plain = Differences(documents[0], documents[1], claims[0], claims[1], parted=parted, joined=joined)
    return _with_answers(ask, plain) if words else plain


_BOTH = (("new", "old"), ("old", "new"))
_CLAIMS = "SELECT c.claim_id FROM {0}.claim c ANTI JOIN {1}.claim d ON d.claim_id = c.claim_id"


def _match(ask: _Ask) -> None:
    """Fills ``same``: who is whom, each once. Only those whom a build parted or joined are looked at one by one."""
    ask(_CLEAR)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for a, b in ask(_TORN):
        if a not in pairs and b not in taken:
            pairs[a] = b
            taken.add(b)
    ask("INSERT INTO same SELECT unnest(?::INTEGER[]), unnest(?::INTEGER[])", [list(pairs), list(pairs.values())])
    ask(_LEFT)
    ask("INSERT INTO same VALUES (0, 0)")


def _only(ask: _Ask, sql: str, most: int, here: str, there: str) -> Listed[str]:
    found = sql.format(here, there)
    ((total,),) = ask(f"SELECT count(*) FROM ({found}) x")
    first = ask(f"SELECT * FROM ({found}) x ORDER BY 1 LIMIT {most}") if total else []
    return Listed(total, tuple(f"{one:016x}" if isinstance(one, int) else one for (one,) in first))


def _regrouped(ask: _Ask, one: str, other: str, here: str, there: str) -> Listed[Regrouped]:
    """Those of the record ``here`` who are several in the record ``there``."""
    several = f"SELECT {one} AS e, count(*) AS parts FROM shared GROUP BY {one} HAVING count(*) > 1"
    ((total,),) = ask(f"SELECT count(*) FROM ({several}) s")
    if not total:
        return Listed()
    rows = ask(f"""WITH several AS ({several}), decided AS ({_decisions(here)})
        SELECT e.label, list(DISTINCT p.label ORDER BY p.label)[1:{FEW}], bool_or(s.e IN (SELECT entity FROM decided)) AS chosen, max(s.parts)
        FROM several s JOIN {here}.entity e ON e.entity = s.e JOIN shared h ON h.{one} = s.e JOIN {there}.entity p ON p.entity = h.{other}
        GROUP BY s.e, e.label ORDER BY chosen DESC, 4 DESC, e.label, s.e LIMIT {FEW}""")
    return Listed(total, tuple(Regrouped(label, tuple(of), chosen) for label, of, chosen, _ in rows))


def _decisions(here: str) -> str:
    """The entities of the record ``here`` that a decision names which only one of the two records obeys."""
    said = """SELECT a.id AS doc_a, l.key_a, b.id AS doc_b, l.key_b, l.joined FROM {0}.identity_link l
        JOIN {0}.document a ON a.doc = l.doc_a JOIN {0}.document b ON b.doc = l.doc_b WHERE l.rule = 'decision'"""
    new, old = said.format("new"), said.format("old")
    moved = f"(({new}) EXCEPT ({old})) UNION ALL (({old}) EXCEPT ({new}))"
    return f"""SELECT l.entity FROM ({moved}) m JOIN {here}.document d ON d.id = m.doc_a OR d.id = m.doc_b
        JOIN {here}.local_entity l ON l.doc = d.doc AND (l.key = m.key_a AND d.id = m.doc_a OR l.key = m.key_b AND d.id = m.doc_b)"""


# ------------------------------------------------------------------ states and disputes
def _with_answers(ask: _Ask, found: Differences) -> Differences:
    for side in ("old", "new"):
        ask(f"CREATE TEMP TABLE asked_{side} AS {_questions(side)}")
    opened, closed = (_disputes(ask, *sides) for sides in _BOTH)
    joined = f"({_states('old')}) o FULL JOIN ({_states('new')}) n ON n.topic = o.topic AND n.x = o.x AND n.y = o.y"
    ((new, gone, moved),) = ask(
        f"SELECT count(*) FILTER (o.topic IS NULL), count(*) FILTER (n.topic IS NULL), count(*) FILTER (o.status <> n.status) FROM {joined}"
    )
    return Differences(
        found.documents_new,
        found.documents_gone,
        found.claims_new,
        found.claims_gone,
        opened,
        closed,
        Listed(moved, tuple(_moved(ask, joined)) if moved else ()),
        found.joined,
        found.parted,
        new,
        gone,
    )


def _moved(ask: _Ask, joined: str) -> list[Moved]:
    """The states that stand otherwise, those first that are turned round."""
    weights = ", ".join(f"('{a}', '{b}', {weight(a, b)})" for a in Status for b in Status if a is not b)
    rows = ask(f"""SELECT n.topic, x.label, y.label, o.status, n.status FROM {joined}
        JOIN (VALUES {weights}) w(was, now, weight) ON w.was = o.status AND w.now = n.status
        LEFT JOIN new.entity x ON x.entity = n.x LEFT JOIN new.entity y ON y.entity = n.y
        ORDER BY w.weight, n.topic, x.label, y.label, n.x, n.y LIMIT {MORE}""")
    return [Moved(vocabulary()[topic_name(topic)].sentence(x, y), before, after) for topic, x, y, before, after in rows]


def _disputes(ask: _Ask, here: str, there: str) -> Listed[Asked]:
    """The disputes that only the record ``here`` has, those of most claims first."""
    only = f"asked_{here} h ANTI JOIN asked_{there} t ON t.kind = h.kind AND t.topic = h.topic AND t.x = h.x AND t.y = h.y"
    ((total,),) = ask(f"SELECT count(*) FROM {only}")
    listed = f"SELECT h.kind, h.topic, h.own_x, h.own_y, h.holders FROM {only} ORDER BY h.claims DESC, 1, 2, 3, 4 LIMIT {MORE}"
    rows = ask(listed) if total else []
    ids = sorted({e for row in rows for e in (row[2], row[3], *row[4])})
    named = {
        e: (k, n) for e, k, n in ask(f"SELECT entity, key, label FROM {here}.entity WHERE entity IN (SELECT unnest(?::INTEGER[]))", [ids])
    }
    return Listed(total, tuple(_asked(row, named) for row in rows))


def _asked(row: tuple[Any, ...], named: Mapping[int, tuple[str, str]]) -> Asked:
    kind, topic, x, y, holders = row
    question = QUESTIONS[DisputeKind(kind)](topic, x, y, lambda e: named[e][1] if e in named else "somebody")
    return Asked(kind, question, tuple(named[e][0] for e in dict.fromkeys((x, y, *holders)) if e in named))


def _states(side: str) -> str:
    symmetric = [str(topic_number(t)) for t in states() if vocabulary()[t].symmetric]
    return f"SELECT topic, status, {_common(side, ', '.join(symmetric))} FROM {side}.state s {_same(side)}"


def _questions(side: str) -> str:
    v = vocabulary()
    names = [n for n, p in v.predicates.items() if p.symmetric or p.either_way] + [n for n, q in v.questions.items() if q.symmetric]
    holders = "list(DISTINCT holder ORDER BY holder) FILTER (holder > 0) AS holders"
    told = f"(SELECT kind, topic, x, y, count(DISTINCT claim_id) AS claims, {holders} FROM {side}.dispute_side GROUP BY kind, topic, x, y)"
    symmetric = ", ".join(f"'{n}'" for n in names)
    return f"SELECT kind, topic, claims, COALESCE(holders, []) AS holders, s.x AS own_x, s.y AS own_y, {_common(side, symmetric)} FROM {told} s {_same(side)}"


def _same(side: str) -> str:
    return "LEFT JOIN same sx ON sx.a = s.x LEFT JOIN same sy ON sy.a = s.y" if side == "old" else ""


def _common(side: str, symmetric: str) -> str:
    """x and y by the numbers of the new record (those whom it does not know below 0), and in one order where the order says nothing."""
    x, y = ("COALESCE(sx.b, -s.x)", "COALESCE(sy.b, -s.y)") if side == "old" else ("s.x", "s.y")
    turned = f"topic IN ({symmetric}) AND {y} < {x}"
    return f"CASE WHEN {turned} THEN {y} ELSE {x} END AS x, CASE WHEN {turned} THEN {x} ELSE {y} END AS y"
