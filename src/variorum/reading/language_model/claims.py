"""The third question: the claims of a window, each checked against the text, the entities, the layers and the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from variorum.errors import AnnotationError
from variorum.model import (
    SPEAKERS,
    Act,
    Args,
    Assessment,
    Certainty,
    Claim,
    Entity,
    EntityType,
    Layer,
    Mention,
    Mode,
    Polarity,
    Stance,
    Voice,
    vocabulary,
)
from variorum.reading.json_fields import edtf_of, is_whole, list_of, maybe_words, object_of, one_of, shown, words_of
from variorum.reading.language_model.answers import items
from variorum.reading.language_model.lines import Page, Window, layer_at, occurrences
from variorum.reading.language_model.names import entities_shown
from variorum.reading.language_model.prompts import question
from variorum.reading.language_model.refusal import Fault, Reason, Refused
from variorum.reading.language_model.request import Asker, Request
from variorum.reading.language_model.schemas import ARGS
from variorum.reading.language_model.stage import Checked

#: So many entities are listed whole; of more, those that the window speaks of.
_LISTED = 60
_SILENT = (EntityType.PLACE, EntityType.EVENT)


@dataclass(frozen=True)
class Scene:
    """What a claim is checked against. Layers have their voices as keys of the entities."""

    page: Page
    window: Window
    layers: Sequence[Layer]
    entities: Mapping[str, Entity]
    mentions: Sequence[Mention] = ()
    published: str | None = None

    def given(self) -> dict[str, str]:
        """What a prompt shows of it."""
        return {
            "published": self.published or "unknown date",
            "entities": entities_shown(self._listed(), self.mentions),
            "lines": self._lines(),
        }

    def _listed(self) -> list[Entity]:
        if len(self.entities) <= _LISTED:
            return list(self.entities.values())
        here = {m.entity for m in self.mentions if self.window.start <= m.start < self.window.end}
        here |= {layer.voice for layer in self.layers if layer.start < self.window.end and self.window.start < layer.end}
        return [e for e in self.entities.values() if e.key in here]

    def _lines(self) -> str:
        parts: list[str] = []
        at: Layer | None = None
        for line in self.window.lines:
            if (layer := layer_at(self.layers, line.start)) is not at:
                parts.append(f"=== {layer.kind}, spoken by {layer.voice or 'somebody unknown'}")
                at = layer
            parts.append(self.page.shown([line]))
        return "\n".join(parts)


def claims_request(asker: Asker, scene: Scene) -> Request:
    """The question for the claims of a window."""
    return question(asker, "claims", **scene.given())


def check_claims(scene: Scene, answer: Mapping[str, Any]) -> Checked[Claim]:
    """The claims of an answer that can be used, by id, and what is wrong with the others."""
    found: dict[str, Claim] = {}
    faults: list[Fault] = []
    for n, entry in enumerate(items(answer, "claims"), 1):
        item = f"claim {n}"
        try:
            entry = object_of(entry)
            item = words_of(entry, "id")
            if item in found or any(f.item == item for f in faults):
                raise Refused(Reason.TWICE, "two claims have this id")
            claim = claim_of(scene, entry, item)
            if same := next((c.id for c in found.values() if _says(c) == _says(claim)), None):
                raise Refused(Reason.TWICE, f"it says the same of the same words as {same}")
            found[item] = claim
        except Refused as err:
            faults.append(err.fault(item, _in_words(entry)))
        except AnnotationError as err:
            faults.append(Fault(item, Reason.FIELD, str(err), _in_words(entry)))
    return Checked(found, faults)


def check_assessments(scene: Scene, answer: Mapping[str, Any], ids: Sequence[str]) -> tuple[list[Assessment], list[Fault]]:
    """The judgements of an answer on claims with these ids, and what is wrong with the others; they are not asked for again."""
    found: list[Assessment] = []
    faults: list[Fault] = []
    entries = answer.get("assessments")
    for n, entry in enumerate(entries if isinstance(entries, list) else [], 1):
        item = f"assessment {n}"
        try:
            entry = object_of(entry)
            claim, voice = words_of(entry, "claim"), _speaker(scene, words_of(entry, "voice"))
            if claim not in ids:
                raise Refused(Reason.UNKNOWN, f"it judges the claim {claim!r}, which was not proposed or was refused")
            start, end = scene.page.place(words_of(entry, "quote"), line_of(entry), scene.window)
            found.append(Assessment(claim, one_of(entry, "stance", Stance), voice, start, end, scene.page.text[start:end]))
        except Refused as err:
            faults.append(err.fault(item))
        except AnnotationError as err:
            faults.append(Fault(item, Reason.FIELD, str(err)))
    return found, faults


def claim_of(scene: Scene, entry: Mapping[str, Any], id_: str) -> Claim:
    """The claim that an item says. Raises Refused or AnnotationError, with a sentence for the model, when it cannot be used."""
    predicate = words_of(entry, "predicate")
    if predicate not in vocabulary().claimable:
        raise Refused(Reason.PREDICATE, f"there is no predicate {predicate!r}; choose one of the vocabulary, or leave the claim out")
    start, end = scene.page.place(words_of(entry, "quote"), line_of(entry), scene.window)
    if layer_at(scene.layers, start) != layer_at(scene.layers, end - 1):
        raise Refused(Reason.ELSEWHERE, "the quote runs over the edge of a layer; quote from one")
    subject, obj = _entity(scene, entry, "subject"), _entity(scene, entry, "object")
    for slot, key in (("subject", subject), ("object", obj)):
        if misfit := vocabulary()[predicate].misfit(slot, key, scene.entities[key].type if key else None):
            raise Refused(Reason.TYPE, misfit)
    return Claim(
        id=id_,
        predicate=predicate,
        subject=subject,
        object=obj,
        start=start,
        end=end,
        quote=scene.page.text[start:end],
        voices=_voices(scene, entry, start, end),
        when=edtf_of(entry, "when"),
        polarity=one_of(entry, "polarity", Polarity),
        certainty=one_of(entry, "certainty", Certainty),
        mode=one_of(entry, "mode", Mode),
        args=_args(scene, predicate, object_of(entry.get("args") or {})),
    )


def line_of(entry: Mapping[str, Any]) -> int:
    """The number of the line that an item names. Raises AnnotationError when it names none."""
    line = entry.get("line")
    if not is_whole(line):
        raise AnnotationError(f"`line` is {shown(line)}; expected the number of a line")
    return line


def _entity(scene: Scene, entry: Mapping[str, Any], name: str) -> str | None:
    key = maybe_words(entry, name)
    if key is not None and key not in scene.entities:
        raise Refused(Reason.UNLISTED, f"`{name}` is {shown(key)}; expected null or the key of one of the entities listed")
    return key


def _args(scene: Scene, predicate: str, args: Mapping[str, Any]) -> Args:
    taken = vocabulary()[predicate].args
    for name in ARGS:
        if args.get(name) is not None and name not in taken:
            raise Refused(Reason.TYPE, f"`{predicate}` takes no {name}; it takes {', '.join(sorted(taken))}")
    words = {name: _copied(scene, name, args) for name in ("role", "name", "quantity", "text")}
    return Args(from_=_entity(scene, args, "from"), org=_entity(scene, args, "org"), place=_entity(scene, args, "place"), **words)


def _copied(scene: Scene, name: str, args: Mapping[str, Any]) -> str | None:
    value = args.get(name)
    words = str(value) if name == "quantity" and is_whole(value) else maybe_words(args, name)
    if not words or not words.strip():
        return None
    found = occurrences(scene.page.text, words, 0, len(scene.page.text))
    if not found:
        raise Refused(Reason.WORDS, f"`args.{name}` is {shown(words)}, which the document does not have; copy it from the lines, or null")
    return scene.page.text[slice(*found[0])]


def _voices(scene: Scene, entry: Mapping[str, Any], start: int, end: int) -> tuple[Voice, ...]:
    """The chain, which begins with whoever its layer speaks for; the maker of the page may stand before him, quoting or reporting.

    Where the quote has words in square brackets, they may be the translator's or editor's.
    """
    layer = layer_at(scene.layers, start)
    chain = tuple(
        Voice(_speaker(scene, words_of(v, "voice")), one_of(v, "act", Act), edtf_of(v, "said"))
        for v in map(object_of, list_of(entry, "voices"))
    )
    if not chain:
        raise Refused(Reason.VOICE, f"it has no voices; expected at least {layer.voice or 'one'}")
    first = chain[0]
    if first.voice in ("@translator", "@editor") and _bracketed(scene.page.text, layer, start, end):
        return chain  # a word of his own in another's text
    passes_on = first.act in (Act.QUOTES, Act.REPORTS) and len(chain) > 1 and first.voice in SPEAKERS
    if layer.voice and first.voice != layer.voice and not (passes_on and chain[1].voice == layer.voice):
        raise Refused(
            Reason.VOICE, f"its first voice is {first.voice}, but the quote stands in the layer of {layer.voice}, who speaks first there"
        )
    return chain


def _bracketed(text: str, layer: Layer, start: int, end: int) -> bool:
    """Whether some of the words stand in square brackets of their layer."""
    return "[" in text[start:end] or text.rfind("[", layer.start, start) > text.rfind("]", layer.start, start)


def _speaker(scene: Scene, voice: str) -> str:
    if voice in SPEAKERS:
        return voice
    if voice not in scene.entities:
        raise Refused(
            Reason.UNLISTED, f"the voice {shown(voice)} is neither of {', '.join(SPEAKERS)} nor the key of one of the entities listed"
        )
    if scene.entities[voice].type in _SILENT:
        raise Refused(Reason.VOICE, f"{voice} is a {scene.entities[voice].type}, which cannot speak")
    return voice


def _says(c: Claim) -> tuple[Any, ...]:
    return c.predicate, c.subject, c.object, c.polarity, c.start, c.end, c.voices, c.args, c.when


def _in_words(entry: Any) -> str:
    """What was proposed, short, for whoever reads why it was refused."""
    if not isinstance(entry, Mapping):
        return ""
    quote = " ".join(str(entry.get("quote", "")).split())[:120]
    return f"{entry.get('predicate')}({entry.get('subject')}, {entry.get('object')}) “{quote}”"
