"""One document as a language model reads it: the questions in order, and nothing else.

Whoever answers is an argument: the exchanges that are kept, or a server. So the reading follows from document, asker and answers alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from variorum.errors import DateError
from variorum.model import (
    SPEAKERS,
    Assessment,
    Claim,
    Document,
    Entity,
    Layer,
    LayerKind,
    Mention,
    MentionForm,
    Name,
    NameKind,
    Precedence,
    Proposal,
    Reading,
    Unread,
    When,
)
from variorum.reading.dates import read_dates
from variorum.reading.language_model.claims import Scene, check_assessments, check_claims, claims_request
from variorum.reading.language_model.exchanges import Answer
from variorum.reading.language_model.layers import ask_layers
from variorum.reading.language_model.lines import Page
from variorum.reading.language_model.names import Names, ask_names
from variorum.reading.language_model.order import check_order
from variorum.reading.language_model.refusal import WITHDRAWN, Refusal
from variorum.reading.language_model.request import Asker
from variorum.reading.language_model.second_look import Verdict, check_verdicts, second_look_request
from variorum.reading.language_model.stage import Ask, Checked, Taken, put

#: The name of this reader.
MODEL = "model"


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A claim that the second look took back, and why."""

    claim: Claim
    why: str


@dataclass(frozen=True, slots=True)
class ModelReading:
    """What a model found in a document, and what became of the rest of its proposals. ``used`` are the exchanges, in order."""

    reading: Reading
    refusals: tuple[Refusal, ...]
    withdrawn: tuple[Withdrawn, ...]
    used: tuple[Answer, ...]


def read_with_model(document: Document, text: str, asker: Asker, ask: Ask) -> ModelReading:
    """The reading of one document. Dates are found by the grammar; layers, names and claims are the model's, as far as the text bears them out.

    Raises Unanswered, or whatever ``ask`` raises, when a question has no answer; nothing is half read.
    """
    return _Talk(document, Page(text), asker, ask).reading()


