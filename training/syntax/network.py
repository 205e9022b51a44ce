"""The tagger and parser as trained; variorum/reading/syntax/network.py computes the same function in whole numbers.

Word vectors (sums of table rows) -> layers of a gated recurrence in both directions over windows of three words ->
a tag from the middle layer, arcs and labels from the top.  Every activation that feeds a product is clamped, and the gates
are x/(1+|x|) rather than exp: the numpy side can then be exact, and so the same on every machine.
"""

from __future__ import annotations

import torch
from torch import nn

FAR = 15  # distances between word and head are told apart up to this
CLAMP, ARC_CLAMP = 8.0, 4.0


def gate(x: torch.Tensor) -> torch.Tensor:
    """Give back a sigmoid made of division only."""
    return 0.5 + 0.5 * x / (1 + x.abs())


class Scan(torch.autograd.Function):
    """c[t] = f[t] * c[t-1] + g[t] along the first axis, with the gradient written out (the graph would be slow)."""

    @staticmethod
    def forward(ctx, f, g):  # type: ignore[no-untyped-def]
        c = torch.empty_like(g)
        state = torch.zeros_like(g[0])
        for t in range(len(g)):
            state = torch.addcmul(g[t], f[t], state)
            c[t] = state
        ctx.save_for_backward(f, c)
        return c

    @staticmethod
    def backward(ctx, dc):  # type: ignore[no-untyped-def]
        f, c = ctx.saved_tensors
        dg = torch.empty_like(dc)
        state = torch.zeros_like(dc[0])
        for t in range(len(dc) - 1, -1, -1):
            state = state + dc[t]
            dg[t] = state
            state = state * f[t]
        df = torch.zeros_like(f)
        df[1:] = dg[1:] * c[:-1]
        return df, dg


class Layer(nn.Module):
    """One gated layer over (time, sentence, width)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.mix = nn.Linear(3 * width, 3 * width)
        with torch.no_grad():
            self.mix.bias[width : 2 * width] = 0.5

    def forward(self, x: torch.Tensor, mask: torch.Tensor, drop: float) -> torch.Tensor:
        width = x.shape[2]
        x_in = x * torch.empty(1, *x.shape[1:]).bernoulli_(1 - drop).div_(1 - drop) if self.training else x
        edge = torch.zeros_like(x[:1])
        window = torch.cat([torch.cat([edge, x_in[:-1]]), x_in, torch.cat([x_in[1:], edge])], 2)
        z, f, r = self.mix(window).split(width, 2)
        f, r, half = gate(f), gate(r), width // 2
        g = (1 - f) * z * mask
        flip = lambda a: torch.cat([a[..., :half], a[..., half:].flip(0)], 2)  # noqa: E731
        c = flip(Scan.apply(flip(f), flip(g)))
        return (r * c + (1 - r) * x).clamp(-CLAMP, CLAMP) * mask


class Parser(nn.Module):
    """Tables, layers and heads; sizes are the whole configuration."""

    def __init__(self, sizes: list[int], tags: int, labels: int, width: int, depth: int, arc: int) -> None:
        super().__init__()
        self.tables = nn.ModuleList(nn.Embedding(n, width) for n in sizes)
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.4)
        self.layers = nn.ModuleList(Layer(width) for _ in range(depth))
        self.tag_hidden, self.tag_out = nn.Linear(width, 128), nn.Linear(128, tags)
        self.arc_hidden = nn.Linear(width, 2 * width)
        self.arc_dep, self.arc_head = nn.Linear(width, arc), nn.Linear(width, arc)
        self.arc_root = nn.Parameter(torch.randn(arc) * 0.1)
        self.arc_far = nn.Parameter(torch.zeros(2 * FAR + 1))
        self.label_dep, self.label_head = nn.Linear(width, 192), nn.Linear(width, 192, bias=False)
        self.label_root = nn.Parameter(torch.zeros(192))
        self.label_far = nn.Parameter(torch.zeros(2 * FAR + 1, 192))
        self.label_out = nn.Linear(192, labels)
        self.drop = 0.33

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, heads: torch.Tensor | None) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """ids (time, sentence, feature), mask (time, sentence), heads (time, sentence; -1 root) -> tags, arcs, labels.

        Arcs are (sentence, word, 1 + head), the root first; labels are those of the given or else the best heads.
        """
        live = mask.unsqueeze(2)
        x = sum(table(ids[..., k]) for k, table in enumerate(self.tables)).clamp(-CLAMP, CLAMP) * live
        drop = self.drop if self.training else 0.0
        for depth, layer in enumerate(self.layers):
            x = layer(x, live, drop)
            if depth == len(self.layers) // 2 - 1:
                tags = self.tag_out(nn.functional.dropout(self.tag_hidden(x).relu().clamp(max=CLAMP), drop, self.training))
        x = nn.functional.dropout(x, drop, self.training)
        dep, head = self.arc_hidden(x).relu().clamp(max=CLAMP).chunk(2, 2)
        dep = nn.functional.dropout(dep, drop, self.training)
        head = nn.functional.dropout(head, drop, self.training)
        dep, head = self.arc_dep(dep).clamp(-ARC_CLAMP, ARC_CLAMP), self.arc_head(head).clamp(-ARC_CLAMP, ARC_CLAMP)
        root = self.arc_root.clamp(-ARC_CLAMP, ARC_CLAMP).expand(1, head.shape[1], -1)
        arcs = torch.einsum("tbd,sbd->bts", dep, torch.cat([root, head]))
        place = torch.arange(len(ids))
        far = (place[None, :] - place[:, None]).clamp(-FAR, FAR) + FAR
        arcs[:, :, 1:] += self.arc_far[far]
        arcs[:, :, 1:].masked_fill_(~mask.T[:, None, :].bool(), -1e4)
        arcs[:, :, 1:].diagonal(0, 1, 2).fill_(-1e4)
        if heads is None:
            heads = arcs.argmax(2).T - 1
        both = torch.cat([self.label_root.expand(1, x.shape[1], -1), self.label_head(x)])
        chosen = both.gather(0, (heads + 1).unsqueeze(2).expand(-1, -1, 192))
        gap = (heads - place[:, None]).clamp(-FAR, FAR) + FAR
        gap = torch.where(heads < 0, FAR, gap)
        hidden = (self.label_dep(x) + chosen + self.label_far[gap]).relu().clamp(max=CLAMP)
        return tags, arcs, self.label_out(nn.functional.dropout(hidden, drop, self.training))
