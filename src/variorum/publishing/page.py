"""One document as a page that stands alone: its text in layers with marks, the apparatus of claims beside it, and what else was read.

The page needs no script and fetches nothing; its policy forbids both. It says who says so beside every claim, and never what is so. The look
is that of the reading room, in ``page.css``; ``page_signs.svg`` has the signs of status.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from variorum.model import Layer, LayerKind
from variorum.publishing.edition import STATUS_WORDS, Edition, Status, counted
from variorum.publishing.page_lists import dates, entities, entry, glyph, predicates, siglum, unread, voices
from variorum.publishing.page_text import Mark, Marks, block, blocks, escaped
from variorum.shelf.layout import write_whole

_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
"""
_CAUTION = (
    "Every note is a claim: somebody is said to have said it, and the words are underlined. A program read this and errs; "
    "status is seen within this document alone, a score is the share of claims like it that are read rightly. Nothing here says what is so."
)


def page(edition: Edition, notes: Sequence[str] = ()) -> str:
    """The whole page as HTML. The text within ``<article>``, apart from rail and apparatus, is that of the document, character for character.

    ``notes`` say what was decided or left out on the way to the text. The same edition gives the same page.
    """
    d = edition.reading.document
    title = escaped(d.title or d.file or d.id)
    sections = [
        ("claims", "Claims by predicate", predicates(edition)),
        ("voices", "Voices", voices(edition)),
        ("entities", "Entities", entities(edition)),
        ("dates", "Dates", dates(edition)),
        ("unread", "What was not read", unread(edition)),
        ("provenance", "Provenance", _provenance(edition, notes)),
    ]
    style, signs = ((files("variorum.publishing") / name).read_text(encoding="utf-8") for name in ("page.css", "page_signs.svg"))
    nav = "".join(f'<a href="#{id_}">{words}</a>' for id_, words, _ in sections)
    return "".join(
        [
            _HEAD,
            f"<title>{title} · variorum</title>\n<style>\n{style}{_in_focus(_marks(edition))}</style>\n</head>\n<body>\n",
            f'<a class="skip" href="#text">Skip to the text</a>\n{signs}',
            f'<header class="top"><span class="brand">variorum</span><nav aria-label="Parts"><a href="#text">Text</a>{nav}</nav></header>\n',
            f'<main>\n<p class="kick">{escaped(_kick(edition))}</p>\n<h1 dir="auto">{title}</h1>\n',
            f'<p class="note">{_origin(edition)}</p>\n<p class="note">{_CAUTION}</p>\n{_key()}',
            f'<article class="doc" id="text"{_lang(d.language)} aria-label="The text and its apparatus">\n',
            *_text(edition),
            "</article>\n",
            *(f'<section id="{id_}"><h2>{words}</h2>\n{body}</section>\n' for id_, words, body in sections if body),
            f'</main>\n<footer class="foot">Made by variorum from this one document, read by {escaped(edition.reading.reader)}.</footer>\n',
            "</body>\n</html>\n",
        ]
    )


def write(edition: Edition, out: Path, notes: Sequence[str] = ()) -> Path:
    """Writes the page to the file ``out``; a page that was there is replaced only by the whole new one."""
    write_whole(out, page(edition, notes).encode("utf-8"))
    return out


def _text(edition: Edition) -> Iterator[str]:
    """Layer by layer: each run of paragraphs with the apparatus of the claims that begin in it."""
    text, marks = edition.text, Marks(_marks(edition))
    layers = edition.reading.layers or (Layer(LayerKind.COMMENTARY, 0, len(text)),)
    for number, layer in enumerate(layers):
        parts = list(blocks(text, layer.start, layer.end))
        paragraphs: list[str] = []
        rail = _rail(edition, layer, number)
        for i, (start, end, after) in enumerate(parts):
            paragraphs.append(block(text, start, end, after, marks))
            notes = edition.within(start, after)
            is_last = i == len(parts) - 1
            if not notes and not is_last:
                continue
            body = "".join(paragraphs)
            if layer.kind is LayerKind.BOILERPLATE:
                body = f"<details><summary>{_size(text, layer)}, nobody’s word, not read for claims</summary>{body}</details>"
            places = f"{' first' if rail else ''}{' last' if is_last else ''}"
            yield f'<div class="pair L-{layer.kind}{places}"><div class="rail">{rail}</div><div class="txt">{body}</div></div>\n'
            if notes:
                yield f'<div class="app" role="note" aria-label="Apparatus">{"".join(entry(edition, e) for e in notes)}</div>\n'
            paragraphs, rail = [], ""


