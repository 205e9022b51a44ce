"""The record: claims as rows in DuckDB, derived from readings and rebuilt the same; nothing here is the only copy of anything."""

from variorum.record.reduce import reduce

__all__ = ["reduce"]
