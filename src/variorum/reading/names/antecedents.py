"""Whom a pronoun of the third person means: candidates from the sentences before it, weighed by what is known of each place.

Lappin and Leass (1994) weighed recency, grammatical role and agreement by hand; here the same things are weighed by numbers that were fitted on the
invented worlds w01 to w06 (training/names/antecedents.py writes antecedents.yaml). "Nobody" is a candidate as well: most "it" means no entity.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from variorum.model.entity import EntityType, MentionForm
from variorum.reading.names.bearers import Bearer, Cast
from variorum.reading.names.items import Item
from variorum.reading.names.lexicon import data, lexicon
from variorum.reading.names.words import Word

#: How many sentences back a candidate may have been named last: further back, writers name again.
_WINDOW = {"m": 6, "f": 8, "n": 3, "a": 3}
NOBODY = -1
#: Taken from the fitted weight of "nobody" for "it" and "they": a wrong sense costs the reader less than a claim without a subject.
_BOLD = 0.7


@dataclass(slots=True)
class Scene:
    """What there is to look back on. ``meant`` grows while the document is read; for each item ``layer`` and ``paragraph`` are counted from the
    top, ``quote`` is where the innermost quotation around it begins (-1 outside), ``speaker`` who has the floor (None: nobody known)."""

    words: Sequence[Word]
    items: Sequence[Item]
    cast: Cast
    meant: dict[int, int]
    layer: Sequence[int]
    paragraph: Sequence[int]
    quote: Sequence[int]
    speaker: Sequence[int | None]


def choose(scene: Scene, n: int) -> int:
    """The bearer's number for pronoun ``n``, or :data:`NOBODY`."""
    scored = [
        (score(features) - (_BOLD if bearer == NOBODY else 0.0), -order, bearer)
        for order, (bearer, features) in enumerate(candidates(scene, n))
    ]
    return max(scored)[2] if scored else NOBODY


def score(features: Sequence[str]) -> float:
    """The sum of the weights of the features (0 for one without weight)."""
    weights = _weights()
    return sum(weights.get(f, 0.0) for f in features)


@cache
def _weights() -> Mapping[str, float]:
    return dict(data("antecedents")["weights"])


