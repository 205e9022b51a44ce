"""Who has the floor: whose words each stretch of a page are when it names nobody, who "I" is in it and who "you".

Found once, from the layers and the names, and known to all later stages: names resolves "I", "we" and "you" by it, voices begins every chain with it.
"""

from variorum.reading.floor.floor import Floor, floor_at
from variorum.reading.floor.read import read_floors

__all__ = ["Floor", "floor_at", "read_floors"]
