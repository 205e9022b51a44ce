"""The record: claims as rows in DuckDB, derived from readings and rebuilt the same; nothing here is the only copy of anything.

Reading order: ``schema.sql``, ``rows`` (a reading as rows), ``reduce`` (rows => tables), ``cache`` and ``pool`` (reading many documents once),
``readings``, ``build``; ``open`` and ``find`` for those who ask.
"""

from variorum.record.build import BuildReport, build
from variorum.record.find import Found
from variorum.record.open import Evidence, Record, open_record
from variorum.record.readings import full_readings, readings
from variorum.record.reduce import reduce

__all__ = ["BuildReport", "Evidence", "Found", "Record", "build", "full_readings", "open_record", "readings", "reduce"]
