"""A language model as reader, on recorded answers: what is kept of them, what everything but the model costs, and how fast kept answers make a record.

    python bench/model_reader.py [--json] [--quick] [--documents N] [--doubt]

1. Claims F1 of model, compact and both. The model is a large language model that answered the exported questions without having seen an annotation: of three
   documents of the sample, and of passages of a book that no reader was made with (prompts of version 1 on four of them, of version 2 on four others), which
   others had annotated. Beside it, "of the same hand", answers by whoever annotated those three documents: they show that the way works, and measure no model.
2. Of all that was proposed, the share refused or withdrawn, and why.
3. Milliseconds a document of everything but the model: questions put together, answers checked, the reading made.
4. A build of N documents (10,000; --quick: 300) whose answers are kept: when their readings are kept too, and when they are made of the answers;
   beside it, a build whose readings are the compact reader's and kept, in the same run.
--doubt: instead of all that, what the rule "the model for what the compact reader doubts" picks out (reading/language_model/doubt.py).
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import shared

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.reading.language_model.pretended import pretended  # noqa: E402
from tests.reading.language_model.recorded_answers import ANEW, KNOWN, PASSAGES, SAMPLE, Recorded, annotation, asker, document  # noqa: E402
from variorum.archive import Archive  # noqa: E402
from variorum.model import Document  # noqa: E402
from variorum.publishing.annotations import to_dict  # noqa: E402
from variorum.reading.language_model.consult import Asking, consult  # noqa: E402
from variorum.reading.language_model.cost import Purse, estimate  # noqa: E402
from variorum.reading.language_model.doubt import doubtful  # noqa: E402
from variorum.reading.language_model.exchanges import Exchanges  # noqa: E402
from variorum.reading.language_model.read import read_with_model  # noqa: E402
from variorum.reading.language_model.together import together  # noqa: E402
from variorum.reading.read import read  # noqa: E402
from variorum.record.cache import keep, kept  # noqa: E402
from variorum.record.consulting import wanted_of_model  # noqa: E402
from variorum.shelf.documents import text_of  # noqa: E402
from variorum.shelf.model_settings import ModelSettings  # noqa: E402

#: What an answer about claims holds beside them.
BESIDE = ("assessment ", "order ")
ASKED = (*SAMPLE, *ANEW, *PASSAGES["1"], *PASSAGES["2"])


def scored() -> dict[str, float]:
    """Each reader against the annotations: of passages that others annotated, and of documents that one hand annotated and answered."""
    passages = {name: gold for name, _, gold in shared.passages("w19")}
    found = _agreement("of the same hand", {name: annotation(name) for name in KNOWN})
    found |= _agreement("the same, unseen", {name: annotation(name) for name in ANEW})
    for version, names in PASSAGES.items():
        found |= _agreement(f"of others, prompts {version}", {name: passages[name] for name in names})
    return found


def _agreement(whose: str, golds: Mapping[str, Mapping[str, Any]]) -> dict[str, float]:
    tool = shared.scorer()
    counts = {reader: Counter[str]() for reader in ("model", "compact", "both")}
    for name, gold in golds.items():
        doc, text = document(name)
        machine, model = read(doc, text), read_with_model(doc, text, asker(name), Recorded(name)).reading
        for reader, reading in (("model", model), ("compact", machine), ("both", together(machine, model))):
            tool.score_document(gold, to_dict(reading), text, counts[reader], [], name)
    found: dict[str, float] = {f"{whose}: claims annotated": sum(len(gold["claims"]) for gold in golds.values())}
    for reader, count in counts.items():
        r = tool.report(count)
        found |= {f"{whose}: {reader} claims {k}": r["claims"][k] for k in ("P", "R", "F1")}
        found |= {f"{whose}: {reader} {k} F1": r[k]["F1"] for k in ("links", "entities")}
        found |= {
            f"{whose}: {reader} {k} of right claims": r["on_right_claims"][k]
            for k in ("polarity", "certainty", "last_voice", "chain", "when")
        }
    return found


def taken() -> dict[str, float]:
    """What became of the proposals of the recorded answers, and what the estimate would have said of them."""
    proposed, why = 0, Counter[str]()
    tokens, sizes = [0, 0], []
    for name in ASKED:
        doc, text = document(name)
        found = read_with_model(doc, text, asker(name), Recorded(name))
        proposed += (
            len(found.reading.claims)
            + len(found.withdrawn)
            + sum(r.stage == "claims" and not r.fault.item.startswith(BESIDE) for r in found.refusals)
        )
        why.update(f"{r.fault.item.split()[0] if r.fault.item.startswith(BESIDE) else r.stage}: {r.fault.reason}" for r in found.refusals)
        why["withdrawn on a second look"] += len(found.withdrawn)
        tokens[0] += sum(a.tokens_in for a in found.used)
        tokens[1] += sum(a.tokens_out for a in found.used)
        sizes.append(len(text.encode()))
    cost = estimate(sizes, ModelSettings("http://127.0.0.1:9/v1", "recorded"))
    told = {"tokens sent": tokens[0], "tokens sent, estimated": cost.tokens_in, "tokens received": tokens[1]}
    return {
        "documents answered unseen": len(sizes),
        "claims proposed": proposed,
        **why,
        **told,
        "tokens received, estimated": cost.tokens_out,
    }


def doubted(quick: bool) -> dict[str, float]:
    """For shares of likely wrong claims from which the reader "doubted" would ask: how many passages it asks about, and how well the compact reader did.

    The share is chosen on the first book and measured on the second; the network was taught neither.
    """
    tool = shared.scorer()
    found: dict[str, float] = {}
    for book in shared.UNTAUGHT:
        read_so: list[tuple[float, Any, str, dict[str, Any]]] = []
        for n, (name, text, gold) in enumerate(shared.passages(book)):
            if not quick or n % 4 == 0:
                d = Document(name, gold["document"]["sha256"], published=gold["document"].get("published"), chars=len(text))
                reading = read(d, text)
                read_so.append((doubtful(reading), to_dict(reading), text, gold))
        for share in (0.5, 0.54, 0.57, 0.6, 0.65):
            counts = {"asked": Counter[str](), "not asked": Counter[str]()}
            asked = 0
            for doubt, form, text, gold in read_so:
                asked += doubt >= share
                tool.score_document(gold, form, text, counts["asked" if doubt >= share else "not asked"], [], "")
            found[f"{book} doubt {share:g}: share asked"] = asked / len(read_so)
            for which, count in counts.items():
                found[f"{book} doubt {share:g}: compact claims P, {which}"] = tool.report(count)["claims"]["P"]
                found[f"{book} doubt {share:g}: compact claims F1, {which}"] = tool.report(count)["claims"]["F1"]
    return found


def overhead(rounds: int) -> dict[str, float]:
    """Milliseconds of processor time a document without the model, the median of the rounds; the answers are read from files."""
    found: dict[str, float] = {}
    for which, names in (("of the sample", (*KNOWN, *SAMPLE)), ("of passages", (*PASSAGES["1"], *PASSAGES["2"]))):
        documents = [(name, *document(name)) for name in names]
        spent = []
        for _ in range(rounds):
            begun = time.process_time()
            for name, doc, text in documents:
                read_with_model(doc, text, asker(name), Recorded(name))
            spent.append((time.process_time() - begun) * 1000 / len(documents))
        found[f"characters a document {which}"] = sum(len(text) for _, _, text in documents) / len(documents)
        found[f"overhead ms a document {which}"] = sorted(spent)[len(spent) // 2]
    return found


def building(count: int, folder: Path) -> dict[str, float]:
    """Documents a second of processor time, of builds in which a model has read every document, without the making of the record: the same for all readers."""
    archive = Archive.create(folder / "archive")
    settings = archive.layout.settings
    lines = '\n[model]\nendpoint = "http://127.0.0.1:9/v1"\nmodel = "pretended"\n'
    settings.write_text(settings.read_text(encoding="utf-8").replace('"compact"', '"model"') + lines, encoding="utf-8")
    (folder / "texts").mkdir()
    for n in range(count):
        name = "".join(chr(97 + int(d)) for d in str(n))
        text = "".join(f"Omar{name} Hadi leads the Hill{name} Front. Nadir{name} Sama leads the Salt{name} Wing.\n" for _ in range(4))
        (folder / "texts" / f"d{n:05}.txt").write_text(text, encoding="utf-8")
    archive.add([folder / "texts"], by="bench")
    desk, wanted = wanted_of_model(archive.layout)
    assert desk is not None
    asking = Asking(Exchanges(archive.layout.exchanges), pretended(), Purse(desk.settings))
    layout, asker = archive.layout, desk.asker
    reads = [(w.document.id, lambda ask, d=w.document: read_with_model(d, text_of(layout, d), asker, ask)) for w in wanted]
    consult(reads, asking, complete=lambda *_: None)

    from variorum.record.readings import readings

    found: dict[str, float] = {"documents": count}
    for what in ("made of the answers", "kept"):
        begun = time.process_time()
        read_in = readings(layout, workers=1)
        sum(1 for _ in read_in)
        found[f"documents a second, {what}"] = count / (time.process_time() - begun)
    for w in wanted:  # the same readings as if the compact reader had made them: a build without a model, to compare with
        reading = kept(layout, w.document, read_in.keys[w.document.id])
        assert reading is not None
        keep(layout, w.document, w.base, reading)
    begun = time.process_time()
    sum(1 for _ in readings(layout, workers=1, reader="compact"))
    found["documents a second, kept, of the compact reader"] = count / (time.process_time() - begun)
    found["kept with a model, in speed of kept without"] = (
        found["documents a second, kept"] / found["documents a second, kept, of the compact reader"]
    )
    return found


def main() -> int:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--json", action="store_true")
    a.add_argument("--quick", action="store_true")
    a.add_argument("--documents", type=int)
    a.add_argument("--doubt", action="store_true")
    o = a.parse_args()
    figures = doubted(o.quick) if o.doubt else all_but_doubt(o.quick, o.documents or (300 if o.quick else 10_000))
    if o.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:<58} {value:>12,.2f}" if isinstance(value, float) else f"{name:<58} {value:>12,}")
    return 0


def all_but_doubt(quick: bool, documents: int) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    if (shared.SHARED / "tools").is_dir():
        figures |= scored()
    else:
        print("absent: ../shared/tools/score.py; claims F1 is left out", file=sys.stderr)
    figures |= taken() | overhead(5 if quick else 25)
    with tempfile.TemporaryDirectory() as folder:
        figures |= building(documents, Path(folder))
    return figures


if __name__ == "__main__":
    sys.exit(main())
