"""The steps of the event calculus as SQL: common table expressions in the order in which ``calculus`` puts them together.

Names in braces are filled in there; what the steps are for is told at its head.
"""

from __future__ import annotations

BOUND = """bound AS (
    SELECT r.topic, r.rank, r.effect, r.supports AS speaks_for, r.weak, r.durable, r.stated, r.ties, r.names, r.paired, r.twin, r.x_slot, r.y_slot,
        CASE r.x_slot WHEN 1 THEN c.subject WHEN 2 THEN c.object WHEN 3 THEN c.arg_from WHEN 4 THEN c.arg_org ELSE 0 END AS x_said,
        CASE r.y_slot WHEN 1 THEN c.subject WHEN 2 THEN c.object WHEN 3 THEN c.arg_from WHEN 4 THEN c.arg_org ELSE 0 END AS y_said,
        {c.carried}
    FROM admitted c JOIN rule r ON r.predicate = c.predicate
)"""

# Every proposition that some claim holds or begins; of a tie without direction the smaller number first.
EVERY_STATE = """asked AS (
    SELECT DISTINCT topic,
        CASE WHEN names = 2 AND y_said < x_said THEN y_said ELSE x_said END AS x,
        CASE WHEN names = 2 AND y_said < x_said THEN x_said ELSE y_said END AS y
    FROM bound
    WHERE names > 0 AND x_said <> y_said
        AND CASE WHEN effect = {begins} THEN x_said <> 0 AND (y_said <> 0 OR NOT paired) ELSE x_said <> 0 OR y_said <> 0 END
)"""
# Every two bodies that a claim sets beside each other in a question.
EVERY_PAIR = """asked AS (
    SELECT DISTINCT topic,
        CASE WHEN names = 2 AND y_said < x_said THEN y_said ELSE x_said END AS x,
        CASE WHEN names = 2 AND y_said < x_said THEN x_said ELSE y_said END AS y
    FROM bound WHERE paired AND x_said <> 0 AND y_said <> 0 AND x_said <> y_said
)"""

# The ways in which a claim is about a proposition. Ends that name only one of the two bodies ("he died") go to all that it has part in, if
# affirmed: that somebody did *not* die says nothing of his ties. A denied tie to nobody in particular ("independent") denies it to each.
FIT_EVERY = """
    SELECT a.topic, a.x, a.y, {b.carried_fit} FROM {spoken} b JOIN asked a ON a.topic = b.topic AND a.x = b.x_said AND a.y = b.y_said
    WHERE b.x_slot <> 0 AND (b.y_slot <> 0 OR NOT b.paired) AND (b.paired OR {one_sided})
    {sides}UNION ALL
    SELECT a.topic, a.x, a.y, {b.carried_fit} FROM {spoken} b JOIN asked a ON a.topic = b.topic AND a.x = b.x_said
    WHERE b.y_slot = 2 AND b.y_said = 0 AND a.y <> 0 AND {loose}
    UNION ALL
    SELECT a.topic, a.x, a.y, {b.carried_fit} FROM {spoken} b JOIN asked a ON a.topic = b.topic AND a.y = b.y_said
    WHERE b.x_slot = 2 AND b.x_said = 0 AND a.x <> 0 AND {loose}"""
FIT_SIDES = """UNION ALL
    SELECT a.topic, a.x, a.y, {b.carried_fit} FROM {spoken} b JOIN asked a ON a.topic = b.topic AND a.x = b.x_said
    WHERE b.paired AND b.y_slot = 0 AND b.x_said <> 0 AND {one_sided}
    UNION ALL
    SELECT a.topic, a.x, a.y, {b.carried_fit} FROM {spoken} b JOIN asked a ON a.topic = b.topic AND a.y = b.y_said
    WHERE b.paired AND b.x_slot = 0 AND b.y_said <> 0 AND {one_sided}
    """
