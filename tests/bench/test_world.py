"""The simulated world keeps its laws: what it calls true could be true, and whoever it calls honest says what was so."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulation.filling import World, make_world, open_world
from simulation.making import make_truth
from simulation.telling import Teller
from simulation.truth import DURABLE, LAST_DAY, OPEN, PREDICATE, Size, Truth
from simulation.voices import Manners, Role, make_voices
from tests.laws import examples
from variorum.identity.folding import fold
from variorum.model import Pattern, When, vocabulary
from variorum.record.open import open_record

NAME = {i: n for n, i in PREDICATE.items()}
_worlds = settings(max_examples=examples(5), deadline=None, suppress_health_check=[HealthCheck.too_slow])
seeds = st.integers(0, 10_000)


def claims(truth: Truth, manners: Manners = Manners()) -> dict[str, Any]:  # noqa: B008
    chunks = list(Teller(truth, make_voices(truth, manners), manners).chunks())
    return {name: np.concatenate([c[name] for c in chunks]) for name in chunks[0]}


def body(truth: Truth, entity: int) -> int:
    """The last name of a body; anybody else himself."""
    same = np.flatnonzero(truth.body == truth.body[entity])
    return int(same[-1]) if truth.body[entity] >= 0 else int(entity)


def touches(truth: Truth, event: int, patterns: tuple[Pattern, ...], tie: int) -> bool:
    """Whether one of the event's effects is on the tie, by the words of the vocabulary."""
    e, t = truth.events, truth.ties
    slots = {"subject": e.subject[event], "object": e.object[event], "from": e.from_[event], "org": e.org[event]}
    for p in patterns:
        ends = [body(truth, slots[term]) if term != "*" else None for term in p.terms]
        here = [int(t.x[tie]), int(t.y[tie])]
        topic = NAME[int(t.topic[tie])]
        if topic == "exists":  # is of one name, not of the body
            ends = [slots.get(term) for term in p.terms]
        if p.name == "all" and ends[0] in here and topic != "exists":
            return True
        if p.name == "personal" and (ends[0] == here[0] or (topic == "detained" and ends[0] == here[1])):
            return True
        if p.name == topic and all(a is None or a == b for a, b in zip(ends, here, strict=False)):
            return True
    return False


@_worlds
@given(seeds)
def test_functional_states_do_not_overlap(seed: int) -> None:
    t = make_truth(seed, Size(4000)).ties
    spans = defaultdict(list)
    for topic, x, y, start, end in zip(t.topic, t.x, t.y, t.start, t.end, strict=True):
        assert start < end
        if vocabulary()[NAME[topic]].functional == "object":
            spans[topic, y].append((start, end))
        spans[topic, x, y].append((start, end))  # and nothing is twice at once
    assert all(a[1] <= b[0] for found in spans.values() for a, b in zip(sorted(found), sorted(found)[1:], strict=False))


@_worlds
@given(seeds)
def test_the_truth_obeys_the_event_calculus(seed: int) -> None:
    """What an event ends is over by its day, what it begins is there from its day on, and every lasting tie that ends was ended by an event."""
    truth = make_truth(seed, Size(1500))
    t, e = truth.ties, truth.events
    for event in range(len(e.day)):
        p, day = vocabulary()[NAME[int(e.predicate[event])]], int(e.day[event])
        for tie in range(len(t.x)):
            if t.start[tie] < day < t.end[tie]:
                assert not touches(truth, event, p.terminates, tie), (p.name, NAME[int(t.topic[tie])])
    for tie in range(len(t.x)):
        begin, end = int(t.begin[tie]), int(t.ended_by[tie])
        if begin >= 0:
            assert t.start[tie] == e.day[begin] and touches(truth, begin, vocabulary()[NAME[int(e.predicate[begin])]].initiates, tie)
        if end >= 0:
            assert t.end[tie] == e.day[end] and touches(truth, end, vocabulary()[NAME[int(e.predicate[end])]].terminates, tie)
        assert end >= 0 or t.end[tie] == OPEN or int(t.topic[tie]) not in DURABLE


@_worlds
@given(seeds)
def test_the_same_seed_tells_the_same(seed: int) -> None:
    a, b = (claims(make_truth(seed, Size(1000))) for _ in range(2))
    assert all((a[name] == b[name]).all() for name in a)
    other = claims(make_truth(seed + 1, Size(1000)))
    assert (a["claim_id"] != other["claim_id"]).any() and (a["subject"] != other["subject"]).any()
    assert len(np.unique(a["claim_id"])) == len(a["claim_id"]) == 1000


@_worlds
@given(seeds)
def test_honest_claims_are_true(seed: int) -> None:
    truth = make_truth(seed, Size(3000))
    c = claims(truth)
    t, e = truth.ties, truth.events
    ties, events = defaultdict(list), defaultdict(list)
    for topic, x, y, start, end in zip(t.topic, t.x, t.y, t.start, t.end, strict=True):
        ties[int(topic), int(x), int(y)].append((start, end))
    for values in zip(e.predicate, e.subject, e.object, e.from_, e.org, e.day, strict=True):
        events[tuple(map(int, values[:5]))].append(values[5])
    bearing = c["telling"] >= 0
    for i in np.flatnonzero(bearing & (c["truthful"] == 1) & (c["mode"] == 0)):
        s1, s2, e1, e2 = (c[n][i] for n in ("start_earliest", "start_latest", "end_earliest", "end_latest"))
        key = int(c["predicate"][i]), body(truth, c["subject"][i]), body(truth, c["object"][i])
        if c["polarity"][i] < 0:
            topic = PREDICATE["sworn_to"] if c["event"][i] else key[0]
            assert (topic, *key[1:]) not in ties
        elif c["event"][i]:
            what = tuple(int(c[n][i]) for n in ("predicate", "subject", "object", "from_", "org"))
            assert any(s1 <= day <= s2 for day in events[what])
        else:
            point, still = c["form"][i] == 1, e1 == OPEN  # "in A" is of the whole of A; "since A" is still so at the end of A
            for a, b in ties[key]:
                if (a <= s1 and e2 <= min(b, LAST_DAY)) if point else s1 < 0 or (s1 <= a <= s2 and (s2 < b if still else e1 <= b <= e2)):
                    break
            else:
                raise AssertionError(f"no tie is like {key}, {c['form'][i]} {s1, s2, e1, e2}: {ties[key]}")


