"""Two readings of one document in one: the machine's as it stands, the model's claims beside it, and where both agree.

The machine's reading is never altered: whoever leaves the model's claims out has the claims of the compact reader as they were. A proposition that both
found at one place is one claim, the machine's, with the two as its proposers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from variorum.model import SPEAKERS, Args, Assessment, Claim, Entity, Mention, Proposal, Reading, Voice, vocabulary
from variorum.reading.language_model.read import MODEL

#: What two readers make of one clause may differ in these and be one claim still; each differing one is named.
SAME, ALIKE, ALONE = 1.0, 0.5, 0.0


def together(machine: Reading, model: Reading) -> Reading:
    """The machine's reading with what the model found more; both are of the same document.

    Layers and dates are the machine's, and so is the order of its own claims: without the model's claims the reading is the machine's.
    """
    keys = _same_entities(machine, model)
    theirs = {c.id: _renamed(c, keys) for c in model.claims}
    exchange = {p.claim: p for p in model.proposals}
    pairs = _agreements(machine.claims, list(theirs.values()))
    paired = {ours.id: (their, agreement, note) for ours, their, agreement, note in pairs}
    alone = [c for c in theirs.values() if c.id not in {their.id for their, _, _ in paired.values()}]
    name = machine.reader.partition("-")[0]  # without its version
    proposals = [p for c in machine.claims for p in _of_machine(c, name, paired.get(c.id), exchange)]
    proposals += (replace(exchange[c.id], agreement=ALONE) for c in alone)
    ids = {their.id: ours.id for ours, their, _, _ in pairs}
    more = [
        replace(o, earlier=ids.get(o.earlier, o.earlier), later=ids.get(o.later, o.later), voices=_chain(o.voices, keys))
        for o in model.order
        if not {o.earlier, o.later} <= ids.keys()
    ]
    return replace(
        machine,
        reader=f"{machine.reader} and {model.reader}",
        entities=_entities(machine, model, keys),
        mentions=_mentions(machine.mentions, model.mentions, keys),
        claims=tuple(sorted((*machine.claims, *alone), key=lambda c: (c.start, c.end))),
        assessments=_assessments(machine.assessments, model.assessments, ids, keys),
        order=tuple(sorted((*machine.order, *more), key=lambda o: (o.start, o.end, o.earlier, o.later))),
        unread=tuple(sorted(dict.fromkeys((*machine.unread, *model.unread)), key=lambda u: (u.start, u.end, u.kind))),
        proposals=tuple(sorted(proposals, key=lambda p: (p.claim, p.reader))),
        exchanges=model.exchanges,
    )


def _of_machine(
    c: Claim, reader: str, pair: tuple[Claim, float, str | None] | None, exchange: Mapping[str, Proposal]
) -> Iterable[Proposal]:
    yield Proposal(c.id, reader, agreement=pair[1] if pair else ALONE)
    if pair:
        their, agreement, note = pair
        notes = [n for n in (exchange[their.id].note, note) if n]
        yield Proposal(c.id, MODEL, exchange[their.id].exchange, agreement, "; ".join(notes) or None)


# ---------------------------------------------------------------- who is who
def _same_entities(machine: Reading, model: Reading) -> dict[str, str]:
    """For each key of the model's entities the key that it has in the whole: that of the machine's entity of the same type with which it shares most mentions
    by place, else a name; its own where there is none, with an ending where the machine uses that key for somebody else."""
    types = {e.key: e.type for e in machine.entities}
    at = {(m.start, m.end): m.entity for m in machine.mentions if m.entity}
    bearers: dict[str, set[str]] = {}
    for e in machine.entities:
        for n in e.names:
            bearers.setdefault(n.text, set()).add(e.key)
    votes: dict[str, dict[str, float]] = {e.key: {} for e in model.entities}
    for m in model.mentions:
        if m.entity and (ours := at.get((m.start, m.end))):
            votes[m.entity][ours] = votes[m.entity].get(ours, 0) + 1
    for e in model.entities:
        for n in e.names:
            if len(found := bearers.get(n.text, set())) == 1:
                ours = next(iter(found))
                votes[e.key][ours] = votes[e.key].get(ours, 0) + 0.5
    keys: dict[str, str] = {}
    for e in model.entities:
        fit = sorted((-n, ours) for ours, n in votes[e.key].items() if types[ours] == e.type)
        own = e.key
        while own in types or own in keys.values():
            own += "_M"
        keys[e.key] = fit[0][1] if fit else own
    return keys


def _entities(machine: Reading, model: Reading, keys: Mapping[str, str]) -> tuple[Entity, ...]:
    found = {e.key: e for e in machine.entities}
    for e in model.entities:
        key = keys[e.key]
        if key in found:
            known = {n.text for n in found[key].names}
            found[key] = replace(found[key], names=(*found[key].names, *(n for n in e.names if n.text not in known)))
        else:
            found[key] = replace(e, key=key)
    return tuple(found.values())


def _mentions(ours: Sequence[Mention], theirs: Sequence[Mention], keys: Mapping[str, str]) -> tuple[Mention, ...]:
    """Ours, and those of theirs that touch none of ours."""
    taken = {at for m in ours for at in range(m.start, m.end)}
    more = (replace(m, entity=keys[m.entity] if m.entity else None) for m in theirs if taken.isdisjoint(range(m.start, m.end)))
    return tuple(sorted((*ours, *more), key=lambda m: (m.start, m.end, m.entity or "")))


def _renamed(c: Claim, keys: Mapping[str, str]) -> Claim:
    def key(old: str | None) -> str | None:
        return old if old is None else keys[old]

    a = c.args
    return replace(
        c,
        subject=key(c.subject),
        object=key(c.object),
        args=replace(a, from_=key(a.from_), org=key(a.org), place=key(a.place)),
        voices=_chain(c.voices, keys),
    )


def _chain(voices: Iterable[Voice], keys: Mapping[str, str]) -> tuple[Voice, ...]:
    return tuple(v if v.voice in SPEAKERS else replace(v, voice=keys[v.voice]) for v in voices)


# ---------------------------------------------------------------- what both say
@dataclass(frozen=True, slots=True)
class _Core:
    predicate: str
    ends: tuple[str | None, str | None]
    polarity: str
    mode: str
    voice: str


def _core(c: Claim) -> _Core:
    ends = (c.subject, c.object)
    if vocabulary()[c.predicate].symmetric and (ends[1] or "") < (ends[0] or ""):
        ends = (ends[1], ends[0])
    return _Core(c.predicate, ends, c.polarity, c.mode, c.voices[-1].voice)


def _agreements(ours: Sequence[Claim], theirs: Sequence[Claim]) -> list[tuple[Claim, Claim, float, str | None]]:
    """Pairs of claims with one proposition, polarity, mode and last voice whose quotes overlap, each claim in one pair; the pairs that agree most first."""
    by_core: dict[_Core, list[Claim]] = {}
    for c in theirs:
        by_core.setdefault(_core(c), []).append(c)
    fit = []
    for a in ours:
        for b in by_core.get(_core(a), ()):
            overlap = min(a.end, b.end) - max(a.start, b.start)
            if overlap > 0:
                differing = _differing(a, b)
                fit.append((bool(differing), -overlap, a.start, a.id, b.id, a, b, differing))
    found, used = [], set[tuple[str, str]]()
    for *_, a, b, differing in sorted(fit, key=lambda x: x[:5]):
        if ("ours", a.id) in used or ("theirs", b.id) in used:
            continue
        used |= {("ours", a.id), ("theirs", b.id)}
        found.append((a, b, ALIKE if differing else SAME, differing))
    return found


def _differing(ours: Claim, theirs: Claim) -> str | None:
    """In what the model's claim differs, and what it has there; None where in nothing."""
    parts = []
    if ours.when != theirs.when:
        parts.append(f"time {theirs.when or 'none'}")
    if ours.certainty != theirs.certainty:
        parts.append(str(theirs.certainty))
    if [v.voice for v in ours.voices] != [v.voice for v in theirs.voices]:
        parts.append("chain " + " > ".join(v.voice for v in theirs.voices))
    parts += [f"{name} {value}" for name, value in _differing_args(ours.args, theirs.args)]
    return f"the model has {', '.join(parts)}" if parts else None


def _differing_args(ours: Args, theirs: Args) -> Iterable[tuple[str, Any]]:
    for name in ("role", "from_", "org", "place", "name", "quantity"):
        if getattr(ours, name) != getattr(theirs, name):
            yield name.rstrip("_"), getattr(theirs, name) or "none"


def _assessments(
    ours: Sequence[Assessment], theirs: Sequence[Assessment], ids: Mapping[str, str], keys: Mapping[str, str]
) -> tuple[Assessment, ...]:
    """Ours, and theirs of claims that stand, but for those of the same claim, voice and stance as one of ours."""
    found = list(ours)
    known = {(a.claim, a.stance, a.voice) for a in ours}
    for a in theirs:
        renamed = replace(a, claim=ids.get(a.claim, a.claim), voice=a.voice if a.voice in SPEAKERS else keys[a.voice])
        if (renamed.claim, renamed.stance, renamed.voice) not in known:
            found.append(renamed)
    return tuple(sorted(found, key=lambda a: (a.start, a.end)))
