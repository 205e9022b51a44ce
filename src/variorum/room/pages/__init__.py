"""The pages of the room, a module each: a function takes the open record and the request, and gives back a :class:`Page`.

To add one: its module here, its template in ``templates``, and its address in :data:`PAGES` (:data:`PERSONAL` when it shows who is reading).
"""

from __future__ import annotations

from collections.abc import Sequence

from variorum.room import addresses
from variorum.room.accounts import Role
from variorum.room.app import Give, Judge, Make
from variorum.room.pages.claim import claim
from variorum.room.pages.claims import claims_page
from variorum.room.pages.compare import compare
from variorum.room.pages.correct import correct, keep_correction
from variorum.room.pages.dispute import dispute
from variorum.room.pages.disputes import disputes
from variorum.room.pages.document import document, plain_text
from variorum.room.pages.documents import documents
from variorum.room.pages.entity import entity
from variorum.room.pages.glance import glance
from variorum.room.pages.judging import judge, make, take_up, undo
from variorum.room.pages.moments import compare_moments
from variorum.room.pages.names import names
from variorum.room.pages.network import network, network_drawing
from variorum.room.pages.review import effect, making_state, review, review_list
from variorum.room.pages.search import complete, search

#: Pages that are the same for everybody who may read: the same record and judgements give the same page, byte for byte.
PAGES: Sequence[tuple[str, Make]] = (
    (addresses.GLANCE, glance),
    (addresses.DOCUMENTS, documents),
    (addresses.NAMES, names),
    (f"{addresses.NAMES}/{{key:path}}", entity),
    (addresses.NETWORK, network),
    (f"{addresses.NETWORK}/drawing", network_drawing),
    (addresses.SEARCH, search),
    (addresses.DISPUTES, disputes),
    (addresses.DISPUTES + "/{digits}", dispute),
    (addresses.COMPARE, compare),
    (addresses.MOMENTS, compare_moments),
    (f"{addresses.DOCUMENTS}/{{id:path}}", document),
    (addresses.CLAIMS, claims_page),
    (f"{addresses.CLAIMS}/{{digits}}", claim),
)
#: Answers that are no page: fragments for scripts, plain text. They are looked for before the pages: an id may have a slash in it.
DATA: Sequence[tuple[str, Give]] = (
    (f"{addresses.SEARCH}/complete", complete),
    (f"{addresses.DOCUMENTS}/{{id:path}}/text", plain_text),
)
#: Pages that show who is reading, or have forms.
PERSONAL: Sequence[tuple[str, Make]] = (
    (addresses.REVIEW, review),
    (f"{addresses.REVIEW}/all", review_list),
    (f"{addresses.REVIEW}/correct", correct),
    (f"{addresses.REVIEW}/effect", effect),
    (f"{addresses.REVIEW}/state", making_state),
)
#: What forms lead to: each judges, and says where to go then. ``Role`` is what it needs.
JUDGEMENTS: Sequence[tuple[str, Judge, Role]] = (
    (f"{addresses.REVIEW}/judge", judge, Role.REVIEWER),
    (f"{addresses.REVIEW}/correct", keep_correction, Role.REVIEWER),
    (f"{addresses.REVIEW}/undo", undo, Role.REVIEWER),
    (f"{addresses.REVIEW}/make", make, Role.REVIEWER),
    (f"{addresses.REVIEW}/take-up", take_up, Role.REVIEWER),
)
