"""Which layers are in a language that the grammars cannot read, though its letters are Latin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from variorum.model import Layer, LayerKind, Unread
from variorum.yaml_data import from_yaml

_READ = "english"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_FEWEST = 20  #: words below which nobody can tell: "Front Islamique du Salut" is a name in an English page
_SAMPLE = 4000  #: words that are looked at; a long layer is judged by stretches of it
_SHARE = 0.2  #: of the words of a text, so many are small words of its language; an English list of names has hardly any of either


def unread_language(text: str, layers: Sequence[Layer]) -> tuple[Unread, ...]:
    """Layers, boilerplate aside, that are plainly in another language than English: one finding each, which names the likeliest language.

    Told by small words alone, so that a short layer, a list of names and a language without words in ``languages.yaml`` are taken for English.

    >>> from variorum.model import LayerKind
    >>> letter = "Le conseil a décidé que les hommes de la brigade ne sont pas sous son autorité, et que le chef du front est dans la ville pour cela."
    >>> unread_language(letter, [Layer(LayerKind.PRIMARY, 0, len(letter))])[0].note
    'likely french: read for dates and names only'
    """
    found = []
    for layer in layers:
        language = None if layer.kind is LayerKind.BOILERPLATE else main_language(text[layer.start : layer.end])
        if language not in (None, _READ):
            found.append(Unread("language not read", layer.start, layer.end, f"likely {language}: read for dates and names only"))
    return tuple(found)


def main_language(text: str) -> str | None:
    """The language whose small words the text is fullest of, "english" when in doubt; None when there are too few words to tell."""
    words = _words(text)
    if len(words) < _FEWEST:
        return None
    times = Counter(words)
    shares = {language: sum(times[w] for w in small) / len(words) for language, small in small_words().items()}
    likeliest = max(shares, key=lambda k: (shares[k], k == _READ, k))
    sure = shares[likeliest] >= _SHARE and shares[likeliest] >= 2 * shares[_READ]
    return likeliest if sure else _READ


def _words(text: str) -> list[str]:
    """The words of the text in lower case; of a long one those of twenty stretches, evenly spaced, so that the work does not grow with it."""
    long, part = len(text), _SAMPLE * 6 // 20
    stretches = [text] if long <= 20 * part else [text[k * long // 20 :][:part] for k in range(20)]
    return [w.lower().replace("’", "'") for s in stretches for w in _WORD.findall(s)]


@cache
def small_words() -> Mapping[str, frozenset[str]]:
    """The small words of each language, in lower case."""
    data = from_yaml((files("variorum.reading") / "languages.yaml").read_text(encoding="utf-8"))
    return {language: frozenset(str(words).split()) for language, words in data.items()}
