"""Who says this: the chain of voices through which any stretch of a document reaches the page.

``read_voices`` gives a :class:`VoiceMap`; ``VoiceMap.chain(start, end)`` the voices of a stretch, outermost first,
``chain_of`` those of a claim, whose subject may be told to have spoken.
``read_assessments`` gives what the text itself says of the truth of its claims.
"""

from variorum.reading.voices.assessments import read_assessments
from variorum.reading.voices.read_voices import Named, read_voices
from variorum.reading.voices.tellings import chain_of
from variorum.reading.voices.voice_map import Scope, Turn, VoiceMap

__all__ = ["Named", "Scope", "Turn", "VoiceMap", "chain_of", "read_assessments", "read_voices"]
