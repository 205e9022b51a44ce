"""The sides of disputes once more, claim by claim in plain Python: for claims at hand, of records so small that to plan the queries takes longer than all else.

The queries of the kinds (``disputes/status.py`` and the others) say the same in one pass over a record of any size; tests/reasoning/test_at_hand.py holds the
two to each other on random records, each the other's oracle. They share the vocabulary and the values, and nothing else. A change is made to both.

on_behalf   for whom claims count beside those whom they name
questions   questions that several predicates bear on: status, identity
told        what can be seen by comparing claims that name the same: existence, ruling, direction, function
denial      affirmed and denied, or judged wrong by another voice
sides       all of them together, without those that a broader question covers
"""

from variorum.reasoning.disputes.at_hand.sides import sides_at_hand

__all__ = ["sides_at_hand"]
