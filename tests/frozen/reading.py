"""The sample archive's claims as lines that a person can compare."""

from __future__ import annotations

from pathlib import Path

from variorum.cli.demo import sample
from variorum.model import Claim
from variorum.reading.read import read
from variorum.shelf.add import add
from variorum.shelf.create import create
from variorum.shelf.documents import documents, text_of

ACCEPTED = Path(__file__).with_name("sample.claims.txt")
#: Claims whose score lies so near a threshold that they come and go between kinds of processor (docs/model-card-compact.md): seen with and without VNNI.
AT_A_THRESHOLD = Path(__file__).with_name("sample.thresholds.txt")


def lines(folder: Path) -> list[str]:
    """One line a claim, in the order of documents and text; ``folder`` is scratch space for the archive."""
    layout = create(folder / "archive", title="frozen")
    add(layout, [sample() / "documents"], by="test")
    found = []
    for document in documents(layout):
        for claim in read(document, text_of(layout, document)).claims:
            found.append(f"{document.id} {line(claim)}")
    return found


def line(c: Claim) -> str:
    """Place, proposition, qualifications that are not the usual ones, chain and quote."""
    args = {
        "role": c.args.role,
        "from": c.args.from_,
        "org": c.args.org,
        "place": c.args.place,
        "name": c.args.name,
        "quantity": c.args.quantity,
    }
    extra = [f"{k}={v}" for k, v in args.items() if v is not None]
    qualified = [str(q) for q, usual in ((c.polarity, "affirmed"), (c.certainty, "certain"), (c.mode, "actual")) if q != usual]
    chain = " > ".join(f"{v.voice}:{v.act}" for v in c.voices)
    quote = " ".join(c.quote.split())
    return f"{c.start} {c.predicate}({c.subject}, {c.object}) {' '.join([c.when or '-', *qualified, *extra])} [{chain}] “{quote}”"


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as scratch:
        ACCEPTED.write_text("".join(f"{x}\n" for x in lines(Path(scratch))), encoding="utf-8")
