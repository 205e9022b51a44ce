"""The event calculus as relational queries: from the claims that a viewpoint admits to what they say for and against propositions.

One text, in the subset of SQL that DuckDB and Spark both read (docs/decisions/0003-store.md), for one question and for the whole record;
what differs is only where the claims come from and which propositions are asked about. ``tests/reasoning/oracle.py`` says the same in plain
Python, claim by claim, and must agree on random records. The steps are common table expressions, in this order:

rule      what a claim of a predicate says of a topic, from the vocabulary
admitted  the claims: those of the viewpoint only
bound     claims with the topics that they speak of, and the bodies that they name as its x and y
asked     the propositions; for chosen ones also x_of and y_of: the bodies that count as their x and y (earlier and later names)
fit       which claim speaks to which proposition, by the first rule that fits
told      for or against, and when: four days, half open
clipped   ends cut what persisted before them, beginnings cut the ends before them
stand     how each stands to the date that is asked about
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from variorum.model import Act, Lasts, vocabulary
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.rules import Effect, Rule, rules_of

_SLOTS = (None, "subject", "object", "from", "org")  #: a rule's slots by number; 0: none
_EFFECTS = tuple(Effect)
_ACTS = tuple(Act)

#: What the calculus needs of a claim beside the bodies that it names. No more is carried: a column costs in every step.
_CARRIED = ("start_earliest", "start_latest", "end_earliest", "end_latest", "polarity", "certainty", "mode", "act")
#: How it speaks of a topic.
_SPOKEN = ("rank", "effect", "speaks_for", "weak", "durable", "stated", "ties", "x_slot", "y_slot", "x_said", "y_said")


@dataclass(frozen=True, slots=True)
class Asked:
    """A proposition to judge, with the bodies that count as its x and its y: itself, and with a lineage its earlier and later names.

    ``later``: itself and the later names, of both: what ends them ends it. That an earlier name was dissolved ends nothing of the later one.
    """

    topic: str
    x: int
    y: int
    xs: tuple[int, ...]
    ys: tuple[int, ...]
    later: frozenset[int]


_BRACES = re.compile(r"\{([a-z_.]+)\}")

#: Names that stand in braces in the texts below.
_WORDS = {
    "past": str(UNKNOWN_PAST),
    "future": str(UNKNOWN_FUTURE),
    "holds": str(_EFFECTS.index(Effect.HOLDS)),
    "begins": str(_EFFECTS.index(Effect.BEGINS)),
    "ends": str(_EFFECTS.index(Effect.ENDS)),
    "one_sided": "(b.effect <> {ends} OR b.polarity > 0)",
    "loose": "b.polarity < 0 AND b.effect = {holds} AND b.x_slot <> 0 AND b.y_slot <> 0 AND (b.x_said <> 0 OR b.y_said <> 0)",
    "doubting": f"({_ACTS.index(Act.DOUBTS)}, {_ACTS.index(Act.ASKS)})",
}

_BOUND = """bound AS (
    SELECT r.topic, r.rank, r.effect, r.supports AS speaks_for, r.weak, r.durable, r.stated, r.ties, r.names, r.paired, r.twin, r.x_slot, r.y_slot,
        CASE r.x_slot WHEN 1 THEN c.subject WHEN 2 THEN c.object WHEN 3 THEN c.arg_from WHEN 4 THEN c.arg_org ELSE 0 END AS x_said,
        CASE r.y_slot WHEN 1 THEN c.subject WHEN 2 THEN c.object WHEN 3 THEN c.arg_from WHEN 4 THEN c.arg_org ELSE 0 END AS y_said,
        {c.carried}
    FROM admitted c JOIN rule r ON r.predicate = c.predicate
)"""

# Every proposition that some claim holds or begins; of a tie without direction the smaller number first.
_EVERY_STATE = """asked AS (
    SELECT DISTINCT topic,
        CASE WHEN names = 2 AND y_said < x_said THEN y_said ELSE x_said END AS x,
        CASE WHEN names = 2 AND y_said < x_said THEN x_said ELSE y_said END AS y
    FROM bound
    WHERE names > 0 AND x_said <> y_said
        AND CASE WHEN effect = {begins} THEN x_said <> 0 AND (y_said <> 0 OR NOT paired) ELSE x_said <> 0 OR y_said <> 0 END
)"""
# Every two bodies that a claim sets beside each other in a question.
_EVERY_PAIR = """asked AS (
    SELECT DISTINCT topic,
        CASE WHEN names = 2 AND y_said < x_said THEN y_said ELSE x_said END AS x,
        CASE WHEN names = 2 AND y_said < x_said THEN x_said ELSE y_said END AS y
    FROM bound WHERE paired AND x_said <> 0 AND y_said <> 0 AND x_said <> y_said
)"""

# The ways in which a claim is about a proposition. Ends that name only one of the two bodies ("he died") go to all that it has part in, if
# affirmed: that somebody did *not* die says nothing of his ties. A denied tie to nobody in particular ("independent") denies it to each.
_FIT_EVERY = """
    SELECT a.topic, a.x, a.y, {b.carried_fit} FROM {spoken} b JOIN asked a ON a.topic = b.topic AND a.x = b.x_said AND a.y = b.y_said
    WHERE b.x_slot <> 0 AND (b.y_slot <> 0 OR NOT b.paired) AND (b.paired OR {one_sided})
    {sides}UNION ALL
    SELECT a.topic, a.x, a.y, {b.carried_fit} FROM {spoken} b JOIN asked a ON a.topic = b.topic AND a.x = b.x_said
    WHERE b.y_slot = 2 AND b.y_said = 0 AND a.y <> 0 AND {loose}
    UNION ALL
    SELECT a.topic, a.x, a.y, {b.carried_fit} FROM {spoken} b JOIN asked a ON a.topic = b.topic AND a.y = b.y_said
    WHERE b.x_slot = 2 AND b.x_said = 0 AND a.x <> 0 AND {loose}"""
_FIT_SIDES = """UNION ALL
    SELECT a.topic, a.x, a.y, {b.carried_fit} FROM {spoken} b JOIN asked a ON a.topic = b.topic AND a.x = b.x_said
    WHERE b.paired AND b.y_slot = 0 AND b.x_said <> 0 AND {one_sided}
    UNION ALL
    SELECT a.topic, a.x, a.y, {b.carried_fit} FROM {spoken} b JOIN asked a ON a.topic = b.topic AND a.y = b.y_said
    WHERE b.paired AND b.x_slot = 0 AND b.y_said <> 0 AND {one_sided}
    """
_FIT_SIDES_ASKED = """UNION ALL
    SELECT a.topic, a.x, a.y, {b.carried_fit} FROM {spoken} b JOIN x_of xs ON xs.entity = b.x_said JOIN asked a ON a.p = xs.p AND a.topic = b.topic
    WHERE b.paired AND b.y_slot = 0 AND b.x_said <> 0 AND {one_sided} AND (b.effect <> {ends} OR xs.later)
    UNION ALL
    SELECT a.topic, a.x, a.y, {b.carried_fit} FROM {spoken} b JOIN y_of ys ON ys.entity = b.y_said JOIN asked a ON a.p = ys.p AND a.topic = b.topic
    WHERE b.paired AND b.x_slot = 0 AND b.y_said <> 0 AND {one_sided} AND (b.effect <> {ends} OR ys.later)
    """
# The same through earlier and later names; an end that names one body only is an end of its earlier names too.
_FIT_ASKED = """
    SELECT a.topic, a.x, a.y, {b.carried_fit}
    FROM {spoken} b JOIN x_of xs ON xs.entity = b.x_said JOIN y_of ys ON ys.entity = b.y_said AND ys.p = xs.p
        JOIN asked a ON a.p = xs.p AND a.topic = b.topic
    WHERE b.x_slot <> 0 AND (b.y_slot <> 0 OR NOT b.paired) AND (b.paired OR ({one_sided} AND (b.effect <> {ends} OR xs.later)))
    {sides_asked}UNION ALL
    SELECT a.topic, a.x, a.y, {b.carried_fit}
    FROM {spoken} b JOIN x_of xs ON xs.entity = b.x_said JOIN asked a ON a.p = xs.p AND a.topic = b.topic
    WHERE b.y_slot = 2 AND b.y_said = 0 AND a.y <> 0 AND {loose}
    UNION ALL
    SELECT a.topic, a.x, a.y, {b.carried_fit}
    FROM {spoken} b JOIN y_of ys ON ys.entity = b.y_said JOIN asked a ON a.p = ys.p AND a.topic = b.topic
    WHERE b.x_slot = 2 AND b.x_said = 0 AND a.x <> 0 AND {loose}"""

# One claim speaks once to a proposition: by its first rule.
_FIT = """fit AS (
    SELECT * FROM (
        SELECT f.*, row_number() OVER (PARTITION BY f.topic, f.x, f.y, f.claim_id ORDER BY f.rank) AS turn FROM ({fits}) f
    ) t WHERE turn = 1
)"""
# For the whole record, claims that say the same are counted and go on as one: that a body was dissolved is told by hundreds, and ends
# thousands of ties. Only rules that have a twin can make one claim say a thing twice.
_COUNTED = """alike AS (
    SELECT {b.counted}, count(*) AS n FROM (
        SELECT {b.counted} FROM bound b WHERE NOT b.twin
        UNION ALL
        SELECT {b.counted} FROM (
            SELECT *, row_number() OVER (PARTITION BY claim_id, topic, x_said, y_said ORDER BY rank) AS turn FROM bound WHERE twin
        ) b WHERE b.turn = 1
    ) b GROUP BY {b.counted}
), fit AS ({fits})"""

# When it speaks. A state claim: for its time, "in 2007" for all of 2007; a durable one then goes on. An event: from a day within its date on,
# only the outer limits of which bind ("by August" is a limit, not a duration); a denied one for the time that it speaks of.
_TOLD = """told AS (
    SELECT topic, x, y, x_said, y_said, weak OR (ties AND effect = {ends} AND polarity < 0) AS weak, mode <> 0 AS idle, speaks_for = (polarity > 0) AS supports,
        certainty <= 1 AND mode = 0 AND act NOT IN {doubting} AS sure,
        CASE WHEN holding OR polarity < 0 THEN {holds} ELSE effect END AS effect,
        from_earliest, from_latest, until_earliest, until_latest,
        start_earliest = {past} AND end_latest = {future} AS undated,
        said_until, persists, one_sided, {carried}
    FROM (
        SELECT *, effect = {holds} AS holding,
            start_earliest AS from_earliest,
            CASE WHEN shape = 1 THEN start_earliest WHEN shape IN (0, 2, 5) THEN start_latest
                WHEN shape = 3 AND (start_earliest <> {past} OR end_latest <> {future}) THEN start_earliest
                ELSE from_last END AS from_latest,
            CASE WHEN shape = 0 OR shape = 5 THEN end_earliest
                WHEN shape = 1 THEN CASE WHEN polarity > 0 AND durable THEN {future} ELSE end_latest END
                WHEN shape = 2 THEN CASE WHEN durable OR start_latest = {future} THEN {future} ELSE start_latest + 1 END
                WHEN shape = 3 THEN CASE WHEN start_earliest <> {past} OR end_latest <> {future} THEN end_latest ELSE end_earliest END
                WHEN effect = {begins} AND NOT durable AND from_last <> {future} THEN from_last + 1
                ELSE {future} END AS until_earliest,
            CASE WHEN shape = 1 THEN end_latest ELSE start_earliest END AS said_until,
            CASE WHEN shape = 1 AND polarity > 0 OR shape = 4 THEN {future} ELSE end_latest END AS until_latest,
            (shape = 1 AND polarity > 0) OR shape = 2 OR shape = 4 AS persists,
            shape = 4 AND (x_slot = 0 OR y_slot = 0) AS one_sided
        FROM (
            SELECT *, CASE WHEN end_latest = {future} THEN {future} ELSE end_latest - 1 END AS from_last, CASE
                WHEN NOT (effect = {holds} AND stated) THEN CASE WHEN effect = {holds} OR polarity < 0 THEN 3 ELSE 4 END
                WHEN start_earliest = {past} AND end_latest = {future} THEN 5  -- without a time
                WHEN end_earliest - 1 = start_earliest AND end_latest - 1 = start_latest THEN 1  -- of one date
                WHEN end_latest = {future} THEN 2  -- since
                ELSE 0 END AS shape
            FROM fit
        ) s
    ) w
)"""

# Only sure, strong claims cut; a beginning without a date does not (it is told with what ended later), an end without one does. The cutters of a
# claim are those of the other sign that do not lie certainly before it. The earliest bounds its certain end: what a claim says of its own
# time ("in 2007") only if it lies within that time. The earliest that lies certainly after its begin bounds its possible end. Equal times are
# cut once, and bounds are running extremes over both sorted together, never pairs: of a well-known body there are too many.
_CLIPPED = """cutter AS (
    SELECT DISTINCT topic, x, y, NOT supports AS sign, from_earliest, from_latest FROM told
    WHERE sure AND NOT weak AND (supports AND effect <> {ends} AND NOT undated OR NOT supports AND effect = {ends})
), lasting AS (
    SELECT DISTINCT t.topic, t.x, t.y, t.supports AS sign, t.from_earliest, t.from_latest, t.said_until FROM told t
    WHERE t.persists AND EXISTS (SELECT 1 FROM cutter c WHERE c.topic = t.topic AND c.x = t.x AND c.y = t.y AND c.sign = t.supports)
), sorted AS (
    SELECT topic, x, y, sign, from_earliest, from_latest, said_until, 2 * CAST(from_earliest AS BIGINT) AS begins, 2 * CAST(from_earliest AS BIGINT) AS after,
        2 * CAST(from_latest AS BIGINT) AS late, CAST(NULL AS INTEGER) AS first, CAST(NULL AS INTEGER) AS last
    FROM lasting
    UNION ALL
    SELECT c.topic, c.x, c.y, c.sign, NULL, NULL, NULL, 2 * CAST(c.from_earliest AS BIGINT), 2 * CAST(c.from_earliest AS BIGINT) - 1,
        2 * CAST(c.from_earliest AS BIGINT), c.from_earliest, c.from_latest
    FROM cutter c WHERE EXISTS (SELECT 1 FROM lasting t WHERE t.topic = c.topic AND t.x = c.x AND t.y = c.y AND t.sign = c.sign)
), bounds AS (
    SELECT topic, x, y, sign, from_earliest, from_latest, said_until,
        LEAST(COALESCE(next_first, {future}), CASE WHEN last_so_far >= from_earliest THEN said_until ELSE {future} END) AS certain,
        COALESCE(first_over, {future}) AS possible
    FROM (
        SELECT topic, x, y, sign, from_earliest, from_latest, said_until, first,
            max(last) OVER (PARTITION BY topic, x, y, sign ORDER BY begins) AS last_so_far,
            min(first) OVER (PARTITION BY topic, x, y, sign ORDER BY after DESC) AS next_first,
            min(CASE WHEN last <> {future} THEN last + 1 END) OVER (PARTITION BY topic, x, y, sign ORDER BY late DESC) AS first_over
        FROM sorted
    ) s WHERE first IS NULL
), clipped AS (
    SELECT t.topic, t.x, t.y, t.x_said, t.y_said, t.weak, t.idle, t.supports, t.sure, t.effect, t.undated, t.persists, t.one_sided,
        t.from_earliest, t.from_latest,
        CASE WHEN persists THEN LEAST(t.until_earliest, COALESCE(b.certain, {future})) ELSE t.until_earliest END AS until_earliest,
        CASE WHEN persists THEN LEAST(t.until_latest, COALESCE(b.possible, {future})) ELSE t.until_latest END AS until_latest,
        {t.carried}
    FROM told t LEFT JOIN bounds b ON b.topic = t.topic AND b.x = t.x AND b.y = t.y AND b.sign = t.supports
        AND b.from_earliest = t.from_earliest AND b.from_latest = t.from_latest AND b.said_until = t.said_until
)"""

# ``supports`` and ``opposes`` speak to the date, ``ended`` says that it was over by then; ``weak`` bears on the question without deciding it;
# ``elsewhen`` speaks of other dates. ``certain``: it is sure, and surely of that date (asked without one, a supporter is of any).
_STAND = """stand AS (
    SELECT *, CASE WHEN weak OR idle THEN 'weak' WHEN from_earliest >= {last} OR until_latest <= {first} THEN 'elsewhen'
            WHEN supports THEN 'supports' WHEN effect <> {ends} THEN 'opposes' ELSE 'ended' END AS role,
        sure AND (({anytime} AND supports) OR (from_latest < {last} AND {first} < until_earliest AND from_latest < until_earliest)) AS certain
    FROM clipped
)"""

# held: somebody sure says so and nobody denies it; denied: only denials, or it had ended; contested: both a supporter and a denial speak to
# the date (or a supporter outlasts an end); possible: only undated, unsure or uncertainly dated support; unknown: nobody speaks to the date.
_STATUS = """CASE
    WHEN sum(CASE WHEN role = 'supports' THEN 1 ELSE 0 END){over} > 0 AND (sum(CASE WHEN role = 'opposes' THEN 1 ELSE 0 END){over} > 0
        OR (NOT {anytime} AND sum(CASE WHEN role = 'ended' AND certain THEN 1 ELSE 0 END){over} > 0
            AND sum(CASE WHEN role = 'supports' AND certain AND NOT persists THEN 1 ELSE 0 END){over} > 0)) THEN 'contested'
    WHEN sum(CASE WHEN role = 'supports' AND certain THEN 1 ELSE 0 END){over} > 0 THEN 'held'
    WHEN sum(CASE WHEN role = 'opposes' OR (role = 'ended' AND certain) THEN 1 ELSE 0 END){over} > 0 THEN 'denied'
    WHEN sum(CASE WHEN role = 'supports' THEN 1 ELSE 0 END){over} > 0 THEN 'possible'
    ELSE 'unknown' END AS status"""


def standing(steps: str, days: tuple[int, int] | None, selected: str, *, each: bool) -> str:
    """The whole query: ``selected`` with topic, x, y and status, on the days ``first, last`` (half open; None: any).

    ``steps`` is what :func:`clipped` gives. ``each``: a row a claim ``c``, with its predicate ``p`` and standing ``s``; else a row a proposition,
    of aggregates over ``s``.
    """
    first, last = days or (UNKNOWN_PAST, UNKNOWN_FUTURE)
    words = {**_WORDS, "first": str(first), "last": str(last), "anytime": str(days is None).lower()}
    words["over"] = " OVER (PARTITION BY topic, x, y)" if each else ""
    tables = (
        "stand s JOIN admitted c ON c.claim_id = s.claim_id JOIN predicate p ON p.predicate = c.predicate"
        if each
        else "stand s GROUP BY topic, x, y"
    )
    return f"{steps},\n{_fill(_STAND, words)}\nSELECT topic, x, y, {_fill(_STATUS, words)}, {selected} FROM {tables}"


def topic_number(topic: str) -> int:
    """The number of a state or question in the texts: its place in the vocabulary, states before questions, from 1."""
    return _topics().index(topic) + 1


def topic_name(number: int) -> str:
    """The topic of a number."""
    return _topics()[number - 1]


def effect(name: str) -> int:
    """The number of an effect in the texts."""
    return _EFFECTS.index(Effect(name))


def states() -> tuple[str, ...]:
    """The states that a record can be in, in the order of the vocabulary; being called something is none."""
    return tuple(p.name for p in vocabulary().predicates.values() if p.is_state and p.name != "alias")


def clipped(claims: str, topics: Iterable[str], *, asked: Sequence[Asked] | None = None, sides: bool = True, alike: bool = False) -> str:
    """The common table expressions up to ``clipped``, to be followed by a SELECT.

    ``claims`` is a SELECT of the columns of a claim. ``asked`` None: every state that a claim holds or begins, or, where the topics are
    questions, every two bodies set beside each other. ``sides`` False leaves out ends that name one of two bodies only. ``alike``: claims that
    say the same become one row with their number ``n`` in place of ``claim_id``.
    """
    chosen = tuple(topics)
    if asked is None:
        propositions = _EVERY_PAIR if all(t in vocabulary().questions for t in chosen) else _EVERY_STATE
        fits = _FIT_EVERY
    else:
        propositions, fits = _asked(asked), _FIT_ASKED
    fit = _COUNTED.replace("{fits}", fits) if alike else _FIT.replace("{fits}", fits)
    words = _words(sides, alike)
    return _with(words, _rule(chosen), f"admitted AS ({claims})", _BOUND, propositions, fit, _TOLD, _CLIPPED)


def _with(words: Mapping[str, str], *steps: str) -> str:
    return "WITH " + ",\n".join(_fill(step, words) for step in steps)


def every_state(claims: str) -> str:
    """The query for the states (topic, x, y) that the claims hold or begin, each once."""
    return f"{bound(claims, states())}, {_fill(_EVERY_STATE, _WORDS)} SELECT topic, x, y FROM asked"


def bound(claims: str, topics: Iterable[str]) -> str:
    """The same up to ``bound``: which bodies the claims name as x and y of which topics."""
    return _with(_words(True), _rule(tuple(topics)), f"admitted AS ({claims})", _BOUND)


def _words(sides: bool, alike: bool = False) -> Mapping[str, str]:
    words = dict(_WORDS)
    words["sides"], words["sides_asked"] = (_FIT_SIDES, _FIT_SIDES_ASKED) if sides else ("", "")
    words["spoken"] = "alike" if alike else "bound"
    carried = ("n" if alike else "claim_id", *_CARRIED)
    for prefix in ("", "b.", "c.", "t."):
        words[f"{prefix}carried"] = ", ".join(f"{prefix}{name}" for name in carried)
    words["c.carried"] = ", ".join(f"c.{name}" for name in ("claim_id", *_CARRIED))
    words["b.counted"] = ", ".join(f"b.{name}" for name in ("topic", "paired", *_SPOKEN, *_CARRIED))
    words["b.carried_fit"] = ", ".join(f"b.{name}" for name in (*_SPOKEN, *carried))
    return words


def _fill(text: str, words: Mapping[str, str]) -> str:
    while (filled := _BRACES.sub(lambda m: words.get(m[1], m[0]), text)) != text:
        text = filled
    return text


def _asked(asked: Sequence[Asked]) -> str:
    """The chosen propositions with the bodies that count as their x and y."""
    rows, xs, ys = [], [], []
    for p, a in enumerate(asked):
        rows.append(f"({p}, {topic_number(a.topic)}, {a.x}, {a.y})")
        xs += [f"({p}, {e}, {str(e in a.later).lower()})" for e in a.xs]
        ys += [f"({p}, {e}, {str(e in a.later).lower()})" for e in a.ys]
    return f"""asked(p, topic, x, y) AS (VALUES {", ".join(rows)}),
