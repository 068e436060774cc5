"""Read the claims of a few articles again, in an index that is made: the others stay as they are.

The statements are those that make the index, on a view of the claims of the one article whose turn
it is; what is counted over all claims is set right by what the touched ones counted before and now.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from annotator.store.claims.layout import ATTRIBUTES, CHOSEN, CLAIMS, GAP, GROUPS, MENTIONS

if TYPE_CHECKING:
    from sqlite_utils.utils import sqlite3

Run = Callable[[str], None]
"""Runs a script with the values that the index was made with."""
_TURN: Final = "IN (SELECT article FROM temp.turn)"
_FRESH: Final = "(SELECT number FROM temp.fresh)"
_COUNTED: Final = """INSERT INTO temp.delta
SELECT f.facet, f.key, {sign} 1, {sign} f.contradicted FROM temp.{of} t
CROSS JOIN temp.facets f ON f.claim = t.claim"""
"""Takes what touched claims count in each group away, or adds what they count now."""
_LET_GO: Final = f"""
DELETE FROM temp.delta;
DELETE FROM temp.touched;
INSERT INTO temp.touched SELECT number FROM temp.fresh
UNION SELECT other FROM temp.against WHERE claim IN {_FRESH};
{_COUNTED.format(sign="-", of="touched")};
DELETE FROM temp.against WHERE (claim, other) IN (SELECT other, claim FROM temp.against
  WHERE claim IN {_FRESH});
DELETE FROM temp.against WHERE claim IN {_FRESH};
DELETE FROM temp.facets WHERE (facet, key, claim) IN (SELECT facet, key, claim FROM temp.facets
  WHERE claim IN {_FRESH});
DELETE FROM temp.words WHERE claim IN {_FRESH};
DELETE FROM temp.hits;
DELETE FROM temp.claims WHERE article {_TURN};
DELETE FROM temp.chosen WHERE article {_TURN}
"""
_CHOSEN: Final = CHOSEN.replace(
    "WHERE s.label = :claim", f"WHERE s.article {_TURN} AND s.label = :claim"
)
_CLAIMS: Final = CLAIMS.partition(";")[0].replace(
    "temp.chosen h", f"(SELECT * FROM temp.chosen WHERE article {_TURN}) h"
)
_READ: Final = (GROUPS + ";" + MENTIONS).replace("temp.claims", "temp.fresh")
_FINISH: Final = f"""
INSERT OR IGNORE INTO temp.names SELECT k.key, e.name FROM (
  SELECT DISTINCT key FROM temp.facets WHERE typeof(key) = 'blob' AND claim IN {_FRESH}) k
JOIN item i ON i.uid = k.key AND i.kind = 'entity' JOIN entity e ON e.item = i.id;
UPDATE temp.claims AS c SET sources = coalesce((
  SELECT group_concat(coalesce(n.name, substr(f.key, 66)), char(31))
  FROM temp.facets f LEFT JOIN temp.names n ON n.key = f.key
  WHERE f.claim = c.number AND f.facet = 'source'), '')
WHERE article {_TURN};
INSERT OR IGNORE INTO temp.against SELECT c.number, o.number FROM temp.fresh c
CROSS JOIN relation t ON t.article = c.article AND t.head = c.uid AND t.type = :contradicts
  AND t.layer = c.layer AND t.owner IS c.owner JOIN temp.claims o ON o.uid = t.tail;
INSERT OR IGNORE INTO temp.against SELECT o.number, c.number FROM temp.fresh o
CROSS JOIN relation t ON t.tail_article = o.doc AND t.tail = o.uid AND t.type = :contradicts
JOIN temp.claims c ON c.uid = t.head AND t.layer = c.layer AND t.owner IS c.owner;
INSERT OR IGNORE INTO temp.against SELECT other, claim FROM temp.against WHERE claim IN {_FRESH};
DELETE FROM temp.late;
INSERT INTO temp.late SELECT other FROM temp.against WHERE claim IN {_FRESH}
EXCEPT SELECT number FROM temp.fresh EXCEPT SELECT claim FROM temp.touched;
{_COUNTED.format(sign="-", of="late")};
INSERT OR IGNORE INTO temp.touched SELECT claim FROM temp.late
UNION SELECT number FROM temp.fresh;
UPDATE temp.claims SET contradicted = (
  SELECT count(*) FROM temp.against a WHERE a.claim = number)
