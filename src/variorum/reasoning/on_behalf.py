"""For which bodies a claim counts in a dispute beside those that it names: one voice tells it of a body, another of its leader or its envoy.

Who leads a body, and an earlier name of it, count for it in all that the vocabulary lets a body do (``on_behalf``); an envoy and a part only in what
they did (``counts_for: acts``): that the envoy met nobody does not say that the body met nobody, and a part that is under somebody does not put
the whole under him. They count in the time of the tie, as the event calculus finds it, by whoever's word; one step only: the leader of a part does
not speak for the whole. Names are no steps: a name before the earlier name counts, and who
leads an earlier name counts for the later one. What passes inside a body counts for it on neither side: between a part and another part or member,
between two who led it; but for two bodies it counts where leaders of each are at odds.
In states and verdicts nobody counts for another but a lineage; here two claims are set beside each other, and why is shown.

A claim that counts for another body stands among the claims once more, with that body in its place and with its id negative. Two of
these never make a dispute: of those whom both of them name, it is one already. (docs/decisions/0025-who-counts-for-a-body.md)
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from variorum.model import Certainty, CountsFor, Mode, Predicate, vocabulary
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.against import MANNER, taken_rows
from variorum.reasoning.calculus import CARRIED, clipped, topic_number
from variorum.reasoning.lineage import Lineage
from variorum.reasoning.rules import predicates_of
from variorum.reasoning.stretches import stretches
from variorum.reasoning.viewpoint import Viewpoint
from variorum.reasoning.witness import Rows, about

#: The columns of the table ``claim``; subject and object are filled in.
COLUMNS = """claim_id, predicate, subject, object, start_earliest, start_latest, end_earliest, end_latest, polarity, certainty, mode, act,
voice, chain, doc, span_start, span_end, arg_from, arg_org, arg_place"""


@cache
def ties() -> tuple[str, ...]:
    """The states by which claims about the subject count for the object, in the order of the vocabulary."""
    return tuple(p.name for p in vocabulary().predicates.values() if p.is_state and p.counts_for)


@cache
def renamings() -> tuple[str, ...]:
    """The events by which they do, whatever the time: a name and a later name are one body."""
    return tuple(p.name for p in vocabulary().predicates.values() if not p.is_state and p.counts_for)


def counted(claims: str) -> str:
    """The SELECT of claims that count for further bodies, as rows of the table ``claim`` with their ids negative and the bodies for which they count as
    subject or object; besides, ``why_subject`` and ``why_object``: the claim of the tie by which they do, the smallest id of those that reach it; 0 for none.

    Only where another claim may stand against it (``against``): one that names the two, or that denies it of one of them and nobody in particular.
    """
    return f"""WITH {_stands(claims)},
