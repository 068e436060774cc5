"""How answers compare: by what was recorded first, and by what they name only then."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.claims.claim import (
    CONTRADICTS,
    CORROBORATES,
    REPEATS,
    Bond,
    Citation,
    Claim,
    Known,
    Mention,
    Source,
    Tie,
)
from annotator.model.claims.saying import column_remark
from annotator.model.claims.subjects import COLUMNS, said_of
from annotator.model.claims.table import claim_table
from annotator.model.entity import Entity, EntityLink


def mention(id_, label, words, quote, start, **more):
    at = start + quote.index(words)
    return Mention(id_, label, at, at + len(words), words, **more)


def claim(id_, quote, *mentions, source="", date="", **more):
    start = 100 * int(id_)
    made = [
        mention(f"{id_}{n}", *given, quote, start, **rest)
        for n, (given, rest) in enumerate(mentions)
    ]
    article = more.pop("article", "a")
    given = {"stance": "asserts", "about": ("event",)} | more
    sources = (Source(source or id_, source or id_, "entity"),)
    where = Citation(article, date=date)
    return Claim(id_, article, start, start + len(quote), quote, sources, where,
                 mentions=tuple(made), **given)  # fmt: skip


def weapon(words, **more):
    return (("weapon", words), more)


def place(words, entity):
    return (("location", words), {"entity": entity})


def states(table, column="weapon"):
    return {row.source.name: row.cells[column].state for row in table.rows}


def test_other_words_are_unsettled_until_somebody_says_how_they_compare():
    claims = [claim("1", "rockets fell", weapon("rockets")),
              claim("2", "shells fell", weapon("shells"))]  # fmt: skip
    assert states(claim_table(claims, Known())) == {"1": "first", "2": "unsettled"}


@pytest.mark.parametrize(
    ("type_", "aspect", "state"),
    [(CONTRADICTS, "weapon", "differs"), (CONTRADICTS, "all", "differs"),
     (CONTRADICTS, "harm", "unsettled"), (CORROBORATES, "weapon", "agrees")],
)  # fmt: skip
def test_a_recorded_relation_counts_in_the_column_of_its_aspect(type_, aspect, state):
    ties = (Tie(type_, "1", aspect),)
    claims = [claim("1", "rockets fell", weapon("rockets")),
              claim("2", "shells fell", weapon("shells"), ties=ties)]  # fmt: skip
    assert states(claim_table(claims, Known()))["2"] == state


def test_a_recorded_contradiction_outweighs_the_same_words():
    tie = Tie(CONTRADICTS, "1", "weapon", "partial")
    claims = [claim("1", "rockets fell", weapon("rockets")),
              claim("2", "rockets fell", weapon("rockets"), ties=(tie,))]  # fmt: skip
    (_, row) = claim_table(claims, Known()).rows
    assert (row.cells["weapon"].state, row.cells["weapon"].remark) == ("differs", "in part")


@pytest.mark.parametrize(
    ("more", "expected"),
    [((), ("differs", "on the event")), ((Tie(CORROBORATES, "1", "weapon"),), ("agrees", ""))],
)
def test_who_contradicts_the_event_does_not_agree_by_naming_the_same(more, expected):
    ties = (Tie(CONTRADICTS, "1", "event"), *more)
    claims = [claim("1", "rockets fell", weapon("rockets")),
              claim("2", "no rockets fell", weapon("rockets"), ties=ties)]  # fmt: skip
    (_, row) = claim_table(claims, Known()).rows
    assert (row.cells["weapon"].state, row.cells["weapon"].remark) == expected


def test_one_category_agrees_and_an_unspecified_one_says_nothing():
    def of(category):
        return {"attributes": (("category", category),)}

    same = [claim("1", "shells fell", weapon("shells", **of("artillery"))),
            claim("2", "howitzers fired", weapon("howitzers", **of("artillery")))]  # fmt: skip
    assert states(claim_table(same, Known()))["2"] == "agrees"
    unknown = [claim("1", "shells fell", weapon("shells", **of("unspecified"))),
               claim("2", "guns fired", weapon("guns", **of("unspecified")))]  # fmt: skip
    assert states(claim_table(unknown, Known()))["2"] == "unsettled"


def test_a_denial_never_agrees_by_naming_the_same():
    claims = [claim("1", "rockets fell", weapon("rockets")),
              claim("2", "rockets fell", weapon("rockets"), stance="denies")]  # fmt: skip
    (_, row) = claim_table(claims, Known()).rows
    assert (row.cells["weapon"].state, row.cells["weapon"].remark) == ("unsettled", "denied")


@pytest.mark.parametrize(
    ("link", "state", "remark"),
    [(EntityLink.of("base", "within", "town"), "agrees", "more exact"),
     (EntityLink.of("town", "within", "base"), "agrees", "broader"),
     (EntityLink.of("base", "possibly_same_as", "town"), "unsettled", "the same place?")],
)  # fmt: skip
def test_places_compare_by_the_register(link, state, remark):
    claims = [claim("1", "in the town", place("town", "town")),
              claim("2", "at the base", place("base", "base"))]  # fmt: skip
    (_, row) = claim_table(claims, Known(links=(link,))).rows
    assert (row.cells["where"].state, row.cells["where"].remark) == (state, remark)


def test_places_in_a_ring_end_the_search():
    ring = (EntityLink.of("a", "within", "b"), EntityLink.of("b", "within", "a"))
    assert not Known(links=ring).lies_within("a", "c")
    merged = {"a": Entity("a", "actor", "A", merged_into="b"),
              "b": Entity("b", "actor", "B", merged_into="a")}  # fmt: skip
    assert Known(merged).root("a") in merged


def test_the_earliest_by_date_is_first_and_those_without_a_date_are_last():
    claims = [claim("1", "rockets fell", weapon("rockets")),
              claim("2", "rockets fell", weapon("rockets"), date="2026-11-26", article="b"),
              claim("3", "rockets fell", weapon("rockets"), date="2026-11-25", article="c"),
              ]  # fmt: skip
    table = claim_table(claims, Known())
    assert [row.source.name for row in table.rows] == ["3", "2", "1"]
    assert states(table)["3"] == "first"


def test_the_majority_is_what_most_agree_with():
    claims = [claim("1", "shells fell", weapon("shells")),
              claim("2", "rockets fell", weapon("rockets")),
              claim("3", "rockets fell", weapon("rockets"))]  # fmt: skip
    assert states(claim_table(claims, Known())) == {
        "1": "first", "2": "unsettled", "3": "unsettled",
    }  # fmt: skip
    table = claim_table(claims, Known(), way="majority")
    assert states(table) == {"1": "unsettled", "2": "first", "3": "agrees"}
    assert column_remark(table, "weapon") == "1 word, 1 open"


def test_repeats_in_a_ring_stand_in_one_row_and_end():
    claims = [claim("1", "rockets fell", weapon("rockets"), ties=(Tie(REPEATS, "2"),)),
              claim("2", "rockets fell", weapon("rockets"), ties=(Tie(REPEATS, "1"),))]  # fmt: skip
    table = claim_table(claims, Known())
    assert sum(len(row.claims) for row in table.rows) == 2


def test_words_of_harm_are_the_claim_itself_where_none_are_marked():
    one = claim("1", "nobody was hurt", about=("harm",))
    assert [said.words for said in said_of(one, "harm")] == ["nobody was hurt"]
    assert said_of(one, "why") == []


def test_who_owns_a_place_or_is_hit_did_not_do_it():
    quote = "fighters hit the soldiers at the army base"
    one = claim("1", quote, (("actor", "fighters"), {}), (("actor", "soldiers"), {}),
                (("actor", "army"), {}), (("location", "army base"), {}),
                bonds=(Bond("victim", "e", "11"),))  # fmt: skip
    assert [said.words for said in said_of(one, "who")] == ["fighters"]


WORDS = st.sampled_from(["rockets", "shells", "drones"])


@given(
    st.lists(
        st.tuples(WORDS, st.sampled_from("ABC"), st.sampled_from(["asserts", "denies"])), max_size=8
    ),
    st.lists(
        st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from([CONTRADICTS, REPEATS])),
        max_size=6,
    ),
    st.sampled_from(["first", "majority", "source"]),
)
def test_every_claim_stands_in_a_row_and_every_column_has_at_most_one_reference(said, ties, way):
    claims = [
        claim(f"{n}", f"{words} fell", weapon(words), source=source, stance=stance, article=f"{n}",
              ties=tuple(Tie(t, f"{b}", "weapon") for a, b, t in ties if a == n))
        for n, (words, source, stance) in enumerate(said)
    ]  # fmt: skip
    table = claim_table(claims, Known(), way=way, with_source="B")
    assert {c.id for row in table.rows for c in row.claims} == {c.id for c in claims}
    for column in COLUMNS:
        first = [row for row in table.rows if row.cells[column].state == "first"]
        assert len(first) == bool(table.answers(column))
