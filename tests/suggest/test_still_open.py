"""What is still open in an article."""

from __future__ import annotations

import pytest

from annotator.formats import bring_in
from annotator.formats.format import In
from annotator.model.ids import new_id
from annotator.model.person import person_named
from annotator.model.scheme_file import find_scheme
from annotator.model.span import Relation, Span
from annotator.resources import seed
from annotator.store.store import Store
from annotator.suggest.still_open import Given, Open, still_open

SCHEME = find_scheme("conflict-news")
NAMING = frozenset({"actor", "location"})
TEXT = (
    "Sana said that rockets fell on the depot.\n"
    "“Nobody was hurt in the town,” a resident said. A so-called “strike” followed.\n"
    "SANA and Sana's office said more. sana is a word too."
)


def mark(words: str, label: str, nth: int = 0, **more) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(new_id(), "a", "p", label, start, start + len(words), words, **more)


def given(*spans: Span, **more) -> Given:
    return Given(TEXT, SCHEME, sorted(spans, key=lambda s: s.start), naming=NAMING, **more)


def found(these: Given) -> list[tuple[str, str]]:
    return [(item.what, these.text[item.start : item.end]) for item in still_open(these)]


def test_a_long_quotation_wants_a_claim_and_a_short_one_does_not():
    assert found(given()) == [("quotation", "“Nobody was hurt in the town,”")]
    claim = mark("“Nobody was hurt in the town,”", "claim", events=("e",))
    assert [what for what, _ in found(given(claim))] == ["source"]


def test_a_claim_wants_a_source_and_an_event_and_nobody_named_is_a_source():
    claim, quoted = (
        mark("rockets fell", "claim"),
        mark("“Nobody", "claim", events=("e",), attributes=(("source_status", "implicit"),)),
    )
    source = mark("Sana", "actor")
    said = Relation(new_id(), "a", "p", "said_by", claim.id, source.id)
    assert ("source", "rockets fell") in found(given(claim, quoted))
    assert ("subject", "rockets fell") in found(given(claim, quoted))
    now = found(given(claim, quoted, source, relations=[said]))
    assert ("source", "rockets fell") not in now
    assert not {what for what, words in now if words == "“Nobody"}


def test_a_weapon_has_an_event_where_the_claim_around_it_has_one():
    weapon = mark("rockets", "weapon")
    around = mark("rockets fell", "claim", attributes=(("source_status", "implicit"),))
    quoted = mark("“Nobody", "claim", events=("e",), attributes=(("source_status", "implicit"),))
    assert ("weapon", "rockets") in found(given(weapon, around, quoted))
    told = mark("rockets fell", "claim", events=("e",), attributes=around.attributes)
    assert found(given(weapon, told, quoted)) == []


def test_a_name_is_wanted_further_down_and_not_further_up():
    quoted = mark("“Nobody", "claim", events=("e",), attributes=(("source_status", "implicit"),))
    assert found(given(mark("Sana", "actor"), quoted)) == [
        ("name", "SANA"), ("name", "Sana"), ("name", "sana"),
    ]  # fmt: skip
    assert found(given(mark("Sana", "actor", 1), quoted)) == [("name", "sana")]
    acronym = given(mark("SANA", "actor"), quoted)
    assert found(acronym) == []


def test_what_the_scheme_requires_and_nobody_answered_is_open():
    claim = mark("“Nobody", "claim", events=("e",), attributes=(
        ("source_status", "implicit"), ("about", "responsibility"),
    ))  # fmt: skip
    assert found(given(claim)) == []  # it has a default
    harm = mark("hurt", "harm")
    assert ("answer", "hurt") in found(given(claim, harm, shows_expert=True))


def test_what_was_let_go_of_or_declined_is_not_open():
    everything = given(mark("Sana", "actor"), is_dated=False)
    items = still_open(everything)
    assert items[0] == Open(0, 0, "published")
    gone = frozenset((i.start, i.end, i.label, i.suggester) for i in items)
    assert still_open(given(*everything.spans, is_dated=False, dismissed=gone)) == []
    name = next(i for i in items if i.what == "name")
    declined = frozenset({(name.start, name.end, name.label)})
    assert name not in still_open(given(*everything.spans, declined=declined))


def test_nothing_is_wanted_where_nothing_is_usually_labelled():
    assert found(given(mark("Sana", "actor"), quiet=[(42, len(TEXT))])) == []


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The sample's article with its careful annotation."""
    path = tmp_path_factory.mktemp("sample") / "s.annot"
    with Store.create(path, SCHEME, person_named("sample", "first")) as store:
        bring_in(store, [seed("sample.jsonl")], In())
        article = store.read.article_ids()[0]
        ids = store.read.scheme().label_ids
        spans = [
            s for s in store.read.spans(article)
            if store.read.scheme().label(ids[s.label]).level == "default"
        ]  # fmt: skip
        yield Given(
            store.read.needed_text(article), store.read.scheme(), spans,
            store.read.relations(article), naming=NAMING, is_dated=False,
        )  # fmt: skip


def test_the_sample_has_little_open(sample):
    what = [what for what, _ in found(sample)]
    assert what[0] == "published"
    assert set(what[1:]) == {"weapon"}
    assert len(what) < 6


def test_a_sample_that_loses_its_sources_has_a_row_for_each_claim(sample):
    bare = Given(sample.text, sample.scheme, sample.spans, naming=NAMING)
    sources = [words for what, words in found(bare) if what == "source"]
    assert len(sources) == 16
    assert "No casualties" not in sources
