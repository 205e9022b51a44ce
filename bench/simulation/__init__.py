"""A simulated world, so that what is computed can be held against what was so: read in the order truth, telling, filling.

``bodies`` and ``careers`` make the truth, state by state, as exact days; ``dates`` puts days into words as honest people do; ``telling`` lets voices
tell of it, truly, late, vaguely, falsely and at second hand; ``filling`` makes a record of what they tell.
"""
