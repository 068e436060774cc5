"""The report as a page that prints, the table that opens in a spreadsheet, and the headline."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest

from annotator.model.agreement.agreement import agreement
from annotator.model.agreement.report import headline, in_short
from annotator.model.agreement.rows import answer, csv_lines
from annotator.model.agreement.study import study_of
from annotator.model.agreement.written import Drawn, html


@pytest.fixture
def found(marks):
    """Two people agree on one of two marks."""
    first = marks.spans(("actor", 0, 5), ("weapon", 10, 20))
    second = marks.spans(("actor", 0, 5), ("weapon", 10, 18))
    return agreement(marks.study(marks.article("<one> & only", first, second)))


def test_the_page_holds_what_was_found_and_no_markup_of_others(found):
    page = html(found, {})
    assert "<h2>Discuss first</h2>" in page
    assert "“&lt;one&gt; &amp; only” (1 of 2).</li>" in page
    assert '<td class="number" align="right">4</td>' in page
    assert "<img" not in page


def test_drawings_stand_where_they_belong_and_say_what_they_show(found):
    page = html(found, {"confusion": Drawn("data:image/svg+xml;base64,AA==", 600, 300)})
    head, _, after = page.partition("<h2>What was taken for what</h2>")
    assert "<img" not in head
    assert (
        'src="data:image/svg+xml;base64,AA==" width="600" height="300" alt="How often one label'
        in after
    )


def test_the_headline_says_what_each_figure_means(found):
    said = [in_short(found.study, figure) for figure in headline(found)]
    assert said[0].startswith("Same words, same label (F1): 0.50, n = 4. Of 100 marks, 50 were")
    assert "Of 100 marks, 100 were" in said[1]
    assert len(said) == 4
    assert said[3].endswith("of Actor, Weapon: reliable.")


def test_a_name_that_a_spreadsheet_would_work_out_is_made_harmless(marks):
    people = (replace(marks.people[0], name="=1+1"), replace(marks.people[1], name="@two"))
    article = marks.article("one", *(marks.spans(("actor", 0, 5)) for _ in "ab"))
    found = agreement(study_of(marks.scheme, people, [article]))
    lines = [line.decode() for line in csv_lines(found)]
    named = [row for row in csv.DictReader(lines) if row["first"]]
    assert {row["first"] for row in named} == {"'=1+1"}
    assert {row["second"] for row in named} == {"'@two"}
    assert answer(found)["persons"] == ["=1+1", "@two"]


def test_a_negative_number_stays_a_number(marks):
    first, second = marks.spans(("actor", 0, 100)), marks.spans(("actor", 100, 200))
    found = agreement(marks.study(marks.article("one", first, second)))
    assert any(f.value is not None and f.value < 0 for f in found.figures)
    lines = [line.decode() for line in csv_lines(found)]
    assert any(row["value"].startswith("-") for row in csv.DictReader(lines))


def test_who_works_it_out_may_stop_it(marks):
    seen = []

    def stop(words, done, of):
        seen.append((done, of))
        if done == 3:
            raise InterruptedError

    study = marks.study(marks.article("one", *(marks.spans(("actor", 0, 5)) for _ in "ab")))
    with pytest.raises(InterruptedError):
        agreement(study, progress=stop)
    assert seen == [(0, 5), (1, 5), (3, 5)]
