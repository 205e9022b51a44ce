"""The parts of a page beside the text: a note of the apparatus, and the lists of voices, entities, dates and what was not read."""

from __future__ import annotations

from itertools import groupby

from variorum.model import Assessment, DateMention, Entity, Name, Unread
from variorum.model.claim import SPEAKERS, Act
from variorum.model.date_mention import Bound, Calendar
from variorum.publishing.edition import STANCE_WORDS, STATUS_WORDS, Edition, Entry, Link, Status
from variorum.publishing.page_text import escaped

#: A lemma longer than this many words is cut in its middle, as editors do; the words themselves are underlined in the text.
_LEMMA = 9


def glyph(status: Status) -> str:
    """The one sign of a status, with its name for those who do not see it."""
    return f'<svg class="g" role="img" aria-label="{STATUS_WORDS[status]}"><use href="#g-{status}"/></svg>'


def siglum(edition: Edition, voice: str, *, named: bool = False) -> str:
    """The letter of a voice as a link to the list of voices; with its name if wanted. Empty for who does not speak."""
    if voice not in edition.sigla:
        return ""
    label = escaped(edition.labels.get(voice, voice))
    number = list(edition.sigla).index(voice) + 1
    letter = f'<a class="sig" href="#v{number}" title="{label}">{edition.sigla[voice]}</a>'
    return f"{letter} <bdi>{label}</bdi>" if named else letter


def entry(edition: Edition, e: Entry) -> str:
    """The note of a claim: number, lemma, status, chain of voices, then what the last of them says, and where.

    The sentence stands only behind the voices that bring it: no claim is ever shown bare.
    """
    n, c = e.number, e.claim
    status = "" if e.status is Status.HELD else f" {STATUS_WORDS[e.status]}"
    head = (
        f'<a class="n" href="#c{n}" aria-label="claim {n}: its words in the text">{n}</a>'
        f'<span class="lemma" dir="auto">{_lemma(c.quote)}</span><span class="st"><span class="lemma-end">]</span>{glyph(e.status)}{status}</span>'
    )
    when = f", <time>{escaped(c.when)}</time>" if c.when else ""
    extra = f" ({escaped('; '.join(e.extra))})" if e.extra else ""
    score = f"score {c.score:.2f} · " if c.score is not None else ""
    place = f'<span class="small">· <span class="num">{score}{c.start}–{c.end} {escaped(c.id)}</span></span>'
    says = f'<span class="says"><bdi>{escaped(e.sentence)}</bdi>{when}{extra}</span> {place}'
    if len(e.chain) == 1:
        told = f"<p>{_link(edition, e.chain[0])}: {says}</p>"
    else:
        told = f'<ol class="chain" aria-label="Chain of voices, outermost first">{"".join(map(_step, e.chain))}</ol>'
        told += f"<p>so {siglum(edition, e.chain[-1].voice)}: {says}</p>"
    judged = "".join(_assessment(edition, a) for a in edition.judged(e))
    return f'<div class="entry" id="a{n}"><p>{head}</p>{told}{judged}</div>'


def predicates(edition: Edition) -> str:
    """How many claims each predicate has."""
    return _run([f"{escaped(name)} {count}" for name, count in edition.predicates()]) if edition.entries else "<p>None was found.</p>\n"


def voices(edition: Edition) -> str:
    """Each siglum with the voice it stands for and the claims that it commits to or hands on."""
    rows = []
    for number, (voice, letter) in enumerate(edition.sigla.items(), 1):
        own = [e.number for e in edition.entries if e.chain[-1].voice == voice]
        handed = [e.number for e in edition.entries if any(x.voice == voice for x in e.chain[:-1])]
        kind = f"{voice[1:]} of the document" if voice in SPEAKERS else "named in the text"
        label = f"<bdi>{escaped(edition.labels.get(voice, voice))}</bdi>"
        rows.append(
            f'<tr id="v{number}"><td><b class="sig">{letter}</b></td><td class="s">{label}</td><td>{kind}</td>'
            f"<td>{_claims(own)}</td><td>{_claims(handed)}</td></tr>"
        )
    return _table(("siglum", "voice", "who it is", "commits to claims", "hands on claims"), rows)


