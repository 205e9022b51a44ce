"""Of what kind names and nouns are: a small trained network that sees their words and what stands around them.

Reading order: ``phrases.py`` (of what it is asked), ``views.py`` (what it sees), ``network.py`` (how it is run), ``read.py`` (what it says of a document).
Name finding takes its word through ``reading.names.told`` and knows nothing of this package. docs/model-card-kinds.md has its data, figures and limits.
"""

from variorum.reading.kinds.read import read_kinds

__all__ = ["read_kinds"]
