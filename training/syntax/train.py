"""Train the tagger and parser and write src/variorum/reading/syntax/model.npz: one command, seeded, one thread.

    python training/syntax/train.py --data ../shared/data --epochs 30

Needs torch (2.13.0 was used) beside the project's own numpy; nothing of it is needed to read a document.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

import torch

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(Path(__file__).parent)]

from augment import invented_name, varied  # noqa: E402
from export import load, write  # noqa: E402
from network import Parser  # noqa: E402
from treebank import DEV, TRAIN, Word, merged, read  # noqa: E402

from variorum.reading.syntax.features import TABLES, rows  # noqa: E402

LONGEST = 120
Sentence = tuple[Word, ...]


class Encoder:
    """Turns words into row numbers and tags into classes; row 0 of the vocabulary is the unknown word."""

    def __init__(self, sentences: list[Sentence]) -> None:
        self.cache: dict[str, tuple[int, ...]] = {}
        counts = Counter(self.rows(w.text)[0] for s in sentences for w in s)
        self.hashes = sorted(h for h, n in counts.items() if n >= 2)
        self.row = {h: i + 1 for i, h in enumerate(self.hashes)}
        self.counts = counts
        self.tags = sorted({w.upos + ("|" + w.feats if w.feats else "") for s in sentences for w in s})
        self.labels = sorted({w.deprel for s in sentences for w in s})
        self.tag_row = {t: i for i, t in enumerate(self.tags)}
        self.label_row = {t: i for i, t in enumerate(self.labels)}

    def rows(self, text: str) -> tuple[int, ...]:
        found = self.cache.get(text)
        if found is None:
            found = self.cache[text] = rows(text)
        return found

    def ids(self, word: Word, random: Random | None) -> list[int]:
        form, *parts = self.rows(word.text)
        row = self.row.get(form, 0)
        if random is not None and row:
            forget = 0.3 / (0.3 + self.counts[form]) + (0.25 if word.upos == "PROPN" else 0.01)
            row = 0 if random.random() < forget else row
        return [row, *parts]

    def batch(self, sentences: list[Sentence], random: Random | None) -> tuple[torch.Tensor, ...]:
        """Pad sentences to (time, sentence): ids, mask, tag, head, label."""
        long = max(map(len, sentences))
        ids = torch.zeros(long, len(sentences), 1 + len(TABLES), dtype=torch.long)
        mask = torch.zeros(long, len(sentences))
        gold = torch.full((3, long, len(sentences)), -1, dtype=torch.long)
        for b, words in enumerate(sentences):
            n = len(words)
            ids[:n, b] = torch.tensor([self.ids(w, random) for w in words])
            mask[:n, b] = 1
            gold[0, :n, b] = torch.tensor([self.tag_row.get(w.upos + ("|" + w.feats if w.feats else ""), -100) for w in words])
            gold[1, :n, b] = torch.tensor([w.head for w in words])
            gold[2, :n, b] = torch.tensor([self.label_row.get(w.deprel, -100) for w in words])
        return ids, mask, *gold


def batches(sentences: list[Sentence], random: Random, tokens: int) -> list[list[Sentence]]:
    """Group sentences of similar length, about `tokens` words a batch, in random order."""
    order = sorted(sentences, key=lambda s: len(s) + random.random() * 3)
    out: list[list[Sentence]] = [[]]
    for s in order:
        if out[-1] and (len(out[-1]) + 1) * len(s) > tokens:
            out.append([])
        out[-1].append(s)
    random.shuffle(out)
    return out


def loss_of(model: Parser, batch: tuple[torch.Tensor, ...]) -> torch.Tensor:
    ids, mask, tag, head, label = batch
    tags, arcs, labels = model(ids, mask, head.clamp(min=-1))
    live = mask.bool()
    cross = torch.nn.functional.cross_entropy
    arc_gold = (head + 1).T[live.T]
    return (
        cross(tags[live], tag[live], ignore_index=-100, label_smoothing=0.03)
        + cross(arcs[live.T], arc_gold)
        + cross(labels[live], label[live], ignore_index=-100, label_smoothing=0.03)
    )


@torch.no_grad()
def measure(model: Parser, encoder: Encoder, sentences: list[Sentence]) -> str:
    """UPOS, UAS, LAS with gold words and greedy heads (no tree is forced here; the numpy side does that)."""
    model.eval()
    right = [0, 0, 0, 0]
    for group in batches(sentences, Random(0), 2000):
        ids, mask, tag, head, label = encoder.batch(group, None)
        tags, arcs, labels = model(ids, mask, None)
        live = mask.bool()
        upos = torch.tensor([hash(t.split("|")[0]) for t in encoder.tags])
        right[0] += int(live.sum())
        right[1] += int((upos[tags.argmax(2)[live]] == upos[tag[live].clamp(min=0)]).sum())
        good = (head == arcs.argmax(2).T - 1) & live
        right[2] += int(good.sum())
        right[3] += int((good & (labels.argmax(2) == label)).sum())
    model.train()
    return " ".join(f"{name} {n / right[0]:.4f}" for name, n in zip(("upos", "uas", "las"), right[1:], strict=True))


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    ask.add_argument("--out", type=Path, default=ROOT / "src/variorum/reading/syntax/model.npz")
    ask.add_argument("--epochs", type=int, default=30)
    ask.add_argument("--width", type=int, default=192)
    ask.add_argument("--depth", type=int, default=4)
    ask.add_argument("--tokens", type=int, default=1200)
    ask.add_argument("--rate", type=float, default=2e-3)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--start", type=Path, help="a model.npz to go on from, instead of random weights")
    ask.add_argument("--minutes", type=float, default=1e9, help="stop early after this long; the rate still falls to zero")
    args = ask.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    random = Random(args.seed)
    pairs = [(s, merged(s)) for name in TRAIN for s in read(args.data / name) if len(s) <= LONGEST]
    dev = [merged(s) for name in DEV for s in read(args.data / name)]
    encoder = Encoder([m for _, m in pairs])
    names = [invented_name(random) for _ in range(20000)]
    sizes = [len(encoder.hashes) + 1, *(size for _, size in TABLES)]
    model = Parser(sizes, len(encoder.tags), len(encoder.labels), args.width, args.depth, 128)
    print(
        f"sentences {len(pairs)} words {len(encoder.hashes)} tags {len(encoder.tags)} labels {len(encoder.labels)} "
        f"parameters {sum(p.numel() for p in model.parameters())}",
        flush=True,
    )
    if args.start:
        load(args.start, model, encoder.hashes)
    best = torch.optim.Adam(model.parameters(), lr=args.rate, betas=(0.9, 0.98), eps=1e-8)
    mean = {k: v.clone() for k, v in model.state_dict().items()}
    start, step = time.monotonic(), 0
    for epoch in range(args.epochs):
        chosen = [varied(m if random.random() < 0.6 else s, random, names) for s, m in pairs]
        groups = batches([s for s in chosen if len(s) <= LONGEST], random, args.tokens)
        total = 0.0
        for k, group in enumerate(groups):
            done = max((epoch + k / len(groups)) / args.epochs, (time.monotonic() - start) / 60 / args.minutes)
            if done >= 1:
                break
            for setting in best.param_groups:
                setting["lr"] = args.rate * min(1.0, (step + 1) / 200) * (1 - done)
            loss = loss_of(model, encoder.batch(group, random))
            best.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            best.step()
            step, total = step + 1, total + float(loss.detach())
            keep = min(0.999, (1 + step) / (10 + step))
            for name, value in model.state_dict().items():
                mean[name].lerp_(value, 1 - keep)
        now = {k: v.clone() for k, v in model.state_dict().items()}
        model.load_state_dict(mean)
        print(f"epoch {epoch + 1} loss {total / (k + 1):.3f} {measure(model, encoder, dev)} {time.monotonic() - start:.0f}s", flush=True)
        write(args.out, model, encoder.hashes, encoder.tags, encoder.labels)
        model.load_state_dict(now)
        if done >= 1:
            break


if __name__ == "__main__":
    main()
