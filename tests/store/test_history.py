"""Who did what and when."""

from __future__ import annotations

from annotator.model.ids import new_id
from annotator.store import history


def titles(store, **only):
    return [entry.step.title for entry in history.steps(store, **only)]


def test_the_newest_steps_come_first(desk):
    store = desk.project()
    desk.mark(store)
    desk.add_entity(store, "the army")
    store.undo()
    assert titles(store) == [
        "Undo: Add the army", "Add the army", "Label as weapon", "Add an article",
        "first joins the project", "Make the project",
    ]  # fmt: skip
    assert titles(store, limit=1) == ["Undo: Add the army"]


def test_a_step_tells_its_person_and_how_much_it_changed(desk):
    store = desk.project(person="second")
    with store.step("Two"):
        store.put(desk.span(store), desk.span(store, "depot"))
    newest = next(history.steps(store))
    assert (newest.person, newest.changes, newest.step.title) == ("second", 2, "Two")


def test_the_steps_of_one_article(desk):
    store = desk.project()
    desk.mark(store)
    other = desk.add_article(store, "A second text.")
    assert titles(store, article=desk.ARTICLE) == ["Label as weapon", "Add an article"]
    assert titles(store, article=other) == ["Add an article"]
    assert titles(store, article="cd" * 32) == []


def test_the_steps_of_one_person(desk):
    store = desk.project(person="second")
    desk.mark(store)
    assert titles(store, person="second") == ["Label as weapon", "second joins the project"]
    assert titles(store, person="second", article=desk.ARTICLE) == ["Label as weapon"]
    assert titles(store, person="nobody") == []


def test_a_person_without_a_name_is_known_by_an_id(desk):
    store = desk.project()
    with store.step("Leave"):
        store.remove(store.person)
    assert next(history.steps(store)).person == store.person.id[:8]


def test_all_that_happened_to_one_thing(desk):
    store = desk.project()
    span = desk.mark(store)
    desk.mark(store, "depot")
    store.undo()
    store.undo()
    assert [c.step.kind for c in history.changes_of(store, span.id)] == ["do", "undo"]
    assert history.changes_of(store, new_id()) == []
    assert [c.kind for c in history.changes_of(store, desk.ARTICLE)] == ["article"]
    assert [c.kind for c in history.changes_of(store, "weapon")] == ["label"]
