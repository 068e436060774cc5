"""Every question, asked in a real dialog and answered by keys and mouse."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QListView

from annotator.formats.format import Out
from annotator.questions import Choice, Export, NewProject
from annotator.store.reader import Stock

STOCK = Stock(12, 3, 0)
MANY = [Choice(str(n), f"Person {n}", f"{n} marks") for n in range(1, 41)]
FEW = [Choice("a", "First", "one"), Choice("b", "Second"), Choice("c", "Third")]


# --- words ----------------------------------------------------------------------------------------


def test_a_name_is_typed_over_the_suggestion(dialogs, while_open):
    def do(hand):
        assert hand.sees("kept on this computer")
        hand.types("  the   first ")
        hand.presses(Qt.Key.Key_Return)

    assert while_open(lambda: dialogs.who_are_you("login"), do) == "the first"


def test_esc_leaves_the_question_of_the_name(dialogs, while_open):
    assert (
        while_open(lambda: dialogs.who_are_you("login"), lambda h: h.presses(Qt.Key.Key_Escape))
        is None
    )


def test_no_name_cannot_be_given(dialogs, while_open):
    def do(hand):
        hand.types(" ")
        assert not hand.button("That is me").isEnabled()
        hand.presses(Qt.Key.Key_Return)
        assert hand.sheet.isVisible()

    while_open(lambda: dialogs.who_are_you("login"), do)


def test_one_line_is_answered_by_return(dialogs, while_open):
    def do(hand):
        hand.types("the brigade")
        hand.presses(Qt.Key.Key_Return)

    assert while_open(lambda: dialogs.text("A name?", "before"), do) == "the brigade"


def test_several_lines_are_answered_by_ctrl_return(dialogs, while_open):
    def do(hand):
        hand.types("one")
        hand.presses(Qt.Key.Key_Return)
        hand.types("two")
        hand.presses(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert while_open(lambda: dialogs.text("A note?", lines="many"), do) == "one\ntwo"


def test_tab_leaves_several_lines(dialogs, while_open):
    def do(hand):
        hand.presses(Qt.Key.Key_Tab)
        hand.presses(Qt.Key.Key_Space)

    assert while_open(lambda: dialogs.text("A note?", "kept", lines="many"), do) is None


def test_a_question_of_the_first_start_stands_over_its_window(dialogs, while_open, window):
    window.hide()

    def do(hand):
        assert window.isVisible()

    while_open(lambda: dialogs.who_are_you("login"), do)


# --- choosing -------------------------------------------------------------------------------------


def test_a_choice_is_made_by_arrows_and_return(dialogs, while_open):
    def do(hand):
        hand.presses(Qt.Key.Key_Down)
        hand.presses(Qt.Key.Key_Return)

    assert while_open(lambda: dialogs.choose("Which?", FEW), do) == "b"


def test_what_is_chosen_already_is_pointed_at(dialogs, while_open):
    answer = while_open(
        lambda: dialogs.choose("Which?", FEW, chosen="c"), lambda h: h.presses(Qt.Key.Key_Return)
    )
    assert answer == "c"


def test_many_choices_are_filtered_by_typing(dialogs, while_open):
    def do(hand):
        hand.types("person 33")
        hand.presses(Qt.Key.Key_Return)  # into the list
        hand.presses(Qt.Key.Key_Return)

    assert while_open(lambda: dialogs.choose("Who?", MANY), do) == "33"


def test_where_nothing_fits_nothing_can_be_chosen(dialogs, while_open):
    def do(hand):
        hand.types("nobody")
        assert not hand.button("Choose").isEnabled()
        hand.presses(Qt.Key.Key_Escape)
        assert hand.button("Choose").isEnabled()

    assert while_open(lambda: dialogs.choose("Who?", MANY), do) is None


def test_a_choice_is_read_out_with_its_remark(dialogs, while_open):
    def do(hand):
        view = hand.sheet.findChild(QListView)
        interface = QAccessible.queryAccessibleInterface(view)
        assert interface.child(0).text(QAccessible.Text.Name) == "First, one"

    while_open(lambda: dialogs.choose("Which?", FEW), do)


def test_a_way_out_is_taken_by_return(dialogs, while_open):
    def do(hand):
        assert hand.sees("It is damaged.")
        hand.presses(Qt.Key.Key_Down)
        hand.presses(Qt.Key.Key_Return)

    assert while_open(lambda: dialogs.way_out("It is damaged.", FEW), do) == "b"


@pytest.mark.parametrize("leave", ["Esc", "Leave it as it is"])
def test_a_trouble_can_be_left(dialogs, while_open, leave):
    def do(hand):
        if leave == "Esc":
            hand.presses(Qt.Key.Key_Escape)
        else:
            hand.clicks(leave)

    assert while_open(lambda: dialogs.way_out("It is damaged.", FEW), do) is None


def test_a_long_trouble_is_shown_whole(dialogs, while_open):
    words = "Something is in the way that takes many words to tell. " * 12

    def do(hand):
        label = next(w for w in hand.sheet.children() if getattr(w, "text", str)() == words)
        assert label.height() >= label.heightForWidth(label.width())

    while_open(lambda: dialogs.way_out(words, FEW), do)


# --- reports --------------------------------------------------------------------------------------


def test_a_report_can_be_copied(dialogs, while_open):
    def do(hand):
        hand.clicks("Copy")
        hand.presses(Qt.Key.Key_Escape)

    while_open(lambda: dialogs.report("Two were left out", ["one", "two"]), do)
    assert QGuiApplication.clipboard().text() == "one\ntwo"


# --- a new project --------------------------------------------------------------------------------


def at(files, folder: Path):
    files["place"] = folder
    return lambda hand: hand.clicks("Choose the folder")


def test_a_new_project_is_named_and_gets_the_usual_labels(dialogs, while_open, files, tmp_path):
    def do(hand):
        assert not hand.button("Make the project").isEnabled()
        at(files, tmp_path)(hand)
        hand.sheet._name.setFocus()
        hand.types("June")
        hand.presses(Qt.Key.Key_Return)

    answer = while_open(dialogs.new_project, do)
    assert answer == NewProject(tmp_path / "June.annot", "conflict-news")


def test_other_labels_are_chosen_by_the_row_that_shows_them(dialogs, while_open, files, tmp_path):
    def do(hand):
        at(files, tmp_path)(hand)
        hand.sheet._name.setFocus()
        hand.types("June.annot")
        hand.clicks("Person, Organisation, Location, Other: PER, ORG, LOC, MISC")
        hand.clicks("Make the project")

    answer = while_open(dialogs.new_project, do)
    assert answer == NewProject(tmp_path / "June.annot", "plain-ner")


@pytest.mark.parametrize(
    ("name", "words"),
    [("a/b", "cannot have / in it"), (".hidden", "begins with a dot"), ("there", "already there")],
)
def test_a_name_that_will_not_do_is_said_to_at_once(
    dialogs, while_open, files, tmp_path, name, words
):
    (tmp_path / "there.annot").touch()

    def do(hand):
        at(files, tmp_path)(hand)
        hand.sheet._name.setFocus()
        hand.types(name)
        assert hand.sees(words)
        assert not hand.button("Make the project").isEnabled()

    assert while_open(dialogs.new_project, do) is None


def test_a_folder_that_does_not_allow_writing_is_said_to_at_once(
    dialogs, while_open, files, tmp_path, monkeypatch
):
    def do(hand):
        at(files, tmp_path)(hand)
        monkeypatch.setattr(os, "access", lambda *_: False)
        hand.sheet._name.setFocus()
        hand.types("June")
        assert hand.sees("does not allow writing")

    while_open(dialogs.new_project, do)


def test_a_scheme_file_shows_its_labels(dialogs, while_open, files, tmp_path):
    scheme = tmp_path / "own.toml"
    labels = "".join(f'[[labels]]\nid = "l{n}"\nname = "Name{n}"\n' for n in range(40))
    scheme.write_text(f'id = "own"\ntitle = "My own"\n{labels}')
    files["one"] = scheme

    def do(hand):
        at(files, tmp_path)(hand)
        hand.clicks("A scheme file of your own…")
        assert hand.sees("My own")
        assert hand.sees("and 36 more")
        hand.sheet._name.setFocus()
        hand.types("June")
        hand.presses(Qt.Key.Key_Return)

    assert while_open(dialogs.new_project, do) == NewProject(tmp_path / "June.annot", str(scheme))


def test_a_faulty_scheme_file_is_told_with_its_line(dialogs, while_open, files, tmp_path):
    scheme = tmp_path / "own.toml"
    scheme.write_text('id = "own"\n\n[[labels]]\nid = "a"\nname = "A"\nkey = "AB"\n')
    files["one"] = scheme

    def do(hand):
        hand.clicks("A scheme file of your own…")
        assert hand.sees("own.toml, line 6")

    while_open(dialogs.new_project, do)


# --- exporting ------------------------------------------------------------------------------------


def test_an_export_says_how_much_goes_and_how_much_stays(dialogs, while_open, files, tmp_path):
    files["target"] = tmp_path / "out"

    def do(hand):
        assert hand.sees("3 articles will be in the file. 9 stay behind")
        hand.sheet._all.click()
        assert hand.sees("12 articles will be in the file.")
        hand.presses(Qt.Key.Key_Return)

    answer = while_open(lambda: dialogs.export(tmp_path / "june.jsonl", STOCK), do)
    assert answer == Export(tmp_path / "out.jsonl", Out("jsonl", "work", None, True, False))


def test_who_chooses_no_file_is_back_at_the_question(dialogs, while_open, files, tmp_path):
    files["target"] = None

    def do(hand):
        hand.presses(Qt.Key.Key_Return)
        assert hand.sheet.isVisible()
        hand.presses(Qt.Key.Key_Escape)

    assert while_open(lambda: dialogs.export(tmp_path / "june.jsonl", STOCK), do) is None


def test_the_layer_can_be_chosen(dialogs, while_open, files, tmp_path):
    files["target"] = tmp_path / "out.jsonl"

    def do(hand):
        hand.clicks("Gold")
        assert hand.sees("0 articles will be in the file.")
        hand.clicks("Choose a file…")

    answer = while_open(lambda: dialogs.export(tmp_path / "june.jsonl", STOCK), do)
    assert answer.options.layer == "gold"


# --- pasting and files ----------------------------------------------------------------------------


def test_a_pasted_text_is_given_back_as_it_came(dialogs, while_open):
    text = "A headline\u2028of two lines\n\nA no-break\u00a0space."

    def do(hand):
        hand.types("Another title")
        hand.presses(Qt.Key.Key_Return)

    assert while_open(lambda: dialogs.pasted_text(text), do) == ("Another title", text)


def test_a_text_of_one_very_long_line_is_shown_by_its_beginning(dialogs, while_open):
    text = "word" * 250_000

    def do(hand):
        assert hand.sees("1,000,000 characters")
        assert hand.sees("Its beginning is shown.")
        hand.presses(Qt.Key.Key_Return)

    answer = while_open(lambda: dialogs.pasted_text(text), do)
    assert answer[1] == text


def test_files_are_asked_for_where_the_last_one_was(dialogs, files, tmp_path):
    files["several"] = [tmp_path / "one.txt", tmp_path / "two.txt"]
    assert dialogs.files_to_import() == [tmp_path / "one.txt", tmp_path / "two.txt"]
    files["one"] = None
    assert dialogs.open_project() is None
    files["one"] = tmp_path / "june.annot"
    assert dialogs.open_project() == tmp_path / "june.annot"
    assert dialogs._files.folder == tmp_path


# --- all of them ----------------------------------------------------------------------------------


def nameless(interface: QAccessible) -> list[str]:
    found = []
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child is None or child.state().invisible:
            continue
        role = child.role()
        needs = {
            QAccessible.Role.Button, QAccessible.Role.EditableText, QAccessible.Role.List,
            QAccessible.Role.CheckBox, QAccessible.Role.RadioButton,
        }  # fmt: skip
        if role in needs and not child.text(QAccessible.Text.Name):
            found.append(f"{role} {child.object()}")
        found += nameless(child)
    return found


QUESTIONS = {
    "who": lambda d: d.who_are_you("login"),
    "line": lambda d: d.text("A name?"),
    "lines": lambda d: d.text("A note?", lines="many"),
    "choose": lambda d: d.choose("Who?", MANY),
    "way out": lambda d: d.way_out("It is damaged.", FEW),
    "report": lambda d: d.report("Left out", ["one"]),
    "new": lambda d: d.new_project(),
    "export": lambda d: d.export(Path("june.jsonl"), STOCK),
    "pasted": lambda d: d.pasted_text("A text."),
}


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_control_has_a_name_and_fits_into_the_smallest_window(
    dialogs, while_open, theme, question, mode
):
    theme.set_mode(mode)

    def do(hand):
        assert nameless(QAccessible.queryAccessibleInterface(hand.sheet)) == []
        assert hand.sheet.windowTitle()
        assert hand.sheet.height() <= 640
        assert hand.sheet.grab().width() > 0

    while_open(lambda: QUESTIONS[question](dialogs), do)
