-- From columns of simulated claims (view told, in chunks of Parquet) and the numbers of entities (table who) to a record of src/variorum/record/schema.sql.
-- The orders of claim, claim_o and claim_a are those of reduce.sql; {columns} are those that the schema gives to claim.

INSERT INTO claim SELECT {columns} FROM (
SELECT claim_id, predicate, subject, object, start_earliest, start_latest, end_earliest, end_latest, polarity, certainty, mode, voice,
       CASE WHEN "outer" > 0 THEN [CAST("outer" AS INTEGER), inner_, voice] WHEN inner_ > 0 THEN [inner_, voice] ELSE [voice] END AS chain,
       doc, span_start, span_start + 60 AS span_end, from_ AS arg_from, org AS arg_org, 0 AS arg_place,
       CASE WHEN polarity < 0 THEN 3 ELSE 0 END AS act
FROM told) ORDER BY subject, predicate, start_earliest, claim_id;

INSERT INTO claim_o SELECT * FROM claim ORDER BY object, predicate, start_earliest, claim_id;

INSERT INTO claim_a SELECT * FROM claim WHERE arg_from > 0 OR arg_org > 0 ORDER BY arg_from, arg_org, claim_id;

CREATE TEMP MACRO day_of(day) AS DATE '1970-01-01' + CAST(day - 719163 AS INTEGER);
CREATE TEMP MACRO date_of(day, unit) AS left(strftime(day_of(day), '%Y-%m-%d'), CASE unit WHEN 0 THEN 10 WHEN 1 THEN 7 ELSE 4 END);

INSERT INTO claim_text
SELECT claim_id, doc, 'c' || number AS local_id,
       replace(replace(t.words, '{subject}', s.label), '{object}', o.label) AS quote,
       CASE form WHEN 0 THEN NULL WHEN 1 THEN date_of(a, unit_a) WHEN 2 THEN '../' || date_of(a, unit_a)
                 WHEN 3 THEN date_of(a, unit_a) || '/..' ELSE date_of(a, unit_a) || '/' || date_of(b, unit_b) END AS edtf,
       NULL, NULL, NULL, NULL,
       CASE WHEN "outer" > 0 THEN ['reports', 'reports', act] WHEN inner_ > 0 THEN ['reports', act] ELSE [act] END AS acts,
       CASE WHEN "outer" > 0 THEN ['', '', ''] WHEN inner_ > 0 THEN ['', ''] ELSE [''] END AS said,
       NULL
FROM (SELECT *, CASE WHEN polarity < 0 THEN 'denies' ELSE 'asserts' END AS act FROM told) c
JOIN template t ON t.predicate = c.predicate AND t.polarity = c.polarity
JOIN who s ON s.entity = c.subject JOIN who o ON o.entity = c.object
ORDER BY doc, claim_id;

INSERT INTO entity
WITH part AS (
    SELECT subject AS entity, count(*) AS n FROM claim GROUP BY subject
    UNION ALL SELECT object, count(*) FROM claim_o WHERE object <> subject GROUP BY object
    UNION ALL SELECT voice, count(*) FROM claim GROUP BY voice
    UNION ALL SELECT inner_, count(*) FROM told GROUP BY inner_
    UNION ALL SELECT "outer", count(*) FROM told GROUP BY "outer"
), tally AS (SELECT entity, sum(n) AS claims FROM part GROUP BY entity)
SELECT w.entity, lower(replace(w.label, ' ', '-')), w.type, w.label, COALESCE(t.claims, 0)
FROM who w LEFT JOIN tally t USING (entity) WHERE w.entity > 0 ORDER BY w.entity;

INSERT INTO name SELECT entity, label, CASE type WHEN 'organisation' THEN 'official' WHEN 'place' THEN 'official' ELSE 'legal' END, folded, 1
FROM who WHERE entity > 0 ORDER BY entity;
