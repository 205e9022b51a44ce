-- From spooled rows (s_*, with local numbers for entities) to the record. Every order is total, so that equal input gives equal rows.

INSERT INTO document SELECT * FROM s_document ORDER BY doc;
INSERT INTO unread SELECT * FROM s_unread ORDER BY doc, span_start, span_end, kind, note;
INSERT INTO date_mention SELECT * FROM s_date_mention ORDER BY doc, span_start, span_end, edtf;
INSERT INTO identity_link SELECT * FROM s_identity_link ORDER BY doc_a, key_a, doc_b, key_b, rule, reason;
INSERT INTO local_entity SELECT doc, key, entity FROM s_local WHERE local > 0 ORDER BY doc, key;
INSERT INTO name SELECT DISTINCT entity, text, kind, folded, doc FROM s_name ORDER BY entity, doc, text, kind;

INSERT INTO gazetteer SELECT * FROM s_gazetteer ORDER BY list;
INSERT INTO listed_party SELECT * FROM s_listed_party ORDER BY list, reference;
INSERT INTO listed_name SELECT * FROM s_listed_name ORDER BY list, reference, place;
INSERT INTO listed_fact SELECT * FROM s_listed_fact ORDER BY list, reference, place;
INSERT INTO listed_entity SELECT * FROM s_listed_entity ORDER BY entity, list, linked DESC, reference;
INSERT INTO listed_mention SELECT * FROM s_listed_mention ORDER BY doc, span_start, span_end, list, reference;

INSERT INTO layer
SELECT t.doc, t.kind, t.span_start, t.span_end, l.entity, t.anchor FROM s_layer t JOIN s_local l USING (local)
ORDER BY t.doc, t.span_start, t.span_end;

INSERT INTO mention
SELECT t.doc, t.span_start, t.span_end, l.entity, t.form FROM s_mention t JOIN s_local l USING (local)
ORDER BY t.doc, t.span_start, t.span_end, l.entity, t.form;

INSERT INTO assessment
SELECT t.claim_id, t.stance, l.entity, t.doc, t.span_start, t.span_end, t.quote FROM s_assessment t JOIN s_local l USING (local)
ORDER BY t.doc, t.span_start, t.span_end, t.claim_id, t.stance;

CREATE TEMP TABLE said AS  -- the chains, as entities
WITH link AS (SELECT claim_id, generate_subscripts(chain, 1) AS place, unnest(chain) AS local FROM s_claim)
SELECT claim_id, list(l.entity ORDER BY place) AS chain FROM link JOIN s_local l USING (local) GROUP BY claim_id;

INSERT INTO claim
SELECT c.claim_id, c.predicate, s.entity AS subject, o.entity AS object,
       c.start_earliest, c.start_latest, c.end_earliest, c.end_latest, c.polarity, c.certainty, c.mode, c.act,
       said.chain[len(said.chain)] AS voice, said.chain, c.doc, c.span_start, c.span_end,
       f.entity AS arg_from, g.entity AS arg_org, p.entity AS arg_place
FROM s_claim c
JOIN said USING (claim_id)
JOIN s_local s ON s.local = c.subject
JOIN s_local o ON o.local = c.object
JOIN s_local f ON f.local = c.arg_from
JOIN s_local g ON g.local = c.arg_org
JOIN s_local p ON p.local = c.arg_place
ORDER BY s.entity, c.predicate, c.start_earliest, c.claim_id;

INSERT INTO claim_o SELECT * FROM claim ORDER BY object, predicate, start_earliest, claim_id;
INSERT INTO claim_a SELECT * FROM claim WHERE arg_from > 0 OR arg_org > 0 ORDER BY arg_from, arg_org, claim_id;
INSERT INTO claim_text SELECT * FROM s_claim_text ORDER BY doc, claim_id;

INSERT INTO proposal SELECT * FROM s_proposal ORDER BY claim_id, reader;
INSERT INTO exchange SELECT * FROM s_exchange ORDER BY doc, exchange;

INSERT INTO precedence
WITH numbered AS (SELECT *, row_number() OVER (ORDER BY doc, span_start, span_end, earlier, later, edge, least, most, chain, acts) AS n FROM s_precedence),
link AS (SELECT n, generate_subscripts(chain, 1) AS place, unnest(chain) AS local FROM numbered),
voiced AS (SELECT n, list(l.entity ORDER BY place) AS chain FROM link JOIN s_local l USING (local) GROUP BY n)
SELECT t.earlier, t.later, t.edge, t.least, t.most, v.chain[len(v.chain)], v.chain, t.acts, t.doc, t.span_start, t.span_end, t.quote
FROM numbered t JOIN voiced v USING (n) ORDER BY n;

INSERT INTO entity
WITH part AS (
    SELECT subject AS entity, claim_id FROM claim
    UNION SELECT object, claim_id FROM claim
    UNION SELECT unnest(chain), claim_id FROM claim
), tally AS (SELECT entity, count(*) AS claims FROM part GROUP BY entity)
SELECT e.entity, e.key, e.type, e.label, COALESCE(t.claims, 0) FROM s_entity e LEFT JOIN tally t USING (entity) ORDER BY e.entity;
