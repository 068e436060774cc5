"""A project with a small scheme and one short article, and the panel beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.model.article import Article, Zone
from annotator.model.entity import Alias, Entity
from annotator.model.event import Event
from annotator.model.ids import derived_id
from annotator.model.person import Person, person_named
from annotator.model.scheme_file import parse_scheme
from annotator.model.span import Relation, Span
from annotator.model.text import sha256_of
from annotator.settings import Settings
from annotator.store.store import Store
from annotator.ui.icons import Icons
from annotator.ui.panel.panel import Panel
from annotator.workspace.workspace import Workspace

ME = person_named("", "first")
COLLEAGUE = person_named("", "second")

SCHEME = """
id = "small"
[[labels]]
id = "who"
name = "Who"
key = "W"
alt_key = "1"
help = "Whoever acts."
[[labels.attributes]]
id = "kind"
values = ["state", "group"]
scope = "entity"

[[labels]]
id = "thing"
name = "Thing"
key = "T"
[[labels.attributes]]
id = "size"
values = ["small", "big"]
default = "small"
help = "How big it is."
[[labels.attributes]]
id = "sort"
values = ["one", "two", "three", "four", "five"]
required = "always"
[[labels.attributes]]
id = "traits"
type = "multi"
values = ["hot", "cold", "old"]
[[labels.attributes]]
id = "sure"
type = "bool"
[[labels.attributes]]
id = "maker"
[[labels.attributes]]
id = "number"
type = "int"
[[labels.attributes]]
id = "made"
type = "edtf"
[[labels.attributes]]
id = "place"
type = "coordinates"
[[labels.attributes]]
id = "country"
type = "iso3166"
[[labels.attributes]]
id = "owner"
type = "entity"
[[labels.attributes]]
id = "secret"
level = "expert"

[[labels]]
id = "claim"
name = "Claim"
key = "C"
stroke = "bracket"
[[labels.attributes]]
id = "stance"
values = ["asserts", "denies"]
required = "always"
[[labels.attributes]]
id = "restated"
help = "one sentence that can be read alone"
[[labels.attributes]]
id = "event"
type = "events"

[[labels]]
id = "hour"
name = "Hour"
key = "H"
level = "expert"

[[labels]]
id = "old"
name = "Old"
retired = true

[[relations]]
id = "said_by"
from = ["claim"]
to = ["who"]

[[relations]]
id = "contradicts"
from = ["claim"]
to = ["claim"]
symmetric = true
[[relations.attributes]]
id = "aspect"
values = ["place", "time"]

[[zones]]
id = "headline"
[[zones]]
id = "body"
"""

TEXT = (
    "Rain on the river\n\nThe ministry said a bridge fell at noon.\n"
    "The council said no bridge fell.\n\nSoldiers saw the bridge, the old bridge.\n"
)
OTHER = "Another day\n\nThe ministry was silent.\n"


def _id(name: str) -> str:
    return derived_id("test", name)


def mark(name: str, label: str, words: str, nth: int = 0, **more: object) -> Span:
    """Make a mark on the nth place where the words stand."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(_id(name), sha256_of(TEXT), ME.id, label, start, start + len(words), words, **more)  # type: ignore[arg-type]


def marks() -> list[Span]:
    return [
        mark("ministry", "who", "ministry", entity=_id("the ministry")),
        mark("council", "who", "council"),
        mark("bridge", "thing", "bridge", attributes=(("hue", "red"), ("size", "big"))),
        mark("bridge 2", "thing", "bridge", 2),
        mark("old bridge", "thing", "old bridge"),
        mark("fell", "claim", "a bridge fell at noon", events=(_id("the fall"),)),
        mark("stands", "claim", "no bridge fell"),
        mark("noon", "hour", "noon"),
    ]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store.create(tmp_path / "small.annot", parse_scheme(SCHEME, "small"), ME)
    article, other = sha256_of(TEXT), sha256_of(OTHER)
    with store.step("Bring the articles in", undoable=False):
        zones = [Zone.of(article, "headline", 0, TEXT.index("\n"))]
        store.add_article(Article(article, "Rain on the river"), TEXT, *zones)
        store.add_article(Article(other, "Another day"), OTHER)
        store.put(
            Entity(_id("the ministry"), "who", "Ministry of Works"),
            Alias.of(_id("the ministry"), "the builders"),
            Entity(_id("the army"), "who", "Army"),
            Entity(_id("a crane"), "thing", "Crane"),
            Event(_id("the fall"), "Fall of the bridge"),
            Event(_id("the rain"), "Rain in spring"),
            *marks(),
            Relation(_id("r1"), article, ME.id, "said_by", _id("fell"), _id("ministry")),
            Relation(
                _id("r2"), article, ME.id, "contradicts", _id("fell"), _id("stands"),
                attributes=(("aspect", "time"),),
            ),
        )  # fmt: skip
    return store


@pytest.fixture
def workspace(store: Store) -> Iterator[Workspace]:
    """The project, with its first article open."""
    workspace = Workspace()
    workspace.open(store)
    workspace.show(sha256_of(TEXT))
    yield workspace
    workspace.close()


@pytest.fixture
def colleague() -> Person:
    """Somebody else who works on the project."""
    return COLLEAGUE


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.toml")


@pytest.fixture
def done() -> list[str]:
    """The ids of the actions that the panel had done."""
    return []


@pytest.fixture
def panel(qtbot, theme, workspace, settings, done) -> Panel:
    """The panel in an active window."""
    icons = Icons(theme)
    icons.load()
    panel = Panel(theme, icons, workspace, settings, done.append)
    panel.resize(344, 900)
    qtbot.addWidget(panel)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    return panel


@pytest.fixture
def choose(workspace) -> Callable[[str], Span]:
    """Choose a mark by the name it was made with."""

    def chosen(name: str) -> Span:
        span = workspace.article.span(_id(name))
        workspace.choose(span)
        return span

    return chosen


@pytest.fixture
def now(workspace) -> Callable[[str], Span]:
    """Give a mark as it is in the file."""

    def read(name: str) -> Span:
        (span,) = workspace.reader.spans(sha256_of(TEXT), [_id(name)])
        return span

    return read


@pytest.fixture
def id_of() -> Callable[[str], str]:
    """Give the id of what the fixtures made under a name."""
    return _id
