"""A pasted text on its way to becoming an article."""

from __future__ import annotations

import pytest

from annotator.formats import pasted
from annotator.model.sentences import Refused
from annotator.model.text import LONGEST, sha256_of


def test_only_the_ends_of_lines_are_made_alike():
    assert pasted.looked_at("one\r\ntwo\rthree\u2028four\u00a0five") == (
        "one\ntwo\nthree\u2028four\u00a0five"
    )


def test_a_text_as_long_as_an_article_may_be_passes_and_a_longer_one_does_not():
    assert len(pasted.looked_at("x" * LONGEST)) == LONGEST
    with pytest.raises(Refused, match=r"has 10\.0 MB, and an article can have 10 MB at most"):
        pasted.looked_at("x" * (LONGEST + 1))


@pytest.mark.parametrize("words", ["", " \n\t", "a\0b", "half \ud83d"])
def test_what_is_no_text_is_refused(words):
    with pytest.raises(Refused, match="The pasted text was not read"):
        pasted.looked_at(words)


def test_without_a_title_the_first_line_is_the_title():
    assert pasted.article_of("  ", "\nA headline\nAnd more").title == "A headline"
    article = pasted.article_of(" My\n title ", "A text")
    assert (article.id, article.title) == (sha256_of("A text"), "My title")


def test_it_is_noted_when_it_was_found(project):
    article = pasted.article_of("", "A text")
    with project.store.step("Paste"):
        pasted.bring_in(project.store, article, "A text")
    (seen,) = project.store.read.sightings(article.id)
    assert seen.title == "A text"
    assert len(seen.retrieved) == len("2026-01-01")
