"""variorum: who was whose, when, and according to whom.

    from variorum import Archive

Reading order for newcomers: ``model`` (the nouns), ``shelf`` (originals come in), ``reading`` (one document to claims), ``identity``
(names to entities), ``record`` (claims as rows), ``reasoning`` (states, disputes), ``asking`` (questions), ``publishing`` (exchange),
``archive`` (the façade), ``cli``. docs/architecture.md draws the same line.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from variorum.archive import Archive

__version__ = "0.1.0"
__all__ = ["Archive", "__version__"]


def __getattr__(name: str) -> Any:
    """``Archive``, imported when it is first asked for: importing variorum does no work."""
    if name == "Archive":
        from variorum.archive import Archive

        return Archive
    raise AttributeError(f"module 'variorum' has no attribute {name!r}")
