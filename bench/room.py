#!/usr/bin/env python3
"""How quick the reading room is: every page of a small and of a large record, twenty readers at once, and a very long document.

    room.py [--claims N] [--readers N] [--seconds S] [--small | --large | --judgements] [--json] [--quick]

Small: the five real documents with their annotations where they are beside the checkout, else the sample. Each page is asked for once cold (made anew) and once
more (kept), over loopback from the server's own process, and opened in Chromium until everything is drawn. Large: a simulated record of a million claims in
25,000 documents; twenty readers, each on a connection of its own, open pages drawn at random: one every ten seconds each, as people do, then without pause.
The readers run on the same cores as the server. A judgement: claims of the sample are rejected one after the other, until the record is without them.
And the record made anew after a rejection, in this process, of the sample and of the five documents: processor time alone.
--quick: 20,000 claims, twelve seconds; --small: only the small records; --large: only the large one; --judgements: only what is measured of judgements.
"""

from __future__ import annotations

import argparse
import http.client
import json
import multiprocessing
import os
import random
import re
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.parse import quote, urlencode

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "src"), str(Path(__file__).resolve().parent)]

from shared import SHARED  # noqa: E402
from simulation.filling import make_world  # noqa: E402
from simulation.shelving import shelve  # noqa: E402
from variorum.archive import Archive  # noqa: E402
from variorum.cli.demo import sample  # noqa: E402
from variorum.judging.claims import rejecting  # noqa: E402
from variorum.judging.keep import keep  # noqa: E402
from variorum.room.findings import findings  # noqa: E402
from variorum.room.opened import Current, Opened  # noqa: E402
from variorum.shelf.judgements import read as read_judgements  # noqa: E402

_CHROMIUM = "/usr/bin/chromium"
_TOKEN = "bench"
_PAUSE = 10.0
_PATIENCE = 20.0
_SYLLABLES = ("", "ar", "en", "il", "os", "un", "eb")
Kinds = Mapping[str, Sequence[str]]


