"""Two viewpoints side by side, with the words of every claim: the form of ``compare --json``, and what the terminal draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from variorum.asking.ask import lineage_words
from variorum.asking.citation import Citation, cite
from variorum.model import vocabulary
from variorum.reasoning.contrast import Contrast, Difference, Differs, Holder, claims_of, held
from variorum.reasoning.states import Status, Verdict
from variorum.reasoning.viewpoint import Viewpoint
from variorum.reasoning.witness import Rows, Window


@dataclass(frozen=True, slots=True)
class SideShown:
    """One side of a difference: its status, from when to when it has it (None: it does not), and its claims by what they do; ``more``: how many of each
    sort there are beside these."""

    status: str
    window: Window | None
    claims: tuple[tuple[str, tuple[Citation, ...]], ...]
    more: Mapping[str, int] = field(default_factory=dict)

    def to_dict(self, when: Callable[[Window | None], str]) -> dict[str, Any]:
        """Status, time and claims."""
        return {
            "status": self.status,
            "when": when(self.window),
            "claims": {name: [c.to_dict() for c in part] for name, part in self.claims},
        }


@dataclass(frozen=True, slots=True)
class DifferenceShown:
    """A difference in words: the state, who holds it, what the other does, both sides."""

    state: str
    sentence: str
    holder: Holder
    differs: Differs
    a: SideShown
    b: SideShown


@dataclass(frozen=True, slots=True)
class ContrastShown:
    """A comparison in words. ``a`` and ``b`` name the voices of each side; ``agreed`` are sentences; ``notes`` say who is silent."""

    about: str
    on: str | None
    a: tuple[str, ...]
    b: tuple[str, ...]
    differences: tuple[DifferenceShown, ...]
    agreed: tuple[str, ...]
    notes: tuple[str, ...]

    def to_dict(self, when: Callable[[Window | None], str]) -> dict[str, Any]:
        """The form of ``compare --json``; ``when`` puts the time of a side into words."""
        return {
            "about": self.about,
            "on": self.on,
            "according_to": list(self.a),
            "against": list(self.b),
            "differences": [
                {
                    "state": d.state,
                    "sentence": d.sentence,
                    "held_by": _HOLDERS[d.holder],
                    "other": str(d.differs),
                    "according_to": d.a.to_dict(when),
                    "against": d.b.to_dict(when),
                }
                for d in self.differences
            ],
            "agreed": list(self.agreed),
            "notes": list(self.notes),
        }


_HOLDERS = {Holder.A: "according_to", Holder.B: "against", Holder.BOTH: "both"}


def contrasted(record: Rows, found: Contrast, *, most: int | None = None) -> ContrastShown:
    """The comparison with names and quotes, fetched in one go; of each sort of claims of a side the first ``most`` (None: all)."""
    labels = dict(record.rows("SELECT entity, label FROM entity"))
    claims = {t.witness.claim for d in found.differences for v in (d.a, d.b) for _, part in claims_of(v) for t in part[:most]}
    words = cite(record, claims)
    about = labels.get(found.entity, "somebody")
    return ContrastShown(
        about,
        found.on.edtf if found.on else None,
        _names(found.a, labels),
        _names(found.b, labels),
        tuple(_difference(d, words, labels, most) for d in found.differences),
        tuple(vocabulary()[p.topic].sentence(labels.get(p.x), labels.get(p.y)) for p in found.agreed),
        tuple(f"{labels.get(v, 'somebody')} says nothing of {about}." for v in found.silent),
    )


def _names(viewpoint: Viewpoint, labels: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(sorted(labels.get(v, "somebody") for v in viewpoint.voices or ()))


def _difference(d: Difference, words: Mapping[int, Citation], labels: Mapping[int, str], most: int | None) -> DifferenceShown:
    p = d.proposition
    own = d.b if d.holder is Holder.B else d.a
    sentence = vocabulary()[p.topic].sentence(labels.get(p.x), labels.get(p.y), denied=own.status is Status.DENIED)
    return DifferenceShown(p.topic, sentence, d.holder, d.differs, _side(d.a, words, labels, most), _side(d.b, words, labels, most))


def _side(v: Verdict, words: Mapping[int, Citation], labels: Mapping[int, str], most: int | None) -> SideShown:
    parts = [(name, part[:most]) for name, part in claims_of(v)]
    via = lineage_words((t for _, part in parts for t in part), labels)
    shown = tuple((name, tuple(replace(words[t.witness.claim], via=via.get(t.witness.claim)) for t in part)) for name, part in parts)
    more = {name: len(part) - most for name, part in claims_of(v) if most is not None and len(part) > most}
    return SideShown(str(v.status), held(v), shown, more)
