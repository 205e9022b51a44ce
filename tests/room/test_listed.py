"""The page of an entity says which listed party it is taken for, or near to, and why."""

from __future__ import annotations

import html
from pathlib import Path

from tests.invented_lists import UN
from tests.room.annotated import annotated
from tests.room.rooms import client_of, text_of

NAMES = {"FRONT": ("organisation", "the Emirate of the Three Wells"), "OMAR": ("person", "Murad Ghuzlani")}


def test_published_lists_on_the_page_of_an_entity(tmp_path: Path) -> None:
    archive = annotated(tmp_path / "a", NAMES, [("leads", "OMAR", "FRONT", ["@author"], "2010", False)])
    (tmp_path / "sarwan.xml").write_text(UN, encoding="utf-8")
    assert not archive.add_gazetteers([tmp_path / "sarwan.xml"]).failed
    archive.build(workers=1)
    page = client_of(archive)
    body = text_of(page.get("/names/emirate-of-the-three-wells").text)
    assert "Published lists: taken for SWe.004" in body
    assert "is 'EMIRATE OF THE THREE WELLS' (listed name)" in html.unescape(body)
    assert "EMIRATE OF THE THREE WELLS (listed name)folded" in body
    assert "The Council of the Salt Coastformer name, good quality2014-03-01" in body
    assert "near to 1 party, taken for none" in text_of(page.get("/names/murad-ghuzlani").text)
