"""The smallest change of grades that flips an answer, against trying every way to regrade everybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.model import Act, Certainty, Mode
from variorum.reasoning import Proposition, Status, Witness
from variorum.reasoning.weighing import Bar, Credibility, Disagreeing, Reliability, Unknown, weigh_verdict
from variorum.reasoning.weighing.flips import MOST_CHANGES, smallest_flips
from variorum.reasoning.weighing.grade import ALL, Grade, VoicePlace
from variorum.reasoning.weighing.graded import Graded
from variorum.reasoning.weighing.scale import Mark
from variorum.reasoning.witness import Window

from .conftest import Shelf


def claim(number: int, voice: int, of_voice: tuple[Grade, ...], of_claim: tuple[Grade, ...] = ()) -> Graded:
    w = Witness(number, "leads", 1, 2, Window(), True, Certainty.CERTAIN, Mode.ACTUAL, Act.ASSERTS, voice, (voice,), 1, number, number + 1)
    return Graded(w, of_voice, of_claim, ())


def grade(voice: int, mark: str, grader: str = "mara", line: int = 1) -> Grade:
    return Grade(VoicePlace("D1", f"V{voice}", None), ALL, Reliability(mark), grader, None, None, line)


bars = st.builds(
    Bar,
    voice=st.sampled_from((Reliability.B, Reliability.C, Reliability.D)),
    ungraded=st.sampled_from(Unknown),
    unjudged=st.sampled_from(Unknown),
    disagreeing=st.sampled_from(Disagreeing),
)
#: Three voices, each with the marks of up to two graders; five claims, each by one of them; which claims make the answer yes.
worlds = st.tuples(
    st.lists(st.dictionaries(st.sampled_from(("mara", "jo")), st.sampled_from("ACDF"), max_size=2), min_size=3, max_size=3),
    st.lists(st.integers(0, 2), min_size=1, max_size=5),
    st.lists(st.booleans(), min_size=5, max_size=5),
)


def ways(keys: list[tuple[int, str]], size: int) -> Iterator[dict[tuple[int, str], Mark]]:
    """Every way to give so many grades another mark, or a first one."""
    for chosen in combinations(keys, size):
        for marks in product([m for m in Reliability if m is not Reliability.F], repeat=size):
            yield dict(zip(chosen, marks, strict=True))


@settings(max_examples=60, deadline=None)
@given(worlds, bars)
def test_flips_are_the_smallest_there_are(world: tuple[list[dict[str, str]], list[int], list[bool]], bar: Bar) -> None:
    marks, voices, sides = world
    given_grades = [tuple(grade(v, m, who, 10 * v + i) for i, (who, m) in enumerate(sorted(ms.items()))) for v, ms in enumerate(marks)]
    claims = [claim(n, v, given_grades[v]) for n, v in enumerate(voices)]

    def answer(counting: frozenset[int]) -> tuple[bool, bool]:
        return any(sides[c] for c in counting), any(not sides[c] for c in counting)

    def regraded(new: dict[tuple[int, str], Mark]) -> tuple[bool, bool]:
        """The answer when graders give these marks instead; ("nobody" is the first grader of a voice that has none)."""
        changed = []
        for c in claims:
            v = c.witness.voice
            first = tuple(replace(grade(v, "A"), mark=m) for (w, who), m in new.items() if w == v and who == "nobody")
            changed.append(replace(c, of_voice=first + tuple(replace(g, mark=new.get((v, g.grader), g.mark)) for g in c.of_voice)))
        return answer(frozenset(g.witness.claim for g in changed if bar.admits(g)))

    found = smallest_flips(claims, bar, answer)
    keys = [(v, who) for v in sorted(set(voices)) for who in (marks[v] or {"nobody": ""})]
    assert regraded({}) == found.now
    smallest = next((n for n in range(1, MOST_CHANGES + 1) if any(regraded(new) != found.now for new in ways(keys, n))), None)
    assert (len(found.flips[0].changes) if found.flips else None) == smallest
    assert found.complete or len(keys) > MOST_CHANGES
    for flip in found.flips:
        new = {(c.voice or 0, c.grade.grader if c.grade else "nobody"): c.to for c in flip.changes}
        assert len(new) == len(flip.changes) and regraded(new) == flip.becomes != found.now


def test_a_dropped_grade_flips(shelf: Shelf) -> None:
    shelf.claim("part_of", "A", "B", by="Omar", when="2007")
    shelf.claim("part_of", "A", "B", by="Hadi", when="2007", denied=True)
    shelf.grade("Omar", "B")
    shelf.grade("Hadi", "D")
    p = Proposition("part_of", shelf.id("A"), shelf.id("B"))
    f = weigh_verdict(shelf, p, None, shelf.judged).flips
    assert f.now is Status.HELD
    assert [([(c.voice, str(c.grade.mark if c.grade else "-"), str(c.to)) for c in x.changes], x.becomes) for x in f.flips] == [
        ([(shelf.id("Omar"), "B", "D")], Status.UNKNOWN),
        ([(shelf.id("Hadi"), "D", "C")], Status.CONTESTED),
    ]
    assert "2 smallest ways, of 1 grade" in f.words()


def test_a_renaming_below_the_bar_carries_nothing(shelf: Shelf) -> None:
    shelf.claim("became", "Old", "New", by="Hadi", when="2005")
    shelf.claim("leads", "X", "Old", by="Omar", when="2004")
    p = Proposition("leads", shelf.id("X"), shelf.id("New"))
    assert weigh_verdict(shelf, p, None, shelf.judged).flips.now is Status.HELD
    shelf.grade("Hadi", "E")
    assert weigh_verdict(shelf, p, None, shelf.judged).flips.now is Status.UNKNOWN


def test_one_grade_that_two_claims_lean_on_is_changed_once() -> None:
    alone = grade(1, "B")
    other = grade(1, "C", "jo", 2)
    claims = [claim(0, 1, (alone,)), claim(1, 1, (alone, other))]
    found = smallest_flips(claims, Bar(), lambda counting: not counting)
    assert [len(f.changes) for f in found.flips] == [1]
    assert found.flips[0].changes[0].grade == alone


def test_claims_with_a_bar_of_their_own_can_be_regraded() -> None:
    found = smallest_flips([claim(0, 1, ())], Bar(voice=None, claim=Credibility.THREE), bool)
    assert [(c.claim, c.voice, str(c.to)) for c in found.flips[0].changes] == [(0, None, "4")]


def test_a_search_that_is_cut_short_says_so() -> None:
    claims = [claim(n, n, (grade(n, "B", line=n + 1),)) for n in range(12)]
    found = smallest_flips(claims, Bar(), bool, most_changes=3)
    assert not found.flips and not found.complete and found.searched == 3
    assert found.enough is not None and (len(found.enough.changes), found.enough.becomes) == (12, False)
    assert "12 together do, and none of these can be spared" in found.words()
    short = smallest_flips(claims, Bar(), bool, most_tries=30)
    assert not short.complete and short.tried >= 30 and short.searched == 1


def test_beyond_the_search_what_is_not_needed_is_taken_back() -> None:
    """Seven voices carry it, and five more do not; that all twelve sink is more than is needed."""
    claims = [claim(n, n, (grade(n, "B", line=n + 1),)) for n in range(12)]
    found = smallest_flips(claims, Bar(), lambda counting: any(c % 2 or c == 0 for c in counting), most_changes=2)
    assert found.enough is not None and {c.voice for c in found.enough.changes} == {0, 1, 3, 5, 7, 9, 11}
    assert found.shown == (found.enough,)


def test_an_answer_that_no_grade_moves_is_said_to_be_one() -> None:
    claims = [claim(n, n, (grade(n, "B", line=n + 1),)) for n in range(12)]
    found = smallest_flips(claims, Bar(), lambda counting: True, most_changes=2)
    assert found.enough is None and "Nor do all grades lowered together, or all raised" in found.words()


def test_where_the_bar_asks_nothing_there_is_nothing_to_regrade() -> None:
    found = smallest_flips([claim(0, 1, (grade(1, "E"),))], Bar(voice=None), bool)
    assert found.now is True and not found.flips and found.complete and "nothing to regrade" in found.words()
