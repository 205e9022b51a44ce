"""The network on a day: who was tied to whom, for one viewpoint or two side by side, and where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from variorum.errors import UsageError
from variorum.model import EntityType
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning import EVERYONE, Proposition, Viewpoint
from variorum.reasoning.course import fullest_day
from variorum.reasoning.states import Status
from variorum.room import addresses
from variorum.room.asked import asked_date, named
from variorum.room.drawing.fabric import columns_of, fabric
from variorum.room.drawing.network import Node, Sheet, letters_for, name_width, small_network
from variorum.room.drawing.network import network as drawn_network
from variorum.room.drawing.strokes import strokes
from variorum.room.findings import findings
from variorum.room.network.layout import Layout, layout
from variorum.room.network.neighbourhood import MOST, STEPS, Neighbourhood, most_connected, neighbourhood
from variorum.room.network.told import Told, changes, status_on, told
from variorum.room.opened import Named, Opened
from variorum.room.recent import Recent
from variorum.room.rendering import Page
from variorum.room.ties import claims_of, tie
from variorum.room.words import day as day_words

#: Up to so many names are drawn as a network; more as rows and strokes.
_AS_NETWORK = 60
_ROWS = 30  #: differences in the table; the table of all ties beneath has the others
_LISTED = 60  #: ties in that table: those that are held, denied or contested before those that are only possible
_CHOICES = (20, 40, 60, 120)
_EVERYONE = "*"  #: what ``right`` says for everyone: without it there is one drawing only


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the address asks for."""

    around: Named
    steps: int
    most: int
    left: Named | None
    right: Named | None
    two: bool

    def address(self, **changed: object) -> str:
        fields: dict[str, object] = {
            "around": self.around.key,
            "ties": self.steps,
            "most": None if self.most == MOST else self.most,
            "left": self.left.key if self.left else None,
            "right": None if not self.two else self.right.key if self.right else _EVERYONE,
        }
        return addresses.with_query(addresses.NETWORK, **{**fields, **changed})


@dataclass(frozen=True, slots=True)
class _View:
    """A neighbourhood with its places and what is told of it."""

    near: Neighbourhood
    layout: Layout
    told: Told


def network(opened: Opened, request: Request) -> Page:
    """The whole page."""
    asked = _asked(opened, request)
    if asked is None:
        return Page("network.html", "Network", "Network", {"asked": None})
    view = _view(opened, asked)
    fields = _on_day(opened, request, asked, view)
    first, last = _range(view.told, fields["day"])
    more = {
        "strokes": strokes(changes(view.told.shown), first, last, min(max(fields["day"], first), last)),
        "beyond": not first <= fields["day"] <= last,
        "first": first,
        "last": last,
        "voices": _voices(opened, asked),
        "choices": _CHOICES,
        "everyone": _EVERYONE,
    }
    return Page("network.html", "Network", fields["title"], {**fields, **more})


def network_drawing(opened: Opened, request: Request) -> Page:
    """What of the page changes with the day, for the script of the slider."""
    asked = _asked(opened, request)
    if asked is None:
        raise HTTPException(404, "No tie between persons or groups is told of in this record.")
    fields = _on_day(opened, request, asked, _view(opened, asked))
    return Page("network_told.html", "Network", fields["title"], fields)


def _asked(opened: Opened, request: Request) -> _Asked | None:
    """What is asked for; None when nobody is tied to anybody, and no name was given."""
    given = request.query_params
    entity = None if given.get("around") else most_connected(opened)
    if not given.get("around") and entity is None:
        return None
    around = named(opened, given["around"]) if entity is None else opened.entities[entity]
    steps, most = _number(given.get("ties", str(STEPS)), (1, 2, 3), "ties"), _number(given.get("most", str(MOST)), _CHOICES, "most")
    left, right = given.get("left", ""), given.get("right", "")
    return _Asked(
        around,
        steps,
        most,
        named(opened, left) if left not in ("", _EVERYONE) else None,
        named(opened, right) if right not in ("", _EVERYONE) else None,
        bool(right) and right != (left or _EVERYONE),
    )


