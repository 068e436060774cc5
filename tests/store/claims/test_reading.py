"""The claims of the sample as a table: who says what of the rocket attack, and how they compare."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec.structs import replace as changed

from annotator.model.claims.claim import CONTRADICTS, CORROBORATES
from annotator.model.claims.saying import cited, column_remark, quoted, spoken, table_remark
from annotator.model.claims.subjects import COLUMNS
from annotator.model.claims.table import SIGNS, claim_table
from annotator.model.entity import Entity
from annotator.model.ids import new_id
from annotator.store.claims.reading import known_of, read_claims, whose

NOBODY, SPOKESMAN = "No source named", "US military spokesman (unnamed)"
OBSERVATORY = "Syrian Observatory for Human Rights"
SANA, VIDEO = "Syrian Arab News Agency (Sana)", "Video on social media"


def event(store, words):
    return next(e for e in store.read.events().values() if e.title.startswith(words)).id


def claims_on(store, words):
    of = event(store, words)
    found = read_claims(store.read, store.read.article_ids(), store.person.id)
    return of, sorted((c for c in found if of in c.events), key=lambda claim: claim.order)


def table_of(store, words="Rocket attack", **how):
    of, claims = claims_on(store, words)
    return claim_table(claims, known_of(store.read, claims), event=of, **how)


def signs(row):
    return "".join(SIGNS[row.cells[column].state] for column in COLUMNS)


def test_the_seven_claims_have_their_sources_stances_and_subjects(sample):
    _, claims = claims_on(sample, "Rocket attack")
    assert [
        (c.sources[0].name, c.stance, set(c.about), c.responsibility, c.restated[:14])
        for c in claims
    ] == [
        (NOBODY, "asserts", {"harm"}, "none", "The rocket att"),
        (SPOKESMAN, "asserts", {"event", "justification", "responsibility"}, "own",
         "US forces in S"),
        (SPOKESMAN, "asserts", {"harm"}, "none", "Nobody was inj"),
        (OBSERVATORY, "asserts", {"event", "responsibility", "harm"}, "other", "Pro-Iranian mi"),
        (SANA, "asserts", {"event"}, "unattributed", "Missiles were "),
        (SANA, "no_position", {"responsibility"}, "unattributed", "Sana does not "),
        (VIDEO, "hedges", {"event"}, "unattributed", "A video appear"),
    ]  # fmt: skip


def test_the_relations_between_them_are_those_of_the_draft(sample):
    _, claims = claims_on(sample, "Rocket attack")
    number = {claim.id: n for n, claim in enumerate(claims, 1)}
    found = {
        (number[c.id], tie.type, number[tie.other], tie.aspect)
        for c in claims
        for tie in c.ties
        if tie.is_head and tie.other in number
    }
    assert found == {
        (3, CORROBORATES, 1, "harm"),
        (4, CORROBORATES, 3, "harm"), (4, CORROBORATES, 2, "event"), (4, CONTRADICTS, 2, "weapon"),
        (5, CORROBORATES, 4, "place"), (5, CONTRADICTS, 4, "weapon"), (5, CONTRADICTS, 2, "weapon"),
        (7, CORROBORATES, 4, "event"),
    }  # fmt: skip


def test_each_source_has_a_row_and_each_cell_its_sign_and_words(sample):
    table = table_of(sample)
    rows = {row.source.name: row for row in table.rows}
    assert {name: signs(row) for name, row in rows.items()} == {
        NOBODY: "–––•–", SPOKESMAN: "–••=–", OBSERVATORY: "•=≠=–", SANA: "∅=≠––", VIDEO: "?==––",
    }  # fmt: skip
    assert rows[OBSERVATORY].cells["where"].words == "US base in eastern Syria's Al Omar oil field"
    assert rows[OBSERVATORY].cells["harm"].words == "damage but no casualties"
    assert rows[SANA].cells["who"].words == "without saying who was responsible"
    assert rows[VIDEO].cells["who"].remark == "the same people?"
    assert table_remark(table) == "5 sources, 7 claims"
    assert column_remark(table, "harm") == "3 agree"
    assert column_remark(table, "why") == "nobody says"
    assert column_remark(table, "who") == "1 answer, 2 open"


def test_every_quotation_stands_in_the_article_where_its_cell_leads(sample):
    (article,) = sample.read.article_ids()
    text = sample.read.needed_text(article)
    cells = [cell for row in table_of(sample).rows for cell in row.cells.values()]
    said = [one for cell in cells for one in cell.said if not one.is_declined]
    assert len(said) == 14
    assert all(text[one.start : one.end] == one.words for one in said)


def test_a_cell_is_spoken_and_cited_with_its_row_and_column(sample):
    row = next(row for row in table_of(sample).rows if row.source.name == OBSERVATORY)
    assert spoken(row, "weapon", "first") == (
        "Syrian Observatory for Human Rights, Weapon: differs, in part: shells"
    )
    assert quoted(row, "weapon").startswith("Syrian Observatory for Human Rights: “shells” (“US ")
    assert cited(row.claims[0].citation).endswith("¶7")


def test_others_can_be_compared_with_one_source(sample):
    sana = next(row.source for row in table_of(sample).rows if row.source.name == SANA)
    table = table_of(sample, way="source", with_source=sana.key)
    rows = {row.source.name: row for row in table.rows}
    assert SIGNS[rows[SANA].cells["weapon"].state] == "•"
    assert rows[OBSERVATORY].cells["weapon"].state == "differs"
    assert rows[VIDEO].cells["weapon"].state == "unsettled"
    assert rows[SPOKESMAN].cells["where"].remark == "broader"


def test_what_only_repeats_is_folded_into_the_row_of_its_source(sample):
    table = table_of(sample, "US artillery")
    assert [(row.source.name, len(row.claims), row.reprints) for row in table.rows] == [
        (SPOKESMAN, 2, 1), (OBSERVATORY, 1, 0),
    ]  # fmt: skip


def test_a_wire_copy_that_another_paper_names_otherwise_has_no_row_of_its_own(sample):
    of, claims = claims_on(sample, "Rocket attack")
    first = next(c for c in claims if c.sources[0].name == OBSERVATORY)
    copy = replace(
        first, id=new_id(), article="f" * 64, sources=(replace(first.sources[0], key="paper"),),
        ties=(replace(first.ties[0], type="repeats", other=first.id, is_head=True),),
    )  # fmt: skip
    table = claim_table([*claims, copy], known_of(sample.read, claims), event=of)
    row = next(row for row in table.rows if row.source.name == OBSERVATORY)
    assert (len(table.rows), len(row.claims), row.reprints) == (5, 2, 1)


def test_sources_that_were_merged_have_one_row(sample):
    table = table_of(sample)
    keys = {row.source.name: row.source.key for row in table.rows}
    with sample.step("Merge"):
        known = sample.read.entities([keys[SANA]])
        sample.put(replace(known[keys[SANA]], merged_into=keys[OBSERVATORY]))
    names = [row.source.name for row in table_of(sample).rows]
    assert names == [NOBODY, SPOKESMAN, OBSERVATORY, VIDEO]


def test_sources_of_other_articles_meet_where_their_entities_are_merged(war):
    entities = {e.name: e for e in war.read.entities().values()}
    with war.step("Merge"):
        war.put(replace(entities["Syrian Observatory for Human Rights (SOHR)"],
                        merged_into=entities[OBSERVATORY].id))  # fmt: skip
    claims = read_claims(war.read, war.read.article_ids(), war.person.id)
    theirs = [c for c in claims if any(s.name == OBSERVATORY for s in c.sources)]
    assert len({c.article for c in theirs}) == 2
    table = claim_table(claims, known_of(war.read, claims))
    sdf = next(r for r in table.rows if r.source.name == "Syrian Democratic Forces (SDF)")
    contradicted = [t for c in sdf.claims for t in c.ties if t.type == CONTRADICTS]
    assert {tie.aspect for tie in contradicted} == {"harm", "weapon"}


def test_a_claim_of_two_sources_stands_in_both_rows(war):
    claims = read_claims(war.read, war.read.article_ids(), war.person.id)
    both = next(c for c in claims if c.quote.startswith("the US had acted"))
    assert {s.name for s in both.sources} == {
        "US Department of Defense (Pentagon)", "White House",
    }  # fmt: skip


@pytest.mark.parametrize("layers", [["work"], ["work", "gold"]])
def test_the_settled_layer_counts_where_there_is_one_and_nothing_twice(sample, layers):
    (article,) = sample.read.article_ids()
    claim = next(s for s in sample.read.spans(article) if s.label == "claim")
    if "gold" in layers:
        with sample.step("Settle"):
            sample.put(changed(claim, id=new_id(), layer="gold", person=None))
    owner = whose(sample.read.spans(article), sample.person.id)
    assert owner == (("gold", None) if "gold" in layers else ("work", sample.person.id))
    found = read_claims(sample.read, [article], sample.person.id)
    assert len(found) == (1 if "gold" in layers else 17)


def test_a_source_without_an_entity_is_known_by_its_words(sample):
    (article,) = sample.read.article_ids()
    span = next(s for s in sample.read.spans(article) if s.quote == "video on social media")
    with sample.step("Forget who it is"):
        sample.put(changed(span, entity=None))
    row = table_of(sample).rows[-1]
    assert (row.source.kind, row.source.name) == ("words", "video on social media")


def test_a_name_that_is_gone_leaves_the_words(sample):
    with sample.step("Name somebody unknown"):
        (article,) = sample.read.article_ids()
        span = next(s for s in sample.read.spans(article) if s.quote == "video on social media")
        sample.put(changed(span, entity=Entity(new_id(), "actor", "gone").id))
    assert table_of(sample).rows[-1].source.name == "video on social media"
