"""The compact reader: a small trained network that sees what the rules cannot, offline, on a plain processor."""

from variorum.reading.compact.read import Sight, look
from variorum.reading.compact.relations import Relation
from variorum.reading.compact.weighing import weigh

__all__ = ["Relation", "Sight", "look", "weigh"]