FIT_SIDES_ASKED = """UNION ALL
    SELECT a.topic, a.x, a.y, {b.carried_fit} FROM {spoken} b JOIN x_of xs ON xs.entity = b.x_said JOIN asked a ON a.p = xs.p AND a.topic = b.topic
    WHERE b.paired AND b.y_slot = 0 AND b.x_said <> 0 AND {one_sided} AND (b.effect <> {ends} OR xs.later)
    UNION ALL
    SELECT a.topic, a.x, a.y, {b.carried_fit} FROM {spoken} b JOIN y_of ys ON ys.entity = b.y_said JOIN asked a ON a.p = ys.p AND a.topic = b.topic
    WHERE b.paired AND b.x_slot = 0 AND b.y_said <> 0 AND {one_sided} AND (b.effect <> {ends} OR ys.later)
    """
# The same through earlier and later names; an end that names one body only is an end of its earlier names too.
FIT_ASKED = """
    SELECT a.topic, a.x, a.y, {b.carried_fit}
    FROM {spoken} b JOIN x_of xs ON xs.entity = b.x_said JOIN y_of ys ON ys.entity = b.y_said AND ys.p = xs.p
        JOIN asked a ON a.p = xs.p AND a.topic = b.topic
    WHERE b.x_slot <> 0 AND (b.y_slot <> 0 OR NOT b.paired) AND (b.paired OR ({one_sided} AND (b.effect <> {ends} OR xs.later)))
    {sides_asked}UNION ALL
    SELECT a.topic, a.x, a.y, {b.carried_fit}
    FROM {spoken} b JOIN x_of xs ON xs.entity = b.x_said JOIN asked a ON a.p = xs.p AND a.topic = b.topic
    WHERE b.y_slot = 2 AND b.y_said = 0 AND a.y <> 0 AND {loose}
    UNION ALL
    SELECT a.topic, a.x, a.y, {b.carried_fit}
    FROM {spoken} b JOIN y_of ys ON ys.entity = b.y_said JOIN asked a ON a.p = ys.p AND a.topic = b.topic
    WHERE b.x_slot = 2 AND b.x_said = 0 AND a.x <> 0 AND {loose}"""

# One claim speaks once to a proposition: by its first rule.
FIT = """fit AS (
    SELECT * FROM (
        SELECT f.*, row_number() OVER (PARTITION BY f.topic, f.x, f.y, f.claim_id ORDER BY f.rank) AS turn FROM ({fits}) f
    ) t WHERE turn = 1
)"""
# For the whole record, claims that say the same are counted and go on as one: that a body was dissolved is told by hundreds, and ends
# thousands of ties. Only rules that have a twin can make one claim say a thing twice.
COUNTED = """alike AS (
    SELECT {b.counted}, count(*) AS n FROM (
        SELECT {b.counted} FROM bound b WHERE NOT b.twin
        UNION ALL
        SELECT {b.counted} FROM (
            SELECT *, row_number() OVER (PARTITION BY claim_id, topic, x_said, y_said ORDER BY rank) AS turn FROM bound WHERE twin
        ) b WHERE b.turn = 1
    ) b GROUP BY {b.counted}
), fit AS ({fits})"""

