"""Fits the weights of the kinds of blocks (src/variorum/reading/layers/tagging.tsv) on annotated books.

    python training/layers/fit.py --books w01 ... p40 [--test p05 ...] [--write]

A linear chain (a conditional random field) with a penalty that sets weights to nought which little speaks for; whole documents are examples. A code
counts only when it is seen in four books at least, so that no word of one world decides. Seeded by nothing: the same books give the same weights.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import torch

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "tests" / "reading" / "layers" / "pages"
sys.path.insert(0, str(PAGES.parent))
from pages_file import read_page  # noqa: E402

from variorum.model import Document  # noqa: E402
from variorum.reading.layers.read import ruled  # noqa: E402
from variorum.reading.layers.seen import seen_of  # noqa: E402
from variorum.reading.layers.tagging import KINDS, Steps, Weights, best  # noqa: E402

OUT = ROOT / "src" / "variorum" / "reading" / "layers" / "tagging.tsv"
NUMBER = {k.value: n for n, k in enumerate(KINDS)}
OFTEN = 3  #: how often a page of PAGES counts: they are few, and unlike the books
BOOKS = 4  #: books in which a code must be seen


@dataclass(slots=True)
class Example:
    """One document: the codes of its blocks, the right kind of each (a number), how many characters each has and what the rules say."""

    book: str
    seen: list[tuple[str, ...]]
    right: list[int]
    sizes: list[int]
    rules: list[int]


def examples(book: str) -> Iterator[Example]:
    for d in json.loads((ROOT / "training" / "passages" / f"{book}.json").read_text(encoding="utf-8"))["documents"]:
        m = d["document"]
        document = Document(m["id"], m["sha256"], title=m["title"], author=m["author"], published=m["published"], chars=len(d["text"]))
        page = ruled(d["text"], document)
        if page is None:
            continue
        at = [-1] * len(d["text"])
        for layer in d["layers"]:
            at[layer["start"] : layer["end"]] = [NUMBER[layer["kind"]]] * (layer["end"] - layer["start"])
        right = [Counter(at[b.start : b.end]).most_common(1)[0][0] for b in page.blocks]
        if min(right, default=-1) >= 0:
            seen = seen_of(page.blocks, page.kinds, page.notes)
            yield Example(book, seen, right, [b.end - b.start for b in page.blocks], [NUMBER[k.value] for k in page.kinds])


def site_pages(folder: Path) -> Iterator[Example]:
    """The invented pages of many kinds of site that the tests hold the rules to."""
    for path in sorted(folder.glob("*.page")):
        text, layers = read_page(path)
        at = [NUMBER[str(x.kind)] for x in layers for _ in range(x.start, x.end)]
        page = ruled(text, Document(path.stem, "", chars=len(text)))
        assert page is not None
        right = [Counter(at[b.start : b.end]).most_common(1)[0][0] for b in page.blocks]
        seen = seen_of(page.blocks, page.kinds, page.notes)
        yield Example(path.stem, seen, right, [b.end - b.start for b in page.blocks], [NUMBER[k.value] for k in page.kinds])


def measured(items: Sequence[Example], weights: Weights, steps: Steps) -> tuple[float, float]:
    """The share of characters that the rules and that the weights have right."""
    total = ruled_right = right = 0
    for e in items:
        found = best(e.seen, [KINDS[k] for k in e.rules], weights, steps)
        for kind, r, size, rule in zip(found, e.right, e.sizes, e.rules, strict=True):
            total += size
            ruled_right += size * (rule == r)
            right += size * (NUMBER[kind.value] == r)
    return ruled_right / max(total, 1), right / max(total, 1)


Group = tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]


def _padded(items: Sequence[Example], number: Mapping[str, int]) -> Group:
    """Documents of like length as tensors: all codes in a row, where each block's begin, which block stands at which place, and the right kinds."""
    flat, offsets, right = [], [], []
    place = torch.full((len(items), max(len(e.right) for e in items)), -1, dtype=torch.long)
    for k, e in enumerate(items):
        place[k, : len(e.right)] = torch.arange(len(right), len(right) + len(e.right))
        for own, r in zip(e.seen, e.right, strict=True):
            offsets.append(len(flat))
            flat += [number[c] for c in own if c in number]
            right.append(r)
    inside = place >= 0
    order = torch.where(inside, place, 0)
    return torch.tensor(flat), torch.tensor(offsets), order, inside, torch.where(inside, torch.tensor(right)[order], 0)


