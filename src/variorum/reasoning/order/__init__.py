"""Relative time: the days of claims, what sentences say of their order, and what the laws make necessary, taken together.

Reading order: ``network`` (points and constraints), ``solve`` and ``smallest`` (bounds, and sets that cannot all hold), ``laws`` and ``told``
(what binds besides a claim's own date), ``constraints`` (claims as a network), ``proof``, then what is asked of it: ``tightened`` (closer
dates, and by what) and ``find`` (claims that cannot all be dated; of a large record those are first chosen that can, ``columns`` and ``crossing``),
which a build keeps (``kept``).
"""

from variorum.reasoning.order.find import Disorder, find_order, impossible
from variorum.reasoning.order.kept import kept_order
from variorum.reasoning.order.proof import Step
from variorum.reasoning.order.tightened import Bound, Limit, Tightened, tightened
from variorum.reasoning.order.told import Order

__all__ = ["Bound", "Disorder", "Limit", "Order", "Step", "Tightened", "find_order", "impossible", "kept_order", "tightened"]
