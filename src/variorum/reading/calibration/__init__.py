"""Calibration: how many in a hundred claims like this one are right.

Reading order: ``signs`` (what is seen of a proposition), ``chance`` (what that is worth, from ``worth.yaml``, which ``training/calibration`` writes).
"""

from variorum.reading.calibration.chance import Chance, chance
from variorum.reading.calibration.signs import Signs, calibrated

__all__ = ["Chance", "Signs", "calibrated", "chance"]