WHERE number IN (SELECT claim FROM temp.touched);
UPDATE temp.facets SET contradicted = claim IN (SELECT claim FROM temp.against)
WHERE (facet, key, claim) IN (SELECT f.facet, f.key, f.claim FROM temp.touched t
  CROSS JOIN temp.facets f ON f.claim = t.claim AND f.facet = 'source');
INSERT INTO temp.words SELECT c.number, folded(
  c.quote || ' ' || c.title || ' ' || replace(c.sources, char(31), ' ') || ' ' || coalesce((
    SELECT json_extract(value, '$[1]') FROM json_each(c.attributes)
    WHERE json_extract(value, '$[0]') = 'restated'), ''))
FROM temp.fresh c;
{_COUNTED.format(sign="+", of="touched")};
INSERT INTO temp.totals SELECT facet, key, sum(claims), sum(contradicted) FROM temp.delta
WHERE 1 GROUP BY facet, key ON CONFLICT DO UPDATE SET
  claims = claims + excluded.claims, contradicted = contradicted + excluded.contradicted;
DELETE FROM temp.totals WHERE claims = 0 AND (facet, key) IN (SELECT facet, key FROM temp.delta);
DELETE FROM temp.event_totals WHERE key IN (SELECT key FROM temp.delta WHERE facet = 'event');
INSERT INTO temp.event_totals SELECT e.key, count(DISTINCT s.key), count(DISTINCT e.claim)
FROM (SELECT DISTINCT key FROM temp.delta WHERE facet = 'event') d
CROSS JOIN temp.facets e ON e.facet = 'event' AND e.key = d.key
CROSS JOIN temp.facets s ON s.claim = e.claim AND s.facet = 'source' GROUP BY e.key
"""


def renew(sql: sqlite3.Connection, article: str, run: Run) -> bool:
    """Read the claims of one article again. False, and all is to be made anew, without room."""
    row = sql.execute(
        "SELECT i.id, substr(coalesce(a.published, ''), 1, 10) FROM item i JOIN article a"
        " ON a.item = i.id WHERE i.uid = ? AND i.kind = 'article'", [bytes.fromhex(article)]
    ).fetchone()  # fmt: skip
    if row is None:
        return False
    item, date = row
    sql.execute("DELETE FROM temp.turn")
    sql.execute("INSERT INTO temp.turn VALUES (?)", [item])
    low, high = _room(sql, date, bytes.fromhex(article))
    run(_LET_GO)
    run(_CHOSEN)
    run(_CLAIMS.replace(f"* {GAP}", "- (1 << 40)"))
    numbers = [n for (n,) in sql.execute("SELECT number FROM temp.fresh ORDER BY number")]
    step = GAP if high is None else (high - low) // (len(numbers) + 1)
    if step < 1:
        return False
    sql.executemany(
        "UPDATE temp.claims SET number = ? WHERE number = ?",
        [(low + step * place, number) for place, number in enumerate(numbers, 1)],
    )
    for script in (_attributes(), _READ, _FINISH):
        run(script)
    return True


def _attributes() -> str:
    return f"{ATTRIBUTES} AND article {_TURN}"


def _room(sql: sqlite3.Connection, date: str, uid: bytes) -> tuple[int, int | None]:
    """Give the numbers between which the claims of the article belong; None is the end."""
    first, last = sql.execute("SELECT min(number), max(number) FROM temp.fresh").fetchone()
    if first is None:
        (low,) = sql.execute(
            "SELECT coalesce(max(number), 0) FROM temp.claims WHERE (date = '', date, doc) <"
            " (?, ?, ?)", [date == "", date, uid]
        ).fetchone()  # fmt: skip
        last = low
    else:
        (low,) = sql.execute(
            "SELECT coalesce(max(number), 0) FROM temp.claims WHERE number < ?", [first]
        ).fetchone()
    (high,) = sql.execute("SELECT min(number) FROM temp.claims WHERE number > ?", [last]).fetchone()
    return int(low), None if high is None else int(high)
