"""Learn the lemma tables from the treebanks and write src/variorum/reading/syntax/lemmas.tsv.

    python training/syntax/lemmas.py --data ../shared/data

The table has what the rules of variorum.reading.syntax.lemmas get wrong, and the base forms that the rules check a guess against.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(Path(__file__).parent)]


from treebank import TRAIN, read  # noqa: E402

from variorum.reading.syntax.features import norm  # noqa: E402
from variorum.reading.syntax.lemmas import Lemmas  # noqa: E402

HEAD = """# Base forms (upos, "=", lemma) and exceptions to the rules (upos, form, lemma), tab-separated, sorted; written by
# training/syntax/lemmas.py from UD English GUM (permissive part, annotations CC BY 4.0) and UD English EWT (CC BY-SA 4.0).
"""


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    ask.add_argument("--out", type=Path, default=ROOT / "src/variorum/reading/syntax/lemmas.tsv")
    args = ask.parse_args()
    seen: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    bases: Counter[tuple[str, str]] = Counter()
    for name in TRAIN:
        for words in read(args.data / name):
            for w in words:
                if w.upos in ("PROPN", "PUNCT", "SYM", "X", "NUM") or not w.text.isascii() or w.lemma == "_":
                    continue
                seen[w.upos, norm(w.text)][w.lemma.lower(), w.feats] += 1
                if w.upos in ("VERB", "NOUN") and w.lemma.isalpha() and w.lemma.isascii():
                    bases[w.upos, w.lemma.lower()] += 1
    known = sorted((upos, "=", lemma) for (upos, lemma), n in bases.items() if upos == "VERB" or n > 1 or lemma.endswith("s"))
    rules = Lemmas(known)
    odd = []
    for (upos, form), lemmas in seen.items():
        (lemma, feats), n = lemmas.most_common(1)[0]
        plain = form.isascii() and not any(c.isdigit() or c.isspace() for c in form)
        if plain and rules.lemma(form, upos, feats) != lemma and (n > 1 or (upos, "=", lemma) in known):
            odd.append((upos, form, lemma))
    lines = ("\t".join(row) for row in sorted({*known, *odd}))
    args.out.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"bases {len(known)} exceptions {len(odd)}")


if __name__ == "__main__":
    main()
