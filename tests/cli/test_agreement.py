"""How far people agree is told on the command line."""

from __future__ import annotations

import csv

import pytest

from annotator.model.article import Article, Reading
from annotator.model.ids import new_id
from annotator.model.person import person_named
from annotator.model.scheme_file import find_scheme
from annotator.model.span import Span
from annotator.model.text import sha256_of
from annotator.store.store import Store

TEXT = "Rockets hit the depot."
PEOPLE = [person_named("", f"annotator-{n}") for n in (1, 2)]


@pytest.fixture
def project(tmp_path):
    """Two people agree on one mark, and not on the end of another."""
    path = tmp_path / "project.annot"
    Store.create(path, find_scheme("conflict-news"), PEOPLE[0]).close()
    for person, end in zip(PEOPLE, (21, 20), strict=True):
        with Store.open(path, person) as store, store.step("Read"):
            article = Article(sha256_of(TEXT), "Depot hit")
            store.add_article(article, TEXT)
            for label, s, e in (("weapon", 0, 7), ("location", 16, end)):
                store.put(Span(new_id(), article.id, person.id, label, s, e, TEXT[s:e]))
            store.put(Reading(article.id, person.id, status="done"))
    return path


def test_the_report(project, does):
    said = does("agreement", project)
    assert "Compared were annotator-1 and annotator-2 on 1 article." in said
    assert "Same words, same label (F1)" in said
    assert "“Depot hit” (1 of 2)" in said
    assert does("agreement", project, "--md").startswith("# Agreement")


def test_figures_for_programs(project, annotator):
    answer = annotator("agreement", project, "--json", "--intervals").answer
    figures = {(f["measure"], f["of"], f["first"]): f for f in answer["figures"]}
    assert figures["f1_exact", None, None]["value"] == 0.5
    assert figures["f1_overlap", None, None]["value"] == 1.0
    assert answer["by_article"][0]["differ"] == 1
    assert answer["articles"] == 1


def test_figures_as_a_table(project, does, tmp_path):
    out = tmp_path / "figures.csv"
    assert f"figures to {out}." in does("agreement", project, "--csv", out)
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["measure"] == "f1_exact"
    assert rows[0]["value"] == "0.5"


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--against-gold"], "gold layer yet"),
        (["--person", "annotator-1"], "Only one person"),
        (["--person", "nobody-here"], "Nobody in this project is called nobody-here"),
    ],
)
def test_where_there_is_nothing_to_compare_one_sentence_says_so(project, annotator, options, why):
    ran = annotator("agreement", project, *options)
    assert ran.status == 1
    assert why in ran.err
    assert ran.err.count("\n") == 1


def test_texts_that_differ_in_a_character_are_said_not_to_be_one_article(project, does, annotator):
    for person, text in zip(PEOPLE, (f"{TEXT} Again.", f"{TEXT} Again!"), strict=True):
        with Store.open(project, person) as store, store.step("Read"):
            store.add_article(Article(sha256_of(text), "Depot hit again"), text)
            store.put(Reading(sha256_of(text), person.id, status="done"))
    sentence = "2 texts with the title “Depot hit again” were read by one person each."
    assert sentence in does("review", project)
    assert sentence in does("agreement", project)
    (apart,) = annotator("review", project, "--json").answer["read_apart"]
    assert sorted(apart["articles"]) == sorted(
        sha256_of(text) for text in (f"{TEXT} Again.", f"{TEXT} Again!")
    )
