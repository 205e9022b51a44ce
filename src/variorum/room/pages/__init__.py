"""The pages of the room, a module each: a function takes the open record and the request, and gives back a :class:`Page`.

To add one: its module here, its template in ``templates``, and its address in :data:`PAGES` (:data:`PERSONAL` when it shows who is reading).
"""

from __future__ import annotations

from collections.abc import Sequence

from variorum.room import addresses
from variorum.room.accounts import Role
from variorum.room.app import Judge, Make
from variorum.room.pages.correct import correct, keep_correction
from variorum.room.pages.documents import documents
from variorum.room.pages.glance import glance
from variorum.room.pages.judging import judge, make, take_up, undo
from variorum.room.pages.review import effect, making_state, review, review_list

#: Pages that are the same for everybody who may read: the same record and judgements give the same page, byte for byte.
PAGES: Sequence[tuple[str, Make]] = (
    (addresses.GLANCE, glance),
    (addresses.DOCUMENTS, documents),
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
