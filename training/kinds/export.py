"""The trained network of kinds as one ONNX graph with int8 weights, without its table of word pieces, which is the other network's too.

python training/kinds/export.py RUN [--deep 4]
"""

from __future__ import annotations

import argparse
import logging
import sys
import warnings
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).parent))
sys.path.append(str(Path(__file__).resolve().parents[1] / "reader"))
from share import agreed, without_words

from model import Kinds
from variorum.reading.kinds.network import INPUTS
from variorum.reading.kinds.views import FEATURES

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "src" / "variorum" / "reading" / "kinds" / "kinds.onnx"


class Whole(nn.Module):
    """One view in, the scores of its phrases out."""

    def __init__(self, kinds: Kinds) -> None:
        super().__init__()
        self.kinds = kinds

    def forward(self, pieces: Tensor, unit: Tensor, at: Tensor, features: Tensor, asked: Tensor) -> Tensor:
        rows = torch.cat([torch.zeros_like(asked[:, :1]), asked], 1)
        return torch.log_softmax(self.kinds(pieces[None], unit[None], at[None], features[:, None], rows), -1)


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("run", type=Path)
    a.add_argument("--deep", type=int, default=4)
    o = a.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    model = Kinds(o.deep)
    model.load_state_dict(torch.load(o.run / "model.pt"))
    model.eval()
    n, t, s = 40, 30, 7
    like = (
        torch.randint(1, 20, (n,)),
        torch.arange(n) % (t + 1),
        torch.arange(t + 1) + 1,
        torch.zeros(len(FEATURES), t, dtype=torch.long),
        torch.stack([torch.arange(s), torch.arange(s) + 2, torch.arange(s) + 1], 1),
    )
    d = {k: torch.export.Dim(k, min=2, max=600) for k in ("pieces", "units", "asked")}
    shapes = ({0: d["pieces"]}, {0: d["pieces"]}, {0: d["units"] + 1}, {1: d["units"]}, {0: d["asked"]})
    plain = OUT.with_suffix(".float.onnx")
    program = torch.onnx.export(
        Whole(model),
        like,
        input_names=list(INPUTS[:-1]),
        output_names=["kinds"],
        dynamic_shapes=shapes,
        opset_version=18,
        dynamo=True,
        verbose=False,
    )
    program.save(plain)
    from onnxruntime.quantization import QuantType, quantize_dynamic

    # Seven bits of eight: products of eight-bit numbers overflow on processors without VNNI.
    quantize_dynamic(
        plain, OUT, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True, op_types_to_quantize=["MatMul", "Gemm", "Gather"]
    )
    plain.unlink()
    graph, words = without_words(onnx.load(OUT), "kinds.word.weight")
    agreed(words)
    onnx.save(graph, OUT)
    print(f"{OUT.name}: {OUT.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
