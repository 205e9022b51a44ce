"""The compact reader's network: one pass of a small encoder, then who is meant by each mention and what joins each two of them.

Inference runs the same graph through onnxruntime (export.py); nothing else of torch is needed by the product.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from variorum.model import Certainty, Mode
from variorum.reading.compact.given import EXTRA, RULES
from variorum.reading.compact.hints import predicates
from variorum.reading.compact.pairs import BETWEEN, DISTANCES, PATHS, SAME
from variorum.reading.compact.windows import LAYERS, MARKS, RELATIONS, UPOS

WIDTH, HEADS, LAYERS_DEEP, INNER = 384, 12, 6, 1536
CERTAINTIES, MODES = len(Certainty), len(Mode)


class Layer(nn.Module):
    def __init__(self, drop: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, n, _ = x.shape

        def heads(t: Tensor) -> Tensor:
            return t.view(b, n, HEADS, WIDTH // HEADS).transpose(1, 2)

        q, k, v = heads(self.query(x)), heads(self.key(x)), heads(self.value(x))
        mixed = F.scaled_dot_product_attention(q, k, v, bias.to(q.dtype)).transpose(1, 2).reshape(b, n, WIDTH)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


def take_encoder(module: Any, folder: Path) -> None:
    """Gives a module (``word``, ``place``, ``kind``, ``norm``, ``layers``) the weights of the pretrained encoder, as far as it has layers."""
    from safetensors.torch import load_file

    w = {k.removeprefix("bert."): v for k, v in load_file(folder / "model.safetensors").items()}

    def put(part: Any, name: str) -> None:
        part.weight.data.copy_(w[f"{name}.weight"])
        if f"{name}.bias" in w and getattr(part, "bias", None) is not None:
            part.bias.data.copy_(w[f"{name}.bias"])

    put(module.word, "embeddings.word_embeddings")
    put(module.place, "embeddings.position_embeddings")
    put(module.kind, "embeddings.token_type_embeddings")
    put(module.norm, "embeddings.LayerNorm")
    for n, layer in enumerate(module.layers):
        base = f"encoder.layer.{n}"
        put(layer.query, f"{base}.attention.self.query")
        put(layer.key, f"{base}.attention.self.key")
        put(layer.value, f"{base}.attention.self.value")
        put(layer.out, f"{base}.attention.output.dense")
        put(layer.norm1, f"{base}.attention.output.LayerNorm")
        put(layer.up, f"{base}.intermediate.dense")
        put(layer.down, f"{base}.output.dense")
        put(layer.norm2, f"{base}.output.LayerNorm")


class Reader(nn.Module):
    def __init__(self, drop: float = 0.1, head_drop: float = 0.2, width: int = 192) -> None:
        super().__init__()
        n = len(predicates())
        self.word, self.place, self.kind = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH), nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.case, self.upos, self.relation = nn.Embedding(4, WIDTH), nn.Embedding(len(UPOS), WIDTH), nn.Embedding(len(RELATIONS), WIDTH)
        self.mark, self.layer, self.quoted = nn.Embedding(MARKS, WIDTH), nn.Embedding(len(LAYERS), WIDTH), nn.Embedding(2, WIDTH)
        self.hint = nn.Linear(n, WIDTH, bias=False)
        for e in (self.case, self.upos, self.relation, self.mark, self.layer, self.quoted, self.hint):
            nn.init.zeros_(e.weight)
        self.layers = nn.ModuleList(Layer(drop) for _ in range(LAYERS_DEEP))
        self.drop, self.head_drop = nn.Dropout(drop), nn.Dropout(head_drop)
        # who is meant
        self.extra = nn.Parameter(torch.randn(EXTRA, WIDTH) * 0.02)
        self.asker, self.asked, self.both = nn.Linear(WIDTH, width), nn.Linear(WIDTH, width), nn.Linear(WIDTH, width)
        self.meant_distance, self.meant_rule = nn.Embedding(DISTANCES + 1, width), nn.Embedding(RULES, width)
        self.meant = nn.Linear(width, 1)
        # what joins two
        self.nobody = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.ask1, self.ask2 = nn.Linear(WIDTH, 128), nn.Linear(WIDTH, 128)
        self.key, self.value = nn.Linear(WIDTH, 128), nn.Linear(WIDTH, width)
        self.offset1, self.offset2 = nn.Embedding(DISTANCES + 1, 4), nn.Embedding(DISTANCES + 1, 4)
        self.s, self.o, self.so = nn.Linear(WIDTH, width), nn.Linear(WIDTH, width), nn.Linear(WIDTH, width)
        self.distance, self.path = nn.Embedding(DISTANCES, width), nn.Embedding(PATHS, width)
        self.between, self.same = nn.Embedding(BETWEEN, width), nn.Embedding(SAME, width)
        self.backed, self.consulted, self.trust = nn.Linear(n, width, bias=False), nn.Embedding(2, width), nn.Linear(n, n, bias=False)
        nn.init.zeros_(self.backed.weight)
        nn.init.zeros_(self.consulted.weight)
        self.trust.weight.data.copy_(3.0 * torch.eye(n))
        self.mix = nn.Linear(width, width)
        self.predicate = nn.Linear(width, n)
        self.denied, self.certainty, self.mode = nn.Linear(width, 1), nn.Linear(width, CERTAINTIES), nn.Linear(width, MODES)
        nn.init.constant_(self.predicate.bias, -5.0)

    def start_from(self, folder: Path) -> None:
        """Takes the weights of the pretrained encoder; names stand for the common word of their type at first."""
        take_encoder(self, folder)
        words = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
        number = {x: n for n, x in enumerate(words)}
        for n, word in enumerate(("person", "group", "city", "statement", "event")):
            self.word.weight.data[1 + n] = self.word.weight.data[number[word]]

    def encode(self, x: dict[str, Tensor], lower: Tensor | None = None, frozen: int = 0) -> Tensor:
        """Units of each window of a batch as vectors. ``lower``: what the first ``frozen`` layers gave, when that is known already."""
        h, bias = (self.below(x, frozen), self.bias(x["pieces"])) if lower is None else (self.drop(lower), self.bias(x["pieces"]))
        for layer in self.layers[frozen:]:
            h = layer(h, bias)
        at = x["at"]
        return torch.gather(h, 1, at[:, :, None].expand(h.shape[0], at.shape[1], WIDTH))

    def bias(self, pieces: Tensor) -> Tensor:
        """What keeps the padding from being looked at."""
        return ((pieces == 0).to(self.norm.weight.dtype) * -1e4)[:, None, None, :]

    def below(self, x: dict[str, Tensor], layers: int) -> Tensor:
        """Pieces of each window after the first layers."""
        pieces, unit = (
            x["pieces"],
            x["unit"],
        )  # unit: for every piece the unit it belongs to, 0 for the marks at the ends (units count from 1)
        b, n = pieces.shape
        given = self.case(x["case"]) + self.upos(x["upos"]) + self.relation(x["relation"]) + self.mark(x["mark"])
        given = given + self.layer(x["layer"]) + self.quoted(x["quoted"]) + self.hint(x["hint"])
        given = torch.cat([torch.zeros_like(given[:, :1]), given], 1)
        spread = torch.gather(given, 1, unit[:, :, None].expand(b, n, WIDTH))
        h = self.word(pieces) + self.place(torch.arange(n, device=pieces.device))[None] + self.kind.weight[0] + spread
        h = self.drop(self.norm(h))
        for layer in self.layers[:layers]:
            h = layer(h, self.bias(pieces))
        return h

    def who(self, units: Tensor, head: Tensor, cand: Tensor, distance: Tensor, rule: Tensor) -> Tensor:
        """For one window: scores of (mention to be resolved) x (none, new, speaker, hearer, every mention)."""
        m = self.head_drop(units[head])
        everyone = torch.cat([self.extra, m], 0)
        c = m[cand]
        z = self.asker(c)[:, None] + self.asked(everyone)[None] + self.both(c[:, None] * everyone[None])
        z = z + self.meant_distance(distance) + self.meant_rule(rule)
        return self.meant(F.gelu(z)).squeeze(-1)

    def join(
        self, units: Tensor, head: Tensor, p: dict[str, Tensor], near: tuple[Tensor, Tensor]
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """For one window: predicate, denial, certainty and mode scores of each pair, and where it looked (pairs x units)."""
        m = torch.cat([units[head], self.nobody[None]], 0)
        m, looked_at = self.head_drop(m), self.head_drop(units)
        i, j = p["first"], p["second"]
        a, b = m[i], m[j]
        n, t = i.shape[0], units.shape[0]
        q = (self.ask1(m)[i] + self.ask2(m)[j]).view(n, 4, 32)
        k = self.key(looked_at).view(t, 4, 32)
        v = self.value(looked_at).view(t, 4, -1)
        score = torch.einsum("nhd,thd->nht", q, k) * 32**-0.5
        score = score + self.offset1(near[0])[i].transpose(1, 2) + self.offset2(near[1])[j].transpose(1, 2)
        weights = torch.softmax(score, -1)
        seen = torch.einsum("nht,thd->nhd", weights, v).reshape(n, -1)
        z = self.s(m)[i] + self.o(m)[j] + self.so(a * b) + seen
        z = z + self.distance(p["distance"]) + self.path(p["path"]) + self.between(p["between"]) + self.same(p["same"])
        z = z + self.backed(p["backed"]) + self.consulted(p["consulted"])
        z = self.head_drop(F.gelu(z))
        z = F.gelu(self.mix(z)) + z
        return self.predicate(z) + self.trust(p["backed"]), self.denied(z).squeeze(-1), self.certainty(z), self.mode(z), weights.mean(1)


def save(model: Reader, path: Path, **about: Any) -> None:
    torch.save(model.state_dict(), path)
    path.with_suffix(".json").write_text(json.dumps(about, indent=1), encoding="utf-8")
