"""Two rules by which more or fewer claims count than the voices by themselves make: both are switches of a viewpoint, and off by default.

*Quoted*: an author endorses what he quotes or reports without comment. A comment is an assessment of that claim by him that disputes it, doubts it or
explains it away, a claim of his own that is the opposite (same predicate, subject and object), or that he passes it on as doubted or denied.

*Notes*: a note by the author, translator or editor of a document that disputes a claim in it overrides that claim, whoever makes it.

Both ask more of the record than a claim by itself shows, so they are conditions of a query, in the subset of SQL that DuckDB and Spark both read.
"""

from __future__ import annotations

from collections.abc import Iterable

from variorum.model import SPEAKERS, Act, Stance

_AGAINST = (Stance.DISPUTES, Stance.DOUBTS, Stance.EXPLAINS_AWAY)
#: What somebody does who does not merely pass a claim on.
_COMMENTING = (Act.DENIES, Act.DOUBTS, Act.ASKS)


def endorsed(claim: str, voices: Iterable[int], without: str) -> str:
    """The SQL condition by which one of ``voices`` passes the claim of another on without comment. ``without``: claims that are no comment, as an
    SQL list; empty for none. One subquery for all voices, which does not look at the row outside: it is computed once.
    """
    listed = ", ".join(f"({int(v)})" for v in sorted(voices))
    if not listed:
        return "FALSE"
    own = f"AND o.claim_id NOT IN ({without})" if without else ""
    return f"""{claim}.claim_id IN (SELECT e.claim_id FROM claim e JOIN (VALUES {listed}) v(who) ON e.voice <> v.who AND array_contains(e.chain, v.who)
        WHERE NOT EXISTS (SELECT 1 FROM assessment n WHERE n.claim_id = e.claim_id AND n.doc = e.doc AND n.voice = v.who
            AND n.stance IN ({_words(_AGAINST)}))
        AND NOT EXISTS (SELECT 1 FROM claim o WHERE o.voice = v.who AND o.predicate = e.predicate AND o.subject = e.subject
            AND o.object = e.object AND o.polarity <> e.polarity AND o.act <> {tuple(Act).index(Act.ASKS)} {own})
        AND NOT EXISTS (SELECT 1 FROM claim_text w WHERE w.claim_id = e.claim_id AND w.doc = e.doc
            AND split_part(concat_ws(',', w.acts), ',', CAST(array_position(e.chain, v.who) AS INTEGER)) IN ({_words(_COMMENTING)})))"""


def overridden(claim: str, excluding: str) -> str:
    """The SQL condition by which a note of its document disputes the claim. ``excluding``: voices whose notes change nothing, as an SQL list; empty
    for none.
    """
    heard = f"AND n.voice NOT IN ({excluding})" if excluding else ""
    return f"""EXISTS (SELECT 1 FROM assessment n JOIN local_entity l ON l.doc = n.doc AND l.entity = n.voice
        WHERE n.claim_id = {claim}.claim_id AND n.doc = {claim}.doc AND n.stance = '{Stance.DISPUTES}' AND l.key IN ({_words(SPEAKERS)}) {heard})"""


def _words(values: Iterable[str]) -> str:
    return ", ".join(f"'{v}'" for v in values)
