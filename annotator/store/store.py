"""The open project: the only door to the file. Each step is one transaction and one undo."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sqlite_utils.utils import sqlite3

from annotator.model.change import Changes, StepKind, Version
from annotator.model.person import Person
from annotator.model.scheme_parts import to_parts
from annotator.model.selection import context
from annotator.model.sentences import Refused, Told, Value
from annotator.model.span import Span
from annotator.model.text import sha256_of
from annotator.store import merge, session
from annotator.store.kinds import EXISTS, KINDS, Json
from annotator.store.log import Log
from annotator.store.opening import damaged
from annotator.store.reader import Reader
from annotator.store.rescue import backup
from annotator.store.rescue.check import check
from annotator.store.state import State
from annotator.store.undo import Direction, Place, UndoLine
from annotator.store.values import Entry, Thing, entry, removal, span_value
from annotator.store.writing import StepWriter

if TYPE_CHECKING:
    from annotator.model.article import Article
    from annotator.model.scheme import Scheme

BULK = 5_000
"""A step or undo of more changes than this is preceded by a backup."""
_TEXTS_AT_HAND = 8


class Store:
    """A project that is open, for writing or only for reading."""

    def __init__(self, opened: session.Session, person: Person) -> None:
        self.session = opened
        self.path = opened.path
        self.person = person
        self.sql = opened.sql
        self.log = Log(self.sql, opened.site, opened.aside)
        self.read = Reader(self.sql)
        self._line = UndoLine(self.sql, self.log)
        self._state = State(self.sql)
        self._writer: StepWriter | None = None
        self._texts: dict[str, str] = {}
        self._is_entered = False
        self.changes = Changes("", frozenset(), frozenset(), 0)
        """What the latest step touched."""

    @classmethod
    def create(
        cls, path: Path, scheme: Scheme, person: Person, *, project: str | None = None
    ) -> Self:
        """Make a new project file. Raises Refused if there is already something at the path.

        `project` is the id that all mergeable copies share; a new one is minted without it.
        """
        store = cls(session.create(path, project), person)
        try:
            with store.guarded(), store._transaction():
                writer = store._begin("Make the project", {})
                writer.write(_scheme_entries(scheme))
        except BaseException:
            store.close()
            store.path.unlink(missing_ok=True)
            raise
        return store

    @classmethod
    def open(cls, path: Path, person: Person, *, read_only: bool = False) -> Self:
        """Open a project file. Raises Refused or Trouble with the file untouched."""
        opened = session.open_for_reading(path) if read_only else session.open_for_writing(path)
        try:
            store = cls(opened, person)
            store._refuse_unfinished()
        except BaseException as error:
            opened.close()
            if isinstance(error, sqlite3.Error):
                raise session.trouble(error, opened.path) from error
            raise
        return store

    def _refuse_unfinished(self) -> None:
        if self.sql.execute("SELECT 1 FROM change LIMIT 1").fetchone() is None:
            raise Refused(
                "{name} was not made to its end, and there is nothing in it. Delete it, and make it"
                " again.",
                name=self.path.name,
            )

    def close(self) -> None:
        """Close the file and leave it alone on the disk: nothing else need be copied with it."""
        self.session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        try:
            if isinstance(error, Exception) and not isinstance(error, Told):
                self._blame_damage(error)
        finally:
            self.close()

    def _blame_damage(self, error: Exception) -> None:
        """Raise Trouble where an error comes from a damaged file and is no bug of ours."""
        if isinstance(error, sqlite3.Error):
            raise session.trouble(error, self.path) from error
        if not check(self.sql, self.log, self.read).is_sound:
            raise damaged(self.path.name) from error

    # --- steps ------------------------------------------------------------------------------------

    @contextmanager
    def step(self, template: str, *, undoable: bool = True, **named: Value) -> Iterator[Step]:
        """Do all that the block does as one transaction, and as one step of undo.

        `template` and `named` say in a few words what is done. If the block raises, nothing of it
        stays. The step's `changes` are known after the block.
        """
        with self.guarded():
            self._enter_person()
            with self._transaction():
                writer = self._begin(template, named)
                step = Step()
                yield step
                if writer.step and undoable:
                    person = self.log.item_id(KINDS["person"], self.person.id)
                    self._line.enter(person, step=writer.number)
            step.changes = self.changes = writer.changes()

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Turn SQLite's troubles into sentences, and refuse where the file is only read."""
        self.session.refuse_if_read_only()
        with self.watched():
            yield

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Turn SQLite's troubles into sentences, and refuse where the file is gone."""
        try:
            self.session.refuse_if_gone()
            yield
        except sqlite3.Error as error:
            raise session.trouble(error, self.path) from error

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self._writer is not None:
            raise RuntimeError("a step is under way")
        self.sql.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.session.note_step()
            self.sql.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                if self.sql.in_transaction:
                    self.sql.execute("ROLLBACK")
            self.log.reload()
            self._texts.clear()
            raise
        finally:
            self._writer = None
            self.log.stop_hearing()

    def _begin(
        self, template: str, named: Mapping[str, Value], kind: StepKind = "do",
        of: Version | None = None,
    ) -> StepWriter:  # fmt: skip
        packed = json.dumps(list(named.items()), ensure_ascii=False) if named else None
        self._writer = StepWriter(
            self.log, self._state, self.person.id, template, packed, kind=kind, of=of
        )
        return self._writer

    def _enter_person(self) -> None:
        """Make sure that the project knows the person who works in it."""
        if not self._is_entered:
            with self._transaction():
                self._join()
            self._is_entered = True

    def _join(self) -> None:
        if not self._is_entered and self.person.id not in {p.id for p in self.read.persons()}:
            writer = self._begin("{name} joins the project", {"name": self.person.name})
            writer.write([entry(self.person)])

    # --- writing, inside a step -------------------------------------------------------------------

    def put(self, *things: Thing) -> None:
        """Add things, or give those that are there new values. Spans must quote their text."""
        self.put_all(things)

    def put_all(self, things: Iterable[Thing]) -> None:
        """Add or change many things. Raises Refused for a span whose quote does not match."""
        self._open_writer().write([self._entry(thing) for thing in things])

    def remove(self, *things: Thing) -> None:
        """Take things out. They stay in the log, and undo brings them back."""
        self.remove_all(things)

    def remove_all(self, things: Iterable[Thing]) -> None:
        """Take many things out."""
        self._open_writer().write([removal(thing) for thing in things])

    def write(self, *entries: Entry) -> None:
        """Write values as the log keeps them."""
        self._open_writer().write(entries)

    def set_fields(self, kind: str, id_: str, **fields: Json) -> None:
        """Set single fields of a person, an entity, an event, a label… Other fields stay."""
        self._open_writer().write([Entry(KINDS[kind], id_, None, None, fields)])

    def set_article(self, article: str, **fields: Json) -> None:
        """Set single fields of an article."""
        self._open_writer().write([Entry(KINDS["article"], article, article, None, fields)])

    def remove_article(self, article: str) -> None:
        """Take an article out. Text and marks stay in the file, and undo shows them again."""
        self.set_article(article, **{EXISTS: None})

    def add_article(self, article: Article, text: str, *things: Thing) -> None:
        """Add an article with its text, whose sha256 is its id, and what belongs to it."""
        if sha256_of(text) != article.id:
            raise Refused("The text of the article {id} is not the one it is named after.",
                          id=article.id[:12])  # fmt: skip
        self._keep_text(article.id, text)
        self.put_all((article, *things))
        item = self.log.item_id(KINDS["article"], article.id)
        query = "INSERT OR IGNORE INTO text (article, body) VALUES (?, ?)"
        self.sql.execute(query, [item, text])

    def forget_text(self, article: str) -> None:
        """Let go of a text that is at hand."""
        self._texts.pop(article, None)

    def add_original(self, sha256: str, data: bytes) -> None:
        """Keep the bytes that an article came in as, where they differ from its text."""
        query = "INSERT OR IGNORE INTO original (sha256, data) VALUES (?, ?)"
        self.sql.execute(query, [bytes.fromhex(sha256), data])

    def _open_writer(self) -> StepWriter:
        if self._writer is None:
            raise RuntimeError("this needs a step")
        return self._writer

    def _entry(self, thing: Thing) -> Entry:
        if not isinstance(thing, Span):
            return entry(thing)
        text = self._text(thing.article)
        if not 0 <= thing.start < thing.end <= len(text) or (
            text[thing.start : thing.end] != thing.quote
        ):
            raise Refused(
                "The span from {start} to {end} does not quote the text of its article. "
                "Nothing was changed.",
                start=thing.start, end=thing.end,
            )  # fmt: skip
        value = span_value(thing, *context(text, thing.start, thing.end))
        return Entry(KINDS["span"], thing.id, thing.article, thing.person, value)

    def _text(self, article: str) -> str:
        found = self._texts.get(article)
        return found if found is not None else self._keep_text(
            article, self.read.needed_text(article)
        )  # fmt: skip

    def _keep_text(self, article: str, text: str) -> str:
        if len(self._texts) >= _TEXTS_AT_HAND:
            del self._texts[next(iter(self._texts))]
        self._texts[article] = text
        return text

    # --- undo -------------------------------------------------------------------------------------

    def undo(self) -> Changes | None:
        """Take back this person's latest step. None if there is none; Refused if changed since."""
        return self._move("undo")

    def redo(self) -> Changes | None:
        """Do again the step that was taken back last."""
        return self._move("redo")

    def undo_title(self, direction: Direction = "undo") -> str | None:
        """Say what undo or redo would take back or do again, None if there is nothing."""
        place = self._next(direction)
        if place is None:
            return None
        if place.step is not None:
            return self.log.step(place.step).title
        return self.session.aside.title(place.bring_in or 0)

    def undo_size(self, direction: Direction = "undo") -> int:
        """Say how many changes undo or redo would go over; a bring-in counts as all it brought."""
        place = self._next(direction)
        if place is None:
            return 0
        if place.step is None:
            return self.session.aside.size(place.bring_in or 0)
        return len(self.log.step_rows(place.step))

    def _next(self, direction: Direction) -> Place | None:
        person = self.log.find_item(KINDS["person"], self.person.id)
        return self._line.next(person, direction) if person is not None else None

    def _move(self, direction: Direction) -> Changes | None:
        with self.guarded():
            place = self._next(direction)
            if place is None:
                return None
            if place.step is None:
                return self._move_bring_in(place, direction)
            self._refuse_past(place, direction)
            entries = self._line.entries(place.step, direction)
            if len(entries) > BULK:
                self.back_up(direction)
            before = self.log.step(place.step)
            with self._transaction():
                of = (before.site, before.first)
                named = dict(before.named)
                writer = self._begin(before.template, named, direction, of)
                writer.write(entries)
                self._line.mark(place, done=direction == "redo")
            return writer.changes()

    def _refuse_past(self, place: Place | None, direction: Direction) -> None:
        """Refuse to go over steps on what was erased for good, and make way to what is beyond."""
        if place is None or not self._line.is_past(place):
            return
        with self._transaction():
            while place is not None and self._line.is_past(place):
                self._line.leave_out(place)
                place = self._next(direction)
        raise Refused(
            "This cannot be taken back or done again: the article was erased for good. Nothing was "
            "changed. What comes next is a step on other articles."
        )

    def _move_bring_in(self, place: Place, direction: Direction) -> Changes:
        self.back_up(direction)
        number = place.bring_in or 0
        with self._transaction():
            changes = merge.switch(self, number, aside=direction == "undo")
            self._line.mark(place, done=direction == "redo")
        return changes

    @contextmanager
    def bringing_in(self, why: str, progress: backup.Progress | None = None) -> Iterator[None]:
        """Do what the block does as one transaction, after a backup."""
        with self.guarded():
            self.back_up(why, progress)
            with self._transaction():
                self._join()
                yield
            self._is_entered = True

    def enter_bring_in(self, number: int) -> None:
        """Put a bring-in into this person's undo line."""
        person = self.log.item_id(KINDS["person"], self.person.id)
        self._line.enter(person, bring_in=number)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read everything in the block from one moment of the project."""
        self.sql.execute("BEGIN")
        try:
            yield
        finally:
            self.sql.execute("ROLLBACK")

    def reader_beside(self) -> Reader:
        """Give a reader with a connection of its own, to be closed, for use beside a long write.

        The file is not looked through again: it is open already.
        """
        return Reader(self.session.connect_beside())

    # --- safety -----------------------------------------------------------------------------------

    def remember(self, **facts: str) -> None:
        """Note facts about this copy of the file, such as the article that was read last."""
        with self.guarded(), self._transaction():
            self.session.set_own(**facts)

    def back_up(self, why: str, progress: backup.Progress | None = None) -> Path | None:
        """Make a verified backup if anything changed since the last one. Give its path."""
        return self.session.back_up(why, progress)


class Step:
    """A step under way; `changes` says what it touched once it is committed."""

    changes: Changes


def _scheme_entries(scheme: Scheme) -> list[Entry]:
    return [
        Entry(KINDS[part.kind], part.id, None, None, {EXISTS: True, **part.fields}, complete=True)
        for part in to_parts(scheme)
    ]
