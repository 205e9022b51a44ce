"""One dispute: its sides in columns, the smallest clash, its course in time, where the reports come from, and what bears on its weight. No verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request

from variorum.model import EntityType
from variorum.publishing.edition import counted
from variorum.reasoning import Dispute
from variorum.reasoning.origins import Root, Silence, Step, matter_of, origins, roots_of_sides
from variorum.reasoning.origins.matter import Texts
from variorum.reasoning.origins.trace import SideRoots
from variorum.reasoning.states import Status
from variorum.reasoning.weighing import Grades
from variorum.reasoning.weighing.scale import stances
from variorum.record.last_build import Asked, changes_of_last_build
from variorum.room.addresses import asked_digits
from variorum.room.app import stamps
from variorum.room.disputing import KIND_WORDS, MOST_CLAIMS, Saying, SideShown, first_day, side_page, sides_shown
from variorum.room.drawing.clash import Line, clash_on_time
from variorum.room.drawing.descent import Origin, Speaker, descent_on_time
from variorum.room.findings import findings
from variorum.room.judged import on_dispute
from variorum.room.making import Making
from variorum.room.opened import Opened, texts_at_hand
from variorum.room.paging import asked_page
from variorum.room.rendering import Page
from variorum.room.weighed import WeighingShown, weighed
from variorum.shelf import judgements

#: Claims of a side that stand open, and that stand folded under them; sides in columns; lines of the drawing.
OPEN, FOLDED, SIDES, LINES = 4, 26, 9, 14
#: Disputes of more claims show their origins only with the weighing, when asked: tracing reads every text that is quoted. Those of still more are
#: not weighed on a page at all: which claim stands against which is looked at pair by pair.
ORIGINS_UP_TO, WEIGHED_UP_TO = 60, 300
#: In records of more claims origins come with the weighing too: each question to them takes a tenth of a second, and there are twenty.
LARGE = 100_000
_WIDTHS = {"big": 1230.0, "slim": 640.0}


def dispute(opened: Opened, request: Request) -> Page:
    """The dispute of the address; ``?side=`` one side with all its claims, ``?weigh=1`` with its weighing."""
    digits = str(request.path_params["digits"])
    found = findings(opened).disputes
    if digits not in found:
        raise HTTPException(404, _closed(opened, digits))
    d = found[digits]
    seen = {c for s in d.sides for c in s.claims[:MOST_CLAIMS]}
    grades = Grades.of(opened.record, judgements.read(opened.archive.layout.decisions), judged_in_texts=seen)
    texts = texts_at_hand(opened)
    order = list(found)
    at = order.index(digits)
    fields: dict[str, Any] = {
        "judgements": on_dispute(opened, digits),
        "dispute": d,
        "kind": KIND_WORDS[d.kind],
        "number": at + 1,
        "of": len(order),
        "before": (order[at - 1], found[order[at - 1]].question) if at else None,
        "after": (order[at + 1], found[order[at + 1]].question) if at + 1 < len(order) else None,
        "here": f"/disputes/{digits}",
    }
    if "side" in request.query_params:
        return _one_side(opened, request, d, grades, texts, fields)
    claims = len({c for s in d.sides for c in s.claims})
    weigh = "weigh" in request.query_params and claims <= WEIGHED_UP_TO
    weighing = _weighing(request, opened, d, digits) if weigh else None  # first: it may send away whoever asks
    sides = sides_shown(opened, d, grades, texts, most=OPEN + FOLDED)
    fields |= {
        "sides": sides[:SIDES],
        "further": sides[SIDES:],
        "open": OPEN,
        "lead": _lead(opened, d, sides),
        "in_texts": _in_texts(opened, grades),
        "pictures": _pictures(opened, d, sides),
        "clash": [s for side in sides for s in side.sayings if s.clash][:2],
        "assessments": _assessments(opened, d, grades),
        "origins": _origins(opened, d, texts) if weigh or (claims <= ORIGINS_UP_TO and _claims_of(opened) <= LARGE) else None,
        "weighing": weighing,
        "claims": claims,
        "costly": claims > ORIGINS_UP_TO,
        "too_many": claims > WEIGHED_UP_TO,
    }
    return Page("dispute.html", "Disputes", d.question, fields)


def _claims_of(opened: Opened) -> int:
    count: int = opened.memo("claims", lambda: opened.record.rows("SELECT count(*) FROM claim")[0][0])
    return count


def _weighing(request: Request, opened: Opened, d: Dispute, digits: str) -> WeighingShown:
    """Seconds for dozens of claims, so it is made aside; raises BeingMade until it is there."""
    making: Making = request.app.state.room.making
    key = ("weighing", digits, opened.built, stamps(opened.archive.layout))
    return making.get(key, lambda _: weighed(opened, d), "The dispute is being weighed")


def _one_side(opened: Opened, request: Request, d: Dispute, grades: Grades, texts: Texts, fields: Mapping[str, Any]) -> Page:
    asked = request.query_params["side"]
    if not (asked.isascii() and asked.isdigit() and 1 <= int(asked[:6]) <= len(d.sides)):
        raise HTTPException(404, f"This dispute has no side {asked[:20]!r}; its sides are numbered from 1 to {len(d.sides)}.")
    side = d.sides[int(asked) - 1]
    paging = asked_page(request, len(side.claims), 50)
    shown = side_page(opened, d, int(asked), grades, texts, paging.offset, paging.offset + paging.size)
    return Page("dispute-side.html", "Disputes", f"{side.position}: {d.question}", {**fields, "side": shown, "paging": paging})


def _lead(opened: Opened, d: Dispute, sides: Sequence[SideShown]) -> str:
    """Who says what, and who stands on both sides, in a sentence."""
    told = [f"{counted(len(s.voices), 'voice')} {'says' if len(s.voices) == 1 else 'say'} “{s.position}”" for s in sides[:4]]
    rest = f", and {counted(len(sides) - 4, 'side')} more" if len(sides) > 4 else ""
    both = [v for v in dict.fromkeys(v for s in d.sides for v in s.voices) if sum(v in s.voices for s in d.sides) > 1]
    names = _listed([opened.label(v) for v in both[:3]] + ([f"{len(both) - 3} more"] if len(both) > 3 else []))
    torn = f" On more than one side {'stands' if len(both) == 1 else 'stand'} {names}." if both else ""
    return f"{', '.join(told)}{rest}.{torn}"


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


# ------------------------------------------------------------------ time
def _pictures(opened: Opened, d: Dispute, sides: Sequence[SideShown]) -> Mapping[str, Markup] | None:
    """The dispute on a time axis, wide and slim; None where no day is known."""
    sayings = _drawn(sides)
    lines = [
        Line(
            opened.sigla.get(saying.witness.voice, "?"),
            side.position,
            saying.window,
            side.status if side.status is not Status.HELD else saying.status,
            saying.said,
        )
        for side, saying in sayings
    ]
    at = {saying.citation.claim: i for i, (_, saying) in enumerate(sayings)}
    clash = (at[d.clash[0]], at[d.clash[1]]) if all(c in at for c in d.clash) and d.clash[0] != d.clash[1] else None
    told = "; ".join(f"{s.position}, by {counted(len(s.voices), 'voice')}" for s in sides[:6])
    label = f"The claims of each side on a time axis: {told}"
    drawn = {name: clash_on_time(lines, clash, label, width) for name, width in _WIDTHS.items()}
    return {name: p for name, p in drawn.items() if p is not None} or None


def _drawn(sides: Sequence[SideShown]) -> list[tuple[SideShown, Saying]]:
    """The claims that are drawn, side by side: those of the clash, then a few of each side, of different voices and times."""
    each = max(1, LINES // max(1, min(len(sides), LINES)))
    chosen = []
    for side in sides[:LINES]:
        own: dict[object, Saying] = {}
        for s in side.sayings:
            own.setdefault(s.citation.claim if s.clash else (s.witness.voice, s.window), s)
        chosen += [(side, s) for s in islice(own.values(), each)]
    return chosen


# ------------------------------------------------------------------ origins
@dataclass(frozen=True, slots=True)
class OriginsShown:
    """Where the claims of all sides come from, drawn and counted; ``silent``: who spoke of the matter and said neither."""

    sides: tuple[SideRoots, ...]
    pictures: Mapping[str, Markup]
    silent: tuple[Silence, ...]
    more_silent: int


def _origins(opened: Opened, d: Dispute, texts: Texts) -> OriginsShown:
    matter = matter_of(opened.record, [d])
    (found,) = roots_of_sides(opened.record, [d], texts, among=matter)
    roots = [(side, root) for side in found for root in side.roots]
    voices = {v for side, r in roots for v in (r.voice, *r.with_, *(x for s in side.steps for x in (s.voice, s.to)))}
    who = _speakers(opened, d, voices)
    named = [Origin(side.position, root, _of_root(root, side.steps)) for side, root in roots]
    label = "Who has it from whom: " + "; ".join(_counted(s) for s in found if s.roots)
    standing = {v for s in d.sides for v in s.voices}
    silent = [s for s in origins(opened.record, d.clash[0], texts, among=matter).silent if s.voice not in standing]
    pictures = {name: descent_on_time(named, who, label, width) for name, width in _WIDTHS.items()} if roots else {}
    return OriginsShown(found, pictures, tuple(silent[:10]), max(0, len(silent) - 10))


def _of_root(root: Root, steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps of a side by which something goes back to this root."""
    reached = {root.voice, *root.with_}
    grows = True
    while grows:
        more = {s.voice for s in steps if s.to in reached} - reached
        reached |= more
        grows = bool(more)
    return tuple(s for s in steps if s.to in reached and s.voice in reached)