# When it speaks. A state claim: for its time, "in 2007" for all of 2007; a durable one then goes on. An event: from a day within its date on,
# only the outer limits of which bind ("by August" is a limit, not a duration); a denied one for the time that it speaks of.
TOLD = """told AS (
    SELECT topic, x, y, x_said, y_said, weak OR (ties AND effect = {ends} AND polarity < 0) AS weak, mode <> 0 AS idle, speaks_for = (polarity > 0) AS supports,
        certainty <= 1 AND mode = 0 AND act NOT IN {doubting} AS sure,
        CASE WHEN holding OR polarity < 0 THEN {holds} ELSE effect END AS effect,
        from_earliest, from_latest, until_earliest, until_latest,
        start_earliest = {past} AND end_latest = {future} AS undated,
        said_until, persists, one_sided, {carried}
    FROM (
        SELECT *, effect = {holds} AS holding,
            start_earliest AS from_earliest,
            CASE WHEN shape = 1 THEN start_earliest WHEN shape IN (0, 2, 5) THEN start_latest
                WHEN shape = 3 AND (start_earliest <> {past} OR end_latest <> {future}) THEN start_earliest
                ELSE from_last END AS from_latest,
            CASE WHEN shape = 0 OR shape = 5 THEN end_earliest
                WHEN shape = 1 THEN CASE WHEN polarity > 0 AND durable THEN {future} ELSE end_latest END
                WHEN shape = 2 THEN CASE WHEN durable OR start_latest = {future} THEN {future} ELSE start_latest + 1 END
                WHEN shape = 3 THEN CASE WHEN start_earliest <> {past} OR end_latest <> {future} THEN end_latest ELSE end_earliest END
                WHEN effect = {begins} AND NOT durable AND from_last <> {future} THEN from_last + 1
                ELSE {future} END AS until_earliest,
            CASE WHEN shape = 1 THEN end_latest ELSE start_earliest END AS said_until,
            CASE WHEN shape = 1 AND polarity > 0 OR shape = 4 THEN {future} ELSE end_latest END AS until_latest,
            (shape = 1 AND polarity > 0) OR shape = 2 OR shape = 4 AS persists,
            shape = 4 AND (x_slot = 0 OR y_slot = 0) AS one_sided
        FROM (
            SELECT *, CASE WHEN end_latest = {future} THEN {future} ELSE end_latest - 1 END AS from_last, CASE
                WHEN NOT (effect = {holds} AND stated) THEN CASE WHEN effect = {holds} OR polarity < 0 THEN 3 ELSE 4 END
                WHEN start_earliest = {past} AND end_latest = {future} THEN 5  -- without a time
                WHEN end_earliest - 1 = start_earliest AND end_latest - 1 = start_latest THEN 1  -- of one date
                WHEN end_latest = {future} THEN 2  -- since
                ELSE 0 END AS shape
            FROM fit
        ) s
    ) w
)"""

