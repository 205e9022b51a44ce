"""What ``variorum disputes --apparent`` prints: conflicts that only seem so."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from variorum.archive import Archive
from variorum.asking.citation import cite
from variorum.cli.show import console, print_json
from variorum.reasoning import Discharged


def show_discharged(a: Archive, found: Sequence[Discharged], *, as_json: bool) -> None:
    """Each apparent conflict with its reason and its two claims."""
    words = cite(a.record, [c for d in found for c in d.claims])
    if as_json:
        print_json([{"question": d.question, "reason": str(d.reason), "claims": [words[c].to_dict() for c in d.claims]} for d in found])
        return
    out = console()
    for d in found:
        out.print(Text(d.question, style="bold").append(f"  {d.reason}", style="dim"))
        for c in d.claims:
            out.print(Text(f"    {words[c].when or 'undated'}  {words[c].sentence} - {words[c].voice}", style="dim"))
    out.print(Text(f"{len(found)} apparent {'conflict' if len(found) == 1 else 'conflicts'}", style="dim"))
