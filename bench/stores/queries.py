"""The six questions and the two searches in SQL, in the subset that engines share; what differs stands in braces.

Q1 dossier: all claims with X as subject or object, newest first; of a hub, the first hundred. Q2 as-of: what is said to hold of X on a day, certainly and
possibly, for and against. Q3: the same, of claims with a voice in their chain. Q4: the edges of five predicates possibly there on a day, within two
hops of X. Q6: the events of three entities between two days, in order. Whole table: contradictions (one proposition affirmed and denied, certainly
at once) and clashes (two holders of what has one, certainly at once).
"""

from __future__ import annotations

KINDS = ("Q1 dossier", "Q1 hub, first 100", "Q2 as-of", "Q3 according-to", "Q4 network", "Q6 timeline")
WHOLE = ("Q5 contradictions", "Q5 clashes")

COLUMNS = """claim_id, predicate, subject, object, start_earliest, start_latest, end_earliest, end_latest, polarity, certainty, mode, voice,
doc, span_start, span_end, arg_from, arg_org, arg_place"""

_ABOUT = f"""SELECT {COLUMNS}, {{chain}} FROM claim WHERE subject = {{x}}
UNION ALL SELECT {COLUMNS}, {{chain}} FROM {{by_object}} WHERE object = {{x}} AND subject <> {{x}}"""
_COUNTS = """SELECT predicate, object,
  SUM(CASE WHEN polarity > 0 AND start_latest <= {day} AND {day} < end_earliest THEN 1 ELSE 0 END) AS held,
  SUM(CASE WHEN polarity > 0 AND start_earliest <= {day} AND {day} < end_latest THEN 1 ELSE 0 END) AS possible,
  SUM(CASE WHEN polarity < 0 AND start_latest <= {day} AND {day} < end_earliest THEN 1 ELSE 0 END) AS denied,
  SUM(CASE WHEN polarity < 0 AND start_earliest <= {day} AND {day} < end_latest THEN 1 ELSE 0 END) AS deniable
FROM claim WHERE subject = {x} AND start_earliest <= {day} AND {day} < end_latest AND mode = 0 """
_EDGE = "polarity > 0 AND mode = 0 AND predicate IN ({network}) AND start_earliest <= {day} AND {day} < end_latest AND subject > 0 AND object > 0"

QUESTIONS = {
    "Q1 dossier": f"SELECT * FROM ({_ABOUT}) AS a ORDER BY start_earliest DESC, claim_id",
    "Q1 hub, first 100": f"SELECT * FROM ({_ABOUT}) AS a ORDER BY start_earliest DESC, claim_id LIMIT 100",
    "Q2 as-of": f"{_COUNTS} GROUP BY predicate, object ORDER BY predicate, object",
    "Q3 according-to": f"{_COUNTS} AND {{said}} GROUP BY predicate, object ORDER BY predicate, object",
    "Q4 network": f"""WITH near AS (
      SELECT object AS node FROM claim WHERE subject = {{x}} AND {_EDGE}
      UNION ALL SELECT subject FROM {{by_object}} WHERE object = {{x}} AND {_EDGE}
      UNION ALL SELECT {{x}})
    SELECT claim_id, predicate, subject, object FROM claim WHERE subject IN (SELECT node FROM near) AND {_EDGE}
    UNION ALL SELECT claim_id, predicate, subject, object FROM {{by_object}}
      WHERE object IN (SELECT node FROM near) AND subject NOT IN (SELECT node FROM near) AND {_EDGE}""",
    "Q6 timeline": f"""SELECT * FROM (
      SELECT {COLUMNS}, {{chain}} FROM claim WHERE subject IN ({{three}}) AND start_earliest >= {{day}} AND start_earliest < {{until}}
      UNION ALL SELECT {COLUMNS}, {{chain}} FROM {{by_object}} WHERE object IN ({{three}}) AND subject NOT IN ({{three}})
        AND start_earliest >= {{day}} AND start_earliest < {{until}}) AS a ORDER BY start_earliest, claim_id""",
}
_TOGETHER = "a.start_latest < b.end_earliest AND b.start_latest < a.end_earliest AND a.start_latest < a.end_earliest AND b.start_latest < b.end_earliest"
_SUM = "SELECT COUNT(*), COALESCE(SUM(a.claim_id % 1000003 + b.claim_id % 1000003), 0)"
SEARCHES = {
    "Q5 contradictions": f"""{_SUM} FROM claim a JOIN claim b ON a.predicate = b.predicate AND a.subject = b.subject AND a.object = b.object
    WHERE a.polarity > 0 AND b.polarity < 0 AND a.mode = 0 AND b.mode = 0 AND {_TOGETHER}""",
    "Q5 clashes": f"""{_SUM} FROM {{by_object}} a JOIN {{by_object}} b ON a.predicate = b.predicate AND a.object = b.object
    WHERE a.subject < b.subject AND a.polarity > 0 AND b.polarity > 0 AND a.mode = 0 AND b.mode = 0 AND a.predicate IN ({{functional}}) AND {_TOGETHER}""",
}
