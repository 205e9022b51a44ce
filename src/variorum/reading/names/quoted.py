"""Who says a quotation, and to whom: the words that introduce it, in its sentence or before its block."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from variorum.model import Layer, LayerKind
from variorum.model.entity import EntityType
from variorum.reading.layers.cues import single_words
from variorum.reading.names.items import Item
from variorum.reading.names.lexicon import lexicon
from variorum.reading.names.speech import Speech
from variorum.reading.names.words import Word

_SPEAKS = frozenset({EntityType.PERSON, EntityType.ORGANISATION})
_NEAR = 160  # characters between a quotation and the verb that introduces it
_ASIDE = (LayerKind.NOTE, LayerKind.CAPTION, LayerKind.BOILERPLATE)


def quoted_speaker(speech: Speech, start: int, end: int) -> tuple[int | None, int | None]:
    """Who says a quotation and to whom: subject and object of the nearest verb of saying in the sentences that touch it."""
    verbs = lexicon().cues["person_verbs"]
    best: tuple[int, int] | None = None
    low = bisect_right(speech.starts, start - 2 * _NEAR) - 1
    for n in range(max(0, low), len(speech.items)):
        item = speech.items[n]
        at = speech.words[item.at].start
        if at > end + 2 * _NEAR:
            break
        if n not in speech.meant or start <= at < end or not item.deprel.startswith("nsubj") or item.governor < 0:
            continue
        verb = speech.words[item.governor]
        if start <= verb.start < end or (verb.low not in verbs and verb.lemma not in verbs):
            continue
        away = verb.start - end if verb.start >= end else start - verb.end
        between = speech.text[end : verb.start] if verb.start >= end else speech.text[verb.end : start]
        if 0 <= away <= _NEAR and "\n\n" not in between and (best is None or away < best[0]):
            best = (away, n)
    if best is None:
        return _introduced(speech, start)
    verb_at = speech.items[best[1]].governor
    near = range(max(0, best[1] - 8), min(len(speech.items), best[1] + 9))
    hearers = [m for m in near if speech.items[m].governor == verb_at and speech.items[m].deprel in ("obj", "iobj") and m in speech.meant]
    hearer = speech.meant[hearers[0]] if hearers else None
    return speech.meant[best[1]], hearer


def _introduced(speech: Speech, start: int) -> tuple[int | None, int | None]:
    """A quotation that no verb introduces belongs to whoever is named directly before it in its sentence ("His answer: ...")."""
    before = [n for n in range(max(0, bisect_right(speech.starts, start) - 3), bisect_right(speech.starts, start)) if n in speech.meant]
    if not before or not speech.text[max(0, start - 2) : start].strip().endswith(":"):
        return None, None
    bearer = speech.meant[before[-1]]
    return (bearer, None) if speech.cast.bearers[bearer].type in _SPEAKS else (None, None)


def block_speaker(speech: Speech, layers: Sequence[Layer], i: int) -> tuple[int | None, int | None]:
    """Who says the quotation or document that layer ``i`` of ``layers`` is, and to whom, by the sentence before it that ends in a colon.

    None where it does not tell.

    Whoever it begins with ("From Hadi, 3 May:"), the subject of its last verb of saying ("Hadi, whom I met in Derkent, remembered him:"), else whose
    paper its noun is ("a letter in his hand:", "the answer of Hadi:"), else its subject ("Hadi would have none of it:").
    """
    k = next((k for k in range(i - 1, -1, -1) if layers[k].kind not in _ASIDE), None)
    if k is None or not speech.text[layers[k].start : layers[k].end].rstrip().endswith(":"):
        return None, None
    last = bisect_left(speech.words, layers[k].end, key=lambda w: w.start) - 1
    if last < 0 or speech.words[last].start < layers[k].start:
        return None, None
    sentence = speech.words[last].sentence
    low = bisect_left(speech.words, sentence, key=lambda w: w.sentence)
    near = [n for n, x in enumerate(speech.items) if low <= x.at <= last and _may_speak(speech, n)]
    subjects = [n for n in near if speech.items[n].deprel.startswith("nsubj") and speech.items[n].governor >= low]
    saying = [n for n in subjects if speech.words[speech.items[n].governor].low in single_words("speakers", "telling")]
    roots = [n for n in subjects if _acts(speech, n) and speech.words[speech.items[n].governor].deprel == "root"]
    owners = [n for n in near if _of_paper(speech, speech.items[n])]
    sent = near if speech.words[low].low == "from" else []
    for found in (sent[:1], saying[-1:], owners[:1], roots[:1]):
        if found:
            speaker = speech.meant[found[0]]
            return speaker, _told(speech, near, speaker)
    return None, None


def _acts(speech: Speech, n: int) -> bool:
    """Whether a man is the subject of an active verb."""
    return speech.items[n].deprel == "nsubj" and speech.cast.bearers[speech.meant[n]].type is EntityType.PERSON


def _may_speak(speech: Speech, n: int) -> bool:
    """Whether an item means a person or body that is not the page's own "I"."""
    if n not in speech.meant or speech.cast.bearers[speech.meant[n]].type not in _SPEAKS:
        return False
    return speech.items[n].pronoun not in lexicon().first | lexicon().first_plural


def _of_paper(speech: Speech, item: Item) -> bool:
    """Whether an item owns a paper or its hand: "his report", "the letter of Hadi", "a letter in his hand", "a letter came from Hadi"."""
    if item.governor < 0:
        return False
    noun = speech.words[item.governor]
    before = speech.words[item.first - 1].low if item.first else ""
    if before == "from" and any(w.head == item.governor and w.deprel.startswith("nsubj") and _is_paper(w) for w in _around(speech, item)):
        return True
    owns = item.deprel == "nmod:poss" or (item.deprel.startswith(("nmod", "obl")) and before in ("of", "by", "from"))
    return owns and (_is_paper(noun) or noun.lemma in single_words("speakers", "of_a_voice"))


def _around(speech: Speech, item: Item) -> Sequence[Word]:
    """The words of the item's sentence before it."""
    sentence = speech.words[item.at].sentence
    return speech.words[bisect_left(speech.words, sentence, key=lambda w: w.sentence) : item.first]


def _is_paper(word: Word) -> bool:
    head = lexicon().heads.get(word.lemma)
    return head is not None and head.type is EntityType.WORK


def _told(speech: Speech, near: Sequence[int], speaker: int) -> int | None:
    """Whom the words before a block say it is said to: "wrote to Hadi", "told Hadi"."""
    for n in reversed(near):
        item = speech.items[n]
        if item.governor < 0 or speech.meant[n] == speaker:
            continue
        verb = speech.words[item.governor]
        to = item.first > 0 and speech.words[item.first - 1].low == "to"
        if to and (verb.low in single_words("speakers", "telling") or _is_paper(verb)):
            return speech.meant[n]
        if item.deprel in ("obj", "iobj") and verb.low in single_words("speakers", "telling_whom"):
            return speech.meant[n]
    return None
