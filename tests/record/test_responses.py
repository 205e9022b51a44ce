"""Questions go out as files and answers come in as files: the reading is the same as over a connection."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.reading.language_model.pretended import HONEST, words_of
from tests.reading.language_model.scripted import completion
from variorum.archive import Archive
from variorum.errors import UsageError
from variorum.record.readings import readings
from variorum.record.responses import ResponseReport

HILLS = "Omar Hadi leads the Hill Front. Nadir Sama leads the Salt Wing.\n"


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Archive]:
    def made(name: str = "papers", reader: str = "model") -> Archive:
        a = Archive.create(tmp_path / name)
        (tmp_path / "hills.txt").write_text(HILLS, encoding="utf-8")
        a.add([tmp_path / "hills.txt"], by="test")
        path = a.layout.settings
        settings = path.read_text(encoding="utf-8").replace('"compact"', f'"{reader}"')
        path.write_text(f'{settings}\n[model]\nendpoint = "http://127.0.0.1:9/v1"\nmodel = "elsewhere"\n', encoding="utf-8")
        return a

    return made


def as_file(out: Path, id_: str, text: str) -> None:
    (out / f"{id_}.json").write_bytes(completion(text))


def as_answer_alone(out: Path, id_: str, text: str) -> None:
    (out / f"{id_}.json").write_text(text, encoding="utf-8")


def as_words(out: Path, id_: str, text: str) -> None:
    (out / f"{id_}.txt").write_text(text, encoding="utf-8")


def as_batch(out: Path, id_: str, text: str) -> None:
    line = {"custom_id": id_, "response": {"status_code": 200, "body": {**json.loads(completion(text)), "created": 1_790_000_000}}}
    with (out / "results.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


def answered(a: Archive, questions: Path, answers: Path, write: Callable[[Path, str, str], None]) -> ResponseReport:
    """One round: what can be asked is exported, answered by the pretended model, and taken in."""
    answers.mkdir(exist_ok=True)
    for path in a.export("prompts", questions):
        if len(path.stem) == 64:
            write(answers, path.stem, words_of(json.loads(path.read_text(encoding="utf-8"))["messages"], HONEST))
    return a.add_responses(answers)


@pytest.mark.parametrize("write", [as_file, as_answer_alone, as_words, as_batch])
def test_a_reading_can_be_done_where_the_model_is(
    make: Callable[..., Archive], tmp_path: Path, write: Callable[[Path, str, str], None]
) -> None:
    a = make()
    left = []
    for n in range(4):
        report = answered(a, tmp_path / f"questions{n}", tmp_path / "answers", write)
        left.append(json.loads((tmp_path / f"questions{n}" / "remaining.json").read_text(encoding="utf-8")))
        assert (report.taken, report.already, report.failed) == (1, n, ())
    assert report.documents == ("hills",)
    assert [x["questions_later_about"] for x in left] == [3, 2, 1, 0]
    found = readings(a.layout, workers=1)
    assert [len(r.proposals) for r in found] == [2]
    assert not [p for p in a.export("prompts", tmp_path / "none") if len(p.stem) == 64]


def test_the_answers_of_one_archive_read_another_at_once_and_alike(make: Callable[..., Archive], tmp_path: Path) -> None:
    a, b = make(), make("copy")
    for n in range(4):
        answered(a, tmp_path / f"q{n}", tmp_path / "answers", as_file)
    a.export("responses", tmp_path / "out")
    report = b.add_responses(tmp_path / "out")
    assert (report.taken, report.documents, report.waiting) == (4, ("hills",), ())
    assert list(readings(a.layout, workers=1)) == list(readings(b.layout, workers=1))
    assert {p.name: p.read_bytes() for p in b.export("responses", tmp_path / "again")} == {
        p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()
    }


def _bad(name: str, content: str) -> tuple[str, str]:
    return name, content


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (f"{'a' * 64}.json", completion("{}").decode(), "answers no question that this archive has now"),
        (f"{'a' * 64}.json", "{", "is no JSON"),
        (f"{'a' * 64}.json", '{"claims": []}', "answers no question that this archive has now"),  # an answer alone
        (f"{'a' * 64}.json", '{"error": "no credit"}', "expected an object with choices"),
        (f"{'a' * 64}.json", "[]", "expected an object with choices"),
        ("results.jsonl", '{"custom_id": "x", "response": {"body": {}}}\n', "line 1: `custom_id` is not the hash"),
        ("results.jsonl", f'{{"custom_id": "{"a" * 64}", "response": null}}\n', "expected an object with choices"),
    ],
)
def test_a_file_that_answers_nothing_is_named_and_changes_nothing(
    make: Callable[..., Archive], tmp_path: Path, name: str, content: str, said: str
) -> None:
    a = make()
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers" / name).write_text(content, encoding="utf-8")
    (tmp_path / "answers" / "readme.json").write_text("not an answer", encoding="utf-8")
    report = a.add_responses(tmp_path / "answers")
    assert report.taken == 0
    assert said in f"{report.failed[0][0].rpartition(', ')[2]}: {report.failed[0][1]}".replace("cannot be used: `", "`")
    assert len(report.failed) == 1
    assert not list(a.layout.exchanges.glob("[0-9a-f][0-9a-f]/*"))


def test_what_cannot_mean_anything_is_said(make: Callable[..., Archive], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no such file or folder"):
        make().add_responses(tmp_path / "nowhere")
    with pytest.raises(UsageError, match="no document is read by a language model"):
        make("other", "compact").export("prompts", tmp_path / "out")


def test_a_question_says_all_that_is_sent(make: Callable[..., Archive], tmp_path: Path) -> None:
    written = make().export("prompts", tmp_path / "out")
    (body,) = [json.loads(p.read_text(encoding="utf-8")) for p in written if len(p.stem) == 64]
    lines: list[dict[str, Any]] = [json.loads(x) for x in (tmp_path / "out" / "requests.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [x["body"] for x in lines] == [body]
    assert body["response_format"]["json_schema"]["name"] == "layers"