# Only sure, strong claims cut; a beginning without a date does not (it is told with what ended later), an end without one does. The cutters of a
# claim are those of the other sign that do not lie certainly before it. The earliest bounds its certain end: what a claim says of its own
# time ("in 2007") only if it lies within that time. The earliest that lies certainly after its begin bounds its possible end. Equal times are
# cut once, and bounds are running extremes over both sorted together, never pairs: of a well-known body there are too many.
CLIPPED = """cutter AS (
    SELECT DISTINCT topic, x, y, NOT supports AS sign, from_earliest, from_latest FROM told
    WHERE sure AND NOT weak AND (supports AND effect <> {ends} AND NOT undated OR NOT supports AND effect = {ends})
), lasting AS (
    SELECT DISTINCT t.topic, t.x, t.y, t.supports AS sign, t.from_earliest, t.from_latest, t.said_until FROM told t
    WHERE t.persists AND EXISTS (SELECT 1 FROM cutter c WHERE c.topic = t.topic AND c.x = t.x AND c.y = t.y AND c.sign = t.supports)
), sorted AS (
    SELECT topic, x, y, sign, from_earliest, from_latest, said_until, 2 * CAST(from_earliest AS BIGINT) AS begins, 2 * CAST(from_earliest AS BIGINT) AS after,
        2 * CAST(from_latest AS BIGINT) AS late, CAST(NULL AS INTEGER) AS first, CAST(NULL AS INTEGER) AS last
    FROM lasting
    UNION ALL
    SELECT c.topic, c.x, c.y, c.sign, NULL, NULL, NULL, 2 * CAST(c.from_earliest AS BIGINT), 2 * CAST(c.from_earliest AS BIGINT) - 1,
        2 * CAST(c.from_earliest AS BIGINT), c.from_earliest, c.from_latest
    FROM cutter c WHERE EXISTS (SELECT 1 FROM lasting t WHERE t.topic = c.topic AND t.x = c.x AND t.y = c.y AND t.sign = c.sign)
), bounds AS (
    SELECT topic, x, y, sign, from_earliest, from_latest, said_until,
        LEAST(COALESCE(next_first, {future}), CASE WHEN last_so_far >= from_earliest THEN said_until ELSE {future} END) AS certain,
        COALESCE(first_over, {future}) AS possible
    FROM (
        SELECT topic, x, y, sign, from_earliest, from_latest, said_until, first,
            max(last) OVER (PARTITION BY topic, x, y, sign ORDER BY begins) AS last_so_far,
            min(first) OVER (PARTITION BY topic, x, y, sign ORDER BY after DESC) AS next_first,
            min(CASE WHEN last <> {future} THEN last + 1 END) OVER (PARTITION BY topic, x, y, sign ORDER BY late DESC) AS first_over
        FROM sorted
    ) s WHERE first IS NULL
), clipped AS (
    SELECT t.topic, t.x, t.y, t.x_said, t.y_said, t.weak, t.idle, t.supports, t.sure, t.effect, t.undated, t.persists, t.one_sided,
        t.from_earliest, t.from_latest,
        CASE WHEN persists THEN LEAST(t.until_earliest, COALESCE(b.certain, {future})) ELSE t.until_earliest END AS until_earliest,
        CASE WHEN persists THEN LEAST(t.until_latest, COALESCE(b.possible, {future})) ELSE t.until_latest END AS until_latest,
        {t.carried}
    FROM told t LEFT JOIN bounds b ON b.topic = t.topic AND b.x = t.x AND b.y = t.y AND b.sign = t.supports
        AND b.from_earliest = t.from_earliest AND b.from_latest = t.from_latest AND b.said_until = t.said_until
)"""

# ``supports`` and ``opposes`` speak to the date, ``ended`` says that it was over by then; ``weak`` bears on the question without deciding it;
# ``elsewhen`` speaks of other dates. ``certain``: it is sure, and surely of that date (asked without one, a supporter is of any).
STAND = """stand AS (
    SELECT *, CASE WHEN weak OR idle THEN 'weak' WHEN from_earliest >= {last} OR until_latest <= {first} THEN 'elsewhen'
            WHEN supports THEN 'supports' WHEN effect <> {ends} THEN 'opposes' ELSE 'ended' END AS role,
        sure AND (({anytime} AND supports) OR (from_latest < {last} AND {first} < until_earliest AND from_latest < until_earliest)) AS certain
    FROM clipped
)"""

# held: somebody sure says so and nobody denies it; denied: only denials, or it had ended; contested: both a supporter and a denial speak to
# the date (or a supporter outlasts an end); possible: only undated, unsure or uncertainly dated support; unknown: nobody speaks to the date.
STATUS = """CASE
    WHEN sum(CASE WHEN role = 'supports' THEN 1 ELSE 0 END){over} > 0 AND (sum(CASE WHEN role = 'opposes' THEN 1 ELSE 0 END){over} > 0
        OR (NOT {anytime} AND sum(CASE WHEN role = 'ended' AND certain THEN 1 ELSE 0 END){over} > 0
            AND sum(CASE WHEN role = 'supports' AND certain AND NOT persists THEN 1 ELSE 0 END){over} > 0)) THEN 'contested'
    WHEN sum(CASE WHEN role = 'supports' AND certain THEN 1 ELSE 0 END){over} > 0 THEN 'held'
    WHEN sum(CASE WHEN role = 'opposes' OR (role = 'ended' AND certain) THEN 1 ELSE 0 END){over} > 0 THEN 'denied'
    WHEN sum(CASE WHEN role = 'supports' THEN 1 ELSE 0 END){over} > 0 THEN 'possible'
    ELSE 'unknown' END AS status"""
