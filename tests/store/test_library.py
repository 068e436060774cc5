import shutil
from dataclasses import replace as with_other

import pytest

from annotator.model.article import Article, Reading
from annotator.model.ids import new_id
from annotator.model.sentences import Trouble
from annotator.model.span import Span
from annotator.model.text import sha256_of
from annotator.store import library
from annotator.store.library import Glance, Listed
from annotator.store.store import Store


def text_of(number: int) -> str:
    return f"Rockets fell near the depot on day {number}."


def span(store: Store, number: int, label: str = "weapon", **other) -> Span:
    text = text_of(number)
    made = Span(new_id(), sha256_of(text), store.person.id, label, 0, 7, text[:7])
    return Span(**{name: getattr(made, name) for name in made.__struct_fields__} | other)


@pytest.fixture
def store(desk):
    """A project of nine articles, the first of them the template's."""
    with desk.project("library") as found:
        for number in range(8):
            with found.step("Add {n}", n=number):
                article = Article(sha256_of(text_of(number)), f"Day {number}", "en", "wire")
                found.add_article(article, text_of(number))
        yield found


def everything(store: Store) -> list[Listed]:
    return library.page(store.read, store.person.id, 0, 100)


def test_pages_follow_each_other_by_key_in_order_of_arrival(store):
    first = library.page(store.read, store.person.id, 0, 4)
    second = library.page(store.read, store.person.id, first[-1].item, 4)
    third = library.page(store.read, store.person.id, second[-1].item, 4)
    assert [len(first), len(second), len(third)] == [4, 4, 1]
    assert first + second + third == everything(store)
    assert [one.title for one in everything(store)][1:] == [f"Day {n}" for n in range(8)]


def test_a_removed_article_is_in_no_page_and_found_as_gone(store):
    gone = everything(store)[2]
    with store.step("Remove"):
        store.remove_article(gone.id)
    assert gone not in everything(store)
    assert library.these(store.read, store.person.id, [gone.id]) == [(gone.item, None)]
    store.undo()
    assert library.these(store.read, store.person.id, [gone.id]) == [(gone.item, gone)]


def test_an_article_that_never_was_there_is_not_found(store):
    assert library.these(store.read, store.person.id, ["0" * 64]) == []


def test_status_and_note_are_those_of_the_person_who_looks(store, desk):
    one = everything(store)[1]
    with store.step("Read"):
        store.put(
            Reading(one.id, store.person.id, status="in_progress", note="Who fired?"),
            Reading(one.id, desk.person("second").id, status="done"),
            Reading(one.id, None, "gold", "settled"),
        )
    mine = everything(store)[1]
    theirs = library.page(store.read, desk.person("second").id, 0, 100)[1]
    nobodys = library.page(store.read, new_id(), 0, 100)[1]
    assert (mine.status, mine.has_note) == ("in_progress", True)
    assert (theirs.status, theirs.has_note) == ("done", False)
    assert (nobodys.status, nobodys.has_note) == ("unread", False)
    assert len(everything(store)) == 9


def test_only_ones_own_marks_of_the_work_layer_are_counted_by_label(store):
    one, other = everything(store)[1:3]
    with store.step("Mark"):
        store.put(
            span(store, 0), span(store, 0), span(store, 0, "actor"),
            span(store, 0, person=None, layer="gold"), span(store, 0, person=new_id()),
        )  # fmt: skip
    found = library.counts(store.read, store.person.id, [one.item, other.item])
    assert found == {one.item: {"weapon": 2, "actor": 1}, other.item: {}}


def test_a_connection_that_cannot_read_is_a_trouble_with_a_sentence(store):
    store.sql.set_progress_handler(lambda: 1, 1)  # stops every query
    try:
        with pytest.raises(Trouble, match="could not be read just now"):
            everything(store)
    finally:
        store.sql.set_progress_handler(None, 1)


# --- a glance at a project that is not open -------------------------------------------------------


def beside(path):
    return sorted(file.name for file in path.parent.iterdir() if file.name.startswith(path.name))


def finish(store, numbers):
    with store.step("Finish"):
        for number in numbers:
            store.put(Reading(sha256_of(text_of(number)), store.person.id, status="done"))


def test_a_glance_counts_articles_and_what_one_has_done_and_leaves_nothing_beside(store):
    finish(store, (1, 2, 3))
    with store.step("Remove"):
        store.remove_article(sha256_of(text_of(3)))
    store.close()
    before = beside(store.path)
    assert library.glance(store.path, store.person.id) == Glance(8, 2)
    assert library.glance(store.path, "") == Glance(8, 0)
    assert beside(store.path) == before


def test_a_glance_at_a_project_in_which_somebody_works_sees_his_last_step(store):
    finish(store, (1,))
    assert library.glance(store.path, store.person.id) == Glance(9, 1)
    finish(store, (2,))  # he was not disturbed
    assert library.glance(store.path, store.person.id) == Glance(9, 2)


def test_a_glance_leaves_alone_what_a_program_that_died_has_left(store):
    finish(store, (1,))
    left = store.path.with_name("left.annot")
    shutil.copy(store.path, left)
    shutil.copy(f"{store.path}-wal", f"{left}-wal")
    before = beside(left)
    assert library.glance(left, store.person.id) is None
    assert beside(left) == before


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100, b"SQLite format 3\x00" * 9])
def test_a_glance_at_another_file_tells_nothing(tmp_path, content):
    path = tmp_path / "other.annot"
    path.write_bytes(content)
    assert library.glance(path, "") is None
    assert library.glance(tmp_path / "missing.annot", "") is None
    assert library.glance(tmp_path, "") is None
    assert not (tmp_path / "missing.annot").exists()


def test_a_note_without_words_is_no_note(store):
    one = everything(store)[1]
    reading = Reading(one.id, store.person.id, note="")
    with store.step("Read"):
        store.put(reading, with_other(reading, status="in_progress"))
    assert not everything(store)[1].has_note


def test_what_died_half_way_is_not_glanced_at(desk, tmp_path):
    store = desk.project()
    store.close()
    desk._open.clear()
    journal = store.path.with_name(store.path.name + "-journal")
    journal.write_bytes(b"the step that was under way")
    assert library.glance(store.path, desk.person("first").id) is None
    journal.unlink()
    assert library.glance(store.path, desk.person("first").id) is not None


def test_which_project_a_file_is_can_be_told_without_opening_it(store, tmp_path):
    assert library.project_of(store.path) == store.read.project
    store.close()
    before = beside(store.path)
    assert library.project_of(store.path)
    assert beside(store.path) == before
    assert library.project_of(tmp_path / "missing.annot") is None
    strange = tmp_path / "strange.annot"
    strange.write_bytes(b"no database at all" * 100)
    assert library.project_of(strange) is None
    strange.with_name("strange.annot-journal").write_bytes(b"a step under way")
    assert library.project_of(strange) is None
