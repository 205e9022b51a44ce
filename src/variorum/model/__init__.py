"""The nouns of variorum: frozen values without any input or output. Every other room speaks in these words.

Reading order: ``span``, ``document`` (and its layers), ``entity`` (and names, mentions), ``when``, ``claim`` (and voices, assessments), ``precedence``,
``proposal``, ``reading`` (all of them, for one document), ``vocabulary`` (what the predicates mean).
"""

from variorum.model.claim import SPEAKERS, Act, Args, Assessment, Certainty, Claim, Mode, Polarity, Stance, Voice
from variorum.model.date_mention import DateMention
from variorum.model.document import Document, Layer, LayerKind
from variorum.model.entity import Entity, EntityType, Mention, MentionForm, Name, NameKind
from variorum.model.hijri import HijriDate, HijriSpan, Reckoning
from variorum.model.precedence import Edge, Precedence
from variorum.model.proposal import PERSON, Exchange, Proposal
from variorum.model.reading import Reading, Unread
from variorum.model.span import Span
from variorum.model.vocabulary import CountsFor, Kind, Lasts, Pattern, Predicate, Question, Vocabulary, vocabulary
from variorum.model.when import Answer, When

__all__ = [
    "PERSON",
    "SPEAKERS",
    "Act",
    "Answer",
    "Args",
    "Assessment",
    "Certainty",
    "Claim",
    "CountsFor",
    "DateMention",
    "Document",
    "Edge",
    "Entity",
    "EntityType",
    "Exchange",
    "HijriDate",
    "HijriSpan",
    "Kind",
    "Lasts",
    "Layer",
    "LayerKind",
    "Mention",
    "MentionForm",
    "Mode",
    "Name",
    "NameKind",
    "Pattern",
    "Polarity",
    "Precedence",
    "Predicate",
    "Proposal",
    "Question",
    "Reading",
    "Reckoning",
    "Span",
    "Stance",
    "Unread",
    "Vocabulary",
    "Voice",
    "When",
    "vocabulary",
]
