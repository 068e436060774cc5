"""What goes wrong in the window gets a calm sentence and a way on, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
from PySide6.QtWidgets import QApplication

from annotator.actions.marks.details import set_note
from annotator.store.store import Store

WORDS = "The brigade fired rockets at the depot."


def fill_disk(desk) -> None:
    """Let the file grow no more, as on a full disk."""
    (pages,) = desk.workspace.store.sql.execute("PRAGMA page_count").fetchone()
    desk.workspace.store.sql.execute(f"PRAGMA max_page_count = {pages}")
    desk.workspace.store.sql.execute("PRAGMA cache_spill = OFF")


def free_disk(desk) -> None:
    desk.workspace.store.sql.execute("PRAGMA max_page_count = 1000000")


def label_until_full(desk) -> None:
    fill_disk(desk)
    for _ in range(200):
        desk.select("rockets")
        desk.press("W")
        if desk.workspace.unsaved.marks:
            return
        desk.press("Del")
        if desk.marks:  # there was room to write the mark, but none to delete it
            free_disk(desk)
            desk.press("Del")
            fill_disk(desk)
    raise AssertionError("the disk never was full")


def test_a_label_on_a_full_disk_stays_drawn_as_not_saved(desk, own_article):
    own_article(WORDS)
    label_until_full(desk)
    assert "full" in desk.said
    assert [span.quote for span in desk.workspace.unsaved.marks] == ["rockets"]
    assert "not saved" in desk.window.status.state
    assert desk.marks == []
    free_disk(desk)
    desk.push("Save again")
    assert desk.marks == [("Weapon", "rockets")]
    assert desk.workspace.unsaved.marks == []
    assert desk.window.status.state == "Saved"


def test_a_note_on_a_full_disk_waits_and_is_saved_later(desk, own_article):
    own_article(WORDS)
    desk.select("rockets")
    desk.press("W")
    fill_disk(desk)
    span = desk.workspace.chosen
    for number in range(200):
        desk.workspace.save(lambda n=number: set_note(desk.workspace, span, f"note {n} " * 50))
        if desk.workspace.unsaved.deeds:
            break
    assert desk.workspace.unsaved.in_words == "1 change"
    assert "not saved" in desk.window.status.state
    free_disk(desk)
    desk.window.commands.do("try_again")
    assert desk.mark("rockets").note.startswith(f"note {number} ")
    assert desk.window.status.state == "Saved"


def test_closing_asks_while_something_is_not_saved(desk, own_article):
    own_article(WORDS)
    label_until_full(desk)
    desk.answers.way = None
    desk.close()
    assert desk.window.isVisible()
    free_disk(desk)
    desk.answers.way = "try"
    path = desk.workspace.store.path
    desk.close()
    assert not desk.window.isVisible()
    with Store.open(path, desk.window.hands.settings.person(""), read_only=True) as store:
        (article,) = store.read.article_ids()
        assert [span.quote for span in store.read.spans(article)] == ["rockets"]


def test_a_project_that_is_open_elsewhere_is_offered_for_reading(desk, tmp_path, own_article):
    own_article(WORDS)
    path = desk.workspace.store.path
    desk.window.commands.do("close_project")
    code = (
        "import sys, time; from pathlib import Path; from annotator.model.person import Person\n"
        "from annotator.model.ids import new_id; from annotator.store.store import Store\n"
        "store = Store.open(Path(sys.argv[1]), Person(new_id(), 'second'))\n"
        "print('open', flush=True); time.sleep(60)"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert other.stdout.readline() == "open\n"
        desk.answers.way = "read"
        desk.window.open_path(path)
        desk.wait(lambda: desk.workspace.is_open)
        assert "open in another window" in desk.answers.asked[-1]
        desk.select("rockets")
        desk.press("W")
        assert "reading only" in desk.said
        assert desk.marks == []
    finally:
        other.kill()
        other.wait()
        other.stdout.close()


def test_a_file_that_vanishes_while_open_loses_nothing(desk, own_article):
    own_article(WORDS)
    desk.select("depot")
    desk.press("L")
    path = desk.workspace.store.path
    shutil.move(path, desk.folder / "moved.annot")
    desk.select("rockets")
    desk.press("W")
    assert "moved" in desk.said
    assert [span.quote for span in desk.workspace.unsaved.marks] == ["rockets"]
    shutil.move(desk.folder / "moved.annot", path)
    desk.window.commands.do("try_again")
    assert ("Weapon", "rockets") in desk.marks


def test_a_folder_is_brought_in_when_dropped(desk, own_article):
    own_article(WORDS)
    folder = desk.folder / "articles"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"Article {number}\nSomebody said something.")
    desk.drop([folder])
    desk.rest()
    assert len(desk.workspace.reader.article_ids()) == 4
    desk.press("Ctrl+Z")
    desk.rest()
    assert len(desk.workspace.reader.article_ids()) == 1


def test_thousands_of_files_are_brought_in_beside_the_screen(desk, own_article):
    own_article(WORDS)
    folder = desk.folder / "articles"
    folder.mkdir()
    for number in range(5_000):
        (folder / f"{number}.txt").write_text(f"Article {number}\nSomebody said something.")
    desk.drop(sorted(folder.iterdir()))
    desk.rest()
    assert len(desk.workspace.reader.article_ids()) == 5_001


def test_a_film_is_refused_in_a_sentence(desk, own_article):
    own_article(WORDS)
    film = desk.folder / "film.mp4"
    film.write_bytes(b"\0\0\0\x18ftypmp42" + os.urandom(5_000))
    desk.drop([film])
    desk.rest()
    assert "film.mp4" in desk.said + str(desk.answers.asked) + str(desk.answers.reports)
    assert len(desk.workspace.reader.article_ids()) == 1


def test_files_dropped_on_the_start_page_are_not_lost(desk):
    file = desk.folder / "one.txt"
    file.write_text(WORDS)
    desk.drop([file])
    desk.rest()
    assert desk.workspace.is_open or desk.answers.asked or desk.start_says


def test_a_paste_beyond_the_limit_is_refused(desk, own_article):
    own_article(WORDS)
    QApplication.clipboard().setText("word " * 4_000_000)
    desk.window.commands.do("paste_article")
    desk.rest()
    assert "10" in desk.said
    assert len(desk.workspace.reader.article_ids()) == 1


def test_pasted_words_become_an_article(desk, own_article):
    own_article(WORDS)
    QApplication.clipboard().setText("A second one\r\nwith a line.")
    desk.window.commands.do("paste_article")
    desk.rest()
    assert len(desk.workspace.reader.article_ids()) == 2
    assert desk.text == "A second one\nwith a line."


def test_one_line_of_a_million_characters_can_be_labelled(desk, own_article):
    own_article("The brigade fired rockets again and again. " * 23_300)
    start = 600_000 + desk.text[600_000:].index("rockets")
    desk.view.setFocus()
    desk.workspace.pick(start, start + len("rockets"))
    desk.press("W")
    assert desk.marks == [("Weapon", "rockets")]
    (span,) = desk.workspace.article.spans
    assert span.start == start


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800), (720, 480)])
def test_every_region_keeps_its_place_at_every_size(desk, own_article, size):
    own_article(WORDS)
    desk.window.resize(*size)
    QApplication.processEvents()
    assert desk.view.viewport().width() > 300
    for part in (desk.window.toolbar, desk.window.status, desk.view):
        assert part.isVisible()
    desk.select("rockets")
    desk.press("W")
    assert desk.marks == [("Weapon", "rockets")]


def test_forty_labels_have_their_tiles(desk, own_article, tmp_path):
    scheme = tmp_path / "many.toml"
    labels = "".join(f'[[labels]]\nid = "label_{n}"\nname = "Label {n}"\n' for n in range(40))
    scheme.write_text(f'id = "many"\ntitle = "Many"\nversion = "1"\n{labels}')
    own_article(WORDS, str(scheme))
    desk.select("rockets")
    desk.window.commands.do("label_label_39")
    assert desk.marks == [("Label 39", "rockets")]
    assert len(desk.window.commands.label_ids) == 40


def test_a_window_that_is_killed_loses_no_label(tmp_path):
    code = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
import pytest
from PySide6.QtWidgets import QApplication
app = QApplication([])
from annotator.app import make_window
from annotator.settings import PERSON_NAME, Settings
from annotator.ui.icons import Icons
from annotator.ui.theme import Theme
settings = Settings(); settings.set(PERSON_NAME, "first")
theme = Theme("light"); theme.apply(app)
window = make_window(theme, Icons(theme), settings)
window.resize(1280, 800); window.show(); app.processEvents()
window.commands.do("open_sample")
workspace = window.hands.workspace
for number, word in enumerate(["barrage of rockets", "self-defence", "Monday"]):
    start = workspace.article.text.index(word)
    workspace.pick(start, start + len(word))
    window.commands.do("label_weapon")
    print(word, flush=True)
os.kill(os.getpid(), 9)
"""
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), str(tmp_path)],
        check=False, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert ran.stdout.split("\n")[:3] == ["barrage of rockets", "self-defence", "Monday"], (
        ran.stderr
    )
    from annotator.settings import Settings, data_folder

    person = Settings().person("")
    with Store.open(data_folder() / "sample.annot", person) as store:
        (article,) = store.read.article_ids()
        words = [s.quote for s in store.read.spans(article) if s.label == "weapon"]
        assert {"barrage of rockets", "self-defence", "Monday"} <= set(words)
        assert store.undo() is not None
