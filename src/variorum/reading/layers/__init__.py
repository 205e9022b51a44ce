"""Layers: what each stretch of a page is, and who speaks there when the text names nobody.

Reading order: ``blocks`` (paragraphs and lines), ``furniture`` and ``running_heads`` (boilerplate), ``notes``, ``marginalia`` (captions, timelines),
``turns`` (interviews), ``signs`` and ``genre`` and ``documents`` (letters and quotations), ``seen`` and ``tagging`` (the blocks judged together),
``voices`` (who speaks), ``read`` (all of them in a row).
What varies with usage stands in the YAML files beside them; to teach a new cue, add a line there.
"""

from variorum.reading.layers.read import read_layers
from variorum.reading.layers.turns import Turn, turns
from variorum.reading.layers.voices import PageVoices, page_voices
from variorum.reading.layers.writers import (
    Hint,
    addressee_span,
    addressee_spans,
    introduced_addressees,
    preparers,
    speaker_hints,
    speaker_span,
)

__all__ = [
    "Hint",
    "PageVoices",
    "Turn",
    "addressee_span",
    "addressee_spans",
    "introduced_addressees",
    "page_voices",
    "preparers",
    "read_layers",
    "speaker_hints",
    "speaker_span",
    "turns",
]
