"""A reliability diagram: of the claims with about this score, how many are right? Plain SVG, for docs/pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

Judged = tuple[float, float, bool]  #: a claim: its score before calibration, its score, whether it is right
_BINS = 10
_SIDE, _LEFT, _TOP, _BETWEEN = 300, 64, 56, 70
_INK, _NOW, _BEFORE = "#222", "#1f5fa8", "#c0691a"


@dataclass(frozen=True)
class Panel:
    """One reader's claims under a title."""

    title: str
    claims: Sequence[Judged]


@dataclass(frozen=True)
class Bin:
    """``count`` claims of like score: their mean score, the share that is right and its 95% interval (Wilson)."""

    count: int
    score: float
    right: float
    low: float
    high: float


def bins(scored: Sequence[tuple[float, bool]], count: int = _BINS) -> list[Bin]:
    """The claims in at most ``count`` bins of about as many each, from the lowest score up; equal scores are never parted.

    >>> [(b.score, b.right) for b in bins([(0.2, False), (0.4, True), (0.6, True), (0.8, True)], 2)]
    [(0.3, 0.5), (0.7, 1.0)]
    """
    ordered = sorted(scored)
    found, start = [], 0
    for k in range(1, count + 1):
        end = max(start, round(len(ordered) * k / count))
        while start < end < len(ordered) and ordered[end][0] == ordered[end - 1][0]:
            end += 1
        if part := ordered[start:end]:
            share = sum(r for _, r in part) / len(part)
            found.append(Bin(len(part), round(sum(s for s, _ in part) / len(part), 6), share, *_wilson(share, len(part))))
        start = end
    return found


def expected_error(scored: Sequence[tuple[float, bool]], count: int = _BINS) -> float:
    """Expected calibration error: how far, on average over the claims, the share that is right in their bin lies from its mean score."""
    return sum(b.count * abs(b.score - b.right) for b in bins(scored, count)) / len(scored) if scored else 0.0


def _wilson(share: float, count: int) -> tuple[float, float]:
    z = 1.96
    middle, wide = share + z * z / (2 * count), z * (share * (1 - share) / count + z * z / (4 * count * count)) ** 0.5
    return max(0.0, (middle - wide) / (1 + z * z / count)), min(1.0, (middle + wide) / (1 + z * z / count))


def drawn(panels: Sequence[Panel]) -> str:
    """The panels side by side as one SVG."""
    width = _LEFT + len(panels) * (_SIDE + _BETWEEN) - _BETWEEN + 24
    height = _TOP + _SIDE + 84
    body = "".join(part for n, panel in enumerate(panels) for part in _panel(panel, _LEFT + n * (_SIDE + _BETWEEN)))
    what = "; ".join(f"{p.title}: {len(p.claims)} claims" for p in panels)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="13" fill="{_INK}" role="img">\n'
        f"<title>Reliability of scores, before and after calibration</title><desc>{escape(what)}</desc>\n"
        f'<rect width="{width}" height="{height}" fill="white"/>\n{body}{_key(_LEFT, height - 18)}</svg>\n'
    )


def _panel(panel: Panel, left: float) -> Iterator[str]:
    def x(share: float) -> float:
        return round(left + share * _SIDE, 1)

    def y(share: float) -> float:
        return round(_TOP + (1 - share) * _SIDE, 1)

    yield f'<text x="{left}" y="{_TOP - 30}" font-size="15" font-weight="bold">{escape(panel.title)}</text>\n'
    yield f'<text x="{left}" y="{_TOP - 12}">{len(panel.claims):,} claims of books held out</text>\n'
    yield f'<rect x="{left}" y="{_TOP}" width="{_SIDE}" height="{_SIDE}" fill="none" stroke="#999"/>\n'
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        yield f'<path d="M{x(tick)} {y(0)}v5M{x(0)} {y(tick)}h-5" stroke="#999"/>'
        yield f'<text x="{x(tick)}" y="{y(0) + 20}" text-anchor="middle">{tick:g}</text>'
        yield f'<text x="{x(0) - 9}" y="{y(tick) + 4}" text-anchor="end">{tick:g}</text>\n'
    yield f'<text x="{x(0.5)}" y="{y(0) + 40}" text-anchor="middle">score</text>\n'
    yield f'<text transform="translate({x(0) - 42} {y(0.5)}) rotate(-90)" text-anchor="middle">share that is right</text>\n'
    yield f'<path d="M{x(0)} {y(0)}L{x(1)} {y(1)}" stroke="#999" stroke-dasharray="4 4"/>\n'
    for column, colour, hollow in ((0, _BEFORE, True), (1, _NOW, False)):
        points = bins([(c[column], c[2]) for c in panel.claims])  # type: ignore[misc]
        dashes = ' stroke-dasharray="2 3"' if hollow else ""
        line = "L".join(f"{x(b.score)} {y(b.right)}" for b in points)
        yield f'<path d="M{line}" fill="none" stroke="{colour}" stroke-width="1.5"{dashes}/>\n'
        for b in points:
            bar = "" if hollow else f'<path d="M{x(b.score)} {y(b.low)}V{y(b.high)}" stroke="{colour}" stroke-opacity="0.5"/>'
            yield f'{bar}<circle cx="{x(b.score)}" cy="{y(b.right)}" r="4" stroke="{colour}" fill="{"white" if hollow else colour}"/>\n'


def _key(left: float, y: float) -> str:
    now = f'<circle cx="{left + 5}" cy="{y - 4}" r="4" fill="{_NOW}"/><text x="{left + 16}" y="{y}">the score, calibrated (bars: 95 in a hundred)</text>'
    old = f'<circle cx="{left + 335}" cy="{y - 4}" r="4" fill="white" stroke="{_BEFORE}"/><text x="{left + 346}" y="{y}">what was shown before</text>'
    even = f'<path d="M{left + 525} {y - 4}h26" stroke="#999" stroke-dasharray="4 4"/><text x="{left + 558}" y="{y}">as it should be</text>'
    return f"{now}{old}{even}\n"