def _counted(side: SideRoots) -> str:
    most = f", at most {side.at_most}" if side.at_most > side.independent else ""
    return f"{side.position}: {counted(side.traced, 'claim')}, {counted(side.independent, 'origin')}{most}"


_SPOKE = """SELECT c.chain, t.said, d.published FROM claim c JOIN claim_text t ON t.claim_id = c.claim_id AND t.doc = c.doc
JOIN document d ON d.doc = c.doc WHERE c.claim_id IN ({marks})"""


def _speakers(opened: Opened, d: Dispute, voices: set[int]) -> Mapping[int, Speaker]:
    """Each voice with the first day it is known to have spoken in the claims of the dispute: as the text says, or when its page was published."""
    claims = sorted({c for s in d.sides for c in s.claims})[:1000]
    day: dict[int, int] = {}
    for chain, said, published in opened.record.rows(_SPOKE.format(marks=",".join("?" * len(claims))), claims):
        for i, (voice, when) in enumerate(zip(chain, said, strict=True)):
            known = first_day(when) or (first_day(published) if i == 0 else None)
            if known is not None:
                day[voice] = min(day.get(voice, known), known)
    found = {}
    for v in voices:
        named = opened.entities.get(v)
        found[v] = Speaker(opened.sigla.get(v, "?"), opened.label(v), named is not None and named.type != EntityType.PERSON, day.get(v))
    return found


