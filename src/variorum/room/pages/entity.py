"""A person, body, place, work or event: its names, its states through time for everyone and for each voice, its ties on a date, what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from variorum.asking.editions import standings
from variorum.asking.listed import listed_as
from variorum.asking.names_used import names_of
from variorum.model import EntityType, When
from variorum.reasoning.course import fullest_day
from variorum.reasoning.viewpoint import numbers
from variorum.room import addresses
from variorum.room.asked import asked_date, asked_voices, viewpoint_of_voices
from variorum.room.dossier.lineage import Through, through_its_names
from variorum.room.dossier.links import LINKS, links_of
from variorum.room.dossier.said import said_by
from variorum.room.dossier.states import VOICES, StateRow, States, on_date, states_of_entity, voices_on
from variorum.room.drawing.chart import SLIM, WIDE, Wording, chart
from variorum.room.drawing.courses import course_words
from variorum.room.drawing.ribbon import ribbon, slim_ribbon
from variorum.room.findings import findings
from variorum.room.judged import on_entity
from variorum.room.opened import Named, Opened
from variorum.room.rendering import Page
from variorum.room.ties import claims_of
from variorum.room.words import said_when, span_of_days

_PEOPLE, _TIES, _QUOTED, _DISPUTES, _NAMES = 24, 14, 8, 12, 24


def entity(opened: Opened, request: Request) -> Page:
    """The page of the entity whose key the address names, for the voices that ``according-to`` names and the date of ``on``."""
    of = _of_key(opened, request.path_params["key"])
    voices = asked_voices(opened, request)
    viewpoint = viewpoint_of_voices(voices)
    on = asked_date(request)
    speaking = voices_on(opened, of.entity, viewpoint)
    states = states_of_entity(opened, of.entity, viewpoint, [v for v, _ in speaking[:VOICES]])
    day = on or _fullest(states.rows)
    through = through_its_names(opened, of.entity)
    names, names_left = names_of(opened.record, of.entity, _NAMES)
    links, links_total = links_of(opened, of.entity)
    fields: dict[str, Any] = {
        "judgements": on_entity(opened, of.key),
        "of": of,
        "documents": _documents(opened, of.entity),
        "chosen": voices,
        "on": on,
        "voices": _choices(opened, speaking, voices),
        "speaking": len(speaking),
        "rows_of": VOICES,
        "through": through,
        "ribbon": _ribbon(opened, through),
        "names": names,
        "names_left": names_left,
        "listed": listed_as(opened.record, of.entity),
        "standings": standings(opened.record, of.entity),
        "links": links,
        "links_left": links_total - min(links_total, LINKS),
        "states": states,
        "charts": _charts(opened, of, states, voices),
        "course_words": course_words,
        "claims_of": claims_of,
        "day": day,
        "day_words": said_when(day.edtf) if day else "",
        "ties": on_date(opened, of.entity, viewpoint, states.rows, day)[:_TIES] if day else [],
        "people": _people(opened, of, states),
        "span_of_days": span_of_days,
        "roles": _roles(opened, of.entity, states.rows),
        "said": said_by(opened, of.entity, viewpoint, speaking[:_QUOTED]),
        "disputes": _disputes(opened, of.entity),
        "root": str(opened.archive.layout.root.name),
    }
    return Page("entity.html", "Names", of.label, fields)


def _of_key(opened: Opened, key: str) -> Named:
    """The entity of a key. An address is permanent: what is no key gets no page, but the names that it may mean."""
    found = opened.by_key.get(key)
    if found is None:
        near = [f.label for f in opened.record.find_entity(key)][:5]
        said = f" Near it: {', '.join(near)}." if near else ""
        raise HTTPException(404, f"The record has nobody and nothing of the key {key[:80]!r}.{said} All names are under “Names”.")
    return found


def _fullest(rows: Sequence[StateRow]) -> When | None:
    """The day of most ties, None when none is dated."""
    day = fullest_day(r.course for r in rows)
    return None if day is None else When.parse(date.fromordinal(day).isoformat())


def _documents(opened: Opened, entity: int) -> int:
    sql = """SELECT count(DISTINCT doc) FROM (SELECT doc FROM claim WHERE subject = ? UNION ALL SELECT doc FROM claim_o WHERE object = ?
        UNION ALL SELECT doc FROM name WHERE entity = ?) d"""
    ((count,),) = opened.record.rows(sql, [entity, entity, entity])
    return int(count)


def _choices(opened: Opened, speaking: Sequence[tuple[int, int]], chosen: Sequence[Named]) -> list[Named]:
    """Voices to choose from: those that say most of it, and those that were chosen."""
    most = [opened.entities[v] for v, _ in speaking[:60] if v in opened.entities]
    everybody = most if not chosen else [opened.entities[v] for v, _ in voices_of_all(opened)]
    return list(dict.fromkeys([*chosen, *everybody]))


def voices_of_all(opened: Opened) -> list[tuple[int, int]]:
    """The sixty voices that say most in the whole record."""
    sql = "SELECT voice, count(*) FROM claim WHERE voice > 0 GROUP BY voice ORDER BY 2 DESC, 1 LIMIT 60"
    return opened.memo("voices_of_all", lambda: [(v, n) for v, n in opened.record.rows(sql)])


def _ribbon(opened: Opened, through: Through | None) -> tuple[Any, Any] | None:
    if through is None:
        return None
    said = " to ".join(opened.label(b) for b in through.bodies)
    label = f"Lineage ribbon: {said}; changes of name whose day is uncertain are hatched"

    def signs(voices: Sequence[int]) -> str:
        return " ".join(opened.sigla.get(v, "?") for v in voices[:4]) + (" …" if len(voices) > 4 else "")

    wide = ribbon(through, opened.label, signs, label)
    slim = slim_ribbon(through, opened.label, signs, f"{label}; time running downwards")
    return (wide, slim) if wide is not None and slim is not None else None


def _charts(opened: Opened, of: Named, states: States, voices: Sequence[Named]) -> tuple[Any, Any] | None:
    def voice(v: int) -> str:
        return f"{opened.sigla.get(v, '?')} {opened.label(v)}"

    def address(row: StateRow) -> str:
        return claims_of(of.key, row.proposition.topic)

    wording = Wording(opened.label, voice, address, "these voices" if voices else "everyone")
    label = f"States of {of.label} as bars over time, by voice; the table below says the same"
    wide, slim = chart(states.groups(), wording, WIDE, label), chart(states.groups(), wording, SLIM, label)
    return (wide, slim) if wide is not None and slim is not None else None


def _people(opened: Opened, of: Named, states: States) -> list[StateRow]:
    """States shared with persons; for a person, with everybody."""
    wanted = {EntityType.PERSON} if of.type == EntityType.ORGANISATION else {EntityType.PERSON, EntityType.ORGANISATION}
    return [r for r in states.rows if r.other in opened.entities and opened.entities[r.other].type in wanted][:_PEOPLE]


def _roles(opened: Opened, entity: int, rows: Sequence[StateRow]) -> dict[tuple[int, str], list[str]]:
    """In what role the other stood, as claims of that state say it: by the other and the state."""
    others = numbers({r.other for r in rows})
    sql = f"""SELECT DISTINCT c.subject, c.object, p.name, t.role FROM claim c JOIN claim_text t ON t.claim_id = c.claim_id AND t.doc = c.doc
        JOIN predicate p ON p.predicate = c.predicate WHERE t.role IS NOT NULL AND c.polarity > 0
        AND (c.subject = ? AND c.object IN ({others}) OR c.object = ? AND c.subject IN ({others})) ORDER BY ALL"""
    found: dict[tuple[int, str], list[str]] = {}
    for subject, obj, predicate, role in opened.record.rows(sql.replace("ORDER BY ALL", "ORDER BY 1, 2, 3, 4"), [entity, entity]):
        found.setdefault((obj if subject == entity else subject, predicate), []).append(role)
    return found


def _disputes(opened: Opened, entity: int) -> tuple[list[tuple[str, Any]], int]:
    found = findings(opened)
    digits = found.of_entity.get(entity, ())
    listed = [(f"{addresses.DISPUTES}/{d}", found.disputes[d]) for d in digits if d in found.disputes]
    listed.sort(key=lambda item: -len({v for s in item[1].sides for v in s.voices}))
    return listed[:_DISPUTES], len(listed)
