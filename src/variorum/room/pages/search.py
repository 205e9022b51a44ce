"""One box for questions and for words: an answer where the question is understood, who is called so, and where the words stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from variorum.asking import Answer, Most
from variorum.asking.grammar import read_question
from variorum.asking.grammar import words as question_words
from variorum.asking.search import Hit, Hits, Narrowed, shown
from variorum.asking.suggest import EXAMPLES, examples_of
from variorum.errors import QuestionError
from variorum.identity.folding import fold
from variorum.model import Document, vocabulary
from variorum.room import addresses
from variorum.room.findings import findings
from variorum.room.opened import Named, Opened, listed_documents
from variorum.room.paging import asked_page
from variorum.room.rendering import Page

_A_PAGE, _NAMES, _FACETS, _LONGEST = 20, 8, 12, 400
#: Of an answer: so many persons, bodies or dates, with so many claims of each side.
_SHOWN = Most(items=20, claims=6)


def search(opened: Opened, request: Request) -> Page:
    """What the box finds. Without a query: how to ask."""
    query = " ".join(request.query_params.get("q", "").split())[:_LONGEST]
    fields: dict[str, Any] = {"query": query, "answer": None, "refused": None, "named": (), "hits": None}
    if not query:
        fields["examples"] = opened.memo("examples", lambda: examples_of(opened.record))
        fields["forms"] = EXAMPLES
    else:
        fields["answer"], fields["refused"] = _answer(opened, query)
        fields["named"] = _named(opened, query)
        if fields["answer"] is None or "in" in request.query_params:
            fields.update(_found(opened, request, query))
    return Page("search.html", "", f"{query} · Search" if query else "Ask or search", fields)


def complete(opened: Opened, request: Request) -> Response:
    """What may be meant by the words typed so far, for the box: whole lines, as JSON."""
    typed = request.query_params.get("q", "")[:_LONGEST]
    return JSONResponse(list(dict.fromkeys(_completions(opened, typed)))[:10])


def _answer(opened: Opened, query: str) -> tuple[Answer | None, str | None]:
    """The answer, and what to say when it looks like a question and has none."""
    try:
        return opened.archive.ask(query, most=_SHOWN), None
    except QuestionError as err:
        asks = query.endswith("?") or query.split()[0].casefold() in _first_words()
        return None, str(err) if asks else None


def _first_words() -> frozenset[str]:
    words = question_words()
    found = (w for value in words.values() if isinstance(value, list) for w in value if isinstance(w, str))
    return frozenset(w for w in found if " " not in w) | {"who", "what", "where", "when"}


def _named(opened: Opened, query: str) -> list[tuple[Named, str]]:
    return [(opened.entities[f.entity], f.reason) for f in opened.record.find_entity(query)[:_NAMES] if f.entity in opened.entities]


def _found(opened: Opened, request: Request, query: str) -> dict[str, Any]:
    asked = request.query_params
    voice = opened.by_key.get(asked.get("voice", ""))
    year = asked.get("year", "")
    narrowed = Narrowed(
        asked.get("layer") or None, voice.entity if voice else None, asked.get("predicate") or None, int(year) if year.isdecimal() else None
    )
    hits = opened.archive.search(query, narrowed)
    if hits is None:
        return {}
    paging = asked_page(request, len(hits.hits), _A_PAGE)
    documents = opened.memo("documents", lambda: {d.id: d for d in listed_documents(opened)})
    page = [_shown(opened, documents[h.document], h, hits) for h in hits.hits[paging.offset : paging.offset + paging.size]]
    spelled = {p.text.casefold() for s in page for p in s["pieces"] if p.is_sought and not hits.sought.is_as_written(p.text)}
    return {
        "hits": hits,
        "shown": page,
        "spelled": sorted(spelled)[:_FACETS],
        "paging": paging,
        "facets": _facets(opened, request, hits),
        "narrowed": _narrowed(request, opened),
    }


def _shown(opened: Opened, document: Document, hit: Hit, hits: Hits) -> dict[str, Any]:
    return {
        "hit": hit,
        "document": document,
        "pieces": shown(opened.record.layout, document, hit, hits.sought),
        "disputed": sum(c in findings(opened).of_claim for c in hit.claims),
    }


def _facets(opened: Opened, request: Request, hits: Hits) -> list[tuple[str, list[tuple[str, int, str]]]]:
    """For each way to narrow: its name and, for each value, what to call it, how many hits it has, and where it leads."""

    def to(name: str, value: object) -> str:
        kept = {n: v for n, v in request.query_params.items() if n not in ("page", name)}
        return addresses.with_query(addresses.SEARCH, **{**kept, name: value})

    f = hits.facets
    layers = [(kind, n, to("layer", kind)) for kind, n in f.layers]
    voices = [(opened.label(v), n, to("voice", opened.entities[v].key)) for v, n in f.voices[:_FACETS] if v in opened.entities]
    predicates = [(p.replace("_", " "), n, to("predicate", p)) for p, n in f.predicates[:_FACETS]]
    years = [(str(y), n, to("year", y)) for y, n in f.years[: _FACETS * 3]]
    found = [("Layer", layers), ("Voice", voices), ("Claims of", predicates), ("Published", years)]
    return [(name, values) for name, values in found if len(values) > 1]


def _narrowed(request: Request, opened: Opened) -> list[tuple[str, str]]:
    """What the hits were narrowed to, and the address without it."""
    given = request.query_params
    found = []
    for name in ("layer", "voice", "predicate", "year"):
        if value := given.get(name):
            rest = {n: v for n, v in given.items() if n not in (name, "page")}
            label = opened.by_key[value].label if name == "voice" and value in opened.by_key else value.replace("_", " ")
            found.append((label, addresses.with_query(addresses.SEARCH, **rest)))
    return found


def _completions(opened: Opened, typed: str) -> Iterable[str]:
    """The line with its last words completed to a name, then to a phrase that questions use."""
    words = typed.split(" ")
    for n in range(min(4, len(words)), 0, -1):
        before, last = " ".join(words[:-n]), " ".join(words[-n:])
        folded = fold(last)
        if len(folded) < 2:
            continue
        sql = """SELECT arg_max(n.text, len(n.text)) FROM name n JOIN entity e USING (entity)
        WHERE starts_with(n.folded, ?) OR starts_with(lower(n.text), lower(?)) GROUP BY n.entity, e.claims ORDER BY e.claims DESC LIMIT 8"""
        for (name,) in opened.record.rows(sql, [folded, last]):
            yield f"{before} {name}".strip()
        if before and not any(read_question(typed)[:1]):
            for predicate in vocabulary().predicates.values():
                yield from (
                    f"{before} {phrase}" for phrase in predicate.asks if phrase.startswith(last.casefold()) and phrase != last.casefold()
                )
