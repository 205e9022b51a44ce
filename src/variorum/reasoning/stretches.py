"""Times told many times over as the few stretches that they make together, in SQL: whether something overlaps one of thousands is then asked of a handful."""

from __future__ import annotations


def stretches(name: str, table: str, keys: str, *, meeting: bool = False, also: str = "") -> str:
    """The steps to the table ``name``: for each value of ``keys`` the times ``first`` to ``last`` (half open) of ``table`` that overlap, as one.

    What overlaps a stretch overlaps one of its times, so that a test of overlap says the same of both; of a time without any length, too. ``meeting``: times
    that only meet are one as well, of which that does not hold. ``also``: aggregates of each stretch.
    """
    order = f"PARTITION BY {keys} ORDER BY first, last"
    within = "<=" if meeting else "<"
    return f"""{name}_until AS (
    SELECT *, max(last) OVER ({order} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS until FROM {table}
),
{name}_numbered AS (
    SELECT *, sum(CASE WHEN first {within} until THEN 0 ELSE 1 END) OVER ({order} ROWS UNBOUNDED PRECEDING) AS stretch FROM {name}_until
),
{name} AS (
    SELECT {keys}, min(first) AS first, max(last) AS last{f", {also}" if also else ""} FROM {name}_numbered GROUP BY {keys}, stretch
)"""