may(name, is_subject, acts) AS (VALUES {_may()}),
{_PLACED.format(claims=claims, ordered=tuple(Mode).index(Mode.ORDERED), manner=MANNER, taken=taken_rows())},
place AS (
    SELECT c.claim_id, f.for_subject, f.for_object, m.is_subject, CASE WHEN m.is_subject THEN c.subject ELSE c.object END AS agent,
        CASE WHEN m.is_subject THEN c.object ELSE c.subject END AS other, CASE WHEN m.is_subject THEN f.for_subject ELSE f.for_object END AS body,
        CASE WHEN m.is_subject THEN f.for_object ELSE f.for_subject END AS others,
        m.acts AND c.polarity > 0 AS acting, c.start_earliest, c.end_latest
    FROM ({claims}) c JOIN predicate p ON p.predicate = c.predicate
        JOIN placed f ON f.subject = c.subject AND f.object = c.object AND f.name = p.name AND f.manner = {MANNER}
        JOIN may m ON m.name = p.name AND CASE WHEN m.is_subject THEN f.for_subject ELSE f.for_object END <> 0
),
reached AS (
    SELECT t.claim_id, t.for_subject, t.for_object, t.is_subject, min(s.why) AS why
    FROM place t JOIN stands s ON s.agent = t.agent AND s.body = t.body AND s.first < t.end_latest AND t.start_earliest < s.last
    WHERE s.counts AND (s.wholly OR t.acting) AND (t.others <> 0 AND s.wholly OR NOT EXISTS (
        SELECT 1 FROM stands o WHERE o.agent = t.other AND o.body = t.body AND (o.wholly OR NOT s.wholly)
            AND o.first < t.end_latest AND t.start_earliest < o.last))
    GROUP BY t.claim_id, t.for_subject, t.for_object, t.is_subject
),
filled AS (
    SELECT claim_id, for_subject, for_object, max(CASE WHEN is_subject THEN why ELSE 0 END) AS why_subject,
        max(CASE WHEN is_subject THEN 0 ELSE why END) AS why_object
    FROM reached GROUP BY claim_id, for_subject, for_object
    HAVING count(*) = CASE WHEN for_subject <> 0 AND for_object <> 0 THEN 2 ELSE 1 END
)
SELECT -c.claim_id AS claim_id, c.predicate, CASE WHEN f.for_subject = 0 THEN c.subject ELSE f.for_subject END AS subject,
    CASE WHEN f.for_object = 0 THEN c.object ELSE f.for_object END AS object, c.start_earliest, c.start_latest, c.end_earliest, c.end_latest,
    c.polarity, c.certainty, c.mode, c.act, c.voice, c.chain, c.doc, c.span_start, c.span_end, c.arg_from, c.arg_org, c.arg_place,
    f.why_subject, f.why_object
