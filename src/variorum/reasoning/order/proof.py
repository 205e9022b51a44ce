"""Why a claim cannot be earlier or later: the claims, sentences and laws that say so, one step after the other, and in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from variorum.model import vocabulary
from variorum.reasoning.order.constraints import Because, Bind, Constrained
from variorum.reasoning.order.told import Order
from variorum.reasoning.witness import Rows, Witness

_CALENDAR = (1, date.max.toordinal())


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a proof: whose claim (by number) or which sentence, and why it binds the next."""

    source: int | Order
    why: Because | Bind


def steps(made: Constrained, constraints: Iterable[int]) -> tuple[Step, ...]:
    """The steps that these constraints are, in their order, without repetitions in a row."""
    found: list[Step] = []
    for c in constraints:
        step = Step(made.sources[made.network.source[c]], made.why[c])
        if found[-1:] != [step]:
            found.append(step)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Words:
    """What is needed to say a proof in words: claims as sentences with their dates, the labels of bodies, and what claims name and count.

    Build it with :meth:`of`.
    """

    sentences: Mapping[int, str]
    dates: Mapping[int, str]
    told: Mapping[int, str]
    labels: Mapping[int, str]
    named: Mapping[int, tuple[str | None, str | None]]

    @classmethod
    def of(cls, record: Rows, made: Constrained, proofs: Iterable[Sequence[Step]]) -> Words:
        """The words for these proofs."""
        listed = [s for proof in proofs for s in proof]
        claims = sorted(set(_claims(listed)))
        named = {row[0]: (row[1], row[2]) for row in record.rows(_TEXT, [claims])}
        entities = {s.why.body for s in listed if isinstance(s.why, Bind)} | {s.source.voice for s in listed if isinstance(s.source, Order)}
        entities |= {e for c in claims for e in (made.witnesses[c].subject, made.witnesses[c].object)}
        called = labels(record, entities)
        sentences = {c: _sentence(made.witnesses[c], called, *named.get(c, (None, None))) for c in claims}
        dates = {c: made.told[c].edtf or "" if c in made.told else "" for c in claims}
        return cls(sentences, dates, {c: made.told[c].how for c in claims if c in made.told}, called, named)

    def label(self, body: int) -> str:
        """What a body is called."""
        return self.labels.get(body, "somebody")

    def sentence(self, w: Witness, instead: Mapping[int, str]) -> str:
        """What a claim of these proofs says, with other labels for some bodies (0: nobody, has none)."""
        return _sentence(
            w,
            {e: instead.get(e, self.labels.get(e, "somebody")) for e in (w.subject, w.object) if e},
            *self.named.get(w.claim, (None, None)),
        )

    def proof(self, proof: Sequence[Step], about: int) -> str:
        """The proof of a bound of the claim ``about``, in one line: "Omar died (2011-05); the dead do nothing: ..."."""
        said = [words for step in proof if (words := self._step(step, about))]
        return "; ".join(dict.fromkeys(said))

    def _step(self, step: Step, about: int) -> str:
        if isinstance(step.source, Order):
            who = self.labels.get(step.source.voice)
            return f"“{' '.join(step.source.quote.split())}”" + (f" ({who})" if who else "")
        if isinstance(step.why, Bind):
            law = step.why.law.reason.replace("{x}", self.label(step.why.body))
            # a claim on the way from one law to the next has not been named yet
            return law if step.source == about else f"{self.sentences[step.source]}; {law}" if not self.dates[step.source] else law
        if step.why is Because.TOLD:
            how = self.told.get(step.source, "")
            return f"told {how}" if step.source == about else f"{self.sentences[step.source]}, told {how}"
        if step.why is Because.DATED and step.source != about:
            return f"{self.sentences[step.source]} ({self.dates[step.source]})"
        return ""


def shown_day(day: int) -> str:
    """A day in words that sort: "2011-05-02"; days that no calendar has are cut to the first and the last that it has."""
    return date.fromordinal(min(max(day, _CALENDAR[0]), _CALENDAR[1])).isoformat()


_TEXT = "SELECT claim_id, name, quantity FROM claim_text WHERE claim_id IN (SELECT unnest(?::BIGINT[]))"


def labels(record: Rows, bodies: Iterable[int]) -> dict[int, str]:
    """What to call each of these bodies."""
    return dict(record.rows("SELECT entity, label FROM entity WHERE entity IN (SELECT unnest(?::INTEGER[]))", [sorted(set(bodies) - {0})]))


def _sentence(w: Witness, labels: Mapping[int, str], name: str | None, quantity: str | None) -> str:
    return vocabulary()[w.predicate].sentence(labels.get(w.subject), labels.get(w.object), name=name, quantity=quantity)


def _claims(listed: Iterable[Step]) -> Iterator[int]:
    for step in listed:
        if isinstance(step.source, Order):
            yield from (step.source.earlier, step.source.later)
        else:
            yield step.source