@dataclass
class _Talk:
    """One document while it is asked about."""

    document: Document
    page: Page
    asker: Asker
    ask: Ask
    refusals: list[Refusal] = field(default_factory=list)
    withdrawn: list[Withdrawn] = field(default_factory=list)
    used: list[Answer] = field(default_factory=list)
    proposals: dict[str, Proposal] = field(default_factory=dict)

    def reading(self) -> ModelReading:
        layers = ask_layers(self.ask, self.asker, self.page, self.document)
        self._note(layers.refusals, layers.used)
        names = ask_names(self.ask, self.asker, self.page, layers.layers)
        self._note(names.refusals, names.used)
        voiced = _voiced(layers.layers, names)
        claims: list[Claim] = []
        judged: list[Assessment] = []
        order: list[Precedence] = []
        for n, window in enumerate(self.page.windows(voiced, self.asker.window), 1):
            scene = Scene(self.page, window, voiced, names.entities, names.mentions, _published(self.document))
            kept, assessments, ordered = self._window(scene, f"w{n}-")
            claims += kept
            judged += assessments
            order += ordered
        return self._whole(voiced, names, claims, judged, order)

    # ------------------------------------------------------------------ one window
    def _window(self, scene: Scene, prefix: str) -> tuple[list[Claim], list[Assessment], list[Precedence]]:
        answers: list[Mapping[str, Any]] = []

        def check(answer: Mapping[str, Any]) -> Checked[Claim]:
            answers.append(answer)
            return check_claims(scene, answer)

        window = scene.window
        taken = put(self.ask, claims_request(self.asker, scene), check, window.start, window.end)
        self._note(taken.refusals, taken.used)
        ids = [*taken.items]
        found = [check_assessments(scene, answer, ids) for answer in answers]
        kept = self._looked_at_again(scene, taken, prefix) if taken.items else []
        standing = {c.id.removeprefix(prefix): replace(c, id=c.id.removeprefix(prefix)) for c in kept}
        ordered = [check_order(scene, answer, ids, standing) for answer in answers]
        faults = dict.fromkeys(f for _, each in (*found, *ordered) for f in each)
        self.refusals += (Refusal("claims", f, window.start, window.end) for f in faults)
        judged = dict.fromkeys(replace(a, claim=prefix + a.claim) for assessments, _ in found for a in assessments if a.claim in standing)
        order = {(o.earlier, o.later): replace(o, earlier=prefix + o.earlier, later=prefix + o.later) for told, _ in ordered for o in told}
        return kept, list(judged), list(order.values())

    def _looked_at_again(self, scene: Scene, taken: Taken[Claim], prefix: str) -> list[Claim]:
        window, claims = scene.window, taken.items
        request = second_look_request(self.asker, scene, list(claims.values()))
        looked = put(self.ask, request, partial(check_verdicts, scene, claims), window.start, window.end)
        self._note(looked.refusals, looked.used)
        unmended = {r.fault.item for r in looked.refusals} & claims.keys()
        kept: list[Claim] = []
        for id_, claim in claims.items():
            # A claim that was found wrong, and was not put right, is out; one that the second look passed over stands as it was proposed.
            verdict = looked.items.get(id_) or (Verdict(None, "found wrong, and not put right") if id_ in unmended else Verdict(claim))
            if verdict.claim is None:
                self.withdrawn.append(Withdrawn(claim, verdict.why or ""))
                continue
            kept.append(replace(verdict.claim, id=prefix + id_))
            corrected = verdict.why is not None
            notes = [
                *(["repaired"] if id_ in taken.repaired else []),
                *([f"corrected on a second look: {verdict.why}"] if corrected else []),
            ]
            exchange = (looked if corrected else taken).exchange[id_]
            self.proposals[prefix + id_] = Proposal(prefix + id_, MODEL, exchange, note="; ".join(notes) or None)
        return kept

    # ------------------------------------------------------------------ all of it
    def _whole(
        self, layers: Sequence[Layer], names: Names, claims: Iterable[Claim], judged: Iterable[Assessment], order: Iterable[Precedence]
    ) -> ModelReading:
        ordered = sorted(claims, key=lambda c: (c.start, c.end))
        number = {c.id: f"m{n}" for n, c in enumerate(ordered, 1)}
        spoken = [(x.start, x.end) for x in layers if x.kind is not LayerKind.BOILERPLATE]
        dates = tuple(read_dates(self.page.text, spoken, published=_day(self.document)))
        unread = [r.unread() for r in self.refusals]
        unread += (Unread(WITHDRAWN, w.claim.start, w.claim.end, f"{w.why}: {w.claim.predicate} “{w.claim.quote}”") for w in self.withdrawn)
        unread += (Unread("mention unresolved", m.start, m.end, "two entities have this name") for m in names.mentions if m.entity is None)
        unread += (Unread("date unresolved", d.start, d.end, d.note) for d in dates if d.when is None)
        reading = Reading(
            document=self.document,
            reader=MODEL,
            layers=tuple(layers),
            entities=tuple(_called(e, names.mentions) for e in names.entities.values()),
            mentions=names.mentions,
            dates=dates,
            claims=tuple(replace(c, id=number[c.id]) for c in ordered),
            assessments=tuple(sorted((replace(a, claim=number[a.claim]) for a in judged), key=lambda a: (a.start, a.end, a.claim))),
            unread=tuple(sorted(unread, key=lambda u: (u.start, u.end, u.kind, u.note or ""))),
            order=tuple(
                sorted(
                    (replace(o, earlier=number[o.earlier], later=number[o.later]) for o in order),
                    key=lambda o: (o.start, o.end, o.earlier, o.later),
                )
            ),
            proposals=tuple(replace(self.proposals[c.id], claim=number[c.id]) for c in ordered),
            exchanges=tuple(dict.fromkeys(a.exchange for a in self.used)),
        )
        return ModelReading(reading, tuple(self.refusals), tuple(self.withdrawn), tuple(self.used))

    def _note(self, refusals: Iterable[Refusal], used: Iterable[Answer]) -> None:
        self.refusals += refusals
        self.used += used


def _called(entity: Entity, mentions: Sequence[Mention]) -> Entity:
    """Who has no name is called by the first words that stand for it, as a title, by which nobody is one with anybody."""
    words = next((m.text for m in mentions if m.entity == entity.key and m.form is MentionForm.DESCRIPTION), None)
    return entity if entity.names or words is None else replace(entity, names=(Name(" ".join(words.split()), NameKind.TITLE),))


def _voiced(layers: Sequence[Layer], names: Names) -> tuple[Layer, ...]:
    """Layers whose voices are keys: a name of the text becomes the entity that alone bears it, else nobody."""
    bearers: dict[str, set[str]] = {}
    for e in names.entities.values():
        for n in e.names:
            bearers.setdefault(n.text, set()).add(e.key)

    def key(voice: str | None) -> str | None:
        if voice is None or voice in SPEAKERS:
            return voice
        found = bearers.get(" ".join(voice.split()), set())
        return next(iter(found)) if len(found) == 1 else None

    return tuple(replace(layer, voice=key(layer.voice)) for layer in layers)


def _day(document: Document) -> When | None:
    try:
        return When.parse(document.published) if document.published else None
    except DateError:
        return None


def _published(document: Document) -> str | None:
    """The date of the document where it is one: nothing else that its metadata say is ever shown to a model."""
    when = _day(document)
    return when.edtf if when else None
