"""The tagger and parser in numpy, computed in whole numbers.

What training/syntax/network.py defines in floating point is done here on a grid: activations are rounded to 1/128 and weights are
int8 with one scale a column, chosen so that no sum passes 2**24.  float32 products of whole numbers below that are exact in any
order, and all else is elementwise; therefore a sentence is read the same alone or in a batch, with any BLAS and any thread count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from variorum.reading.syntax.features import TABLES, rows
from variorum.reading.syntax.repairs import join_names
from variorum.reading.syntax.trees import best_tree

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_STEPS, _LIMIT = np.float32(128), np.float32(1023)
_ARC_STEPS, _ARC_LIMIT = np.float32(90), np.float32(360)  # 128 products of 360 * 360 stay below 2**24
_BATCH = 2048  # padded words in one pass: small enough for the cache, large enough for the matrix product
_REMEMBERED = 200_000


@dataclass(frozen=True, slots=True)
class Analysis:
    """One sentence as arrays: rows of `Network.tags` and `Network.labels`, and heads (-1 for the root)."""

    tags: Ints
    heads: Ints
    labels: Ints


def _grid(x: Floats) -> Floats:
    """Round to the grid of the activations; whole numbers of size at most 1023."""
    return np.asarray(np.clip(np.rint(x * _STEPS), -_LIMIT, _LIMIT), np.float32)


def _gate(x: Floats) -> Floats:
    return np.asarray(np.float32(0.5) + np.float32(0.5) * x / (np.float32(1) + np.abs(x)), np.float32)


class Network:
    """A trained model; holds no state between sentences except a cache of word features."""

    def __init__(self, arrays: dict[str, npt.NDArray[np.generic]]) -> None:
        self.tags: tuple[str, ...] = tuple(str(t) for t in arrays["tags"])
        self.labels: tuple[str, ...] = tuple(str(t) for t in arrays["labels"])
        self._upos = tuple(tag.partition("|")[0] for tag in self.tags)
        self._hashes = arrays["hashes"]
        self._depth = int(arrays["depth"])
        self._tables = [(arrays[f"tables{k}"], np.float32(arrays[f"tables{k}_scale"])) for k in range(len(TABLES) + 1)]
        self._v: dict[str, Floats] = {
            name: np.asarray(value, np.float32)
            for name, value in arrays.items()
            if name.split(".")[0].startswith(("layers", "tag_", "arc_", "label_"))
        }
        self._far = len(self._v["arc_far"]) // 2
        self._features: dict[str, tuple[int, ...]] = {}

    def _linear(self, name: str, x: Floats) -> Floats:
        """Apply a layer to grid values of shape (..., inputs)."""
        product = x.reshape(-1, x.shape[-1]) @ self._v[f"{name}.weight"]
        product *= self._v[f"{name}.scale"] / _STEPS
        if f"{name}.bias" in self._v:
            product += self._v[f"{name}.bias"]
        return product.reshape(*x.shape[:-1], -1)

    def vectors(self, words: Sequence[str]) -> Floats:
        """Give back one vector a word, shape (words, width); each depends on the word alone."""
        if len(self._features) > _REMEMBERED:
            self._features.clear()
        found = []
        for word in words:
            feature = self._features.get(word)
            if feature is None:
                feature = self._features[word] = rows(word)
            found.append(feature)
        ids = np.array(found, np.int64).reshape(len(words), 1 + len(TABLES))
        place = np.searchsorted(self._hashes, ids[:, 0].astype(np.uint32))
        known = self._hashes[np.minimum(place, len(self._hashes) - 1)] == ids[:, 0]
        ids[:, 0] = np.where(known, place + 1, 0)
        total = np.zeros((len(words), self._tables[0][0].shape[1]), np.float32)
        for k, (table, scale) in enumerate(self._tables):
            total += table[ids[:, k]].astype(np.float32) * scale
        return np.clip(total, -8, 8)

    def _layer(self, k: int, x: Floats, mask: Floats) -> Floats:
        """One gated layer over (time, sentence, width): the first half of the width runs forwards, the second backwards."""
        long, count, width = x.shape
        half, q = width // 2, _grid(x)
        window = np.zeros((long, count, 3 * width), np.float32)
        window[1:, :, :width] = q[:-1]
        window[:, :, width : 2 * width] = q
        window[:-1, :, 2 * width :] = q[1:]
        mixed = self._linear(f"layers.{k}.mix", window)
        forget, keep = _gate(mixed[..., width : 2 * width]), _gate(mixed[..., 2 * width :])
        c = (np.float32(1) - forget) * mixed[..., :width] * mask
        for t in range(1, long):
            c[t, :, :half] += forget[t, :, :half] * c[t - 1, :, :half]
            c[-1 - t, :, half:] += forget[-1 - t, :, half:] * c[-t, :, half:]
        out: Floats = np.clip(keep * c + (np.float32(1) - keep) * x, -8, 8) * mask
        return out

    def _hidden(self, name: str, q: Floats) -> Floats:
        return _grid(np.maximum(self._linear(name, q), 0))

    def _arcs(self, q: Floats, mask: Floats) -> Floats:
        """Scores of shape (sentence, word, 1 + head), the root first."""
        dep, head = np.split(self._hidden("arc_hidden", q), 2, axis=2)
        small = [
            np.clip(np.rint(a * _ARC_STEPS), -_ARC_LIMIT, _ARC_LIMIT)
            for a in (self._linear("arc_dep", dep), self._linear("arc_head", head))
        ]
        long, count, size = small[1].shape
        heads = np.empty((long + 1, count, size), np.float32)
        heads[0], heads[1:] = np.clip(np.rint(self._v["arc_root"] * _ARC_STEPS), -_ARC_LIMIT, _ARC_LIMIT), small[1]
        scores: Floats = np.matmul(small[0].transpose(1, 0, 2), heads.transpose(1, 2, 0)) / (_ARC_STEPS * _ARC_STEPS)
        place = np.arange(long)
        scores[:, :, 1:] += self._v["arc_far"][np.clip(place[None, :] - place[:, None], -self._far, self._far) + self._far]
        scores[:, :, 1:][np.broadcast_to(mask.transpose(1, 2, 0) == 0, (count, long, long))] = -1e4
        scores[:, place, place + 1] = -1e4
        return scores

    def _label(self, q: Floats, heads: Ints) -> Ints:
        """The best label of each arc; heads has shape (time, sentence)."""
        dep, head = self._linear("label_dep", q), self._linear("label_head", q)
        place = np.arange(len(heads))[:, None]
        chosen = np.where((heads < 0)[..., None], self._v["label_root"], head[np.maximum(heads, 0), np.arange(heads.shape[1])[None, :]])
        gap = np.where(heads < 0, self._far, np.clip(heads - place, -self._far, self._far) + self._far)
        hidden = _grid(np.maximum(dep + chosen + self._v["label_far"][gap], 0))
        best: Ints = np.argmax(self._linear("label_out", hidden), axis=2)
        return best

    def _run(self, x: Floats, lengths: Sequence[int]) -> list[Analysis]:
        mask = (np.arange(len(x))[:, None] < np.array(lengths)[None, :]).astype(np.float32)[..., None]
        tags: Ints = np.zeros((0, 0), np.int64)
        for k in range(self._depth):
            x = self._layer(k, x, mask)
            if k == self._depth // 2 - 1:
                tags = np.argmax(self._linear("tag_out", self._hidden("tag_hidden", _grid(x))), axis=2)
        q = _grid(x)
        scores = self._arcs(q, mask)
        heads = np.full(mask.shape[:2], -1, np.int64)
        for b, n in enumerate(lengths):
            heads[:n, b] = best_tree(scores[b, :n, : n + 1])
        labels = self._label(q, heads)
        return [self._repaired(tags[:n, b], heads[:n, b], labels[:n, b]) for b, n in enumerate(lengths)]

    def _repaired(self, tags: Ints, heads: Ints, labels: Ints) -> Analysis:
        upos = [self._upos[tag] for tag in tags]
        names = [self.labels[label] for label in labels]
        heads, repaired = join_names(upos, heads, names)
        return Analysis(tags, heads, np.array([self.labels.index(name) for name in repaired], np.int64) if repaired != names else labels)

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """Give back tags, heads and labels of tokenised sentences, in their order; an empty sentence gives empty arrays."""
        unique: dict[str, int] = {}
        ids = [[unique.setdefault(w, len(unique)) for w in s] for s in sentences]
        table = self.vectors(list(unique))
        empty = np.zeros(0, np.int64)
        out = [Analysis(empty, empty, empty)] * len(sentences)
        order = sorted((k for k, s in enumerate(ids) if s), key=lambda k: len(ids[k]))
        at = 0
        while at < len(order):
            stop = at + 1
            while stop < len(order) and (stop + 1 - at) * len(ids[order[stop]]) <= _BATCH:
                stop += 1
            group = order[at:stop]
            x = np.zeros((len(ids[group[-1]]), len(group), table.shape[1]), np.float32)
            for b, k in enumerate(group):
                x[: len(ids[k]), b] = table[ids[k]]
            for k, analysis in zip(group, self._run(x, [len(ids[k]) for k in group]), strict=True):
                out[k] = analysis
            at = stop
        return out


@cache
def network() -> Network:
    """Give back the model that comes with the package, read once."""
    with files(__package__).joinpath("model.npz").open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return Network({name: arrays[name] for name in arrays.files})
