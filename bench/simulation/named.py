"""Mentions of invented persons and bodies in many documents, with the truth of who is meant: what clustering is measured on.

Persons have a legal name, a shorter press form, perhaps a nom de guerre with a kunya that hundreds share; bodies an official name, its form in another
language, an acronym that others share. Each is written in one of the romanisations that printers use, and sometimes with a slip. A tenth of all mentions
say too little to be anybody's: a bare kunya, a surname alone. The same sizes and seed give the same mentions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from variorum.identity.material import Material
from variorum.model import Document, Entity, EntityType, Name, NameKind

_GIVEN = (
    *(
        "Karim",
        "Salim",
        "Idris",
        "Yunus",
        "Hamid",
        "Tahir",
        "Bashir",
        "Munir",
        "Nadir",
        "Jabir",
        "Habib",
        "Latif",
        "Farid",
        "Ghazi",
        "Rashid",
        "Samir",
    ),
    *(
        "Walid",
        "Ziyad",
        "Anwar",
        "Haris",
        "Imad",
        "Jalal",
        "Kasim",
        "Luay",
        "Majid",
        "Nabil",
        "Rami",
        "Said",
        "Talha",
        "Umar",
        "Wasim",
        "Yasir",
        "Zayd",
    ),
    *(
        "Ahmad",
        "Ali",
        "Hasan",
        "Husayn",
        "Ibrahim",
        "Khalid",
        "Mahmud",
        "Muhammad",
        "Mustafa",
        "Qasim",
        "Salih",
        "Sulayman",
        "Uthman",
        "Yusuf",
        "Yaqub",
    ),
)
_ONSETS = ("b", "d", "f", "gh", "h", "j", "k", "kh", "l", "m", "n", "q", "r", "s", "sh", "t", "w", "z")
_KINDS = (
    ("Front", "Jabhat"),
    ("Movement", "Harakat"),
    ("Army", "Jaysh"),
    ("Brigade", "Liwa"),
    ("Battalion", "Katibat"),
    ("Division", "Firqat"),
)
_OTHER_SPELLINGS = (
    ("q", "k"),
    ("u", "ou"),
    ("i", "ee"),
    ("ay", "ei"),
    ("gh", "g"),
    ("ya", "ia"),
    ("a", "ā"),
    ("u", "ū"),
    ("i", "ī"),
    ("j", "dj"),
)
_PER_DOCUMENT = 20
_WEIGHT, _HEAD = 0.7, 20  #: of the entity of rank r: 1 / (r + head) ** weight; the most spoken of has some thousandths of all mentions
_SLIP, _SECOND = 0.03, 0.35
Text = tuple[str, NameKind]


@dataclass(frozen=True)
class Named:
    """``names[i]`` are the names that mention i gives, ``truth[i]`` and ``document[i]`` numbers of the entity meant and of its document."""

    names: list[tuple[Text, ...]]
    types: list[EntityType]
    truth: NDArray[np.int64]
    document: NDArray[np.int64]

    def materials(self) -> list[Material]:
        """The mentions as identity takes them: one entity a mention, with the key m and its number."""
        by_document: list[list[Entity]] = [[] for _ in range(int(self.document.max()) + 1)]
        for i, (names, type_, d) in enumerate(zip(self.names, self.types, self.document.tolist(), strict=True)):
            by_document[d].append(Entity(f"m{i}", type_, tuple(Name(text, kind) for text, kind in names)))
        uses: dict[str, int] = {}
        return [Material(Document(f"d{d:06}", f"{d:064}"), tuple(e), (), (), frozenset(), uses) for d, e in enumerate(by_document)]


def named(mentions: int, entities: int, seed: int = 1) -> Named:
    """So many mentions of so many entities; each entity has at least one."""
    rng = Random(seed)
    weights = 1 / (np.arange(entities) + _HEAD) ** _WEIGHT
    draws = np.random.default_rng(seed)
    truth = np.concatenate([np.arange(entities), draws.choice(entities, mentions - entities, p=weights / weights.sum())])
    truth = _distinct_within_documents(draws.permutation(truth), draws)
    known = [_person(rng) if rng.random() < 0.7 else _body(rng) for _ in range(entities)]
    names = [_mention(rng, *known[t]) for t in truth.tolist()]
    return Named(names, [known[t][0] for t in truth.tolist()], truth, np.arange(mentions) // _PER_DOCUMENT)


def _distinct_within_documents(truth: NDArray[np.int64], draws: Any) -> NDArray[np.int64]:
    """Whoever would be spoken of twice in one document changes places with somebody of another."""
    for _ in range(50):
        document = np.arange(len(truth)) // _PER_DOCUMENT
        order = np.lexsort((truth, document))
        again = order[1:][(truth[order][1:] == truth[order][:-1]) & (document[order][1:] == document[order][:-1])]
        if not len(again):
            break
        for i, j in zip(again.tolist(), draws.integers(0, len(truth), len(again)).tolist(), strict=True):
            truth[i], truth[j] = truth[j], truth[i]
    return truth


# ------------------------------------------------------------------ who there is
def _person(rng: Random) -> tuple[EntityType, Sequence[tuple[float, Text]]]:
    given, father, family = rng.choice(_GIVEN), rng.choice(_GIVEN), _word(rng) + "i"
    full = f"{given} ibn {father} al-{family}" if rng.random() < 0.3 else f"{given} {father} al-{family}"
    forms = [(0.3, (full, NameKind.LEGAL)), (0.4, (f"{given} al-{family}", NameKind.LEGAL)), (0.06, (family, NameKind.LEGAL))]
    if rng.random() < 0.35:
        kunya = f"Abu {rng.choice(_GIVEN)}"
        forms += [(0.25, (f"{kunya} al-{_word(rng)}i", NameKind.KUNYA)), (0.09, (kunya, NameKind.KUNYA))]
    return EntityType.PERSON, forms


def _body(rng: Random) -> tuple[EntityType, Sequence[tuple[float, Text]]]:
    (kind, translated), words = rng.choice(_KINDS), [_word(rng) for _ in range(rng.choice((1, 1, 2)))]
    name = " ".join(words)
    official = f"{name} {kind}" if rng.random() < 0.6 else f"{kind} of {name}"
    forms = [(0.5, (f"the {official}", NameKind.OFFICIAL)), (0.25, (f"{translated} al-{name}", NameKind.OFFICIAL))]
    if len(words) > 1:
        forms.append((0.2, ("".join(w[0].upper() for w in official.replace("of ", "").split()), NameKind.ACRONYM)))
    return EntityType.ORGANISATION, forms


def _word(rng: Random) -> str:
    parts = [rng.choice(_ONSETS) + rng.choice(("a", "u", "i", "ay")) for _ in range(rng.choice((2, 2, 3)))]
    return ("".join(parts) + rng.choice(_ONSETS)).capitalize()


# ------------------------------------------------------------------ how they are written
def _mention(rng: Random, type_: EntityType, forms: Sequence[tuple[float, Text]]) -> tuple[Text, ...]:
    weights = [w for w, _ in forms]
    chosen = [rng.choices(forms, weights)[0][1]]
    if len(forms) > 1 and rng.random() < _SECOND:
        other = rng.choices(forms, weights)[0][1]
        chosen += [other] if other != chosen[0] else []
    return tuple((_spelled(rng, text, kind), kind) for text, kind in chosen)


def _spelled(rng: Random, text: str, kind: NameKind) -> str:
    """One of the ways in which a name is printed; an acronym is printed in one."""
    if kind is NameKind.ACRONYM:
        return text
    if rng.random() < 0.4:
        a, b = rng.choice(_OTHER_SPELLINGS)
        text = text.replace(a, b) if rng.random() < 0.5 else text.replace(a, b, 1)
    if rng.random() < 0.3:
        text = text.replace("al-", rng.choice(("el-", "Al ", "al ", "Al-")))
    return _slipped(rng, text) if rng.random() < _SLIP else text


def _slipped(rng: Random, text: str) -> str:
    i = rng.randrange(1, len(text) - 1)
    return rng.choice(
        (text[:i] + text[i + 1 :], text[:i] + text[i + 1] + text[i] + text[i + 2 :], text[:i] + rng.choice("aeiknrst") + text[i + 1 :])
    )
