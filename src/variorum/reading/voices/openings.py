"""Where the words that a verb of saying hands over begin, and of what kind they are."""

from __future__ import annotations

from variorum.reading.voices.contents import has_finite
from variorum.reading.voices.cues import STOPS, Cue
from variorum.reading.voices.grammar import classes
from variorum.reading.voices.surface import Surface


def content_after(s: Surface, c: Cue) -> tuple[int, str]:
    """The first word of what follows the verb, and its kind: that, quote, colon, wh or bare."""
    cl = classes()
    k = c.subject.last + 1 if c.inverted and c.subject is not None else c.j + 1
    if (c.verb.tells and not c.passive) or (s.form(k) == "to" and k + 1 in s.beginning):
        k = _over_addressee(s, k)
    if s.form(k) == "," and k + 1 not in s.quotes and s.form(c.first - 1) in (",", "as", "so", "–", "—"):
        return k, "bare"  # a parenthesis: ", he writes, "
    if s.form(k) in ("is", "was") and s.form(k + 1) == "that":
        return k + 2, "that"  # "what the Front says is that P"
    i, limit = k, min(k + 14, len(s.words))
    while i < limit:
        f = s.form(i)
        if i in s.quotes and s.form(s.quotes[i]) == "that":
            return s.quotes[i] + 1, "that"  # "swore “by Him who raised the sky” that he had gone": the oath, and then what is sworn
        if i in s.quotes and _is_speech(s, i) and (s.form(i - 1) in (",", ":", "–", "that") or i - k < 4):
            return i, "that" if s.form(i - 1) == "that" else "quote"
        if f == "that" and s.form(i + 1) not in ("of", ",", "."):
            return i + 1, "that"
        if f == ":":
            return i + 1, "quote" if i + 1 in s.quotes else "colon"
        if (
            f in cl["questions"]
            and (i == k or ("wh" in c.verb.takes and f in ("whether", "if", "how", "why")))
            and s.form(i - 1) not in cl["prepositions"]
        ):
            return i, "wh"
        if f in (";", ".", "?", "!") or f in cl["finite"] or f in cl["subject_pronouns"] or (i > k and s.is_finite(i)):
            break
        if f == "," and s.form(i + 1) == "that" and c.verb.act is None:
            return i + 2, "that"  # "it reached us from Omar, that"
        if f == "," and (skip := _insertion_end(s, i)) is None:
            break
        if f == "," and skip is not None:
            i, limit = skip, max(limit, skip + 2)
            continue
        if f in cl["conjunctions"] and i + 1 not in s.beginning and s.form(i + 1) not in cl["determiners"]:
            break
        i += 1
    return k, "bare"


def _insertion_end(s: Surface, i: int) -> int | None:
    """The content's first word after the insertion that the comma at ``i`` opens: "said, on the word of a guard who saw it, that"."""
    if i + 1 in s.quotes:
        return i + 1
    for k in range(i + 1, min(i + 18, len(s.words))):
        if s.form(k) == "," and (s.form(k + 1) == "that" or k + 1 in s.quotes):
            return k + 1
        held = s.form(i + 1) in classes()["prepositions"] or any(f in classes()["subordinators"] for f in s.words.forms[i + 1 : k])
        if s.form(k) in (";", ".", ":") or (s.form(k) in classes()["finite"] and not held):
            return None
    return None


def clause_follows(s: Surface, k: int) -> bool:
    """Whether a subject and then a finite verb follow: a clause that "that" was left out of."""
    c = classes()
    if s.form(k) in ('"', "“", "'", "‘"):
        k += 1
    if s.form(k) in ("he", "she", "they", "we", "i", "it", "there", "nobody", "no") and s.form(k + 1) not in STOPS:
        return any(s.is_finite(i) for i in range(k + 1, min(k + 5, len(s.words))))
    node = s.node(k)
    nominal = node is not None and node.token.upos in ("NUM", "NOUN", "PROPN", "PRON", "DET")
    if k not in s.beginning and s.form(k) not in c["determiners"] and not nominal:
        return False
    i, limit = k + 1, min(k + 10, len(s.words))
    while i < limit:
        if i in s.brackets:
            i, limit = s.brackets[i], min(s.brackets[i] + 8, len(s.words))
            continue
        if i in s.quotes and i > k + 1:
            return True  # "said his client "sold carpets""
        if s.form(i) in (",", ";", ":", "–", "—", "who", "which", "whom", "to", "and", "or"):
            return False
        if s.is_finite(i):
            return True
        i += 1
    return False


def _is_speech(s: Surface, i: int) -> bool:
    """Whether the quotation that opens at word ``i`` is said, and not a name or a word held at arm's length."""
    end = s.quotes[i]
    return end - i > 6 or has_finite(s, i, end) or s.form(end - 2) in (".", "?", "!", ",")


def _over_addressee(s: Surface, k: int) -> int:
    if s.form(k) == "that":
        return k
    if s.form(k) in ("to", "before"):
        k += 1
    p = s.mention_beginning(k)
    if p is not None:
        return p.last + 1
    if s.form(k) in classes()["addressees"]:
        return k + 1
    if s.form(k) in classes()["determiners"]:
        # "told the court that", "told a press conference on Friday": to the end of the noun phrase, and no further than its clause.
        for x in range(k + 1, min(k + 4, len(s.words))):
            if x in s.beginning:
                return s.beginning[x][0].last + 1
            if (
                s.form(x) in ("that", ",", ":", "of", "in", "on", "how", "why", "whether")
                or x in s.quotes
                or s.form(x) in classes()["finite"]
            ):
                return x
        return k + 2
    return k
