"""A person's reading: the JSON form of an annotation (docs/explanation/claims.md), checked against its document, as a Reading.

Two versions of the form are read. Version 1 has no ``mode``: a claim that is only planned or ordered says so in ``args.text``; and ``said``
is a list of its own beside the claims. Both may leave out every list but ``entities`` and ``claims``, and may hold other keys, which are
kept in ``Reading.raw`` and not looked at. The inverse is :func:`variorum.publishing.annotations.to_dict`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from variorum.errors import AnnotationError, DateError
from variorum.model.claim import SPEAKERS, Act, Args, Assessment, Certainty, Claim, Mode, Polarity, Stance, Voice
from variorum.model.date_mention import Bound, Calendar, DateKind, DateMention
from variorum.model.document import Document, Layer, LayerKind
from variorum.model.entity import Entity, EntityType, Mention, MentionForm, Name, NameKind
from variorum.model.precedence import Edge, Precedence
from variorum.model.proposal import PERSON
from variorum.model.reading import Reading, Unread
from variorum.model.vocabulary import vocabulary
from variorum.model.when import When
from variorum.reading.json_fields import (
    edtf_of,
    excerpt,
    is_whole,
    list_of,
    maybe_whole,
    maybe_words,
    object_of,
    one_of,
    score_of,
    shown,
    when_of,
    words_of,
)

#: What version 1 wrote into ``args.text`` for want of ``mode``.
_MODES_OF_VERSION_1 = {"planned": Mode.PLANNED, "ordered": Mode.ORDERED, "ruled": Mode.ORDERED, "conditional": Mode.CONDITIONAL}
_DESCRIBING = ("title", "author", "publisher", "published", "url", "language")
#: How many mistakes one message lists.
_AT_MOST = 10

_T = TypeVar("_T")


def from_dict(raw: Mapping[str, Any], document: Document, text: str) -> Reading:
    """The reading that an annotation holds, with ``reader`` "person" and ``raw`` the annotation as it came.

    Claims, dates, mentions and layers are sorted by place. What the annotation knows of the document (author, date of publication) fills
    in what ``document`` does not say. A voice that a layer does not name stays None: nothing is guessed for a person.

    Raises:
        AnnotationError: something does not fit: a quote is not at its place, a predicate, act, name kind or other word is unknown, an
            entity or voice is not among ``entities``. The message names the document and lists every mistake, up to ten, with its place.
    """
    return _Annotation(raw, document, text).reading()


class _Annotation:
    """One annotation while it is read; collects what is wrong, so that a person mends it in one go."""

    def __init__(self, raw: Mapping[str, Any], document: Document, text: str) -> None:
        self._raw, self._document, self._text = raw, document, text
        self._mistakes: list[str] = []
        self._keys: frozenset[str] = frozenset()

    def reading(self) -> Reading:
        document = self._described()
        entities = self._entities()
        self._keys = frozenset(e.key for e in entities)
        claims = self._each("claims", self._claim)
        # All ids, those of claims that were refused as well: what leans on a refused claim is no second mistake.
        ids = Counter(str(e.get("id")) for e in self._listed("claims") if isinstance(e, Mapping))
        self._mistakes += (f"claim {i}: there are several claims with this id" for i, count in ids.items() if count > 1)
        claims = self._with_said(claims, ids)
        reading = Reading(
            document=document,
            reader=PERSON,
            layers=_by_place(self._each("layers", self._layer)),
            entities=tuple(entities),
            mentions=_by_place(self._each("mentions", self._mention)),
            dates=_by_place(self._each("dates", self._date)),
            claims=_by_place(claims),
            assessments=_by_place(self._each("assessments", lambda e: self._assessment(e, ids))),
            unread=_by_place(self._each("unread", self._unread)),
            order=_by_place(self._each("order", lambda e: self._precedence(e, ids))),
            raw=self._raw,
        )
        self._check_layers(reading.layers)
        if self._mistakes:
            raise AnnotationError(self._message())
        return reading

    def _message(self) -> str:
        count = len(self._mistakes)
        lines = self._mistakes[:_AT_MOST] + ([f"and {count - _AT_MOST} more"] if count > _AT_MOST else [])
        what = "one mistake" if count == 1 else f"{count} mistakes"
        return f"the annotation does not fit the document {self._document.id!r}; {what}:\n  " + "\n  ".join(lines)

    # ------------------------------------------------------------------ the parts
    def _described(self) -> Document:
        described = self._raw.get("document", {})
        if not isinstance(described, Mapping):
            self._mistakes.append(f"document: is {shown(described)}; expected an object")
            return self._document
        missing: dict[str, Any] = {}
        for name in _DESCRIBING:
            value = described.get(name)
            if value is not None and not isinstance(value, str):
                self._mistakes.append(f"document.{name}: is {shown(value)}; expected words or null")
            elif value and getattr(self._document, name) is None:
                missing[name] = value
        if "published" in missing:
            try:
                When.parse(missing["published"])
            except DateError as err:
                self._mistakes.append(f"document.published: {err}")
        return replace(self._document, **missing)

    def _entities(self) -> list[Entity]:
        entities = self._raw.get("entities", {})
        if not isinstance(entities, Mapping):
            self._mistakes.append(f"entities: is {shown(entities)}; expected an object of entities by their keys")
            return []
        found = (self._tried(f"entity {key}", partial(self._entity, key, entry)) for key, entry in entities.items())
        return [entity for entity in found if entity is not None]

    def _entity(self, key: str, entry: Any) -> Entity:
        if key in SPEAKERS or not key:
            raise AnnotationError(f"the key {key!r} cannot be an entity's; {', '.join(SPEAKERS)} are the speakers of any document")
        object_of(entry)
        names = tuple(Name(words_of(n, "text"), one_of(n, "kind", NameKind)) for n in map(object_of, list_of(entry, "names")))
        return Entity(key, one_of(entry, "type", EntityType), names)

    def _layer(self, entry: Mapping[str, Any]) -> Layer:
        start, end = self._span(entry)
        voice = entry.get("voice")
        if voice is not None:
            self._known_voice(voice, "voice")
        anchor = entry.get("anchor")
        at = anchor.get("start") if isinstance(anchor, Mapping) else anchor  # version 1 also says the mark and what it stands on
        if at is not None and not (is_whole(at) and 0 <= at < len(self._text)):
            raise AnnotationError(f"`anchor` is {shown(anchor)}; expected the offset of the note's marker in the text")
        return Layer(one_of(entry, "kind", LayerKind), start, end, voice, at)

    def _mention(self, entry: Mapping[str, Any]) -> Mention:
        start, end = self._span(entry, quote="text")
        entity = self._key(entry, "entity")
        return Mention(start, end, entry["text"], entity, one_of(entry, "form", MentionForm))

    def _date(self, entry: Mapping[str, Any]) -> DateMention:
        start, end = self._span(entry, quote="quote")
        calendar = one_of(entry, "calendar", Calendar, Calendar.GREGORIAN)
        is_hijri = calendar is Calendar.HIJRI
        written = maybe_words(entry, "when")
        converted = when_of(entry, "converted") if is_hijri else None
        return DateMention(
            start,
            end,
            entry["quote"],
            # A Hijri value is not EDTF: Safar may have a 30th day. What it can mean in Gregorian days stands in `allows`.
            when=(when_of(entry, "allows") or converted) if is_hijri else when_of(entry, "times") or when_of(entry, "when"),
            calendar=calendar,
            written=written if is_hijri else None,
            converted=converted,
            kind=one_of(entry, "kind", DateKind, DateKind.ABSOLUTE),
            bound=one_of(entry, "bound", Bound, Bound.AT),
            year_inferred=entry.get("year_inferred") is True,
            note=maybe_words(entry, "note"),
            is_at_odds=entry.get("at_odds") is True,
        )

    def _claim(self, entry: Mapping[str, Any]) -> Claim:
        start, end = self._span(entry, quote="quote")
        predicate = words_of(entry, "predicate")
        if predicate not in vocabulary().claimable:
            raise AnnotationError(f"unknown predicate {predicate!r}; known are {', '.join(vocabulary().claimable)}")
        voices = tuple(self._voice(object_of(v)) for v in list_of(entry, "voices"))
        if not voices:
            raise AnnotationError("has no voices; expected at least one, who tells it")
        args = self._args(object_of(entry.get("args") or {}))
        return Claim(
            id=words_of(entry, "id"),
            predicate=predicate,
            subject=self._key(entry, "subject"),
            object=self._key(entry, "object"),
            start=start,
            end=end,
            quote=entry["quote"],
            voices=voices,
            when=edtf_of(entry, "times") or edtf_of(entry, "when"),
            polarity=one_of(entry, "polarity", Polarity, Polarity.AFFIRMED),
            certainty=one_of(entry, "certainty", Certainty, Certainty.CERTAIN),
            mode=one_of(entry, "mode", Mode, _MODES_OF_VERSION_1.get(args.text or "", Mode.ACTUAL)),
            args=args,
            score=score_of(entry),
        )

    def _args(self, args: Mapping[str, Any]) -> Args:
        quantity = args.get("quantity")
        if quantity is not None and (isinstance(quantity, bool) or not isinstance(quantity, str | int | float)):
            raise AnnotationError(f"`args.quantity` is {shown(quantity)}; expected a number or the text's words for one")
        return Args(
            role=maybe_words(args, "role"),
            from_=self._key(args, "from"),
            org=self._key(args, "org"),
            place=self._key(args, "place"),
            name=maybe_words(args, "name"),
            quantity=quantity,
            text=maybe_words(args, "text"),
        )

    def _voice(self, entry: Mapping[str, Any]) -> Voice:
        return Voice(self._known_voice(entry.get("voice"), "voices.voice"), one_of(entry, "act", Act), edtf_of(entry, "said"))

    def _assessment(self, entry: Mapping[str, Any], ids: Container[str]) -> Assessment:
        start, end = self._span(entry, quote="quote")
        claim = words_of(entry, "claim")
        if claim not in ids:
            raise AnnotationError(f"judges the claim {claim!r}, which there is not")
        return Assessment(
            claim, one_of(entry, "stance", Stance), self._known_voice(entry.get("voice"), "voice"), start, end, entry["quote"]
        )

    def _precedence(self, entry: Mapping[str, Any], ids: Container[str]) -> Precedence:
        start, end = self._span(entry, quote="quote")
        earlier, later = words_of(entry, "earlier"), words_of(entry, "later")
        for claim in (earlier, later):
            if claim not in ids:
                raise AnnotationError(f"puts the claim {claim!r} in order, which there is not")
        if earlier == later:
            raise AnnotationError(f"puts the claim {earlier!r} before itself")
        voices = tuple(self._voice(object_of(v)) for v in list_of(entry, "voices"))
        if not voices:
            raise AnnotationError("has no voices; expected at least one, who tells it")
        least, most = maybe_whole(entry, "least"), maybe_whole(entry, "most")
        if least is None and most is None:
            least = 0  # a plain "after"
        if least is not None and most is not None and most < least:
            raise AnnotationError(f"`most` is {most}; expected no less than `least`, which is {least}")
        return Precedence(earlier, later, start, end, entry["quote"], voices, least, most, one_of(entry, "edge", Edge, Edge.START))

    def _unread(self, entry: Mapping[str, Any]) -> Unread:
        start, end = self._span(entry)
        return Unread(words_of(entry, "kind"), start, end, maybe_words(entry, "note"))

    def _with_said(self, claims: list[Claim], ids: Container[str]) -> list[Claim]:
        """Version 1's list ``said`` put where it belongs: at the voice of its claim that it names."""
        listed = self._each("said", lambda e: (words_of(e, "claim"), words_of(e, "voice"), edtf_of(e, "when")))
        said = {(claim, voice): when for claim, voice, when in listed if when}
        self._mistakes += (f"said: there is no claim {c}" for c, _ in said if c not in ids)
        if not said:
            return claims
        voices = {c.id: {v.voice for v in c.voices} for c in claims}
        self._mistakes += (f"said: claim {c} has no voice {v}" for c, v in said if c in voices and v not in voices[c])
        return [replace(c, voices=tuple(replace(v, said=v.said or said.get((c.id, v.voice))) for v in c.voices)) for c in claims]

    def _check_layers(self, layers: Sequence[Layer]) -> None:
        """An annotation may have no layers; if it has any, they cover the text in order without gaps and overlaps."""
        reached = 0
        for layer in layers:
            if layer.start != reached:
                self._mistakes.append(
                    f"layer {layer.kind} at {layer.start}..{layer.end}: expected to begin at {reached}, where the one before it ends"
                )
                return
            reached = layer.end
        if layers and reached != len(self._text):
            self._mistakes.append(f"layers: end at {reached}; expected to cover the text to its end at {len(self._text)}")

    # ------------------------------------------------------------------ what they share
    def _each(self, name: str, read: Callable[[Mapping[str, Any]], _T]) -> list[_T]:
        entries = self._listed(name)
        found = (self._tried(_place(name, i, entry), partial(_read_object, read, entry)) for i, entry in enumerate(entries))
        return [value for value in found if value is not None]

    def _listed(self, name: str) -> Sequence[Any]:
        entries = self._raw.get(name, [])
        if isinstance(entries, list | tuple):
            return entries
        mistake = f"{name}: is {shown(entries)}; expected a list"
        if mistake not in self._mistakes:
            self._mistakes.append(mistake)
        return ()

    def _tried(self, place: str, read: Callable[[], _T]) -> _T | None:
        try:
            return read()
        except AnnotationError as err:
            self._mistakes.append(f"{place}: {err}")
            return None

    def _span(self, entry: Mapping[str, Any], *, quote: str | None = None) -> tuple[int, int]:
        start, end = entry.get("start"), entry.get("end")
        if not (is_whole(start) and is_whole(end) and 0 <= start <= end <= len(self._text)):
            raise AnnotationError(f"`start` and `end` are {shown(start)} and {shown(end)}; expected 0 <= start <= end <= {len(self._text)}")
        if quote is None:
            return start, end
        words, there = entry.get(quote), self._text[start:end]
        if not isinstance(words, str) or not words:
            raise AnnotationError(f"`{quote}` is {shown(words)}; expected the words of the text at {start}..{end}")
        if words != there:
            raise AnnotationError(
                f"{excerpt(words)} is not at its place: at {start}..{end} the text reads {excerpt(there)}{self._elsewhere(words)}"
            )
        return start, end

    def _elsewhere(self, words: str) -> str:
        first = self._text.find(words)
        if first < 0:
            return "; the words stand nowhere in it"
        return f"; the words stand at {first}" + (" and elsewhere" if self._text.find(words, first + 1) >= 0 else "")

    def _key(self, entry: Mapping[str, Any], name: str) -> str | None:
        key = entry.get(name)
        if key is not None and key not in self._keys:
            raise AnnotationError(f"`{name}` is {shown(key)}; expected null or the key of one of the entities")
        return key

    def _known_voice(self, voice: Any, name: str) -> str:
        if not isinstance(voice, str) or (voice not in SPEAKERS and voice not in self._keys):
            raise AnnotationError(f"`{name}` is {shown(voice)}; expected {', '.join(SPEAKERS)} or the key of one of the entities")
        return voice


def _by_place(found: list[Any]) -> tuple[Any, ...]:
    return tuple(sorted(found, key=lambda item: (item.start, item.end)))


def _place(name: str, index: int, entry: Any) -> str:
    """Where in the annotation: "claim c12 at 340..372", or "dates[3] at 12..20" for what has no id."""
    entry = entry if isinstance(entry, Mapping) else {}
    label = f"claim {entry['id']}" if name == "claims" and "id" in entry else f"{name}[{index}]"
    return label + (f" at {entry['start']}..{entry['end']}" if "start" in entry and "end" in entry else "")


def _read_object(read: Callable[[Mapping[str, Any]], _T], entry: Any) -> _T:
    return read(object_of(entry))
