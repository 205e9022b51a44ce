"""The benchmark of passages, as somebody uses it who has a reader of his own: texts out, annotations in, figures."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

import score_passages
from passages import counts, put
from scoring import described
from scoring.baselines import every_pair, learn, nearest_names
from scoring.splits import PASSAGES, splits

TEXT = "Nadir Tal did not join the Union. Omar Hadi killed the judge."


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str]:
    monkeypatch.setattr(sys, "argv", ["score_passages.py", *args])
    code = score_passages.main()
    out = capsys.readouterr()
    return code, out.out + out.err


def test_texts_are_written_and_the_annotation_itself_scores_best(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    texts, found, less = tmp_path / "texts", tmp_path / "found", tmp_path / "less"
    assert run(monkeypatch, capsys, "--texts", str(texts), "--split", "pages")[0] == 0
    ids = sorted(p.stem for p in texts.glob("*.txt"))
    pages = {
        d["document"]["id"]: d
        for b in splits()["pages"]
        for d in json.loads((PASSAGES / f"{b}.json").read_text(encoding="utf-8"))["documents"]
    }
    assert ids == sorted(pages)
    assert (texts / f"{ids[0]}.txt").read_text(encoding="utf-8") == pages[ids[0]]["text"]
    for folder, share in ((found, 1), (less, 2)):
        folder.mkdir()
        for name, d in pages.items():
            form = {"entities": described(d)["entities"], "claims": d["claims"][::share], "dates": d["dates"], "layers": d["layers"]}
            (folder / f"{name}.json").write_text(json.dumps(form), encoding="utf-8")
    code, told = run(monkeypatch, capsys, str(found), "--split", "pages", "--against", str(less), "--json")
    assert code == 0
    figures = json.loads(told)
    assert figures["figures"]["dates"] == figures["figures"]["layers"] == 1.0
    assert figures["figures"]["claims"] > 0.9 and figures["more than the other, 95%"]["claims R"][0] > 0.3
    code, told = run(monkeypatch, capsys, str(less), "--split", "pages", "--by-predicate")
    assert code == 0 and "0 of them ungrounded" in told and "member_of" in told


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("{", "is no JSON"),
        ("[]", "expected an object with `entities`"),
        ('{"entities": {}, "claims": [{"predicate": "met"}]}', "claim 0 has no `start`"),
        ('{"entities": {}, "claims": [{"predicate": "met", "start": 0, "end": 9999999, "quote": ""}]}', "claim 0 runs from 0 to 9999999"),
    ],
)
def test_what_is_no_annotation_is_said_by_its_place(
    content: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = run(monkeypatch, capsys, str(tmp_path), "--split", "pages")
    assert code == 2 and "holds no annotation of these passages" in told
    (tmp_path / "p02-01-report-chapter.json").write_text(content, encoding="utf-8")
    code, told = run(monkeypatch, capsys, str(tmp_path), "--split", "pages")
    assert code == 2 and expected in told and "p02-01-report-chapter.json" in told


ENTITIES = {k: {"type": t} for k, t in (("tal", "person"), ("union", "organisation"), ("omar", "person"), ("judge", "person"))}
WORDS = (("Nadir Tal", "tal"), ("the Union", "union"), ("Omar Hadi", "omar"), ("the judge", "judge"))
MENTIONS = [{"start": TEXT.index(w), "end": TEXT.index(w) + len(w), "text": w, "entity": k} for w, k in WORDS]


def test_the_baselines_learn_what_words_and_types_speak_for() -> None:
    quotes = [("member_of", "tal", "union", TEXT[:32]), ("killed", "omar", "judge", TEXT[34:60])]
    claims = [{"predicate": p, "subject": s, "object": o, "quote": q} for p, s, o, q in quotes]
    learned = learn([{"text": TEXT, "entities": ENTITIES, "claims": claims}] * 10)
    assert learned.by_types == {("person", "organisation"): "member_of", ("person", "person"): "killed"}
    for baseline in (every_pair(learned), nearest_names(learned)):
        found = baseline(TEXT, MENTIONS, ENTITIES)
        assert {(c["predicate"], c["subject"], c["object"], c["polarity"]) for c in found} == {
            ("member_of", "tal", "union", "denied"), ("killed", "omar", "judge", "affirmed"),
        }  # fmt: skip
        assert all(TEXT[c["start"] : c["end"]] == c["quote"] for c in found)


def test_no_book_is_in_two_splits_and_all_are_in_one() -> None:
    books = [b for those in splits().values() for b in those]
    assert len(books) == len(set(books))
    assert set(books) == {p.stem for p in PASSAGES.glob("*.json")}
    assert {"w07", "w19"} == set(splits()["test"])


def test_the_datasheet_counts_every_claim_once() -> None:
    found = counts({"pages": splits()["pages"]})
    claims = sum(s["claims"] for s in found["splits"].values())
    assert claims == sum(found["predicates"].values())
    assert claims == sum(n for k, n in found["how claims are put"].items() if "voices" in k)
    assert list(put({"voices": [1] * 5, "polarity": "denied", "certainty": "certain", "mode": "planned", "when": "2004"})) == [
        "4 voices and more", "denied", "planned", "dated",
    ]  # fmt: skip
