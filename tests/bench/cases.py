"""What is measured, each case with its floor and its bound."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec.structs import replace

from annotator import formats
from annotator.formats.format import In, Out
from annotator.model.article import Article
from annotator.model.ids import new_id
from annotator.model.person import Person
from annotator.model.scheme_file import find_scheme
from annotator.model.span import Span
from annotator.model.text import sha256_of
from annotator.store import merge
from annotator.store.exchange.bring import bring_in_bundle
from annotator.store.exchange.bundle import write_bundle
from annotator.store.exchange.incoming import open_source
from annotator.store.exchange.outgoing import Wanted
from annotator.store.exchange.preview import preview
from annotator.store.mailbox.names import name_of
from annotator.store.mailbox.pick_up import news, pick_up
from annotator.store.ranges import without
from annotator.store.store import Store
from tests.bench import agreement, claims, entities, library, review, suggest, surface, window
from tests.bench.data import make_records
from tests.bench.floor import Floor, rows_of
from tests.bench.measure import Line, Times, in_turns, memory

ROUNDS = 5
ME = Person("01a00000-0000-7000-8000-000000000001", "bench")


def _new(path: Path) -> Store:
    path.unlink(missing_ok=True)
    shutil.rmtree(path.with_name(path.stem + ".backups"), ignore_errors=True)
    return Store.create(path, find_scheme("conflict-news"), ME)


def _records(folder: Path, articles: int) -> Path:
    path = folder / f"{articles}.jsonl"
    if not path.exists():
        make_records(path, articles)
    return path


def _project(folder: Path, articles: int) -> Path:
    """Give a project of so many articles, made once for all cases."""
    path = folder / f"made-{articles}.annot"
    if not path.exists():
        with _new(path) as store:
            formats.bring_in(store, [_records(folder, articles)], In())
    return path


def bring_in(folder: Path, scale: int) -> Iterator[Line]:
    """Import 10,000 articles of 3,000 characters with 25 spans, 5 relations, 5 entities each."""
    articles = 10_000 // scale
    source, path = _records(folder, articles), folder / f"made-{articles}.annot"
    rounds: dict[str, list[tuple[object, ...]]] = {}

    def ours(times: Times) -> None:
        with _new(path) as store, times.round():
            formats.bring_in(store, [source], In())

    def floor(times: Times) -> None:
        rows = rounds or rows_of(path)
        rounds.update(rows)
        least = Floor(folder / "floor.db", path)
        with times.round():
            least.fill(rows)
        least.sql.close()

    first = Times()
    ours(first)
    used = memory()
    mine, least = in_turns(ROUNDS if scale > 1 else 3, ours, floor)
    size = path.stat().st_size
    beyond = (size - articles * 3_000) / (articles * 25)
    note = f"{used}; file {size / 1e6:.0f} MB, {beyond:.0f} B a span beyond the text (1,000)"
    yield Line(f"import {articles:,} articles", mine, least, "12 s, 200 MB", note)


def write_out(folder: Path, scale: int) -> Iterator[Line]:
    """Export the same."""
    articles = 10_000 // scale
    path = _project(folder, articles)

    def ours(times: Times) -> None:
        with Store.open(path, ME, read_only=True) as store, store.reading(), times.round():
            formats.write_out(store.read, folder / "out.jsonl", Out())

    def floor(times: Times) -> None:
        sql = sqlite3.connect(path)
        with times.round():
            _read_all(sql)
        sql.close()

    ours(Times())
    used = memory()
    mine, least = in_turns(ROUNDS, ours, floor)
    yield Line(f"export {articles:,} articles", mine, least, "5 s, 200 MB", used)


def _read_all(sql: sqlite3.Connection) -> None:
    for (article,) in sql.execute("SELECT item FROM article").fetchall():
        sql.execute("SELECT body FROM text WHERE article = ?", [article]).fetchone()
        for table in ("span", "relation", "reading", "zone", "sighting"):
            sql.execute(f"SELECT * FROM {table} WHERE article = ?", [article]).fetchall()


def label(folder: Path, scale: int) -> Iterator[Line]:
    """Label one span in a project of 10,000 articles and 250,000 spans, and 5,000 at once."""
    path = folder / "label.annot"
    shutil.copy(_project(folder, 10_000 // scale), path)
    text = "Rockets hit the base near the river. " * 400
    article = sha256_of(text)
    with Store.open(path, ME) as store:
        with store.step("Add an article"):
            store.add_article(Article(article, "T"), text)
        floor = Floor(folder / "floor.db", path)
        yield _one_label(store, article, floor)
        yield from _many_labels(store, article, floor, 5_000 // scale)


def _span(article: str) -> Span:
    return Span(new_id(), article, ME.id, "weapon", 0, 7, "Rockets")


def _one_label(store: Store, article: str, floor: Floor) -> Line:
    def ours(times: Times) -> None:
        for _ in range(200):
            with times.round(), store.step("Label as {label}", label="Weapon"):
                store.put(_span(article))

    count = iter(range(1, 10_000_000))

    def least(times: Times) -> None:
        for _ in range(200):
            rows = _floor_rows(next(count))
            with times.round():
                floor.fill(rows)

    mine, low = in_turns(ROUNDS, ours, least)
    return Line("one label, to disk", mine, low, "CPU med 1 ms; wall p95 16 ms")


def _floor_rows(n: int) -> dict[str, list[tuple[object, ...]]]:
    uid, value = random.Random(n).randbytes(16), '{"end":7,"label":"weapon","quote":"Rockets"}'
    return {
        "item": [(n, "span", uid)],
        "step": [(n, 1, n, n, 1, "do", "Label as {label}", None, None, None)],
        "change": [(n, 1, n, n, n, 1, 1, None, value, None, bytes(32))],
        "span": [(n, 1, 1, "work", "weapon", 0, 7, "Rockets", None, None, None, None, "typed",
                  None, None, None, 0)],
        "undo_line": [(n, 1, n, None, 1)],
    }  # fmt: skip


def _many_labels(store: Store, article: str, floor: Floor, spans: int) -> Iterator[Line]:
    add, undo, redo, low = Times(), Times(), Times(), Times()
    count = iter(range(20_000_001, 30_000_000))
    for _ in range(ROUNDS):
        with add.round(), store.step("Label all"):
            store.put_all(_span(article) for _ in range(spans))
        with undo.round():
            store.undo()
        with redo.round():
            store.redo()
        store.undo()
        tables: dict[str, list[tuple[object, ...]]] = {}
        for _ in range(spans):
            for table, rows in _floor_rows(next(count)).items():
                if table not in {"step", "undo_line"}:
                    tables.setdefault(table, []).extend(rows)
        with low.round():
            floor.fill(tables)
    yield Line(f"a step of {spans:,} spans", add, low, "0.5 s")
    yield Line(f"its undo ({spans:,} spans)", undo, low, "0.5 s")
    yield Line(f"its redo ({spans:,} spans)", redo, low)


def merging(folder: Path, scale: int) -> Iterator[Line]:
    """Merge 100,000 changes of a colleague, and the same once more."""
    wanted = 100_000 // scale
    articles = wanted // 32 + 1
    theirs = _project(folder, articles)
    with Store.open(theirs, ME, read_only=True) as store:
        project = store.read.project
        changes = list(merge.changes_for(store))[-wanted:]
        texts = {a: store.read.needed_text(a) for a in store.read.article_ids()}
    mine, again, low = Times(), Times(), Times()
    rows = rows_of(theirs)
    path = folder / "merge.annot"
    for _ in range(3):
        path.unlink(missing_ok=True)
        with Store.create(path, find_scheme("conflict-news"), ME, project=project) as store:
            with mine.round():
                merge.merge(store, changes, texts, "a colleague's work")
            with again.round():
                merge.merge(store, changes, {}, "the same again")
        floor = Floor(folder / "floor.db", theirs)
        with low.round():
            floor.fill(rows)
        floor.sql.close()
    yield Line(f"merge {len(changes):,} changes", mine, low, "25 s")
    yield Line("the same again", again, None, "1.5 s")


def bundle(folder: Path, scale: int) -> Iterator[Line]:
    """Send a day's work of 500 labels in a project of 1,000 articles, look at it, bring it in."""
    made = _project(folder, 1_000 // scale)
    mine, theirs = folder / "day.annot", folder / "their-day.annot"
    shutil.copy(made, theirs)
    with Store.open(theirs, ME) as store:
        articles = store.read.article_ids()[:10]
        for n in range(500):
            with store.step("Label as {label}", label="Weapon"):
                store.put(_word(store, articles[n % 10], n))
    written, looked, brought = Times(), Times(), Times()
    out = folder / "day.bundle"
    for _ in range(ROUNDS):
        shutil.copy(made, mine)
        with Store.open(mine, ME) as store, Store.open(theirs, ME, read_only=True) as sender:
            with store.step("Label as {label}", label="Weapon"):  # else no backup is due
                store.put(_word(store, articles[0], 0))
            with written.round():
                write_bundle(sender, out, Wanted(merge.holding(store)))
            with looked.round(), open_source(store, out) as source:
                preview(store, source)
            with brought.round(), open_source(store, out) as source:
                bring_in_bundle(store, source)
    note = f"{out.stat().st_size / 1000:.0f} kB"
    yield Line("write a bundle of 500 changes", written, None, "wall 0.5 s", note)
    yield Line("look at it", looked, None)
    yield Line("bring it in, after a backup", brought, None, "wall 1 s")


def mailbox(folder: Path, scale: int) -> Iterator[Line]:
    """Pick up 200 files of 10 colleagues from a shared folder in a project of 1,000 articles."""
    made = _project(folder, 1_000 // scale)
    shared, number = folder / "mailbox", 200 // scale
    shared.mkdir()
    for n in range(10):
        theirs = folder / f"colleague-{n}.annot"
        shutil.copy(made, theirs)
        with Store.open(theirs, Person(new_id(), f"colleague-{n}")) as store:
            _post_daily(store, shared, number // 10)
    mine, picked, again, looked = folder / "mailbox.annot", Times(), Times(), Times()
    files = len(list(shared.iterdir()))
    for _ in range(ROUNDS):
        shutil.copy(made, mine)
        with Store.open(mine, ME) as store:
            with store.step("Label as {label}", label="Weapon"):  # else no backup is due
                store.put(_word(store, store.read.article_ids()[0], 0))
            with looked.round():
                news(store, shared)
            with picked.round():
                pick_up(store, shared)
            with again.round():
                pick_up(store, shared)
    yield Line(f"pick up {files} files, after a backup", picked, None, "wall 10 s")
    yield Line("again, with nothing new", again, None)
    yield Line("see whether there is anything new", looked, None)


def _post_daily(store: Store, shared: Path, days: int) -> None:
    """Put a day's work of 50 labels into a file of its own each day, never gathered."""
    articles = store.read.article_ids()
    for day in range(days):
        before = merge.holding(store)
        for n in range(50):
            with store.step("Label as {label}", label="Weapon"):
                store.put(replace(_word(store, articles[n % 10], day * 50 + n),
                                  person=store.person.id))  # fmt: skip
        ((site, (run, *_)),) = without(merge.holding(store), before).items()
        write_bundle(store, shared / name_of(store.read.project, site, run, site), Wanted(before))


def _word(store: Store, article: str, n: int) -> Span:
    text = store.read.needed_text(article)
    return Span(new_id(), article, ME.id, "weapon", n, n + 7, text[n : n + 7])


def opening(folder: Path, scale: int) -> Iterator[Line]:
    """Open a project of 10,000 articles, and read one article's annotations."""
    yield from _open(_project(folder, 10_000 // scale), 10_000 // scale)


def large(folder: Path, scale: int) -> Iterator[Line]:
    """Open a project of 100,000 articles and 2,500,000 spans."""
    yield from _open(_project(folder, 100_000 // scale), 100_000 // scale)


def _open(path: Path, articles: int) -> Iterator[Line]:
    opened, read, low = Times(), Times(), Times()
    chance = random.Random(1)
    for _ in range(ROUNDS):
        with opened.round():
            store = Store.open(path, ME)
        ids = store.read.article_ids()
        for article in chance.sample(ids, 40):
            with read.round():
                store.read.spans(article)
                store.read.relations(article)
                store.read.readings(article)
        for article in chance.sample(ids, 40):
            item = store.read.item_of(article)
            with low.round():
                for table in ("span", "relation", "reading"):
                    store.sql.execute(f"SELECT * FROM {table} WHERE article = ?", [item]).fetchall()
        store.close()
    yield Line(f"open {articles:,} articles", opened, None, "1 s", memory())
    yield Line("one article's annotations", read, low, "5 ms")


CASES: dict[str, Callable[[Path, int], Iterator[Line]]] = {
    "import": bring_in,
    "export": write_out,
    "label": label,
    "merge": merging,
    "bundle": bundle,
    "mailbox": mailbox,
    "open": opening,
    "large": large,
    "surface": surface.surface,
    "suggest": suggest.suggest,
    "agreement": agreement.measures,
    "review": review.review,
    "claims": claims.claims,
    "list": library.library,
    "entities": entities.entities,
    "window": window.window,
}