FROM filled f JOIN ({claims}) c ON c.claim_id = f.claim_id"""


def nobody(claims: str) -> str:
    """The same where no claim can count for a body that it does not name."""
    return f"SELECT {COLUMNS}, claim_id AS why_subject, claim_id AS why_object FROM ({claims}) c WHERE FALSE"


# For whom the two of a claim may count, whatever the time: by what is said of each pair and how, since thousands may say it of one pair. Where nothing
# that names the two for whom it would count may stand against it, it counts for nobody: of hubs there would be millions.
_PLACED = """taken(name, manner, yes, no, own_yes, own_no) AS (VALUES {taken}),
told_so AS (
    SELECT c.subject, c.object, c.arg_from, c.arg_org, CASE WHEN c.mode = {ordered} THEN c.voice ELSE 0 END AS orderer, c.polarity < 0 AS denied,
        p.name, {manner} AS manner
    FROM ({claims}) c JOIN predicate p ON p.predicate = c.predicate
),
said AS (
    SELECT s.subject, s.object, s.name, s.manner, t.yes, t.no, t.own_yes, t.own_no FROM (
        SELECT DISTINCT subject, object, name, manner FROM told_so WHERE name IN (SELECT name FROM may)
    ) s JOIN taken t ON t.name = s.name AND t.manner = s.manner
),
tied AS (SELECT DISTINCT agent, body FROM stands WHERE counts),
naming AS (
    SELECT n.x, n.y, n.name, bit_or(t.yes) AS yes, bit_or(t.no) AS no, bool_or(t.own_yes) AS own_yes, bool_or(t.own_no) AS own_no
    FROM (
        SELECT subject AS x, object AS y, name, manner FROM told_so UNION SELECT object, subject, name, manner FROM told_so
        UNION SELECT subject, arg_from, name, manner FROM told_so WHERE arg_from <> 0
        UNION SELECT object, arg_from, name, manner FROM told_so WHERE arg_from <> 0
        UNION SELECT subject, arg_org, name, manner FROM told_so WHERE arg_org <> 0
        UNION SELECT object, arg_org, name, manner FROM told_so WHERE arg_org <> 0
        UNION SELECT subject, orderer, name, manner FROM told_so WHERE orderer <> 0
        UNION SELECT object, orderer, name, manner FROM told_so WHERE orderer <> 0
        UNION SELECT subject + object, -1, name, manner FROM told_so WHERE denied AND (subject = 0) <> (object = 0)  -- of one of them and nobody in particular
    ) n JOIN taken t ON t.name = n.name AND t.manner = n.manner GROUP BY n.x, n.y, n.name
),
named AS (SELECT x, y, bit_or(yes) AS yes, bit_or(no) AS no FROM naming GROUP BY x, y),
counting AS (
    SELECT s.*, t.body AS for_subject, 0 AS for_object, t.body AS x, s.object AS y FROM said s JOIN tied t ON t.agent = s.subject
    UNION ALL SELECT s.*, 0, t.body, s.subject, t.body FROM said s JOIN tied t ON t.agent = s.object
    UNION ALL SELECT s.*, t.body, u.body, t.body, u.body FROM said s JOIN tied t ON t.agent = s.subject JOIN tied u ON u.agent = s.object
),
place_of AS (  -- the pairs under which what may stand against it would be found
    SELECT c.*, c.x AS one, c.y AS other FROM counting c WHERE c.x <> c.y
    UNION ALL SELECT c.*, c.x, -1 FROM counting c WHERE c.x <> c.y UNION ALL SELECT c.*, c.y, -1 FROM counting c WHERE c.x <> c.y
),
placed AS (
    SELECT DISTINCT c.subject, c.object, c.name, c.manner, c.for_subject, c.for_object
    FROM place_of c JOIN named n ON n.x = c.one AND n.y = c.other LEFT JOIN naming m ON m.x = c.one AND m.y = c.other AND m.name = c.name
    WHERE (c.yes & n.no) <> 0 OR (c.no & n.yes) <> 0 OR c.own_yes AND m.own_no OR c.own_no AND m.own_yes
)"""


def _stands(claims: str) -> str:
    """The steps to ``stands``: who counts for which body, from when to when (half open), wholly or in acts. Times that meet are one.

    Not ``counts``: he is bound to it, and counts for nobody. The calculus takes claims that say the same as one; their ids are joined to them again.
    """
    v = vocabulary()
    topics = ", ".join(f"({topic_number(t)}, {_wholly(t)})" for t in ties())
    counts = "".join(f" WHEN b.topic = {topic_number(t)} THEN {_in_role(v[t].roles)}" for t in ties() if v[t].roles)
    renamed = ", ".join(f"('{n}', {_wholly(n)})" for n in renamings())
    sure = ", ".join(str(tuple(Certainty).index(c)) for c in (Certainty.CERTAIN, Certainty.PROBABLE))
    alike = " AND ".join(f"b.{name} = c.{name}" for name in ("topic", "effect", *CARRIED))
    return f"""tied_to AS (
    SELECT x AS agent, y AS body, wholly, counts, from_earliest AS first, until_latest AS last, claim_id AS why FROM (
        {clipped(claims, ties(), alike=True)}
        SELECT c.x, c.y, n.wholly, CASE{counts} ELSE TRUE END AS counts, c.from_earliest, c.until_latest, b.claim_id
        FROM clipped c JOIN (VALUES {topics}) n(topic, wholly) ON n.topic = c.topic JOIN bound b ON b.x_said = c.x AND b.y_said = c.y AND {alike}
        WHERE c.supports AND c.sure AND NOT c.weak AND NOT c.idle AND c.x <> 0 AND c.y <> 0 AND c.from_earliest < c.until_latest
    ) t
),
{_later(claims, renamed, sure)},
told AS (
    SELECT agent, body, wholly, counts, first, last, why FROM tied_to
    UNION ALL SELECT t.agent, l.body, t.wholly, t.counts, t.first, t.last, t.why FROM tied_to t JOIN {_LATEST} l ON l.agent = t.body WHERE t.agent <> l.body
    UNION ALL SELECT agent, body, wholly, TRUE, {UNKNOWN_PAST}, {UNKNOWN_FUTURE}, why FROM {_LATEST}
),
{stretches("stands", "told", "agent, body, wholly, counts", meeting=True, also="min(why) AS why")}"""


DOUBLINGS = 3  #: of the chains of names that are followed: up to eight renamings
_LATEST = f"later{DOUBLINGS}"


def _later(claims: str, renamed: str, sure: str) -> str:
    """The steps to ``later3``: each name of a body with every later one, ``why`` the renaming of the earlier; a query that calls itself is not in the
    subset that all engines share (decision 3).
    """
    first = f"""later0 AS (
    SELECT c.subject AS agent, c.object AS body, n.wholly, min(c.claim_id) AS why
    FROM ({claims}) c JOIN predicate p ON p.predicate = c.predicate JOIN (VALUES {renamed}) n(name, wholly) ON n.name = p.name
    WHERE c.polarity > 0 AND c.mode = 0 AND c.certainty IN ({sure}) AND c.subject <> 0 AND c.object <> 0 AND c.subject <> c.object
    GROUP BY c.subject, c.object, n.wholly
)"""
    further = (
        f"""later{n + 1} AS (
    SELECT agent, body, wholly, min(why) AS why FROM (
        SELECT agent, body, wholly, why FROM later{n}
        UNION ALL SELECT a.agent, b.body, a.wholly AND b.wholly, a.why FROM later{n} a JOIN later{n} b ON b.agent = a.body WHERE a.agent <> b.body
    ) l GROUP BY agent, body, wholly
)"""
        for n in range(DOUBLINGS)
    )
    return ",\n".join((first, *further))


def _in_role(words: Iterable[str]) -> str:
    said = " OR ".join(f"lower(t.role) LIKE '%{w}%'" for w in words)
    return f"EXISTS (SELECT 1 FROM claim_text t WHERE t.claim_id = b.claim_id AND ({said}))"


def _wholly(tie: str) -> str:
    return str(vocabulary()[tie].counts_for is CountsFor.WHOLLY).lower()


def acts(p: Predicate, place: str) -> bool:
    """Whether who stands there is said to have done something, rather than to be tied to another, or to have had it done to him."""
    return p.is_act and (p.symmetric or place == "subject")


@cache
def _may() -> str:
    """The places of claims that count for a body: predicate, whether it is the subject, and whether it is who acts."""
    rows = ((p.name, place == "subject", acts(p, place)) for p in vocabulary().predicates.values() for place in p.on_behalf)
    return ", ".join(f"('{name}', {str(subject).lower()}, {str(act).lower()})" for name, subject, act in rows)


def reach(record: Rows, entities: Iterable[int], viewpoint: Viewpoint, lineage: Lineage) -> str:
    """The SQL for the claims from which disputes about ``entities`` are found: those about them, about everybody with whom one of them shares a claim,
    about whoever may count for one of these, and about the earlier and later names of all. ``lineage``: that of the viewpoint.
    """
    pairs = record.rows(f"SELECT DISTINCT subject, object FROM ({about(entities, viewpoint)}) c")
    near = _named({*entities, *(e for pair in pairs for e in pair)}, lineage)
    names = ", ".join(f"'{n}'" for n in sorted({*renamings(), *(n for t in ties() for n in predicates_of(t))}))
    tied = f"""SELECT DISTINCT c.subject, c.object, c.arg_from, c.arg_org FROM ({about(near, viewpoint)}) c
        JOIN predicate p ON p.predicate = c.predicate WHERE p.name IN ({names})"""
    return about(_named(near.union(*record.rows(tied)), lineage), viewpoint) if near else about((), viewpoint)


def _named(entities: Iterable[int], lineage: Lineage) -> set[int]:
    """The same with their earlier and later names; without nobody."""
    return {name for e in entities if e for name in lineage.family(e)}
