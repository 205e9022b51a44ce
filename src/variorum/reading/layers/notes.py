"""Notes: which blocks are notes, where one ends and the next begins, and to which marker in the text each is bound.

A star, dagger, bracketed number or superscript at the head of a block makes it a note only when the same marker stands earlier in the text behind
a word (its anchor), or when the block is under a heading of notes, or continues a run of notes. So numbered testimony ("(7) In the year of the
flood ...") and lists with bullets are not taken for notes: nothing earlier is keyed to them. Labelled notes ("[Translator: ...]") need no anchor.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from variorum.reading.layers.blocks import Block, block_of
from variorum.reading.layers.cues import data, patterns, phrases

_SUPER = "¹²³⁰⁴⁵⁶⁷⁸⁹"
#: A marker at the head of a note, with the white space behind it. Bare numbers count only after a heading or with a glued anchor.
_BOXED = r"\[(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})\]|\((?:\d{1,3}|[a-z]|[ivx]{1,4})\)"
_HEAD = re.compile(
    rf"(?P<mark>\*{{1,6}}\)?|[†‡§]{{1,4}}|\[\*{{1,6}}\]|[{_SUPER}]{{1,3}}|{_BOXED}|(?P<bare>\d{{1,3}}))(?P<stop>[.)]?)\s*(?=\S)"
)
#: The same markers behind a word, a stop or a quote: an anchor. A bare number only when glued to the end of a sentence or word.
_ANCHOR = re.compile(
    rf"(?<=[\w.,;:!?…\"”’')\]»*†‡ ])(?P<mark>(?<!\*)\*{{1,6}}(?!\*)|(?<![†‡§])[†‡§]{{1,4}}(?![†‡§])|\[\*{{1,6}}\]|[{_SUPER}]{{1,3}}|{_BOXED})"
)
_GLUED = re.compile(r"(?<=[a-z.,;!?”\"’)])(?<!\d[.,])(?P<mark>\d{1,3})(?=[\s,.;)]|$)")
_NEXT_IN_LINE = re.compile(rf"(?<=[.!?”\"’)] )(?P<mark>\[\w{{1,3}}\]|[{_SUPER}]{{1,3}}|†{{1,4}}|\*{{1,6}})\s?(?=[A-Z\"“'‘(*])")
#: Bracketed remarks of a translator or editor within a paragraph of another.
_BRACKETED = re.compile(r"\[[^\[\]]{3,600}\]|\([^()]{3,600}\)")
_STOPPED = re.compile(r"[.!?…:;][\"”’')\]]*\s*$")


@dataclass(frozen=True, slots=True)
class NoteBlock:
    """A block that is (or, when ``continued``, goes on with) a note: its marker, the offset of the anchor, the voice its label gives."""

    marker: str | None
    anchor: int | None
    voice: str | None
    continued: bool = False


def notes_apart(page: str, block: Block) -> list[Block]:
    """The block, or its parts where it holds several notes in a row or a bracketed remark of a translator or editor between its sentences."""
    cuts = {0}
    if (head := _HEAD.match(block.text)) and not head["bare"] and len(block.text) < 20_000:
        cuts |= {m.start() for m in _NEXT_IN_LINE.finditer(block.text) if _follows(head["mark"], m["mark"])}
    for m in _BRACKETED.finditer(block.text):
        if _label_voice(m.group()) and (m.start() == 0 or _STOPPED.search(block.text[max(0, m.start() - 8) : m.start()])):
            after = m.end() + len(block.text[m.end() :]) - len(block.text[m.end() :].lstrip()) if m.end() < len(block.text) else m.end()
            cuts |= {m.start(), after}
    edges = [*sorted(c for c in cuts if c < len(block.text)), len(block.text)]
    if len(edges) == 2:
        return [block]
    return [_cut(page, block, a, b) for a, b in pairwise(edges)]


def _cut(page: str, block: Block, a: int, b: int) -> Block:
    body = block.text[a:b].rstrip()
    return block_of(page, block.start + a, block.start + a + len(body), gap=block.gap and a == 0, inline=a > 0)


def _follows(first: str, later: str) -> bool:
    """Whether two markers are of one family, so that the later can open the next note of a line."""
    return first[0] == later[0] or (first[0] in _SUPER and later[0] in _SUPER)


def find_notes(page: str, blocks: Sequence[Block], skip: Sequence[bool]) -> list[NoteBlock | None]:
    """For every block the note it is or continues, or None. Blocks marked in ``skip`` (boilerplate) are no notes."""
    anchors = _Anchors(blocks, skip)
    found: list[NoteBlock | None] = []
    section, told = False, 0
    for i, block in enumerate(blocks):
        if skip[i]:
            found.append(None)
            continue
        note = _labelled(block, at_top=told < 200) or (
            None if block.inline and not _after_note(found) else _marked(block, anchors, section, _after_note(found))
        )
        if note is None and _is_heading(block) and _opens_section(blocks, skip, i, anchors):
            section, note = True, NoteBlock(None, None, None)
        elif note is None and section and (found and found[-1]) and not _ends_section(block):
            note = NoteBlock(None, None, None, continued=True)
        elif note is None:
            section = False
        found.append(note)
        told += len(block.text)
    return _one_layer_with_heading(blocks, found)


def _after_note(found: list[NoteBlock | None]) -> bool:
    return bool(found) and found[-1] is not None


def _one_layer_with_heading(blocks: Sequence[Block], found: list[NoteBlock | None]) -> list[NoteBlock | None]:
    """A heading of notes belongs to the note that follows it: both get that note's marker, the second as continued."""
    for i in range(len(found) - 1):
        here, then = found[i], found[i + 1]
        if here and here.marker is None and not here.continued and then and not then.continued and _is_heading(blocks[i]):
            found[i] = then
            found[i + 1] = NoteBlock(then.marker, then.anchor, then.voice, continued=True)
    return found


