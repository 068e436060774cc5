"""What people read of their agreement, whole: figures, tables, intervals, reasons, words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.agreement.agreement import agreement, nothing_to_compare
from annotator.model.agreement.confusion import table
from annotator.model.agreement.figure import standing
from annotator.model.agreement.report import discuss_first
from annotator.model.agreement.rows import cells, confusions, rows
from annotator.model.agreement.study import GOLD, Near, study_of
from annotator.model.agreement.wording import MEANINGS, NAMES
from annotator.model.agreement.written import markdown, plain
from tests.model.agreement.conftest import Marks

LABELS = ("actor", "location", "weapon")
MARKED = st.lists(
    st.tuples(st.sampled_from(LABELS), st.integers(0, 30), st.integers(1, 9)).map(
        lambda p: (p[0], p[1], p[1] + p[2])
    ),
    max_size=5,
)
READ = st.lists(st.tuples(MARKED, MARKED, st.one_of(st.none(), MARKED)), min_size=1, max_size=4)


def study(read):
    marks = Marks()
    return marks.study(
        *(
            marks.article(f"{n:02}", *(None if x is None else marks.spans(*x) for x in people))
            for n, people in enumerate(read)
        ),
        people=3,
    )


def values(found):
    return {(f.measure, f.of, f.pair): f.value for f in found.figures}


def test_headline_figures(marks):
    """Half is the same to the letter, all of it by overlap."""
    found = agreement(
        marks.study(
            marks.article(
                "one", marks.spans(("actor", 0, 5), ("weapon", 7, 9)),
                marks.spans(("actor", 0, 5), ("weapon", 7, 10)),
            )
        )
    )  # fmt: skip
    assert found.figure("f1_exact").value == 0.5
    assert found.figure("f1_overlap").value == 1.0
    assert found.figure("f1_exact").n == 4
    assert found.figure("f1_exact", "actor").value == 1.0
    assert found.figure("f1_exact", "weapon", 0).value == 0.0
    assert found.figure("f1_exact", "claim") is None


@given(st.lists(MARKED, min_size=1, max_size=4))
def test_the_same_work_agrees_wholly(read):
    found = agreement(study([(x, x, x) for x in read]))
    said = [f for f in found.figures if f.value is not None]
    assert all(f.value == pytest.approx(1.0) for f in said)
    assert not found.table.confusions()


@given(READ, st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing(read, chance):
    whole = study(read)
    shuffled = list(whole.articles)
    chance.shuffle(shuffled)
    again = study_of(whole.scheme, whole.persons[::-1], shuffled)
    assert values(agreement(whole)) == values(agreement(again))


@given(READ)
def test_an_article_nobody_marked_leaves_f1_as_it_is(read):
    before, after = values(agreement(study(read))), values(agreement(study([*read, ([], [], [])])))
    assert {k: v for k, v in before.items() if k[0].startswith("f1")} == {
        k: v for k, v in after.items() if k[0].startswith("f1")
    }


@given(READ)
def test_every_place_stands_in_exactly_one_cell_of_its_pair(read):
    found = agreement(study(read))
    for pair in range(3):
        assert sum(c.count for c in found.table_of(pair).cells.values()) == sum(
            item.pair == pair for item in found.items
        )
    assert sum(c.count for c in found.table.cells.values()) == len(found.items)


def test_cells_lead_to_their_places(marks):
    first, second = marks.spans(("actor", 0, 9)), marks.spans(("location", 0, 8))
    found = agreement(marks.study(marks.article("one", first, second)))
    (cell,) = found.table_of(0).confusions()
    (item,) = cell.items
    assert (item.article, item.first_span, item.second_span) == ("one", first[0].id, second[0].id)
    assert (cell.first, cell.second, item.kind) == ("actor", "location", "label")
    assert found.table.count("actor", "location") == 1
    assert found.table.count("location", "actor") == 0
    turned = agreement(marks.study(marks.article("one", second, first)))
    assert turned.table.count("actor", "location") == 1


def test_attributes_are_compared_on_marks_that_answer_to_each_other(marks):
    stances = [
        ("asserts", "asserts"),
        ("denies", "asserts"),
        (None, "asserts"),
        ("denies", "denies"),
    ]
    articles = [
        marks.article(
            str(n), *([marks.span("claim", 0, 40, **({"stance": s} if s else {}))] for s in pair)
        )
        for n, pair in enumerate(stances)
    ]
    figure = agreement(marks.study(*articles)).figure("alpha_attribute", "claim.stance")
    assert figure.n == 4  # what nobody set is the default of the scheme
    assert figure.value == pytest.approx(1 - 0.25 / (2 * 5 * 3 / (8 * 7)))
    assert figure.why is None


def test_relations_match_by_type_and_ends(marks):
    people, ties = [], []
    for type_ in ("located_in", "controls"):
        theirs = marks.spans(("actor", 0, 5), ("location", 9, 14), ("location", 20, 25))
        people.append(theirs)
        ties.append(
            [marks.tie("located_in", theirs[0], theirs[1]), marks.tie(type_, theirs[0], theirs[2])]
        )
    found = agreement(marks.study(marks.article("one", *people, relations=ties)))
    assert found.figure("f1_relations").value == 0.5
    assert found.figure("f1_relations").n == 4
    assert found.figure("alpha_relation_type").n == 2


def test_a_relation_between_equals_has_no_direction(marks):
    people, ties = [], []
    for turned in (False, True):
        theirs = marks.spans(("claim", 0, 30), ("claim", 40, 80))
        people.append(theirs)
        ties.append([marks.tie("corroborates", *(theirs[::-1] if turned else theirs))])
    found = agreement(marks.study(marks.article("one", *people, relations=ties)))
    assert found.figure("f1_relations").value == 1.0


def test_claims_over_actors_are_a_layer_of_their_own(marks):
    theirs = [marks.spans(("claim", 0, 90), ("actor", 5, 9), ("location", 20, 30)) for _ in "ab"]
    found = agreement(marks.study(marks.article("one", *theirs)))
    assert found.layers == (("actor", "location"), ("claim",))
    assert found.figure("alpha_u", "actor,location").value == 1.0
    assert found.figure("alpha_u", "claim").left_out == 0


def test_what_lies_over_its_like_is_left_out_and_said(marks):
    many = [("actor", n * 10, n * 10 + 5) for n in range(6)] + [("location", 51, 54)]
    many += [("location", n * 10, n * 10 + 5) for n in range(8, 13)]
    theirs = [marks.spans(*many) for _ in "ab"]
    found = agreement(marks.study(marks.article("one", *theirs)))
    assert found.layers == (("actor", "location"),)
    assert found.figure("alpha_u", "actor,location").left_out == 2
    assert found.figure("alpha_label", "location").left_out == 0
    assert "For u-alpha 2 marks were left out" in "\n".join(plain(found))


def test_expert_labels_count_only_when_switched_on(marks):
    first = marks.spans(("actor", 0, 5), ("event", 7, 9))
    article = marks.article("one", first, marks.spans(("actor", 0, 5)))
    hidden = marks.study(article)
    assert agreement(hidden).figure("f1_exact").value == 1.0
    assert "1 mark is there with expert labels" in "\n".join(plain(agreement(hidden)))
    shown = agreement(marks.study(article, expert=True), expert=True)
    assert shown.figure("f1_exact").value == pytest.approx(2 / 3)


def test_a_label_renamed_or_retired_since_is_the_same_label(marks):
    scheme = replace(
        marks.scheme,
        labels=tuple(
            replace(x, name="Arms", retired=True) if x.id == "weapon" else x
            for x in marks.scheme.labels
        ),
    )
    article = marks.article("one", *(marks.spans(("weapon", 0, 5), ("lost", 8, 9)) for _ in "ab"))
    found = agreement(marks.study(article, scheme=scheme))
    assert found.figure("f1_exact", "weapon").value == 1.0
    assert found.study.labels == ("weapon", "lost")
    assert "Arms" in "\n".join(plain(found))


def test_three_people_who_share_different_articles(marks):
    one, other = marks.spans(("actor", 0, 5)), marks.spans(("weapon", 20, 25))
    found = agreement(
        marks.study(
            marks.article("a", one, one, None), marks.article("b", None, one, other), people=3
        )
    )
    assert found.figure("f1_exact", None, 0).value == 1.0
    assert found.figure("f1_exact", None, 1).value is None
    assert found.figure("f1_exact", None, 1).why == "They have no article in common."
    assert found.figure("f1_exact", None, 2).value == 0.0
    assert found.figure("f1_exact").value == 0.5
    assert found.figure("alpha_u", "actor,weapon", 1).why == "They have no article in common."
    assert nothing_to_compare(found.study) is None


def test_each_person_against_the_gold_layer(marks):
    spans = {p: marks.spans(("actor", 0, 5)) for p in ("p1", "gold")} | {"p2": marks.spans()}
    article = replace(marks.article("one"), spans=spans)
    whole = study_of(marks.scheme, (*marks.people[:2], GOLD), [article])
    found = agreement(whole)
    assert whole.pairs == (("p1", "gold"), ("p2", "gold"))
    assert found.figure("f1_exact", None, 0).value == 1.0
    assert found.figure("f1_exact", None, 1).value == 0.0
    assert found.figure("alpha_u", "actor") is None
    assert found.figure("alpha_u", "actor", 0).value == 1.0
    assert "annotator-1 and the gold layer" in "\n".join(markdown(found))


ONE = ("actor", 0, 5)


@pytest.mark.parametrize(
    ("people", "read", "why"),
    [
        (1, [[ONE]], "Only one person"),
        (2, [], "No article has been read to the end by two"),
        (2, [[ONE]], "No article has been read to the end by two"),
        (2, [[], []], "Nobody has marked anything"),
    ],
)
def test_where_there_is_nothing_to_compare_it_is_said(marks, people, read, why):
    whole = marks.study(marks.article("one", *(marks.spans(*x) for x in read)), people=people)
    assert why in (nothing_to_compare(whole) or "")
    assert agreement(whole).why == nothing_to_compare(whole)
    assert all(f.value is None and f.why for f in agreement(whole).figures)


def test_nothing_in_the_gold_layer_yet(marks):
    whole = study_of(marks.scheme, (marks.people[0], GOLD), [marks.article("one", marks.spans())])
    assert "gold layer yet" in (nothing_to_compare(whole) or "")


def test_intervals_hold_the_number_and_are_the_same_each_time(marks):
    articles = [
        marks.article(
            f"{n:02}", marks.spans(("actor", 0, 5), ("weapon", 20, 25 + n % 3)),
            marks.spans(("actor" if n % 4 else "weapon", 0, 5), ("weapon", 20, 25)),
        )
        for n in range(12)
    ]  # fmt: skip
    whole = marks.study(*articles)
    found, again = (agreement(whole, with_intervals=True) for _ in range(2))
    assert found.figures == again.figures
    wide = [f for f in found.figures if f.low is not None]
    assert {f.measure for f in wide} >= {"f1_exact", "f1_overlap", "alpha_u", "alpha_labels"}
    assert all(f.low <= f.value + 1e-9 and f.value <= f.high + 1e-9 for f in wide)
    assert " to " in "\n".join(plain(found))
    assert all(
        f.low is None for f in agreement(marks.study(articles[0]), with_intervals=True).figures
    )


def test_an_interval_of_stance(marks):
    said = [("denies", "denies"), ("denies", "asserts"), ("asserts", "asserts")] * 3
    articles = [
        marks.article(f"{n}", *([marks.span("claim", 0, 40, stance=s)] for s in pair))
        for n, pair in enumerate(said)
    ]
    figure = agreement(marks.study(*articles), with_intervals=True).figure(
        "alpha_attribute", "claim.stance"
    )
    assert figure.low < figure.value < figure.high


def test_differences_by_label_article_and_time(marks):
    found = agreement(
        marks.study(
            marks.article("b", marks.spans(("actor", 0, 5)), marks.spans(), day="2026-11-20"),
            marks.article("a", *(marks.spans(("actor", 0, 5)) for _ in "ab"), day="2026-11-26"),
            marks.article("c", marks.spans(("actor", 0, 5)), marks.spans(("actor", 1, 5))),
        )
    )
    assert [(s.of, s.differ) for s in found.articles] == [("b", 1), ("c", 1), ("a", 0)]
    assert [(s.of, s.places, s.differ) for s in found.labels] == [("actor", 3, 2)]
    assert [(s.of, s.differ) for s in found.weeks] == [("2026-W47", 1), ("2026-W48", 0)]
    assert [s.of for s in list(found.days)] == ["2026-11-20", "2026-11-26"]
    assert found.labels[0].kinds == {"boundary": 1, "only_one": 1}
    assert "Week by week" in plain(found)


def test_the_report_says_what_to_discuss_first(marks):
    people = [
        [marks.span("actor", 0, 5), marks.span("claim", 50, 99, stance="denies")],
        [marks.span("location", 0, 5), marks.span("claim", 50, 99, stance="asserts")],
    ]
    found = agreement(marks.study(marks.article("Depot hit", *people)))
    said = "\n".join(discuss_first(found))
    assert "The label with the lowest agreement is Actor: 0.00." in said
    assert "Claim stance has the lowest agreement" in said
    assert "too low: discuss it first" in said
    assert "Most often confused are Actor and Location: 1 time." in said
    assert "“Depot hit” (1 of 2)" in said
    assert plain(found) == plain(found)
    assert any(line.startswith("| Measure | Of |") for line in markdown(found))


def test_texts_that_are_not_the_same_article_are_named(marks):
    near = (Near("Depot hit", ("a", "b")),)
    article = marks.article("one", *(marks.spans(ONE) for _ in "ab"))
    said = "\n".join(plain(agreement(marks.study(article, near=near))))
    assert "2 texts with the title “Depot hit” were read by one person each." in said


def test_no_difference_is_said_too(marks):
    same = agreement(
        marks.study(marks.article("one", *(marks.spans(("actor", 0, 5)) for _ in "ab")))
    )
    assert list(discuss_first(same)) == ["No difference was found."]


def test_what_only_one_marked_is_named(marks):
    found = agreement(
        marks.study(marks.article("one", marks.spans(("actor", 0, 5)), marks.spans()))
    )
    assert "Most often marked by one person only is Actor: 1 time." in "\n".join(plain(found))


def test_rows_for_programs(marks):
    found = agreement(
        marks.study(marks.article("one", *(marks.spans(("actor", 0, 5)) for _ in "ab")))
    )
    made = rows(found)
    assert {row["measure"] for row in made} <= set(NAMES) == set(MEANINGS)
    pair = next(row for row in made if row["first"])
    assert (pair["first"], pair["second"]) == ("annotator-1", "annotator-2")
    assert len(cells(made[0])) == len(made[0])
    assert confusions(found) == [{"first": "actor", "second": "actor", "count": 1}]
    assert table(found.study, found.items).count("actor", "actor") == 1


@pytest.mark.parametrize(("value", "said"), [(0.8, "reliable"), (0.7, "tentative"), (0.5, "low")])
def test_bounds(value, said):
    assert standing(value) == said
