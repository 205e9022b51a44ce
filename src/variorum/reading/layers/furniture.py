"""Boilerplate: the lines of a page that nobody wrote as part of the document.

Every block gets a weight: above nought for page furniture, below for something written. The page is then cut into stretches of one and of the
other so that the sum is greatest, where each change of side costs something (the Viterbi path of a chain with two states): a heading between two
menus goes with the menus, a "Share" between two paragraphs is set aside alone. Errs towards keeping: a claim lost with a menu is lost silently.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from variorum.reading.layers.blocks import Block, block_of, words_of
from variorum.reading.layers.cues import Words, patterns, phrases

#: What a change of side costs. A strong cue alone (5) pays for two changes, a weak one (1.8) does not.
CHANGE = 2.0
STRONG, WEAK = 5.0, 1.8
_PARTS = re.compile(r"\s*[|·•›»«‹←→↑↓/]\s*|\s{3,}")
#: The second form: flattening glued the sentence to a link behind it ("... of the city.Read more").
_SENTENCE_END = re.compile(r"[.!?…][\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])|(?<=[a-z)\]”\"][.!?…])(?=[A-Z][a-z])")
#: The end of a press release or of a message above its footer.
_END_MARK = re.compile(r"(?:#\s*){3}$|-\s*30\s*-$|--$|\* ?end ?\*$", re.IGNORECASE)
#: Arrows at either end of a short line lead to another page.
_ARROW = re.compile(r"^[←→‹›«»⟵⟶] ?\w|\w ?[←→›»⟵⟶]$")
_NO_WORDS = re.compile(r"[\W_]*$")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d$")
_MONTH_DAY = re.compile(r"\W?\d{0,2}\W{0,2}(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z.]*\W{1,2}\d", re.IGNORECASE)
_NOTE = re.compile(r"\*{1,5}\)? ?\w|[†‡¹²³⁴-⁹]|[\[(][\w*]{1,3}[\])] ?\S")
_HANDLE = re.compile(r"(?:https?://|www\.)\S+$|@\w+$")


def furniture(blocks: Sequence[Block], heads: frozenset[int], title: str | None = None) -> list[bool]:
    """For every block, whether it is boilerplate. ``heads`` are the starts of running heads; ``title`` the title of the page if known."""
    if not blocks:
        return []
    cues = [STRONG if b.start in heads else cue_weight(b) for b in blocks]
    comments = _comments_from(blocks)
    first, last = _prose_bounds(blocks, cues, comments)
    weights, seen_tail = [], False
    for i, block in enumerate(blocks):
        cue = cues[i]
        zone = (
            "head" if i < first else "comments" if i >= comments else "tail" if i > last and seen_tail else "close" if i > last else "body"
        )
        seen_tail = seen_tail or (i > last and cue >= STRONG)
        weights.append(cue if cue >= WEAK else _plain_weight(block, zone, cue, title))
    return _best_path(weights)


def cue_weight(block: Block) -> float:
    """The weight of a block's words: 5 for words that only page furniture has, 1.8 for words that it also has, else 0.

    >>> cue_weight(block_of("Leave a Reply", 0, 13, gap=True))
    5.0
    """
    words = block.words
    if len(block.text) <= 12 and _END_MARK.match(block.text):
        return STRONG
    if len(block.text) > 600 or not words:
        return 0.0
    if 3 <= len(words) <= 30 and _all_menu(words):
        return STRONG
    parts = [p for p in _PARTS.split(block.text[:400]) if p]
    if len(parts) > 1 and (menu := _menu_weight(parts)):
        return menu
    if (
        phrases("boilerplate", "strong", "whole").whole(words)
        or _HANDLE.match(block.text)
        or (len(words) <= 8 and _ARROW.search(block.text))
    ):
        return STRONG
    if words == ("#",):
        return 0.0 if _YEAR.match(block.text) else STRONG if block.text.isdecimal() else WEAK
    sentence = block.ends_sentence and len(words) >= 12
    if phrases("boilerplate", "strong", "starts").starts(words) and len(words) <= 45:
        return WEAK if sentence and len(words) >= 25 else STRONG
    if len(words) <= 45 and phrases("boilerplate", "strong", "contains").inside(words):
        return STRONG
    return WEAK if _is_weak(words) else 0.0


def _all_menu(words: Words) -> bool:
    """Menu words and nothing else, without anything between them: "News Opinion Sport Culture"."""
    strong, weak = phrases("boilerplate", "strong", "whole"), phrases("boilerplate", "weak", "whole")
    return all(strong.whole((w,)) or weak.whole((w,)) for w in words)


def _is_weak(words: Words) -> bool:
    if len(words) <= 4 and phrases("boilerplate", "weak", "whole").whole(words):
        return True
    return len(words) <= 12 and (
        phrases("boilerplate", "weak", "starts").starts(words) or phrases("boilerplate", "weak", "contains").inside(words)
    )


def _menu_weight(parts: list[str]) -> float:
    """Of a line of short parts ("Home | Archive | About"): strong when at least two, or half of them, are words of menus."""
    split = [words_of(p) for p in parts]
    if any(len(w) > 5 for w in split) and len(parts) < 6:
        return 0.0
    strong, weak = phrases("boilerplate", "strong", "whole"), phrases("boilerplate", "weak", "whole")
    starts = phrases("boilerplate", "strong", "starts")
    sure = sum(bool(w) and (strong.whole(w) or starts.starts(w)) for w in split)
    known = sure + sum(bool(w) and weak.whole(w) for w in split)
    return STRONG if known >= 2 or (sure and 2 * known >= len(parts)) else WEAK if known else 0.0


def _plain_weight(block: Block, zone: str, cue: float, title: str | None) -> float:
    """The weight of a block without a cue: how much it looks like something written, given where on the page it stands."""
    text, words = block.text, block.words
    if _NO_WORDS.match(text[:80]):
        return 0.0
    if title and text.strip(" \"“”'") in title:
        return -6.0
    if zone == "comments":
        return 0.2 if not _NOTE.match(text) else -1.0
    if len(text) >= 180 or (zone != "tail" and block.ends_sentence and len(words) >= 14):
        return -5.0
    if _MONTH_DAY.match(text) and len(words) > 5:
        return -3.0
    if _NOTE.match(text) or patterns("marginalia", "caption").match(text):
        return -3.0
    if block.ends_sentence:
        return -1.5 if zone == "tail" else -3.0
    if zone == "tail":
        return 0.6
    if zone == "head":
        return -3.0 if len(words) >= 4 else -0.3
    return -1.2 if len(words) <= 3 else -2.0


def _prose_bounds(blocks: Sequence[Block], cues: Sequence[float], comments: int) -> tuple[int, int]:
    """First and last block, comments apart, that are surely written: long, and without a cue."""
    sure = [i for i, b in enumerate(blocks) if (len(b.text) >= 180 or (len(b.text) >= 100 and b.ends_sentence)) and cues[i] < WEAK]
    if not sure:
        return 0, len(blocks)
    before = [i for i in sure if i < comments]
    return sure[0], before[-1] if before else sure[-1]


def _comments_from(blocks: Sequence[Block]) -> int:
    """Index of the block where readers' comments begin: a heading of comments after at least a third of the text; else behind the end."""
    total = sum(len(b.text) for b in blocks) or 1
    cues, so_far = phrases("boilerplate", "comments"), 0
    for i, block in enumerate(blocks):
        short = len(block.words) <= 25
        if short and so_far * 3 >= total and cues.starts(block.words) and (cues.whole(block.words) or len(block.words) > 2):
            return i
        so_far += len(block.text)
    return len(blocks)