@_worlds
@given(seeds)
def test_who_is_honest_tells_the_end_of_what_has_ended(seed: int) -> None:
    truth = make_truth(seed, Size(3000))
    voices = make_voices(truth, Manners())
    c = claims(truth)
    t, e = truth.ties, truth.events
    said = set(zip(*(c[n] for n in ("voice", "predicate", "subject", "object", "org")), strict=True))
    dated = c["start_latest"] < OPEN
    ended = set(zip(*(c[n][dated] for n in ("voice", "predicate", "subject", "object")), strict=True))
    for voice in np.flatnonzero(voices.role == Role.HONEST) + truth.first_voice:
        for tie in np.flatnonzero(~t.again & (t.ended_by >= 0) & np.isin(t.topic, list(DURABLE))):
            state = (voice, t.topic[tie], t.x_then[tie], t.y_then[tie], 0)
            begin = t.begin[tie]
            begun = (voice, e.predicate[begin], e.subject[begin], e.object[begin], e.org[begin]) if begin >= 0 else None
            if state in said or begun in said:
                end = t.ended_by[tie]
                assert (voice, e.predicate[end], e.subject[end], e.object[end]) in ended


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return make_world(tmp_path_factory.mktemp("worlds") / "w", claims=3000, seed=5)


def test_the_record_opens_as_a_built_one_does(world: World) -> None:
    record = open_record(world.layout)
    rows = record.rows
    assert rows("SELECT count(*), count(DISTINCT claim_id) FROM claim") == [(3000, 3000)]
    assert rows("SELECT count(*) FROM (FROM claim EXCEPT FROM claim_o)") == [(0,)]
    assert rows("SELECT count(*) FROM (FROM claim WHERE arg_from > 0 OR arg_org > 0 EXCEPT FROM claim_a)") == [(0,)]
    assert rows("SELECT count(*) FROM claim JOIN claim_text USING (claim_id, doc)") == [(3000,)]
    order = rows("SELECT subject, predicate, start_earliest, claim_id FROM claim ORDER BY rowid")
    assert order == sorted(order)
    assert rows("SELECT count(*) FROM claim WHERE chain[len(chain)] <> voice OR voice = 0") == [(0,)]
    assert rows("SELECT count(*) FROM claim_text t JOIN claim c USING (claim_id) WHERE len(t.acts) <> len(c.chain)") == [(0,)]
    assert rows("SELECT max(n) FROM (SELECT count(*) AS n FROM claim GROUP BY doc, span_start)") == [(1,)]
    label = rows("SELECT label FROM entity ORDER BY claims DESC LIMIT 1")[0][0]
    assert record.find_entity(label)[0].label == label
    assert all(folded == fold(text) for text, folded in rows("SELECT text, folded FROM name"))
    record.close()


def test_the_days_are_those_of_the_words(world: World) -> None:
    record = open_record(world.layout)
    sql = """SELECT p.name, t.edtf, c.start_earliest, c.start_latest, c.end_earliest, c.end_latest
    FROM claim c JOIN claim_text t USING (claim_id) JOIN predicate p USING (predicate) WHERE t.edtf IS NOT NULL"""
    found = record.rows(sql)
    assert len(found) > 2000
    for name, edtf, *days in found:
        when = When.parse(edtf) if vocabulary()[name].is_state else When.parse(edtf).as_event()
        assert days == [when.start_earliest, when.start_latest, when.end_earliest, when.end_latest], (name, edtf)
    record.close()


def test_copyists_commit_to_nothing(world: World) -> None:
    record = open_record(world.layout)
    copying = world.voices_of(Role.COPYIST)
    marks = ",".join(map(str, copying))
    assert record.rows(f"SELECT count(*) FROM claim WHERE voice IN ({marks})") == [(0,)]
    assert record.rows(f"SELECT count(*) FROM claim WHERE len(chain) > 1 AND chain[1] NOT IN ({marks})") == [(0,)]
    assert record.rows("SELECT count(*) > 300 FROM claim WHERE len(chain) > 1") == [(True,)]
    record.close()


def test_only_liars_lie(world: World, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    def false(w: World) -> set[int]:
        found: set[int] = set()
        for path in sorted((w.layout.root / "claims").glob("*.parquet")):
            table = pq.read_table(path, columns=["voice", "truthful"]).to_pydict()
            found |= {v for v, t in zip(table["voice"], table["truthful"], strict=True) if not t}
        return found

    assert false(world) and false(world) <= set(world.voices_of(Role.LIAR))
    assert not false(make_world(tmp_path / "h", claims=2000, seed=5, manners=Manners(liars=0.0)))


def test_a_world_is_opened_as_it_was_made(world: World) -> None:
    again = open_world(world.layout.root)
    assert (again.truth.ties.start == world.truth.ties.start).all() and again.voices_of(Role.LIAR) == world.voices_of(Role.LIAR)
    assert again.truth.seed == 5 and again.claims == world.claims
