"""What a block says about the document around it: does a letter begin here, end here, does the publisher hand over or take the word back?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from variorum.reading.layers.blocks import Block
from variorum.reading.layers.cues import patterns, single_words
from variorum.reading.layers.marginalia import is_date

_NUMBERED = re.compile(
    r"[\[(]?(?P<n>\d{1,3})[\])./]{1,2}\s|(?:First|Second|Third|FIRST|SECOND|THIRD|ARTICLE \d+|Article \d+|Item \d+)\b\W|\((?:a|i)\) "
)
_OPENING = re.compile(r"[:,] ?([\"“«][^\"”»]{20,})$")
_QUOTES = '"“«„'
_QUOTED = re.compile(r"[\"“«„][^\"“”»„]{1,2000}[\"”»]|(?<!\w)[‘'][^'’‘]{1,400}[’'](?!\w)")
_FIRST = re.compile(r"\b(?:I|me|my|mine|myself)\b")
_US = re.compile(r"\b(?:we|us|our|ours|ourselves)\b", re.IGNORECASE)
_YOU = re.compile(r"\b(?:you|your|yours|yourself|yourselves|thee|thy)\b", re.IGNORECASE)
_DATELINE = re.compile(
    r"[A-Z][\w’' .,-]{2,40}(?:\([A-Z][\w /]{1,24}\)\s*[-–—]|, [A-Z][a-z]{2,9}\.? \d{1,2}(?:, \d{4})?\s*(?:\([\w /]+\))?\s*[-–—])"
    r"|[A-Z]{4,}(?: [A-Z]{3,})?(?:, [A-Z][a-z]+)? [-–—] [A-Z]"
)
_COUNTED = 3000


@dataclass(frozen=True, slots=True)
class Persons:
    """How often a paragraph says I, we and you outside quotation marks, and how many words were looked at."""

    first: int
    plural: int
    second: int
    words: int


def persons(text: str) -> Persons:
    """Counts over the first 3000 characters, quoted words apart.

    >>> persons('I told you: "We shall see."')
    Persons(first=1, plural=0, second=1, words=3)
    """
    said = _QUOTED.sub(" ", text[:_COUNTED])
    return Persons(len(_FIRST.findall(said)), len(_US.findall(said)), len(_YOU.findall(said)), len(said.split()))


def begins_head(block: Block) -> bool:
    """A line of the head of a letter: To, From, Date, Subject, Number, the basmala."""
    return len(block.text) <= 260 and bool(patterns("documents", "head_strong").match(block.text.lstrip("*[( ")))


def may_be_head(block: Block) -> bool:
    """A short line that stands in heads, and elsewhere too: an office, a kind of document, a classification, a date, capitals."""
    text = block.text.lstrip("*[( ")
    if len(text) > 220:
        return False
    return is_date(text) or bool(patterns("documents", "head_weak").match(text)) or (text.isupper() and len(block.words) >= 2)


def greets(block: Block) -> bool:
    """A salutation or opening formula at the beginning of the block."""
    return bool(patterns("documents", "salutation").match(block.text))


def closes(block: Block) -> bool:
    """A line with which letters close ("Your brother", "Signed", "Wassalam")."""
    return len(block.text) <= 220 and bool(patterns("documents", "closing").match(block.text))


def is_signature(block: Block) -> bool:
    """A short line that is no sentence and begins with a capital: perhaps a name under a letter."""
    return (
        0 < len(block.words) <= 12 and len(block.text) <= 100 and block.text[0].isupper() and not block.text.endswith((":", "?", "!", ";"))
    )


def is_numbered(block: Block) -> bool:
    """A paragraph with a number at its head."""
    return bool(_NUMBERED.match(block.text[:20]))


def opens_quote(block: Block) -> bool:
    """The paragraph begins with a quotation mark."""
    return block.text[0] in _QUOTES or block.text[:2] in ("''", "``", "‘‘")


def is_wholly_quoted(block: Block) -> bool:
    """Quotation marks open at the beginning of the paragraph and close at its end, and not in between."""
    text = block.text
    body = text[1:].rstrip(" .,;*†‡0123456789[]()")
    return opens_quote(block) and bool(body) and body[-1] in '"”»' and not re.search(r"[\"”»]", body[:-1].replace("“", "")[: 3 * _COUNTED])


def closes_quote(block: Block) -> bool:
    """The paragraph ends with a closing quotation mark (note markers and stops behind it apart)."""
    return block.text.rstrip(" .,;*†‡0123456789[]()")[-1:] in tuple('"”»')


def has_dateline(block: Block) -> bool:
    """The paragraph begins as agency reports do: "NDOLO (Agency) -", "GURZAN, August 14 –"."""
    return bool(_DATELINE.match(block.text[:120]))


def open_quote_from(block: Block, then: Block) -> int | None:
    """Where, within a paragraph, a quotation begins that goes on in the paragraph after it (which opens with a mark again); None: nowhere.

    >>> from variorum.reading.layers.blocks import split_blocks
    >>> open_quote_from(*split_blocks('He wrote: "We came up the river.\\n"We saw."'))
    10
    """
    if not opens_quote(then) or opens_quote(block):
        return None
    found = _OPENING.search(block.text[-2000:])
    return max(0, len(block.text) - 2000) + found.start(1) if found else None


def resumes(block: Block) -> bool:
    """The publisher takes the word back: "NB", "Analysis:", "Update"."""
    return bool(patterns("documents", "resume").match(block.text))


def looks_back(block: Block) -> bool:
    """A paragraph about the document, by somebody who never says I, we or you in it (the beginning of it counts)."""
    who = persons(block.text)
    return who.second == 0 and who.first + who.plural <= who.words // 60 and bool(patterns("documents", "looking_back").search(block.text))


def hands_over(block: Block) -> bool:
    """The paragraph announces that somebody else's words follow: it ends in a colon after a word of saying, or says so ("Below is ...")."""
    if not block.text.endswith(":") and single_words("documents", "handover_words").isdisjoint(block.words):
        return False
    tail = block.text[-300:]
    if patterns("documents", "summary").search(tail):
        return False
    if len(block.words) <= 3:
        return block.text.endswith(":") and bool(single_words("documents", "whole_document") & set(block.words))
    if block.text.endswith(":") and single_words("documents", "quoting_words") & set(block.words[-24:]):
        return True
    if len(block.text) < 500 and patterns("documents", "handover").search(block.text):
        return True
    return bool(patterns("documents", "handover").search(tail))


def gives_whole(block: Block) -> bool:
    """The announcement is of a whole document (a translation, the full text), not of a passage quoted from one."""
    return bool(single_words("documents", "whole_document") & set(block.words))


def describes(block: Block) -> bool:
    """A line above a document that says what it is and where it comes from ("Tape 3, side B", "Document 12, seized at ...")."""
    return len(block.text) <= 320 and not begins_head(block) and bool(patterns("documents", "described").match(block.text.lstrip("[(")))


def names_document(block: Block) -> bool:
    """The line has a word for a kind of document in it, as titles that publishers give have."""
    return bool(patterns("documents", "kinds").search(block.text))


def density(blocks: Sequence[Block], who: str) -> float:
    """Uses of "first", "plural" or "second" persons to a hundred words of the prose of the blocks, outside quotation marks."""
    counts = [persons(b.text) for b in blocks if len(b.words) > 5]
    words = sum(c.words for c in counts) or 1
    return 100 * sum(int(getattr(c, who)) for c in counts) / words
