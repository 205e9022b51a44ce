#!/usr/bin/env python3
"""Clusters a table of mentions with Splink, which must be importable; bench/clustering.py runs it as a process of its own.

    splinked.py MENTIONS.parquet OUT.parquet THRESHOLD...

MENTIONS has the columns unique_id, doc, type, whole, given, family, other, other_family (see clustering.fields). OUT gets unique_id and one column of cluster
numbers for each threshold. Prints one JSON object: seconds by the clock and of processors for reading, training, predicting and clustering at the
first threshold; peak MB.

Splink is used as its documentation says for names: Jaro-Winkler comparisons with term frequencies on whole and last names, blocking on equal whole and
last names and on beginnings, u by random sampling, m by expectation maximisation. Two mentions of one document are never compared, as identity never
joins them.
"""

from __future__ import annotations

import json
import resource
import sys
import time

import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

_APART = "l.doc <> r.doc AND l.type = r.type"
_BLOCKS = (
    "l.whole = r.whole",
    "l.family = r.family",
    "l.given = r.given AND substr(l.family, 1, 4) = substr(r.family, 1, 4)",
    "l.whole = r.other",
    "l.other = r.whole",
)


def main() -> int:
    source, out, *thresholds = sys.argv[1:]
    begun = time.perf_counter()
    api = DuckDBAPI()
    api.duckdb_con.execute("SET threads = 2; SET memory_limit = '6GB'")
    con = api.duckdb_con
    table = api.register(con.sql(f"SELECT * FROM '{source}'"))
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("whole", [0.95, 0.88]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("family", [0.95, 0.88]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("given", [0.9]),
            cl.JaroWinklerAtThresholds("other_family", [0.95]),
        ],
        blocking_rules_to_generate_predictions=[f"{rule} AND {_APART}" for rule in _BLOCKS],
        retain_matching_columns=False,
    )
    linker = Linker(table, settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match([f"l.whole = r.whole AND {_APART}"], recall=0.4)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("whole"), max_pairs=2e6, record_sample_proportion=1.0)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("family"), max_pairs=2e6, record_sample_proportion=1.0)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("given"), max_pairs=2e6, record_sample_proportion=1.0)
    pairs = linker.inference.predict(threshold_match_probability=min(map(float, thresholds)))
    took: tuple[float, float] | None = None
    for i, t in enumerate(thresholds):
        found = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=float(t))
        took = took or (time.perf_counter() - begun, time.process_time())
        con.execute(f"CREATE TABLE c{i} AS SELECT unique_id, cluster_id FROM {found.physical_name}")
    joins = " ".join(f"JOIN c{i} USING (unique_id)" for i in range(1, len(thresholds)))
    columns = ", ".join(f'c{i}.cluster_id AS "{t}"' for i, t in enumerate(thresholds))
    con.execute(f"COPY (SELECT c0.unique_id, {columns} FROM c0 {joins}) TO '{out}' (FORMAT parquet)")
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    assert took is not None
    print(json.dumps({"seconds": took[0], "cpu seconds": took[1], "peak MB": megabytes}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
