"""Ids are UUIDs: minted in order of time, or derived from words and the same everywhere."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model import ids
from annotator.model.ids import derived_id, is_id, is_sha256, new_id, to_bytes, to_text


def test_a_new_id_is_a_uuid_of_version_7():
    made = uuid.UUID(new_id())
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert str(made) == str(uuid.UUID(str(made)))


def test_no_two_new_ids_are_the_same():
    assert len({new_id() for _ in range(2_000)}) == 2_000


def test_new_ids_come_in_order_of_time(monkeypatch):
    made = []
    for milliseconds in (1, 2, 1_000, 1_700_000_000_000, 1_700_000_000_001):
        monkeypatch.setattr(ids.time, "time_ns", lambda now=milliseconds: now * 1_000_000)
        made.append(new_id())
    assert made == sorted(made)
    assert made[3].startswith("018bcfe5-6800-7")


def test_a_derived_id_is_the_same_on_every_machine():
    assert derived_id("a", "b") == "f04cdced-9736-869d-a610-3f08a4daaf8c"
    assert uuid.UUID(derived_id("a", "b")).version == 8
    assert uuid.UUID(derived_id()).variant == uuid.RFC_4122


@given(st.lists(st.text(), max_size=3), st.lists(st.text(), max_size=3))
def test_other_words_give_another_id(one, two):
    same = "\x1f".join(one) == "\x1f".join(two)
    assert (derived_id(*one) == derived_id(*two)) == same


def test_words_that_are_half_characters_have_an_id_too():
    assert is_id(derived_id("\ud800"))


@given(st.uuids())
def test_bytes_and_text_are_the_same_id(made):
    text = str(made)
    assert is_id(text)
    assert to_bytes(text) == made.bytes
    assert to_text(made.bytes) == text


@pytest.mark.parametrize(
    "text",
    ["", "0195F3C2-1111-7222-8333-444455556666", "0195f3c2111172228333444455556666", "x" * 36,
     "{0195f3c2-1111-7222-8333-444455556666}", "0195f3c2-1111-7222-8333-44445555666",
     "0195f3c2-1111-7222-8333-444455556666\n", "0195f3c2-1111-7222-8333-44445555666٦"],
)  # fmt: skip
def test_what_is_no_id_is_told_from_one(text):
    assert not is_id(text)


def test_a_sha256_is_64_small_hexadecimal_digits():
    assert is_sha256("0123456789abcdef" * 4)
    for text in ("", "0" * 63, "0" * 65, "A" * 64, "g" * 64, "0" * 64 + "\n"):
        assert not is_sha256(text)
