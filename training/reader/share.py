"""Takes the table of word pieces out of an exported graph, so that two networks that were taught from the same encoder carry it once.

    python training/reader/share.py src/variorum/reading/compact/reader.onnx

Writes ``words.npz`` beside the package's piece list, and a graph that takes the vectors of its pieces (``embedded``) instead of looking them up: the same
numbers, so the same bytes out. What torch notes of the machine that exported it is left out. The rows of the words are frozen in both trainings; those of
the types of names are the reader's own and change with each.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from variorum.reading.compact.windows import TYPES

WORDS = Path(__file__).resolve().parents[2] / "src" / "variorum" / "reading" / "compact" / "words.npz"
OWN = 1 + len(TYPES)  #: rows before this stand for padding and for a name of each type; no word is spelt with them


def without_words(model: Any, table: str) -> tuple[Any, dict[str, Any]]:
    """The graph with an input ``embedded`` (1 x pieces x width) for what it looked up in ``table``, and the table with its scale and zero point."""
    graph = model.graph
    kept = {i.name: numpy_helper.to_array(i) for i in graph.initializer if i.name.startswith(f"{table}_")}
    look = next(n for n in graph.node if n.op_type == "Gather" and n.input[0] == f"{table}_quantized")
    back = next(n for n in graph.node if n.op_type == "DequantizeLinear" and n.input[0] == look.output[0])
    for n in graph.node:
        for k, name in enumerate(n.input):
            if name == back.output[0]:
                n.input[k] = "embedded"
    for n in (look, back):
        graph.node.remove(n)
    for i in [i for i in graph.initializer if i.name in kept]:
        graph.initializer.remove(i)
    width = kept[f"{table}_quantized"].shape[1]
    for part in (model, graph, *graph.node, *graph.value_info, *graph.initializer, *graph.input, *graph.output):
        del part.metadata_props[:]  # where in whose folders torch made it
        part.doc_string = ""
    graph.input.append(helper.make_tensor_value_info("embedded", TensorProto.FLOAT, [1, "pieces", width]))
    return model, {"table": kept[f"{table}_quantized"], "scale": kept[f"{table}_scale"], "zero": kept[f"{table}_zero_point"]}


def agreed(words: dict[str, Any]) -> None:
    """Raises SystemExit where the package carries another table for what words are spelt with: the networks were taught from different encoders then."""
    if WORDS.exists():
        with np.load(WORDS) as kept:
            apart = np.abs(kept["table"][OWN:].astype(int) - words["table"][OWN:])
            # one step apart: weights that were taken back from a graph round otherwise
            if apart.max() > 1 or any(kept[k] != words[k] for k in ("scale", "zero")):
                raise SystemExit(
                    f"{WORDS.name} holds other vectors of words: export both networks anew from one encoder, {WORDS.name} deleted before"
                )


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("graph", type=Path)
    a.add_argument("--table", default="reader.word.weight")
    o = a.parse_args()
    model, words = without_words(onnx.load(o.graph), o.table)
    agreed(words)
    np.savez(WORDS, **words)
    onnx.save(model, o.graph)
    print(f"{o.graph.name}: {o.graph.stat().st_size / 1e6:.1f} MB; {WORDS.name}: {WORDS.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
