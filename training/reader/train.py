"""Trains the compact reader: one command, seeded, resumable.

    python training/reader/train.py OUT --encoder FOLDER --train BOOK... --test BOOK... [--epochs N] [--workers 2]

With several workers each takes its share of every step's windows on one thread of its own, and their gradients are averaged: on two cores this
is faster than one worker with two threads, since much of a step is small work that threads cannot share.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import pickle
import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import torch
import torch.multiprocessing
import torch.nn.functional as F
from torch import distributed

sys.path.insert(0, str(Path(__file__).parent))
from batches import encoder_input, near, pair_input
from examples import Example, examples
from network import Reader

ROOT = Path(__file__).resolve().parents[2]
PLACES = (ROOT / "training" / "passages", ROOT.parent / "shared" / "passages", Path("/tmp/books"))


DEVELOPED = ("w01", "w02", "w03", "w04", "w05", "w06", "p01")  #: on these the rules were written


def book(name: str, cache: Path) -> dict[str, list[Example]]:
    """The examples of one book, by document id and kind of mentions; kept in ``cache``."""
    kept = cache / f"{name}.examples"
    if kept.exists():
        loaded: dict[str, list[Example]] = pickle.loads(kept.read_bytes())
        for e in (e for ws in loaded.values() for e in ws):
            e.lower = None
        return loaded
    path = next(p / f"{name}.json" for p in PLACES if (p / f"{name}.json").exists())
    docs = json.loads(path.read_text(encoding="utf-8"))["documents"]
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


def average(parameters: list[torch.nn.Parameter], workers: int) -> None:
    """Every worker's gradients become the mean of all."""
    flat = torch.cat([(p.grad if p.grad is not None else torch.zeros_like(p)).flatten() for p in parameters])
    distributed.all_reduce(flat)
    flat /= workers
    at = 0
    for p in parameters:
        p.grad = flat[at : at + p.numel()].view_as(p)
        at += p.numel()


def together(value: float, workers: int) -> float:
    """The first worker's value, so that all agree on how far they are."""
    if workers == 1:
        return value
    box = torch.tensor([value])
    distributed.broadcast(box, 0)
    return float(box)


def masked(model: Reader, u: torch.Tensor, head: torch.Tensor, g: Any) -> torch.Tensor:
    """Scores of who is meant, with what cannot be ruled out: oneself, later mentions that are no names, a floor that nobody has."""
    scores = model.who(u, head, torch.tensor(g.candidates), torch.from_numpy(g.distance), torch.from_numpy(g.rule))
    return scores.masked_fill(torch.from_numpy(g.barred), -1e4)


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
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("out", type=Path)
    a.add_argument("--encoder", type=Path, required=True)
    a.add_argument("--train", nargs="+", required=True)
    a.add_argument("--test", nargs="*", default=[])
    a.add_argument("--epochs", type=int, default=8)
    a.add_argument("--minutes", type=float, default=0, help="length of the schedule by the clock instead of by epochs")
    a.add_argument("--size", type=int, default=700, help="pieces of a batch")
    a.add_argument(
        "--frozen",
        type=int,
        default=0,
        help="layers of the encoder that stay as they are (their output is kept, which saves half of the time)",
    )
    a.add_argument("--heads", type=float, default=1e-3, help="rate of everything above the encoder")
    a.add_argument("--start", type=Path, help="a run to go on from")
    a.add_argument("--rate", type=float, default=1e-4)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--workers", type=int, default=1)
    a.add_argument("--threads", type=int, default=2)
    o = a.parse_args()
    if o.workers == 1:
        train(0, o)
    else:
        torch.multiprocessing.spawn(train, args=(o,), nprocs=o.workers)


def train(rank: int, o: argparse.Namespace) -> None:
    """One worker's part; the first also measures, prints and saves."""
    sys.path.insert(0, str(Path(__file__).parent))
    torch.set_num_threads(o.threads if o.workers == 1 else 1)
    if o.workers > 1:
        os.environ.setdefault("MASTER_ADDR", "127.0.0.1")
        os.environ.setdefault("MASTER_PORT", "29531")
        distributed.init_process_group("gloo", rank=rank, world_size=o.workers)
    torch.manual_seed(o.seed)
    rng = random.Random(o.seed)
    o.out.mkdir(parents=True, exist_ok=True)
    data = [(k, e) for b in o.train for k, ws in book(b, o.out.parent).items() for e in ws]
    found = [e for k, e in data if k.endswith("found")]
    marked = [e for k, e in data if k.endswith("marked")]
    tests = {b: [e for k, ws in book(b, o.out.parent).items() for e in ws if k.endswith("found")] for b in o.test}
    model = Reader()
    model.start_from(o.encoder)
    if o.start:
        model.load_state_dict(torch.load(o.start / "model.pt"))
    model.word.weight.requires_grad = False  # words that no passage has must stay where the encoder learned them
    if o.frozen:
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
            *(f"layers.{n}." for n in range(o.frozen)),
        )
        for n, p in model.named_parameters():
            p.requires_grad = p.requires_grad and not n.startswith(below)
        remember(model, [e for _, e in data], o.frozen)
    trained = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    slow = [p for n, p in trained if n.startswith(("place", "kind", "norm", "layers"))]
    fast = [p for n, p in trained if not n.startswith(("place", "kind", "norm", "layers"))]
    optim = torch.optim.AdamW([{"params": slow, "lr": o.rate}, {"params": fast, "lr": o.heads}], weight_decay=0.01)
    base = [g["lr"] for g in optim.param_groups]
    begun, step, epoch = time.time(), 0, 0
    per_epoch = len(batches(found, o.size, rng)) // o.workers

    def progress() -> float:
        return (time.time() - begun) / 60 / o.minutes if o.minutes else step / per_epoch / o.epochs

    while progress() < 1:
        model.train()
        # half of each epoch with the mentions of the rules, half with those of a person, another half each time
        pick = [f if rng.random() < 0.6 else None for f in found]
        chosen = [f for f in pick if f is not None] + [m for m in marked if rng.random() < 0.4]
        total: Counter[str] = Counter()
        steps = batches(chosen, o.size, rng)
        for step_batch in range(rank, len(steps) - len(steps) % o.workers, o.workers):
            batch = steps[step_batch]
            done = min(1.0, together(progress(), o.workers))
            if done >= 1:
                break
            scale = min(1.0, done / 0.05 + 0.02) * (0.02 + 0.98 * (0.5 + 0.5 * math.cos(math.pi * done)))
            for g, lr in zip(optim.param_groups, base, strict=True):
                g["lr"] = lr * scale
            loss, counts = losses(model, batch, o.frozen)
            optim.zero_grad()
            loss.backward()
            if o.workers > 1:
                average([*slow, *fast], o.workers)
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optim.step()
            total += counts
            step += 1
        epoch += 1
        line = {
            "epoch": epoch,
            "minutes": round((time.time() - begun) / 60, 1),
            "who": total["who"] / max(1, total["n_who"]),
            "join": total["join"] / max(1, total["n_pos"]),
        }
        if rank:
            continue
        if tests and (epoch % 3 == 0 or progress() >= 1):
            from measure import measure

            for b, es in tests.items():
                line |= {f"{b} {k}": v for k, v in measure(model, es).items()}
        print(json.dumps({k: round(v, 3) for k, v in line.items()}), flush=True)
        torch.save(model.state_dict(), o.out / "model.pt")
    if rank:
        return
    (o.out / "about.json").write_text(json.dumps({"train": o.train, "epochs": epoch, "steps": step, "seed": o.seed}, indent=1))


if __name__ == "__main__":
    main()
