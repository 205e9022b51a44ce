-- The record: claims as rows, derived from originals, readings, decisions and vocabulary; it may be deleted and is rebuilt the same.
-- Why these tables and orders: docs/decisions/0003-store.md (what was measured about engines). In short: claims twice, sorted by subject and
-- by object (and those that name a third body once more); no index; four NOT NULL days a claim; words never in the claim rows.
--
-- Entity 0 is "nobody": an unsaid subject or object. Days are proleptic Gregorian ordinals (0001-01-01 is 1), half open;
-- -2147483647 and 2147483647 stand for unknown or open past and future (model/when.py). A date of an event is read as When.as_event:
-- it happened on some day within.

CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);  -- schema, reader, vocabulary and input hashes, title

CREATE TABLE document (
    doc INTEGER PRIMARY KEY,          -- 1.. in order of id
    id VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, title VARCHAR, author VARCHAR, publisher VARCHAR, published VARCHAR,
    url VARCHAR, language VARCHAR, file VARCHAR, chars INTEGER NOT NULL,
    reader VARCHAR NOT NULL,          -- 'person' or the machine reader's version
    published_earliest INTEGER NOT NULL, published_latest INTEGER NOT NULL
);
CREATE TABLE layer (doc INTEGER NOT NULL, kind VARCHAR NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, voice INTEGER NOT NULL, anchor INTEGER);
CREATE TABLE unread (doc INTEGER NOT NULL, kind VARCHAR NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, note VARCHAR);

-- Whoever or whatever is spoken of, across documents; also every voice (an author who is nobody in the text gets an entity of his own).
CREATE TABLE entity (
    entity INTEGER PRIMARY KEY,       -- dense, stable for the same input: order of key
    key VARCHAR NOT NULL,             -- readable, unique in the record; made of the label
    type VARCHAR NOT NULL, label VARCHAR NOT NULL,
    claims INTEGER NOT NULL           -- in how many claims it is subject, object or voice
);
CREATE TABLE name (entity INTEGER NOT NULL, text VARCHAR NOT NULL, kind VARCHAR NOT NULL, folded VARCHAR NOT NULL, doc INTEGER NOT NULL);
CREATE TABLE local_entity (doc INTEGER NOT NULL, key VARCHAR NOT NULL, entity INTEGER NOT NULL);  -- the reading's own keys; also '@author' ...
CREATE TABLE identity_link (           -- why two documents' entities are one, or were kept apart (then once for each of the two)
    entity INTEGER NOT NULL, doc_a INTEGER NOT NULL, key_a VARCHAR NOT NULL, doc_b INTEGER NOT NULL, key_b VARCHAR NOT NULL,
    joined BOOLEAN NOT NULL, rule VARCHAR NOT NULL, reason VARCHAR NOT NULL
);
CREATE TABLE mention (doc INTEGER NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, entity INTEGER NOT NULL, form VARCHAR NOT NULL);
CREATE TABLE date_mention (doc INTEGER NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, edtf VARCHAR, calendar VARCHAR NOT NULL, written VARCHAR, converted VARCHAR, note VARCHAR);

-- Published lists of names (variorum add --gazetteer), and who is taken for whom (identity/listing.py, identity/in_text.py).
CREATE TABLE gazetteer (
    list SMALLINT PRIMARY KEY,        -- 1.. in order of id
    id VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, file VARCHAR NOT NULL, form VARCHAR NOT NULL, title VARCHAR NOT NULL,
    dated VARCHAR, url VARCHAR, parties INTEGER NOT NULL,
    series INTEGER NOT NULL, edition INTEGER NOT NULL  -- lists of one series are editions of one list, 1.. in order of date
);
CREATE TABLE listed_party (            -- the parties that something in the record was held against, in every edition that has them; the others stay in the list
    list SMALLINT NOT NULL, reference VARCHAR NOT NULL, type VARCHAR, label VARCHAR NOT NULL, listed_on VARCHAR
);
CREATE TABLE listed_name (             -- their names; two editions say the same name where plain is the same
    list SMALLINT NOT NULL, reference VARCHAR NOT NULL, place SMALLINT NOT NULL,  -- 1.. in the order of the list
    text VARCHAR NOT NULL, plain VARCHAR NOT NULL, role VARCHAR NOT NULL, quality VARCHAR NOT NULL
);
CREATE TABLE listed_fact (             -- what else the list says of them: born, place of birth, programme, document, remark
    list SMALLINT NOT NULL, reference VARCHAR NOT NULL, place SMALLINT NOT NULL, kind VARCHAR NOT NULL, text VARCHAR NOT NULL, plain VARCHAR NOT NULL
);
CREATE TABLE listed_entity (           -- an entity that is taken for a party (linked), or is not although something speaks for it
    entity INTEGER NOT NULL, list SMALLINT NOT NULL, reference VARCHAR NOT NULL, linked BOOLEAN NOT NULL,
    rule VARCHAR NOT NULL, how VARCHAR NOT NULL, name VARCHAR NOT NULL, listed VARCHAR NOT NULL, reason VARCHAR NOT NULL
);
CREATE TABLE listed_mention (          -- a name of a party where it stands in a text; not linked: parties of the list share it
    doc INTEGER NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, list SMALLINT NOT NULL, reference VARCHAR NOT NULL,
    linked BOOLEAN NOT NULL, written VARCHAR NOT NULL, listed VARCHAR NOT NULL, rule VARCHAR NOT NULL, how VARCHAR NOT NULL
);

CREATE TABLE predicate (predicate SMALLINT PRIMARY KEY, name VARCHAR NOT NULL);  -- in the order of the vocabulary, from 1