x_of(p, entity, later) AS (VALUES {", ".join(xs)}),
y_of(p, entity, later) AS (VALUES {", ".join(ys)})"""


def _rule(topics: Sequence[str]) -> str:
    """The rules of the topics as rows; predicates by name, so that a record of another version of the vocabulary is read rightly."""
    rows = [row for topic in topics for row in _rule_rows(topic)]
    return f"""rule AS (
    SELECT p.predicate, r.topic, r.rank, r.effect, r.supports, r.weak, r.durable, r.stated, r.ties, r.names, r.paired, r.twin, r.x_slot, r.y_slot FROM (VALUES
        {("," + chr(10) + "        ").join(rows)}
    ) r(name, topic, rank, effect, supports, weak, durable, stated, ties, names, paired, twin, x_slot, y_slot) JOIN predicate p ON p.name = r.name
)"""


@cache
def _rule_rows(topic: str) -> tuple[str, ...]:
    v = vocabulary()
    question = v.questions.get(topic)
    paired = "{y}" in question.asks if question else bool(v[topic].object_types)
    symmetric = question.symmetric if question else v[topic].symmetric
    found = []
    for rank, r in enumerate(rules_of(topic)):
        state = r.state or (r.predicate if v[r.predicate].is_state else None)
        flags = (
            r.supports,
            r.weak,
            state is None or v[state].lasts is Lasts.DURABLE,
            v[r.predicate].is_state,
            question is None,  # that a break is denied says little of each tie that it would have ended
        )
        names = (2 if symmetric else 1) if topic not in v or _makes_state(r, topic) else 0  # `exists` is a state and a question
        values = (rank, _EFFECTS.index(r.effect), *flags, names, paired, _has_twin(r, topic), _SLOTS.index(r.x), _SLOTS.index(r.y))
        found.append(f"('{r.predicate}', {topic_number(topic)}, {', '.join(str(v).lower() for v in values)})")
    return tuple(found)


def _has_twin(rule: Rule, topic: str) -> bool:
    """Whether a claim may say the same of the topic by another rule too; not so where the two bodies only change places."""
    others = [r for r in rules_of(topic) if r.predicate == rule.predicate and r != rule and (r.x is None) == (rule.x is None)]
    return any((r.y is None) == (rule.y is None) and (r.x, r.y) != (rule.y, rule.x) for r in others)


def _makes_state(rule: Rule, topic: str) -> bool:
    """Whether a claim of this rule puts the state forward at all: it says that it holds, or begins it."""
    return rule.effect is Effect.BEGINS or (rule.effect is Effect.HOLDS and rule.predicate == topic and rule.x == "subject")


@cache
def _topics() -> tuple[str, ...]:
    return (*vocabulary().predicates, *vocabulary().questions)
