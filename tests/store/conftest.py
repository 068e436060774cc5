"""A desk for tests of the store: projects, copies of one project, and a look at all they hold."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from annotator.model.article import Article
from annotator.model.change import Change, Version
from annotator.model.entity import Entity
from annotator.model.ids import derived_id, new_id
from annotator.model.person import Person, person_named
from annotator.model.scheme import Attribute, Label, RelationType, Scheme, ZoneType
from annotator.model.span import Span
from annotator.model.text import sha256_of
from annotator.store import merge, state
from annotator.store.check import Report, check
from annotator.store.kinds import KINDS
from annotator.store.log import NO_HASH, hash_of
from annotator.store.store import Store

PROJECT = derived_id("project", "tests")
TEXT = "The brigade fired rockets at the depot. The brigade left."
SCHEME = Scheme(
    id="small",
    title="Small",
    labels=(
        Label("actor", "Actor", attributes=(Attribute("certain", "Certain", "bool", "span"),)),
        Label("weapon", "Weapon"),
    ),
    relations=(RelationType("uses", "uses", ("actor",), ("weapon",)),),
    zones=(ZoneType("headline", "Headline"),),
)


class Digest(NamedTuple):
    """Fingerprints that do not depend on the order of arrival, nor on a file's own numbers."""

    log: str
    state: str


