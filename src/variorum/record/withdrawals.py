"""What persons have withdrawn: the kinds ``withdraw`` and ``restore`` of the log of judgements, each with exactly one target.

    {"kind": "withdraw", "document": "D1", ...}
    {"kind": "withdraw", "claim": {"document": "D1", "id": "00f3…", "predicate": "leads", "start": 12, "end": 40, "quote": "…"}, ...}
    {"kind": "withdraw", "link": [{"document": "D1", "name": "Abu Umar"}, {"document": "D2", "key": "K"}], ...}
    {"kind": "withdraw", "voice": {"name": "Lena Hart", "members": [{"document": "D1", "key": "@author"}, …]}, ...}

The same matter is the same target; a ``restore`` of it takes the withdrawal back. What a withdrawal does to a record is in
:mod:`variorum.record.counted`; that of a link is a decision on identity (:mod:`variorum.identity.decisions`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from variorum.errors import DecisionError
from variorum.identity.decisions import Side, link_sides, side_of, side_to_dict
from variorum.identity.folding import fold
from variorum.identity.identities import Ref
from variorum.shelf.judgements import Judgement, Kind, latest
from variorum.shelf.undone import standing

TARGETS = ("document", "claim", "link", "voice")


@dataclass(frozen=True, slots=True)
class DocumentTarget:
    """A document by its id, which never changes."""

    document: str

    def __str__(self) -> str:
        return f"the document {self.document}"

    @property
    def matter(self) -> tuple[object, ...]:
        return ("document", self.document)

    def fields(self) -> dict[str, Any]:
        return {"document": self.document}


@dataclass(frozen=True, slots=True)
class ClaimTarget:
    """A claim by its id in the record, which is the same in every build; and by predicate, place and words, by which it is found in a new
    reading of its document, whose ids may be others."""

    document: str
    id: int
    predicate: str
    start: int
    end: int
    quote: str

    def __str__(self) -> str:
        return f"the claim {self.id:016x} ({self.predicate}, at {self.start} of {self.document}: “{self.quote}”)"

    @property
    def matter(self) -> tuple[object, ...]:
        return ("claim", self.document, self.id)

    def fields(self) -> dict[str, Any]:
        own = {"predicate": self.predicate, "start": self.start, "end": self.end, "quote": self.quote}
        return {"claim": {"document": self.document, "id": f"{self.id:016x}", **own}}


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """The link between two documents' entities."""

    a: Side
    b: Side

    def __str__(self) -> str:
        return f"the link between {self.a} and {self.b}"

    @property
    def matter(self) -> tuple[object, ...]:
        return ("link", frozenset({self.a.identity, self.b.identity}))

    def fields(self) -> dict[str, Any]:
        return {"link": [side_to_dict(self.a), side_to_dict(self.b)]}


@dataclass(frozen=True, slots=True)
class VoiceTarget:
    """A voice: its ``name``, for people, and ``members``, the entities of readings that were it when it was withdrawn. Whoever is one with
    any of them, also in documents that came in later, is withdrawn with them."""

    name: str
    members: tuple[Ref, ...]

    def __str__(self) -> str:
        return f"the voice {self.name}"

    @property
    def matter(self) -> tuple[object, ...]:
        return ("voice", fold(self.name), self.members)

    def fields(self) -> dict[str, Any]:
        return {"voice": {"name": self.name, "members": [{"document": m.document, "key": m.key} for m in self.members]}}


Target = DocumentTarget | ClaimTarget | LinkTarget | VoiceTarget


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """One withdrawal that is in force; ``line`` is that of decisions.jsonl."""

    target: Target
    who: str | None
    when: str | None
    why: str | None
    line: int


def withdrawals(log: Iterable[Judgement]) -> tuple[Withdrawal, ...]:
    """The withdrawals in force, in order of line; restored and undone ones are not. Other kinds of judgement are passed over.

    Raises:
        DecisionError: a withdrawal has no target or more than one, or a target that cannot be; names file and line.
    """
    found = [(j, target_of(j)) for j in standing(log) if j.kind in (Kind.WITHDRAW, Kind.RESTORE)]
    last = latest(found, matter=lambda item: item[1].matter)
    return tuple(Withdrawal(target, j.who, j.when, j.why, j.line) for j, target in last if j.kind is Kind.WITHDRAW)


def target_of(j: Judgement) -> Target:
    """What a judgement withdraws or restores. Raises DecisionError, naming file and line, when it does not say so rightly."""
    names = [name for name in TARGETS if name in j.fields]
    if unknown := set(j.fields) - set(TARGETS):
        raise DecisionError(f"{j.where}: unknown field {', '.join(sorted(unknown))}; known are {', '.join(TARGETS)}, who, when, why")
    if len(names) != 1:
        raise DecisionError(f"{j.where}: it is about {' and '.join(names) or 'nothing'}; expected one of {', '.join(TARGETS)}")
    raw = j.fields[names[0]]
    match names[0]:
        case "document":
            if not isinstance(raw, str) or not raw:
                raise DecisionError(f"{j.where}: `document` is {raw!r}; expected the id of a document")
            return DocumentTarget(raw)
        case "claim":
            return claim_of(j.where, raw)
        case "link":
            return LinkTarget(*link_sides(j))
        case _:
            return _voice(j.where, raw)


def claim_of(where: str, raw: Any) -> ClaimTarget:
    """The claim that a field of a judgement names. Raises DecisionError, beginning with ``where``, when it names none."""
    expected = "expected document, id (16 hexadecimal digits), predicate, start, end and quote"
    if not isinstance(raw, Mapping) or set(raw) != {"document", "id", "predicate", "start", "end", "quote"}:
        raise DecisionError(f"{where}: `claim` is {raw!r}; {expected}")
    try:
        return ClaimTarget(
            str(raw["document"]), int(raw["id"], 16), str(raw["predicate"]), int(raw["start"]), int(raw["end"]), str(raw["quote"])
        )
    except (TypeError, ValueError) as err:
        raise DecisionError(f"{where}: `claim` is {raw!r}; {expected}") from err


def _voice(where: str, raw: Any) -> VoiceTarget:
    members = raw.get("members") if isinstance(raw, Mapping) else None
    if not isinstance(raw, Mapping) or not raw.get("name") or not isinstance(members, list) or not members:
        raise DecisionError(f"{where}: `voice` is {raw!r}; expected a name and members, each a document and a key")
    sides = [side_of(where, "voice", m) for m in members]
    if nameless := [s for s in sides if not s.key]:
        raise DecisionError(f"{where}: the member {nameless[0]} of the voice has no key; expected a document and a key")
    return VoiceTarget(str(raw["name"]), tuple(sorted({Ref(s.document, s.key or "") for s in sides})))