def candidates(scene: Scene, n: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Whoever the pronoun may mean with what speaks for and against each, the last spoken of first; :data:`NOBODY` last."""
    item = scene.items[n]
    number, gender, case = lexicon().pronouns[item.pronoun or ""]
    here = scene.words[item.at]
    seen: dict[int, int] = {}
    barred: set[int] = set()
    for m in range(n - 1, -1, -1):
        other = scene.items[m]
        word = scene.words[other.at]
        if here.sentence - word.sentence > _WINDOW[gender] or scene.layer[m] != scene.layer[n]:
            break
        if m not in scene.meant:
            continue
        b = scene.meant[m]
        if not can_mean(scene.cast.bearers[b], number, gender):
            continue
        if _clashes(item, other, case):
            barred.add(b)
        elif b not in seen or (
            scene.words[scene.items[seen[b]].at].sentence == word.sentence and scene.items[seen[b]].weight < other.weight
        ):
            seen[b] = m
    for rank, (b, m) in enumerate((b, m) for b, m in seen.items() if b not in barred):
        yield b, tuple(_features(scene, n, m, scene.cast.bearers[b], rank, gender, case))
    yield NOBODY, tuple(_nobody(scene, n, gender))


def can_mean(bearer: Bearer, number: str, gender: str) -> bool:
    """Whether number, gender and type allow a pronoun to mean the bearer."""
    if gender in "mf":
        return bearer.type is EntityType.PERSON and bearer.number == "s" and bearer.gender in (None, gender)
    if gender == "n":
        return bearer.type in (EntityType.ORGANISATION, EntityType.WORK) and bearer.number == "s"
    return bearer.type is EntityType.ORGANISATION


def _clashes(item: Item, other: Item, case: str) -> bool:
    """Whether the two cannot be one: two arguments of one verb, or a pronoun inside the description that it would mean."""
    if case in ("subject", "object") and item.governor >= 0 and item.governor == other.governor:
        return other.deprel.startswith(("nsubj", "obj", "iobj", "obl")) or case == "object"
    return other.phrase is not None and other.first <= item.at < other.end


def _features(scene: Scene, n: int, m: int, bearer: Bearer, rank: int, gender: str, case: str) -> Iterator[str]:
    words, item, other = scene.words, scene.items[n], scene.items[m]
    here, there = words[item.at], words[other.at]
    kind = "p" if gender in "mf" else "n" if gender == "n" else "a"
    apart = here.sentence - there.sentence
    role = _role(other)
    yield f"{kind}.apart={min(apart, 4)}"
    yield f"{kind}.rank={min(rank, 4)}"
    yield f"{kind}.role={role}.{min(apart, 1)}"
    yield f"{kind}.{case}.role={role}.{min(apart, 1)}"
    yield f"{kind}.form={other.form.value}"
    yield f"{kind}.seen={min(bearer.seen, 5)}"
    if bearer.named:
        yield f"{kind}.named"
    if bearer.gender is not None:
        yield f"{kind}.gender"
    if kind == "a":
        yield f"a.number={bearer.number}"
    if kind == "n":
        yield f"n.type={bearer.type.value}"
    if words[item.at].free:
        yield f"{kind}.opens.role={role}.{min(apart, 1)}"
    if scene.paragraph[n] != scene.paragraph[m]:
        yield f"{kind}.other_paragraph"
    yield from _speech(scene, n, m, bearer, kind)
    yield from _clause(scene, item, other, kind, case)


def _role(item: Item) -> str:
    base = item.deprel.partition(":")[0]
    if item.deprel == "nmod:poss":
        return "poss"
    return base if base in ("nsubj", "obj", "iobj", "obl", "nmod", "appos", "conj", "root", "compound") else "other"


def _speech(scene: Scene, n: int, m: int, bearer: Bearer, kind: str) -> Iterator[str]:
    """Inside and outside of quotations: a man is seldom "he" in his own words."""
    inside, was_inside = scene.quote[n], scene.quote[m]
    if inside != was_inside:
        yield f"{kind}.quote={'in' if inside >= 0 else 'out'}.{'in' if was_inside >= 0 else 'out'}"
    if inside >= 0 and was_inside < 0 and _says(scene, scene.items[m]):
        yield f"{kind}.says_the_quotation"
    if inside < 0 and scene.speaker[n] == bearer.number_of:
        yield f"{kind}.has_the_floor"


def _says(scene: Scene, item: Item) -> bool:
    if item.governor < 0 or not item.deprel.startswith("nsubj"):
        return False
    verb, verbs = scene.words[item.governor], lexicon().cues["person_verbs"]
    return verb.low in verbs or verb.lemma in verbs


def _clause(scene: Scene, item: Item, other: Item, kind: str, case: str) -> Iterator[str]:
    """Where the candidate stands above the pronoun in the tree: "X said that he", "X told Y that he", "X and his"."""
    up, steps = item.governor, 0
    if case == "possessive" and up >= 0:
        up = scene.words[up].head
    while up >= 0 and steps < 6:
        if other.governor == up:
            verb = scene.words[up]
            says = "say" if verb.low in lexicon().cues["person_verbs"] or verb.lemma in lexicon().cues["person_verbs"] else "other"
            yield f"{kind}.{case}.above.{_role(other)}.{says}.{min(steps, 2)}"
            return
        up, steps = scene.words[up].head, steps + 1
    if other.at > item.at:
        yield f"{kind}.after"


def _nobody(scene: Scene, n: int, gender: str) -> Iterator[str]:
    item = scene.items[n]
    kind = "p" if gender in "mf" else "n" if gender == "n" else "a"
    yield f"{kind}.nobody"
    yield f"{kind}.nobody.word={item.pronoun}"
    if kind == "p":
        return
    after = [w.low for w in scene.words[item.end : item.end + 4]]
    yield f"{kind}.nobody.role={_role(item)}"
    if item.deprel == "expl":
        yield f"{kind}.nobody.expletive"
    if after and after[0] in lexicon().cues["copulas"] | {"’s", "'s"}:
        yield f"{kind}.nobody.is"
        rest = [x for x in after[1:] if x not in ("not", "also", "only", "been")]
        if rest and rest[0] in lexicon().empty_it and rest[0] not in ("the", "a"):
            yield f"{kind}.nobody.is_empty"
    elif after and after[0] in ("seems", "seemed", "appears", "appeared", "follows", "remains", "happened"):
        yield f"{kind}.nobody.seems"
    if scene.quote[n] >= 0:
        yield f"{kind}.nobody.quoted"
    if item.form is MentionForm.PRONOUN and scene.words[item.at].free:
        yield f"{kind}.nobody.opens"
