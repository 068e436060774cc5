"""The temporary tables of the index of claims, and the statements that fill them."""

from __future__ import annotations

from typing import Final


def statements(script: str) -> tuple[str, ...]:
    """Cut a script into its statements; no word in them holds a semicolon."""
    return tuple(part.strip() for part in script.split(";") if part.strip())


LAYOUT: Final = """
CREATE TEMP TABLE hidden (article BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE root (uid BLOB PRIMARY KEY, root BLOB) WITHOUT ROWID;
CREATE TEMP TABLE names (key PRIMARY KEY, name TEXT) WITHOUT ROWID;
CREATE TEMP TABLE chosen (article INTEGER PRIMARY KEY, layer TEXT, owner INTEGER);
CREATE TEMP TABLE claims (
  number INTEGER PRIMARY KEY, item INTEGER, uid BLOB, doc BLOB, article INTEGER, start INTEGER,
  end INTEGER, layer TEXT, owner INTEGER, date TEXT, title TEXT, quote TEXT, attributes TEXT,
  events TEXT, stance TEXT, responsibility TEXT, sources TEXT NOT NULL DEFAULT '',
  contradicted INTEGER NOT NULL DEFAULT 0
);
CREATE TEMP TABLE words (claim INTEGER PRIMARY KEY, folded TEXT);
CREATE TEMP TABLE hits (claim INTEGER PRIMARY KEY);
CREATE TEMP TABLE event_totals (key TEXT PRIMARY KEY, sources INTEGER, claims INTEGER)
WITHOUT ROWID;
CREATE TEMP TABLE totals (
  facet TEXT, key, claims INTEGER, contradicted INTEGER, PRIMARY KEY (facet, key)
) WITHOUT ROWID;
CREATE TEMP TABLE facets (
  facet TEXT, key, claim INTEGER, contradicted INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (facet, key, claim)
) WITHOUT ROWID;
CREATE TEMP TABLE against (claim INTEGER, other INTEGER, PRIMARY KEY (claim, other)) WITHOUT ROWID;
CREATE TEMP TABLE turn (article INTEGER PRIMARY KEY);
CREATE TEMP TABLE delta (facet TEXT, key, claims INTEGER, contradicted INTEGER);
CREATE TEMP TABLE late (claim INTEGER PRIMARY KEY);
CREATE TEMP TABLE touched (claim INTEGER PRIMARY KEY);
CREATE TEMP VIEW fresh AS SELECT * FROM temp.claims
WHERE article IN (SELECT article FROM temp.turn)
"""

ROOTS: Final = """
INSERT OR IGNORE INTO temp.root WITH RECURSIVE chain (uid, root, deep) AS (
  SELECT i.uid, e.merged_into, 1 FROM entity e JOIN item i ON i.id = e.item
  WHERE e.merged_into IS NOT NULL
  UNION ALL SELECT c.uid, e.merged_into, c.deep + 1 FROM chain c
  JOIN item i ON i.uid = c.root AND i.kind = 'entity' JOIN entity e ON e.item = i.id
  WHERE e.merged_into IS NOT NULL AND c.deep < 32)
SELECT uid, root FROM chain ORDER BY deep DESC
"""
"""What each merged entity was merged into at last; a ring, which no screen makes, ends somewhere.
"""

GAP: Final = 1024
"""Between the numbers of two claims, so that others find room there later."""

CHOSEN: Final = """
INSERT INTO temp.chosen SELECT article, layer, owner FROM (
  SELECT s.article, s.layer, s.owner, row_number() OVER (PARTITION BY s.article ORDER BY
    s.layer = 'gold' DESC, p.uid IS :me DESC, count(*) DESC, p.uid DESC) AS place
  FROM span s LEFT JOIN item p ON p.id = s.owner JOIN item a ON a.id = s.article
  WHERE s.label = :claim AND (p.uid IS :me OR a.uid NOT IN (SELECT article FROM temp.hidden))
  GROUP BY s.article, s.layer, s.owner) WHERE place = 1
"""
"""Of each article one layer counts, as reading.py says."""

CLAIMS: Final = f"""
INSERT INTO temp.claims (number, item, uid, doc, article, start, end, layer, owner, date, title,
  quote, attributes, events, stance, responsibility)
SELECT row_number() OVER (ORDER BY a.published IS NULL, substr(a.published, 1, 10), ai.uid,
  s.start, -s."end", i.uid) * {GAP}, s.item, i.uid, ai.uid, s.article, s.start, s."end",
  s.layer, s.owner, substr(coalesce(a.published, ''), 1, 10), coalesce(a.title, ''), s.quote,
  s.attributes, s.events, :stance, :responsibility
FROM temp.chosen h CROSS JOIN span s ON s.article = h.article AND s.layer = h.layer
  AND s.owner IS h.owner AND s.label = :claim
JOIN article a ON a.item = s.article JOIN item ai ON ai.id = s.article JOIN item i ON i.id = s.item;
CREATE INDEX temp.claims_uid ON claims (uid);
CREATE INDEX temp.claims_article ON claims (article)
"""
"""The claims, numbered in order of publication."""

