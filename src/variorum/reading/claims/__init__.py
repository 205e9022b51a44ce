"""Claims: from sentences and mentions to who is said to have done what to whom.

Reading order: ``patterns`` (how a frame is written), ``lexicon`` (all frames, as data in ``frames/``), ``tree`` and ``arguments`` (the
sentence), ``slots``, ``verbs``, ``nominals``, ``roles`` and ``match`` (frames against trees); ``phrases``, ``aliases``, ``strengths``,
``letterheads``, ``listings``, ``works`` and ``genuine`` (what needs no frame); ``context`` (what a sentence leaves to its neighbours), ``modality`` and
``timing`` (how and when); ``propose`` (all of it, in a row), ``narrative`` (times that the telling implies), ``assemble`` (propositions with their
voices into claims).
"""

from variorum.reading.claims.assemble import assemble
from variorum.reading.claims.narrative import carried
from variorum.reading.claims.propose import propose
from variorum.reading.claims.proposition import Proposition

__all__ = ["Proposition", "assemble", "carried", "propose"]
