"""The network computes whole numbers: no sum can lose a bit, so batches, threads and machines cannot change a reading."""

from __future__ import annotations

import random

import numpy as np
import pytest

from variorum.reading.syntax.network import network

TEXTS = (
    "The council dissolved the northern brigade in June .",
    "He left .",
    "Stop",
    "",
    "Abu Idris al-Hamri , who had commanded it since 1984 , joined the Reform Front and denied that he had been paid .",
    "zzqx 😀 \u202e _ ' .",
)
SENTENCES = [text.split() for text in TEXTS] * 15


def rows(sentences: list[list[str]]) -> list[tuple[list[int], list[int], list[int]]]:
    return [(a.tags.tolist(), a.heads.tolist(), a.labels.tolist()) for a in network().analyse(sentences)]


def test_no_sum_of_products_can_pass_what_float32_counts_exactly() -> None:
    weights = {k: v for k, v in network()._v.items() if k.endswith(".weight")}
    assert len(weights) >= 8
    for name, weight in weights.items():
        assert np.array_equal(weight, np.rint(weight)), name
        assert np.abs(weight).sum(0).max() * 1023 < 2**24, name


def test_a_sentence_is_analysed_the_same_alone_and_in_any_batch() -> None:
    alone = [rows([s])[0] for s in SENTENCES]
    assert rows(SENTENCES) == alone
    order = list(range(len(SENTENCES)))
    random.Random(3).shuffle(order)
    assert rows([SENTENCES[k] for k in order]) == [alone[k] for k in order]


def test_scores_do_not_change_by_a_bit_with_the_batch() -> None:
    net = network()
    words = SENTENCES[4]
    x = net.vectors(words)
    wide = np.zeros((60, 7, x.shape[1]), np.float32)
    wide[: len(words), 3] = x
    wide[:50, 5] = net.vectors(["soldiers"] * 50)
    mask = np.zeros((60, 7, 1), np.float32)
    mask[: len(words), 3] = 1
    mask[:50, 5] = 1
    one = net._layer(0, x[:, None], np.ones((len(words), 1, 1), np.float32))
    many = net._layer(0, wide, mask)
    assert np.array_equal(one[:, 0], many[: len(words), 3])


@pytest.mark.parametrize("word", ["", "\ud800", "a" * 100_000, "\u0301", "ﷺ", "١٢٣"])
def test_any_word_has_a_vector(word: str) -> None:
    assert np.isfinite(network().vectors([word])).all()
