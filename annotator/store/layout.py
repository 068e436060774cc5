"""The layout of a project file, one function for each version. A released one is never edited.

Three rooms: the log (site, item, step, change), which merges; the state (a table for each kind),
which can be rebuilt from it; and what belongs to this copy of the file alone (own, undo_line,
bring_in), which is never sent. Text and originals lie beside the log, addressed by sha256.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations
from sqlite_utils.utils import sqlite3

APPLICATION_ID = 0x414E4E4F
"""Bytes 68 to 71 of the file: "ANNO"."""

migrations = Migrations("annotator")

_LOG = """
CREATE TABLE own (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE site (id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE) STRICT;
CREATE TABLE item (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, uid BLOB NOT NULL, UNIQUE (uid, kind)
) STRICT;
CREATE TABLE step (
  id INTEGER PRIMARY KEY, site INTEGER NOT NULL, first INTEGER NOT NULL, clock INTEGER NOT NULL,
  person INTEGER NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
  template TEXT NOT NULL, named TEXT, of_site INTEGER, of_first INTEGER, UNIQUE (site, first)
) STRICT;
CREATE INDEX step_clock ON step (clock);
CREATE TABLE change (
  seq INTEGER PRIMARY KEY, site INTEGER NOT NULL, n INTEGER NOT NULL CHECK (n > 0),
  step INTEGER NOT NULL, item INTEGER NOT NULL, article INTEGER, owner INTEGER,
  parents TEXT, value TEXT NOT NULL, struck BLOB, hash BLOB NOT NULL,
  UNIQUE (site, n)
) STRICT;
CREATE INDEX change_item ON change (item);
CREATE INDEX change_article ON change (article) WHERE article IS NOT NULL;
CREATE TRIGGER change_stays BEFORE DELETE ON change
BEGIN SELECT RAISE (ABORT, 'the log only grows'); END;
CREATE TRIGGER change_is_final BEFORE UPDATE ON change
WHEN OLD.struck IS NOT NULL OR NEW.struck IS NULL OR NEW.seq <> OLD.seq OR NEW.site <> OLD.site
  OR NEW.n <> OLD.n OR NEW.step <> OLD.step OR NEW.item <> OLD.item
  OR NEW.article IS NOT OLD.article OR NEW.owner IS NOT OLD.owner
  OR NEW.parents IS NOT OLD.parents OR NEW.hash <> OLD.hash
BEGIN SELECT RAISE (ABORT, 'a change may only be struck'); END;
CREATE TABLE text (
  article INTEGER PRIMARY KEY, body TEXT NOT NULL CHECK (body <> '' AND instr(body, char(0)) = 0)
) STRICT;
CREATE TABLE original (sha256 BLOB PRIMARY KEY, data BLOB NOT NULL) STRICT;
CREATE TABLE undo_line (
  pos INTEGER PRIMARY KEY, person INTEGER NOT NULL, step INTEGER, bring_in INTEGER,
  done INTEGER NOT NULL
) STRICT;
CREATE INDEX undo_line_person ON undo_line (person, done, pos);
CREATE TABLE bring_in (
  id INTEGER PRIMARY KEY, clock INTEGER NOT NULL, person INTEGER NOT NULL, title TEXT NOT NULL,
  aside INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE bring_in_range (
  bring_in INTEGER NOT NULL, site INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL
) STRICT;
"""

_SCHEME_TABLES = "".join(
    f"CREATE TABLE {kind} (item INTEGER PRIMARY KEY, more TEXT, conflicts INTEGER NOT NULL)"
    " STRICT;\n"
    for kind in ("scheme", "label", "attribute", "relation_type", "zone_type", "article_field")
)

_STATE = (
    _SCHEME_TABLES
    + """
CREATE TABLE person (
  item INTEGER PRIMARY KEY, name TEXT, role TEXT, more TEXT, conflicts INTEGER NOT NULL
) STRICT;
CREATE TABLE article (
  item INTEGER PRIMARY KEY, title TEXT, language TEXT, source TEXT, publisher TEXT, url TEXT,
  author TEXT, published TEXT, retrieved TEXT, licence TEXT, translation TEXT,
  original_language TEXT, note TEXT, corrects TEXT, more TEXT, conflicts INTEGER NOT NULL
) STRICT;
CREATE TABLE sighting (
  item INTEGER PRIMARY KEY, article INTEGER NOT NULL, source TEXT, url TEXT, title TEXT,
  published TEXT, retrieved TEXT, file TEXT, original BLOB, conflicts INTEGER NOT NULL
) STRICT;
CREATE INDEX sighting_article ON sighting (article);
CREATE TABLE zone (
  item INTEGER PRIMARY KEY, article INTEGER NOT NULL, zone TEXT NOT NULL, start INTEGER NOT NULL,
  "end" INTEGER NOT NULL, conflicts INTEGER NOT NULL
) STRICT;
CREATE INDEX zone_article ON zone (article);
CREATE TABLE reading (
  item INTEGER PRIMARY KEY, article INTEGER NOT NULL, owner INTEGER, layer TEXT NOT NULL,
  status TEXT NOT NULL, relevant INTEGER, note TEXT, seconds INTEGER NOT NULL, reviewer BLOB,
  annotators TEXT, conflicts INTEGER NOT NULL
) STRICT;
CREATE INDEX reading_article ON reading (article);
CREATE TABLE span (
  item INTEGER PRIMARY KEY, article INTEGER NOT NULL, owner INTEGER, layer TEXT NOT NULL,
  label TEXT NOT NULL, start INTEGER NOT NULL CHECK (start >= 0), "end" INTEGER NOT NULL,
  quote TEXT NOT NULL, entity BLOB, events TEXT, attributes TEXT, note TEXT, origin TEXT NOT NULL,
  suggester TEXT, score REAL, derived_from TEXT, conflicts INTEGER NOT NULL, CHECK ("end" > start)
) STRICT;
CREATE INDEX span_article ON span (article);
CREATE TABLE relation (
  item INTEGER PRIMARY KEY, article INTEGER NOT NULL, owner INTEGER, layer TEXT NOT NULL,
  type TEXT NOT NULL, head BLOB NOT NULL, tail BLOB NOT NULL, tail_article BLOB, attributes TEXT,
  conflicts INTEGER NOT NULL
) STRICT;
CREATE INDEX relation_article ON relation (article);
CREATE INDEX relation_from_elsewhere ON relation (tail_article) WHERE tail_article IS NOT NULL;
CREATE TABLE verdict (
  item INTEGER PRIMARY KEY, article INTEGER NOT NULL, owner INTEGER, label TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, suggester TEXT NOT NULL, decision TEXT NOT NULL,
  conflicts INTEGER NOT NULL
) STRICT;
CREATE INDEX verdict_article ON verdict (article);
CREATE TABLE entity (
  item INTEGER PRIMARY KEY, label TEXT, name TEXT, latitude REAL, longitude REAL, note TEXT,
  merged_into BLOB, more TEXT, conflicts INTEGER NOT NULL
) STRICT;
CREATE TABLE alias (
  item INTEGER PRIMARY KEY, entity BLOB NOT NULL, name TEXT NOT NULL, used_by BLOB,
  position INTEGER NOT NULL, conflicts INTEGER NOT NULL
) STRICT;
CREATE INDEX alias_entity ON alias (entity);
CREATE TABLE entity_link (
  item INTEGER PRIMARY KEY, head BLOB NOT NULL, type TEXT NOT NULL, tail BLOB NOT NULL,
  conflicts INTEGER NOT NULL
) STRICT;
CREATE INDEX entity_link_head ON entity_link (head);
CREATE TABLE event (
  item INTEGER PRIMARY KEY, title TEXT, type TEXT, date TEXT, date_precision TEXT, places TEXT,
  place_precision TEXT, note TEXT, more TEXT, conflicts INTEGER NOT NULL
) STRICT;
CREATE TABLE participant (
  item INTEGER PRIMARY KEY, event BLOB NOT NULL, role TEXT NOT NULL, entity BLOB NOT NULL,
  conflicts INTEGER NOT NULL
) STRICT;
CREATE INDEX participant_event ON participant (event);
CREATE TABLE event_link (
  item INTEGER PRIMARY KEY, head BLOB NOT NULL, type TEXT NOT NULL, tail BLOB NOT NULL,
  conflicts INTEGER NOT NULL
) STRICT;
CREATE INDEX event_link_head ON event_link (head);
CREATE TABLE attachment (
  item INTEGER PRIMARY KEY, of TEXT NOT NULL, name TEXT NOT NULL, media_type TEXT NOT NULL,
  sha256 BLOB NOT NULL, conflicts INTEGER NOT NULL
) STRICT;
"""
)


def run_script(db: Database, script: str) -> None:
    """Run statements inside the open transaction; `executescript` would commit it."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""


@migrations()
def m0001_log_and_state(db: Database) -> None:
    """The log, the state of each kind, and what is the file's own."""
    run_script(db, _LOG + _STATE)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")


_DISPUTE = """
CREATE TABLE dispute (
  item INTEGER PRIMARY KEY, owner INTEGER, fields INTEGER NOT NULL CHECK (fields > 0)
) STRICT;
"""


@migrations()
def m0002_dispute(db: Database) -> None:
    """What waits to be settled, so that it is found and counted at once."""
    run_script(db, _DISPUTE)
    tables = db.execute(
        "SELECT t.name, max(c.name = 'owner') FROM sqlite_master t JOIN pragma_table_info(t.name) c"
        " WHERE t.type = 'table' GROUP BY t.name HAVING max(c.name = 'conflicts')"
    ).fetchall()
    for table, has_owner in tables:
        owner = "owner" if has_owner else "NULL"
        db.execute(
            f"INSERT INTO dispute SELECT item, {owner}, conflicts FROM {table} WHERE conflicts > 0"
        )
    db.execute("PRAGMA user_version = 2")


_REVIEW = """
CREATE TABLE round (
  item INTEGER PRIMARY KEY, name TEXT, persons TEXT, each INTEGER NOT NULL, seed INTEGER NOT NULL,
  blind INTEGER NOT NULL, closed INTEGER NOT NULL, more TEXT, conflicts INTEGER NOT NULL
) STRICT;
CREATE TABLE assignment (
  item INTEGER PRIMARY KEY, article INTEGER NOT NULL, round BLOB NOT NULL, assignee BLOB NOT NULL,
  conflicts INTEGER NOT NULL
) STRICT;
CREATE INDEX assignment_article ON assignment (article);
CREATE INDEX assignment_round ON assignment (round, assignee);
CREATE TABLE decision (
  item INTEGER PRIMARY KEY, article INTEGER NOT NULL, difference TEXT NOT NULL,
  alternatives TEXT NOT NULL, way TEXT NOT NULL, took TEXT, gold TEXT, seen TEXT, reason TEXT,
  conflicts INTEGER NOT NULL
) STRICT;
CREATE INDEX decision_article ON decision (article);
CREATE TABLE comment (
  item INTEGER PRIMARY KEY, article INTEGER NOT NULL, owner INTEGER, text TEXT, written TEXT,
  of BLOB, answers BLOB, resolved INTEGER NOT NULL, more TEXT, conflicts INTEGER NOT NULL
) STRICT;
CREATE INDEX comment_article ON comment (article);
CREATE TABLE guideline (
  item INTEGER PRIMARY KEY, text TEXT, label TEXT, decision BLOB, more TEXT,
  conflicts INTEGER NOT NULL
) STRICT;
"""


@migrations()
def m0003_review(db: Database) -> None:
    """Rounds, what is assigned in them, decisions, comments, and lines of the guidelines."""
    run_script(db, _REVIEW)
    db.execute("PRAGMA user_version = 3")


@migrations()
def m0004_who_is_named(db: Database) -> None:
    """The places that name an entity, so that they are found and counted at once."""
    db.execute(
        'CREATE INDEX span_entity ON span (entity, article, start, "end") WHERE entity IS NOT NULL'
    )
    db.execute("PRAGMA user_version = 4")


LAYOUT = 4
"""The newest layout that this program knows, kept in the file's user_version."""
