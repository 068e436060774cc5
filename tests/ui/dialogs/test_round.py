"""The question who reads what in a new round."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu

from annotator.model.person import Person
from annotator.questions import NewRound, RoundOffer

PEOPLE = tuple(Person(f"{n}", name) for n, name in enumerate(("first", "second", "third"), 1))
ARTICLES = tuple("abcdefg")


def offer(**known) -> RoundOffer:
    there = {"persons": PEOPLE, "articles": ARTICLES, "listed": (), "of_nobody": ARTICLES,
             "names": ()}  # fmt: skip
    return RoundOffer(**there | known)


def write(hand, name: str, words: str) -> None:
    fields = [x for x in hand.sheet.findChildren(QLineEdit) if x.accessibleName() == name]
    fields[0].selectAll()
    QTest.keyClicks(fields[0], words)


def readers(hand, number: int) -> None:
    """Choose how many read each article, from the list that opens."""
    field = hand.sheet._readers
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    menu = next(one for one in field.findChildren(QMenu) if one.isVisible())
    action = next(one for one in menu.actions() if one.text().startswith(f"{number} of"))
    action.trigger()
    menu.close()


def test_return_alone_gives_everything_to_everybody_blind(dialogs, while_open):
    def look(hand):
        assert hand.sees("Each of the 3 people gets 7 articles. In an article nobody sees what")
        hand.presses(Qt.Key.Key_Return)

    answer = while_open(lambda: dialogs.begin_round(offer()), look)
    assert answer == NewRound("Round 1", ("1", "2", "3"), ARTICLES, 0, 0, is_blind=True)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_two_of_three_with_another_seed_who_see_each_other(dialogs, while_open):
    def choose(hand):
        readers(hand, 2)
        assert hand.sees("Each of the 3 people gets 4 or 5 articles.")
        write(hand, "Name", " July ")
        write(hand, "Seed of the lots", "42")
        hand.clicks("All along")
        assert not hand.sees("nobody sees")
        hand.clicks("Begin the round")

    answer = while_open(lambda: dialogs.begin_round(offer()), choose)
    assert answer == NewRound("July", ("1", "2", "3"), ARTICLES, 2, 42, is_blind=False)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_fewer_people_take_the_number_of_readers_along(dialogs, while_open):
    def choose(hand):
        readers(hand, 2)
        hand.clicks("third")
        assert hand.sees("Each of the 2 people gets 7 articles.")
        hand.clicks("second")
        assert hand.sees("The one who is ticked gets 7 articles. One person alone reads")
        hand.clicks("first")
        assert hand.sees("Nobody is ticked, so nobody would read anything.")
        assert not hand.button("Begin the round").isEnabled()
        hand.clicks("second")
        hand.clicks("Begin the round")

    answer = while_open(lambda: dialogs.begin_round(offer()), choose)
    assert (answer.persons, answer.each) == (("2",), 0)


def test_what_nobody_has_is_offered_first_but_before_it_what_the_list_shows(dialogs, while_open):
    def look(hand):
        assert hand.sheet._which.choice == "nobody"
        hand.clicks("Begin the round")

    some = offer(of_nobody=("f", "g"), names=("Round 1", "Round 3"))
    answer = while_open(lambda: dialogs.begin_round(some), look)
    assert (answer.name, answer.articles, answer.seed) == ("Round 4", ("f", "g"), 2)

    def choose(hand):
        assert hand.sheet._which.choice == "list"
        assert hand.sees("Each of the 3 people gets 1 article.")
        hand.clicks("All 7")
        hand.clicks("The 1 in the list")
        hand.clicks("Begin the round")

    some = offer(listed=("c",), of_nobody=("f", "g"))
    answer = while_open(lambda: dialogs.begin_round(some), choose)
    assert answer.articles == ("c",)


def test_a_name_must_be_there_and_be_new(dialogs, while_open):
    def choose(hand):
        write(hand, "Name", "Pilot")
        assert hand.sees("There is a round called Pilot already.")
        assert not hand.button("Begin the round").isEnabled()
        write(hand, "Name", " ")
        assert hand.sees("A round needs a name.")
        hand.presses(Qt.Key.Key_Escape)

    assert while_open(lambda: dialogs.begin_round(offer(names=("Pilot",))), choose) is None


def test_whoever_is_alone_learns_how_colleagues_come_in(dialogs, while_open):
    def look(hand):
        assert hand.sees("Colleagues can be chosen once anything of theirs was brought in.")
        hand.presses(Qt.Key.Key_Escape)

    assert while_open(lambda: dialogs.begin_round(offer(persons=PEOPLE[:1])), look) is None


def test_where_to_write_the_file_for_one_person_is_asked(dialogs, files, tmp_path):
    files["target"] = tmp_path / "second.bundle"
    assert dialogs.round_file(tmp_path / "First for second.bundle") == tmp_path / "second.bundle"
