"""Two words of a name with one role are one name; everything else is left alone."""

from __future__ import annotations

import numpy as np
import pytest

from variorum.reading.syntax.repairs import join_names


@pytest.mark.parametrize(
    ("upos", "heads", "labels", "new_heads", "new_labels"),
    [
        # Three words of a name, all subjects; the relative verb hung on the last moves to the first.
        (
            ["PROPN"] * 3 + ["VERB", "VERB"],
            [4, 4, 4, 2, -1],
            ["nsubj"] * 3 + ["acl", "root"],
            [4, 0, 0, 0, -1],
            ["nsubj", "flat", "flat", "acl", "root"],
        ),
        # Different roles, different heads, a comma between, and words that are no names stay.
        (["PROPN", "PROPN", "VERB"], [2, 2, -1], ["nsubj", "obj", "root"], [2, 2, -1], ["nsubj", "obj", "root"]),
        (
            ["PROPN", "PUNCT", "PROPN", "VERB"],
            [3, 3, 3, -1],
            ["obl", "punct", "obl", "root"],
            [3, 3, 3, -1],
            ["obl", "punct", "obl", "root"],
        ),
        (["NOUN", "PROPN", "VERB"], [2, 2, -1], ["nsubj", "nsubj", "root"], [2, 2, -1], ["nsubj", "nsubj", "root"]),
        ([], [], [], [], []),
    ],
)
def test_neighbouring_names_with_one_role(
    upos: list[str], heads: list[int], labels: list[str], new_heads: list[int], new_labels: list[str]
) -> None:
    given = np.array(heads, np.int64)
    found, names = join_names(upos, given, labels)
    assert (found.tolist(), names) == (new_heads, new_labels)
    assert given.tolist() == heads, "the input is left as it was"
