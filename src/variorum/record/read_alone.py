"""One document outside of every archive, read by any of the readers, a language model among them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from variorum.errors import UsageError
from variorum.model import Reading
from variorum.reading.language_model.client import Client
from variorum.reading.language_model.consult import Asking
from variorum.reading.language_model.cost import Cost, Purse
from variorum.reading.language_model.doubt import doubtful
from variorum.reading.language_model.exchanges import Exchanges
from variorum.reading.language_model.read import MODEL, ModelReading, read_with_model
from variorum.reading.language_model.stage import Unanswered
from variorum.reading.language_model.together import together
from variorum.record.version import model_version
from variorum.record.with_model import asker_of
from variorum.shelf.layout import Layout
from variorum.shelf.model_settings import ModelSettings
from variorum.shelf.outside import Outside
from variorum.shelf.settings import ASKING, read_settings


@dataclass(frozen=True, slots=True)
class ModelAt:
    """Which model is asked, and the folder in which its answers are kept. ``offline``: what is not answered there is not asked."""

    settings: ModelSettings
    exchanges: Path
    offline: bool = False

    @classmethod
    def of(cls, archive: Layout) -> ModelAt:
        """That of an archive, with the answers that it has. Raises UsageError where its archive.toml names none."""
        settings = read_settings(archive.settings)
        if settings.model is None:
            raise UsageError(f"{archive.settings}: names no language model; expected a table [model] with endpoint and model")
        return cls(settings.model, archive.exchanges, settings.offline)


@dataclass(frozen=True, slots=True)
class Alone:
    """A document read. ``model`` is what a language model had to do with it, None where it was not asked; ``spent`` what that cost now."""

    reading: Reading
    model: ModelReading | None = None
    spent: Cost = field(default_factory=Cost)


def read_alone(taken: Outside, machine_reads: Callable[[str], Reading], reader: str = "compact", at: ModelAt | None = None) -> Alone:
    """The reading of a document by the reader of that name; ``machine_reads`` gives it by "compact" or "rules". Nothing is kept but the model's answers.

    Raises:
        UsageError: a model is wanted and none is named, or may not be asked.
        ServerError, BudgetSpent: the model gave no answer.
    """
    machine = None if reader == MODEL else machine_reads("rules" if reader == "rules" else "compact")
    if reader not in ASKING:
        assert machine is not None
        return Alone(machine)
    if at is None:
        raise UsageError("which language model? Give --from DIR, an archive whose archive.toml names one, or --endpoint and --model")
    if machine is not None and reader == "doubted" and doubtful(machine) < at.settings.doubt:
        return Alone(machine)
    model, spent = _by_model(taken, at)
    read = replace(model.reading, reader=model_version())
    return Alone(read if machine is None else together(machine, model.reading), model, spent)


def _by_model(taken: Outside, at: ModelAt) -> tuple[ModelReading, Cost]:
    purse, asker = Purse(at.settings), asker_of(at.settings, Exchanges(at.exchanges))
    kept = Asking(Exchanges(at.exchanges))
    try:
        return read_with_model(taken.document, taken.text, asker, kept), purse.spent
    except Unanswered as err:
        if at.offline:
            raise UsageError(
                "`offline = true` in archive.toml forbids to ask the model, and it has not answered all that would be asked"
            ) from err
    with Client(at.settings).open() as client:
        return read_with_model(taken.document, taken.text, asker, Asking(Exchanges(at.exchanges), client, purse)), purse.spent
