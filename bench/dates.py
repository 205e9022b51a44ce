"""Dates: what `variorum.reading.dates` finds against annotated dates, and Hijri conversion against published tables.

    dates.py [--json] [--quick] [--misses]

Right by the rule of ../shared/tools/score.py: overlap, and the same first and last day (Hijri: of the Gregorian value). Boilerplate is left
out by the annotated layers. Worlds w01 to w06 were developed on, later also w09 to w14; of w15 to w18 only what was found and not annotated
was looked at. w07 and w19 to w21 were only measured; of w08 errors were counted by form, and forms of diary entries were added after that
count. The seeds are no clean test: their annotated dates were seen while the conventions were chosen ("the end of August" is its last ten
days, a Hijri month is given to the day) and one rule ("within") was mended after a miss there. Passages are read with their day of
publication; the seeds as a newcomer adds them, text only, and once more with it. `--misses` lists what went wrong in the worlds developed on.
`--quick` leaves out the daily Hijri table and the worlds from w09 on.
"""

from __future__ import annotations

import argparse
import csv
import json
import time
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from shared import DEVELOPED, HELD_OUT, need, passages, scorer, seeds
from variorum.model.date_mention import DateMention
from variorum.model.hijri import HijriDate, possible, umm_al_qura
from variorum.model.when import When
from variorum.reading.dates import read_dates

Case = tuple[str, str, dict[str, Any]]
LATER = tuple(f"w{n:02}" for n in range(9, 19))  #: developed on after w01 to w06
MEASURED = (*HELD_OUT, "w19", "w20", "w21")
VECTORS = ("kfupm_comparison_calendar", "ummalqura_calendar_website", "ummalqura_newspaper_issues")


def main() -> int:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--json", action="store_true", help="one object of figures, flat keys")
    a.add_argument("--quick", action="store_true", help="without the daily Hijri table and the later worlds")
    a.add_argument("--misses", action="store_true", help="list what was missed or wrong in the worlds developed on")
    o = a.parse_args()
    tool, misses = scorer(), []
    rows: dict[str, Counter[str]] = {}
    for group, worlds in (("w01-w06", DEVELOPED), ("w09-w18", () if o.quick else LATER), ("held out", HELD_OUT if o.quick else MEASURED)):
        for world in worlds:
            rows[world] = measure(tool, passages(world), known=True, misses=misses if world in DEVELOPED + LATER else [])
        rows[group] = sum((rows[world] for world in worlds), Counter())
    rows["seeds"] = measure(tool, seeds(), known=False, misses=[])
    rows["seeds, dated"] = measure(tool, seeds(), known=True, misses=[])
    figures = hijri(o.quick)
    if o.json:
        print(json.dumps({f"{name} {k}": v for name, row in rows.items() for k, v in scores(row).items()} | figures))
        return 0
    show(rows, figures)
    if o.misses:
        print("\n".join(misses))
    return 0


def measure(tool: Any, cases: Iterable[Case], *, known: bool, misses: list[str]) -> Counter[str]:
    """Counts over documents; ``known`` says whether the day of publication is given to the reader."""
    count: Counter[str] = Counter()
    for name, text, gold in cases:
        published = gold["document"].get("published") if known else None
        spoken = [(layer["start"], layer["end"]) for layer in gold["layers"] if layer["kind"] != "boilerplate"]
        begun = time.perf_counter()
        found = read_dates(text, spoken, published=When.parse(published) if published else None)
        count["microseconds"] += round(1e6 * (time.perf_counter() - begun))
        count["chars"] += len(text)
        mine = [exported(d) for d in found if d.best is not None]
        count["unresolved"] += len(found) - len(mine)
        compare(tool, name, gold["dates"], mine, count, misses)
    return count


def exported(d: DateMention) -> dict[str, Any]:
    """A mention in the form of the annotations, which have no sets: of alternatives the first and the last day count."""
    return {
        "start": d.start,
        "end": d.end,
        "quote": d.quote,
        "when": d.written or str(d.when and d.when.as_interval()),
        "converted": str(d.best) if d.written else None,
        "kind": d.kind,
    }