def _loss(group: Group, table: torch.Tensor, step: torch.Tensor) -> torch.Tensor:
    """How unlikely the right kinds of a group are, summed over its documents."""
    flat, offsets, order, inside, gold = group
    unary = torch.nn.functional.embedding_bag(flat, table, offsets, mode="sum")[order] * inside[..., None]
    score = torch.gather(unary, 2, gold[..., None]).squeeze(-1).sum(1)
    score = score + (step[gold[:, :-1], gold[:, 1:]] * inside[:, 1:]).sum(1)
    alpha = unary[:, 0]
    for t in range(1, order.shape[1]):
        then = torch.logsumexp(alpha[:, :, None] + step[None], 1) + unary[:, t]
        alpha = torch.where(inside[:, t, None], then, alpha)
    return (torch.logsumexp(alpha, 1) - score).sum()


def fitted(items: Sequence[Example], penalty: float, ridge: float, rounds: int, least: int) -> tuple[Weights, Steps]:
    """The weights of codes and steps, those below a hundredth left out."""
    books: dict[str, set[str]] = defaultdict(set)
    for e in items:
        for codes in e.seen:
            for c in codes:
                books[c].add(e.book)
    codes = sorted(c for c, those in books.items() if len(those) >= least)
    number = {c: n for n, c in enumerate(codes)}
    size = len(KINDS)
    table = torch.zeros(len(codes), size, requires_grad=True)
    step = torch.zeros(size, size, requires_grad=True)
    opt = torch.optim.Adam([table, step], lr=0.05)
    # Short documents and long ones apart, so that little is computed for blocks that are not there.
    ranked = sorted(items, key=lambda e: len(e.right))
    groups = [_padded(list(g), number) for _, g in groupby(ranked, key=lambda e: len(e.right).bit_length())]
    for n in range(rounds):
        for g in opt.param_groups:
            g["lr"] = 0.05 * (1 - n / rounds) + 0.001
        loss = torch.stack([_loss(group, table, step) for group in groups]).sum()
        whole = loss + ridge * (table.square().sum() + step.square().sum()) + penalty * torch.sqrt(table.square() + 1e-6).sum()
        opt.zero_grad()
        whole.backward()
        opt.step()
        if n % 20 == 19:
            print(n + 1, "loss a document", round(float(loss.detach()) / len(items), 3), flush=True)
    weights = {}
    for c, row in zip(codes, table.detach().tolist(), strict=True):
        kept = tuple((k, round(v, 2)) for k, v in enumerate(row) if abs(v) >= 0.02)
        if kept:
            weights[c] = kept
    steps = {(a, b): round(float(step.detach()[a, b]), 2) for a in range(size) for b in range(size)}
    return weights, steps


def write(weights: Weights, steps: Steps, books: Sequence[str]) -> None:
    lines = ["# Weights of what is seen of a block (seen.py) for its kind, fitted on the annotated books " + " ".join(books)]
    lines += ["# by training/layers/fit.py. A code, then kind=weight; \"step A\": from a block of kind A to one of another."]
    for a, kind in enumerate(KINDS):
        lines.append("\t".join([f"step {kind.value}", *(f"{k.value}={steps[a, b]:g}" for b, k in enumerate(KINDS))]))
    lines += ["\t".join([c, *(f"{KINDS[k].value}={v:g}" for k, v in row)]) for c, row in sorted(weights.items())]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(OUT.name, len(weights), "codes,", OUT.stat().st_size // 1000, "kB")


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--books", nargs="+", required=True)
    a.add_argument("--test", nargs="*", default=[])
    a.add_argument("--penalty", type=float, default=2.0)
    a.add_argument("--ridge", type=float, default=0.05)
    a.add_argument("--rounds", type=int, default=30)
    a.add_argument("--least", type=int, default=BOOKS)
    a.add_argument("--write", action="store_true")
    o = a.parse_args()
    torch.manual_seed(0)
    items = [e for book in o.books for e in examples(book)]
    items += [e for e in site_pages(PAGES) for _ in range(OFTEN)]
    print(len(items), "documents", sum(len(e.right) for e in items), "blocks", flush=True)
    weights, steps = fitted(items, o.penalty, o.ridge, o.rounds, o.least)
    for book in o.test:
        print(book, "rules %.3f fitted %.3f" % measured(list(examples(book)), weights, steps), flush=True)
    print("taught", "rules %.3f fitted %.3f" % measured(items, weights, steps))
    if o.write:
        write(weights, steps, o.books)


if __name__ == "__main__":
    main()
