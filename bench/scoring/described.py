"""What the nameless are called."""

from __future__ import annotations

from typing import Any


def described(annotation: dict[str, Any]) -> dict[str, Any]:
    """The annotation, changed in place: every entity has among its names what its mentions call it, pronouns aside.

    A third of the entities of the passages have no name but descriptions ("the widow"), which stand in ``mentions`` only, and of some the names do too ("The
    Panel", "MIRZOEV"). Whoever finds one calls it by a description, and without these nothing found could ever be the same.
    """
    for m in annotation["mentions"]:
        if m["form"] != "pronoun" and m["entity"] in annotation["entities"]:
            names = annotation["entities"][m["entity"]]["names"]
            if all(n["text"] != m["text"] for n in names):
                names.append({"text": m["text"], "kind": "title"})
    return annotation
