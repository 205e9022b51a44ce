"""variorum: who was whose, when, and according to whom.

Reading order for newcomers: ``model`` (the nouns), ``shelf`` (originals come in), ``reading`` (one document to claims), ``identity``
(names to entities), ``record`` (claims as rows), ``reasoning`` (states, disputes), ``asking`` (questions), ``publishing`` (exchange),
``cli``. docs/architecture.md draws the same line.
"""

__version__ = "0.1.0"
