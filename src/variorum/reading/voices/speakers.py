"""Who is the subject of a verb of saying: found on the surface, from the mentions around it.

The search goes left from the verb group: over auxiliaries and adverbs, over an apposition between commas or dashes, over prepositional
phrases to the head of the noun phrase. Where the head itself is no mention ("a spokesman for the Front"), the body it speaks for stands in.
"""

from __future__ import annotations

from dataclasses import dataclass

from variorum.reading.syntax.sentence import Sentence, Token
from variorum.reading.voices.grammar import classes
from variorum.reading.voices.lexicon import lexicon
from variorum.reading.voices.surface import Placed, Surface

#: How many words a noun phrase between clause boundary and verb is searched for its head; longer ones are not subjects but clauses.
_REACH = 14


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject found: ``entity`` None when the text names nobody known; ``first`` and ``last`` word of its noun phrase; ``pronoun`` as written."""

    entity: str | None
    first: int
    last: int
    form: str = ""

    @property
    def first_person(self) -> bool:
        return self.form in classes()["speaker_pronouns"]


def group_start(s: Surface, i: int) -> int:
    """The first word of the verb group that ends with word ``i``: auxiliaries, negations and adverbs before it belong to it."""
    c = classes()
    k = i
    while k > 0:
        f = s.form(k - 1)
        if f in c["be"] or f in c["auxiliaries"] or f in c["negations"] or f in c["adverbs"] or (f.endswith("ly") and len(f) > 4):
            if f in c["subject_pronouns"] or (
                (k - 1) in s.ending and s.ending[k - 1][0].mention.text[:1].isupper() and f not in c["adverbs"]
            ):
                break
            k -= 1
        else:
            break
    return k


def subject_before(s: Surface, g: int) -> Subject | None:
    """The subject that ends before word ``g``, the first of a verb group; None when no noun phrase stands there."""
    j = g - 1
    if j < 0:
        return None
    if j in s.unbrackets:
        j = s.unbrackets[j] - 1
    if s.form(j) in ("–", "—", "-"):
        j = _opening(s, j, {"–", "—", "-"})
    elif s.form(j) == ",":
        j = _before_apposition(s, j)
        if j < 0:
            p = s.mention_ending(g - 2)
            return Subject(p.mention.entity, p.first, p.last, s.form(p.last)) if p is not None and _is_closed(s, p.first) else None
    if j < 0:
        return None
    if j in s.closers:
        j -= 1
    if j in s.unbrackets:
        j = s.unbrackets[j] - 1
    found = _phrase_ending(s, j)
    if (found is None or found.entity is None) and s.form(g - 1) == "," and (p := s.mention_ending(g - 2)) is not None:
        # "one of them, the Safit Battalion, denied": the apposition has the name.
        return Subject(p.mention.entity, found.first if found else p.first, p.last, s.form(p.last))
    return found


def subject_after(s: Surface, j: int) -> Subject | None:
    """The subject of an inverted verb that ends with word ``j``: "..., said Omar"."""
    k = j + 1
    if k in s.quotes and k not in s.beginning:
        k += 1
    if s.form(k) in classes()["subject_pronouns"] and s.form(k) not in ("who", "it"):
        p = s.mention_beginning(k)
        return Subject(p.mention.entity if p else None, k, k, s.form(k))
    p = s.mention_beginning(k)
    if p is None and s.form(k) in classes()["determiners"]:
        begins = classes()["determiners"] - classes()["within_phrase"]
        ends = classes()["prepositions"] | begins
        near = next((n for n in range(k + 1, min(k + 5, len(s.words))) if n in s.beginning or s.form(n) in ends), k)
        near = k if s.form(near) in begins and near > k + 1 else near  # "according to the account the writer is"
        p = s.mention_beginning(near)
        bears = any(s.form(x) in lexicon().bearers for x in range(k, near))
        if p is None and bears and s.form(near) in ("from", "by", "of", "to") and (body := subject_after(s, near)) is not None:
            return Subject(body.entity, k, body.last, body.form)
        if p is None:
            return Subject(None, k, k + 1, s.form(k + 1))
    return Subject(p.mention.entity, p.first, p.last, s.form(p.last)) if p else None


def first_subject(s: Surface, i: int) -> Subject | None:
    """The first mention of the sentence before word ``i`` that no preposition governs: the subject of "Omar rang and said"."""
    for k in sorted(s.beginning):
        p = s.beginning[k][0]
        if p.last < i and not p.possessive and s.form(k - 1) not in classes()["prepositions"]:
            return Subject(p.mention.entity, p.first, p.last, s.form(p.last))
    return None


def _opening(s: Surface, j: int, marks: set[str]) -> int:
    for k in range(j - 1, max(j - 30, -1), -1):
        if s.form(k) in marks:
            return k - 1
    return -1


def _before_apposition(s: Surface, j: int) -> int:
    """The word before the comma that opens the apposition closed at word ``j``, where a mention ends; else -1."""
    best = -1
    for k in range(j - 1, max(j - 40, -1), -1):
        if s.form(k) in (";", ":", "."):
            break
        if s.form(k) != ",":
            continue
        end = k - 1
        if end in s.unbrackets:
            end = s.unbrackets[end] - 1
        after = s.form(k + 1)
        # A clause that begins with its own subject and verb is no apposition.
        if (after in classes()["subject_pronouns"] and after != "who") or (after in classes()["conjunctions"] and k + 1 not in s.beginning):
            break
        if end in s.ending or end in s.closers:
            best = end
            if s.form(end - 1) not in classes()["prepositions"]:
                return best
    return best


def _phrase_ending(s: Surface, j: int) -> Subject | None:
    """The noun phrase whose last word is ``j``, with the entity of its head."""
    c = classes()
    if s.form(j) in c["subject_pronouns"] or s.form(j) in ("this", "that", "which", "one", "both", "all", "some", "others", "those"):
        p = s.mention_ending(j)
        if p is not None and s.form(j) not in ("that",):
            return Subject(p.mention.entity, p.first, p.last, s.form(j))
        if s.form(j) in ("who", "which", "that"):
            return _antecedent(s, j)
        return Subject(None, j, j, s.form(j))
    boundary = _boundary(s, j)
    heads = _heads(s, boundary, j)
    if heads:
        return heads
    if j > boundary and s.form(j).isalpha() and s.form(j) not in c["prepositions"] | c["conjunctions"]:
        return Subject(None, boundary + 1, j, s.form(j))
    return None


def _is_closed(s: Surface, k: int) -> bool:
    """Whether the words before word ``k`` open an apposition: "Some authors, among them Marchetti, hold"."""
    return any(s.form(n) == "," for n in range(max(k - 3, 0), k))


def _antecedent(s: Surface, j: int) -> Subject:
    k = j - 1
    if s.form(k) == ",":
        k -= 1
    head = _phrase_ending(s, k) if k >= 0 and s.form(k) not in classes()["subject_pronouns"] else None
    return Subject(head.entity if head else None, j, j, "who")


def antecedent(s: Surface, i: int) -> Subject | None:
    """Who is meant by the relative pronoun of a phrase that begins with word ``i``: "the paper, in which"; None where nobody is named."""
    k = i - 2 if s.form(i - 1) == "," else i - 1
    head = _phrase_ending(s, k) if k >= 0 else None
    return head if head is not None and head.entity is not None else None


def described_by(s: Surface, i: int) -> Subject | None:
    """The bearer of a description that word ``i`` is the verb of: "those who in freedom say that ..." as one mention."""
    for p in (p for ps in s.ending.values() for p in ps):
        if p.first < i < p.last and any(s.form(k) in ("who", "which", "that") for k in range(p.first, min(i, p.first + 4))):
            return Subject(p.mention.entity, p.first, i - 1, "who")
    return None


def subject_in_tree(s: Surface, i: int) -> Subject | None:
    """The subject that the parse gives to word ``i``, or to the verb that ``i`` is joined to; None without a parse or a mention."""
    node = s.node(i)
    if node is None:
        return None
    verb = node.token
    for _ in range(3):
        subjects = node.sentence.children(verb.index, "nsubj")
        if subjects:
            return _mention_headed(s, node.sentence, subjects[0])
        if verb.head < 0 or verb.deprel.partition(":")[0] not in ("conj", "xcomp", "advcl", "aux", "cop"):
            return None
        verb = node.sentence.tokens[verb.head]
    return None


def _mention_headed(s: Surface, tree: Sentence, head: Token) -> Subject | None:
    """The longest mention of which ``head`` is the head, else that of the body for which ``head`` speaks."""
    w = s.words.at(head.start)
    if not 0 <= w < len(s.words) or s.words.starts[w] != head.start:
        return None
    covering = [p for ps in s.ending.values() for p in ps if p.first <= w <= p.last]
    outside = tree.tokens[head.head].start if head.head >= 0 else -1
    own = [p for p in covering if not p.mention.start <= outside < p.mention.end and not p.possessive]
    if own:
        p = max(own, key=lambda p: (p.last - p.first, -p.first))
        return Subject(p.mention.entity, p.first, p.last, s.form(w))
    if s.form(w) in lexicon().bearers:
        lo, hi = tree.span(head.index)
        body = [p for ps in s.ending.values() for p in ps if lo <= p.mention.start and p.mention.end <= hi]
        if body:
            p = min(body, key=lambda p: (p.first, -p.last))
            return Subject(p.mention.entity, min(w, p.first), max(w, p.last), s.form(w))
    return None


def _boundary(s: Surface, j: int) -> int:
    """The last word before ``j`` that cannot belong to its noun phrase; -1 at the beginning of the sentence."""
    c = classes()
    k = j
    while k > max(j - _REACH, -1):
        if k in s.ending:
            p = s.ending[k][0]
            k = p.first - 1
            continue
        if k in s.closers:
            k = s.closers[k] - 1
            continue
        f = s.form(k)
        if f in (",", ";", ":", ".", "?", "!", "–", "—", "that", '"', "“", "”") or (f in c["conjunctions"] and k - 1 not in s.ending):
            return k
        if f in c["subordinators"] - c["prepositions"] or f in c["finite"]:
            return k
        k -= 1
    return k


def _may_precede(s: Surface, k: int) -> bool:
    """Whether word ``k`` can stand before the head within its noun phrase: no preposition, verb, mark or other mention."""
    plain = s.form(k).isalpha() and s.form(k) not in classes()["prepositions"] | classes()["questions"] and not s.is_finite(k)
    return plain and (k not in s.ending or s.ending[k][0].possessive)


def _is_relative_clause(s: Surface, k: int, j: int) -> bool:
    """Whether words ``k`` to ``j`` are a clause on the mention before them, with its own verb."""
    if k - 1 not in s.ending:
        return False
    return s.form(k) == "who" or (s.form(k) == "whom" and any(s.is_finite(n) for n in range(k + 2, j + 1)))


def _heads(s: Surface, boundary: int, j: int) -> Subject | None:
    """The mention that heads the noun phrase between ``boundary`` and ``j``."""
    c = classes()
    inside: list[Placed] = []
    k = j
    while k > boundary:
        if k in s.ending:
            inside.append(s.ending[k][0])
            k = inside[-1].first - 1
        else:
            k -= 1
    free = [p for p in inside if s.form(p.first - 1) not in c["prepositions"] - {"as"} and not (p.possessive and p.last < j)]
    relative = next((k for k in range(boundary + 1, j) if _is_relative_clause(s, k, j)), None)
    if relative is not None:
        # "The boys who brought the Arab in said", "the clerk whom I asked said": the clause between belongs to the speaker's description.
        p = s.ending[relative - 1][0]
        return Subject(p.mention.entity, p.first, j, s.form(p.last))
    if free:
        # "In Gurzan the council said": the nearest that no preposition governs.
        p = free[0]
        begin = p.first
        while begin - 1 > boundary and p.first - begin < 4 and _may_precede(s, begin - 1):
            begin -= 1
        return Subject(p.mention.entity, begin, p.last, s.form(p.last))
    bearer = next((p for p in inside if any(s.form(k) in lexicon().bearers for k in range(boundary + 1, p.first))), None)
    possessor = next((p for p in inside if p.possessive and s.form(j) in lexicon().bearers), None)
    p2 = bearer or possessor
    if p2 is not None:
        return Subject(p2.mention.entity, boundary + 1, j, s.form(j))
    return None
