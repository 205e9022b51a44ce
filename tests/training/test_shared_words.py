"""The two graphs and the one table of word pieces belong together, and nothing of the machine that made them is in them."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest

from variorum.reading.compact import network as reader
from variorum.reading.compact.embedding import embedded
from variorum.reading.compact.graph import graph
from variorum.reading.compact.wordpiece import known_pieces
from variorum.reading.kinds import network as kinds

GRAPHS = [("variorum.reading.compact", "reader.onnx", reader.INPUTS), ("variorum.reading.kinds", "kinds.onnx", kinds.INPUTS)]
IDS = [name for _, name, _ in GRAPHS]


def carried() -> np.ndarray:
    path = files("variorum.reading.compact") / "words.npz"
    with path.open("rb") as file, np.load(file) as kept:
        table: np.ndarray = kept["table"]
        return table


def test_the_table_has_a_row_for_every_piece() -> None:
    assert len(carried()) == len(known_pieces()) and embedded([0, 1, 2]).shape == (1, 3, carried().shape[1])


@pytest.mark.parametrize(("package", "name", "inputs"), GRAPHS, ids=IDS)
def test_a_graph_takes_the_vectors_of_the_table_as_its_last_input(package: str, name: str, inputs: tuple[str, ...]) -> None:
    taken = graph(package, name).get_inputs()
    assert tuple(x.name for x in taken) == inputs
    assert taken[-1].shape[0] == 1 and taken[-1].shape[2] == carried().shape[1]


@pytest.mark.parametrize(("package", "name", "inputs"), GRAPHS, ids=IDS)
def test_a_graph_has_no_table_of_its_own_and_no_folders_of_a_machine(package: str, name: str, inputs: tuple[str, ...]) -> None:
    content = (files(package) / name).read_bytes()
    assert not any(carried()[n].tobytes() in content for n in range(1000, 30_000, 2000))
    assert len(content) < carried().nbytes * 1.1
    assert b"site-packages" not in content and b'File "' not in content
