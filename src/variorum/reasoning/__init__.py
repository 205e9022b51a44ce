"""From claims to what held, for whom, and where voices part: states over time, lineages, disputes. All computed, nothing stored.

Reading order: ``witness`` (a claim as reasoning sees it), ``viewpoint`` (whose claims count), ``lineage`` (one body under several names),
``testimony`` (what a claim says for or against a question, and for how long), ``states`` (what held on a date; a timeline), ``disputes`` and
``discharged`` (where voices part, and where they only seem to); ``contrast`` (two viewpoints on one body); ``bodies`` and ``comparison`` (two
records of one archive).
"""

from variorum.reasoning.comparison import Comparison, compare
from variorum.reasoning.contrast import Contrast, Difference, Differs, contrast
from variorum.reasoning.discharged import Discharged, discharged
from variorum.reasoning.disputes import Dispute, Side, disputes
from variorum.reasoning.lineage import Lineage
from variorum.reasoning.states import Holding, Status, Verdict, holdings, said_of, timeline, verdict, verdicts
from variorum.reasoning.testimony import Proposition, Testimony, testimonies
from variorum.reasoning.viewpoint import EVERYONE, Viewpoint
from variorum.reasoning.witness import Witness, Witnesses

__all__ = [
    "EVERYONE",
    "Comparison",
    "Contrast",
    "Difference",
    "Differs",
    "Discharged",
    "Dispute",
    "Holding",
    "Lineage",
    "Proposition",
    "Side",
    "Status",
    "Testimony",
    "Verdict",
    "Viewpoint",
    "Witness",
    "Witnesses",
    "compare",
    "contrast",
    "discharged",
    "disputes",
    "holdings",
    "said_of",
    "testimonies",
    "timeline",
    "verdict",
    "verdicts",
]
