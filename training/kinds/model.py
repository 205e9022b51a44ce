"""The network of kinds: the lower layers of a small encoder, and for each phrase that is asked which of the five types it has, or none.

Inference runs the same graph through onnxruntime (export.py); nothing else of torch is needed by the product.
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

sys.path.append(str(Path(__file__).resolve().parents[1] / "reader"))  # behind this folder: both have examples of their own
from network import WIDTH, Layer, take_encoder

from variorum.model import EntityType
from variorum.reading.compact.windows import LAYERS, RELATIONS, UPOS

KINDS = 1 + len(EntityType)


class Kinds(nn.Module):
    """``deep`` layers of the encoder; a phrase is seen by its first piece, its head word and the mean of its pieces."""

    def __init__(self, deep: int = 4, drop: float = 0.1, head_drop: float = 0.3, width: int = 192) -> None:
        super().__init__()
        self.word, self.place, self.kind = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH), nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        # rows for each of the features of variorum.reading.kinds.views, in their order
        self.given = nn.ModuleList(nn.Embedding(n, WIDTH) for n in (4, len(UPOS), len(RELATIONS), 3, len(LAYERS)))
        for e in self.given:
            nn.init.zeros_(e.weight)
        self.layers = nn.ModuleList(Layer(drop) for _ in range(deep))
        self.drop, self.head_drop = nn.Dropout(drop), nn.Dropout(head_drop)
        self.first, self.head, self.mean = (nn.Linear(WIDTH, width) for _ in range(3))
        self.out = nn.Linear(width, KINDS)

    def start_from(self, folder: Path) -> None:
        """Takes the weights of the pretrained encoder as far as there are layers."""
        take_encoder(self, folder)

    def forward(self, pieces: Tensor, unit: Tensor, at: Tensor, features: Tensor, asked: Tensor) -> Tensor:
        """Scores of kinds for each phrase asked. ``pieces`` and ``unit`` are windows x pieces, ``at`` windows x words, ``features`` kinds of feature x
        windows x words, ``asked`` rows of (window, first, end, head)."""
        b, n = pieces.shape
        # what is given of a word is added to each of its pieces; unit 0 are the marks at both ends
        given = sum(e(f) for e, f in zip(self.given, features, strict=True))
        given = torch.cat([torch.zeros_like(given[:, :1]), given], 1)
        h = self.word(pieces) + self.place(torch.arange(n, device=pieces.device))[None] + self.kind.weight[0]
        h = self.drop(self.norm(h + torch.gather(given, 1, unit[:, :, None].expand(b, n, WIDTH))))
        bias = ((pieces == 0).to(h.dtype) * -1e4)[:, None, None, :]
        for layer in self.layers:
            h = layer(h, bias)
        # means over pieces by differences of sums, so that the graph needs no loop over phrases
        sums = torch.cat([torch.zeros_like(h[:, :1]), h.cumsum(1)], 1)
        w, first, end, head = asked.unbind(1)
        start, stop = at[w, first], at[w, end]
        mean = (sums[w, stop] - sums[w, start]) / (stop - start)[:, None]
        top = (sums[w, at[w, head + 1]] - sums[w, at[w, head]]) / (at[w, head + 1] - at[w, head])[:, None]
        z = self.first(self.head_drop(h[w, start])) + self.head(self.head_drop(top)) + self.mean(self.head_drop(mean))
        return self.out(self.head_drop(F.gelu(z)))
