"""How surely names are linked to the parties of a published list, on official texts that name the party meant.

    python bench/gazetteers.py [--quick] [--json] [--read]

The narrative summaries of the Committee give after a name the reference of the party that is meant: "(QDe.010)". Every such reference is taken
out of the text, the closing section of related parties is cut off, and the list of 2024 is imported as a gazetteer. At each place where a reference
stood, the name that ends there (or before a short bracket, "(IMU)") is linked right, wrongly, or not. *Text*: names looked for as the list has them.
*Entities*: what the rules' reading takes for an entity, by its names in all narratives (only with ``--read``, which reads every narrative: some
minutes). *Both*: the text's word first. *Party absent*: the same with every second party taken off the list, both halves in turn; at the places of
those no link is right.

Pairs of names of one list (``name_pairs_un.tsv``, and each main name with the one in its own script): whether two names read alike, by kind of alias,
and the share that scores as near, which joins nobody. Names that two parties share (``shared_aliases_un.tsv``): how many are joined across two
documents or linked to the other party, which must be none.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "src"), str(Path(__file__).resolve().parent)]

from shared import need  # noqa: E402
from variorum.identity.comparison import compare  # noqa: E402
from variorum.identity.identities import Identities  # noqa: E402
from variorum.identity.in_text import Finder  # noqa: E402
from variorum.identity.listed_names import ListIndex  # noqa: E402
from variorum.identity.listing import Listing, listings, shared_names  # noqa: E402
from variorum.identity.prepared import Bearer  # noqa: E402
from variorum.identity.resolve import resolve  # noqa: E402
from variorum.model import Document, Entity, EntityType, Name, NameKind, Reading  # noqa: E402
from variorum.reading.read import read_by_rules  # noqa: E402
from variorum.shelf.gazetteers import FORMS, Gazetteer, ListedName, ListedParty, Quality, Role  # noqa: E402
from variorum.shelf.gazetteers.listed import names_in  # noqa: E402

_REFERENCE = re.compile(r"\s*\((?:[A-Za-z ]+\s)?((?:QD|TA|IQ)[ie]\.\d{3})\)")
_RELATED = re.compile(r"^Related listed.*", re.MULTILINE)
_SHORT = re.compile(r"\s*\([^()]{2,12}\)$")
_NEAR = 0.5


@dataclass(frozen=True, slots=True)
class Narrative:
    """A summary without its references; ``places``: where each stood, and the reference."""

    id: str
    text: str
    places: tuple[tuple[int, str], ...]

    def ends(self, place: int) -> tuple[int, ...]:
        """Where the name may end: at the place, or before a short bracket that stands before it."""
        bracket = _SHORT.search(self.text[max(0, place - 16) : place])
        return (place, place - len(bracket[0])) if bracket else (place,)


def narratives() -> list[Narrative]:
    found = []
    for path in sorted(need("data", "un_sc_list", "aq_2024", "narratives_text").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        if closing := _RELATED.search(text):
            text = text[: closing.start()]
        plain, places, last = "", [], 0
        for m in _REFERENCE.finditer(text):
            plain += text[last : m.start()]
            places.append((len(plain), m[1]))
            last = m.end()
        found.append(Narrative(path.stem, plain + text[last:], tuple(places)))
    return found


def the_list() -> Gazetteer:
    with need("data", "un_sc_list", "aq_2024", "al-qaida-list-2024.xml").open("rb") as file:
        return FORMS["un"].parse(file)


def all_regimes() -> Gazetteer:
    """The parties of all committees, from the derived file beside the lists."""
    types = {"person": EntityType.PERSON, "group": EntityType.ORGANISATION}
    parties = []
    for line in need("data", "un_sc_list", "gazetteer_un.jsonl").read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        names = [ListedName(raw["name"], Role.NAME)] + ([ListedName(raw["script"], Role.SCRIPT)] if raw["script"] else [])
        for alias in raw["aliases"]:
            names += names_in(alias["name"], Role.ALIAS, Quality.LOW if alias["quality"] == "Low" else Quality.GOOD)
        parties.append(ListedParty(raw["ref"], types.get(raw["kind"]), tuple(names)))
    return Gazetteer(None, tuple({p.reference: p for p in parties}.values()))


def in_text(found: Sequence[Narrative], of: Gazetteer) -> dict[tuple[str, int], set[str]]:
    """The references linked at the places, by narrative and place."""
    finder = Finder([("un", of)])
    linked: dict[tuple[str, int], set[str]] = {}
    for n in found:
        ends = defaultdict(set)
        for m in finder.mentions(n.id, n.text):
            if m.linked:
                ends[m.end].add(m.reference)
        for place, _ in n.places:
            linked[n.id, place] = set().union(*(ends[e + d] for e in n.ends(place) for d in (-1, 0, 1)))
    return linked


def of_entities(found: Sequence[Narrative], readings: Sequence[Reading], of: Gazetteer) -> dict[tuple[str, int], set[str]]:
    identities: Identities = resolve(readings)
    links: tuple[Listing, ...] = listings(identities, [("un", ListIndex(of))])[0]
    party = {x.entity: x.reference for x in links if x.linked}
    linked = {}
    for n, reading in zip(found, readings, strict=True):
        for place, _ in n.places:
            here = [m.entity for m in reading.mentions if m.entity and any(abs(m.end - e) <= 1 for e in n.ends(place))]
            keys = {identities.key_of(n.id, e) for e in here}
            linked[n.id, place] = {party[k] for k in keys if k in party}
    return linked


def judged(found: Sequence[Narrative], linked: Mapping[tuple[str, int], set[str]], listed: frozenset[str], prefix: str) -> dict[str, float]:
    """How many places are linked right, wrongly or not, of those whose party is on the list."""
    count: Counter[str] = Counter()
    for n in found:
        for place, reference in n.places:
            if reference in listed:
                got = linked[n.id, place]
                count["right" if reference in got else "wrong" if got else "none"] += 1
    right, wrong, none = count["right"], count["wrong"], count["none"]
    figures = {"right": right, "wrong": wrong, "not linked": none}
    figures |= {"accuracy": round(right / (right + wrong), 4) if right + wrong else 0.0, "recall": round(right / sum(count.values()), 4)}
    return {f"{prefix}_{k}": v for k, v in figures.items()}


def absent(found: Sequence[Narrative], of: Gazetteer) -> dict[str, float]:
    """Wrong links at the places of parties that are not on the list, when every second one is taken off it."""
    wrong = places = 0
    for half in (0, 1):
        rest = replace(of, parties=of.parties[half::2])
        gone = {p.reference for p in of.parties} - {p.reference for p in rest.parties}
        linked = in_text(found, rest)
        here = [(n.id, place) for n in found for place, reference in n.places if reference in gone]
        places += len(here)
        wrong += sum(bool(linked[key]) for key in here)
    return {"absent_places": places, "absent_wrong": wrong}


def pairs() -> dict[str, float]:
    """By kind of alias: how many pairs read alike, and how many score as one."""
    count: dict[str, Counter[str]] = defaultdict(Counter)
    with need("data", "un_sc_list", "name_pairs_un.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            c = compare(row["name1"], row["name2"], Bearer.PERSON if row["kind"] == "person" else Bearer.BODY)
            kind = row["type"] if row["match"] == "1" else f"not one: {row['type'].removeprefix('hard-negative-')}"
            count[kind]["pairs"] += 1
            count[kind]["alike"] += c.reads_alike
            count[kind]["near"] += c.score >= _NEAR
    for party in all_regimes().parties:
        bearer = Bearer.PERSON if party.type is EntityType.PERSON else Bearer.BODY
        for name in (n for n in party.names if n.role is Role.SCRIPT):
            c = compare(party.label, name.text, bearer)
            kind = f"main name of a {bearer} in its own script"
            count[kind].update(pairs=1, alike=int(c.reads_alike), near=int(c.score >= _NEAR))
    return {f"pairs_{kind}_{k}": n for kind in sorted(count) for k, n in count[kind].items()}


def shared_aliases(of: Gazetteer) -> dict[str, float]:
    """Of the names that two parties share: how many are joined across two documents that know nothing else of their bearers, without any list and with one
    imported that has both parties; and how many are linked to the other party than the one meant."""
    lists = [("un", ListIndex(of))]
    known = shared_names(lists)
    count: Counter[str] = Counter()
    with need("data", "un_sc_list", "shared_aliases_un.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            meant = {f"d{i}": row[f"ref{i}"] for i in (1, 2)}
            readings = [Reading(Document(d, d), "person", entities=(_somebody(ref, row[f"name{d[1]}"]),)) for d, ref in meant.items()]
            alone, held = resolve(readings), resolve(readings, shared=known)
            count["shared"] += 1
            count["shared_joined_alone"] += alone.key_of("d1", "E") == alone.key_of("d2", "E")
            count["shared_joined"] += held.key_of("d1", "E") == held.key_of("d2", "E")
            party = {x.entity: x.reference for x in listings(held, lists)[0] if x.linked}
            count["shared_linked_wrongly"] += any(party.get(held.key_of(d, "E")) not in (None, ref) for d, ref in meant.items())
    return dict(count)


def _somebody(reference: str, name: str) -> Entity:
    person = "i." in reference
    kunya = name.casefold().startswith(("abu", "abou", "abo "))
    kind = NameKind.OFFICIAL if not person else NameKind.KUNYA if kunya else NameKind.NOM_DE_GUERRE
    return Entity("E", EntityType.PERSON if person else EntityType.ORGANISATION, (Name(name, kind),))


def figures(*, quick: bool, read: bool) -> dict[str, float]:
    found, of = narratives(), the_list()
    listed = frozenset(p.reference for p in of.parties)
    text = in_text(found, of)
    result: dict[str, float] = {"narratives": len(found), "places": sum(r in listed for n in found for _, r in n.places)}
    result |= judged(found, text, listed, "text")
    if not quick:
        wider = all_regimes()
        result |= judged(found, in_text(found, wider), listed & {p.reference for p in wider.parties}, "text, all regimes")
        result |= absent(found, of)
    if read:
        readings = [read_by_rules(Document(n.id, n.id, chars=len(n.text)), n.text) for n in found]
        entities = of_entities(found, readings, of)
        result |= judged(found, entities, listed, "entities")
        result |= judged(found, {k: text[k] or entities[k] for k in text}, listed, "both")
    return result | pairs() | shared_aliases(all_regimes())


def table(result: Mapping[str, float]) -> str:
    """The figures as tables for people."""
    return "\n".join([*_links(result), "", *_pairs(result)])


def _links(result: Mapping[str, float]) -> Iterator[str]:
    columns = ("right", "wrong", "not linked", "accuracy", "recall")
    yield f"{result['narratives']} narratives, {result['places']} places with the reference of a party on the list"
    yield f"{'':20}" + "".join(f"{c:>12}" for c in columns)
    for way in ("text", "text, all regimes", "entities", "both"):
        if f"{way}_right" in result:
            yield f"{way:20}" + "".join(f"{result[f'{way}_{c}']:>12}" for c in columns)
    if "absent_places" in result:
        yield f"party absent: {result['absent_wrong']} of {result['absent_places']} places linked to another party"
    yield (
        f"shared by two parties: {result['shared']} names; "
        f"joined without a list {result['shared_joined_alone']}, with it {result['shared_joined']}; linked to the other party {result['shared_linked_wrongly']}"
    )


def _pairs(result: Mapping[str, float]) -> Iterator[str]:
    yield f"{'pairs of one list':40}{'pairs':>7}{'read alike':>12}{f'score >= {_NEAR}':>14}"
    for key in sorted(k for k in result if k.startswith("pairs_") and k.endswith("_pairs")):
        kind = key.removeprefix("pairs_").removesuffix("_pairs")
        n, alike, near = (result[f"pairs_{kind}_{c}"] for c in ("pairs", "alike", "near"))
        yield f"{kind:40}{n:>7}{alike / n:>12.3f}{near / n:>14.3f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one object of figures")
    parser.add_argument("--quick", action="store_true", help="without the lists of all regimes and of absent parties")
    parser.add_argument("--read", action="store_true", help="read every narrative too, and link its entities")
    args = parser.parse_args()
    result = figures(quick=args.quick, read=args.read)
    print(json.dumps(result) if args.json else table(result))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
