"""What can go wrong, in words for a researcher.

Every error says what is wrong, where (file, and offset or line when there is one) and what was expected. ``exit_code`` is what the command
line ends with: 1 for findings and failures, 2 for wrong usage. Odd content *inside* a source is never an error: it becomes a recorded value.
"""

from __future__ import annotations


class VariorumError(Exception):
    """Anything that a person can put right; its text is the whole message that the person sees."""

    exit_code = 1


class UsageError(VariorumError):
    """The command was called in a way that cannot mean anything: an unknown name, a missing folder, two options that exclude each other."""

    exit_code = 2


class DateError(VariorumError):
    """A text was given as a date and is not EDTF, or names a day that no calendar has."""


class FormatError(VariorumError):
    """A file cannot be read as what it says it is: empty, binary, damaged, encrypted, in no known encoding, or far too large."""


class MetadataError(VariorumError):
    """A NAME.meta.toml or archive.toml beside a document has a field that is unknown or has a wrong value."""


class CustodyError(VariorumError):
    """The custody log or an original is not what it was when it was added."""


class AnnotationError(VariorumError):
    """An annotation does not fit its document: a quote that is not at its place, an unknown predicate, voice or entity."""


class VocabularyError(VariorumError):
    """The vocabulary file has an entry that cannot be used; the message names the predicate and the field."""


class DecisionError(VariorumError):
    """A line of decisions.jsonl cannot be used: unknown kind, missing names, or two decisions that exclude each other."""


class RecordError(VariorumError):
    """The record is missing, was built by another version, or is being built by somebody else."""


class QuestionError(UsageError):
    """A question is outside the grammar of `ask`; the message says which forms are understood and which come nearest."""