CREATE TABLE claim (
    claim_id BIGINT NOT NULL,         -- hash of document and content: the same claim has the same id in every build
    predicate SMALLINT NOT NULL, subject INTEGER NOT NULL, object INTEGER NOT NULL,
    start_earliest INTEGER NOT NULL, start_latest INTEGER NOT NULL, end_earliest INTEGER NOT NULL, end_latest INTEGER NOT NULL,
    polarity TINYINT NOT NULL,        -- 1 affirmed, -1 denied
    certainty TINYINT NOT NULL,       -- 0 certain, 1 probable, 2 possible, 3 doubtful
    mode TINYINT NOT NULL,            -- 0 actual, 1 planned, 2 ordered, 3 conditional
    act TINYINT NOT NULL,             -- what the last voice does: 0 asserts, 1 reports, 2 quotes, 3 denies, 4 doubts, 5 concedes, 6 asks
    voice INTEGER NOT NULL,           -- the last of the chain: who commits to it
    chain INTEGER[] NOT NULL,         -- entities, outermost first
    doc INTEGER NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL,
    arg_from INTEGER NOT NULL, arg_org INTEGER NOT NULL, arg_place INTEGER NOT NULL  -- 0: none; entities that effects need
);                                    -- filled ORDER BY subject, predicate, start_earliest, claim_id
CREATE TABLE claim_o AS FROM claim;   -- the same rows ORDER BY object, predicate, start_earliest, claim_id
CREATE TABLE claim_a AS FROM claim;   -- those few that name a further body, in arg_from or arg_org; ORDER BY arg_from, arg_org, claim_id

CREATE TABLE claim_text (             -- words of a claim, read only for display; ORDER BY doc, claim_id: a page shows those of one document
    claim_id BIGINT NOT NULL, doc INTEGER NOT NULL,
    local_id VARCHAR NOT NULL,        -- the claim's id in its reading
    quote VARCHAR NOT NULL, edtf VARCHAR, role VARCHAR, name VARCHAR, quantity VARCHAR, text VARCHAR,
    acts VARCHAR[] NOT NULL, said VARCHAR[] NOT NULL,  -- beside chain; said '' when not said
    score DOUBLE
);
CREATE TABLE assessment (
    claim_id BIGINT NOT NULL, stance VARCHAR NOT NULL, voice INTEGER NOT NULL, doc INTEGER NOT NULL,
    span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, quote VARCHAR NOT NULL
);
CREATE TABLE precedence (             -- what texts say of the order of two claims (model/precedence.py)
    earlier BIGINT NOT NULL, later BIGINT NOT NULL,    -- claim ids of one document
    edge VARCHAR NOT NULL,            -- which day of the earlier one: start or end
    least INTEGER, most INTEGER,      -- days from there to the first day of the later one; NULL: no limit
    voice INTEGER NOT NULL, chain INTEGER[] NOT NULL, acts VARCHAR[] NOT NULL,
    doc INTEGER NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, quote VARCHAR NOT NULL
);

-- Which reader proposed a claim, of documents in whose reading a language model had part; none of other documents (model/proposal.py).
CREATE TABLE proposal (
    claim_id BIGINT NOT NULL, reader VARCHAR NOT NULL,
    exchange VARCHAR,                 -- where a model's claim took its form
    agreement DOUBLE,                 -- of two readers: 1 the same, 0.5 but for details, 0 the other does not have it; NULL: one reader only
    note VARCHAR
);
CREATE TABLE exchange (               -- what a model was asked about a document
    doc INTEGER NOT NULL, exchange VARCHAR NOT NULL, stage VARCHAR NOT NULL, model VARCHAR NOT NULL, prompts VARCHAR NOT NULL,
    parameters VARCHAR NOT NULL, answered VARCHAR NOT NULL, answer VARCHAR NOT NULL
);

-- What follows from the claims for everybody, filled by reasoning/settled.py as the last step of a build; other viewpoints are computed when asked.
CREATE TABLE state (
    topic SMALLINT NOT NULL,          -- the state's place in the vocabulary, from 1; of ties without direction x is the smaller number
    x INTEGER NOT NULL, y INTEGER NOT NULL, status VARCHAR NOT NULL,
    supports INTEGER NOT NULL, opposes INTEGER NOT NULL, ended INTEGER NOT NULL,  -- how many claims say so
    from_earliest INTEGER, from_latest INTEGER, until_earliest INTEGER, until_latest INTEGER  -- of its supporters together; NULL without any
);
CREATE TABLE dispute_side (            -- one row for every claim that takes a side
    kind VARCHAR NOT NULL, topic VARCHAR NOT NULL, x INTEGER NOT NULL, y INTEGER NOT NULL,
    position VARCHAR NOT NULL, holder INTEGER NOT NULL,  -- the holder is an entity that is itself the position, or 0
    claim_id BIGINT NOT NULL, voice INTEGER NOT NULL, start_earliest INTEGER NOT NULL, end_latest INTEGER NOT NULL,
    why_subject BIGINT NOT NULL, why_object BIGINT NOT NULL  -- by which claims it counts for those asked about; 0: it names them (reasoning/on_behalf.py)
);
CREATE TABLE disorder (                -- disputes of the kind order, whole; topic, x and y as in their rows of dispute_side (reasoning/order/kept.py)
    topic VARCHAR NOT NULL,           -- the question, with {x} and {y} for the labels of x and y
    x INTEGER NOT NULL, y INTEGER NOT NULL, about INTEGER[] NOT NULL,
    clash_first BIGINT NOT NULL, clash_second BIGINT NOT NULL,  -- two claims that cannot both hold
    sides STRUCT(position VARCHAR, voices INTEGER[], claims BIGINT[])[] NOT NULL  -- in the order in which they are shown
);
