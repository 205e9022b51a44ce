"""The vocabulary as written, and what is said of one that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from variorum.errors import VocabularyError
from variorum.model import EntityType, Kind, vocabulary
from variorum.model.vocabulary import load

ENTRY = {
    "kind": "state",
    "subject": "person",
    "object": "organisation",
    "lasts": "durable",
    "reads": "{subject} served {object}",
    "not": "{subject} did not serve {object}",
}


def written(folder: Path, **changes: object) -> Path:
    """A vocabulary of one predicate, `serves`, with changed fields (None takes a field out)."""
    entry = {k: v for k, v in {**ENTRY, **changes}.items() if v is not None}
    path = folder / "words.yaml"
    path.write_text(yaml.safe_dump({"version": 1, "predicates": {"serves": entry}}), encoding="utf-8")
    return path


def test_a_predicate_is_one_entry_and_nothing_else(tmp_path: Path) -> None:
    p = load(written(tmp_path))["serves"]
    assert (p.kind, p.subject_types, p.sentence("Omar", "the Front")) == (Kind.STATE, {EntityType.PERSON}, "Omar served the Front")
    assert p.question("Omar", "the Front") == "Did Omar serve the Front?"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"kind": "sate"}, "expected event, state or derived"),
        ({"kind": None}, "`kind` is missing"),
        ({"lasts": None}, "`lasts` must be durable or stated"),
        ({"subject": "persons"}, "expected one of"),
        ({"args": ["rank"]}, "unknown args"),
        ({"colour": "red"}, "unknown field"),
        ({"functional": "both"}, "expected subject or object"),
        ({"initiates": ["serves of subject"]}, "is not of the form"),
        ({"initiates": ["rules(subject, object)"]}, "is not a state of the vocabulary"),
        ({"terminates": ["serves(subject, nobody)"]}, "unknown terms"),
        ({"counts_for": "partly"}, "expected wholly or acts"),
        ({"counts_for": "acts", "roles": ["envoy"]}, "expected `counts_for` and the argument `role`"),
        ({"on_behalf": ["place"]}, "expected subject, object or both"),
    ],
    ids=lambda v: str(v),
)
def test_what_cannot_be_used_is_named(tmp_path: Path, changes: dict[str, object], says: str) -> None:
    with pytest.raises(VocabularyError, match=r"words\.yaml: predicate `serves`") as caught:
        load(written(tmp_path, **changes))
    assert says in str(caught.value)


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "predicates: [a", "\x00"])
def test_a_file_that_is_no_vocabulary(tmp_path: Path, text: str) -> None:
    path = tmp_path / "words.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"words\.yaml"):
        load(path)


@pytest.mark.parametrize("name", vocabulary().predicates)
def test_every_predicate_reads_and_asks(name: str) -> None:
    p = vocabulary()[name]
    assert p.asks
    assert p.sentence("X", "Y", name="Z", quantity=3) != p.sentence("X", "Y", denied=True, name="Z", quantity=3)
    assert p.question("X", "Y", name="Z", quantity=3).endswith("?")
    assert not p.question("X", "Y").startswith("Is it so that")


def test_the_annotation_guide_s_predicates_are_all_there() -> None:
    """The guide's table, version 2, plus what `became` and oaths bring about."""
    wanted = """pledged_to accepted_pledge part_of leads commands member_of founded became merged_into split_from dissolved defected expelled
    appointed allied_with hostile_to attacked killed died detained released supported asked ordered obeyed informed rejected condemned praised
    wrote_to met authored claimed alias same_as kin_of located_in moved_to controls strength"""
    assert set(vocabulary().claimable) == set(wanted.split())
