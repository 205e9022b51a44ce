"""A trained network as the package carries it: one ONNX graph, opened once for a process."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any


@cache
def graph(package: str, name: str) -> Any:
    """The session of a graph beside the modules of ``package``: on one thread of a plain processor, where the same input gives the same bytes."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.use_deterministic_compute = True
    return onnxruntime.InferenceSession((files(package) / name).read_bytes(), options, providers=["CPUExecutionProvider"])
