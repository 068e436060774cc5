"""An analyst at work without a window: a real project, and answers from a list."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlite_utils.utils import sqlite3

from annotator.actions.action import Action, Hands
from annotator.actions.marks.label_keys import KeyPress, label_for_key
from annotator.actions.marks.labels import label_actions
from annotator.actions.table import ACTIONS, dim_actions, hit_actions, zone_actions
from annotator.background import Background
from annotator.model.article import FINISHED, Article, Reading
from annotator.model.finding import Searched, Wanted
from annotator.model.ids import derived_id, new_id
from annotator.model.person import Person, person_named
from annotator.model.scheme import Scheme
from annotator.model.scheme_file import find_scheme
from annotator.model.sentences import Refused
from annotator.model.span import Relation, Span
from annotator.model.text import sha256_of
from annotator.settings import CONTRAST, Settings
from annotator.store.session import Session
from annotator.store.store import Store
from annotator.workspace.article import ArticleAtHand
from annotator.workspace.said import Said
from annotator.workspace.workspace import Workspace

PROJECT = derived_id("project", "actions")
TEXT = (
    "Rockets hit the base\n\n"
    "Militants fired rockets at the coalition’s base, a US-led force said.\n\n"
    "“The Rockets came from the north,” the spokesman said. Rockets were found later.\n\n"
    "Photo by the agency: rockets"
)
ARABIC = "قال التحالف، إن «القوات» غادرت.\nThe coalition left."
THIRD = "Nothing of note happened at the port on Tuesday."


class Asked:
    """Answers questions from a list, and keeps what was asked."""

    def __init__(self) -> None:
        self.answers: list[object] = []
        self.asked: list[tuple[object, ...]] = []

    def _answer(self, *asked: object) -> object:
        self.asked.append(asked)
        return self.answers.pop(0)

    def text(self, question, words="", *, lines="one"):
        return self._answer(question, words)

    def choose(self, question, choices, *, chosen=None):
        return self._answer(question, [choice.name for choice in choices], chosen)

    def begin_round(self, offer):
        return self._answer("begin_round", offer)

    def round_file(self, suggestion):
        return self._answer("round_file", suggestion)

    def way_out(self, trouble, ways):
        return self._answer(trouble, [way.id for way in ways])

    def erase_article(self, title, what_goes):
        return self._answer(title, what_goes)

    def report(self, title, lines):
        self.asked.append((title, lines))

    def article_details(self):
        self.asked.append(("article_details",))


class Screen:
    """A window that keeps what it was told, with a list of all articles."""

    def __init__(self, settings: Settings) -> None:
        self.workspace: Workspace
        self.settings = settings
        self.shown = {"library": True, "panel": True, "text_only": False}
        self.done: list[tuple[object, ...]] = []
        self.wanted = Wanted()
        self.listed: list[str] = []
        self.of_mine, self.all_mine_done = False, 0

    def page(self) -> str:
        return "annotate"

    def __getattr__(self, name: str):
        return lambda *what, **more: self.done.append((name, *what, *more.values()))

    def toggle_find(self, way):
        field = {"whole": "whole", "pattern": "is_pattern"}[way]
        value = not getattr(self.wanted, field)
        self.wanted = dataclasses.replace(self.wanted, **{field: value})

    def is_found(self, way):
        return self.wanted.whole if way == "whole" else self.wanted.is_pattern

    def looked_for(self):
        return self.wanted.words

    def hits(self):
        return Searched(self.workspace.article.text).find(self.wanted)

    def toggle(self, pane):
        self.shown[pane] = not self.shown[pane]

    def is_shown(self, pane):
        return self.shown[pane]

    def follow_settings(self):
        pass

    def set_high_contrast(self, *, high):
        self.settings.set(CONTRAST, "on" if high else "off")

    def is_high_contrast(self):
        return self.settings.get(CONTRAST) == "on"

    def next_article(self, step):
        ids = [article.id for _, article in self.workspace.reader.articles()]
        at = ids.index(self.workspace.article.id) + step if self.workspace.article else 0
        return ids[at] if 0 <= at < len(ids) else None

    def nearest_article(self):
        return next((article.id for _, article in self.workspace.reader.articles()), None)

    def listed_articles(self):
        return self.listed

    def lists_mine(self):
        return self.of_mine

    def toggle_mine(self):
        self.of_mine = not self.of_mine

    def mine_done(self):
        return self.all_mine_done

    def is_all_done(self):
        stock = self.workspace.reader.stock()
        return stock.done == stock.articles

    def next_unfinished(self):
        ids = [article.id for _, article in self.workspace.reader.articles()]
        here = self.workspace.article.id if self.workspace.article else ids[-1]
        at = ids.index(here)
        for id_ in (*ids[at + 1 :], *ids[:at]):
            if not any(r.status in FINISHED for r in self.workspace.reader.readings(id_)):
                return id_
        return None


class Analyst:
    """Does what an analyst does, and looks at what came of it."""

    def __init__(self, path: Path, qtbot) -> None:
        self.path, self._qtbot = path, qtbot
        self.settings = Settings(path.with_name("settings.toml"))
        self.screen, self.asked = Screen(self.settings), Asked()
        self.workspace, self.background = Workspace(), Background()
        self.screen.workspace = self.workspace
        self.hands = Hands(self.workspace, self.asked, self.background, self.settings, self.screen)
        self.said: list[Said] = []
        self.workspace.said.connect(self.said.append)
        self.comes()

    def comes(self, name: str = "first") -> None:
        """Open the project as somebody, with the first article."""
        self.workspace.close()
        store = Store.open(self.path, self.person(name))
        store.sql.execute("PRAGMA synchronous = OFF")
        self.workspace.open(store)
        self.opens(TEXT)

    @staticmethod
    def person(name: str) -> Person:
        return person_named(PROJECT, name)

    @property
    def me(self) -> str:
        return self.workspace.person.id

    @property
    def article(self) -> ArticleAtHand:
        return self.workspace.article

    @property
    def text(self) -> str:
        return self.article.text

    # --- what an analyst does ---------------------------------------------------------------------

    def opens(self, text: str) -> None:
        self.workspace.show(sha256_of(text))

    def adds(self, text: str) -> None:
        """Put an article into the project and open it."""
        with self.workspace.step("Add an article") as store:
            store.add_article(Article(sha256_of(text)), text)
        self.opens(text)

    def follows(self, **rules: object) -> None:
        """Work by the same scheme with other rules about marks over each other."""
        with self.workspace.step("Change the rules") as store:
            store.set_fields("scheme", "scheme", **rules)

    def picks(self, words: str, number: int = 0) -> None:
        start, end = self.place(words, number)
        self.workspace.pick(start, end)

    def puts_caret(self, words: str, number: int = 0, *, at: int = 1) -> None:
        start, _ = self.place(words, number)
        self.workspace.pick(start + at, start + at)

    def place(self, words: str, number: int = 0) -> tuple[int, int]:
        start = -1
        for _ in range(number + 1):
            start = self.text.index(words, start + 1)
        return start, start + len(words)

    def has(self, words: str, label: str, number: int = 0, **more: object) -> Span:
        """Mark words directly, and forget what is chosen."""
        start, end = self.place(words, number)
        span = Span(new_id(), self.article.id, self.me, label, start, end, words)
        with self.workspace.step("Mark") as store:
            store.put(replace(span, **more))
        return self.article.span(span.id)

    def ties(self, kind: str, head: Span, tail: Span) -> Relation:
        tie = Relation(new_id(), head.article, self.me, kind, head.id, tail.id)
        with self.workspace.step("Relate") as store:
            store.put(tie)
        return tie

    def actions(self) -> list[Action]:
        workspace = self.workspace
        labels = label_actions(workspace.scheme, workspace.shows_expert)
        hits = hit_actions(workspace.scheme, expert=workspace.shows_expert)
        dims = dim_actions(workspace.scheme, expert=workspace.shows_expert)
        return [*ACTIONS, *labels, *hits, *zone_actions(workspace.scheme), *dims]

    def action(self, id_: str) -> Action:
        return next(action for action in self.actions() if action.id == id_)

    def does(self, id_: str) -> str:
        """Do a deed, as the window does it; give what was told."""
        action = self.action(id_)
        reason = action.reason(self.hands)
        told = len(self.said)
        if reason is not None:
            self.workspace.tell(reason)
        else:
            try:
                action.run(self.hands)
            except Refused as refused:
                self.workspace.tell(str(refused))
            self._qtbot.waitUntil(lambda: not self.background.is_busy, timeout=20_000)
        return self.said[-1].words if len(self.said) > told else ""

    def presses(self, text: str, **held: bool) -> str:
        press = KeyPress(text, **held)
        return self.does(label_for_key(self.workspace.scheme, self.workspace.shows_expert, press))

    # --- what came of it --------------------------------------------------------------------------

    def marks(self) -> list[tuple[str, str]]:
        """Give the words and labels of all marks in order of place."""
        return [(span.quote, span.label) for span in self.article.spans]

    def chosen(self) -> tuple[str, str] | None:
        span = self.workspace.chosen
        return (span.quote, span.label) if span is not None else None

    def reading(self) -> Reading | None:
        return self.article.reading

    def is_in_step(self) -> bool:
        """Say whether what is at hand is what the file holds, and every quote is right."""
        at_hand = self.article
        fresh = ArticleAtHand.read(self.workspace.reader, at_hand.id, at_hand.whose)
        return (
            at_hand.spans == fresh.spans
            and all(at_hand.text[s.start : s.end] == s.quote for s in at_hand.spans)
            and all(at_hand.span(s.id) is s for s in at_hand.spans)
            and all(at_hand.number_of(s) == n for n, s in enumerate(at_hand.spans))
            and at_hand.zones == fresh.zones
            and at_hand.relations == fresh.relations
            and at_hand.reading == fresh.reading
            and at_hand.others == fresh.others
        )


@pytest.fixture(scope="session")
def actions_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the default scheme and three articles, made once."""
    path = tmp_path_factory.mktemp("actions") / "template.annot"
    with (
        Store.create(
            path, find_scheme("conflict-news"), person_named(PROJECT, "first"), project=PROJECT
        ) as store,
        store.step("Add articles", undoable=False),
    ):
        for text in (TEXT, ARABIC, THIRD):
            store.add_article(Article(sha256_of(text)), text)
    return path


