"""Trains the network of kinds: one command, seeded; ``--start`` goes on from an earlier run.

    python training/kinds/train.py OUT --encoder FOLDER --train BOOK... --gum FILE --test BOOK... [--epochs N] [--start RUN]

OUT gets the weights after every epoch. The views of each book are kept beside OUT, as the rules read them at the time: delete them when a book, the
rules or the views change.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import sys
import time
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

sys.path.insert(0, str(Path(__file__).parent))
from examples import Example, examples
from gum import gum

from model import Kinds
from variorum.reading.compact.wordpiece import CLOSES, OPENS, known_pieces, pieces
from variorum.reading.kinds.views import FEATURES

ROOT = Path(__file__).resolve().parents[2]
_PIECES = 509  # names of other lengths may make a view longer than it was; the encoder knows 512 places

Inputs = tuple[Tensor, Tensor, Tensor, Tensor, Tensor]


def book(name: str, cache: Path) -> list[Example]:
    """The views of one book; kept in ``cache``."""
    kept = cache / f"{name}.kinds"
    if kept.exists():
        loaded: list[Example] = pickle.loads(kept.read_bytes())
        return loaded
    docs = json.loads((ROOT / "training" / "passages" / f"{name}.json").read_text(encoding="utf-8"))["documents"]
    out = [e for d in docs for e in examples(d)]
    kept.write_bytes(pickle.dumps(out))
    return out


class Donors:
    """Names of each type and length in words, to take the place of others."""

    def __init__(self, items: list[Example]) -> None:
        found: dict[tuple[int, int], set[tuple[str, ...]]] = defaultdict(set)
        for e in items:
            for (f, n, _), right, named in zip(e.asked, e.right, e.named, strict=True):
                if named and right > 0:
                    found[right, n - f].add(tuple(e.words[f:n]))
        self.by = {k: sorted(v) for k, v in found.items()}

    def disguised(self, e: Example, rng: random.Random) -> list[str | None]:
        """The words of a view with some names changed for others of their type and length, some hidden (None); the same name alike throughout."""
        words: list[str | None] = list(e.words)
        new: dict[tuple[str, ...], list[str | None]] = {}
        hide, swap = rng.random() * 0.5, rng.random() * 0.8
        for (f, n, _), right, named in zip(e.asked, e.right, e.named, strict=True):
            if not named or right <= 0:
                continue
            own = tuple(e.words[f:n])
            if own not in new:
                x = rng.random()
                options = self.by.get((right, n - f))
                new[own] = [None] * (n - f) if x < hide else list(rng.choice(options)) if x < hide + swap and options else list(own)
            words[f:n] = new[own]
        return words


def tensors(batch: list[Example], donors: Donors | None, rng: random.Random) -> tuple[Inputs, Tensor, Tensor]:
    """What the network takes, what is right of each phrase asked, and which phrases are names. Phrases beyond the places of the encoder are left out."""
    known = known_pieces()
    rows = []
    for e in batch:
        words = donors.disguised(e, rng) if donors else e.words
        ps, at = [known[OPENS]], []
        for w in words:
            at.append(len(ps))
            ps += [known["[MASK]"]] if w is None else pieces(w)
        at.append(len(ps))
        ps = [*ps[:_PIECES], known[CLOSES]]
        rows.append((ps, [min(a, _PIECES) for a in at]))
    b, n, t = len(batch), max(len(r[0]) for r in rows), max(len(r[1]) for r in rows)
    p, u, at = torch.zeros(b, n, dtype=torch.long), torch.zeros(b, n, dtype=torch.long), torch.zeros(b, t, dtype=torch.long)
    features = torch.zeros(len(FEATURES), b, t, dtype=torch.long)
    asked, right, named = [], [], []
    for k, (e, (ps, places)) in enumerate(zip(batch, rows, strict=True)):
        p[k, : len(ps)] = torch.tensor(ps)
        at[k, : len(places)] = torch.tensor(places)
        for w, (a, z) in enumerate(pairwise(places)):
            u[k, a:z] = w + 1
        features[:, k, : len(e.words)] = torch.tensor(e.view.features)
        for span, r, nm in zip(e.asked, e.right, e.named, strict=True):
            if places[span[1]] > places[span[1] - 1] and places[span[2] + 1] > places[span[2]] and places[span[0]] < _PIECES:
                asked.append((k, *span))
                right.append(r)
                named.append(nm)
    return (p, u, at, features[:, :, : t - 1], torch.tensor(asked)), torch.tensor(right), torch.tensor(named)


def batches(items: list[Example], size: int, rng: random.Random) -> list[list[Example]]:
    """Views of like length together, as many as have ``size`` pieces at most (or one), in an order of chance; views in which nothing is asked are left
    out."""
    out: list[list[Example]] = []
    for e in sorted(items, key=lambda e: len(e.view.pieces) + rng.random() * 60):
        if not e.asked:
            continue
        if out and (len(out[-1]) + 1) * len(e.view.pieces) <= size:
            out[-1].append(e)
        else:
            out.append([e])
    rng.shuffle(out)
    return out


def measure(model: Kinds, items: list[Example]) -> dict[str, float]:
    """``names``: how many names of somebody have the right type; ``none``: how many phrases that only look like names are said to be none. ``P`` and ``R``:
    of other nouns, whether they describe anybody; ``typed``: how many of those found have the right type."""
    model.eval()
    c: Counter[str] = Counter()
    with torch.no_grad():
        for batch in batches(items, 2000, random.Random(0)):
            x, right, named = tensors(batch, None, random.Random(0))
            got = model(*x).argmax(1)
            for r, g, n in zip(right.tolist(), got.tolist(), named.tolist(), strict=True):
                if n:
                    if r > 0:
                        c["names"] += 1
                        c["name right"] += g == r
                    else:
                        c["no names"] += 1
                        c["no name right"] += g == 0
                else:
                    c["found"] += g > 0
                    c["gold"] += r > 0
                    c["both"] += g > 0 and r > 0
                    c["typed"] += g > 0 and r == g
    model.train()
    return {
        "names": round(c["name right"] / max(1, c["names"]), 3),
        "none": round(c["no name right"] / max(1, c["no names"]), 3),
        "P": round(c["both"] / max(1, c["found"]), 3),
        "R": round(c["both"] / max(1, c["gold"]), 3),
        "typed": round(c["typed"] / max(1, c["both"]), 3),
    }


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("out", type=Path)
    a.add_argument("--encoder", type=Path, required=True)
    a.add_argument("--train", nargs="+", required=True)
    a.add_argument("--test", nargs="*", default=[])
    a.add_argument("--gum", type=Path)
    a.add_argument("--deep", type=int, default=4)
    a.add_argument("--epochs", type=int, default=6)
    a.add_argument("--size", type=int, default=1200)
    a.add_argument("--rate", type=float, default=1e-4)
    a.add_argument("--heads", type=float, default=1e-3)
    a.add_argument("--start", type=Path)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--threads", type=int, default=1)
    o = a.parse_args()
    torch.set_num_threads(o.threads)
    torch.manual_seed(o.seed)
    o.out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(o.seed)
    taught = [e for name in o.train for e in book(name, o.out.parent)]
    aside = gum(o.gum, o.out.parent) if o.gum else []
    tests = {name: book(name, o.out.parent) for name in o.test}
    donors = Donors([*taught, *aside])
    model = Kinds(o.deep)
    model.start_from(o.encoder)
    if o.start:
        model.load_state_dict(torch.load(o.start / "model.pt"))
    model.word.weight.requires_grad_(False)
    body = [p for n, p in model.named_parameters() if n.startswith(("layers", "norm", "place", "kind")) and p.requires_grad]
    top = [p for n, p in model.named_parameters() if not n.startswith(("layers", "norm", "place", "kind", "word"))]
    opt = torch.optim.AdamW([{"params": body, "lr": o.rate}, {"params": top, "lr": o.heads}], weight_decay=0.01)
    peak = [g["lr"] for g in opt.param_groups]
    began = time.time()
    print(len(taught), len(aside), "views", flush=True)
    per = len(batches([*taught, *aside], o.size, random.Random(0)))
    steps = per * o.epochs
    step = 0
    for epoch in range(1, o.epochs + 1):
        total = n = 0.0
        for batch in batches([*taught, *aside], o.size, rng):
            for g, lr in zip(opt.param_groups, peak, strict=True):
                g["lr"] = lr * min(1.0, step / (0.05 * steps), (steps - step) / (0.95 * steps) + 0.02)
            x, right, _ = tensors(batch, donors, rng)
            judged = right >= 0
            if not judged.any():
                continue
            with torch.autocast("cpu", torch.bfloat16):
                scores = model(*x)
            loss = F.cross_entropy(scores.float()[judged], right[judged], label_smoothing=0.05)
            opt.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            opt.step()
            step += 1
            total += float(loss.detach())
            n += 1
            if step % 50 == 0:
                print(step, steps, round(total / n, 4), round((time.time() - began) / 60, 1), flush=True)
        torch.save(model.state_dict(), o.out / "model.pt")
        row = {"epoch": epoch, "minutes": round((time.time() - began) / 60, 1), "loss": round(total / n, 4)}
        row |= {f"{name} {k}": v for name, items in tests.items() for k, v in measure(model, items).items()}
        print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
