"""Write a trained network as whole numbers: int8 weights, one scale a column, such that every product sum stays exact.

Activations reach at most 1023 steps; a column whose weights sum to at most 16383 in size therefore never passes 2**24, the
largest whole number up to which float32 addition is exact.  The numpy side can then use the fast float32 product and give the
same bits whatever the batch, the thread count or the machine.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from network import Parser

LARGEST = (1 << 24) // 1023 - 1


def columns(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give back (int8 weights of shape (inputs, outputs), float32 scale per output)."""
    w = weight.T.astype(np.float64)
    size = np.abs(w).max(0) + 1e-12
    scale = np.minimum(127 / size, (LARGEST - w.shape[0] / 2) / (np.abs(w).sum(0) + 1e-12))
    return np.rint(w * scale).astype(np.int8), (1 / scale).astype(np.float32)


def load(path: Path, model: Parser, hashes: list[int]) -> None:
    """Put the weights of an npz written by `write` back into a network with the same vocabulary."""
    with np.load(path) as arrays:
        assert arrays["hashes"].tolist() == hashes, "trained on other data"
        state = {}
        for name in model.state_dict():
            if name.startswith("tables."):
                table = "tables" + name.split(".")[1]
                value = arrays[table].astype(np.float32) * arrays[table + "_scale"]
            elif name.endswith(".weight"):
                value = (arrays[name] * arrays[name.removesuffix("weight") + "scale"]).T
            else:
                value = arrays[name]
            state[name] = torch.tensor(np.ascontiguousarray(value, np.float32))
    model.load_state_dict(state)


def write(path: Path, model: Parser, hashes: list[int], tags: list[str], labels: list[str]) -> None:
    """Write the npz that variorum.reading.syntax.network reads."""
    state = {k: v.detach().numpy() for k, v in model.state_dict().items()}
    out: dict[str, np.ndarray] = {
        "hashes": np.array(hashes, np.uint32),
        "tags": np.array(tags),
        "labels": np.array(labels),
        "depth": np.array(len(model.layers)),
    }
    for name, value in state.items():
        if name.startswith("tables."):
            scale = np.abs(value).max() / 127
            out[name.split(".")[0] + name.split(".")[1]] = np.rint(value / scale).astype(np.int8)
            out[name.split(".")[0] + name.split(".")[1] + "_scale"] = np.float32(scale)
        elif name.endswith(".weight"):
            out[name], out[name.removesuffix("weight") + "scale"] = columns(value)
        else:
            out[name] = value.astype(np.float32)
    aside = path.with_suffix(".part.npz")
    np.savez_compressed(aside, **out)  # type: ignore[arg-type]
    aside.replace(path)