# ------------------------------------------------------------------ beside
@dataclass(frozen=True, slots=True)
class AssessmentShown:
    """A judgement that stands beside the dispute: who judges whom or what, how, when and why; none of them is summed up."""

    who: str
    what: str
    mark: str
    when: str | None
    why: str | None


def _assessments(opened: Opened, d: Dispute, grades: Grades) -> Sequence[AssessmentShown]:
    """Persons' grades of the voices and claims of the dispute, at most forty."""
    voices = dict.fromkeys(v for s in d.sides for v in s.voices)
    given = [(opened.label(v), g) for v in voices for g in grades.by_voice.get(v, ())]
    given += [("a claim of it", g) for s in d.sides for c in s.claims for g in grades.of_claim(c)]
    return [AssessmentShown(g.grader, what, str(g.mark), g.when, g.why) for what, g in given[:40]]


def _in_texts(opened: Opened, grades: Grades) -> Sequence[tuple[int, str, int, str]]:
    """Judgements on its claims in the texts, at most a dozen: the voice, how it judges, the claim, its words."""
    judged = [t for ts in grades.in_texts.values() for t in ts]
    return [(t.voice, stances()[t.stance].said, t.claim, " ".join(t.quote.split())) for t in judged[:12]]


# ------------------------------------------------------------------ gone
def _closed(opened: Opened, digits: str) -> str:
    """What to say of an address where no dispute is: that one may have been closed, which, and what is nearest by its words."""
    said = (
        "There is no such dispute in the record as it stands. If it was here before, a later build has closed it: a claim was withdrawn or read anew, "
        "or whom it is about was joined or parted."
    )
    kept = changes_of_last_build(opened.archive.layout, opened.meta)
    closed = kept.differences.disputes_closed.first if kept and kept.differences else ()
    gone = next((q for q in closed if asked_digits(q) == digits), None)
    if gone is None:
        return said
    nearest = _nearest(gone, list(findings(opened).disputes.values()))
    near = f" Nearest to it: {' '.join(f'“{q}”' for q in nearest)}" if nearest else ""
    return f"The last build closed “{gone.question}”: what stood there against each other no longer does.{near}"


def _nearest(gone: Asked, disputes: Sequence[Dispute]) -> list[str]:
    words = set(gone.question.rstrip("?").split())
    shared = [(len(words & set(d.question.rstrip("?").split())), d.question) for d in disputes]
    return [question for n, question in sorted(shared, key=lambda x: -x[0])[:3] if n > 1]