ATTRIBUTES: Final = """
UPDATE temp.claims AS c SET
  stance = coalesce((SELECT json_extract(value, '$[1]') FROM json_each(c.attributes)
    WHERE json_extract(value, '$[0]') = 'stance'), stance),
  responsibility = coalesce((SELECT json_extract(value, '$[1]') FROM json_each(c.attributes)
    WHERE json_extract(value, '$[0]') = 'responsibility'), responsibility)
WHERE attributes IS NOT NULL
"""

_KEY = "coalesce(r.root, m.entity, {words})"
"""Who or what a mention names: the bytes of its entity's id, read through its merging; else words.
"""

GROUPS: Final = f"""
INSERT OR IGNORE INTO temp.facets (facet, key, claim)
SELECT 'stance', stance, number FROM temp.claims;
INSERT OR IGNORE INTO temp.facets (facet, key, claim)
SELECT 'responsibility', responsibility, number FROM temp.claims;
INSERT OR IGNORE INTO temp.facets (facet, key, claim) SELECT 'date', date, number FROM temp.claims;
INSERT OR IGNORE INTO temp.facets (facet, key, claim)
SELECT 'event', e.value, c.number FROM temp.claims c, json_each(c.events) e
WHERE c.events IS NOT NULL;
INSERT OR IGNORE INTO temp.facets (facet, key, claim)
SELECT 'source', {_KEY.format(words="lower(hex(c.doc)) || ' ' || folded(m.quote)")}, c.number
FROM temp.claims c CROSS JOIN relation t ON t.article = c.article AND t.head = c.uid
  AND t.type = :said_by AND t.layer = c.layer AND t.owner IS c.owner
JOIN item mi ON mi.uid = t.tail AND mi.kind = 'span' JOIN span m ON m.item = mi.id
LEFT JOIN temp.root r ON r.uid = m.entity;
INSERT OR IGNORE INTO temp.facets (facet, key, claim)
SELECT 'source', '', c.number FROM temp.claims c WHERE NOT EXISTS (
  SELECT 1 FROM relation t WHERE t.article = c.article AND t.head = c.uid AND t.type = :said_by
  AND t.layer = c.layer AND t.owner IS c.owner)
"""

_CATEGORY = """(SELECT json_extract(value, '$[1]') FROM json_each(m.attributes)
  WHERE json_extract(value, '$[0]') = 'category'
  AND json_extract(value, '$[1]') <> 'unspecified')"""

MENTIONS: Final = f"""
INSERT OR IGNORE INTO temp.facets (facet, key, claim)
SELECT CASE m.label WHEN :actor THEN 'actor' WHEN :location THEN 'place' ELSE 'weapon' END,
  {_KEY.format(words=f"{_CATEGORY}, folded(m.quote)")}, c.number
FROM temp.claims c CROSS JOIN span m ON m.article = c.article
  AND m.label IN (:actor, :location, :weapon)
  AND m.start >= c.start AND m."end" <= c.end AND m.layer = c.layer AND m.owner IS c.owner
LEFT JOIN temp.root r ON r.uid = m.entity
"""
"""The actors, places and weapons inside each claim."""

FINISH: Final = """
CREATE INDEX temp.facets_of ON facets (claim, facet, key);
INSERT INTO temp.names SELECT k.key, e.name FROM (
  SELECT DISTINCT key FROM temp.facets WHERE typeof(key) = 'blob') k
JOIN item i ON i.uid = k.key AND i.kind = 'entity' JOIN entity e ON e.item = i.id;
INSERT INTO temp.names VALUES ('', :nobody);
UPDATE temp.claims AS c SET sources = coalesce((
  SELECT group_concat(coalesce(n.name, substr(f.key, 66)), char(31))
  FROM temp.facets f LEFT JOIN temp.names n ON n.key = f.key
  WHERE f.claim = c.number AND f.facet = 'source'), '');
INSERT OR IGNORE INTO temp.against SELECT c.number, o.number FROM relation t
JOIN temp.claims c ON c.uid = t.head JOIN temp.claims o ON o.uid = t.tail
WHERE t.type = :contradicts AND t.layer = c.layer AND t.owner IS c.owner;
INSERT OR IGNORE INTO temp.against SELECT other, claim FROM temp.against;
UPDATE temp.claims SET contradicted = (
  SELECT count(*) FROM temp.against a WHERE a.claim = number)
WHERE number IN (SELECT claim FROM temp.against);
UPDATE temp.facets SET contradicted = 1
WHERE facet = 'source' AND claim IN (SELECT claim FROM temp.against);
INSERT INTO temp.words SELECT c.number, folded(
  c.quote || ' ' || c.title || ' ' || replace(c.sources, char(31), ' ') || ' ' || coalesce((
    SELECT json_extract(value, '$[1]') FROM json_each(c.attributes)
    WHERE json_extract(value, '$[0]') = 'restated'), ''))
FROM temp.claims c;
DROP INDEX temp.facets_of;
CREATE INDEX temp.facets_claim ON facets (claim, facet, key, contradicted);
INSERT INTO temp.totals SELECT facet, key, count(*), sum(contradicted) FROM temp.facets
GROUP BY facet, key;
INSERT INTO temp.event_totals SELECT e.key, count(DISTINCT s.key), count(DISTINCT e.claim)
FROM temp.facets e CROSS JOIN temp.facets s ON s.claim = e.claim AND s.facet = 'source'
WHERE e.facet = 'event' GROUP BY e.key
"""
"""What needs the groups: names, who contradicts whom, and the words that a filter looks through."""