def _number(text: str, allowed: Sequence[int], field: str) -> int:
    if text not in map(str, allowed):
        raise UsageError(f"`{field}` is {text[:20]!r}; expected one of {', '.join(map(str, allowed))}")
    return int(text)


def _view(opened: Opened, asked: _Asked) -> _View:
    recent: Recent[_Asked, _View] = opened.memo("networks", lambda: Recent(48))
    return recent.get(asked, lambda: _made(opened, asked))


def _made(opened: Opened, asked: _Asked) -> _View:
    placed: Recent[tuple[Named, int, int], tuple[Neighbourhood, Layout]] = opened.memo("layouts", lambda: Recent(48))
    near, places = placed.get((asked.around, asked.steps, asked.most), lambda: _placed(opened, asked))
    left = _viewpoint(asked.left)
    return _View(near, places, told(opened, near, left, _viewpoint(asked.right) if asked.two else None))


def _placed(opened: Opened, asked: _Asked) -> tuple[Neighbourhood, Layout]:
    near = neighbourhood(opened, asked.around.entity, asked.steps, asked.most)
    at = {e: n for n, e in enumerate(near.nodes)}
    letters = letters_for(len(near.nodes))
    widths = [name_width(opened.label(e), letters, _is_person(opened, e)) for e in near.nodes]
    small = len(near.nodes) <= _AS_NETWORK
    return near, layout(len(near.nodes) if small else 0, {(at[p.x], at[p.y]) for p in near.ties}, widths if small else [], 20)


def _viewpoint(voice: Named | None) -> Viewpoint:
    return EVERYONE if voice is None else Viewpoint(frozenset({voice.entity}))


def _is_person(opened: Opened, entity: int) -> bool:
    return opened.entities[entity].type == EntityType.PERSON


def _day(request: Request, view: Told) -> int:
    """The day that is asked for (the first of a month or year), else the first on which most is told."""
    on = asked_date(request)
    if on is None:
        shown = (c for courses in view.shown for c in courses.values())
        return fullest_day(shown) or fullest_day(view.everyone.values()) or date.today().toordinal()
    known = [d for d in (on.first_day, on.last_day - 1) if UNKNOWN_PAST < d < UNKNOWN_FUTURE]
    return known[0]


