"""Words, sentences and their grammar: the tree that the claim grammars walk.

Reading order: `sentence` (the values), `tokens` and `sentences` (where they begin and end), `features` and `network` (the trained
tagger and parser), `trees`, `repairs`, `lemmas`, `parsing` (all in a row).  The model is trained by training/syntax/train.py.
"""

from variorum.reading.syntax.parsing import parse, sentences, split
from variorum.reading.syntax.sentence import Sentence, Token

__all__ = ["Sentence", "Token", "parse", "sentences", "split"]