class Desk:
    """Makes projects in one folder and does with them what people do."""

    PROJECT = PROJECT
    SCHEME = SCHEME
    TEXT = TEXT
    ARTICLE = sha256_of(TEXT)

    def __init__(self, folder: Path, template: Path | None = None) -> None:
        self.folder = folder
        self._template = template
        self._open: list[Store] = []

    # --- projects ---------------------------------------------------------------------------------

    def project(self, name: str = "project", person: str = "first") -> Store:
        """Open a copy of the template: a small scheme and one article."""
        path = self.folder / f"{name}.annot"
        shutil.copyfile(self._template, path)
        return self.open(path, person)

    def replica(self, person: str) -> Store:
        """Make an empty project of somebody's own that can be merged with all other replicas."""
        path = self.folder / f"{person}.annot"
        return self._quick(Store.create(path, SCHEME, self.person(person), project=PROJECT))

    def replicas(self, *persons: str) -> list[Store]:
        return [self.replica(person) for person in persons]

    def open(self, path: Path, person: str = "first", *, read_only: bool = False) -> Store:
        return self._quick(Store.open(path, self.person(person), read_only=read_only))

    def reopened(self, store: Store, person: str | None = None) -> Store:
        """Close a project and open it again, by the same person if no other is named."""
        store.close()
        self._open.remove(store)
        return self.open(store.path, person or store.person.name)

    def _quick(self, store: Store) -> Store:
        store.sql.execute("PRAGMA synchronous = OFF")
        self._open.append(store)
        return store

    def close(self) -> None:
        for store in self._open:
            store.close()
        self._open.clear()

    @staticmethod
    def person(name: str) -> Person:
        return person_named(PROJECT, name)

    # --- what people do ---------------------------------------------------------------------------

    @staticmethod
    def add_article(store: Store, text: str = TEXT, **fields: object) -> str:
        article = Article(sha256_of(text), **fields)
        with store.step("Add an article"):
            store.add_article(article, text)
        return article.id

    @staticmethod
    def span(store: Store, words: str = "rockets", label: str = "weapon", **more: object) -> Span:
        """Give a span of the template's article, not yet put into the project."""
        start = TEXT.index(words)
        ready = Span(
            new_id(), Desk.ARTICLE, store.person.id, label, start, start + len(words), words
        )
        return replace(ready, **more)

    @classmethod
    def mark(
        cls, store: Store, words: str = "rockets", label: str = "weapon", **more: object
    ) -> Span:
        """Label words of the template's article in a step of its own."""
        span = cls.span(store, words, label, **more)
        with store.step("Label as {label}", label=label):
            store.put(span)
        return span

    @staticmethod
    def add_entity(store: Store, name: str = "the brigade", **more: object) -> Entity:
        entity = Entity(new_id(), "actor", name, **more)
        with store.step("Add {name}", name=name):
            store.put(entity)
        return entity

    @staticmethod
    def set_entity(store: Store, entity: str, **fields: object) -> None:
        with store.step("Change an entity"):
            store.set_fields("entity", entity, **fields)

    @staticmethod
    def send(store: Store) -> list[Change]:
        """Give all that a colleague would get who has nothing."""
        return list(merge.changes_for(store))

    @staticmethod
    def texts(store: Store) -> dict[str, str]:
        """Give the texts of a project by the sha256 of each."""
        query = "SELECT i.uid, t.body FROM text t JOIN item i ON i.id = t.article"
        return {uid.hex(): body for uid, body in store.sql.execute(query)}

    @classmethod
    def bring(cls, source: Store, target: Store, title: str | None = None) -> merge.Merged:
        """Bring all the work of one project into another."""
        title = title or f"Work of {source.person.name}"
        return merge.merge(target, cls.send(source), cls.texts(source), title)

    @classmethod
    def share(cls, *stores: Store) -> None:
        """Bring the work of each into every other."""
        for source in stores:
            for target in stores:
                if source is not target:
                    cls.bring(source, target)

    # --- what they have then ----------------------------------------------------------------------

    @staticmethod
    def state(store: Store) -> dict[str, list[str]]:
        """Give the rows of every state table with ids for numbers, in an order of their own."""
        uids = dict(store.sql.execute("SELECT id, uid FROM item"))
        found: dict[str, list[str]] = {}
        for kind in KINDS.values():
            columns = ", ".join(f'"{name}"' for name in kind.names())
            local = 1 + kind.article + kind.owner
            found[kind.name] = sorted(
                repr((*(uids.get(number) for number in row[:local]), *row[local:]))
                for row in store.sql.execute(f"SELECT {columns} FROM {kind.name}")
            )
        return found

    @classmethod
    def digest(cls, store: Store) -> Digest:
        log = hashlib.sha256()
        for line in sorted(map(repr, store.log.changes())):
            log.update(line.encode())
        shown = repr(cls.state(store))
        return Digest(log.hexdigest(), hashlib.sha256(shown.encode()).hexdigest())

    @classmethod
    def rebuilt_equals_live(cls, store: Store) -> bool:
        """Say whether the state made again from the log is the state that was there."""
        live = cls.state(store)
        store.sql.execute("BEGIN IMMEDIATE")
        try:
            state.rebuild(store.sql, store.log)
            return cls.state(store) == live
        finally:
            store.sql.execute("ROLLBACK")

    @staticmethod
    def check(store: Store) -> Report:
        return check(store.sql, store.log, store.read)

    @classmethod
    def is_sound(cls, store: Store) -> bool:
        return cls.check(store).is_sound and cls.rebuilt_equals_live(store)

    @staticmethod
    def own_changes(store: Store, after: int = 0) -> list[Change]:
        """Give the changes that were made in this copy of the project, behind a number."""
        site = store.log.site
        return list(store.log.changes("WHERE c.site = ? AND c.n > ? ORDER BY c.n", [site, after]))

    @staticmethod
    def rechained(changes: list[Change], before: bytes = NO_HASH) -> list[Change]:
        """Give changes of one site the hashes that belong to them, as a forger would."""
        found: list[Change] = []
        for change in changes:
            before = hash_of(before, change)
            found.append(replace(change, hash=before.hex()))
        return found

    @staticmethod
    def last_version(store: Store) -> Version:
        return store.log.site_uid, store.log.n


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a small scheme, one person and one article, made once."""
    path = tmp_path_factory.mktemp("template") / "template.annot"
    with Store.create(path, SCHEME, Desk.person("first"), project=PROJECT) as store:
        Desk.add_article(store, title="Depot")
    return path


@pytest.fixture
def desk(tmp_path: Path, template: Path) -> Iterator[Desk]:
    made = Desk(tmp_path, template)
    yield made
    made.close()


@pytest.fixture
def desks(tmp_path: Path, template: Path) -> Iterator[DeskMaker]:
    """Desks with an empty folder each, for tests that try many examples."""
    maker = DeskMaker(tmp_path, template)
    yield maker
    maker.clear()


class DeskMaker:
    """Gives a new desk for each example, and clears the one before away."""

    def __init__(self, folder: Path, template: Path) -> None:
        self._folder, self._template = folder, template
        self._desk: Desk | None = None
        self._made = 0

    def new(self) -> Desk:
        self.clear()
        self._made += 1
        folder = self._folder / str(self._made)
        folder.mkdir()
        self._desk = Desk(folder, self._template)
        return self._desk

    def clear(self) -> None:
        if self._desk is not None:
            self._desk.close()
            shutil.rmtree(self._desk.folder)
            self._desk = None
