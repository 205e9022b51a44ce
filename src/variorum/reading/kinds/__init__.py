"""Of what kind names and nouns are: a small trained network that sees their words and what stands around them."""

from variorum.reading.kinds.kind import Kind
from variorum.reading.kinds.read import read_kinds

__all__ = ["Kind", "read_kinds"]
