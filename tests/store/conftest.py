"""A desk for tests of the store: projects, copies of one project, and a look at all they hold."""

from __future__ import annotations

import hashlib
import itertools
import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec.structs import replace as changed

from annotator.model.article import Article, Reading, Sighting, Zone
from annotator.model.change import Change, Version
from annotator.model.decision import Comment, Decision
from annotator.model.entity import Alias, Entity, EntityLink
from annotator.model.event import Event, Participant
from annotator.model.ids import derived_id, new_id
from annotator.model.person import Person, person_named
from annotator.model.scheme import Attribute, Label, RelationType, Scheme, ZoneType
from annotator.model.span import Relation, Span, Verdict
from annotator.model.text import sha256_of
from annotator.store import log, merge, state
from annotator.store.exchange.ask import write_ask
from annotator.store.exchange.bring import Brought, bring_in_bundle
from annotator.store.exchange.bundle import write_bundle
from annotator.store.exchange.incoming import open_source
from annotator.store.exchange.outgoing import Wanted
from annotator.store.exchange.preview import Preview, preview
from annotator.store.kinds import KINDS
from annotator.store.log import NO_HASH, hash_of
from annotator.store.rescue import backup
from annotator.store.rescue.check import Report, check
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
        return changed(ready, **more)

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

    # --- files that they send ---------------------------------------------------------------------

    def bundled(self, store: Store, name: str = "work", wanted: Wanted | None = None) -> Path:
        """Write a bundle of somebody's work, and give its path."""
        path = self.folder / f"{name}.bundle"
        write_bundle(store, path, wanted)
        return path

    def copied(self, store: Store, name: str = "copy") -> Path:
        """Copy a whole project file as one does once it is closed, and give the copy's path."""
        path = self.folder / f"{name}.annot"
        path.unlink(missing_ok=True)
        backup.copy(store.sql, path)
        return path

    @staticmethod
    def asked(store: Store, path: Path) -> Path:
        """Write down what somebody holds, and give the path."""
        write_ask(store, path)
        return path

    @staticmethod
    def look(store: Store, path: Path) -> Preview:
        """Say what a file would bring."""
        with open_source(store, path) as source:
            return preview(store, source)

    @staticmethod
    def receive(store: Store, path: Path) -> Brought:
        """Bring a file in."""
        with open_source(store, path) as source:
            return bring_in_bundle(store, source)

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
        waiting = store.sql.execute("SELECT item, owner, fields FROM dispute")
        found["dispute"] = sorted(
            repr((uids[item], uids.get(owner), fields)) for item, owner, fields in waiting
        )
        return found

    @classmethod
    def digest(cls, store: Store) -> Digest:
        lines = hashlib.sha256()
        for line in sorted(map(repr, store.log.changes())):
            lines.update(line.encode())
        shown = repr(cls.state(store))
        return Digest(lines.hexdigest(), hashlib.sha256(shown.encode()).hexdigest())

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


