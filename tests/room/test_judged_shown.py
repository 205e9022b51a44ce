"""What persons have judged is shown where the thing is shown."""

from __future__ import annotations

from tests.room.rooms import client_of, text_of
from variorum.archive import Archive
from variorum.room.findings import findings
from variorum.room.opened import Current

HOSTILE = "<b>read twice</b> by hand"


def test_judgements_stand_on_the_page_of_their_thing(own_sample: Archive) -> None:
    opened = Current(own_sample.layout).get()
    citation = own_sample.claims()[0]
    digits, entity = next(iter(findings(opened).disputes)), next(iter(opened.entities.values()))
    named = own_sample.record.rows("SELECT d.id, n.text FROM name n JOIN document d USING (doc) WHERE n.entity = ?", [entity.entity])[0]
    own_sample.note(HOSTILE, document=citation.document, by="mara")
    own_sample.note(HOSTILE, claim=f"{citation.claim:016x}", by="mara")
    own_sample.note(HOSTILE, entity=":".join(named), by="mara")
    own_sample.note(HOSTILE, dispute=digits, by="mara")
    own_sample.accept(f"{citation.claim:016x}", why="the letter says so", by="tom")
    with client_of(own_sample) as client:
        for where in (f"/documents/{citation.document}", f"/claims/{citation.claim:016x}", f"/names/{entity.key}", f"/disputes/{digits}"):
            page = client.get(where).text
            assert "&lt;b&gt;read twice&lt;/b&gt; by hand" in page and "<b>read twice" not in page, where
            assert "mara" in text_of(page)
        assert "the letter says so" in client.get(f"/claims/{citation.claim:016x}").text
        assert "the letter says so" not in client.get(f"/documents/{citation.document}").text
