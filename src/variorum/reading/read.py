"""One document, read: the stages in order, and nothing else.

Each stage is a function from values to values, so that any of them can be run, tested and replaced alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from variorum.errors import DateError
from variorum.model import Claim, DateMention, Document, Layer, LayerKind, Reading, Unread, When
from variorum.reading.calibration import Chance, calibrated, chance
from variorum.reading.claims import Proposition, assemble, carried, propose
from variorum.reading.compact import look, weigh
from variorum.reading.dates import read_dates
from variorum.reading.floor import Floor
from variorum.reading.kinds import read_kinds
from variorum.reading.language import unread_language
from variorum.reading.layers import read_layers
from variorum.reading.names import keep, read_names
from variorum.reading.order import read_order
from variorum.reading.script import unread_script
from variorum.reading.syntax import Sentence, parse
from variorum.reading.voices import chain_of, read_assessments, read_voices


def read(document: Document, text: str) -> Reading:
    """The reading of one document by rules and the compact reader together: offline, and on one machine the same for the same text.

    Boilerplate is nobody's word and is not read. Layers in a script that the grammars do not know are read for dates only, those in another language
    than English for dates and names only, and counted in ``unread``, as is every date and mention that could not be resolved.
    """
    return read_by(document, text, compact=True, worth=chance("compact"))


def read_by_rules(document: Document, text: str) -> Reading:
    """The reading by rules and grammars alone: the same bytes for the same text on every machine, several times as fast, and not as good."""
    return read_by(document, text, compact=False, worth=chance("rules"))


def read_by(document: Document, text: str, *, compact: bool, worth: Chance) -> Reading:
    """The reading by rules, with the network or without. ``worth`` gives every claim its score from its signs and changes nothing else."""
    issued = published(document)
    layers = read_layers(text, document)
    spoken = [layer for layer in layers if layer.kind is not LayerKind.BOILERPLATE]
    dates = read_dates(text, [(layer.start, layer.end) for layer in spoken], published=issued)
    strange, foreign = unread_script(text, layers), unread_language(text, layers)
    lettered = sentences_of(text, [layer for layer in spoken if not _within(layer, strange)])
    sentences = tuple(s for s in lettered if not _within(s, foreign)) if foreign else lettered
    named = read_names(text, layers, lettered, dates, document, read_kinds if compact else None)
    propositions = propose(text, sentences, named, dates, layers, document)
    if compact:
        sight = look(text, layers, sentences, named, propositions)
        named = sight.named
        again = propose(text, sentences, named, dates, layers, document)
        propositions = weigh(text, sentences, named, dates, again, sight.relations)
    propositions = carried(text, sentences, dates, layers, propositions, document)
    propositions = tuple(p for p in propositions if not _within(p, foreign)) if foreign else propositions
    voices = read_voices(text, layers, sentences, named, document, dates=dates, floors=named.floors)
    entities = {e.key: e for e in named.entities}
    propositions = calibrated(propositions, named.mentions, layers, worth)
    chains = [chain_of(voices, p) for p in propositions]
    claims = assemble(text, propositions, chains, entities)
    assessments = read_assessments(text, layers, sentences, claims, voices)
    order = read_order(text, sentences, propositions, claims, dates)
    voiced = _voiced(layers, named.floors)
    named = keep(named, _used(claims) | {x.voice for x in voiced if x.voice} | {a.voice for a in assessments})
    return Reading(
        document=document,
        reader="compact" if compact else "rules",
        layers=voiced,
        entities=named.entities,
        mentions=named.mentions,
        dates=tuple(dates),
        claims=claims,
        assessments=assessments,
        order=order,
        unread=tuple(sorted((*strange, *foreign, *named.unread, *_unresolved(dates)), key=lambda u: (u.start, u.end, u.kind))),
    )


def _within(stretch: Layer | Sentence | Proposition, unread: Sequence[Unread]) -> bool:
    return any(u.start < stretch.end and stretch.start < u.end for u in unread)


def _voiced(layers: Sequence[Layer], floors: Sequence[Floor]) -> tuple[Layer, ...]:
    """Printed layers with the default voice of their author, where one and the same has the floor throughout, whomever he lets speak."""
    speakers: dict[int, set[str]] = {}
    for f in floors:
        speakers.setdefault(f.layer, set()).add(f.voices[0])
    own = {i: next(iter(voices)) for i, voices in speakers.items() if len(voices) == 1}
    return tuple(
        replace(x, voice=own.get(i)) if x.voice is None and x.kind is not LayerKind.BOILERPLATE else x for i, x in enumerate(layers)
    )


def _used(claims: Sequence[Claim]) -> frozenset[str]:
    """The keys of all entities that a claim speaks of or through."""
    keys = {k for c in claims for k in (c.subject, c.object, c.args.from_, c.args.org, c.args.place, *(v.voice for v in c.voices))}
    return frozenset(k for k in keys if k is not None)


def published(document: Document) -> When | None:
    """The date of the document where it is EDTF; the shelf has said so where it is not."""
    try:
        return When.parse(document.published) if document.published else None
    except DateError:
        return None


def sentences_of(text: str, layers: Sequence[Layer]) -> tuple[Sentence, ...]:
    """Sentences layer by layer: none runs over the edge of a layer."""
    return tuple(s for layer in layers for s in parse(text, layer.start, layer.end))


def _unresolved(dates: Sequence[DateMention]) -> list[Unread]:
    """Dates that could not be told, and those on which calendars disagree: a printed pair, a day that a month does not have."""
    told = (("date unresolved" if d.when is None else "calendars disagree" if d.is_at_odds else None, d) for d in dates)
    return [Unread(kind, d.start, d.end, d.note) for kind, d in told if kind]
