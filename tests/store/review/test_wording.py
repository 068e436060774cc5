"""A conflict about a decision, and the command that lists differences, say whose words they are."""

from __future__ import annotations

import json

from click.testing import CliRunner

from annotator.cli import commands
from annotator.model.article import Reading
from annotator.model.review.outcome import Choice
from annotator.store.conflicts import conflicts
from annotator.store.review.comparing import comparison
from annotator.store.review.deciding import decide


def begin(desk, store):
    me = store.person.id
    with store.step("Read"):
        store.put(Reading(desk.ARTICLE, me, status="done"))
    return desk.mark(store)


def the_case(desk, store):
    return comparison(store.read, desk.ARTICLE).cases[0]


def test_a_conflict_about_a_decision_is_told_in_words(desk):
    one, other = desk.replicas("first", "second")
    desk.add_article(one, title="Depot")
    begin(desk, one)
    desk.share(one, other)
    decide(one, the_case(desk, one), Choice("take"))
    decide(other, the_case(desk, other), Choice("nothing", reason="A toy."))
    desk.share(one, other)
    (conflict,) = [c for c in conflicts(one) if c.kind == "decision"]
    assert conflict.about == "the decision on “rockets” in the article “Depot”"
    assert {standing.words for standing in conflict.values} == {
        "take “rockets” of first", "nothing is there, since: A toy.",
    }  # fmt: skip


def test_the_command_lists_what_is_open_and_what_is_decided(desk):
    store = desk.project()
    begin(desk, store)
    desk.mark(store, "depot", "actor")
    decide(store, the_case(desk, store), Choice("nothing"))
    path = store.path
    store.close()
    told = CliRunner().invoke(commands, ["review", str(path)]).output
    assert "nothing  unreviewed  “rockets” (first)" in told
    assert "open  unreviewed  “depot” (first)" in told
    assert told.endswith("1 difference to decide, 1 decided.\n")
    narrow = ["review", str(path), "--article", desk.ARTICLE[:8], "--json"]
    (article,) = json.loads(CliRunner().invoke(commands, narrow).output)["articles"]
    assert (article["open"], article["decided"], article["annotators"]) == (1, 1, ["first"])
    refused = CliRunner().invoke(commands, ["review", str(path), "--article", "zz"])
    assert refused.exit_code