def _marks(edition: Edition) -> Iterator[Mark]:
    """Everything that has an address in the text: claims c1.., dates d1.., what was not read u1.., anchors of notes n0.."""
    last = max(len(edition.text) - 1, 0)
    reading = edition.reading
    yield from (Mark(f"c{e.number}", e.claim.start, e.claim.end, e) for e in edition.entries)
    spans = [(f"d{n}", d.start, d.end) for n, d in enumerate(reading.dates, 1)]
    spans += [(f"u{n}", u.start, u.end) for n, u in enumerate(reading.unread, 1)]
    yield from (Mark(id_, min(start, last), end) for id_, start, end in spans)
    yield from (Mark(f"n{n}", x.anchor, x.anchor) for n, x in enumerate(reading.layers) if x.anchor is not None and x.anchor <= last)


def _rail(edition: Edition, layer: Layer, number: int) -> str:
    spoken = f"spoken by {siglum(edition, layer.voice, named=True)}" if layer.voice else ""
    anchor = layer.anchor is not None and layer.anchor < len(edition.text)
    keyed = f'<br>to <a href="#n{number}">its place in the text</a>' if anchor else ""
    half = (layer.end - layer.start) / 2
    missed = [n for n, u in enumerate(edition.reading.unread, 1) if min(u.end, layer.end) - max(u.start, layer.start) > half]
    unread = "".join(f'<br>not read: <a href="#w{n}">why</a>' for n in missed[:1])
    return f'<span class="layer">{str(layer.kind).capitalize()}</span>{spoken}{keyed}{unread}'


def _size(text: str, layer: Layer) -> str:
    return counted(sum(1 for line in text[layer.start : layer.end].splitlines() if line.strip()), "line")


def _kick(edition: Edition) -> str:
    r, e = edition.reading, edition.entries
    contested = sum(x.status is Status.CONTESTED for x in e)
    parts = [counted(len(e), "claim"), f"{contested} on which voices differ"]
    parts += [counted(len(r.entities), "entity", "entities"), counted(len(r.dates), "date")]
    return f"One document, read alone · {', '.join(parts)}"


def _origin(edition: Edition) -> str:
    d = edition.reading.document
    author = f"<bdi>{escaped(d.author)}</bdi> {siglum(edition, '@author')}" if d.author else ""
    publisher = f"<i><bdi>{escaped(d.publisher)}</bdi></i>" if d.publisher else ""
    published = f"<time>{escaped(d.published)}</time>" if d.published else "undated"
    return ", ".join(x for x in (author.strip(), publisher, published) if x)


def _key() -> str:
    return f'<div class="key">{"".join(f"<span>{glyph(s)}{STATUS_WORDS[s]}</span>" for s in reversed(Status))}</div>\n'


def _provenance(edition: Edition, notes: Sequence[str]) -> str:
    d = edition.reading.document
    facts = [
        ("File", d.file),
        ("SHA-256", d.sha256),
        ("Text", f"{len(edition.text):,} characters"),
        ("Address", d.url),
        ("Language", d.language),
        ("Rights", d.rights),
        ("Obtained", d.obtained),
        ("Read by", edition.reading.reader),
        *(("Noticed", note) for note in notes),
    ]
    rows = "".join(f'<dt>{name}</dt><dd dir="auto">{escaped(value)}</dd>' for name, value in facts if value)
    return f'<dl class="facts">{rows}</dl>\n'


def _in_focus(marks: Iterable[Mark]) -> str:
    """The mark that a link leads to is washed, in all its pieces of the paragraph that it begins in."""
    rules = (f"#{m.id}:target~.k{m.id}" for m in marks if m.start < m.end)
    return "".join(f"{rule}{{background:var(--mark-wash);box-shadow:0 0 0 .16em var(--mark-wash)}}\n" for rule in rules)


def _lang(language: str | None) -> str:
    return f' lang="{escaped(language)}"' if language else ""
