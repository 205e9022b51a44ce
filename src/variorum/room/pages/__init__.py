"""The pages of the room, a module each: a function takes the open record and the request, and gives back a :class:`Page`.

To add one: its module here, its template in ``templates``, and its address in :data:`PAGES` (:data:`PERSONAL` when it shows who is reading).
"""

from __future__ import annotations

from collections.abc import Sequence

from variorum.room import addresses
from variorum.room.accounts import Role
from variorum.room.app import Judge, Make
from variorum.room.pages.documents import documents
from variorum.room.pages.entity import entity
from variorum.room.pages.glance import glance
from variorum.room.pages.names import names
from variorum.room.pages.network import network, network_drawing

#: Pages that are the same for everybody who may read: the same record and judgements give the same page, byte for byte.
PAGES: Sequence[tuple[str, Make]] = (
    (addresses.GLANCE, glance),
    (addresses.DOCUMENTS, documents),
    (addresses.NAMES, names),
    (f"{addresses.NAMES}/{{key:path}}", entity),
    (addresses.NETWORK, network),
    (f"{addresses.NETWORK}/drawing", network_drawing),
)
#: Pages that show who is reading, or have forms.
PERSONAL: Sequence[tuple[str, Make]] = ()
#: What forms lead to: each judges, and says where to go then. ``Role`` is what it needs.
JUDGEMENTS: Sequence[tuple[str, Judge, Role]] = ()
