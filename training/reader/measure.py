"""How well the network does on windows it was not taught: who is meant, and what joins two, by threshold."""

from __future__ import annotations

from typing import Any

import torch
from batches import encoder_input, near, pair_input
from examples import Example
from network import Reader


def masked(model: Reader, u: torch.Tensor, head: torch.Tensor, g: Any) -> torch.Tensor:
    """Scores of who is meant, with what cannot be ruled out: oneself, later mentions that are no names, a floor that nobody has."""
    scores = model.who(u, head, torch.tensor(g.candidates), torch.from_numpy(g.distance), torch.from_numpy(g.rule))
    return scores.masked_fill(torch.from_numpy(g.barred), -1e4)


def measure(model: Reader, items: list[Example]) -> dict[str, float]:
    """``meant``: share of mentions resolved right; ``f``: best F1 of (pair, predicate) over thresholds (``at``), ``link`` the same without predicate."""
    model.eval()
    right = seen = 0
    scored: list[tuple[float, int]] = []
    links: list[tuple[float, int]] = []
    gold = linked = 0
    with torch.no_grad():
        for e in items:
            w, g = e.given.window, e.given
            if not w.mentions or not len(g.pairs.first):
                continue
            u = model.encode(encoder_input([w]))[0, : len(w)]
            head = torch.tensor([m.unit for m in w.mentions])
            if g.candidates:
                choice = masked(model, u, head, g).argmax(1).tolist()
                for row, c in enumerate(choice):
                    seen += 1
                    right += c in e.meant[row]
            pred, *_ = model.join(u, head, pair_input(e), near(w))
            p = torch.sigmoid(pred)
            labels = {(pair, k): r for pair, k, r, *_ in e.labels}
            gold += sum(r > 0 for r in labels.values())
            for pair, k in (p > 0.05).nonzero().tolist():
                r = labels.get((pair, k), 0)
                if r >= 0:
                    scored.append((float(p[pair, k]), int(r > 0)))
            pair_gold = {pair for (pair, _), r in labels.items() if r > 0}
            linked += len(pair_gold)
            best = p.max(1).values
            links += [(float(best[n]), int(n in pair_gold)) for n in (best > 0.05).nonzero().flatten().tolist()]
    model.train()
    f, at = _best(scored, gold)
    return {"meant": right / max(1, seen), "f": f, "at": at, "link": _best(links, linked)[0]}


def _best(scored: list[tuple[float, int]], gold: int) -> tuple[float, float]:
    best, right = (0.0, 1.0), 0
    for n, (s, r) in enumerate(sorted(scored, reverse=True), 1):
        right += r
        f = 2 * right / (n + gold) if gold else 0.0
        best = max(best, (f, s))
    return best