def entities(edition: Edition) -> str:
    """Each entity with all names that the text gives it, and the claims about it."""
    about: dict[str, list[int]] = {}
    for e in edition.entries:
        a = e.claim.args
        for key in dict.fromkeys((e.claim.subject, e.claim.object, a.from_, a.org, a.place)):
            if key is not None:
                about.setdefault(key, []).append(e.number)
    ordered: list[Entity] = sorted(edition.reading.entities, key=lambda e: -len(about.get(e.key, ())))
    rows = [
        f'<tr><td class="s"><bdi>{escaped(e.label)}</bdi></td><td>{e.type}</td>'
        f"<td>{'; '.join(map(_name, e.names))}</td>"
        f"<td>{_claims(about.get(e.key, []))}</td></tr>"
        for e in ordered
    ]
    return _table(("entity", "kind", "names in the text", "claims about it"), rows)


def dates(edition: Edition) -> str:
    """Each date as written, linked to its place, and what was made of it."""
    rows = [
        f'<tr><td class="s"><a href="#d{n}"><bdi>{escaped(d.quote)}</bdi></a></td><td>{_read_as(d)}</td><td>{escaped(_remarks(d))}</td></tr>'
        for n, d in enumerate(edition.reading.dates, 1)
    ]
    return _table(("as written", "read as", "remarks"), rows)


def unread(edition: Edition) -> str:
    """What was seen and not made out, by kind, each linked to its place."""
    numbered = sorted(enumerate(edition.reading.unread, 1), key=lambda x: (x[1].kind, x[0]))
    if not numbered:
        return "<p>Nothing that was seen was left unread.</p>\n"
    parts = []
    for kind, group in groupby(numbered, key=lambda x: x[1].kind):
        items = [f'<a id="w{n}" href="#u{n}"><bdi>{_words(edition, u)}</bdi></a>{_note(edition, u)}' for n, u in group]
        parts.append(f"<h3>{escaped(kind[:1].upper() + kind[1:])} ({len(items)})</h3>{_run(items)}")
    return "".join(parts)


def _link(edition: Edition, x: Link) -> str:
    said = f" <time>{escaped(x.said)}</time>" if x.said else ""
    return f'{siglum(edition, x.voice)} <bdi>{escaped(x.label)}</bdi> <span class="act">{x.act}</span>{said}'


def _step(x: Link) -> str:
    kind = ("quote" if x.act == Act.QUOTES else "tell") + (" org" if x.is_body else "")
    said = f"<time>{escaped(x.said)}</time>" if x.said else ""
    return f'<li data-s="{x.siglum}" class="{kind}">{said}<b><bdi>{escaped(x.label)}</bdi></b> <span class="act">{x.act}</span></li>'


def _assessment(edition: Edition, a: Assessment) -> str:
    return f'<p class="small">{siglum(edition, a.voice, named=True)} {STANCE_WORDS[a.stance]}: “<bdi>{_lemma(a.quote)}</bdi>”</p>'


def _lemma(quote: str) -> str:
    words = quote.split()
    return escaped(" ".join(words) if len(words) <= _LEMMA else f"{' '.join(words[:4])} … {' '.join(words[-4:])}")


def _read_as(d: DateMention) -> str:
    if d.best is None:
        return "could not be told"
    allows = f" ({'; '.join(map(str, d.reckonings))})" if d.reckonings else ""
    return f"<time>{escaped(d.best.edtf)}</time>{escaped(allows)}"


def _remarks(d: DateMention) -> str:
    hijri = f"Hijri {d.written}" if d.calendar is Calendar.HIJRI else None
    bound = str(d.bound) if d.bound is not Bound.AT else None
    return "; ".join(x for x in (hijri, bound, "year inferred" if d.year_inferred else None, d.note) if x)


def _name(name: Name) -> str:
    return f"<bdi>{escaped(name.text)}</bdi> ({str(name.kind).replace('_', ' ')})"


def _words(edition: Edition, u: Unread) -> str:
    words = _lemma(edition.text[u.start : u.end])
    return words or f"at {u.start}"


def _note(edition: Edition, u: Unread) -> str:
    return f": {escaped(u.note)}" if u.note and u.note != edition.text[u.start : u.end] else ""


def _claims(numbers: list[int]) -> str:
    return " ".join(f'<a href="#a{n}" aria-label="claim {n}">{n}</a>' for n in numbers)


def _run(items: list[str]) -> str:
    return f'<ul class="runs">{"".join(f"<li>{x}</li>" for x in items)}</ul>\n'


def _table(columns: tuple[str, ...], rows: list[str]) -> str:
    if not rows:
        return "<p>None was found.</p>\n"
    head = "".join(f'<th scope="col">{c}</th>' for c in columns)
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n" + "\n".join(rows) + "\n</tbody></table>\n"