def _range(view: Told, day: int) -> tuple[int, int]:
    """The days of the slider: from before the first change of any voice to after the last, with the day that is shown if it is not much farther off."""
    days = changes([view.everyone, *view.shown, *(c for _, c in view.voices)]).all or (day,)
    extent = max(days) - min(days)
    if min(days) - extent <= day <= max(days) + extent:
        days = (*days, day)
    room = max(60, (max(days) - min(days)) // 40)
    return max(min(days) - room, 1), min(max(days) + room, date.max.toordinal())


def _on_day(opened: Opened, request: Request, asked: _Asked, view: _View) -> dict[str, Any]:
    day = _day(request, view.told)
    ties = view.near.ties
    sides = [{p: s for p in ties if (s := status_on(c.get(p), day))} for c in view.told.shown]
    differing = [p for p in ties if asked.two and sides[0].get(p) is not sides[1].get(p)]
    differing.sort(key=lambda p: not all(p in s for s in sides))  # where both speak first: silence is no contradiction
    names = [_said_name(v) for v in (asked.left, asked.right)]
    between = changes(view.told.shown)
    before, after = between.before(day), between.after(day)
    title = f"The network on {day_words(day)}"
    return {
        "asked": asked,
        "near": view.near,
        "claims_of": claims_of,
        "day": day,
        "iso": date.fromordinal(day).isoformat(),
        "title": title,
        "names": names,
        "sides": sides,
        "agreed": len({p for s in sides for p in s}) - len(differing),
        "differing": [_difference(opened, p, sides) for p in differing[:_ROWS]],
        "differences": len(differing),
        "drawings": _drawings(opened, asked, view, sides, frozenset(differing), day),
        "small": _small(opened, view, day),
        "listed": _listed(opened, ties, sides),
        "told_of": len({p for s in sides for p in s}),
        "before": date.fromordinal(before).isoformat() if before else None,
        "after": date.fromordinal(after).isoformat() if after else None,
        "as_network": len(view.near.nodes) <= _AS_NETWORK,
    }


def _said_name(voice: Named | None) -> str:
    return voice.label if voice else "everyone"


def _drawings(
    opened: Opened, asked: _Asked, view: _View, sides: Sequence[dict[Proposition, Status]], differing: frozenset[Proposition], day: int
) -> list[Any]:
    nodes = [Node(opened.label(e), addresses.entity_address(opened.entities[e].key), _is_person(opened, e)) for e in view.near.nodes]
    at = {e: n for n, e in enumerate(view.near.nodes)}
    found = []
    for side, voice in zip(sides, (asked.left, asked.right), strict=False):
        shown: dict[Proposition, Status | None] = {p: side.get(p) for p in view.near.ties if p in side or p in differing}
        label = f"Ties on {day_words(day)} according to {_said_name(voice)}; the table below says the same"
        if len(nodes) <= _AS_NETWORK:
            found.append(drawn_network(Sheet(view.layout, nodes, not asked.two), shown, at, differing, label))
        else:
            found.append(fabric(nodes, shown, at, differing, columns_of(view.near.ties, at), 600 if asked.two else 1230, label))
    return found


def _small(opened: Opened, view: _View, day: int) -> list[dict[str, Any]]:
    """The same day for everyone and for the voices that say most, small."""
    if not view.layout.places:
        return []
    at = {e: n for n, e in enumerate(view.near.nodes)}
    people = [_is_person(opened, e) for e in view.near.nodes]
    found = []
    for voice, courses in ((None, view.told.everyone), *view.told.voices):
        ties = {p: s for p in view.near.ties if (s := status_on(courses.get(p), day))}
        who = opened.label(voice) if voice else "everyone, computed"
        drawing = small_network(view.layout, people, ties, at, f"{len(ties)} ties according to {who}")
        found.append({"voice": voice, "drawing": drawing, "ties": len(ties)})
    return found


def _difference(opened: Opened, p: Proposition, sides: Sequence[dict[Proposition, Status]]) -> dict[str, Any]:
    """A tie with how it stands on each side, and the first dispute that is about both of its ends."""
    of_entity = findings(opened).of_entity
    dispute = next((d for d in of_entity.get(p.x, ()) if d in of_entity.get(p.y, ())), None)
    found = {"x": p.x, "y": p.y, "says": tie(p.topic).says, "topic": p.topic, "sides": [s.get(p) for s in sides]}
    return {**found, "key": opened.entities[p.x].key, "dispute": f"{addresses.DISPUTES}/{dispute}" if dispute else None}


def _listed(opened: Opened, ties: Sequence[Proposition], sides: Sequence[dict[Proposition, Status]]) -> list[dict[str, Any]]:
    spoken = [p for p in ties if any(p in s for s in sides)]
    spoken.sort(key=lambda p: all(s.get(p, Status.POSSIBLE) is Status.POSSIBLE for s in sides))
    return [_difference(opened, p, sides) for p in spoken[:_LISTED]]


def _voices(opened: Opened, asked: _Asked) -> list[Named]:
    """Voices to choose from: those that say most in the whole record, and those that were chosen."""
    sql = "SELECT voice FROM claim WHERE voice > 0 GROUP BY voice ORDER BY count(*) DESC, voice LIMIT 60"
    most = opened.memo("most_speaking", lambda: [opened.entities[v] for (v,) in opened.record.rows(sql)])
    return list(dict.fromkeys([v for v in (asked.left, asked.right) if v] + most))