def _best_path(weights: Sequence[float]) -> list[bool]:
    """The sides (True: boilerplate) with the greatest sum of weights less the cost of changes. Ties go to what is written."""
    written = aside = 0.0
    back: list[tuple[bool, bool]] = []
    for w in weights:
        from_aside = aside - CHANGE > written
        from_written = written - CHANGE >= aside
        back.append((from_aside, not from_written))
        written, aside = max(written, aside - CHANGE), max(aside, written - CHANGE) + w
    side = aside > written
    path = []
    for to_written, to_aside in reversed(back):
        path.append(side)
        side = to_aside if side else to_written
    return path[::-1]


def promos_apart(page: str, block: Block) -> list[Block]:
    """The block, or its parts where a sentence of a paragraph is plainly page furniture ("To read the full report, click here.")."""
    inside = phrases("boilerplate", "strong", "contains")
    cuts = [m.end() for m in _SENTENCE_END.finditer(block.text)]
    if not cuts:
        return [block]
    if (len(block.words) <= 45 and phrases("boilerplate", "strong", "starts").starts(block.words)) or len(
        _PARTS.split(block.text[:400])
    ) > 2:
        return [block]
    spans = list(zip([0, *cuts], [*cuts, len(block.text)], strict=True))
    aside = [b - a < 400 and inside.inside(words_of(block.text[a:b])) for a, b in spans]
    if not any(aside) or (aside[0] and len(block.words) <= 45):
        return [block]
    parts: list[tuple[int, int, bool]] = []
    for (a, b), flag in zip(spans, aside, strict=True):
        if parts and not flag and not parts[-1][2]:
            parts[-1] = (parts[-1][0], b, flag)
        else:
            parts.append((a, b, flag))
    return [_part(page, block, a, b, first=k == 0) for k, (a, b, _) in enumerate(parts)]


def _part(page: str, block: Block, a: int, b: int, *, first: bool) -> Block:
    body = block.text[a:b].rstrip()
    return block_of(page, block.start + a, block.start + a + len(body), gap=block.gap and first, inline=not first)
