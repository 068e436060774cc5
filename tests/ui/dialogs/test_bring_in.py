"""What a colleague's file would bring is shown before anything is written."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from annotator.model.person import Person
from annotator.store.exchange.preview import From, Missing, Preview
from annotator.store.exchange.source import Counts, Said

SECOND = Person("2", "second")
SAID = Said(
    "work.bundle", "bundle", "p", "project", SECOND, 1_700_000_000_000, {}, {}, Counts(12),
    (SECOND,),
)  # fmt: skip
SEEN = Preview(
    SAID, (From(SECOND, 1_204, 312),), 1_204, 8, 3, 312, 2, 0, (), 0, ("Who is who is said.",)
)
LACKING = dataclasses.replace(SEEN, missing=(Missing("5173", 1_204, 40, "second"),))


def buttons(hand) -> list[str]:
    return [b.accessibleName() for b in hand.sheet.findChildren(QPushButton)]


def test_it_says_from_whom_what_comes(dialogs, while_open):
    def look(hand):
        assert hand.sheet.windowTitle() == "Bring in the work of second?"
        assert hand.sees("work.bundle, a bundle, with work up to 14 Nov 2023")
        assert hand.sees("3 articles, 312 marks, 1,204 changes in all")
        assert hand.sees("8 changes")
        assert hand.sees("second: 1,204 changes, 312 new marks")
        assert hand.sees("2 things have a field with two values: both are kept")
        assert hand.sees("Who is who is said.")
        assert "From second: 1,204 new changes" in hand.sheet.accessibleDescription()
        assert buttons(hand) == ["Cancel", "Bring in"]

    assert while_open(lambda: dialogs.bring_in(SEEN, 1, 1), look) is None


def test_return_brings_it_in(dialogs, while_open):
    answer = while_open(
        lambda: dialogs.bring_in(SEEN, 1, 1), lambda hand: hand.presses(Qt.Key.Key_Return)
    )
    assert answer == "in"


def test_what_is_missing_can_be_asked_for(dialogs, while_open):
    def ask(hand):
        assert hand.sees("Ask for a file from change 1,204 on.")
        hand.clicks("Ask for what is missing…")

    assert while_open(lambda: dialogs.bring_in(LACKING, 1, 1), ask) == "ask"


def test_one_of_several_says_which_and_is_left_alone(dialogs, while_open):
    def leave(hand):
        assert hand.sees("File 2 of 3: work.bundle")
        hand.clicks("Leave this one out")

    assert while_open(lambda: dialogs.bring_in(SEEN, 2, 3), leave) is None


def test_no_news_has_nothing_to_bring_in(dialogs, while_open):
    none = dataclasses.replace(SEEN, new=0, people=(), articles=0, spans=0, conflicts=0)

    def close(hand):
        assert hand.sees("Nothing. All that is in it is here already.")
        assert buttons(hand) == ["Close"]
        hand.clicks("Close")

    assert while_open(lambda: dialogs.bring_in(none, 1, 1), close) is None

    def go_on(hand):
        assert buttons(hand) == ["Next file"]
        hand.presses(Qt.Key.Key_Return)

    assert while_open(lambda: dialogs.bring_in(none, 1, 2), go_on) is None


def test_texts_alone_are_news(dialogs, while_open):
    texts = dataclasses.replace(SEEN, new=0, articles=0, spans=0, people=(), texts=2)

    def look(hand):
        assert hand.sees("2 texts that had been missing")
        assert "Bring in" in buttons(hand)

    while_open(lambda: dialogs.bring_in(texts, 1, 1), look)


def test_a_project_file_and_many_people_fit(dialogs, while_open):
    people = tuple(From(Person(str(n), f"annotator-{n}"), n, 1) for n in range(30))
    sayings = tuple(f"annotator-{n} is called something else now, for a reason." for n in range(40))
    said = dataclasses.replace(SAID, kind="project", sender=None, name="theirs.annot")
    many = dataclasses.replace(SEEN, said=said, people=people, sayings=sayings)

    def look(hand):
        assert hand.sheet.windowTitle() == "Bring in the work in theirs.annot?"
        assert hand.sees("a whole project")
        assert hand.sees("and 25 more people")
        assert hand.sees("And 34 more remarks on who is who.")
        assert hand.sheet.height() < 700

    while_open(lambda: dialogs.bring_in(many, 1, 1), look)
