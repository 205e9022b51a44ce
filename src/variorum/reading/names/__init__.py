"""Who and what a document speaks of: names, descriptions and pronouns, and who is meant by each.

Reading order: `words` (what a capital is worth), `page` (what the document says of its capitals), `proper`, `runs`, `parts` and `wholes` (where names
stand and how far they go), `evidence` and `surroundings` (what they name), `phrases` (descriptions), `aliases`, `listed`, `marginal` and `clusters` (which
names are one), `items` and `bearers` (the state of reading), `resolve`, `antecedents`, `speech`, `quoted` and `speakers` (who is meant), `assemble`
(entities and mentions);
`read` calls them in this order.
"""

from variorum.reading.names.named import AliasSeen, Named, keep
from variorum.reading.names.read import read_names

__all__ = ["AliasSeen", "Named", "keep", "read_names"]
