"""How far two annotators of the invented passages agree: 24 passages annotated twice, from the plain text, by two who did not see each other's work.

    python bench/agreement.py [--json] [--quick]

The first annotation is taken as right and the second is scored against it as a reading would be (../shared/tools/score.py), so precision and recall
say only which of the two marked more. This is the height that a reader could be expected to reach on these passages.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from shared import passages, scorer

SECOND = Path(__file__).resolve().parents[1] / "training" / "passages" / "second" / "second.json"


def main() -> int:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--json", action="store_true")
    a.add_argument("--quick", action="store_true", help="the same: it takes a second")
    o = a.parse_args()
    tool = scorer()
    again = {d["document"]["id"]: with_descriptions(d) for d in json.loads(SECOND.read_text(encoding="utf-8"))["documents"]}
    count: Counter[str] = Counter()
    for world in sorted({name.split("-")[0] for name in again}):
        for name, text, first in passages(world):
            if name in again:
                count["documents"] += 1
                tool.score_document(first, again[name], text, count, [], name)
    r = tool.report(count)
    figures = {"passages": r["documents"], "claims P": r["claims"]["P"], "claims R": r["claims"]["R"], "claims": r["claims"]["F1"]}
    figures |= {"links": r["links"]["F1"], "entities": r["entities"]["F1"], "clusters": r["clusters"]["F1"], "dates": r["dates"]["F1"]}
    figures |= {k: r["on_right_claims"][k] for k in ("last_voice", "chain", "chain_if_nested", "when_if_dated", "polarity", "certainty")}
    if o.json:
        print(json.dumps({k.replace(" ", "_"): v for k, v in figures.items()}))
    else:
        print("two annotators of the same passages")
        for k, v in figures.items():
            print(f"  {k:16s} {v:.2f}" if isinstance(v, float) else f"  {k:16s} {v}")
    return 0


def with_descriptions(d: dict[str, Any]) -> dict[str, Any]:
    """The annotation with what the nameless are called among their names, as :func:`shared.passages` gives the first one."""
    for m in d["mentions"]:
        if m["form"] == "description" and m["entity"] in d["entities"]:
            names = d["entities"][m["entity"]]["names"]
            if all(n["text"] != m["text"] for n in names):
                names.append({"text": m["text"], "kind": "title"})
    return d


if __name__ == "__main__":
    sys.exit(main())
