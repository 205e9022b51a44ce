"""The dictionary form of a word, by the spelling rules of English inflection and a table of what they get wrong.

Names keep their spelling; an unknown verb is guessed (doubled consonants undone, a silent e restored where English spells one).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from variorum.reading.syntax.features import norm
from variorum.yaml_data import from_yaml

_VOWELS = frozenset("aeiou")
# Stems that end so were written with a silent e: argu-ed, believ-ed, produc-ed, chang-ed, us-ed, seiz-ed, pledg-ed.
_SILENT_E = ("u", "v", "c", "dg", "rg", "ng", "s", "z", "iat", "uat", "eat", "ut", "at", "ir", "ur", "is", "bl", "pl", "tl", "dl", "gl")
_NO_E = ("ss", "zz", "ing", "ong", "eat", "oat", "out", "ous", "us", "ew", "ow")


def _singular(form: str) -> list[str]:
    if form.endswith("ies") and len(form) > 4:
        return [form[:-3] + "y", form[:-1]]
    if form.endswith(("sses", "xes", "zes", "ches", "shes", "oes")):
        return [form[:-2], form[:-1]]
    if form.endswith("men"):
        return [form[:-2] + "an"]
    if form.endswith("s") and not form.endswith(("ss", "us", "is")):
        return [form[:-1], form[:-2]] if form.endswith("ses") else [form[:-1]]
    return [form]


def _stem(form: str, cut: int) -> list[str]:
    """Candidates for a form without -ed or -ing: plain, with e, with one consonant of two; the likeliest first."""
    stem = form[:-cut]
    if len(stem) < 2 or not _VOWELS & {*stem, "y" if "y" in stem else "a"}:
        return [form]
    if stem[-1] == stem[-2] and stem[-1] not in "aeiouslz":
        return [stem[:-1], stem]
    if stem.endswith("i") and cut == 2:
        return [stem[:-1] + "y"]
    if stem.endswith(_SILENT_E) and not stem.endswith(_NO_E):
        return [stem + "e", stem]
    return [stem, stem + "e", stem[:-1] if stem[-1] == stem[-2] else stem]


def _base(form: str, feats: str) -> list[str]:
    if form.endswith("ing") and "VerbForm=Fin" not in feats and "VerbForm=Inf" not in feats:
        return _stem(form, 3)
    if form.endswith("ed") and ("Past" in feats or not feats):
        return _stem(form, 2)
    if "Tense=Pres" in feats and "Person=3" in feats:
        return _singular(form)
    return [form]


@cache
def _irregular() -> dict[tuple[str, str], str]:
    """The forms of irregular.yaml by (upos, form)."""
    verbs = from_yaml(files(__package__).joinpath("irregular.yaml").read_text(encoding="utf-8"))
    return {("VERB", form): base for base, forms in verbs.items() for form in forms}


class Lemmas:
    """Rules with a table of rows (upos, form or "=", lemma): "=" lists a known base form."""

    def __init__(self, table: Iterable[tuple[str, ...]]) -> None:
        rows = list(table)
        self._known = frozenset((upos, lemma) for upos, form, lemma in rows if form == "=")
        self._odd = {(upos, form): lemma for upos, form, lemma in rows if form != "="} | _irregular()

    def words(self) -> frozenset[str]:
        """Give back the words in lower case that the table lists, base forms and irregular ones, of whatever part of speech.

        >>> {"oath", "pledge", "lost"} <= lemmas().words()
        True
        """
        return frozenset(word for _, word in (*self._known, *self._odd) if word.islower())

    def lemma(self, word: str, upos: str, feats: str) -> str:
        """Give back the lemma of a word with its tag; lower case except for names and words all in capitals.

        >>> lemmas().lemma("pledged", "VERB", "Tense=Past|VerbForm=Fin"), lemmas().lemma("Abu", "PROPN", "Number=Sing")
        ('pledge', 'Abu')
        """
        if upos in ("PROPN", "X", "NUM", "SYM", "PUNCT"):
            return word
        form = norm(word)
        if not word.isascii() and not form.isascii():
            return word.lower()
        if any(c.isdigit() for c in word):
            return word.lower()
        found = self._odd.get((upos, form))
        base_form = "VerbForm=Inf" in feats or ("Tense=Pres" in feats and "VerbForm=Fin" in feats)
        if found is not None and not (base_form and (upos, form) in self._known):  # "to lay it down" is not "he lay down"
            return found
        if upos == "NOUN":
            if "Number=Plur" not in feats:
                return word if word.isupper() and len(word) > 1 else form
            guesses = _singular(form)
        elif upos in ("VERB", "AUX"):
            guesses = _base(form, feats)
        else:
            return form
        return next((g for g in guesses if (upos, g) in self._known), guesses[0])


@cache
def lemmas() -> Lemmas:
    """Give back the rules with the table that comes with the package, read once."""
    text = files(__package__).joinpath("lemmas.tsv").read_text(encoding="utf-8")
    return Lemmas(tuple(line.split("\t")) for line in text.splitlines() if not line.startswith("#"))
