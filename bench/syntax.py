"""How well the syntax stage tags and parses, and how fast: the model that ships, in numpy, on the test parts of two treebanks.

    python bench/syntax.py [--json] [--quick]

Words are the gold words of the treebank.  Twice each: as annotated, and with hyphenated words in one piece as variorum's own
tokenizer leaves them.  Speed is that of `parse` on running text, splitting and lemmas included, on one thread.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "training" / "syntax"))

from treebank import TEST, Word, merged, read  # noqa: E402

from variorum.reading.syntax import parse  # noqa: E402
from variorum.reading.syntax.lemmas import lemmas  # noqa: E402
from variorum.reading.syntax.network import network  # noqa: E402

DATA = ROOT.parent / "shared" / "data"


def plain_text(sentences: list[tuple[Word, ...]]) -> str:
    """The running text of a treebank, a sentence after another."""
    return "\n\n".join("".join(w.text + ("" if w.glued else " ") for w in s) for s in sentences)


def score(sentences: list[tuple[Word, ...]]) -> dict[str, float]:
    """Shares of words with the right UPOS, feats, lemma, head (UAS) and head with label (LAS); punctuation counts."""
    model, lemma = network(), lemmas().lemma
    right = dict.fromkeys(("upos", "feats", "lemma", "uas", "las", "las_words"), 0)
    total = spoken = 0
    for words, found in zip(sentences, model.analyse([[w.text for w in s] for s in sentences]), strict=True):
        for k, word in enumerate(words):
            upos, _, feats = model.tags[found.tags[k]].partition("|")
            head, label = int(found.heads[k]) == word.head, model.labels[found.labels[k]] == word.deprel
            total += 1
            spoken += word.deprel != "punct"
            right["upos"] += upos == word.upos
            right["feats"] += upos == word.upos and feats == word.feats
            right["lemma"] += lemma(word.text, upos, feats).lower() == word.lemma.lower()
            right["uas"] += head
            right["las"] += head and label
            right["las_words"] += head and label and word.deprel != "punct"
    return {name: round(n / (spoken if name == "las_words" else total), 4) for name, n in right.items()}


def speed(text: str, seconds: float) -> float:
    """Words per second of processor time of `parse`, repeated for about so long after one pass to warm up."""
    words = sum(len(s.tokens) for s in parse(text))
    start, passes = time.process_time(), 0
    while time.process_time() - start < seconds:
        parse(text)
        passes += 1
    return round(passes * words / (time.process_time() - start))


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--json", action="store_true", help="one object of figures")
    ask.add_argument("--quick", action="store_true", help="the first 200 sentences of each part")
    args = ask.parse_args()
    if not (DATA / TEST["gum"]).is_file():
        print(json.dumps({"skipped": "no treebanks at ../shared/data"}) if args.json else "skipped: no treebanks at ../shared/data")
        return 0
    figures: dict[str, float] = {}
    text = ""
    for name, path in TEST.items():
        sentences = [s for s in read(DATA / path)][: 200 if args.quick else None]
        for kind, variant in (("", sentences), ("_whole", [merged(s) for s in sentences])):
            figures |= {f"{name}{kind}_{k}": v for k, v in score(variant).items()}
        text += plain_text(sentences[:400]) + "\n\n"
    figures["words_per_second"] = speed(text, 2 if args.quick else 8)
    if args.json:
        print(json.dumps(figures, sort_keys=True))
        return 0
    print(f"{'':12}{'UPOS':>8}{'feats':>8}{'lemma':>8}{'UAS':>8}{'LAS':>8}{'LAS without punctuation':>26}")
    for row in (f"{name}{kind}" for name in TEST for kind in ("", "_whole")):
        print(
            f"{row:12}"
            + "".join(f"{figures[f'{row}_{k}']:8.4f}" for k in ("upos", "feats", "lemma", "uas", "las"))
            + f"{figures[f'{row}_las_words']:26.4f}"
        )
    print(f"words per second of processor time, one thread: {figures['words_per_second']:.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
