"""Which copy of a project this is: a copied file gets a new site, a renamed one keeps its own.

Two files that both wrote change 12 of one site could never be merged.
"""

from __future__ import annotations

import hashlib
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from sqlite_utils.utils import sqlite3

from annotator.model.ids import new_id
from annotator.model.sentences import Told
from annotator.store import opening

if TYPE_CHECKING:
    from collections.abc import Mapping


def new_site() -> str:
    """Mint the id of a site: 32 hexadecimal digits."""
    return new_id().replace("-", "")


def machine() -> str:
    """Name this machine by a digest of its id, which says nothing about it."""
    for place in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        try:
            found = Path(place).read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            continue
        if found:
            return hashlib.sha256(b"annotator" + found.encode()).hexdigest()[:32]
    return hashlib.sha256(b"annotator" + uuid.getnode().to_bytes(8, "big")).hexdigest()[:32]


def place_of(path: Path) -> dict[str, str]:
    """Say where a file lies: machine, path, and the number of the file on its disk."""
    return {"machine": machine(), "path": str(path), "file": str(path.stat().st_ino)}


def is_copy(path: Path, site: str, before: Mapping[str, str]) -> bool:
    """Say whether a file is a copy of the one that bore its site before, or has replaced it."""
    now = place_of(path)
    if before.get("machine") != now["machine"]:
        return True
    if before.get("path") == now["path"]:
        return before.get("file") != now["file"]
    # A file's number says nothing here: on another disk a copy may have the same one.
    old = Path(before.get("path", ""))
    return _holds(old, site) and not old.samefile(path)


def _holds(path: Path, site: str) -> bool:
    """Say whether there is a file at a place, and it still bears the site."""
    try:
        opening.inspect(opening.resolve(path))
        sql = opening.connect(path, "immutable")
    except (Told, sqlite3.Error, OSError):
        return False
    try:
        row = sql.execute("SELECT value FROM own WHERE key = 'site'").fetchone()
        return row is not None and row[0] == site
    except sqlite3.Error:
        return False
    finally:
        sql.close()
