"""What a reviewer waits for: the differences of one article and of a project, and a decision."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Iterator
from pathlib import Path

from annotator.model.article import Article, Reading
from annotator.model.ids import new_id
from annotator.model.person import Person
from annotator.model.scheme_file import find_scheme
from annotator.model.span import Span
from annotator.model.text import sha256_of
from annotator.store.review.comparing import comparison
from annotator.store.store import Store
from tests.bench.measure import Line, Times
from tests.bench.window import Desk

ROUNDS = 15
MANY, FEW, ARTICLES = 2_000, 50, 1_000
_LABELS = ("actor", "location", "weapon")
_SENTENCE = "The brigade near the river fired at the depot. "
_ME, _OTHER = Person(new_id(), "bench"), Person(new_id(), "second")


def review(folder: Path, scale: int) -> Iterator[Line]:
    """List 2,000 differences of an article and 50,000 of a project; decide some in the window."""
    path = folder / "review.annot"
    many = _text(MANY // scale, 0)
    texts = [_text(FEW, n) for n in range(1, ARTICLES // scale + 1)]
    _made(path, [many, *texts])
    yield _one(path, sha256_of(many), MANY // scale)
    os.environ.update(XDG_CONFIG_HOME=str(folder / "config"), XDG_DATA_HOME=str(folder / "data"))
    desk = Desk(path, folder)
    for text, number in ((texts[0], FEW), (many, MANY // scale)):
        yield _deciding(desk, sha256_of(text), number)
    yield _project_list(desk, len(texts) * FEW)
    desk.close()


def _text(sentences: int, number: int) -> str:
    return f"Report {number}.\n" + (_SENTENCE * 10 + "\n") * (sentences // 10)


def _made(path: Path, texts: list[str]) -> None:
    """Make a project in which two people differ in each sentence of each article."""
    with Store.create(path, find_scheme("conflict-news"), _ME) as store:
        for text in texts:
            with store.step("Add an article"):
                store.add_article(Article(sha256_of(text), text[:12]), text)
        _mark(store, _ME, texts)
    with Store.open(path, _OTHER) as store:
        _mark(store, _OTHER, texts)


def _mark(store: Store, person: Person, texts: list[str]) -> None:
    for text in texts:
        article = sha256_of(text)
        with store.step("Label"):
            store.put_all(_marks(article, text, person))
            store.put(Reading(article, person.id, status="done"))


def _marks(article: str, text: str, person: Person) -> Iterator[Span]:
    """Give a mark a sentence: the second has another end, another label, or no mark at all."""
    for n, found in enumerate(re.finditer(re.escape(_SENTENCE), text)):
        start, label = found.start(), _LABELS[n % 3]
        end = start + 11
        if person is _OTHER:
            if n % 3 == 0:
                end += 15
            elif n % 3 == 1:
                label = _LABELS[(n + 1) % 3]
            else:
                continue
        yield Span(new_id(), article, person.id, label, start, end, text[start:end])


def _one(path: Path, article: str, number: int) -> Line:
    times = Times()
    with Store.open(path, _ME) as store:
        found = comparison(store.read, article)
        for _ in range(ROUNDS):
            gc.collect()  # what earlier rounds left is no part of this one
            with times.round():
                found = comparison(store.read, article)
    assert len(found.cases) == number
    return Line(f"the {number:,} differences of an article", times, None, "50 ms")


def _deciding(desk: Desk, article: str, number: int) -> Line:
    """Press the key that takes one version, and draw all that follows."""
    desk.workspace.show(article)
    desk.window.commands.do("review_page")
    desk.settle()
    times = Times()
    for _ in range(ROUNDS):
        with times.round():
            desk.window.commands.do("take_and_go_on")
            desk.settle()
    assert sum(not case.is_open for case in desk.workspace.review.all_cases) == ROUNDS
    return Line(f"a decision of {number:,}, drawn and listed", times, None, "16 ms (50)")


def _project_list(desk: Desk, number: int) -> Line:
    """Look through the project until the first articles are listed."""
    times, found = Times(), desk.workspace.to_decide
    for _ in range(ROUNDS):
        found.stop()
        with times.round():
            found.look()
            while not found.pages:
                desk.app.processEvents()
    return Line(f"first rows of {number:,} differences of a project", times, None, "200 ms")
