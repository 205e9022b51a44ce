"""What persons have judged of the document of a claim, or of a voice that brings it; of the claim itself see :mod:`variorum.room.judged`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from variorum.room.opened import Opened
from variorum.room.worded import Worded
from variorum.room.words import said_when
from variorum.shelf import judgements
from variorum.shelf.judgements import Judgement, Kind

_VERBS = {
    Kind.WITHDRAW: "withdrawn",
    Kind.RESTORE: "restored",
    Kind.GRADE: "graded",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement in words; ``of`` says of what: its document, or the name of a voice."""

    when: str
    of: str
    verb: str
    mark: str
    who: str
    why: str
    line: int


def history(opened: Opened, claim: Worded, document: str) -> tuple[Judged, ...]:
    """The judgements that concern a claim, oldest first, superseded ones included."""
    voices = _members(opened, claim)
    log = judgements.read(opened.archive.layout.decisions)
    return tuple(_judged(j, of) for j in log if j.kind in _VERBS for of in _concerns(j, document, voices))


def _concerns(j: Judgement, document: str, voices: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """What about the claim a judgement is about; nothing, when it is about something else."""
    voice = j.fields.get("voice")
    if "claim" in j.fields:
        return
    if j.fields.get("document") == document:
        yield "its document"
    elif isinstance(voice, Mapping):
        yield from dict.fromkeys(voices[place] for place in _places(voice) if place in voices)


def _places(voice: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    members = voice.get("members")
    for member in members if isinstance(members, list) else [voice]:
        if isinstance(member, Mapping):
            yield from ((str(member.get("document")), str(member[name])) for name in ("key", "name") if member.get(name))


def _members(opened: Opened, claim: Worded) -> dict[tuple[str, str], str]:
    """The names and keys by which documents know the voices of the chain, with what to call each."""
    sql = """SELECT d.id, l.key, l.entity FROM local_entity l JOIN document d ON d.doc = l.doc WHERE l.entity IN (SELECT unnest($1::INTEGER[]))
        UNION ALL SELECT d.id, n.text, n.entity FROM name n JOIN document d ON d.doc = n.doc WHERE n.entity IN (SELECT unnest($1::INTEGER[]))"""
    rows = opened.record.rows(sql, [sorted(set(claim.witness.chain))])
    return {(document, key): f"the voice {opened.label(entity)}" for document, key, entity in rows}


def _judged(j: Judgement, of: str) -> Judged:
    mark = str(j.fields.get("grade", "")) if j.kind is Kind.GRADE else ""
    topic = f" on {j.fields['topic']}" if j.kind is Kind.GRADE and j.fields.get("topic") not in (None, "", "all") else ""
    return Judged(said_when((j.when or "")[:10]), of, _VERBS[j.kind], f"{mark}{topic}", j.who or "somebody", j.why or "", j.line)
