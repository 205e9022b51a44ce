"""What differs between two records, in sets: held against the comparison that looks at every claim, answer and dispute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws import examples
from tests.reasoning.test_comparison import reading
from tests.record.small_archives import Book, archives
from variorum.identity.decisions import Decision, DecisionKind, Side
from variorum.model import Act, Claim, Polarity, Reading, Voice
from variorum.reasoning import compare
from variorum.reasoning.comparison import Comparison
from variorum.reasoning.differing import differing
from variorum.reasoning.settled import settle
from variorum.reasoning.states import Status
from variorum.record import reduce
from variorum.record.last_build import Differences, Moved, Regrouped

APART = [Decision(DecisionKind.NOT_SAME, Side("a", "O"), Side("b", "O"))]


def both(
    before: Sequence[Reading], after: Sequence[Reading], decided_before: Sequence[Decision] = (), decided_after: Sequence[Decision] = ()
) -> tuple[Differences, Comparison]:
    """What the two ways to compare say of the records of these readings."""
    with TemporaryDirectory() as folder, duckdb.connect() as con:
        for name, readings, decided in (("old", before, decided_before), ("new", after, decided_after)):
            reduce(list(readings), decided, path=Path(folder) / name, finish=settle)
            con.execute(f"ATTACH '{folder}/{name}' AS {name} (READ_ONLY)")
        in_sets = differing(lambda sql, given=(): con.execute(sql, list(given)).fetchall(), True)
        with duckdb.connect() as old, duckdb.connect() as new:
            for opened, name in ((old, "old"), (new, "new")):
                opened.execute(f"ATTACH '{folder}/{name}' AS r (READ_ONLY)")
                opened.execute("USE r")
            return in_sets, compare(Book(old), Book(new))


@settings(max_examples=examples(3), deadline=None)
@given(found=archives)
def test_a_record_does_not_differ_from_itself(found: list[Reading]) -> None:
    assert both(found, found)[0].is_empty


@settings(max_examples=examples(3), deadline=None)
@given(found=archives, data=st.data())
def test_in_sets_it_says_what_the_whole_comparison_says(found: list[Reading], data: st.DataObject) -> None:
    other = [r for r in found if data.draw(st.booleans())]
    other = [replace(r, claims=r.claims[data.draw(st.integers(0, 2)) :], assessments=()) for r in other]
    turned = data.draw(st.booleans())
    before, after = (other, found) if turned else (found, other)
    in_sets, whole = both(before, after, [], APART if data.draw(st.booleans()) else [])
    assert in_sets.documents_new.first == whole.documents_new
    assert in_sets.documents_gone.first == whole.documents_gone
    assert in_sets.claims_new.first == tuple(f"{c:016x}" for c in whole.claims_new)
    assert in_sets.claims_gone.first == tuple(f"{c:016x}" for c in whole.claims_gone)
    changed = [(a.before.status, a.after.status) for a in whole.answers if a.before.status is not a.after.status]
    assert sorted((m.before, m.after) for m in in_sets.states.first) == sorted(pair for pair in changed if Status.UNKNOWN not in pair)
    assert in_sets.states_new == sum(was is Status.UNKNOWN for was, _ in changed)
    assert in_sets.states_gone == sum(now is Status.UNKNOWN for _, now in changed)
    assert (in_sets.joined.total, in_sets.parted.total) == (len(whole.joined), len(whole.parted))
    for listed, disputes in ((in_sets.disputes_opened, whole.opened), (in_sets.disputes_closed, whole.closed)):
        assert sorted((q.kind, q.question) for q in listed.first) == sorted((str(d.kind), d.question) for d in disputes)


def test_what_a_decision_parts_is_named_as_decided() -> None:
    leads = Claim("c", "leads", "O", "F", 0, 1, "x", (Voice("@author", Act.ASSERTS),), "2007")
    found, _ = both([reading("a", leads), reading("b", leads)], [reading("a", leads), reading("b", leads)], [], APART)
    (parted,) = found.parted.first
    assert parted == Regrouped("Omar Hadi Tarrif", ("Omar Hadi Tarrif",), decided=True)
    assert found.words() == ("1 dispute opened", "1 name parted"), "two of one name cannot both lead it"


def test_a_denial_that_came_in_moves_a_state_and_opens_a_dispute() -> None:
    author = (Voice("@author", Act.ASSERTS),)
    yes = Claim("c", "leads", "O", "F", 0, 1, "x", author, "2007")
    no = replace(yes, polarity=Polarity.DENIED)
    found, _ = both([reading("a", yes)], [reading("a", yes), reading("b", no)])
    assert found.states.first == (Moved("Omar Hadi Tarrif led Front of the Plain", "held", "contested"),)
    assert [q.question for q in found.disputes_opened.first] == ["Was Front of the Plain under Omar Hadi Tarrif?"]


def test_an_act_after_a_death_opens_a_question_of_order() -> None:
    author = (Voice("@author", Act.ASSERTS),)
    died = Claim("c", "died", "O", None, 0, 1, "x", author, "2006")
    late = Claim("d", "pledged_to", "O", "F", 2, 3, "x", author, "2008")
    found, _ = both([reading("a", died)], [reading("a", died, late)])
    assert [(q.kind, q.question) for q in found.disputes_opened.first] == [("order", "Was Omar Hadi Tarrif dead by then?")]


def test_of_records_with_other_words_only_documents_claims_and_names_are_compared() -> None:
    with TemporaryDirectory() as folder, duckdb.connect() as con:
        author = (Voice("@author", Act.ASSERTS),)
        for name, readings in (("old", []), ("new", [reading("a", Claim("c", "leads", "O", "F", 0, 1, "x", author, "2007"))])):
            reduce(readings, path=Path(folder) / name, finish=settle)
            con.execute(f"ATTACH '{folder}/{name}' AS {name} (READ_ONLY)")
        found = differing(lambda sql, given=(): con.execute(sql, list(given)).fetchall(), False)
    assert found.words() == ("1 document new", "1 claim new")
    assert found.states_new == 0
