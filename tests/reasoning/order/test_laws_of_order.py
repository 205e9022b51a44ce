"""Laws of the whole: a world whose truth is known, told truly but vaguely, and told by liars."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws import examples
from variorum.model import When
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning import Witnesses
from variorum.reasoning.order import find_order, tightened
from variorum.reasoning.order.constraints import constrain
from variorum.reasoning.order.network import Index, is_consistent
from variorum.reasoning.order.solve import solve
from variorum.reasoning.order.told import orders, told
from variorum.reasoning.witness import is_state

from ..conftest import Book
from .telling import document, order

DAY0 = date(2000, 1, 1).toordinal()
PERSONS, BODIES = ("Omar", "Hadi", "Rida"), ("Front", "Wing", "Band")
ACTS = ("pledged_to", "split_from", "praised", "founded")


def vague(draw: Any, first: int, last: int | None = None) -> str | None:
    """A true date for what happened on a day, or lasted for some: none, its year, month or day, a limit on one side, or about a year."""

    def part(day: int) -> str:
        return date.fromordinal(day).isoformat()[: draw(st.sampled_from((4, 7, 10)))]

    if last is not None:
        return draw(st.sampled_from((None, f"{part(first)}/{part(last)}", f"../{part(last)}", f"{part(first)}/..")))
    near = date.fromordinal(first + draw(st.sampled_from((-360, 0, 360)))).year
    return draw(st.sampled_from((None, part(first), f"../{part(first)}", f"{part(first)}/..", f"{near}~")))


@st.composite
def worlds(draw: Any) -> tuple[Book, dict[int, tuple[int, int]]]:
    """A record in which everything said is true, with the true first and last day of what each claim says."""
    book, truth = Book(), {}
    for e in (*PERSONS, *BODIES):
        book.id(e)
    death = {p: draw(st.integers(DAY0 + 400, DAY0 + 3000)) for p in PERSONS}
    begun = {b: draw(st.integers(DAY0, DAY0 + 1000)) for b in BODIES}
    ended = {b: begun[b] + draw(st.integers(0, 2000)) for b in BODIES}
    document(book, 1, "2009")

    def tell(predicate: str, subject: str | None, obj: str | None, first: int, last: int | None = None) -> None:
        claim = book.claim(predicate, subject, obj, when=vague(draw, first, last), by=draw(st.sampled_from(PERSONS)))
        truth[claim] = (first, first if last is None else last)

    for _ in range(draw(st.integers(1, 9))):
        who, body = draw(st.sampled_from(PERSONS)), draw(st.sampled_from(BODIES))
        day = draw(st.integers(DAY0, death[who]))
        match draw(st.sampled_from(("act", "state", "death", "life", "life"))):
            case "act":
                act = draw(st.sampled_from(ACTS))
                tell(act, who, body, min(begun[body], death[who]) if act == "founded" else day)
            case "state":
                tell("leads", who, body, day, draw(st.integers(day, death[who])))
            case "death":
                tell(*draw(st.sampled_from((("died", who, None), ("killed", None, who)))), death[who])
            case _:
                if begun[body] <= min(death.values()):
                    tell("founded", None, body, begun[body])
                tell("dissolved", body, None, ended[body])
    _orders(draw, book, truth)
    return book, truth


def _orders(draw: Any, book: Book, truth: dict[int, tuple[int, int]]) -> None:
    for _ in range(draw(st.integers(0, 5)) if len(truth) > 1 else 0):
        a, b = draw(st.permutations(sorted(truth)))[:2]
        edge = draw(st.sampled_from(("start", "end")))
        apart = truth[b][0] - truth[a][edge == "end"]
        least = draw(st.sampled_from((None, apart, apart - 30)))
        most = draw(st.sampled_from((apart, apart + 30, None) if least is not None else (apart, apart + 30)))
        order(book, a, b, least=least, most=most, edge=edge)


@settings(max_examples=examples(10), deadline=None)
@given(worlds())
def test_a_world_told_truly_is_never_called_impossible_and_every_bound_is_true(world: tuple[Book, dict[int, tuple[int, int]]]) -> None:
    book, truth = world
    assert list(find_order(book)) == []
    for t in tightened(book, Witnesses(book).all()).values():
        first, last = truth[t.claim]
        w = t.window
        assert w.start_earliest <= first <= w.start_latest
        if w.end_earliest != UNKNOWN_FUTURE:
            assert w.end_earliest <= last + 1 <= w.end_latest


@settings(max_examples=examples(10), deadline=None)
@given(worlds())
def test_tightening_never_widens_and_every_bound_narrows(world: tuple[Book, dict[int, tuple[int, int]]]) -> None:
    book, _ = world
    of = {w.claim: w for w in Witnesses(book).all()}
    said = told(book)
    for t in tightened(book, of.values()).values():
        edtf = said[t.claim].edtf
        if edtf is not None and edtf.endswith("~"):
            own = When.parse(edtf).loosened()
            assert own.start_earliest <= t.window.start_earliest < t.window.end_latest <= own.end_latest
            continue
        own_window = of[t.claim].window
        assert t.window != own_window
        assert t.bounds
        if is_state(of[t.claim].predicate):
            assert own_window.start_earliest <= t.window.start_earliest <= t.window.start_latest <= own_window.start_latest
            assert own_window.end_earliest <= t.window.end_earliest <= t.window.end_latest <= own_window.end_latest
        else:
            assert own_window.start_earliest <= t.window.start_earliest < t.window.end_latest <= own_window.end_latest
        assert t.window.start_earliest >= UNKNOWN_PAST


liars = st.lists(
    st.tuples(
        st.sampled_from(("died", "killed", "pledged_to", "attacked", "founded", "dissolved", "became", "leads")),
        st.sampled_from(("A", "B", "C")),
        st.sampled_from(("A", "B", "C")),
        st.sampled_from((None, "2001", "2002-03", "2003/2005", "../2002", "2004/..", "2005-06-07")),
        st.sampled_from(("V", "W")),
    ).filter(lambda c: c[1] != c[2]),
    min_size=1,
    max_size=9,
)
said_orders = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9), st.sampled_from(((0, None), (1, None), (300, 400)))), max_size=4)


def told_by_liars(claims: Any, pairs: Any, places: Any = None) -> tuple[Book, dict[int, int]]:
    """A record of these claims, put in in the order of ``places``, and for every claim its place in ``claims``."""
    book, number = Book(), {}
    for name in ("A", "B", "C", "V", "W"):
        book.id(name)
    for i in places or range(len(claims)):
        predicate, subject, obj, when, by = claims[i]
        alone = predicate in ("died", "dissolved")
        number[i] = book.claim(predicate, subject, None if alone else obj, when=when, by=by)
    for a, b, (least, most) in pairs:
        if a != b and max(a, b) <= len(claims):
            order(book, number[a - 1], number[b - 1], least=least, most=most, by="V")
    return book, {n: i for i, n in number.items()}


@settings(max_examples=examples(10), deadline=None)
@given(liars, said_orders)
def test_every_disorder_has_sides_and_its_smallest_set_is_minimal(claims: Any, pairs: Any) -> None:
    book, _ = told_by_liars(claims, pairs)
    every = Witnesses(book).all()
    made = constrain(every, orders(book), told(book))
    having = Index.by(made.network.source, made.network.sources)
    number = {s: i for i, s in enumerate(made.sources)}
    for d in find_order(book):
        assert len(d.sides) >= 2
        assert all(s.claims and s.voices for s in d.sides)
        assert d.words
        small = [number[s] for s in d.smallest]
        assert not is_consistent(made.network, [c for s in small for c in having[s]])
        assert all(is_consistent(made.network, [c for s in small if s != gone for c in having[s]]) for gone in small)


@settings(max_examples=examples(8), deadline=None)
@given(liars, said_orders, st.randoms(use_true_random=False))
def test_the_order_in_which_claims_come_does_not_matter(claims: Any, pairs: Any, random: Any) -> None:
    places = list(range(len(claims)))
    random.shuffle(places)
    (a, at_a), (b, at_b) = told_by_liars(claims, pairs), told_by_liars(claims, pairs, places)
    assert bool(list(find_order(a))) == bool(list(find_order(b)))
    if not list(find_order(a)):
        first = {at_a[t.claim]: t.window for t in tightened(a, Witnesses(a).all()).values()}
        second = {at_b[t.claim]: t.window for t in tightened(b, Witnesses(b).all()).values()}
        assert first == second


@settings(max_examples=examples(6), deadline=None)
@given(liars, said_orders, st.randoms(use_true_random=False))
def test_the_same_claims_in_any_order_give_the_same_disorders_and_days(claims: Any, pairs: Any, random: Any) -> None:
    book, _ = told_by_liars(claims, pairs)
    every = list(Witnesses(book).all())
    shuffled = every[:]
    random.shuffle(shuffled)
    assert list(find_order(book, witnesses=every)) == list(find_order(book, witnesses=shuffled))
    a, b = (solve(constrain(ws, orders(book), told(book)).network) for ws in (every, shuffled))
    assert (a.earliest, a.latest) == (b.earliest, b.latest)
