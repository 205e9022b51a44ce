"""Reporting frames of one sentence seen together: where one ends for another, and those that share the verb of one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from variorum.reading.voices.contents import content_end
from variorum.reading.voices.frames import Frame, Speaks
from variorum.reading.voices.grammar import classes
from variorum.reading.voices.speakers import Subject
from variorum.reading.voices.surface import Surface


def ending_at_outer(frames: Sequence[Frame]) -> list[Frame]:
    """The same frames; what is said in a clause on the subject of a later verb of saying ends before that verb: "Omar, who asked that P, says that Q"."""
    found = []
    for f in frames:
        outer = [g.cue[0] for g in frames if g.first < f.first and f.cue[1] <= g.cue[0] and g.speaker.last < f.cue[0]]
        parts = [(a, min([b, *(k for k in outer if a < k)])) for a, b in f.parts] if not f.inner else f.parts
        found.append(replace(f, parts=tuple(parts)))
    return found


def gapped_frames(s: Surface, frames: Sequence[Frame], speaks: Speaks) -> list[Frame]:
    """The same frames, and those that share the verb of one before: "Omar says that P; Bashir, that Q", "some say that P, and others that Q"."""
    found = list(frames)
    for i in range(len(s.words)):
        speaker, at = _gapped(s, i)
        if speaker is None:
            continue
        verb = next((f for f in reversed(found) if f.cue[0] < i and s.form(f.parts[0][0] - 1) == "that" and not f.inner), None)
        if verb is None:
            continue
        found = [replace(f, parts=tuple((a, min(b, i)) for a, b in f.parts if a < i)) if f.cue[0] < i else f for f in found]
        cue = (speaker.first, at)
        found.append(replace(verb, first=speaker.first, cue=cue, speaker=speaker, parts=((at + 1, content_end(s, at + 1, speaks)),)))
    return found


def _gapped(s: Surface, i: int) -> tuple[Subject | None, int]:
    """The subject right after a semicolon (or "others" after a conjunction) whose "that" follows without a verb, and where the "that" stands."""
    if s.form(i) not in (";", "and", "but", "while"):
        return None, i
    k = i + 1 + (s.form(i + 1) in classes()["conjunctions"] and s.form(i) == ";")
    p = s.mention_beginning(k)
    if s.form(k) in ("others", "some") and (p is None or p.last == k):
        speaker = Subject(p.mention.entity if p else None, k, k, s.form(k))
    elif p is not None and not p.possessive and s.form(i) == ";":
        speaker = Subject(p.mention.entity, p.first, p.last, s.form(p.last))
    else:
        return None, i
    after = speaker.last + 1
    at = next((n for n in range(after, min(after + 12, len(s.words))) if s.form(n) == "that" or s.is_finite(n) or s.form(n) == ";"), i)
    if s.form(at) != "that" or (at > after and (s.form(after) != "," or s.form(at - 1) != ",")):
        return None, i
    return speaker, at
