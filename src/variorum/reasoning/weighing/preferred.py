"""Preferred extensions: the largest sets of arguments that attack none of their own and answer every attack. Each is a way to see the dispute.

To find them is hard in the worst case. Two things make it easy here. What the grounded extension decides is the same in all of them and is taken
out first; and arguments with the same attackers and the same targets (ten voices that say one thing) stand or fall together, so they are solved
as one. What is left goes to clingo, if it is installed (``variorum[weighing]``), or else to a plain search that is exact up to
:data:`EXACT_LIMIT` such groups and says so when there are more.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files

from variorum.reasoning.weighing.framework import Framework, Standing, accepted, grounded

#: Groups of arguments up to which the plain search is used: 2^16 sets are looked at in well under a second.
EXACT_LIMIT = 16
#: How long clingo may search, in seconds, before what it has found so far is given back as incomplete.
PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Preferred:
    """The preferred extensions, sorted. ``complete`` False: there may be more, or (``extensions`` empty) none was sought; ``note`` says why.

    ``solver`` is "clingo", "plain search", or "grounded" when nothing was left to choose.
    """

    extensions: tuple[frozenset[int], ...]
    complete: bool
    solver: str
    note: str | None = None


#: Finds the preferred extensions of a framework, at most so many: extensions, and whether they are all.
Solver = Callable[[Framework, int], tuple[list[frozenset[int]], bool]]


def preferred(framework: Framework, *, limit: int = 32, solver: Solver | None = None) -> Preferred:
    """The preferred extensions of a framework, at most ``limit``. The grounded extension is a subset of each.

    ``solver`` None: clingo where it is installed, else the plain search where the framework is small enough, else none, with a note.
    """
    standing = grounded(framework)
    base = accepted(standing)
    groups = _groups(framework, [i for i, s in enumerate(standing) if s is Standing.UNDECIDED])
    if not groups:
        return Preferred((base,), True, "grounded")
    chosen, name = (solver, "given") if solver else _solver(len(groups))
    if chosen is None:
        return Preferred((), False, name, f"{len(groups)} groups of arguments are undecided, more than the plain search can do ({EXACT_LIMIT}); "
                         "pip install 'variorum[weighing]' finds the preferred extensions with clingo")  # fmt: skip
    number = {member: i for i, group in enumerate(groups) for member in group}
    between = frozenset((number[a], number[b]) for a, b in framework.attacks if a in number and b in number)
    found, complete = chosen(Framework(len(groups), between), limit)
    extensions = [base | {m for g in extension for m in groups[g]} for extension in found]
    note = None if complete else f"there may be more than these {len(extensions)}"
    return Preferred(tuple(sorted(extensions, key=sorted)), complete, name, note)


def _groups(framework: Framework, undecided: list[int]) -> list[tuple[int, ...]]:
    """Arguments that stand or fall together: same attackers, same targets, no attack between them (so none upon itself)."""
    attackers, targets = framework.attackers(), framework.targets()
    open_ = frozenset(undecided)
    found: dict[tuple[frozenset[int], frozenset[int]], list[int]] = defaultdict(list)
    for i in undecided:
        found[attackers[i] & open_, targets[i] & open_].append(i)
    # Arguments of one group that attack each other would attack themselves as well, and never be accepted: one of them stands for all.
    return [tuple(g) for g in found.values()]


def _solver(groups: int) -> tuple[Solver | None, str]:
    if has_clingo():
        return with_clingo, "clingo"
    return (by_search if groups <= EXACT_LIMIT else None), "plain search"


def has_clingo() -> bool:
    """Whether clingo can be imported."""
    try:
        import clingo  # noqa: F401
    except ImportError:
        return False
    return True


def by_search(framework: Framework, limit: int) -> tuple[list[frozenset[int]], bool]:
    """By trying every set that attacks none of its own. Exact; time grows as 2 to the number of arguments."""
    n = framework.size
    attackers = [sum(1 << a for a in s) for s in framework.attackers()]
    targets = [sum(1 << b for b in s) for s in framework.targets()]
    admissible: list[int] = []

    def grow(at: int, chosen: int, attacked: int, threats: int) -> None:
        if at == n:
            if not threats & ~attacked:
                admissible.append(chosen)
            return
        bit = 1 << at
        if not (attacked | threats | targets[at]) & bit and not targets[at] & chosen:
            grow(at + 1, chosen | bit, attacked | targets[at], threats | attackers[at])
        grow(at + 1, chosen, attacked, threats)

    grow(0, 0, 0, 0)
    largest: list[int] = []
    for s in sorted(admissible, key=lambda s: -s.bit_count()):
        if not any(s & ~t == 0 for t in largest):
            largest.append(s)
    return [frozenset(i for i in range(n) if s >> i & 1) for s in largest[:limit]], len(largest) <= limit


def with_clingo(framework: Framework, limit: int) -> tuple[list[frozenset[int]], bool]:
    """By answer-set solving. Stops after ``limit`` extensions or :data:`PATIENCE` seconds, and says so."""
    import clingo

    control = clingo.Control([str(limit + 1), "--heuristic=Domain", "--enum-mode=domRec"])
    control.add("base", [], (files("variorum.reasoning.weighing") / "preferred.lp").read_text(encoding="utf-8"))
    facts = [f"arg(0..{framework.size - 1}).", *(f"att({a},{b})." for a, b in sorted(framework.attacks))]
    control.add("base", [], " ".join(facts))
    control.ground([("base", [])])
    found: list[frozenset[int]] = []
    until = time.monotonic() + PATIENCE
    with control.solve(yield_=True, async_=True) as search:
        while True:
            search.resume()
            if not search.wait(max(0.0, until - time.monotonic())):
                search.cancel()
                return found[:limit], False
            model = search.model()
            if model is None:
                break
            found.append(frozenset(s.arguments[0].number for s in model.symbols(shown=True)))
    return found[:limit], len(found) <= limit
