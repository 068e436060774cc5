"""A mark is deleted, with the relations that would lose an end."""

from __future__ import annotations

from annotator.model.ids import new_id
from annotator.model.span import Relation


def chooses(analyst, words, label="actor", number=0, **more):
    span = analyst.has(words, label, number, **more)
    analyst.workspace.choose(span)
    return span


# --- deleting -------------------------------------------------------------------------------------


def test_the_chosen_mark_is_deleted_and_comes_back(analyst):
    span = chooses(analyst, "rockets", "weapon")
    assert analyst.does("delete_mark") == "Deleted the mark “rockets” as Weapon"
    assert analyst.said[-1].deed == "undo"
    assert analyst.marks() == []
    assert analyst.chosen() is None
    assert analyst.workspace.selection.start == span.start
    analyst.does("undo")
    assert analyst.article.spans == [span]
    assert analyst.chosen() == ("rockets", "weapon")


def test_relations_that_would_lose_an_end_go_with_the_mark(analyst):
    actor, other = analyst.has("force", "actor"), analyst.has("spokesman", "actor")
    claims = [analyst.has("rockets", "claim"), analyst.has("north", "claim")]
    ties = [analyst.ties("said_by", claim, actor) for claim in claims]
    kept = analyst.ties("said_by", analyst.has("later", "claim"), other)
    analyst.workspace.choose(actor)
    assert analyst.does("delete_mark") == (
        "Deleted the mark “force” as Actor, and 2 relations with it"
    )
    assert analyst.article.relations == [kept]
    analyst.does("undo")
    assert analyst.article.relations == sorted([*ties, kept], key=lambda tie: tie.id)
    assert analyst.is_in_step()


def test_relations_from_another_article_go_with_the_mark(analyst):
    claim = analyst.has("rockets", "claim")
    here = analyst.article.id
    analyst.workspace.show(analyst.screen.next_article(1))
    other = analyst.has("left", "claim")
    tie = Relation(new_id(), other.article, analyst.me, "repeats", other.id, claim.id,
                   tail_article=here)  # fmt: skip
    with analyst.workspace.step("Relate") as store:
        store.put(tie)
    analyst.workspace.show(here)
    analyst.workspace.choose(claim)
    analyst.does("delete_mark")
    assert analyst.workspace.reader.relations(other.article) == []


def test_without_a_chosen_mark_nothing_is_deleted(analyst):
    analyst.has("rockets", "weapon")
    assert analyst.does("delete_mark").startswith("Choose a mark first")
    assert len(analyst.marks()) == 1
