"""What kind of thing a name names: weighed evidence from its own words and from the words around it.

Weights are small integers set by hand on worlds w01 to w06: 4 and more is near proof (a kunya, a head word), 1 is a hint. The votes of all mentions
of one name are added before anything is decided, so that a name has one type in a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from variorum.model.entity import EntityType
from variorum.reading.names.folding import fold
from variorum.reading.names.lexicon import BODY, EVENT, PERSON, PLACE, WORK, Lexicon, is_english, lexicon
from variorum.reading.names.owners import of_whom
from variorum.reading.names.page import NUMBERED
from variorum.reading.names.proper import ACRONYM, Page, Proper
from variorum.reading.names.titled import is_titled
from variorum.reading.names.words import Word

Votes = dict[EntityType, float]
_AGE = re.compile(r"\d{2}$")
# "the Dutchwoman", "the Watchmaker": words for who does something
_AGENT = re.compile(r"(?:woman|man|maker|keeper|ist|eer|tor|cher|ller)$")
_APPOSED = 10  # words after a name among which an apposition is looked at
_INITIAL = re.compile(r"[^\W\d_]\.$")


def inside(words: Sequence[Word], name: Proper, finder: Page) -> Votes:
    """What the words of a name themselves say: it counts once, however often the name stands in the document."""
    return _sum(_inside(words, name, finder))


def outside(words: Sequence[Word], name: Proper, finder: Page) -> Votes:
    """What the words around one mention say: each mention adds its own."""
    return _sum((*_before(words, name), *_after(words, name), *_dateline(words, name, finder)))


def _sum(evidence: Iterable[tuple[EntityType, float]]) -> Votes:
    found: Votes = {}
    for kind, weight in evidence:
        found[kind] = found.get(kind, 0.0) + weight
    return found


def is_english_like(word: Word) -> bool:
    """Whether a capitalised word of a name is an ordinary word of the language."""
    return is_english(word.low)


def winner(tally: Mapping[EntityType, float]) -> EntityType:
    """The type with most evidence; among equals person, then organisation, place, work, event."""
    order = (PERSON, BODY, PLACE, WORK, EVENT)
    return max(order, key=lambda k: (tally.get(k, 0.0), -order.index(k)))


def _inside(words: Sequence[Word], name: Proper, finder: Page) -> list[tuple[EntityType, float]]:
    lex, span = lexicon(), range(name.first, name.end)
    first, last, size = words[name.first], words[name.end - 1], name.end - name.first
    found: list[tuple[EntityType, float]] = []
    if (first.low in lex.kunya and size > 1) or (first.low in lex.theophoric and size > 1):
        found.append((PERSON, 2.5 if first.low[0] in "uo" else 5.0))  # many a place is an Umm
    if first.low in lex.cues["directions"] and (not first.cap or size == 1):
        return [(PLACE, 5.0)]
    if name.title:
        found.append((PERSON, 4.0))
    if not name.title and any(words[k].low in lex.nasab for k in range(name.first, name.end - 1)) and first.low not in lex.heads:
        found.append((PERSON, 2.5))
    if is_titled(words, name.first, name.end):
        return [(WORK, 5.0)]
    head = _head(words, name, finder)
    if size > 1 and first.low.startswith(("al-", "el-")) and not name.title and head is None:
        found.append((BODY, 2.5))  # no man's first name has the article; "al-Rida al-Sharqiyya" is a thing
    if head is not None:
        found.append((head, 5.0))
    if head is None or head is PERSON:
        if fold(first.text) in lex.given:
            found.append((PERSON, 3.0 if size > 1 else 2.0))
        if lex.surname_end.match(last.low) and last.low not in lex.heads:
            found.append((PERSON, 2.0))
        if size > 1 and any(_INITIAL.match(words[k].text) for k in span):
            found.append((PERSON, 3.0))
        if (
            size in (2, 3)
            and not name.the
            and all(words[k].cap for k in span)
            and not any(words[k].low in lex.demonyms or words[k].low in lex.common for k in span)
        ):
            found.append((PERSON, 1.5))
    whole = fold(" ".join(words[k].text for k in span))
    if whole in lex.places:
        found.append((PLACE, 4.0))
    numbered = size == 1 and NUMBERED.match(last.text) is not None
    if numbered and last.text.rstrip("-0123456789").casefold() in lex.cues["witness_marks"]:
        return [(PERSON, 5.0)]
    if numbered and finder.behind_name(name.first):
        found.append((PERSON, 1.5))
    elif size == 1 and ACRONYM.match(last.text) and words[name.first].sentence not in finder.shouted:
        found.append((BODY, 3.0))
    if (
        size > 1
        and head is None
        and any(
            (words[k].low in lex.common and len(words[k].low) > 3) or (words[k].upos == "ADJ" and is_english_like(words[k])) for k in span
        )
    ):
        found.append((BODY, 1.0))
    if size > 1 and (first.low == "the" or (name.the and words[name.outer].cap and not words[name.outer].free)):
        found.append((WORK, 3.0))
    if name.the and head is None and size == 1 and _AGENT.search(last.low):
        found.append((PERSON, 2.0))
    if name.the and head is None:
        found.append((BODY, 1.5))
        if size == 1 and last.low.endswith("s"):
            found.append((BODY, 1.5))
    return found


def _head(words: Sequence[Word], name: Proper, finder: Page) -> EntityType | None:
    """The head word of a name: an English one last or before "of", a foreign one in front ("Jaysh al-Nahr"), then any that says something."""
    lex, first, stop = lexicon(), name.first, name.end
    for k in range(first + 1, name.end):
        if words[k].low in ("of", "for", "in", "de", "del", "pour", "para"):
            stop = k
            break
    last = words[stop - 1].low
    if last in lex.heads:
        return PERSON if last in lex.titles and stop == name.end else lex.heads[last].type
    if name.end - first == 1:
        return finder.kind_of(first)
    front = finder.kind_of(first)
    if front is not None and (
        words[first].low not in lex.heads or words[first].low in lex.foreign or front in (EVENT, BODY) or stop < name.end
    ):
        return front
    if finder.kind_of(stop - 1) is not None:
        return finder.kind_of(stop - 1)
    inner = [finder.kind_of(k) for k in range(first, name.end) if words[k].low in lex.foreign]
    return BODY if BODY in inner else None


def _dateline(words: Sequence[Word], name: Proper, finder: Page) -> list[tuple[EntityType, float]]:
    """ "GURZAN, August 14 –" and "Vienna, 3 May": a name that opens a line and is followed by a date."""
    if name.outer and words[name.outer - 1].sentence == words[name.first].sentence:
        closed = name.end + 1 < len(words) and words[name.end].text == "," and name.end + 1 in finder.dated
        return [(PLACE, 3.0)] if closed and words[name.outer - 1].text == "," else []  # "with the consul, Bitrov, July 1908"
    for k in range(name.end, min(name.end + 5, len(words))):
        if words[k].sentence != words[name.first].sentence:
            break
        if k in finder.dated:
            return [(PLACE, 4.0)] if words[name.end].text in (",", "(", "–", "—") else []
    after = words[name.end] if name.end < len(words) else None
    # "MIRZOEV:" before what he says
    if after is not None and after.text == ":" and after.sentence == words[name.first].sentence and name.first == name.outer:
        return [(PERSON, 1.5)]
    return []


def _before(words: Sequence[Word], name: Proper) -> list[tuple[EntityType, float]]:
    lex, at, here = lexicon(), name.outer - 1, words[name.first].sentence
    if at > 0 and words[at].text in "\"“‘'*_" and words[at - 1].sentence == here:
        at -= 1
    if at < 0 or words[at].sentence != here:
        return []
    found: list[tuple[EntityType, float]] = []
    w = words[at]
    prior = words[at - 1] if at and words[at - 1].sentence == here else None
    if w.low == "in" and prior is not None and prior.low in lex.cues["printed"] and not name.the:
        found.append((WORK, 6.0))  # "an article in X"
    elif w.low in lex.cues["place_strong"] and not name.the:
        found.append((PLACE, 2.0 if w.low in ("in", "near") else 1.5))
    elif (w.low in lex.cues["place_strong"] and name.the) or (w.low in lex.cues["place_weak"] and not name.the):
        found.append((PLACE, 0.5))
    found += of_whom(words, at, the=name.the)
    if w.low == "of" and prior is not None:
        if prior.low in lex.cues["place_words"]:
            found.append((PLACE, 3.0))
        elif prior.low in lex.cues["body_before"]:
            found.append((BODY, 1.0 if prior.low in lex.cues["either_before"] else 2.0))
            found.append((PLACE, 1.0 if prior.low in lex.cues["either_before"] and not name.the else 0.0))
    if (w.low in lex.heads and not w.cap) or w.low in lex.titles:
        kind = lex.heads[w.low].type if w.low in lex.heads else PERSON
        if kind is PERSON and not name.the:
            found.append((PERSON, 3.0))
        elif kind is BODY and not name.the and lex.heads[w.low].number == "s":
            found.append((BODY, 4.0 if prior is not None and prior.low in lex.cues["definite"] else 1.5))
    if w.text == ":" and prior is not None and prior.low in lex.cues["place_labels"]:
        found.append((PLACE, 3.0))
    if w.text == "," and prior is not None and not prior.cap and prior.low in lex.heads and lex.heads[prior.low].number == "s":
        found.append((lex.heads[prior.low].type, 2.0 if prior.low in lex.cues["work_before"] else 0.5))
    if w.low == "to" and prior is not None and prior.low == "according":
        found.append((PERSON, 1.0))
    if w.lemma in lex.cues["place_verbs"] and not name.the:
        found.append((PLACE, 1.0))
    if (
        w.low in ("on", "to", "from", "for", "of", "through")
        and prior is not None
        and prior.lemma in lex.cues["place_bound"]
        and not name.the
    ):
        found.append((PLACE, 1.0))
    if w.low in lex.cues["body_verbs"]:
        found.append((BODY, 1.0))
    if prior is not None and prior.lemma in lex.cues["naming_verbs"] and w.low in ("itself", "himself", "herself", "themselves"):
        found.append((PERSON if w.low in ("himself", "herself") else BODY, 2.5))
    if w.low == "to" and prior is not None and prior.lemma in ("allegiance", "belong", "pledge", "loyal", "subordinate", "oath", "defect"):
        found.append((BODY, 0.5))
    if w.low in lex.cues["alias_before"]:
        found.append((PERSON, 1.0))
    if w.low in lex.cues["work_before"] or (w.text in "*_"):
        found.append((WORK, 4.0 if w.low in lex.heads and not name.the else 1.5))
    return found


def _after(words: Sequence[Word], name: Proper) -> list[tuple[EntityType, float]]:
    lex, here = lexicon(), words[name.first].sentence
    after = [w for w in words[name.end : name.end + _APPOSED] if w.sentence == here]
    if not after:
        return []
    found: list[tuple[EntityType, float]] = []
    w, later = after[0], after[1] if len(after) > 1 else None
    cues = lex.cues
    if w.low in ("'s", "’s", "'", "’") and later is not None:
        owned = [x.low for x in after[1:4]]
        if any(x in cues["person_owned"] for x in owned[:2]):
            found.append((PERSON, 1.5))
        elif any(x in cues["body_owned"] for x in owned[:3]):
            found.append((BODY, 1.5))
        elif owned[0] in cues["land_owned"] and not name.the:
            found.append((PLACE, 2.5))
        return found
    if w.low in cues["body_after"] or (w.low in cues["body_nouns"] and not w.cap):
        found.append((BODY, 2.0))
    elif (land := w.low in cues["land_after"] and not w.cap) or (w.low in cues["place_words"] and not name.the):
        found.append((PLACE, 4.0 if land else 2.0))
    elif w.low in cues["person_verbs"]:
        found.append((PERSON, 0.7 if name.the else 1.0))
    elif w.low in cues["body_acts"]:
        found.append((BODY, 1.0))
    elif (w.low in cues["copulas"] or w.low in ("had", "has")) and later is not None and later.low in cues["person_passives"]:
        found.append((PERSON, 1.5))
    if w.low in cues["copulas"] and (kind := _is_a(words, name.end)) is not None:
        found.append((kind, 2.5))
    if w.low in ("who", "whom", "himself", "herself"):
        found.append((PERSON, 2.5))
    elif w.low == "itself":
        found.append((BODY, 1.5))
    elif w.text == "," and later is not None:
        found += _apposed(lex, after)
    return found


def _is_a(words: Sequence[Word], at: int) -> EntityType | None:
    """What a name is said to be: "X is a company that ...", up to the first head noun after an article; None when it is not said."""
    lex, here = lexicon(), words[at].sentence
    if at + 1 >= len(words) or words[at + 1].low not in ("a", "an", "the", "one"):
        return None
    for k in range(at + 2, min(at + 7, len(words))):
        w = words[k]
        if w.sentence != here or w.upos in ("ADP", "PUNCT", "VERB", "SCONJ"):
            return None
        if w.low in lex.heads and (k + 1 >= len(words) or words[k + 1].upos not in ("NOUN", "PROPN")):
            return lex.heads[w.low].type
    return None


def _apposed(lex: Lexicon, after: Sequence[Word]) -> list[tuple[EntityType, float]]:
    """What follows a comma: an age, a relative clause, a role, a country."""
    later = after[1]
    if _AGE.match(later.text) and len(after) > 2 and after[2].text == ",":
        return [(PERSON, 2.5)]
    if later.low in ("who", "aged"):
        return [(PERSON, 2.5)]
    if later.low == "which":
        return [(BODY, 1.0), (PLACE, 0.5)]
    if later.low in ("a", "an", "the", "his", "its", "their", "then", "former") and len(after) > 2:
        if (head := _head_after(lex, after[2:])) is not None:
            return [(head, 1.5 if later.low == "the" and not {w.low for w in after[2:]} & {"'s", "’s", "of"} else 2.5)]
        return [(lex.heads[w.low].type, 1.5) for w in after[2:4] if w.low in lex.heads][:1]
    if later.cap and len(after) > 3 and any(w.low in ("'s", "’s") for w in after[2:4]):
        owned = after[3 + (after[2].low not in ("'s", "’s")) :]
        if (head := _head_after(lex, owned)) is not None:
            return [(head, 2.5)]  # "Hadi, the Front's spokesman", "Nido, ABC's media office"
    if later.low in lex.heads and not later.cap and later.low != "others":
        return [(lex.heads[later.low].type, 1.0)]
    if fold(later.text) in lex.places and later.cap:
        return [(PLACE, 1.0)]
    return []


def _head_after(lex: Lexicon, words: Sequence[Word]) -> EntityType | None:
    """What an apposition of several words calls the name, up to a preposition, a verb or a mark: "the Emirate's media office"."""
    found = None
    for w in words:
        if w.upos in ("ADP", "VERB", "AUX", "SCONJ", "CCONJ", "PRON") or (w.upos == "PUNCT" and w.text not in "'’"):
            break
        if w.low in lex.heads and not w.cap:
            found = lex.heads[w.low].type
    return found
