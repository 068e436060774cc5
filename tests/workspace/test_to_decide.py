"""The articles with something to decide are found beside the work, and kept in step with it."""

from __future__ import annotations

import pytest

from annotator.model.article import Article, Reading
from annotator.model.ids import new_id
from annotator.model.review.outcome import Choice
from annotator.model.span import Span
from annotator.model.text import sha256_of
from annotator.store.review.comparing import comparison
from annotator.store.review.deciding import decide, decide_many
from annotator.store.store import Store
from annotator.workspace.workspace import Workspace
from tests.workspace.conftest import FIRST, SECOND

TEXTS = [f"The brigade fired at depot {number}." for number in range(1, 5)]
ARTICLES = [sha256_of(text) for text in TEXTS]


@pytest.fixture
def differing(path, qapp):
    """Two people differ in all articles but the second."""
    for person, end in ((FIRST, 11), (SECOND, 17)):
        with Store.open(path, person) as store, store.step("Read"):
            for number, text in enumerate(TEXTS):
                until = 11 if number == 1 else end
                store.add_article(Article(sha256_of(text)), text)
                mark = Span(new_id(), sha256_of(text), person.id, "actor", 0, until, text[:until])
                store.put(person, mark, Reading(mark.article, person.id, status="done"))
    made = Workspace()
    made.open(Store.open(path, FIRST))
    yield made
    made.close()


def listed(workspace) -> list[str]:
    return [page.article.id for page in workspace.to_decide.pages]


def looked(workspace, qtbot, number: int) -> None:
    workspace.to_decide.look()
    qtbot.waitUntil(lambda: len(listed(workspace)) == number)


def test_they_come_in_the_order_of_arrival(differing, qtbot):
    looked(differing, qtbot, 3)
    assert listed(differing) == [ARTICLES[0], *ARTICLES[2:]]


def test_what_is_decided_goes_and_what_is_taken_back_comes_again(differing, qtbot):
    looked(differing, qtbot, 3)
    case = comparison(differing.reader, ARTICLES[2]).open[0]
    differing.through(lambda store: decide(store, case, Choice("take")))
    qtbot.waitUntil(lambda: listed(differing) == [ARTICLES[0], ARTICLES[3]])
    differing.move("undo")
    qtbot.waitUntil(lambda: listed(differing) == [ARTICLES[0], *ARTICLES[2:]])


def test_the_next_one_is_told_at_once_where_it_is_known(differing, qtbot):
    looked(differing, qtbot, 3)
    told = []
    here = differing.reader.item_of(ARTICLES[0])
    assert differing.to_decide.find_next(here, told.append)
    assert [page.article.id for page in told] == [ARTICLES[2]]


def test_the_next_one_is_looked_for_where_nobody_looks_at_the_list(differing, qtbot):
    told = []
    last = differing.reader.item_of(ARTICLES[3])
    assert not differing.to_decide.find_next(last, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].article.id == ARTICLES[0]


def test_it_is_told_that_nothing_is_left(differing, qtbot):
    cases = [comparison(differing.reader, article).open for article in ARTICLES]
    rest = [case for some in cases for case in some]
    differing.through(lambda store: decide_many(store, rest, Choice("take")))
    told = []
    differing.to_decide.find_next(differing.reader.item_of(ARTICLES[0]), told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [None]


def test_while_another_worker_has_the_project_the_list_waits(differing, qtbot):
    differing.lend("Import")
    differing.to_decide.look()
    qtbot.wait(50)
    assert listed(differing) == []
    differing.give_back()
    qtbot.waitUntil(lambda: len(listed(differing)) == 3)
