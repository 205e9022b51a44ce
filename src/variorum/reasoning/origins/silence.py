"""Who, having spoken about the matter, neither affirmed nor denied a proposition."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from variorum.model import Act
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.origins.matter import Key, Matter, Told
from variorum.reasoning.origins.values import Silence
from variorum.reasoning.witness import Rows

#: Days before and after the time of a proposition in which whoever speaks of its subject or object could have been expected to speak of it. A year:
#: what is dated by the year alone in one text and by the month in another is still near.
NEAR = 366
#: Claims shown for each silent voice.
_SHOWN = 3

# $1, $2: subject and object (the subject again when there is none); $3, $4: the days near the proposition, $5: the middle of them; $6: whether the
# proposition has a time. What is said of somebody's names is no speaking about what he did. A claim that is about both is about the matter unless
# it is dated elsewhen; one about one of them must be dated near, where there is a time to be near to. `far`: days between the middles of the two.
_ABOUT = f"""WITH about AS (
    SELECT claim_id, predicate, voice, subject, object, act, start_earliest, end_latest FROM claim WHERE subject IN ($1, $2)
    UNION ALL
    SELECT claim_id, predicate, voice, subject, object, act, start_earliest, end_latest FROM claim_o
    WHERE object IN ($1, $2) AND subject NOT IN ($1, $2)
), placed AS (
    SELECT a.*, $1 <> $2 AND a.subject IN ($1, $2) AND a.object IN ($1, $2) AND a.subject <> a.object AS is_both,
        a.start_earliest <> {UNKNOWN_PAST} AND a.end_latest <> {UNKNOWN_FUTURE} AS is_dated,
        a.start_earliest < $4 AND $3 < a.end_latest AS is_near
    FROM about a
), spoke AS (
    SELECT b.claim_id, b.voice, b.is_both, CASE WHEN b.is_dated THEN abs((b.start_earliest + b.end_latest) // 2 - $5) ELSE 2147483647 END AS far
    FROM placed b JOIN predicate p ON p.predicate = b.predicate
    WHERE p.name NOT IN ('alias', 'same_as') AND b.act <> {tuple(Act).index(Act.ASKS)}
      AND CASE WHEN b.is_both THEN b.is_near OR NOT b.is_dated OR NOT $6 WHEN $6 THEN b.is_near AND b.is_dated ELSE $1 = $2 END
)
SELECT voice, bool_or(is_both), count(*), list(claim_id ORDER BY NOT is_both, far, claim_id)[1:{_SHOWN}] FROM spoke GROUP BY voice ORDER BY voice"""

# Whoever took up a position, or passed one on, on the proposition or its denial; and whoever judged a claim of either.
_SPOKEN = """SELECT DISTINCT unnest(c.chain) FROM claim c JOIN predicate p ON p.predicate = c.predicate
WHERE p.name = ? AND ((c.subject = ? AND c.object = ?) OR (c.subject = ? AND c.object = ?))
UNION ALL SELECT DISTINCT a.voice FROM assessment a JOIN claim c ON c.claim_id = a.claim_id JOIN predicate p ON p.predicate = c.predicate
WHERE p.name = ? AND ((c.subject = ? AND c.object = ?) OR (c.subject = ? AND c.object = ?))"""

_JUDGED = f"""SELECT a.voice, min(d.id), list(a.claim_id ORDER BY a.claim_id)[1:{_SHOWN}] FROM assessment a JOIN claim c ON c.claim_id = a.claim_id
JOIN document d ON d.doc = c.doc WHERE c.doc IN (SELECT unnest(?::INTEGER[])) GROUP BY a.voice ORDER BY a.voice"""

# Whose pages speak of a letter or work by one who speaks in those documents.
_REPLIED = f"""SELECT c.voice, min(e.label), list(c.claim_id ORDER BY c.claim_id)[1:{_SHOWN}] FROM claim c
JOIN predicate p ON p.predicate = c.predicate JOIN entity e ON e.entity = c.subject
WHERE p.name IN ('authored', 'wrote_to') AND c.subject IN (SELECT unnest(?::INTEGER[])) AND c.voice <> c.subject
AND c.doc NOT IN (SELECT unnest(?::INTEGER[])) GROUP BY c.voice ORDER BY c.voice"""

_WORKS = "SELECT entity FROM entity WHERE type = 'work' AND entity IN (SELECT unnest(?::INTEGER[]))"


def silent(record: Rows, matter: Matter, key: Key, told: Sequence[Told], heard: Collection[int] = ()) -> tuple[Silence, ...]:
    """The voices that spoke about subject or object near the time, or judged or took up a document that says it, and said neither yes nor no.

    Those who passed the proposition on, in a chain, are not silent: the paths show them; nor are those in ``heard``, to whom a path leads. A work
    keeps no silence; its writer may. In order of nearness: about both, about one, about a document. Of a proposition without a time only those who
    speak of both are known to speak near it.
    """
    s, o = key.subject, key.object or key.subject
    spoken = {*heard, *(v for (v,) in record.rows(_SPOKEN, [key.predicate, s, key.object, key.object, s] * 2))}
    found: dict[int, tuple[int, Silence]] = {}
    time = _time(told)
    first, last = (time[0] - NEAR, time[1] + NEAR) if time else (0, 0)
    for voice, both, count, claims in record.rows(_ABOUT, [s, o, first, last, (first + last) // 2, time is not None]):
        of = "both" if both else "one of the two" if key.object else "it"
        found[voice] = (0 if both else 1, Silence(voice, f"spoke of {of} {_times(count)}", tuple(claims)))
    docs = sorted({t.doc for t in told})
    for voice, document, claims in record.rows(_JUDGED, [docs]):
        found.setdefault(voice, (2, Silence(voice, f"judged what {document} says of other things", tuple(claims))))
    speakers = sorted({v for d in docs for v in matter.pages[d].speakers})
    for voice, writer, claims in record.rows(_REPLIED, [speakers, docs]):
        found.setdefault(voice, (3, Silence(voice, f"took up a text of {writer}", tuple(claims))))
    spoken |= {e for (e,) in record.rows(_WORKS, [sorted(found)])}
    return tuple(found[v][1] for _, v in sorted((rank, v) for v, (rank, _) in found.items() if v and v not in spoken))


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _time(told: Sequence[Told]) -> tuple[int, int] | None:
    """The days from the first to the last that the claims with a time speak of; None when none has one."""
    first = [t.window.start_earliest for t in told if t.window.start_earliest != UNKNOWN_PAST]
    last = [t.window.end_latest for t in told if t.window.end_latest != UNKNOWN_FUTURE]
    return (min(first), max(last)) if first and last else None
