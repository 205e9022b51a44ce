"""Who has the floor: whose words each stretch of a page are when it names nobody, who "I" is in it and who "you".

Found once, from the layers and the names, and known to all later stages: names resolves "I", "we" and "you" by it, voices begins every chain with it.

Reading order: `overlooked` (what a page prints within its own prose), `sections` (several documents in one layer), `quotes`, `who` (which bearer some
words mean), `authors` (who wrote each document and to whom), `bodies` (for which body), `exchange` (letters that answer one another), `talk` (turns),
`replies` (under a post), `sayings` (speech without quotation marks), `read` (all of them in a row); and in what is printed, `insertions` of its
publisher. Its words stand in layers/speakers.yaml.
"""

from variorum.reading.floor.floor import Floor, floor_at
from variorum.reading.floor.insertions import insertions
from variorum.reading.floor.read import read_floors

__all__ = ["Floor", "floor_at", "insertions", "read_floors"]
