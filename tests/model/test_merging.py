"""Which entity stands for which, and what leads round in a circle."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.merging import circles, leads_to, members, stands_for

ids = st.sampled_from("abcdef")
intos = st.dictionaries(ids, ids, max_size=6)


def test_a_chain_is_read_to_its_end_and_a_ring_as_its_least():
    assert stands_for("a", {}) == "a"
    assert stands_for("a", {"a": "b", "b": "c"}) == "c"
    ring = {"c": "b", "b": "c", "a": "b"}
    assert {stands_for(one, ring) for one in "abc"} == {"b"}
    assert members(ring) == {"b": ["a", "c"]}


def test_circles_are_found_once_and_chains_are_none():
    assert circles([("a", "b"), ("b", "c")]) == []
    assert circles([("a", "b"), ("b", "a"), ("c", "a")]) == [("a", "b")]
    assert circles([("a", "a")]) == [("a",)]
    two = [("a", "b"), ("b", "a"), ("b", "c"), ("c", "d"), ("d", "c")]
    assert circles(two) == [("a", "b"), ("c", "d")]


def test_one_sees_whether_a_tie_would_close_a_circle():
    tails = {"a": ["b"], "b": ["c"]}
    assert leads_to("a", "c", lambda one: tails.get(one, ()))
    assert not leads_to("c", "a", lambda one: tails.get(one, ()))
    assert leads_to("a", "a", lambda _: ())


@given(intos)
def test_whatever_was_merged_each_is_read_as_one_that_reads_as_itself(into):
    for one in "abcdef":
        found = stands_for(one, into)
        assert stands_for(found, into) == found
        assert found == (stands_for(into[one], into) if one in into else one)


@given(st.lists(st.tuples(ids, ids), max_size=10))
def test_what_is_in_a_circle_comes_back_to_itself_and_nothing_else_does(ties):
    tails = {}
    for head, tail in ties:
        tails.setdefault(head, []).append(tail)
    back = {
        one
        for one in "abcdef"
        if any(leads_to(tail, one, lambda id_: tails.get(id_, ())) for tail in tails.get(one, ()))
    }
    assert {one for circle in circles(ties) for one in circle} == back
