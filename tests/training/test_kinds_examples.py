"""What the network of kinds is taught of an annotated page (invented): the type of whom a name or noun means, and none where nobody marked it."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).resolve().parents[2] / "training" / "kinds" / "examples.py"
TEXT = "Karim Dost led the Northern Column. Its commander wrote a letter from the village in spring, and he signed it."
MARKED = [
    ("Karim Dost", "name", "dost"),
    ("the Northern Column", "name", "column"),
    ("Its commander", "description", "dost"),
    ("Its", "pronoun", "column"),
    ("a letter from the village", "description", "letter"),
    ("he", "pronoun", "dost"),
]
TYPES = {"dost": "person", "column": "organisation", "letter": "work"}


def annotated() -> dict[str, Any]:
    mentions = []
    for text, form, entity in MARKED:
        start = TEXT.index(" he ") + 1 if text == "he" else TEXT.index(text)
        mentions.append({"start": start, "end": start + len(text), "form": form, "entity": entity})
    about = {"id": "d", "sha256": "0" * 64, "title": "", "author": "", "publisher": "", "published": ""}
    return {"text": TEXT, "document": about, "mentions": mentions, "entities": {k: {"type": v} for k, v in TYPES.items()}}


def test_each_phrase_is_taught_with_the_type_of_whom_it_means() -> None:
    module = runpy.run_path(str(EXAMPLES))
    (e,) = module["examples"](annotated())
    types = {0: "none"} | {n: t for t, n in module["NUMBER"].items()}
    taught = {" ".join(e.words[f:n]): types[r] for (f, n, _), r in zip(e.asked, e.right, strict=True)}
    assert taught == {
        "Karim Dost": "person",
        "Northern Column": "organisation",  # annotated with its article
        "commander": "person",
        "letter": "work",
        "village": "none",  # and of "spring", which is a date, nothing is asked
    }
    assert e.named == [True, True, False, False, False]
