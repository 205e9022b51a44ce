"""Weighing: what bears on the worth of voices and claims, each thing apart. Grades of persons, judgements in the texts, arguments, hypotheses, flips.

Reading order: ``scale`` (the Admiralty marks), ``grade`` and ``grades`` (who gave which), ``graded`` (a claim with all of them), ``bar`` and
``admission`` (a viewpoint above a grade), ``framework``, ``preferred``, ``clashes``, ``preference`` and ``arguments`` (a dispute as arguments),
``cells`` and ``matrix`` (hypotheses against evidence), ``flips`` (what would change the answer), ``weigh`` (all of it for one dispute, and a verdict
above a grade).
"""

from variorum.reasoning.weighing.admission import Admission, admission, admitted_voices
from variorum.reasoning.weighing.bar import Bar, Disagreeing, Unknown
from variorum.reasoning.weighing.choose import choose
from variorum.reasoning.weighing.flips import Flips
from variorum.reasoning.weighing.grade import Grade
from variorum.reasoning.weighing.grades import Grades
from variorum.reasoning.weighing.scale import Credibility, Reliability
from variorum.reasoning.weighing.weigh import WeighedVerdict, Weighing, weigh, weigh_verdict

__all__ = [
    "Admission",
    "Bar",
    "Credibility",
    "Disagreeing",
    "Flips",
    "Grade",
    "Grades",
    "Reliability",
    "Unknown",
    "WeighedVerdict",
    "Weighing",
    "admission",
    "admitted_voices",
    "choose",
    "weigh",
    "weigh_verdict",
]
