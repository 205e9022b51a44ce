"""The text column of a document's page taken apart again: what it says, and which characters lie under which mark."""

from __future__ import annotations

from html.parser import HTMLParser

_VOID = frozenset({"meta", "link", "input", "br", "path", "rect", "use", "circle", "stop", "img"})


class Column(HTMLParser):
    """``text`` is all that stands in the text column; ``pieces`` the characters under each mark, by its address; ``ids`` all addresses of the page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, frozenset[str]]] = []
        self.text = ""
        self.pieces: dict[str, str] = {}
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if "href" in found else []
        if tag not in _VOID:
            self._open.append((tag, frozenset(found.get("class", "").split())))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self._open.pop()[0] == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        classes = frozenset().union(*(c for _, c in self._open))
        if "txt" in classes and not any(tag == "summary" for tag, _ in self._open):
            self.text += data
            for name in (c[1:] for c in classes if c[:2] in ("kc", "kd", "ku")):
                self.pieces[name] = self.pieces.get(name, "") + data
