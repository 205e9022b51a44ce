"""Building a text out of words and blocks, for the formats that have blocks."""

from __future__ import annotations

import re

# What HTML calls white space. A no-break space is not: it is a character that somebody meant.
_SPACE = re.compile(r"[ \t\n\r\f]+")


class Lines:
    """A text under construction. Words flow into a line with single spaces; blocks begin lines; a paragraph has a blank line on each side.

    >>> lines = Lines()
    >>> lines.words("One  sentence"); lines.paragraph(); lines.mark("- "); lines.words("an item"); lines.line(); lines.text()
    'One sentence\\n\\n- an item'
    """

    def __init__(self) -> None:
        self._done: list[str] = []
        self._now: list[str] = []
        self._marker = ""
        self._indents: list[str] = []
        self._blank_wanted = False

    def words(self, words: str) -> None:
        """Adds words to the line, every run of white space as one space."""
        words = _SPACE.sub(" ", words)
        if not self._now or self._now[-1][-1] in " \t":
            words = words.lstrip(" ")
        if words:
            self._now.append(words)

    def preformatted(self, words: str) -> None:
        """Adds words with their spaces and line ends as they are."""
        first, *rest = words.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for i, piece in enumerate([first, *rest]):
            if i:
                self.line_end()
            if piece:
                self._now.append(piece)

    def cell(self, index: int) -> None:
        """Begins the cell of a row with that index, from 0."""
        if index:
            self._now = [*filter(None, ["".join(self._now).rstrip(" ")]), "\t"]

    def line(self) -> None:
        """Ends the line, if there is anything on it."""
        line = "".join(self._now).rstrip(" \t")
        self._now.clear()
        if not line:
            return
        if self._blank_wanted and self._done:
            self._done.append("")
        self._blank_wanted = False
        self._done.append("".join(self._indents) + self._marker + line)
        self._marker = ""

    def line_end(self) -> None:
        """Ends the line as a written line end does: a second one leaves a blank line."""
        if "".join(self._now).strip(" \t"):
            self.line()
        else:
            self.paragraph()

    def paragraph(self) -> None:
        """Ends the line and asks for a blank one before the next."""
        self.line()
        self._now.clear()
        self._blank_wanted = True

    def mark(self, marker: str) -> None:
        """What the next line begins with (an item's dash or number); an empty one takes back a marker that no line has used."""
        self._marker = marker

    def indent(self, prefix: str) -> None:
        """What every line begins with until :meth:`outdent`."""
        self._indents.append(prefix)

    def outdent(self) -> None:
        self._indents.pop()

    @property
    def ending(self) -> str:
        """The last words of the line so far, for what depends on what stands before it."""
        return "".join(self._now[-3:])

    def text(self) -> str:
        """The text so far. No blank line at either end, no line feed after the last line."""
        self.line()
        return "\n".join(self._done)
