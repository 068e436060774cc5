"""A question to a colleague: what I hold, so that he can send what I lack."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import MsgspecError, Struct, json

from annotator.model.ids import is_id, is_sha256
from annotator.model.sentences import Refused
from annotator.store.exchange.outgoing import Wanted, beside
from annotator.store.exchange.vetting import is_version
from annotator.store.place import put_in_place
from annotator.store.ranges import Ranges, are_sound, held
from annotator.store.reader import Reader

if TYPE_CHECKING:
    from sqlite_utils.utils import sqlite3

    from annotator.store.store import Store

FORMAT = "annotator question"
VERSION = 1
_LARGEST = 64_000_000
TEXTLESS = (
    "SELECT i.uid FROM item i WHERE i.kind = 'article'"
    " AND EXISTS (SELECT 1 FROM change c WHERE c.item = i.id)"
    " AND NOT EXISTS (SELECT 1 FROM text t WHERE t.article = i.id) ORDER BY i.uid"
)
"""Also of articles that were taken out: undo may show them again."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a colleague holds."""

    project: str
    has: Ranges
    textless: frozenset[str] = frozenset()
    """Articles of which he has all but the text."""

    def wanted(
        self, persons: frozenset[str] | None = None, articles: frozenset[str] | None = None,
        *, texts: bool = True,
    ) -> Wanted:  # fmt: skip
        """Say what he lacks."""
        return Wanted(self.has, self.textless, persons, articles, texts)


class _Question(Struct):
    format: str
    version: int
    project: str
    person: str
    has: dict[str, list[tuple[int, int]]]
    textless: list[str] = []


def ask_text(store: Store) -> str:
    """Write a question on one line, to be sent by whatever carries text."""
    with beside(store) as (sql, log):
        textless = textless_in(sql)
        question = _Question(
            FORMAT, VERSION, Reader(sql).project, store.person.name, held(sql, log), textless
        )
    return json.encode(question).decode()


def textless_in(sql: sqlite3.Connection) -> list[str]:
    """Give the articles of which a file has all but the text."""
    return [uid.hex() for (uid,) in sql.execute(TEXTLESS)]


def write_ask(store: Store, out: Path) -> None:
    """Write the question into a file. Raises Refused or Trouble where it cannot be written."""
    text = ask_text(store)
    with put_in_place(out, lambda _: None, private=True) as file:
        file.write(text.encode() + b"\n")


def read_ask(path: Path) -> Asked:
    """Read a question. Raises Refused where it is none."""
    question = _question(path)
    if question is None:
        raise Refused(
            "{name} is no question of a colleague's. Nothing was written. One is made with: "
            "annotator bundle PROJECT OUT --ask",
            name=path.name,
        )
    if question.version > VERSION:
        raise Refused(
            "{name} was written by a newer Annotator. Nothing was written. Install the newer "
            "version to answer it.",
            name=path.name,
        )
    return Asked(question.project, question.has, frozenset(question.textless))


def is_ask(path: Path) -> bool:
    """Say whether a file is a question."""
    return _question(path) is not None


def _question(path: Path) -> _Question | None:
    try:
        if path.stat().st_size > _LARGEST:
            return None
        question = json.decode(path.read_bytes(), type=_Question)
    except (OSError, MsgspecError, ValueError, RecursionError):
        return None
    return question if _makes_sense(question) else None


def _makes_sense(question: _Question) -> bool:
    return (
        question.format == FORMAT
        and is_id(question.project)
        and all(is_version((site, 1)) for site in question.has)
        and are_sound(question.has)
        and all(map(is_sha256, question.textless))
    )
