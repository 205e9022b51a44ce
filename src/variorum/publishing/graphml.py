"""GraphML (graphml.graphdrawing.org): entities as nodes, claims and states as edges, told apart by the edge's ``kind``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from variorum.publishing import contents
from variorum.record import open_record
from variorum.shelf.layout import Layout, write_whole

_NODE = ("type", "label", "names")
_EDGE = ("kind", "predicate", "status", "when", "polarity", "certainty", "mode", "voices", "quote", "document", "begins", "ends")
#: Claims and states with one place only (a dissolution) point to this node, since an edge needs two ends.
_NOBODY = "nobody"


def write(layout: Layout, out: Path) -> tuple[Path, ...]:
    """Writes the file ``out``; its folder is made if need be."""
    record = open_record(layout)
    root = ET.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for kind, names in (("node", _NODE), ("edge", _EDGE)):
        for name in names:
            ET.SubElement(root, "key", {"id": f"{kind}.{name}", "for": kind, "attr.name": name, "attr.type": "string"})
    graph = ET.SubElement(root, "graph", edgedefault="directed")
    ET.SubElement(graph, "node", id=_NOBODY)
    for e in contents.entities(record):
        node = ET.SubElement(graph, "node", id=e["key"])
        _data(node, "node", {"type": e["type"], "label": e["label"], "names": "; ".join(e["names"])})
    for i, (source, target, data) in enumerate([*_claims(record), *_states(record)]):
        edge = ET.SubElement(graph, "edge", id=f"e{i}", source=source or _NOBODY, target=target or _NOBODY)
        _data(edge, "edge", data)
    out.parent.mkdir(parents=True, exist_ok=True)
    write_whole(out, ET.tostring(root, encoding="utf-8", xml_declaration=True))
    return (out,)


def _claims(record: Any) -> Iterator[tuple[str | None, str | None, dict[str, Any]]]:
    for c in contents.claims(record):
        voices = " > ".join(f"{v['voice']} {v['act']}" for v in c["voices"])
        yield c["subject_key"], c["object_key"], {**c, "kind": "claim", "voices": voices}


def _states(record: Any) -> Iterator[tuple[str | None, str | None, dict[str, Any]]]:
    for s in contents.states(record):
        data = {
            "kind": "state",
            "predicate": s["state"],
            "status": s["status"],
            "begins": s["begins_earliest"],
            "ends": s["ends_latest"],
        }
        yield s["subject_key"], s["object_key"], data


def _data(element: ET.Element, kind: str, values: dict[str, Any]) -> None:
    for name in _NODE if kind == "node" else _EDGE:
        if values.get(name) is not None:
            ET.SubElement(element, "data", key=f"{kind}.{name}").text = _printable(str(values[name]))


def _printable(text: str) -> str:
    """XML 1.0 has no place for most control characters; each becomes U+FFFD, so that its loss can be seen."""
    return "".join(c if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff" else "\ufffd" for c in text)
