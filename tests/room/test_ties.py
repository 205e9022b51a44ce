"""Every state of the vocabulary has words, and the ties between persons and groups a form."""

from __future__ import annotations

from importlib.resources import files

import yaml

from variorum.model import EntityType, vocabulary
from variorum.room.ties import Form, drawn, tie

AGENTS = {EntityType.PERSON, EntityType.ORGANISATION}


def test_the_list_names_every_state_and_nothing_else() -> None:
    listed = yaml.safe_load((files("variorum.room") / "ties.yaml").read_text(encoding="utf-8"))
    assert set(listed) == {p.name for p in vocabulary().predicates.values() if p.is_state and p.name != "alias"}


def test_states_of_two_bodies_are_worded_from_both_sides() -> None:
    for p in vocabulary().predicates.values():
        if p.is_state and p.name != "alias" and p.object_types:
            assert tie(p.name).says and tie(p.name).of
            assert not p.symmetric or tie(p.name).says == tie(p.name).of


def test_only_ties_between_persons_and_groups_are_drawn() -> None:
    for topic in drawn():
        p = vocabulary()[topic]
        assert AGENTS & p.subject_types and AGENTS & p.object_types and isinstance(tie(topic).form, Form)
