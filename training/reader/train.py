"""Trains the compact reader: one command, seeded; ``--start`` goes on from an earlier run.

    python training/reader/train.py OUT --encoder FOLDER --train BOOK... --test BOOK... [--epochs N | --minutes N] [--frozen 3 --start RUN]

OUT gets the weights after every epoch. The examples of each book are kept beside OUT, as the rules read them at the time: delete them when a book, the
rules or the features change. Two workers that average their gradients were tried on two cores and gained nothing over one with two threads.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import pickle
import random
import sys
import time
from collections import Counter
from pathlib import Path

import torch
import torch.nn.functional as F

sys.path.insert(0, str(Path(__file__).parent))
from batches import encoder_input, near, pair_input
from examples import Example, examples
from measure import masked, measure
from network import Reader

ROOT = Path(__file__).resolve().parents[2]
DEVELOPED = ("w01", "w02", "w03", "w04", "w05", "w06", "p01")  #: on these the rules were written


def book(name: str, cache: Path) -> dict[str, list[Example]]:
    """The examples of one book, by document id and kind of mentions; kept in ``cache``."""
    kept = cache / f"{name}.examples"
    if kept.exists():
        loaded: dict[str, list[Example]] = pickle.loads(kept.read_bytes())
        for e in (e for ws in loaded.values() for e in ws):
            e.lower = None
        return loaded
    docs = json.loads((ROOT / "training" / "passages" / f"{name}.json").read_text(encoding="utf-8"))["documents"]
    out = {}
    for d in docs:
        for marked in (False, True):
            out[f"{d['document']['id']} {'marked' if marked else 'found'}"] = examples(d, marked=marked, honest=name not in DEVELOPED)
    kept.write_bytes(pickle.dumps(out))
    return out


def remember(model: Reader, items: list[Example], frozen: int) -> None:
    """Keeps with each example what the frozen layers make of it, so that they need not run again."""
    model.eval()
    order = sorted(items, key=lambda e: len(e.given.window.pieces))
    with torch.no_grad():
        for at in range(0, len(order), 16):
            part = order[at : at + 16]
            lower = model.below(encoder_input([e.given.window for e in part]), frozen).half()
            for n, e in enumerate(part):
                e.lower = lower[n, : len(e.given.window.pieces)].clone()
    model.train()


def remembered(batch: list[Example]) -> torch.Tensor | None:
    if batch[0].lower is None:
        return None
    longest = max(len(e.lower) for e in batch)
    table = torch.zeros(len(batch), longest, batch[0].lower.shape[1])
    for n, e in enumerate(batch):
        table[n, : len(e.lower)] = e.lower.float()
    return table


def losses(model: Reader, batch: list[Example], frozen: int = 0) -> tuple[torch.Tensor, Counter[str]]:
    units = model.encode(encoder_input([e.given.window for e in batch]), remembered(batch), frozen)
    who = torch.zeros(())
    join = torch.zeros(())
    look = torch.zeros(())
    manner = torch.zeros(())
    n_who = n_pos = 0
    for n, e in enumerate(batch):
        w, g = e.given.window, e.given
        if not w.mentions:
            continue
        u = units[n, : len(w)]
        head = torch.tensor([m.unit for m in w.mentions])
        if g.candidates:
            scores = masked(model, u, head, g)
            target = torch.zeros_like(scores, dtype=torch.bool)
            for row, right in enumerate(e.meant):
                target[row, right] = True
            who = who + (scores.logsumexp(1) - scores.masked_fill(~target, -1e9).logsumexp(1)).sum()
            n_who += len(g.candidates)
        if not len(g.pairs.first):
            continue
        pred, denied, certainty, mode, seen = model.join(u, head, pair_input(e), near(w))
        target, weight = torch.zeros_like(pred), torch.ones_like(pred)
        for pair, k, right, *_ in e.labels:
            if right < 0:
                weight[pair, k] = 0
        positive = [x for x in e.labels if x[2] > 0]
        for pair, k, *_ in positive:
            target[pair, k], weight[pair, k] = 1, 1
        join = join + F.binary_cross_entropy_with_logits(pred, target, weight, reduction="sum")
        n_pos += len(positive)
        if positive:
            rows = torch.tensor([x[0] for x in positive])
            manner = manner + F.binary_cross_entropy_with_logits(
                denied[rows], torch.tensor([float(x[3]) for x in positive]), reduction="sum"
            )
            manner = manner + F.cross_entropy(certainty[rows], torch.tensor([x[4] for x in positive]), reduction="sum")
            manner = manner + F.cross_entropy(mode[rows], torch.tensor([x[5] for x in positive]), reduction="sum")
            mask = torch.zeros(len(positive), len(w))
            for r, x in enumerate(positive):
                mask[r, x[6]] = 1
            look = look - ((seen[rows] * mask).sum(1) + 1e-6).log().sum()
    loss = who / max(1, n_who) + (join + 0.3 * manner + 0.1 * look) / max(1, n_pos)
    return loss, Counter(who=float(who.detach()), n_who=n_who, join=float(join.detach()), n_pos=n_pos)


def batches(items: list[Example], size: int, rng: random.Random) -> list[list[Example]]:
    """Of about ``size`` pieces each, like lengths together, in random order."""
    order = sorted(items, key=lambda e: len(e.given.window.pieces) + rng.random() * 60)
    out: list[list[Example]] = []
    for e in order:
        if out and (len(out[-1]) + 1) * len(e.given.window.pieces) <= size:
            out[-1].append(e)
        else:
            out.append([e])
    rng.shuffle(out)
    return out


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("out", type=Path)
    a.add_argument("--encoder", type=Path, required=True)
    a.add_argument("--train", nargs="+", required=True)
    a.add_argument("--test", nargs="*", default=[])
    a.add_argument("--epochs", type=int, default=8)
    a.add_argument("--minutes", type=float, default=0, help="a schedule by the clock instead of by epochs (no two such runs are the same)")
    a.add_argument("--size", type=int, default=700, help="pieces of a batch")
    a.add_argument(
        "--frozen", type=int, default=0, help="layers of the encoder that stay as they are; their output is kept, which saves time"
    )
    a.add_argument("--start", type=Path, help="a run to go on from")
    a.add_argument("--rate", type=float, default=1e-4, help="of the encoder")
    a.add_argument("--heads", type=float, default=1e-3, help="rate of everything above the encoder")
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--threads", type=int, default=2)
    a.add_argument(
        "--half", action="store_true", help="products of matrices in bfloat16: two to four times as quick on processors that know it"
    )
    o = a.parse_args()
    torch.set_num_threads(o.threads)
    torch.manual_seed(o.seed)
    o.out.mkdir(parents=True, exist_ok=True)
    taught = {key: ws for name in o.train for key, ws in book(name, o.out.parent).items()}
    tests = {name: [e for key, ws in book(name, o.out.parent).items() for e in ws if key.endswith("found")] for name in o.test}
    model = Reader()
    model.start_from(o.encoder)
    if o.start:
        model.load_state_dict(torch.load(o.start / "model.pt"))
    freeze(model, o.frozen)
    if o.frozen:
        remember(model, [e for ws in taught.values() for e in ws], o.frozen)
    train(model, taught, tests, o)


def freeze(model: Reader, layers: int) -> None:
    """Word pieces always stay where the encoder learned them, so that words that no passage has stay beside those that it has; with ``layers``
    also everything up to that layer."""
    below = (
        "place",
        "kind",
        "norm.",
        "case",
        "upos",
        "relation",
        "mark",
        "layer.",
        "quoted",
        "hint",
        *(f"layers.{n}." for n in range(layers)),
    )
    for name, p in model.named_parameters():
        p.requires_grad = not name.startswith("word") and not (layers and name.startswith(below))


def train(model: Reader, taught: dict[str, list[Example]], tests: dict[str, list[Example]], o: argparse.Namespace) -> None:
    """Adam with a rate that rises for a twentieth of the time and then falls along a cosine; a line of figures and the weights after every epoch."""
    rng = random.Random(o.seed)
    trained = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    slow = [p for n, p in trained if n.startswith(("place", "kind", "norm", "layers"))]
    fast = [p for n, p in trained if not n.startswith(("place", "kind", "norm", "layers"))]
    optim = torch.optim.AdamW([{"params": slow, "lr": o.rate}, {"params": fast, "lr": o.heads}], weight_decay=0.01)
    base = [g["lr"] for g in optim.param_groups]
    average = Average(trained)
    begun, step, epoch = time.time(), 0, 0
    per_epoch = len(batches(_epoch(taught, random.Random(o.seed)), o.size, random.Random(o.seed)))

    def progress() -> float:
        return min(1.0, (time.time() - begun) / 60 / o.minutes if o.minutes else step / per_epoch / o.epochs)

    while progress() < 1:
        model.train()
        total: Counter[str] = Counter()
        for batch in batches(_epoch(taught, rng), o.size, rng):
            done = progress()
            if done >= 1:
                break
            scale = min(1.0, done / 0.05 + 0.02) * (0.02 + 0.98 * (0.5 + 0.5 * math.cos(math.pi * done)))
            for g, lr in zip(optim.param_groups, base, strict=True):
                g["lr"] = lr * scale
            with torch.autocast("cpu", torch.bfloat16, enabled=o.half):
                loss, counts = losses(model, batch, o.frozen)
            optim.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([p for _, p in trained], 1.0)
            optim.step()
            average.update(step)
            total += counts
            step += 1
        epoch += 1
        line = {"epoch": epoch, "minutes": (time.time() - begun) / 60, "who": total["who"] / max(1, total["n_who"])}
        line["join"] = total["join"] / max(1, total["n_pos"])
        if tests and (epoch % 3 == 0 or progress() >= 1):
            judged = copy.deepcopy(model)
            judged.load_state_dict(average.weights, strict=False)
            line |= {f"{b} {k}": v for b, es in tests.items() for k, v in measure(judged, es).items()}
        print(json.dumps({k: round(v, 3) for k, v in line.items()}), flush=True)
        torch.save(model.state_dict() | average.weights, o.out / "model.pt")


class Average:
    """The weights as they were on average over the last steps (Polyak): what is saved, since it reads better than the last step's own."""

    def __init__(self, trained: list[tuple[str, torch.nn.Parameter]], share: float = 0.998) -> None:
        self.trained, self.share = trained, share
        self.weights = {n: p.detach().clone() for n, p in trained}

    def update(self, step: int) -> None:
        share = min(self.share, (1 + step) / (10 + step))
        for n, p in self.trained:
            self.weights[n].lerp_(p.detach(), 1 - share)


def _epoch(taught: dict[str, list[Example]], rng: random.Random) -> list[Example]:
    """Every document about once: with the mentions of the rules in six cases of ten, with those of a person in four."""
    return [e for key, ws in taught.items() for e in ws if rng.random() < (0.6 if key.endswith("found") else 0.4)]


if __name__ == "__main__":
    main()
