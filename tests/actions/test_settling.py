"""The deed of settling: what waits in words, what is taken, and where a thing is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.actions import settling
from annotator.model.scheme import Choice
from annotator.model.sentences import Refused
from annotator.model.typed import YES_OR_NO, Typed
from annotator.store.conflicts import Conflict, Standing

WORDS = st.text("abc xyz", min_size=1).filter(str.strip)


def conflict(kind: str, field: str, *values: object, id_: str = "", article: str | None = None):
    standing = tuple(Standing(value, f"{value}", (), n == 0) for n, value in enumerate(values))
    return Conflict(1, kind, id_, article, None, field, "a thing", field, standing, None)


def test_nothing_waits_without_a_project_or_a_colleague(analyst):
    assert analyst.does("conflicts") == "Nothing waits to be settled."
    assert settling.conflicts_in_words(analyst.workspace) == ""
    analyst.workspace.close()
    assert analyst.does("conflicts") == "Open a project first."


@pytest.mark.parametrize(("number", "words"), [
    (1, "1 conflict waits to be settled."), (1_200, "1,200 conflicts wait to be settled."),
])  # fmt: skip
def test_what_waits_is_said_with_its_number(analyst, monkeypatch, number, words):
    monkeypatch.setattr(settling, "waiting", lambda *_: number)
    assert settling.conflicts_in_words(analyst.workspace) == words
    analyst.does("conflicts")
    assert analyst.screen.done[-1] == ("show_conflicts",)


def test_nothing_is_typed_where_only_what_stands_can_be_taken(analyst):
    with pytest.raises(Refused, match="take one of the values"):
        settling.take_typed(analyst.workspace, conflict("span", "", {}), "x")


@given(WORDS)
def test_what_is_written_reads_back_as_the_same_value(words):
    for typed in (Typed(), Typed(is_list=True), Typed(has_lines=True)):
        value = typed.read(words)
        assert typed.read(settling.written(typed, value)) == value


def test_choices_and_flags_are_written_by_their_names():
    choices = (Choice("a", "armed group"), Choice("s", "state forces"))
    many = Typed("multi", choices, is_list=True)
    assert settling.written(many, ["a", "s"]) == "armed group, state forces"
    assert many.read(settling.written(many, ["a", "s"])) == ["a", "s"]
    assert settling.written(Typed(choices=YES_OR_NO, is_flag=True), value=False) == "no"
    assert settling.written(Typed(degrees=90), 35.5) == "35.5"
    assert settling.written(Typed(), None) == "nothing"


@pytest.mark.parametrize(("kind", "words"), [
    ("label", "part of the scheme"), ("person", "what somebody is called"),
    ("attachment", "lies beside an article"), ("alias", "No mark in an article names it"),
])  # fmt: skip
def test_what_stands_nowhere_says_what_it_is(analyst, kind, words):
    value = {"entity": "0195f3c2-1111-7222-8333-444455556666"}
    with pytest.raises(Refused, match=words):
        settling.show_thing(analyst.hands, conflict(kind, "", value))


def test_an_article_that_was_taken_out_cannot_be_shown(analyst):
    with pytest.raises(Refused, match="it comes back"):
        settling.show_thing(analyst.hands, conflict("article", "exists", True, id_="0" * 64))


def test_a_relation_is_shown_by_its_first_mark_and_a_lost_mark_by_its_place(analyst):
    span = analyst.has("rockets", "weapon")
    article = analyst.article.id
    analyst.workspace.show(None)
    settling.show_thing(analyst.hands, conflict("relation", "", {"head": span.id}, article=article))
    assert analyst.workspace.chosen == span
    settling.show_thing(
        analyst.hands, conflict("span", "", None, {"start": 5}, id_="gone", article=article)
    )
    assert analyst.workspace.chosen is None
    assert analyst.workspace.selection.start == 5
