"""A grade: a person's judgement of a voice on a topic, or of one claim, as a line of the log of judgements.

    {"kind": "grade", "voice": {"document": "D1", "name": "Omar Hadi", "key": "OMAR"}, "topic": "under", "grade": "B", "who": ..., "when": ..., "why": ...}
    {"kind": "grade", "claim": {"id": "05f1...", "document": "D1", "predicate": "leads", "start": 10, "end": 40}, "grade": "4", "who": ..., ...}

``topic`` is a predicate, a question of the vocabulary, or ``all``. A line names what it grades by its document, so that a grade finds its voice or
claim again in a record built anew, after identity has joined or parted entities.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from variorum.errors import DecisionError, UsageError
from variorum.model import vocabulary
from variorum.reasoning.weighing.scale import Credibility, Mark, Reliability, legend
from variorum.shelf.judgements import Judgement, Kind

#: The topic of a grade that is meant for whatever the voice says.
ALL = "all"


@dataclass(frozen=True, slots=True)
class VoicePlace:
    """A voice as a document knows it: by ``name``, or else by the ``key`` of its reading (a speaker without a name has only that)."""

    document: str
    name: str | None
    key: str | None

    def __str__(self) -> str:
        return f"{self.name or self.key} of {self.document}"

    def to_dict(self) -> dict[str, Any]:
        return {k: v for k, v in (("document", self.document), ("name", self.name), ("key", self.key)) if v}


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """A claim by its id in the record, and by its words' place in a document, should another reading give it another id."""

    id: int
    document: str
    predicate: str
    start: int
    end: int

    def __str__(self) -> str:
        return f"the claim {self.predicate} at {self.document}:{self.start}"

    def to_dict(self) -> dict[str, Any]:
        place = {"document": self.document, "predicate": self.predicate, "start": self.start, "end": self.end}
        return {"id": f"{self.id:016x}", **place}


@dataclass(frozen=True, slots=True)
class Grade:
    """That ``grader`` gives ``what`` (a voice on ``topic``, or a claim; then ``topic`` is "") the mark. ``when`` is as written; ``line`` is its
    line of decisions.jsonl, 0 before it has one.
    """

    what: VoicePlace | ClaimPlace
    topic: str
    mark: Mark
    grader: str
    when: str | None
    why: str | None
    line: int = 0

    def fields(self) -> dict[str, Any]:
        """What the log keeps beside kind, who, when and why."""
        if isinstance(self.what, VoicePlace):
            return {"voice": self.what.to_dict(), "topic": self.topic, "grade": str(self.mark)}
        return {"claim": self.what.to_dict(), "grade": str(self.mark)}

    def to_dict(self) -> dict[str, Any]:
        """The form of ``grades --json``, without the voice's or claim's own words."""
        return {**self.fields(), "grader": self.grader, "when": self.when, "why": self.why, "line": self.line}


def known_topic(text: str) -> str:
    """The topic that a person means. Raises UsageError, naming the topics, for one that the vocabulary does not have."""
    v = vocabulary()
    if text == ALL or text in v.questions or text in v.claimable:
        return text
    raise UsageError(f"{text!r} is no topic; expected all, a question ({', '.join(v.questions)}) or a predicate ({', '.join(v.claimable)})")


def topics_for(predicate: str, *first: str) -> tuple[str, ...]:
    """The topics whose grades count for a claim of the predicate, most particular first: itself, the questions that it decides on (those
    in ``first`` before others), all.

    >>> topics_for("pledged_to")
    ('pledged_to', 'under', 'all')
    """
    return tuple(dict.fromkeys((predicate, *first, *vocabulary().questions_with(predicate), ALL)))


def from_judgement(j: Judgement) -> Grade:
    """The grade that a line of kind ``grade`` holds. Raises DecisionError, naming the line, for one that cannot be used."""
    assert j.kind is Kind.GRADE
    fields = j.fields
    if ("voice" in fields) == ("claim" in fields):
        raise DecisionError(
            f"{j.where}: a grade is of a `voice` or of a `claim`; this line has {'both' if 'voice' in fields else 'neither'}"
        )
    known = {"voice", "topic", "grade"} if "voice" in fields else {"claim", "grade"}
    if unknown := set(fields) - known:
        raise DecisionError(f"{j.where}: unknown field {', '.join(sorted(unknown))}; a grade of this kind has {', '.join(sorted(known))}")
    if not j.who:
        raise DecisionError(f"{j.where}: a grade needs `who`: two persons' grades stand side by side")
    scale = Reliability if "voice" in fields else Credibility
    raw = str(fields.get("grade"))
    if raw not in list(scale):
        raise DecisionError(f"{j.where}: the grade is {fields.get('grade')!r}; expected one of {legend(scale)}")
    if "claim" in fields:
        return Grade(_claim(j, fields["claim"]), "", Credibility(raw), j.who, j.when, j.why, j.line)
    try:
        topic = known_topic(str(fields.get("topic", ALL)))
    except UsageError as err:
        raise DecisionError(f"{j.where}: {err}") from err
    return Grade(voice_place(j, fields["voice"]), topic, Reliability(raw), j.who, j.when, j.why, j.line)


def voice_place(j: Judgement, raw: Any) -> VoicePlace:
    """The voice that a line names. Raises DecisionError, naming the line, when it names none."""
    if not isinstance(raw, dict) or not raw.get("document") or not (raw.get("name") or raw.get("key")):
        raise DecisionError(f"{j.where}: `voice` is {raw!r}; expected a document and a name or a key")
    return VoicePlace(str(raw["document"]), raw.get("name"), raw.get("key"))


def _claim(j: Judgement, raw: Any) -> ClaimPlace:
    try:
        return ClaimPlace(int(raw["id"], 16), str(raw["document"]), str(raw["predicate"]), int(raw["start"]), int(raw["end"]))
    except (KeyError, TypeError, ValueError) as err:
        raise DecisionError(f"{j.where}: `claim` is {raw!r}; expected id, document, predicate, start and end") from err