def _is_heading(block: Block) -> bool:
    return len(block.words) <= 5 and phrases("marginalia", "note_headings").whole(block.words)


def _opens_section(blocks: Sequence[Block], skip: Sequence[bool], i: int, anchors: _Anchors) -> bool:
    """A heading opens a section when what follows is marked, or when it says whose notes they are ("Translator's notes")."""
    then = next((blocks[j] for j in range(i + 1, min(i + 20, len(blocks))) if not skip[j]), None)
    return then is not None and bool(_HEAD.match(then.text) or len(blocks[i].words) > 1 or anchors.any)


def _ends_section(block: Block) -> bool:
    """A short line that is no sentence after a section of notes is the heading of something else."""
    return len(block.words) <= 6 and not block.ends_sentence


def _labelled(block: Block, *, at_top: bool) -> NoteBlock | None:
    """A labelled note. Above the text (its first 200 characters), only one in brackets is a note: "Editor's note: this first appeared in ..."
    belongs to the publisher's prose there."""
    if at_top and block.text[0] not in "[(":
        return None
    voice = _label_voice(block.text)
    return NoteBlock(None, block.start if block.inline else None, voice) if voice and len(block.text) < 3000 else None


def _label_voice(text: str) -> str | None:
    return next((voice for voice in data("marginalia")["note_labels"] if patterns("marginalia", "note_labels", voice).match(text)), None)


def _marked(block: Block, anchors: _Anchors, section: bool, run: bool) -> NoteBlock | None:
    head = _HEAD.match(block.text)
    if head is None:
        return None
    mark = head["mark"].rstrip(")") if head["mark"].startswith("*") else head["mark"]
    if head["bare"]:
        at = anchors.glued(mark, block.start)
        return NoteBlock(mark, at, _inner_voice(block, head.end())) if section or (at is not None and (run or anchors.in_order)) else None
    at = anchors.before(mark, block.start)
    starred = mark[0] in f"*†‡§{_SUPER}" or mark.startswith("[*")
    sure = at is not None or section or (mark[0] in f"†‡{_SUPER}") or (starred and run)
    return NoteBlock(mark, at, _inner_voice(block, head.end())) if sure else None


def _inner_voice(block: Block, at: int) -> str | None:
    """The voice that the note names itself: "* Translator: ..." or "... – Ed." at its end."""
    inner = _label_voice(block.text[at : at + 60])
    if inner:
        return inner
    tail = block.text[-12:].strip(" .)]").casefold()
    return "@editor" if re.search(r"\bed$", tail) else "@translator" if re.search(r"\btr(?:ans)?$", tail) else None


class _Anchors:
    """The markers that stand behind words, by marker, in order; each is given to one note only, the last one before the note first."""

    def __init__(self, blocks: Sequence[Block], skip: Sequence[bool]) -> None:
        self._at: dict[str, list[int]] = {}
        self._glued: dict[str, list[int]] = {}
        self._free: dict[tuple[int, str], tuple[int, list[int]]] = {}
        for block, aside in zip(blocks, skip, strict=True):
            if not aside:
                self._collect(block)
        self.any = bool(self._at)
        self.in_order = "1" in self._glued or "2" in self._glued

    def _collect(self, block: Block) -> None:
        for m in _ANCHOR.finditer(block.text):
            if m.start() > 1:
                self._at.setdefault(m["mark"], []).append(block.start + m.start())
        for m in _GLUED.finditer(block.text):
            self._glued.setdefault(m["mark"], []).append(block.start + m.start())

    def before(self, mark: str, offset: int) -> int | None:
        return self._take(self._at, mark, offset)

    def glued(self, mark: str, offset: int) -> int | None:
        return self._take(self._glued, mark, offset)

    def _take(self, table: dict[str, list[int]], mark: str, offset: int) -> int | None:
        """The last anchor of the marker before the offset that no note has yet. Asked in order of offsets, so that time stays linear."""
        found = table.get(mark, [])
        passed, free = self._free.setdefault((id(table), mark), (0, []))
        while passed < len(found) and found[passed] < offset:
            free.append(found[passed])
            passed += 1
        self._free[id(table), mark] = (passed, free)
        return free.pop() if free else None
