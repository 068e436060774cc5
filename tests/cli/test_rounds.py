"""Rounds are begun, extended, closed and listed from the command line."""

from __future__ import annotations

import pytest

from annotator.cli.answers import me
from annotator.model.person import person_named
from annotator.store.store import Store


@pytest.fixture
def rounds(project, text, tmp_path, does, annotator):
    folder = tmp_path / "texts"
    folder.mkdir()
    for n in range(4):
        text(folder, f"{n}.txt", f"The army fired {n} rockets.")
    does("import", project, folder)
    with Store.open(project, me()) as store, store.step("Join"):
        store.put(*(person_named("", name) for name in ("annotator-1", "annotator-2")))

    def run(*words):
        return does("rounds", project, *words)

    run.answer = lambda *words: annotator("rounds", project, *words, "--json").answer["rounds"]
    return run


def test_a_round_is_begun_and_said_how_far_it_is(rounds):
    assert rounds() == "There is no round yet. Begin one with --new and --person.\n"
    said = rounds("--new", "First", "--person", "annotator-1", "--person", "annotator-2",
                  "--each", 1, "--blind")  # fmt: skip
    lines = said.splitlines()
    assert lines[:3] == ["Began the round First with 4 articles for 2 people.", "",
                         "First: 1 of 2 read each article, blind"]  # fmt: skip
    assert sorted(lines[3:]) == [
        "  annotator-1  0 of 2  2 to do", "  annotator-2  0 of 2  2 to do"
    ]  # fmt: skip
    (answer,) = rounds.answer()
    assert answer["is_blind"]
    assert [person["articles"] for person in answer["people"]] == [2, 2]


def test_a_round_is_closed_and_opened_again(rounds):
    rounds("--new", "First", "--person", "annotator-1")
    assert rounds("--close", "First").startswith("Closed the round First.")
    assert "is closed already" in rounds("--close", "First")
    assert rounds.answer()[0]["is_closed"]
    assert rounds("--reopen", "First").startswith("Opened the round First again.")
    assert not rounds.answer()[0]["is_closed"]


def test_what_comes_later_is_given_out(rounds, project, text, tmp_path, does):
    rounds("--new", "First", "--person", "annotator-1")
    assert "are in the round First already" in rounds("--extend", "First")
    does("import", project, text(tmp_path, "later.txt", "The navy left."))
    assert "Gave out 1 article more in the round First." in rounds("--extend", "First")


@pytest.mark.parametrize(
    ("words", "status", "why"),
    [
        (("--new", "First"), 1, "name each with --person"),
        (("--new", "First", "--person", "nobody"), 1, "Nobody in the project is called nobody"),
        (("--new", "First", "--person", "annotator-1", "--each", 3), 1, "of 1 people"),
        (("--new", "First", "--person", "annotator-1", "--article", "zz"), 1, "has no article zz"),
        (("--close", "First"), 1, "No round is called First"),
        (("--close", "First", "--new", "Second"), 2, "at a time"),
        (("--blind",), 2, "go with --new"),
        (("--article", "aa"), 2, "goes with --new or --extend"),
    ],
)
def test_what_makes_no_sense_is_refused(rounds, project, refuses, words, status, why):
    assert why in refuses("rounds", project, *words, status=status)
    assert rounds.answer() == []


def test_a_file_for_one_person_holds_what_he_is_to_read(rounds, project, tmp_path, annotator):
    rounds("--new", "First", "--person", "annotator-1", "--person", "annotator-2", "--each", 1)
    out = tmp_path / "for-one.bundle"
    done = annotator("bundle", project, out, "--round", "First", "--json")
    assert done.answer["articles"] == 4
    ran = annotator("bundle", project, out, "--round", "First", "--for", "annotator-1", "--json")
    assert ran.answer["articles"] == 2
    assert ran.answer["texts"] == 2
    assert ran.answer["part"]


@pytest.mark.parametrize("words", [("--for", "x"), ("--round", "x", "--article", "aa")])
def test_a_file_of_a_round_is_asked_for_rightly(project, refuses, tmp_path, words):
    refuses("bundle", project, tmp_path / "x.bundle", *words, status=2)


def test_a_round_that_gives_somebody_nothing_is_said(rounds, project, refuses, tmp_path):
    rounds("--new", "First", "--person", "annotator-1")
    said = refuses("bundle", project, tmp_path / "x.bundle", "--round", "First", "--for",
                   "annotator-2")  # fmt: skip
    assert "gives annotator-2 nothing to read" in said
