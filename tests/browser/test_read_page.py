"""The page of `variorum read` in a real browser: it is drawn, without a script, and what the browser holds is the text and its claims."""

from __future__ import annotations

import re
import struct
import subprocess
import zlib
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from variorum.cli import main

CHROMIUM = Path("/usr/bin/chromium")
TEXT = (
    "Omar Hadi pledged allegiance to Salim Nasri in 2007. The Wing of the Coast was part of the Northern Front.\n\n"
    "بايع عمر سالما\n\nSalim Nasri denied that the Wing of the Coast was part of the Northern Front. <script>document.title='run'</script>\n"
)

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="no /usr/bin/chromium on this machine: the page is not opened in a browser")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    (folder / "letter.txt").write_text(TEXT, encoding="utf-8")
    result = CliRunner().invoke(main, ["read", str(folder / "letter.txt"), "--html", str(folder / "page.html")], catch_exceptions=False)
    assert result.exit_code == 0, result.stderr
    return folder / "page.html"


def browse(page: Path, *words: str) -> str:
    quiet = ("--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", *quiet, f"--user-data-dir={page.parent / 'profile'}", *words]
    return subprocess.run([*command, page.as_uri()], capture_output=True, text=True, encoding="utf-8", timeout=120, check=True).stdout


def test_the_browser_holds_every_claim_and_runs_nothing(page: Path) -> None:
    dom = browse(page, "--dump-dom")
    sentences = re.findall(r'<span class="says"><bdi>(.*?)</bdi>', dom)
    assert "Omar Hadi pledged allegiance to Salim Nasri" in sentences
    assert len(sentences) == len(re.findall('class="entry"', page.read_text(encoding="utf-8"))) >= 3
    column = "".join(re.findall(r'<div class="txt">(.*?)</div>', dom, re.DOTALL))
    assert unescape(re.sub("<[^>]*>", "", column)) == TEXT
    assert "<title>run</title>" not in dom


def test_the_page_is_drawn(page: Path) -> None:
    shot = page.with_suffix(".png")
    browse(page, "--hide-scrollbars", "--window-size=1200,900", f"--screenshot={shot}")
    colours = _pixels(shot.read_bytes())
    assert len(colours) > 20, "the picture is blank"
    assert (0x1C, 0x5A, 0x93) in colours, "the blue of what is said is nowhere: the style sheet was not used"


def _pixels(png: bytes) -> set[tuple[int, int, int]]:
    """The colours of a picture as Chromium writes them: 8 bits, RGB or RGBA, no interlacing (PNG specification, chapters 9 and 11)."""
    width, _, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert depth == 8 and kind in (2, 6)
    size = 3 if kind == 2 else 4
    data, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        data += png[at + 8 : at + 8 + length] if png[at + 4 : at + 8] == b"IDAT" else b""
        at += 12 + length
    raw, stride, above = zlib.decompress(data), width * size, bytearray(width * size)
    colours: set[tuple[int, int, int]] = set()
    for start in range(0, len(raw), stride + 1):
        line = _unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + stride]), above, size)
        colours |= {(line[i], line[i + 1], line[i + 2]) for i in range(0, stride, size)}
        above = line
    return colours


def _unfiltered(method: int, line: bytearray, above: bytearray, size: int) -> bytearray:
    for i in range(len(line) if method else 0):
        left, corner = (line[i - size], above[i - size]) if i >= size else (0, 0)
        up = above[i]
        near = min((left, up, corner), key=lambda x: abs(left + up - corner - x))
        line[i] = (line[i] + (0, left, up, (left + up) // 2, near)[method]) & 255
    return line