class Hand:
    """Does at random what people do, in a project that need not hold anything yet.

    Entities and articles are few, so that hands at several copies meet.
    """

    TEXTS = (TEXT, "The brigade left the depot.", "Rockets were found near the river.")
    ENTITIES = tuple(derived_id("entity", str(n)) for n in range(3))
    EDITS = (
        "mark", "mark", "mark", "change_mark", "remove_mark", "relate", "judge", "add_entity",
        "add_entity", "set_entity", "set_entity", "set_entity", "set_entity", "remove_entity",
        "name", "link", "add_article", "add_article", "set_article", "remove_article", "read",
        "settle_gold", "event", "bulk", "rename_label", "nothing", "twice",
        "decide", "comment",
    )  # fmt: skip

    def __init__(self, store: Store) -> None:
        self.store = store

    def edit(self, what: str, chance: random.Random) -> None:
        """Do one step; where there is nothing to do it with, the step is empty."""
        with self.store.step(what):
            getattr(self, f"_{what}")(chance)

    def _articles(self) -> list[str]:
        return [a for a in self.store.read.article_ids() if self.store.read.text(a)]

    def _spans(self) -> list[Span]:
        me = self.store.person.id
        spans = (s for a in self.store.read.article_ids() for s in self.store.read.spans(a))
        return [span for span in spans if span.person == me]

    def _new_span(self, chance: random.Random) -> list[Span]:
        articles = self._articles()
        if not articles:
            return []
        article = chance.choice(articles)
        text = self.store.read.needed_text(article)
        start = chance.randrange(len(text) - 8)
        end = start + chance.randint(1, 8)
        label = chance.choice(["actor", "weapon"])
        return [
            Span(new_id(), article, self.store.person.id, label, start, end, text[start:end])
        ]  # fmt: skip

    def _mark(self, chance: random.Random) -> None:
        for _ in range(chance.randint(1, 3)):
            self.store.put(*self._new_span(chance))

    def _bulk(self, chance: random.Random) -> None:
        self.store.put_all([s for _ in range(8) for s in self._new_span(chance)])

    def _change_mark(self, chance: random.Random) -> None:
        for span in self._spans()[: chance.randint(1, 2)]:
            entity = chance.choice([None, *self.ENTITIES])
            self.store.put(changed(span, label=chance.choice(["actor", "weapon"]), entity=entity))

    def _remove_mark(self, chance: random.Random) -> None:
        self.store.remove_all(self._spans()[: chance.randint(1, 2)])

    def _twice(self, chance: random.Random) -> None:
        for span in self._new_span(chance):
            self.store.put(span, changed(span, note="again"))
            if chance.random() < 0.3:
                self.store.remove(span)
        entity = chance.choice(self.ENTITIES)
        self.store.set_fields("entity", entity, note="a")
        self.store.set_fields("entity", entity, note=chance.choice(["b", None]), latitude=1.5)

    def _relate(self, chance: random.Random) -> None:
        spans = self._spans()
        if len(spans) > 1:
            head, tail = spans[:2]
            across = tail.article if tail.article != head.article else None
            self.store.put(
                Relation(new_id(), head.article, head.person, "uses", head.id, tail.id,
                         tail_article=across)
            )  # fmt: skip

    def _judge(self, chance: random.Random) -> None:
        for span in self._new_span(chance):
            self.store.put(
                Verdict(new_id(), span.article, span.person, span.label, span.start, span.end,
                        "list", chance.choice(["accepted", "rejected"]))
            )  # fmt: skip

    def _add_entity(self, chance: random.Random) -> None:
        kind = chance.choice(["army", "militia"])
        self.store.put(
            Entity(chance.choice(self.ENTITIES), "actor", chance.choice("ABC"),
                   attributes=(("kind", kind),))
        )  # fmt: skip

    def _set_entity(self, chance: random.Random) -> None:
        fields = {
            "name": chance.choice("ABCD"), "note": chance.choice(["n", "m", None]),
            "latitude": chance.choice([1.0, 2.5, None]),
            "merged_into": chance.choice([None, *self.ENTITIES]),
        }  # fmt: skip
        some = chance.sample(sorted(fields), chance.randint(1, 2))
        entity = chance.choice(self.ENTITIES)
        self.store.set_fields("entity", entity, **{name: fields[name] for name in some})

    def _remove_entity(self, chance: random.Random) -> None:
        self.store.remove(*list(self.store.read.entities().values())[:1])

    def _name(self, chance: random.Random) -> None:
        alias = Alias.of(chance.choice(self.ENTITIES), chance.choice("XY"))
        there = alias in self.store.read.aliases()
        (self.store.remove if there else self.store.put)(alias)

    def _link(self, chance: random.Random) -> None:
        head, tail = chance.sample(self.ENTITIES, 2)
        link = EntityLink.of(head, "part_of", tail)
        there = link in self.store.read.entity_links()
        (self.store.remove if there else self.store.put)(link)

    def _event(self, chance: random.Random) -> None:
        event = derived_id("event", chance.choice("12"))
        self.store.put(
            Event(event, chance.choice("ST"), date=chance.choice([None, "2024-05"])),
            Participant.of(event, "target", chance.choice(self.ENTITIES)),
        )

    def _add_article(self, chance: random.Random) -> None:
        text = chance.choice(self.TEXTS)
        article = Article(sha256_of(text), chance.choice(["One", "Another"]), "en")
        self.store.add_article(article, text)
        self.store.put(
            Sighting.of(article.id, source=chance.choice(["a paper", "a wire"])),
            Zone.of(article.id, "headline", 0, 11),
        )

    def _set_article(self, chance: random.Random) -> None:
        for article in self._articles()[:1]:
            self.store.set_article(article, note=chance.choice(["n", "m", None]))

    def _remove_article(self, chance: random.Random) -> None:
        for article in self._articles()[:1]:
            self.store.remove_article(article)

    def _read(self, chance: random.Random) -> None:
        for article in self._articles()[:1]:
            status = chance.choice(["in_progress", "done"])
            self.store.put(
                Reading(article, self.store.person.id, status=status,
                        relevant=chance.choice([True, False, None]), seconds=chance.randrange(99))
            )  # fmt: skip

    def _settle_gold(self, chance: random.Random) -> None:
        for article in self._articles()[:1]:
            status = chance.choice(["in_review", "settled"])
            self.store.put(
                Reading(article, None, "gold", status, annotators=(self.store.person.id,))
            )

    def _rename_label(self, chance: random.Random) -> None:
        self.store.set_fields("label", "weapon", name=chance.choice(["Weapon", "Arms", "Gear"]))

    def _decide(self, chance: random.Random) -> None:
        for span in self._spans()[:1]:
            self.store.put(
                Decision(
                    Decision.id_of(span.article, (span.id,)), span.article, "only_one", (span.id,),
                    chance.choice(["take", "nothing"]),
                )
            )  # fmt: skip

    def _comment(self, chance: random.Random) -> None:
        for article in self._articles()[:1]:
            self.store.put(
                Comment(
                    derived_id("comment", article, self.store.person.id), article,
                    self.store.person.id, chance.choice(["Why?", "Agreed."]),
                    "2026-11-26T10:00:00Z", is_resolved=chance.random() < 0.5,
                )
            )  # fmt: skip

    def _nothing(self, chance: random.Random) -> None:
        self.store.put(*self.store.read.entities().values())


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a small scheme, one person and one article, made once."""
    path = tmp_path_factory.mktemp("template") / "template.annot"
    with Store.create(path, SCHEME, Desk.person("first"), project=PROJECT) as store:
        Desk.add_article(store, title="Depot")
    return path


@pytest.fixture
def ticking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock go on a millisecond with each look at it, so that later is always later."""
    ticks = itertools.count(log.now() >> 16)
    monkeypatch.setattr(log, "now", lambda: next(ticks) << 16)


@pytest.fixture(scope="session")
def hand() -> type[Hand]:
    """Whoever works at random."""
    return Hand


@pytest.fixture(scope="session")
def desk_class() -> type[Desk]:
    """What people do, for projects that many tests share."""
    return Desk


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
