"""The part that a language model has in the readings of an archive: which documents it is wanted for, and what its kept answers make of them.

Nothing here asks anybody: a document whose questions have not all been answered is read by the compact reader, and waits.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property

from variorum.errors import CustodyError
from variorum.model import Document, Reading
from variorum.reading.language_model.doubt import doubtful
from variorum.reading.language_model.exchanges import Answer, Exchanges, transcript_key
from variorum.reading.language_model.read import MODEL, ModelReading, read_with_model
from variorum.reading.language_model.request import Asker, Request
from variorum.reading.language_model.stage import Unanswered
from variorum.reading.language_model.together import together
from variorum.record.cache import cache_key, is_kept, keep, kept
from variorum.record.version import model_version
from variorum.shelf.documents import text_of
from variorum.shelf.layout import Layout
from variorum.shelf.model_settings import ModelSettings


def asker_of(settings: ModelSettings, exchanges: Exchanges) -> Asker:
    """Whoever asks: where the settings name no version of the prompts, that with which the archive has been asked, so that nothing is asked twice because a
    newer one has come."""
    return Asker.of(replace(settings, prompts=settings.prompts or exchanges.version()))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document for which a model is wanted, as its reader says (model, both or doubted), with the key of the machine's reading.

    ``own`` is the key of the model's reading alone, ``key`` that of the one that counts; both are None while a question has no answer.
    """

    document: Document
    reader: str
    base: str
    own: str | None = None
    key: str | None = None

    @property
    def needs_machine(self) -> bool:
        """Whether the machine's reading is needed, beside the model's or in its place."""
        return self.reader != MODEL or self.key is None


@dataclass
class Desk:
    """Where the answers of an archive lie, and what is asked. ``waiting`` collects the ids of documents that are wanted of the model and not answered."""

    layout: Layout
    settings: ModelSettings
    waiting: list[str] = field(default_factory=list)
    by_model: list[str] = field(default_factory=list)
    _anew: set[str] = field(default_factory=set)

    @cached_property
    def exchanges(self) -> Exchanges:
        return Exchanges(self.layout.exchanges)

    @cached_property
    def asker(self) -> Asker:
        return asker_of(self.settings, self.exchanges)

    def wanted(self, document: Document, text: str, reader: str, base: str) -> Wanted:
        """The document with what the archive holds of its exchanges."""
        transcript, made = self._transcript(document, text)
        if transcript is None:
            return Wanted(document, reader, base)
        own = cache_key(document, text, f"{model_version()} {transcript}")
        if made is not None:
            keep(self.layout, document, own, made)
            self._anew.add(document.id)
        return Wanted(document, reader, base, own, own if reader == MODEL else cache_key(document, text, f"{own} {base}"))

    def _transcript(self, document: Document, text: str) -> tuple[tuple[tuple[str, str], ...] | None, Reading | None]:
        """The transcript; and the model's reading where it was found again from the answers: they came from elsewhere, or another version put the questions."""
        key = self.transcript_key(document, text)
        found = self.exchanges.transcript(key)
        if found is None and self.layout.exchanges.is_dir():
            with suppress(Unanswered):
                read = self.read(document, text)
                self.exchanges.keep_transcript(key, read.used)
                return self.exchanges.transcript(key), read.reading
        return found, None

    def transcript_key(self, document: Document, text: str) -> str:
        """Under which it is kept that all questions about a document are answered, for this version of the questions."""
        return transcript_key(text, document.published, self.asker, model_version())

    def is_asked(self, wanted: Wanted) -> bool:
        """Whether the model has a say: always, but where only doubted documents are asked about and the machine is sure of this one.

        The machine's reading must be kept.
        """
        if wanted.reader != "doubted":
            return True
        machine = kept(self.layout, wanted.document, wanted.base)
        return machine is not None and doubtful(machine) >= self.settings.doubt

    def key(self, wanted: Wanted) -> tuple[str, bool]:
        """The key of the reading that counts, which is kept when this returns, and whether it was made now; the machine's own where the model adds none.

        Raises CustodyError where an exchange of a complete reading is damaged.
        """
        if not self.is_asked(wanted):
            return wanted.base, False
        if wanted.key is None:
            self.waiting.append(wanted.document.id)
            return wanted.base, False
        self.by_model.append(wanted.document.id)
        if is_kept(self.layout, wanted.document, wanted.key):
            return wanted.key, wanted.document.id in self._anew
        keep(self.layout, wanted.document, wanted.key, self._reading(wanted))
        return wanted.key, True

    def read(self, document: Document, text: str) -> ModelReading:
        """The model's reading by the answers kept. Raises Unanswered when there is none to a question."""
        return read_with_model(document, text, self.asker, self._kept)

    def _reading(self, wanted: Wanted) -> Reading:
        assert wanted.own is not None
        try:
            kept_before = kept(self.layout, wanted.document, wanted.own)
            model = kept_before or self.read(wanted.document, text_of(self.layout, wanted.document)).reading
        except Unanswered as err:
            raise CustodyError(
                f"{wanted.document.id}: the exchange {err.request.id} is damaged; restore it from a copy of the archive, or delete "
                f"{self.layout.exchanges / err.request.id[:2] / err.request.id}.json to have the model asked again"
            ) from err
        if wanted.reader == MODEL:
            return model
        machine = kept(self.layout, wanted.document, wanted.base)
        assert machine is not None, "the machine has read it before"
        return together(machine, model)

    def _kept(self, request: Request) -> Answer:
        answer = self.exchanges.get(request.id)
        if answer is None:
            raise Unanswered(request)
        return answer
