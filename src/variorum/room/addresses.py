"""Where each page lives. Addresses are permanent: they name things by what does not change between builds, never by a number of the record."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from variorum.reasoning.dispute import digits_of, dispute_digits
from variorum.record.last_build import Asked

__all__ = [
    "asked_digits",
    "claim_address",
    "claims_address",
    "dispute_at",
    "dispute_digits",
    "document_address",
    "entity_address",
    "with_query",
]

GLANCE = "/"
DOCUMENTS = "/documents"
NAMES = "/names"
NETWORK = "/network"
DISPUTES = "/disputes"
CLAIMS = "/claims"
COMPARE = "/compare"
MOMENTS = "/compare/moments"
REVIEW = "/review"
SEARCH = "/search"


def document_address(document: str, claim: int | None = None) -> str:
    """A document, by its id; with the record's id of a claim in it, with that claim in focus.

    >>> document_address("letter 7", 255)
    '/documents/letter%207?claim=00000000000000ff#c00000000000000ff'
    """
    at = f"{DOCUMENTS}/{quote(document, safe='')}"
    return at if claim is None else f"{at}?claim={claim_digits(claim)}#c{claim_digits(claim)}"


def entity_address(key: str) -> str:
    """A person, body, place, work or event, by its key in the record."""
    return f"{NAMES}/{quote(key, safe='')}"


def claim_address(claim: int) -> str:
    """A claim, by the record's id, which is the same in every build."""
    return f"{CLAIMS}/{claim_digits(claim)}"


def claim_digits(claim: int) -> str:
    """The id of a claim as sixteen digits, as ``--json`` prints it.

    >>> claim_digits(255), claim_number("00000000000000ff")
    ('00000000000000ff', 255)
    """
    return f"{claim:016x}"


def claim_number(digits: str) -> int | None:
    """The id that :func:`claim_digits` wrote; None when it wrote no such thing."""
    try:
        return int(digits, 16) if len(digits) <= 16 else None
    except ValueError:
        return None


def dispute_at(digits: str) -> str:
    """A dispute, by the ten digits of its address."""
    return f"{DISPUTES}/{digits}"


def asked_digits(asked: Asked) -> str:
    """The ten digits of a dispute that a build kept by its words, opened or closed."""
    return digits_of(asked.kind, asked.question, asked.about)


def claims_address(**wanted: str | None) -> str:
    """The list of claims that fit; None leaves a condition out.

    >>> claims_address(entity="Omar Hadi", document=None)
    '/claims?entity=Omar+Hadi'
    """
    return with_query(CLAIMS, **wanted)


def with_query(address: str, **fields: object) -> str:
    """The address with fields behind it; those that are None or empty are left out, ``_`` at the end of a name falls away.

    >>> with_query("/network", on="2010", left=None)
    '/network?on=2010'
    """
    given = {name.rstrip("_"): str(value) for name, value in fields.items() if value not in (None, "")}
    return f"{address}?{urlencode(given)}" if given else address
