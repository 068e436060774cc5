import random
from typing import get_args

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from annotator.model.article import FINISHED, Status
from annotator.model.sentences import Trouble
from annotator.store import library as queries
from annotator.ui.library import model as model_module
from annotator.ui.library import tally as tally_module
from annotator.ui.library.facts import Shown
from annotator.ui.library.filter import Filter, searched
from annotator.ui.library.model import Articles

STATUSES = get_args(Status)


@pytest.fixture
def model(full, qtbot):
    made = Articles(full.workspace)
    made.tester = QAbstractItemModelTester(
        made, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    return made


def ids(model):
    return [model.listed(row).id for row in range(model.rowCount())]


def everything(shelf):
    return queries.page(shelf.workspace.reader, shelf.me.id, 0, 10_000)


def meant(shelf, typed):
    """Filter by brute force what the file says."""
    takes = Filter(typed).takes
    return [one.id for one in everything(shelf) if takes(searched(one))]


def settle(qtbot, model):
    """Wait until all is read and what is seen is counted."""
    qtbot.waitUntil(lambda: model.is_whole)
    for row in range(model.rowCount()):
        model.shown(row)
    rows = range(model.rowCount())
    qtbot.waitUntil(lambda: all(model.shown(row) is not None for row in rows))


def picture(qtbot, model):
    settle(qtbot, model)
    return [(model.listed(row), model.shown(row)) for row in range(model.rowCount())]


# --- what is shown --------------------------------------------------------------------------------


def test_articles_stand_in_the_order_in_which_they_came(full, model):
    assert ids(model) == full.ids
    assert model.data(model.index(0)) == "Ceasefire talks resume"
    assert model.data(model.index(5)) == "Without a title"
    assert model.rowCount(model.index(0)) == 0
    assert model.data(QModelIndex()) is None


def test_how_many_are_done_is_counted(full, model):
    assert (model.done, model.total) == (2, 6)
    full.read(full.ids[2], "done")
    assert model.done == 3
    full.workspace.move("undo")
    assert model.done == 2
    full.remove(full.ids[0])
    assert (model.done, model.total) == (1, 5)


def test_marks_are_counted_once_a_row_is_seen(full, model, qtbot):
    full.mark(full.ids[0], "weapon", "weapon", "claim", "time")
    full.mark(full.ids[0], "weapon", person="0198c000-0000-7000-8000-00000000000a")
    assert model.shown(0) is None
    qtbot.waitUntil(lambda: model.shown(0) is not None)
    assert model.shown(0) == Shown(3, 1)
    said = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Ceasefire talks resume, done, 3 marks, 1 claim, 27 June 2021"


def test_expert_labels_are_counted_once_they_are_shown(full, model):
    full.mark(full.ids[1], "weapon", "time")
    full.workspace.show(full.ids[1])
    assert model.shown(1) == Shown(1)
    full.workspace.show_expert(on=True)
    assert model.shown(1) == Shown(2)


def test_a_label_counts_at_once_and_asks_the_file_nothing(full, model, monkeypatch):
    full.workspace.show(full.ids[0])
    for name in ("page", "these", "counts"):
        monkeypatch.setattr(queries, name, lambda *_: pytest.fail("the file was asked"))
    changed = []
    model.dataChanged.connect(lambda first, last, roles: changed.append((first.row(), last.row())))
    full.mark(full.ids[0], "weapon", "claim")
    assert model.shown(0) == Shown(2, 1)
    assert set(changed) == {(0, 0)}


def test_marks_taken_back_or_not_saved_are_counted_as_they_are_drawn(full, model):
    full.workspace.show(full.ids[0])
    full.mark(full.ids[0], "weapon", "claim")
    full.workspace.move("undo")
    assert model.shown(0) == Shown()
    full.workspace.move("redo")
    assert model.shown(0) == Shown(2, 1)


def test_a_colleagues_layer_does_not_change_ones_own_count(full, model, qtbot):
    colleague = "0198c000-0000-7000-8000-00000000000a"
    full.mark(full.ids[0], "weapon")
    full.mark(full.ids[0], "weapon", "claim", person=colleague)
    full.workspace.show(full.ids[0], whose=colleague)
    settle(qtbot, model)
    assert model.shown(0) == Shown(1)


def test_dates_have_their_year_where_the_articles_are_of_several(full, model):
    assert not model.with_year
    full.add("Later", published="2022")
    assert model.with_year


# --- going through them ---------------------------------------------------------------------------


def test_next_and_previous_go_through_the_list(full, model):
    assert model.neighbour(1) == full.ids[0]
    full.workspace.show(full.ids[0])
    assert model.neighbour(1) == full.ids[1]
    assert model.neighbour(-1) is None
    full.workspace.show(full.ids[5])
    assert model.neighbour(1) is None
    assert model.neighbour(-1) == full.ids[4]
    assert model.place() == (6, 6)


def test_next_and_previous_keep_to_the_filter(full, model):
    full.workspace.show(full.ids[2])
    model.set_filter("wire")
    assert ids(model) == [full.ids[0], full.ids[4]]
    assert model.place() == (0, 2)
    assert model.open_row is None
    assert model.neighbour(1) == full.ids[4]
    assert model.neighbour(-1) == full.ids[0]
    full.workspace.show(full.ids[4])
    assert model.neighbour(-1) == full.ids[0]
    assert model.neighbour(1) is None


def test_the_next_unfinished_one_comes_behind_and_then_from_the_start(full, model):
    full.workspace.show(full.ids[3])
    assert model.next_unfinished() == full.ids[5]
    full.workspace.show(full.ids[5])
    assert model.next_unfinished() == full.ids[1]
    for id_ in full.ids[:5]:
        full.read(id_, "done")
    assert model.next_unfinished() is None


# --- keeping in step ------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["", "wire", "done", "jun", "question", "zzz"])
def test_the_filter_gives_what_looking_at_each_article_gives(full, model, typed):
    model.set_filter(typed)
    assert ids(model) == meant(full, typed)


@pytest.mark.parametrize("typed", ["wire resume", "abandoned", '"done" re', "question", "unread"])
def test_typing_letter_by_letter_ends_where_the_whole_words_do(full, model, typed):
    for end in (*range(len(typed) + 1), *reversed(range(len(typed)))):
        model.set_filter(typed[:end])
        assert ids(model) == meant(full, typed[:end])


def test_what_changes_comes_into_the_filter_and_leaves_it(full, model):
    model.set_filter("done")
    full.read(full.ids[3], "done")
    assert ids(model) == [full.ids[0], full.ids[3]]
    full.read(full.ids[0], "in_progress")
    assert ids(model) == [full.ids[3]]
    full.remove(full.ids[3])
    assert ids(model) == []
    full.workspace.move("undo")
    assert ids(model) == [full.ids[3]]


def test_a_removed_article_comes_back_to_its_place(full, model):
    full.remove(full.ids[2])
    assert ids(model) == full.ids[:2] + full.ids[3:]
    full.workspace.move("undo")
    assert ids(model) == full.ids


def test_a_closed_project_leaves_nothing_and_another_one_is_read(full, model):
    full.workspace.close()
    assert (model.rowCount(), model.total, model.done) == (0, 0, 0)
    full.open()
    assert ids(model) == full.ids


def test_a_long_list_is_read_in_slices_and_changes_meanwhile_are_not_lost(full, qtbot, monkeypatch):
    for number in range(30):
        full.add(f"Report {number}")
    for name, size in (("_FIRST", 4), ("_SLICE", 3), ("_TOGETHER", 8)):
        monkeypatch.setattr(model_module, name, size)
    model = Articles(full.workspace)
    assert (model.rowCount(), model.is_whole) == (4, False)
    model.set_filter("report")
    new = full.add("Report at the end")
    full.remove(full.ids[1])
    full.read(full.ids[20], "done")
    full.workspace.show(full.ids[30])
    qtbot.waitUntil(lambda: model.is_whole)
    assert ids(model) == meant(full, "report")
    assert ids(model)[-1] == new
    assert model.open_row is not None
    model.set_filter("")
    assert ids(model) == [one.id for one in everything(full)]
    assert model.done == sum(one.status in FINISHED for one in everything(full))


def test_a_list_that_cannot_be_read_just_now_is_read_later(full, qtbot, monkeypatch):
    monkeypatch.setattr(model_module, "_AGAIN", 1)
    refusals = [Trouble("The list could not be read just now.")] * 2
    really = queries.page

    def sometimes(*asked):
        if refusals:
            raise refusals.pop()
        return really(*asked)

    monkeypatch.setattr(queries, "page", sometimes)
    model = Articles(full.workspace)
    assert model.rowCount() == 0
    qtbot.waitUntil(lambda: model.is_whole)
    assert ids(model) == full.ids


def test_marks_that_cannot_be_counted_just_now_are_counted_later(full, model, qtbot, monkeypatch):
    monkeypatch.setattr(tally_module, "_AGAIN", 1)
    refusals = [Trouble("The list could not be read just now.")] * 2
    really = queries.counts

    def sometimes(*asked):
        if refusals:
            raise refusals.pop()
        return really(*asked)

    monkeypatch.setattr(queries, "counts", sometimes)
    settle(qtbot, model)
    assert model.shown(0) == Shown()


def test_a_change_that_cannot_be_followed_just_now_is_read_later(full, model, qtbot, monkeypatch):
    def refuse(*_):
        raise Trouble("The list could not be read just now.")

    monkeypatch.setattr(queries, "these", refuse)
    full.read(full.ids[2], "done")
    qtbot.waitUntil(lambda: model.is_whole)
    assert model.done == 3


def test_more_changes_than_can_be_followed_are_read_anew(full, model, monkeypatch, qtbot):
    monkeypatch.setattr(model_module, "_MOST", 2)
    with full.workspace.step("Rename all") as store:
        for number, id_ in enumerate(full.ids):
            store.set_article(id_, title=f"Named {number}")
    qtbot.waitUntil(lambda: model.is_whole)
    assert [model.data(model.index(row)) for row in range(6)] == [f"Named {n}" for n in range(6)]


class Work:
    """Does what analysts do, by chance."""

    def __init__(self, full, model, chance):
        self.full, self.model, self.chance = full, model, chance
        self.typed = ""

    def some(self, most):
        known = [one.id for one in everything(self.full)]
        return self.chance.sample(known, min(most, len(known)))

    def add(self):
        titles, dates = ["Rocket", "Drone", None], ["2021", "2022-01", None]
        self.full.add(self.chance.choice(titles), published=self.chance.choice(dates))

    def remove(self):
        for id_ in self.some(1):
            self.full.remove(id_)

    def read(self):
        for id_ in self.some(1):
            self.full.read(id_, self.chance.choice(STATUSES), self.chance.choice([None, "Who?"]))

    def mark(self):
        for id_ in self.some(1):
            self.full.mark(id_, *self.chance.choices(["weapon", "claim", "time"], k=3))

    def show(self):
        for id_ in self.some(1):
            self.full.workspace.show(id_)

    def rename(self):
        with self.full.workspace.step("Rename") as store:
            for id_ in self.some(3):
                store.set_article(id_, title=self.chance.choice(["Rocket again", "Drone again"]))

    def move(self):
        self.full.workspace.move(self.chance.choice(["undo", "redo"]))

    def filter(self):
        typed = ["", "rocket", "drone", "done", "unread", "2021", "question"]
        self.typed = self.chance.choice(typed)
        self.model.set_filter(self.typed)

    def expert(self):
        self.full.workspace.show_expert(on=self.chance.random() < 0.5)

    def go_on(self):
        self.chance.choice([
            self.add, self.remove, self.read, self.mark, self.show, self.rename, self.move,
            self.filter, self.expert,
        ])()  # fmt: skip


@pytest.mark.property
@pytest.mark.parametrize("seed", range(12))
def test_following_changes_shows_what_a_new_list_shows(full, qtbot, monkeypatch, seed):
    """Whatever is done, and in whichever order, the list is as if it were read just now."""
    chance = random.Random(seed)
    monkeypatch.setattr(model_module, "_ONE_BY_ONE", chance.choice([0, 1, 20]))
    model = Articles(full.workspace)
    model.tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    work = Work(full, model, chance)
    for _ in range(40):
        work.go_on()
    new = Articles(full.workspace)
    new.set_filter(work.typed)
    assert ids(model) == meant(full, work.typed)
    assert picture(qtbot, model) == picture(qtbot, new)
    assert (model.done, model.total, model.place()) == (new.done, new.total, new.place())


OTHER = "0198c000-0000-7000-8000-00000000000a"


def test_marks_of_others_are_counted_where_one_has_none(full, model, qtbot):
    full.mark(full.ids[0], "weapon", "claim", "time", person=OTHER)
    full.mark(full.ids[1], "weapon")
    full.mark(full.ids[1], "weapon", person=OTHER)
    settle(qtbot, model)
    assert model.shown(0) == Shown(0, 0, others=2)
    assert model.shown(1) == Shown(1, 0)


def test_in_the_open_article_they_are_told_once_ones_last_mark_is_gone(full, model, qtbot):
    (mine,) = full.mark(full.ids[0], "weapon")
    full.workspace.show(full.ids[0])
    full.mark(full.ids[0], "claim", person=OTHER)
    assert model.shown(0) == Shown(1, 0)
    with full.workspace.step("Delete") as store:
        store.remove(mine)
    assert model.shown(0).others == 1
    full.mark(full.ids[0], "weapon", person=OTHER)
    assert model.shown(0).others == 2
