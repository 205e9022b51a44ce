"""The names of an entity: sort, script, when they were published, and who uses them."""

from __future__ import annotations

import hashlib
import json

import pytest

from variorum.archive import Archive
from variorum.asking.dossier import Dossier

# One document a row: when it was published, by whom, its text, and the names that its reading has of one man.
PAPERS = [
    ("a", "2009", "Lena Hart", "Karam al-Nuri leads the Front.", [("Karam al-Nuri", "legal")]),
    ("b", "2012", "Tomas Brandt", "Karam an-Noury leads the Front.", [("Karam an-Noury", "legal")]),
    ("c", "2014", "Selim Orhan", "كرم النوري leads the Front.", [("كرم النوري", "legal")]),
    (
        "d",
        "2011",
        "Lena Hart",
        "The Ferryman leads the Front. Nabil calls him the Ferryman.",
        [("Karam al-Nuri", "legal"), ("the Ferryman", "exonym")],
    ),
]


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    root = tmp_path_factory.mktemp("names")
    archive = Archive.create(root / "archive")
    for id_, published, author, text, names in PAPERS:
        (root / f"{id_}.txt").write_text(text, encoding="utf-8")
        (root / f"{id_}.json").write_text(json.dumps(_reading(id_, published, author, text, names)), encoding="utf-8")
        assert not archive.add([root / f"{id_}.txt"], by="test").failed
        assert not archive.add_annotations(root / f"{id_}.json", by="test").failed
    archive.build(workers=1)
    return archive.entity("Karam al-Nuri")


def _reading(id_: str, published: str, author: str, text: str, names: list[tuple[str, str]]) -> dict[str, object]:
    sentences = text.rstrip(".").split(". ")
    claims = [
        {
            "id": f"c{n}",
            "predicate": "alias" if n else "leads",
            "subject": "KARAM",
            "object": None if n else "FRONT",
            "voices": [{"voice": "@author", "act": "reports", "said": None}, {"voice": "NABIL", "act": "asserts", "said": None}][: n + 1],
            "args": {"name": "the Ferryman"} if n else {},
            "start": text.index(said),
            "end": text.index(said) + len(said),
            "quote": said,
            "when": None,
            "polarity": "affirmed",
            "certainty": "certain",
            "mode": "actual",
        }
        for n, said in enumerate(sentences)
    ]
    for c in claims[:1]:
        c["voices"] = [{"voice": "@author", "act": "asserts", "said": None}]
    entities = {
        "KARAM": {"type": "person", "names": [{"text": t, "kind": k} for t, k in names]},
        "FRONT": {"type": "organisation", "names": [{"text": "the Front", "kind": "official"}]},
        "NABIL": {"type": "person", "names": [{"text": "Nabil", "kind": "legal"}]},
    }
    document = {
        "id": id_,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "chars": len(text),
        "author": author,
        "published": published,
    }
    layers = [{"kind": "commentary", "start": 0, "end": len(text)}]
    return {"document": document, "layers": layers, "entities": entities, "claims": claims, "dates": [], "assessments": []}


def test_one_name_in_three_spellings_and_two_scripts_is_one(dossier: Dossier) -> None:
    (name, other) = dossier.names
    assert (name.text, name.sort, name.script) == ("Karam al-Nuri", "full name", "Latin")
    assert (name.spellings, name.originals) == (("Karam an-Noury",), ("كرم النوري",))
    assert (name.documents, name.first, name.last) == (("a", "b", "c", "d"), 2009, 2014)
    assert (other.text, other.sort, other.documents, other.first) == ("the Ferryman", "exonym", ("d",), 2011)


def test_who_uses_a_name_is_told_with_a_claim(dossier: Dossier) -> None:
    (name, other) = dossier.names
    assert {u.label for u in name.users} == {"Lena Hart", "Tomas Brandt", "Selim Orhan"}
    assert [u.label for u in other.called_by] == ["Nabil"]


def test_the_same_as_json(dossier: Dossier) -> None:
    raw = json.loads(json.dumps(dossier.to_dict(), ensure_ascii=False))["names"][0]
    assert (raw["text"], raw["kind"], raw["sort"], raw["originals"]) == ("Karam al-Nuri", "legal", "full name", ["كرم النوري"])
    assert raw["parts"] == [{"text": "Karam", "role": "given name"}, {"text": "al-Nuri", "role": "nisba"}]
    assert all(len(u["claim"]) == 16 for u in raw["users"])
