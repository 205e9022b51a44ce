"""What became of a language model's proposals, for whoever asks (``variorum read --explain``)."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.text import Text

from variorum.cli.show import one_line
from variorum.record.read_alone import Alone


def explained(alone: Alone) -> dict[str, Any]:
    """As a value for JSON. Empty where no model was asked."""
    model = alone.model
    if model is None:
        return {}
    return {
        "questions": [
            {"stage": a.stage, "exchange": a.request, "tokens_in": a.tokens_in, "tokens_out": a.tokens_out, "via": a.via}
            for a in model.used
        ],
        "kept": len(model.reading.claims),
        "mended": [{"claim": p.claim, "how": p.note} for p in model.reading.proposals if p.note],
        "withdrawn": [{"quote": w.claim.quote, "predicate": w.claim.predicate, "why": w.why} for w in model.withdrawn],
        "refused": [
            {"stage": r.stage, "reason": str(r.fault.reason), "told": r.fault.told, "proposed": r.fault.proposed} for r in model.refusals
        ],
        "agreed": sum(1 for p in alone.reading.proposals if p.reader == "model" and (p.agreement or 0) > 0),
    }


def show_explained(out: Console, alone: Alone) -> None:
    """The same for people: what was asked, kept, mended, withdrawn and refused, each with its reason."""
    model = alone.model
    if model is None:
        out.print(Text("\nNo language model was asked.", style="dim"))
        return
    stages = ", ".join(dict.fromkeys(a.stage.replace("_", " ") for a in model.used))
    out.print(
        Text(f"\nThe language model {one_line(model.used[0].model)} was asked for: {stages} ({len(model.used)} questions).", style="bold")
    )
    out.print(f"Kept: {len(model.reading.claims)} claims." + _agreed(alone), markup=False)
    for p in model.reading.proposals:
        if p.note:
            out.print(Text(f"  mended {p.claim}: {one_line(p.note)}"))
    for w in model.withdrawn:
        out.print(Text(f"  withdrawn: {w.claim.predicate} “{one_line(w.claim.quote)}”: {one_line(w.why)}"))
    for r in model.refusals:
        proposed = f" {one_line(r.fault.proposed)}" if r.fault.proposed else ""
        out.print(Text(f"  refused, {r.fault.reason} ({r.stage.replace('_', ' ')}):{proposed} {one_line(r.fault.told)}"))


def _agreed(alone: Alone) -> str:
    both = [p for p in alone.reading.proposals if p.reader == "model" and p.agreement is not None]
    if not both:
        return ""
    same, alike = (sum(p.agreement == n for p in both) for n in (1.0, 0.5))
    return f" The compact reader has {same} of them, and {alike} more that differ in a detail."
