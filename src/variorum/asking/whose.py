"""Whose claims count, as a person says it: by names and grades. The record turns it into a viewpoint."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from variorum.asking.ask import Record
from variorum.asking.dossier import resolve_name
from variorum.errors import UsageError
from variorum.reasoning.viewpoint import EVERYONE, Viewpoint, numbers
from variorum.reasoning.weighing import Bar, Grades
from variorum.reasoning.weighing.admission import admission
from variorum.reasoning.weighing.scale import credibility, reliability


@dataclass(frozen=True, slots=True)
class Whose:
    """A viewpoint in words; nothing said: everyone.

    ``according_to``: only these voices; ``excluding``: none of these; ``as_reported_by``: only what reached the page through one of these;
    ``at_least``: voices graded A to E or better; ``claims_at_least``: claims graded 1 to 5 or better. What nobody graded counts.
    ``endorse_quoted``: an author endorses what he passes on without comment; ``notes_override``: what a document's own notes dispute does not count.
    ``except_readers``: what these machine readers alone have proposed does not count ("model").
    """

    according_to: tuple[str, ...] = ()
    excluding: tuple[str, ...] = ()
    as_reported_by: tuple[str, ...] = ()
    at_least: str | None = None
    claims_at_least: str | None = None
    endorse_quoted: bool = False
    notes_override: bool = False
    except_readers: tuple[str, ...] = ()

    def bar(self) -> Bar | None:
        """The minimum grades; None for none. Raises UsageError for a mark that is none."""
        if self.at_least is None and self.claims_at_least is None:
            return None
        return Bar(
            voice=None if self.at_least is None else reliability(self.at_least),
            claim=None if self.claims_at_least is None else credibility(self.claims_at_least),
        )

    def notes(self) -> tuple[str, ...]:
        """The viewpoint as sentences, for the notes of an answer; none for everyone."""
        named = (("According to", self.according_to), ("Except", self.excluding), ("As reported by", self.as_reported_by))
        said = [f"{word} {' and '.join(names)}." for word, names in named if names]
        bar = self.bar()
        said += [f"Counted: {bar.words()}."] if bar else []
        said += ["What a voice passes on without comment counts as endorsed by it."] if self.endorse_quoted else []
        said += ["Claims that a note of their own document disputes do not count."] if self.notes_override else []
        return (*said, *(f"Claims that only the reader {reader!r} proposed do not count." for reader in sorted(self.except_readers)))

    def words(self) -> str:
        """The viewpoint as the end of a sentence, such as "according to Omar Hadi, except Nabil"; empty for everyone."""
        named = (("according to", self.according_to), ("except", self.excluding), ("as reported by", self.as_reported_by))
        parts = [f"{word} {' and '.join(names)}" for word, names in named if names]
        bar = self.bar()
        parts += [bar.words()] if bar else []
        parts += ["with what they pass on without comment"] if self.endorse_quoted else []
        parts += ["without what notes dispute"] if self.notes_override else []
        return ", ".join([*parts, *(f"without what only the reader {reader!r} proposed" for reader in self.except_readers)])


def viewpoint_of(record: Record, whose: Whose, grades: Callable[[], Grades], asked: Viewpoint = EVERYONE) -> Viewpoint:
    """The viewpoint that is meant, in this record. ``grades`` are looked up only where a grade is asked for. ``asked``: voices that are named
    already, as in a question; those of ``whose`` come to them.

    Raises:
        QuestionError: the record knows nobody of a name.
        UsageError: a grade is none, a voice is both asked for and left out, or no voice asked for is graded well enough.
    """
    wanted, left, through = (
        frozenset(resolve_name(record, n) for n in names) for names in (whose.according_to, whose.excluding, whose.as_reported_by)
    )
    wanted, left, through = wanted | (asked.voices or frozenset()), left | asked.excluding, through | asked.as_reported_by
    if wanted & left:
        raise UsageError(f"{_named(record, wanted & left)} is both asked for and left out; expected one of the two")
    readers = frozenset(whose.except_readers)
    found = Viewpoint(wanted or None, left, through, quoted=whose.endorse_quoted, notes=whose.notes_override, except_readers=readers)
    bar = whose.bar()
    return found if bar is None else _above(record, found, bar, grades())


def _above(record: Record, found: Viewpoint, bar: Bar, grades: Grades) -> Viewpoint:
    """The same, of those voices and claims only that the bar lets count."""
    above = admission(record, grades, bar)
    voices = found.voices
    if bar.voice is not None:
        voices = above.voices if voices is None else above.voices & voices
    if voices is not None and not voices:
        asked = f" of those asked for ({_named(record, found.voices)})" if found.voices else ""
        raise UsageError(f"no voice{asked} is graded well enough for {bar.words()}; `variorum grades` shows who was graded how")
    return replace(found, voices=voices, without=above.left_out)


def _named(record: Record, entities: Iterable[int]) -> str:
    rows = record.rows(f"SELECT label FROM entity WHERE entity IN ({numbers(entities)}) ORDER BY label")
    return " and ".join(r[0] for r in rows)
