"""The trained network as one ONNX graph with int8 weights: what the product carries.

python training/reader/export.py RUN [--out src/variorum/reading/compact/reader.onnx]
"""

from __future__ import annotations

import argparse
import logging
import sys
import warnings
from pathlib import Path

import torch
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).parent))
from network import Reader

from variorum.reading.compact.network import INPUTS, OUTPUTS

ROOT = Path(__file__).resolve().parents[2]


class Whole(nn.Module):
    """One window in, everything out: the order of arguments is that of ``INPUTS``, of results that of ``OUTPUTS``."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(
        self,
        pieces: Tensor,
        unit: Tensor,
        at: Tensor,
        features: Tensor,
        hint: Tensor,
        head: Tensor,
        cand: Tensor,
        far: Tensor,
        rule: Tensor,
        pair: Tensor,
        near: Tensor,
        backed: Tensor,
        consulted: Tensor,
    ) -> tuple[Tensor, ...]:
        names = ("case", "upos", "relation", "mark", "layer", "quoted")
        x = {"pieces": pieces[None], "unit": unit[None], "at": at[None], "hint": hint[None]}
        x |= {k: features[n][None] for n, k in enumerate(names)}
        u = self.reader.encode(x)[0]
        p = {k: pair[n] for n, k in enumerate(("first", "second", "distance", "path", "between", "same"))}
        p |= {"backed": backed, "consulted": consulted}
        predicate, denied, certainty, mode, seen = self.reader.join(u, head, p, (near, near))
        who = torch.softmax(self.reader.who(u, head, cand, far, rule), -1)
        return who, torch.sigmoid(predicate), torch.sigmoid(denied), torch.softmax(certainty, -1), torch.softmax(mode, -1), seen


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("run", type=Path)
    a.add_argument("--out", type=Path, default=ROOT / "src" / "variorum" / "reading" / "compact" / "reader.onnx")
    a.add_argument("--whole-numbers", action=argparse.BooleanOptionalAction, default=True)
    o = a.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    model = Reader()
    model.load_state_dict(torch.load(o.run / "model.pt"), strict=False)
    model.eval()
    n, t, m, c, p = 40, 30, 7, 3, 11
    like = (
        *(
            torch.randint(1, 20, (n,)),
            torch.arange(n) % t,
            torch.arange(t),
            torch.zeros(6, t, dtype=torch.long),
            torch.zeros(t, model.hint.in_features),
        ),
        *(torch.arange(m), torch.arange(c), torch.zeros(c, m + 4, dtype=torch.long), torch.zeros(c, m + 4, dtype=torch.long)),
        *(torch.zeros(6, p, dtype=torch.long), torch.zeros(m + 1, t, dtype=torch.long)),
        *(torch.zeros(p, model.hint.in_features), torch.zeros(1, dtype=torch.long)),
    )
    d = {k: torch.export.Dim(k, min=2, max=600) for k in ("pieces", "units", "mentions", "candidates")} | {
        "pairs": torch.export.Dim("pairs", min=2, max=200_000)
    }
    columns, people = d["mentions"] + 4, d["mentions"] + 1
    shapes = (
        *({0: d["pieces"]}, {0: d["pieces"]}, {0: d["units"]}, {1: d["units"]}, {0: d["units"]}, {0: d["mentions"]}, {0: d["candidates"]}),
        *(
            {0: d["candidates"], 1: columns},
            {0: d["candidates"], 1: columns},
            {1: d["pairs"]},
            {0: people, 1: d["units"]},
            {0: d["pairs"]},
            {},
        ),
    )
    plain = o.out.with_suffix(".float.onnx")
    program = torch.onnx.export(
        Whole(model),
        like,
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_shapes=shapes,
        opset_version=18,
        dynamo=True,
        verbose=False,
    )
    program.save(plain)
    if not o.whole_numbers:
        plain.rename(o.out)
        return
    from onnxruntime.quantization import QuantType, quantize_dynamic

    # Seven bits of eight: products of eight-bit numbers overflow on processors without VNNI, and the reader must read alike on all.
    quantize_dynamic(
        plain, o.out, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True, op_types_to_quantize=["MatMul", "Gemm", "Gather"]
    )
    plain.unlink()
    print(f"{o.out.name}: {o.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
