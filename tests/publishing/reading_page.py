"""A page taken apart again: what a reader of it would see, and where its links lead."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = frozenset({"meta", "path", "rect", "use", "br"})


class Page(HTMLParser):
    """``text`` is that of the edition: what stands in the text column. ``pieces`` has the marked characters by claim number."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str]]] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.pieces: dict[int, str] = {}
        self.entries: dict[str, str] = {}
        self.policy = ""
        self.feed(html)
        self.close()
        assert not self.open, f"left open: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.attributes |= set(found)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if "href" in found else []
        if found.get("http-equiv") == "Content-Security-Policy":
            self.policy = found["content"]
        if tag not in VOID:
            self.open.append((tag, found))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in VOID
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        classes = {c for _, a in self.open for c in a.get("class", "").split()}
        if "txt" in classes and not any(tag == "summary" for tag, _ in self.open):
            self.text += data
            for name in (c for c in classes if c.startswith("kc")):
                self.pieces[int(name[2:])] = self.pieces.get(int(name[2:]), "") + data
        for _, a in self.open:
            if a.get("class") == "entry":
                self.entries[a["id"]] = self.entries.get(a["id"], "") + data