def compare(tool: Any, name: str, gold: list[Any], mine: list[Any], count: Counter[str], misses: list[str]) -> None:
    """Adds what is right, and why the rest is not: another value, nobody annotated it, or not found."""

    def touch(g: Any, f: Any) -> bool:
        return bool(g["start"] < f["end"] and f["start"] < g["end"])

    def right(g: Any, f: Any) -> bool:
        same = tool.same_when(g.get("converted") or g["when"], f["converted"] or f["when"])
        as_written = not g.get("converted") and g.get("calendar") == "hijri" and g["when"] == f["when"]  # nobody converted it
        return touch(g, f) and (same or as_written)

    pairs = tool.match(gold, mine, right)
    count.update(gold=len(gold), found=len(mine), right=len(pairs))
    taken = {id(f) for _, f in pairs}
    for f in mine:
        touching = [g["when"] for g in gold if touch(g, f)]
        if id(f) not in taken:
            count["other value" if touching else "unannotated relative" if f["kind"] == "relative" else "unannotated"] += 1
            misses.append(f"{name}: {f['quote']!r} {f['when']} against {touching}")
    for g in gold:
        if not any(touch(g, f) for f in mine):
            count["not found"] += 1
            misses.append(f"{name}: {g['quote']!r} {g['when']} not found")


def scores(count: Counter[str]) -> dict[str, float]:
    """Precision, recall, F1 and speed."""
    p, r = count["right"] / max(1, count["found"]), count["right"] / max(1, count["gold"])
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    speed = 1e3 * count["chars"] / max(1, count["microseconds"])
    return {"gold": count["gold"], "P": round(p, 4), "R": round(r, 4), "F1": round(f1, 4), "kchars/s": round(speed)}


def hijri(quick: bool) -> dict[str, int]:
    """How many published Hijri days agree with the conversion, and lie in the interval."""
    vectors = {name: json.loads(need("data", "hijri_vectors", f"{name}.json").read_text(encoding="utf-8")) for name in VECTORS}
    rows = [(HijriDate(*h), date(*g).toordinal()) for found in vectors.values() for (h, g), *_ in found]
    compared = [(HijriDate(*h), date(*g).toordinal()) for (h, g), *_ in vectors["kfupm_comparison_calendar"]]
    figures = {
        "hijri vectors": len(rows),
        "hijri vectors right": sum(umm_al_qura(h) == (g, g) for h, g in rows),
        "kfupm dates": len(compared),
        "kfupm dates in the interval": sum(possible(h).possible_on(g) for h, g in compared),
    }
    if quick:
        return figures
    with need("data", "ummalqura_table", "ummalqura-calendar.csv").open(encoding="utf-8") as lines:
        days = [{k: int(v) for k, v in row.items()} for row in csv.DictReader(lines)]
    same = inside = 0
    for row in days:
        day = date(row["gy"], row["gm"], row["gd"]).toordinal()
        try:
            hijri_date = HijriDate(row["hy"], row["hm"], row["hd"])
        except ValueError:
            continue  # the 31st of Dhu al-Qa'da 1354, which only the table has
        same += umm_al_qura(hijri_date) == (day, day)
        inside += possible(hijri_date).possible_on(day)
    return {**figures, "table days": len(days), "table days right": same, "table days in the interval": inside}


def show(rows: dict[str, Counter[str]], figures: dict[str, int]) -> None:
    """The table for people."""
    why = ("other value", "unannotated", "unannotated relative", "not found", "unresolved")
    print(f"{'':14s}{'gold':>6s}{'found':>6s}{'right':>6s}{'P':>7s}{'R':>7s}{'F1':>7s}{'kch/s':>7s}   {', '.join(why)}")
    for name, count in rows.items():
        s = scores(count)
        head = f"{name:14s}{count['gold']:6d}{count['found']:6d}{count['right']:6d}"
        print(f"{head}{s['P']:7.3f}{s['R']:7.3f}{s['F1']:7.3f}{s['kchars/s']:7.0f}   {', '.join(str(count[key]) for key in why)}")
    print(", ".join(f"{key}: {value}" for key, value in figures.items()))


if __name__ == "__main__":
    raise SystemExit(main())
