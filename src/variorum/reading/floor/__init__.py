"""Who has the floor: whose words each stretch of a page are when it names nobody, who "I" is in it and who "you".

Found once, from the layers and the names, and known to all later stages: names resolves "I", "we" and "you" by it, voices begins every chain with it.

Reading order: `sections` (several documents in one layer), `quotes`, `who` (which bearer some words mean), `authors` (who wrote each document and to
whom), `bodies` (for which body), `exchange` (letters that answer one another), `talk` (turns), `sayings` (speech without quotation marks), `read`
(all of them in a row). Its words stand in layers/speakers.yaml.
"""

from variorum.reading.floor.floor import Floor, floor_at
from variorum.reading.floor.read import read_floors

__all__ = ["Floor", "floor_at", "read_floors"]
