"""What is one word: names with articles and apostrophes whole, clitics and marks apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.reading.syntax.tokens import tokenize

# (text, its tokens joined with a blank)
TABLE = [
    ("al-Qarandi left.", "al-Qarandi left ."),
    ("the emir's men, the fighters’ pay", "the emir 's men , the fighters ’ pay"),
    ("They didn't; he can’t, I cannot.", "They did n't ; he ca n’t , I can not ."),
    ("She’d gone, they'll stay, I'm here", "She ’d gone , they 'll stay , I 'm here"),
    # An Arabic name that ends like "had" keeps its ending.
    ("Sa'd al-Din met Mas’ud", "Sa'd al-Din met Mas’ud"),
    ("Sab'un, Qur’an, Hay'at, Jama‘at, O'Hara", "Sab'un , Qur’an , Hay'at , Jama‘at , O'Hara"),
    # ʿayn as a letter, as an opening quote that nothing closes, and a real quotation.
    ("ʿAbd al-Karim", "ʿAbd al-Karim"),
    ("‘Umar al-Sarati came", "‘Umar al-Sarati came"),
    ("‘Umar came,’ he said", "‘ Umar came , ’ he said"),
    ("al-'Adnan and wal-'Adl", "al-'Adnan and wal-'Adl"),
    ("Katibat al–Nahr fought 2003–2007", "Katibat al–Nahr fought 2003 – 2007"),
    ("the AK-47, M16s and the 1980s", "the AK-47 , M16s and the 1980s"),
    ("Ka3bi and J2 on 17-19 May", "Ka3bi and J2 on 17-19 May"),
    ("1,200.5 men at 12:30 on 12/5/2006 and 29.02.2004", "1,200.5 men at 12:30 on 12/5/2006 and 29.02.2004"),
    ("Listed as TSi.014 and TS.e.014.", "Listed as TSi.014 and TS.e.014 ."),
    ("50% of $3,000", "50 % of $ 3,000"),
    ("the U.S.-led raid at 9 a.m., e.g. in Tal.", "the U.S.-led raid at 9 a.m. , e.g. in Tal ."),
    ("Gen. Harlan and Dr. Durnova, no. 14", "Gen. Harlan and Dr. Durnova , no. 14"),
    ("He said no.", "He said no ."),
    ("J. B. Harlan v. Durnova M. R. (alias)", "J. B. Harlan v. Durnova M. R. ( alias )"),
    ("Gulzar Jan. His son", "Gulzar Jan . His son"),
    ("true.[2] false [14].** more.³", "true . [2] false [14] . ** more . ³"),
    ("“Go!” he said… (why?!)", "“ Go ! ” he said … ( why ?! )"),
    ("“The ‘Front’,” she said", "“ The ‘ Front ’ , ” she said"),
    ("wait... -- no — yes", "wait ... -- no — yes"),
    ("and/or Durna/Tal", "and / or Durna / Tal"),
    ("see https://example.org/a?b=1, or a.b@example.org.", "see https://example.org/a?b=1 , or a.b@example.org ."),
    ("posted on example.com.", "posted on example.com ."),
    ("1. The witness", "1. The witness"),
    ("a) first (b) second", "a ) first ( b ) second"),
    ("==== ____", "==== ____"),
    ("قال أبو حمزة: نعم.", "قال أبو حمزة : نعم ."),
    # An accent written as its own character, a soft hyphen and a direction mark stay inside their word.
    ("Cafe\u0301 com\u00admander al\u200f-Nur", "Cafe\u0301 com\u00admander al\u200f-Nur"),
    ("👍🏽 ok 👩‍👧", "👍 🏽 ok 👩‍👧"),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_words_and_marks(text: str, expected: str) -> None:
    assert " ".join(text[a:b] for a, b in tokenize(text)) == expected


BLANK = set(" \t\n\r\x0b\x0c")


@given(st.text(max_size=300), st.integers(0, 50), st.integers(0, 300))
def test_tokens_are_in_order_and_cover_every_letter_and_figure(text: str, start: int, end: int) -> None:
    end = min(end, len(text))
    last, covered = start, set()
    for a, b in tokenize(text, start, end):
        assert last <= a < b <= end
        covered.update(range(a, b))
        last = b
    assert all(k in covered for k in range(start, end) if text[k].isalnum())


@given(st.text(alphabet="aB.'’-[]1 \n@/:–_", max_size=400))
def test_every_visible_character_is_in_a_token(text: str) -> None:
    covered = {k for a, b in tokenize(text) for k in range(a, b)}
    assert covered == {k for k, c in enumerate(text) if c not in BLANK}
