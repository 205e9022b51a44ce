"""How many independent roots a claim has: five reports of one letter are one source.

Reading order: ``values`` (roots, steps, circles, silence), ``matter`` (what the record has on a proposition), ``wording`` (passages in common),
``descent`` (who has it from whom), ``roots`` (where that leads), ``silence``, ``trace`` (all of it together).
"""

from variorum.reasoning.origins.texts import texts_of
from variorum.reasoning.origins.trace import SideRoots, count_of_roots, matter_of, origins, roots_of_sides
from variorum.reasoning.origins.values import Circle, Origins, Path, Root, RootKind, Silence, Step, StepKind
from variorum.reasoning.origins.which import find_claim

__all__ = [
    "Circle",
    "Origins",
    "Path",
    "Root",
    "RootKind",
    "SideRoots",
    "Silence",
    "Step",
    "StepKind",
    "count_of_roots",
    "find_claim",
    "matter_of",
    "origins",
    "roots_of_sides",
    "texts_of",
]
