"""The review: what waits to be judged by persons, most telling first, with its evidence. Pages are in ``pages/review.py`` and ``pages/judging.py``."""