@pytest.fixture
def analyst(tmp_path: Path, actions_template: Path, qtbot) -> Iterator[Analyst]:
    path = tmp_path / "project.annot"
    shutil.copyfile(actions_template, path)
    made = Analyst(path, qtbot)
    yield made
    made.workspace.close()


class Disk:
    """Fills up and is emptied again."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch

    def fill(self) -> None:
        def full(*_: object) -> None:
            raise sqlite3.OperationalError("database or disk is full")

        self._patch.setattr(Session, "note_step", full)

    def empty(self) -> None:
        self._patch.undo()


@pytest.fixture
def disk() -> Iterator[Disk]:
    with pytest.MonkeyPatch.context() as patch:
        yield Disk(patch)


@pytest.fixture
def analysts(tmp_path: Path, actions_template: Path, qtbot) -> Iterator[Callable[[str], Analyst]]:
    """Analysts at a text of their own, for tests that try many; one at a time."""
    made: list[Analyst] = []

    def one(text: str) -> Analyst:
        if made:
            made[-1].workspace.close()
        path = tmp_path / str(len(made)) / "project.annot"
        path.parent.mkdir()
        shutil.copyfile(actions_template, path)
        made.append(Analyst(path, qtbot))
        with made[-1].workspace.need().step("Add an article", undoable=False) as step:
            made[-1].workspace.need().add_article(Article(sha256_of(text)), text)
        made[-1].workspace.take(step.changes)
        made[-1].opens(text)
        return made[-1]

    yield one
    if made:
        made[-1].workspace.close()


@pytest.fixture
def scheme() -> Scheme:
    return find_scheme("conflict-news")
