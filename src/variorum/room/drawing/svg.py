"""Elements of SVG as safe text."""

from __future__ import annotations

from markupsafe import Markup

from variorum.publishing.page_text import escaped


def element(name: str, *inside: str, **attributes: object) -> Markup:
    """An element with its attributes in order; None leaves one out, ``class_`` is class, ``_`` in names is ``-``. Text inside is escaped, Markup is not.

    >>> element("text", "A & B", x=1.25, class_="b", text_anchor=None)
    Markup('<text x="1.2" class="b">A &amp; B</text>')
    """
    named = "".join(f' {_name(n)}="{_value(v)}"' for n, v in attributes.items() if v is not None)
    content = "".join(part if isinstance(part, Markup) else escaped(part) for part in inside)
    return Markup(f"<{name}{named}>{content}</{name}>" if content else f"<{name}{named}/>")


def group(*inside: Markup) -> Markup:
    """The elements one after the other."""
    return Markup("".join(inside))


def picture(width: float, height: float, label: str, *inside: Markup, class_: str | None = None, links: bool = False) -> Markup:
    """A whole drawing in its own units; ``label`` says in words what it shows. ``links``: there are links in it, which a picture must not have."""
    role = "group" if links else "img"
    return element("svg", *inside, viewBox=f"0 0 {width:g} {height:g}", role=role, aria_label=label, class_=class_)


def _name(name: str) -> str:
    return name if name in ("viewBox", "markerWidth", "markerHeight") else name.rstrip("_").replace("_", "-")


def _value(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else escaped(value)
