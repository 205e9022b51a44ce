"""The order of claims as sentences tell it: "after the town fell", "two months later", "until he was killed".

Reading order: ``words.yaml`` (which words, and what days they leave between), ``words``, ``links`` (where the tree of a sentence has them),
``read_order`` (which claims they join).
"""

from variorum.reading.order.read_order import read_order

__all__ = ["read_order"]
