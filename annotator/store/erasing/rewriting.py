"""Rewrite a file after something was erased for good, so that no page of it holds the words.

It is asked for in the transaction that erases, and done after the commit. Where the program dies
in between, or the disk is full, it is done when the project is opened next.
"""

from __future__ import annotations

from contextlib import suppress

from sqlite_utils.utils import sqlite3

_DUE = "rewrite"
_IN_MEMORY = 200_000_000
"""Bytes. A larger file is rewritten by way of a temporary file, which nobody else can open."""


def prepare(sql: sqlite3.Connection) -> None:
    """Let SQLite write zeros over whatever it deletes from now on."""
    sql.execute("PRAGMA secure_delete = ON").fetchone()


def ask_for(sql: sqlite3.Connection) -> None:
    """Note that the file is to be rewritten, inside the transaction that erases."""
    sql.execute("INSERT OR REPLACE INTO own (key, value) VALUES (?, 'due')", [_DUE])


def is_due(sql: sqlite3.Connection) -> bool:
    """Say whether the file is still to be rewritten."""
    query = "SELECT 1 FROM own WHERE key = ?"
    return sql.execute(query, [_DUE]).fetchone() is not None


def finish(sql: sqlite3.Connection) -> bool:
    """Rewrite the file if that is due, and say whether it holds nothing of what was erased.

    Not inside a transaction. Where the disk is full, or somebody still reads what was there, it
    stays due.
    """
    with suppress(sqlite3.OperationalError):
        if is_due(sql) and _rewrite(sql):
            sql.execute("DELETE FROM own WHERE key = ?", [_DUE])
    return not is_due(sql)


def _rewrite(sql: sqlite3.Connection) -> bool:
    prepare(sql)
    if size(sql) > _IN_MEMORY:
        sql.execute("PRAGMA temp_store = FILE")
    try:
        sql.execute("VACUUM")
    finally:
        sql.execute("PRAGMA temp_store = MEMORY")
    return _emptied_log(sql)


def _emptied_log(sql: sqlite3.Connection) -> bool:
    """Move everything into the main file and cut off the log beside it; say whether it was done."""
    is_busy, _, _ = sql.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not is_busy


def size(sql: sqlite3.Connection) -> int:
    """Give the size of the file in bytes."""
    pages, each = (sql.execute(f"PRAGMA {of}").fetchone()[0] for of in ("page_count", "page_size"))
    return int(pages * each)
