"""The floor: plain sqlite3 writing and reading the very rows that we do, and nothing else."""

from __future__ import annotations

import sqlite3
from pathlib import Path

AT_ONCE = 40
"""Rows of one call: about what an article has."""


class Floor:
    """A database with the layout of a project and none of its rules."""

    def __init__(self, path: Path, like: Path) -> None:
        path.unlink(missing_ok=True)
        self.sql = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -65536"):
            self.sql.execute(f"PRAGMA {pragma}")
        source = sqlite3.connect(like)
        for (statement,) in source.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'"
        ):
            self.sql.execute(statement)
        source.close()

    def fill(self, tables: dict[str, list[tuple[object, ...]]]) -> None:
        """Write rows in one transaction."""
        self.sql.execute("BEGIN IMMEDIATE")
        for table, rows in tables.items():
            if not rows:
                continue
            query = f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})"
            for start in range(0, len(rows), AT_ONCE):
                self.sql.executemany(query, rows[start : start + AT_ONCE])
        self.sql.execute("COMMIT")


def rows_of(path: Path, where: dict[str, str] | None = None) -> dict[str, list[tuple[object, ...]]]:
    """Read all rows of a closed project, table by table, or those that a condition chooses."""
    sql = sqlite3.connect(path)
    names = [
        name
        for (name,) in sql.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not name.startswith(("sqlite", "_sqlite"))
    ]
    chosen = names if where is None else list(where)
    conditions = where or {}
    tables = {
        t: sql.execute(f"SELECT * FROM {t} {conditions.get(t, '')}").fetchall() for t in chosen
    }
    sql.close()
    return tables