def pages_of(opened: Opened, most: int, seed: int = 1) -> Kinds:
    """Addresses by kind of page, at most ``most`` of each: chosen at random, and of entities also those in most claims."""
    draw, record = random.Random(seed), opened.record
    by_claims = sorted(opened.entities.values(), key=lambda n: (-n.claims, n.entity))
    bodies = [n for n in by_claims if n.type == "organisation" and n.claims > 3]
    chosen = [*by_claims[: most // 10 + 1], *draw.sample(by_claims, min(most, len(by_claims)))][:most]
    documents = [i for (i,) in record.rows("SELECT id FROM document ORDER BY id")]
    claims = [c for (c,) in record.rows("SELECT claim_id FROM claim USING SAMPLE reservoir(400 ROWS) REPEATABLE (7)")]
    disputes = list(findings(opened).disputes)
    voices = [v for (v,) in record.rows("SELECT voice FROM claim WHERE voice > 0 GROUP BY voice ORDER BY count(*) DESC LIMIT 8")]
    key = lambda n: quote(n.key, safe="")  # noqa: E731
    pairs = [(draw.choice(bodies), *(opened.entities[v] for v in draw.sample(voices, 2))) for _ in range(most)] if len(voices) > 1 else []
    return {
        "at a glance": ["/"],
        "documents": ["/documents", *(f"/documents?page={n}" for n in range(2, len(documents) // 100))][:most],
        "a document": [f"/documents/{quote(d, safe='')}" for d in draw.sample(documents, min(most, len(documents)))],
        "names": ["/names"],
        "an entity": [f"/names/{key(n)}" for n in chosen],
        "network": [f"/network?around={key(n)}" for n in bodies[:most]],
        "disputes": ["/disputes"],
        "a dispute": [f"/disputes/{d}" for d in draw.sample(disputes, min(most, len(disputes)))],
        "claims": [f"/claims?{urlencode({'entity': n.label})}" for n in bodies[:most]],
        "a claim": [f"/claims/{c:016x}" for c in claims[:most]],
        "compare": [f"/compare?about={key(n)}&a={key(a)}&b={key(b)}" for n, a, b in pairs],
        "search": [f"/search?{urlencode({'q': n.label})}" for n in chosen],
        "ask": [f"/search?{urlencode({'q': f'who led {n.label}?'})}" for n in bodies[:most]],
        "review": ["/review"],
    }


def serve(root: str, port: Any) -> None:
    """A server of the archive in this process; its port goes into ``port``."""
    import uvicorn

    from variorum.room.app import create_app
    from variorum.room.doors import Doors
    from variorum.room.makers import many_for
    from variorum.room.serving import Serving, listening
    from variorum.shelf.layout import Layout

    bound = listening(Serving(port=0))
    port.value = bound.getsockname()[1]
    layout = Layout.open(root)
    app = create_app(layout, Doors(token=_TOKEN), makers=many_for(layout))
    uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False)).run(sockets=[bound])


@contextmanager
def served(archive: Archive) -> Any:
    """The port of a server of the archive, in a process of its own."""
    context = multiprocessing.get_context("spawn")
    port = context.Value("i", 0)
    process = context.Process(target=serve, args=(str(archive.layout.root), port))
    process.start()
    try:
        limit = time.monotonic() + 60
        while not port.value or not _is_up(port.value):
            assert time.monotonic() < limit and process.is_alive(), "the server did not start"
            time.sleep(0.05)
        yield port.value
    finally:
        process.terminate()
        process.join(10)


def _is_up(port: int) -> bool:
    try:
        return Reader(port, "").get("/healthz")[0] == 200
    except OSError:
        return False


class Reader:
    """One reader with a connection of his own."""

    def __init__(self, port: int, cookie: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        self._headers = {"Cookie": cookie} if cookie else {}

    @classmethod
    def enter(cls, port: int) -> str:
        """The cookie of the keeper."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        connection.request("GET", f"/?token={_TOKEN}")
        return connection.getresponse().headers["set-cookie"].split(";")[0]

    def post(self, address: str, fields: Mapping[str, str]) -> int:
        """The status after a form was sent."""
        sent = {**self._headers, "Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{self._connection.port}"}
        self._connection.request("POST", address, urlencode(fields), sent)
        answer = self._connection.getresponse()
        answer.read()
        return answer.status

    def text(self, address: str) -> str:
        """The page itself."""
        self._connection.request("GET", address, headers=self._headers)
        return self._connection.getresponse().read().decode()

    def get(self, address: str) -> tuple[int, int, float]:
        """Status, bytes and seconds of a page; status 0 when it did not come within the patience of a reader."""
        began = time.perf_counter()
        for again in (False, True):
            try:
                self._connection.request("GET", address, headers=self._headers)
                answer = self._connection.getresponse()
                body = answer.read()
            except TimeoutError:
                self._connection.close()
                break
            except http.client.RemoteDisconnected:  # an idle connection that the server has closed
                self._connection.close()
                if again:
                    break
            else:
                return answer.status, len(body), time.perf_counter() - began
        return 0, 0, time.perf_counter() - began


def processor_time() -> float:
    """Seconds that the server and its makers have had a processor, to a hundredth; 0 where the system does not tell (it is Linux that does)."""
    told = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            told[int(path.parent.name)] = path.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
    ours = {child.pid for child in multiprocessing.active_children()}
    ours |= {pid for pid, fields in told.items() if int(fields[1]) in ours}
    return sum(int(told[pid][11]) + int(told[pid][12]) for pid in ours if pid in told) / os.sysconf("SC_CLK_TCK")


def one_by_one(port: int, kinds: Kinds) -> dict[str, dict[str, float]]:
    """Each kind of page by one reader: the median of its pages made anew, the processor time that they took the server, the median of the same once
    more, and their largest size."""
    reader = Reader(port, Reader.enter(port))
    _until_quiet()
    figures: dict[str, dict[str, float]] = {}
    for kind, pages in kinds.items():
        if not pages:
            continue
        cold, spent = [], []
        for page in pages:
            before = processor_time()
            cold.append(reader.get(page))
            spent.append(processor_time() - before)
        warm = [reader.get(p) for p in pages]
        figures[kind] = {
            "cold": 1000 * median(s for _, _, s in cold),
            "coldest": 1000 * max(s for _, _, s in cold),
            "cpu": 1000 * median(spent),
            "most cpu": 1000 * max(spent),
            "kept": 1000 * median(s for _, _, s in warm),
            "kB": max(b for _, b, _ in cold) / 1000,
            "failed": sum(status != 200 for status, _, _ in cold),
        }
    return figures


def _until_quiet() -> None:
    """Waits until the server has gathered what it gathers at its start."""
    for _ in range(300):
        before = processor_time()
        time.sleep(0.5)
        if processor_time() - before < 0.02:
            return


def together(port: int, kinds: Kinds, readers: int, seconds: float, pause: float) -> dict[str, dict[str, float]]:
    """What ``readers`` see at once, each with a ``pause`` after a page: for each kind the median and the 95th percentile in ms, and how many."""
    cookie = Reader.enter(port)
    until = time.monotonic() + seconds
    seen: dict[str, list[float]] = {kind: [] for kind in kinds}
    failed: list[str] = []

    def read(number: int) -> None:
        draw, reader = random.Random(number), Reader(port, cookie)
        time.sleep(pause * draw.random())
        while time.monotonic() < until:
            kind = draw.choice([k for k, pages in kinds.items() if pages])
            page = draw.choice(kinds[kind])
            status, _, took = reader.get(page)
            seen[kind].append(took)
            if status != 200:
                failed.append(f"{status} {page}")
            time.sleep(pause)

    threads = [threading.Thread(target=read, args=(n,)) for n in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    figures = {k: {"p50": 1000 * median(t), "p95": 1000 * _p95(t), "pages": len(t)} for k, t in seen.items() if t}
    every = [s for times in seen.values() for s in times]
    figures["all"] = {"p50": 1000 * median(every), "p95": 1000 * _p95(every), "pages": len(every), "failed": len(failed)}
    return figures


def judgements(port: int, most: int) -> dict[str, dict[str, float]]:
    """How long after a claim is rejected the record is without it, in ms, and its first page after that; one claim after the other. And the processor
    time that both take the server."""
    reader = Reader(port, Reader.enter(port))
    _until_quiet()
    until_made, until_shown, spent = [], [], []
    for _ in range(most):
        form = reader.text("/review?kind=claims").split('<form class="judge', 1)[1].split("</form>", 1)[0]
        fields = dict(re.findall(r'<input type="hidden" name="([a-z]+)" value="([^"]*)"', form))
        began, before = time.perf_counter(), processor_time()
        status = reader.post("/review/judge", {**fields, "verdict": "reject", "why": "measured"})
        assert status == 303, f"the judgement was answered with {status}"
        while 'data-making="yes"' in reader.text("/review/state"):
            time.sleep(0.02)
        until_made.append(time.perf_counter() - began)
        assert reader.get(f"/claims/{fields['item']}")[0] == 404
        reader.get("/")
        until_shown.append(time.perf_counter() - began)
        spent.append(processor_time() - before)
    told = (("record made", until_made), ("at a glance", until_shown), ("processor", spent))
    return {k: {"p50": 1000 * median(t), "most": 1000 * max(t)} for k, t in told}


def made_anew(archive: Archive, most: int) -> dict[str, dict[str, float]]:
    """The processor time, in ms, of making the record anew after one claim more is rejected; one claim after the other."""
    claims = [c for (c,) in archive.record.rows("SELECT claim_id FROM claim ORDER BY claim_id")]
    archive.build(workers=1)  # whatever is read once is read
    spent = []
    for claim in claims[:: len(claims) // most][:most]:
        log = read_judgements(archive.layout.decisions)
        keep(archive.layout, rejecting(archive.layout, log, f"{claim:016x}", why="measured", by="bench"))
        before = time.process_time()
        archive.build(workers=1)
        spent.append(time.process_time() - before)
    return {f"of {len(claims)} claims": {"p50": 1000 * median(spent), "most": 1000 * max(spent)}}


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]


def drawn(port: int, addresses: Mapping[str, str]) -> dict[str, dict[str, float]] | None:
    """For each page the ms until Chromium has it whole, from the click, and until it could first be read; None where there is no Chromium."""
    if not Path(_CHROMIUM).exists():
        return None
    from playwright.sync_api import sync_playwright

    figures = {}
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        page.goto(f"http://127.0.0.1:{port}/?token={_TOKEN}")
        for kind, address in addresses.items():
            page.goto(f"http://127.0.0.1:{port}{address}", wait_until="load")
            page.evaluate("document.fonts.ready")
            took = page.evaluate(
                """() => { const n = performance.getEntriesByType("navigation")[0], f = performance.getEntriesByName("first-contentful-paint")[0];
                return {whole: n.loadEventEnd || n.domComplete, readable: f ? f.startTime : n.domInteractive}; }"""
            )
            figures[kind] = {"whole": float(took["whole"]), "readable": float(took["readable"])}
        browser.close()
    return figures


def small_archive(root: Path) -> tuple[Archive, str]:
    """The five real documents with their annotations, else the sample; and which."""
    seeds, gold = SHARED / "seeds", SHARED / "gold"
    real = seeds.is_dir() and gold.is_dir()
    archive = Archive.create(root, title="The five documents" if real else "The sample")
    archive.add([seeds if real else sample() / "documents"])
    if real:
        archive.add_annotations(gold)
    archive.build()
    return archive, "five real documents" if real else "the sample"


def sample_archive(root: Path) -> Archive:
    """The sample, read by the rules."""
    archive = _by_rules(Archive.create(root, title="The sample"))
    archive.add([sample() / "documents"])
    archive.build()
    return archive


def _by_rules(archive: Archive) -> Archive:
    settings = archive.layout.settings
    settings.write_text(settings.read_text(encoding="utf-8").replace('reader = "compact"', 'reader = "rules"'), encoding="utf-8")
    return archive


def long_archive(root: Path, words: int) -> Archive:
    """One document of that many words, read by the rules: the sample's documents one after the other, again and again, of other people each time."""
    texts = [p.read_text(encoding="utf-8") for p in sorted((sample() / "documents").glob("*.txt"))]
    names = re.compile(r"\b(?:al-)?[A-Z][a-z]{3,}(?=[ ,.'’])")
    whole, have, n = [], 0, 0
    while have < words:
        text = names.sub(lambda m, n=n: f"{m[0]}{_SYLLABLES[n % 7]}{_SYLLABLES[n // 7 % 7]}", texts[n % len(texts)])
        whole.append(text)
        have, n = have + len(text.split()), n + 1
    root.mkdir(parents=True)
    (root / "long.txt").write_text("\n\n".join(whole), encoding="utf-8")
    archive = _by_rules(Archive.create(root / "archive", title="A long document"))
    archive.add([root / "long.txt"])
    archive.build()
    return archive


def measure(o: argparse.Namespace, say: Callable[[str], None]) -> dict[str, Any]:
    """All figures, by part."""
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as scratch:
        if not o.large:
            _small(o, Path(scratch), figures, say)
        if not (o.small or o.judgements or o.large):
            _long(o, Path(scratch), figures, say)
        if not (o.small or o.judgements):
            _large(o, Path(scratch), figures, say)
    return figures


def _small(o: argparse.Namespace, scratch: Path, figures: dict[str, Any], say: Callable[[str], None]) -> None:
    small, which = small_archive(scratch / "small")
    if not o.judgements:
        say(f"small record: {which}")
        kinds = pages_of(Current(small.layout).get(), 12)
        with served(small) as port:
            figures["small"] = one_by_one(port, kinds)
            figures["small drawn"] = drawn(port, {k: p[0] for k, p in kinds.items() if p})
    say(f"judgements on the sample, and on {which}")
    sample_ = sample_archive(scratch / "sample")
    with served(sample_) as port:
        figures["a judgement, until it shows"] = judgements(port, 8)
    figures["the record made anew"] = made_anew(sample_, 8)
    if which != "the sample":
        figures["the record made anew"] |= made_anew(small, 8)


def _long(o: argparse.Namespace, scratch: Path, figures: dict[str, Any], say: Callable[[str], None]) -> None:
    say(f"a document of {o.words:,} words")
    archive = long_archive(scratch / "long", o.words)
    with served(archive) as port:
        figures["long"] = one_by_one(port, {"the document": ["/documents/long"]})
        figures["long drawn"] = drawn(port, {"the document": "/documents/long"})


def _large(o: argparse.Namespace, scratch: Path, figures: dict[str, Any], say: Callable[[str], None]) -> None:
    say(f"large record: {o.claims:,} claims")
    world = make_world(scratch / "large", claims=o.claims)
    shelve(world)
    archive = Archive.open(world.layout.root)
    archive.search("body")  # the index of words, which a build would have made
    kinds = pages_of(Current(archive.layout).get(), 150)
    with served(archive) as port:
        figures["large"] = one_by_one(port, {k: p[:12] for k, p in kinds.items()})
        figures["large, ten seconds a page"] = together(port, kinds, o.readers, o.seconds, _PAUSE)
        figures["large, no pause"] = together(port, kinds, o.readers, o.seconds, 0.0)


def show(figures: Mapping[str, Any]) -> None:
    for part, rows in figures.items():
        print(f"\n{part}")
        if rows is None:
            print("  no Chromium on this machine")
            continue
        for kind, row in rows.items():
            print(f"  {kind:14}" + "".join(f"  {name} {value:9.1f}" for name, value in row.items()))


def main() -> int:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--claims", type=int, default=1_000_000)
    a.add_argument("--readers", type=int, default=20)
    a.add_argument("--seconds", type=float, default=90.0)
    a.add_argument("--words", type=int, default=200_000)
    a.add_argument("--small", action="store_true", help="only the small records")
    a.add_argument("--large", action="store_true", help="only the large record")
    a.add_argument("--judgements", action="store_true", help="only what is measured of judgements")
    a.add_argument("--json", action="store_true")
    a.add_argument("--quick", action="store_true")
    o = a.parse_args()
    if o.quick:
        o.claims, o.seconds, o.words = 20_000, 12.0, 20_000
    figures = measure(o, lambda words: print(words, file=sys.stderr))
    if o.json:
        flat = {
            f"{part}/{kind}/{name}": v for part, rows in figures.items() for kind, row in (rows or {}).items() for name, v in row.items()
        }
        print(json.dumps(flat, indent=1))
    else:
        show(figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
