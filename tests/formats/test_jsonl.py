"""The record goes out as EXPORT.md says, comes in again, and goes out as the same bytes."""

from __future__ import annotations

import json
import os
import re

import hypothesis
import pytest
from hypothesis import strategies as st

from annotator import __version__, formats
from annotator.formats.format import In
from annotator.model.article import Reading, Zone
from annotator.model.entity import Alias, Entity, EntityLink
from annotator.model.event import Event, EventLink, Participant
from annotator.resources import seed

ARTICLE, DRAFT = "000_b89fac942f718542.txt", "sample.jsonl"


# --- the seed article -----------------------------------------------------------------------------


@pytest.fixture
def sample(project):
    project.bring(seed(ARTICLE), seed(DRAFT))
    return project


def test_the_sample_goes_out_as_the_very_line_that_came_in(sample):
    came = seed(DRAFT).read_text(encoding="utf-8")
    went = sample.out().decode()
    tool = r'"tool": *"[^"]*"'
    # The spaces that Python's own encoder puts after commas and colons are no part of the contract.
    plain = json.dumps(json.loads(re.sub(tool, '"tool":""', came)), ensure_ascii=False)
    assert json.dumps(json.loads(re.sub(tool, '"tool":""', went)), ensure_ascii=False) == plain
    assert json.loads(went)["provenance"]["tool"] == f"annotator {__version__}"


def test_the_sample_alone_brings_its_article_along(project, sample):
    done = project.bring(seed(DRAFT))
    assert (done.articles, done.unchanged) == (0, 1)
    assert sample.is_sound()


def test_what_came_is_counted(projects):
    project = projects()
    done = project.bring(seed(DRAFT))
    assert (done.articles, done.lines, done.spans, done.relations) == (1, 1, 164, 139)
    assert (done.unchanged, done.skipped) == (0, [])
    sample = project.record()
    found = [len(sample[key]) for key in ("spans", "relations", "claims", "entities", "events")]
    assert found == [164, 139, 17, 36, 6]


def test_the_sample_again_does_nothing_and_says_so(sample):
    before, went = sample.changes(), sample.out()
    done = sample.bring(seed(ARTICLE), seed(DRAFT))
    assert (done.articles, done.lines, done.spans, done.relations) == (0, 0, 0, 0)
    assert done.unchanged == 2
    assert sample.changes() == before
    assert sample.out() == went


def test_what_was_exported_comes_into_its_own_project_as_the_same(sample):
    sample.out()
    done = sample.bring(sample.folder / "out.jsonl")
    assert (done.lines, done.unchanged) == (0, 1)


def test_another_project_exports_the_same_bytes(sample, projects):
    went = sample.out()
    other = projects()
    other.bring(sample.folder / "out.jsonl")
    assert other.out() == went
    assert other.is_sound()


# --- the shape of the file ------------------------------------------------------------------------


def test_a_file_is_utf8_with_lf_and_without_a_bom(project):
    project.read(project.add("عربي 🚀 text\u2028and\x85more"))
    data = project.out()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.count(b"\n") == 1
    assert "عربي 🚀 text\u2028and\x85more".encode() in data


def test_all_keys_are_there_in_one_order_and_what_is_empty_is_null_or_a_list(project, make):
    project.read(project.add("Nothing in it."))
    record = project.record()
    sample = json.loads(seed(DRAFT).read_text(encoding="utf-8"))
    assert list(record) == list(sample)
    for key in ("spans", "relations", "claims", "entities", "events", "zones", "sightings"):
        assert record[key] == []
    assert set(record["meta"].values()) == {None}
    assert list(record["meta"]) == list(sample["meta"])
    assert list(record["provenance"]) == list(sample["provenance"])
    assert record["language"] is None


def test_inner_objects_have_their_keys_in_one_order_too(sample):
    went = sample.record()
    came = json.loads(seed(DRAFT).read_text(encoding="utf-8"))
    for key in ("zones", "spans", "relations", "claims", "entities", "events"):
        assert [list(thing) for thing in went[key]] == [list(thing) for thing in came[key]]


def test_the_time_of_the_export_is_said_in_utc_unless_left_out(project):
    project.read(project.add("A text."))
    said = project.record(reproducible=False)["provenance"]["exported_at"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", said)
    assert project.record()["provenance"]["exported_at"] is None


def test_an_empty_project_gives_an_empty_file(project):
    assert project.out() == b""
    assert (project.written.lines, project.written.articles, project.written.left) == (0, 0, {})


# --- which lines ----------------------------------------------------------------------------------


def keys(records):
    return [(r["doc_id"], r["layer"], r["annotator"], r["status"]) for r in records]


def test_each_person_who_touched_an_article_has_a_line(project):
    doc = project.add("The army waited.")
    project.read(doc, project.first)
    project.read(doc, project.second, "in_review")
    assert keys(project.records()) == [
        (doc, "work", "first annotator", "done"),
        (doc, "work", "second annotator", "in_review"),
    ]
    assert [r["provenance"]["annotators"] for r in project.records()] == [
        ["first annotator"], ["second annotator"],
    ]  # fmt: skip


def test_one_who_marked_without_saying_a_status_is_in_progress(project):
    doc = project.add("The army waited.")
    project.mark(doc, "actor", "army")
    assert project.records() == []
    assert project.written.left == {"in_progress": 1}
    assert keys(project.records(all_articles=True)) == [
        (doc, "work", "first annotator", "in_progress")
    ]


def test_an_article_nobody_opened_is_one_unread_line_of_nobody(project):
    doc = project.add("The army waited.")
    record = project.record(all_articles=True)
    assert keys([record]) == [(doc, "work", None, "unread")]
    assert record["relevant"] is None
    assert record["provenance"]["annotators"] == []


def test_unread_text_is_no_negative_and_the_summary_says_how_many_stayed_behind(project):
    project.read(project.add("One."), status="done")
    project.add("Two.")
    project.add("Three.")
    project.read(project.add("Four."), status="in_progress")
    project.read(project.add("Five."), status="unread")
    assert [r["text"] for r in project.records()] == ["One."]
    assert project.written.left == {"unread": 3, "in_progress": 1}
    assert (project.written.lines, project.written.articles) == (1, 1)
    assert len(project.records(all_articles=True)) == 5
    assert project.written.left == {}


@pytest.mark.parametrize("status", ["done", "in_review", "settled"])
def test_what_is_finished_goes_out(project, status):
    project.read(project.add("One."), status=status)
    assert project.record()["status"] == status


@pytest.mark.parametrize("relevant", [True, False, None])
def test_relevant_is_kept_as_said(project, relevant):
    project.read(project.add("One."), relevant=relevant)
    assert project.record()["relevant"] is relevant


@pytest.fixture
def adjudicated(project):
    """An article of two annotators and gold, and one that was only done."""
    doc = project.add("The army fired. The ministry denied it.")
    project.read(doc, project.first)
    project.read(doc, project.second)
    project.mark(doc, "actor", "army", person=project.first)
    project.mark(doc, "actor", "ministry", person=project.second)
    project.read(doc, project.me, status="in_progress")
    gold = Reading(doc, None, "gold", "settled", True, reviewer=project.me.id)
    project.put(project.me, gold)
    project.mark(doc, "actor", "army", person=None, layer="gold", origin="adjudicated")
    project.read(project.add("Another one."))
    return project


def test_work_is_the_default_layer(adjudicated):
    assert {r["layer"] for r in adjudicated.records()} == {"work"}
    assert len(adjudicated.records()) == 3


def test_gold_is_of_nobody_and_names_its_reviewer_and_the_annotators(adjudicated):
    gold = adjudicated.record(layer="gold")
    assert (gold["layer"], gold["annotator"], gold["status"]) == ("gold", None, "settled")
    assert [s["text"] for s in gold["spans"]] == ["army"]
    assert gold["provenance"]["reviewer"] == adjudicated.me.name
    assert gold["provenance"]["annotators"] == ["first annotator", "second annotator"]


def test_all_is_both_layers(adjudicated):
    found = adjudicated.records(layer="all")
    assert len(found) == 4
    assert sum(r["layer"] == "gold" for r in found) == 1


def test_unread_has_no_place_in_gold(project):
    project.add("One.")
    assert project.records(layer="gold", all_articles=True) == []
    assert project.written.left == {}


def test_one_annotator_can_be_chosen(adjudicated):
    found = adjudicated.records(annotator="second annotator")
    assert [r["annotator"] for r in found] == ["second annotator"]
    assert [s["text"] for s in found[0]["spans"]] == ["ministry"]
    assert adjudicated.records(annotator="second annotator", layer="gold") == []


def test_an_annotator_whom_nobody_knows_is_a_mistake_and_not_an_empty_file(adjudicated, told):
    (adjudicated.folder / "out.jsonl").write_text("old")
    sentence = told(adjudicated.out, annotator="a stranger")
    assert "a stranger" in sentence
    assert (adjudicated.folder / "out.jsonl").read_text() == "old"


def test_lines_come_by_article_then_layer_then_annotator(adjudicated):
    found = adjudicated.records(layer="all")
    assert found == sorted(found, key=lambda r: (r["doc_id"], r["layer"], r["annotator"] or ""))


def test_progress_is_told_and_ends_at_the_end(adjudicated):
    told = []
    out = adjudicated.folder / "out.jsonl"
    formats.write_out(
        adjudicated.store.read, out, formats.Out(), lambda *progress: told.append(progress)
    )
    assert told[-1][1:] == (2, 2)
    assert all(done <= of for _, done, of in told)


# --- a file that is not as it should be -----------------------------------------------------------


def test_a_bom_crlf_line_ends_and_empty_lines_are_no_matter(project, make):
    one, two = make.record("One army."), make.record("Two armies.")
    lines = [json.dumps(r, ensure_ascii=False).encode() for r in (one, two)]
    path = project.folder / "windows.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + b"\r\n\r\n   \r\n".join(lines) + b"\r\n\n\n")
    assert project.bring(path).articles == 2


def test_a_bom_alone_on_the_first_line_is_no_line(project, make):
    path = make.file(project.folder / "a.jsonl", b"\xef\xbb\xbf", make.record())
    assert project.bring(path).articles == 1


def test_line_numbers_count_empty_lines(project, make):
    sentence = project.refuses("", make.record("One."), "", "{")
    assert "line 4:" in sentence


def test_the_last_line_needs_no_line_end(project, make):
    path = project.folder / "a.jsonl"
    path.write_text(json.dumps(make.record()), encoding="utf-8")
    assert project.bring(path).articles == 1


def test_a_text_is_not_cut_at_other_line_separators(project, make):
    text = "One\u2028two\u2029three\x85four\x0bfive\x0csix"
    project.bring(make.record(text))
    assert project.record()["text"] == text


@pytest.mark.parametrize(
    "line",
    [
        "{", "[]", "5", "null", '"text"', "true", "{}", "not JSON", '{"text": "a"} {}', "NaN",
        b'{"text": "caf\xe9"}', b'{"text": "\xed\xa0\x80"}',
        b"\xff\xfe", b"\xed\xa0\x80", "\0", '{"text": "a\0b"}', '{"text": NaN}', '{"text": 1e999}',
        "[" * 100_000, '{"text": ' * 100_000, '{"a": ' + "[" * 100_000, "1" * 5_000,
        "{'text': 'a'}",
        '{"schema_version": "1.0", "text": "lone \\ud800 half"}',
        '{"schema_version": "1.0", "text": "lone \\uDC00 half"}',
        '{"schema_version": "1.0", "title": "\\udfff", "text": "A text."}',
        '{"schema_version": "1.0", "text": "a \\u0000 in it"}', '{"schema_version": "1.0"}',
        '{"schema_version": "1.0", "text": ""}', '{"schema_version": "1.0", "text": " \\n "}',
        '{"schema_version": "9.9", "text": "A text."}',
    ],
)  # fmt: skip
def test_a_broken_line_is_named_and_nothing_is_imported(project, make, line):
    good = make.record("A good line.")
    path = make.file(project.folder / "mixed.jsonl", good, line, make.record("Another."))
    sentence = project.refuses(path)
    assert "mixed.jsonl, line 2: " in sentence
    assert "Nothing was imported." in sentence
    assert project.store.read.article_ids() == []
    done = project.bring(path, skip_broken=True)
    assert done.articles == 2
    (left_out,) = done.skipped
    assert "mixed.jsonl, line 2: " in left_out
    assert len(project.records()) == 2


@pytest.mark.parametrize("depth", [*range(880, 1_020, 7), 5_000])
def test_nesting_of_any_depth_ends_with_a_sentence_or_an_import(project, make, depth):
    nested = "[" * depth + '"\\ud83d\\ude80"' + "]" * depth
    line = json.dumps(make.record("A text.", extra=0)).replace('"extra": 0', f'"extra": {nested}')
    sentence = project.tries(line)
    assert sentence is None or "line 1:" in sentence
    line = line.replace('"schema_version": "1.0"', f'"schema_version": {nested}')
    assert "line 1:" in project.refuses(line)


def test_all_broken_lines_are_counted(project, make):
    sentence = project.refuses(make.record("Good."), "{", "[", "5")
    assert "line 2:" in sentence
    assert "2" in sentence.partition("Nothing was imported.")[2]


def test_a_line_longer_than_any_record_is_passed_over_without_being_kept(project, make):
    path = project.folder / "long.jsonl"
    good = json.dumps(make.record("Short.")).encode()
    with path.open("wb") as file:
        file.write(good + b"\n")
        file.seek(100_000_000, 1)
        file.write(b"\n" + json.dumps(make.record("Short too.")).encode() + b"\n{\n")
    sentence = project.refuses(path)
    assert "line 2:" in sentence
    done = project.bring(path, skip_broken=True)
    assert done.articles == 2
    assert [re.search(r"line \d+", why)[0] for why in done.skipped] == ["line 2", "line 4"]


def test_a_long_line_at_the_very_end_is_named(project, make):
    path = make.file(project.folder / "long.jsonl", make.record("Short."))
    with path.open("ab") as file:
        file.truncate(100_000_000)
    assert "line 2:" in project.refuses(path)


def test_half_a_gigabyte_of_nothing_is_refused(project):
    for name in ("huge.jsonl", "huge.txt"):
        path = project.folder / name
        with path.open("wb") as file:
            file.truncate(500_000_000)
        assert name in project.refuses(path)


def test_an_empty_file_brings_nothing(project, make):
    done = project.bring(make.file(project.folder / "empty.jsonl"))
    assert (done.articles, done.lines, done.unchanged, done.skipped) == (0, 0, 0, [])


def test_a_key_that_comes_twice_does_no_harm(project, make):
    line = json.dumps(make.record("A text."))
    line = line.replace('"status": "done"', '"status": "unread", "status": "done"')
    sentence = project.tries(line)
    if sentence is None:
        assert project.record()["status"] == "done"
    else:
        assert "line 1:" in sentence


def test_a_file_that_is_not_there_is_named(project):
    assert "nowhere.jsonl" in project.refuses(project.folder / "nowhere.jsonl")


def test_a_file_that_cannot_be_read_is_named(project, make, monkeypatch):
    path = make.file(project.folder / "locked.jsonl", make.record())
    real = type(path).open

    def locked(self, *what, **named):
        if self.name == "locked.jsonl":
            raise PermissionError(13, "Permission denied")
        return real(self, *what, **named)

    monkeypatch.setattr(type(path), "open", locked)
    sentence = project.refuses(path)
    assert "locked.jsonl" in sentence
    assert "Permission denied" in sentence


def test_a_pipe_named_like_a_file_is_not_waited_for(project):
    os.mkfifo(project.folder / "pipe.jsonl")
    assert "pipe.jsonl" in project.refuses(project.folder / "pipe.jsonl")


def test_a_file_that_cannot_be_looked_at_is_named(project, make, monkeypatch):
    def locked(_):
        raise PermissionError(13, "Permission denied")

    path = make.file(project.folder / "locked.jsonl", make.record())
    monkeypatch.setattr(type(path), "is_file", locked)
    assert "Permission denied" in project.refuses(path)


def test_a_folder_named_like_a_file_is_looked_through(project, make):
    folder = project.folder / "records.jsonl"
    folder.mkdir()
    make.file(folder / "one.jsonl", make.record("One."))
    assert project.bring(folder).articles == 1


def test_a_file_that_changes_between_the_looks_does_not_come_in_half(project, make):
    path = make.file(project.folder / "moving.jsonl", make.record("One."), make.record("Two."))

    def change(words, done, of):
        if words == "Looking" and done == of:
            bad = make.record("Two.", spans=[make.span("Nothing", "Two")])
            make.file(path, make.record("One."), bad)

    before = project.changes()
    with pytest.raises(formats.Refused, match=r"moving\.jsonl was changed"):
        formats.bring_in(project.store, [path], In(), change)
    assert project.changes() == before


def test_stopping_in_the_middle_leaves_nothing(project, make):
    path = make.file(project.folder / "a.jsonl", *(make.record(f"Text {n}.") for n in range(9)))

    def stop(words, done, _of):
        if words == "Importing" and done:
            raise formats.format.Cancelled

    before = project.changes()
    with pytest.raises(formats.Refused, match="Nothing was changed"):
        formats.bring_in(project.store, [path], In(), stop)
    assert project.changes() == before


# --- what offsets count ---------------------------------------------------------------------------

CRLF = "The army 🚀🚀 fired.\r\nThe عربي base\r\nburned near the 👩‍👩‍👧 river.\r\n"
WORDS = ("army", "fired", "base", "burned", "river")


def counted(make, text, unit, words=WORDS, ids=""):
    """Make a record whose offsets another tool counted."""
    lf = text.replace("\r\n", "\n")
    spans = []
    for word in words:
        before, kept = lf[: lf.find(word)], text[: text.find(word)]
        start, size = {
            "code points": (len(before), len(word)),
            "UTF-16": (len(before.encode("utf-16-le")) // 2, len(word)),
            "UTF-8": (len(before.encode()), len(word.encode())),
            "CRLF": (len(kept), len(word)),
        }[unit]
        span = make.span("Actor", word, id=make.id(text + word + ids))
        spans.append({**span, "start": start, "end": start + size})
    return make.record(text if unit == "CRLF" else lf, spans=spans)


@pytest.mark.parametrize("unit", ["code points", "UTF-16", "UTF-8", "CRLF"])
def test_offsets_of_every_unit_come_in_as_code_points_and_that_is_said(project, make, unit):
    done = project.bring(counted(make, CRLF, unit))
    record = project.record()
    assert "\r" not in record["text"]
    assert [s["text"] for s in record["spans"]] == list(WORDS)
    said = [note for note in done.notes if "offsets" in note]
    if unit in ("UTF-16", "UTF-8"):
        assert unit in said[0]
        assert "in-1.jsonl" in said[0]


def test_code_points_need_no_note(project, make):
    assert project.bring(counted(make, CRLF, "code points")).notes == []


def test_crlf_counted_as_two_in_a_text_with_lf_is_found_out(project, make):
    record = counted(make, CRLF, "CRLF")
    record["text"] = CRLF.replace("\r\n", "\n")
    done = project.bring(record)
    assert [s["text"] for s in project.record()["spans"]] == list(WORDS)
    assert any("offsets" in note for note in done.notes)


def test_a_span_after_an_emoji_keeps_its_words(project, make):
    for unit in ("UTF-16", "UTF-8"):
        text = f"🚀 {unit} base."
        project.bring(counted(make, text, unit, words=("base",)))
    assert [s["text"] for r in project.records() for s in r["spans"]] == ["base", "base"]


def test_zones_are_counted_as_spans_are(project, make):
    record = counted(make, "🚀🚀 Head\nThe base.", "UTF-16", words=("base",))
    record["zones"] = [{"zone": "headline", "start": 0, "end": 9}]
    project.bring(record)
    assert project.record()["zones"] == [{"zone": "headline", "start": 0, "end": 7}]


def test_the_unit_is_decided_for_the_whole_file_by_what_fits_every_quote(project, make):
    plain = counted(make, "Plain army.", "UTF-16", words=("army",))
    plain["zones"] = [{"zone": "body", "start": 0, "end": 5}]
    astral = counted(make, "🚀 army.", "UTF-16", words=("army",))
    done = project.bring(plain, astral)
    assert (done.lines, len([n for n in done.notes if "offsets" in n])) == (2, 1)


def test_each_file_has_its_own_unit(project, make):
    files = [
        make.file(
            project.folder / f"{unit}.jsonl", counted(make, f"🚀 {unit} army.", unit, ["army"])
        )
        for unit in ("UTF-8", "UTF-16", "code points")
    ]  # fmt: skip
    done = project.bring(*files)
    assert done.articles == 3
    assert sum("offsets" in note for note in done.notes) == 2


def test_broken_lines_have_no_say_in_what_offsets_count(project, make):
    done = project.bring("{", counted(make, "🚀 army.", "UTF-16", ["army"]), "{", skip_broken=True)
    assert (done.lines, len(done.skipped)) == (1, 2)


def test_units_mixed_in_one_file_are_refused_by_line(project, make):
    lines = [counted(make, f"🚀 {n} army.", "UTF-16", ["army"]) for n in range(3)]
    lines.insert(1, counted(make, "🚀 odd army.", "UTF-8", ["army"]))
    assert "line 2:" in project.refuses(*lines)
    done = project.bring(*lines, skip_broken=True)
    assert done.lines == 3
    assert "line 2:" in done.skipped[0]


@pytest.mark.parametrize(
    ("start", "end"), [(0, 4), (4, 9), (0, 900), (900, 904), (4, 4), (8, 4), (-4, -1), (-1, 3)]
)
def test_offsets_that_do_not_quote_the_text_are_named_by_their_line(project, make, start, end):
    good = make.record("A good army.", spans=[make.span("Actor", "army")])
    bad = make.record("The army.", spans=[make.span("Actor", "army", start=start, end=end)])
    assert "line 2:" in project.refuses(good, bad)
    done = project.bring(good, bad, skip_broken=True)
    assert (done.lines, len(done.skipped)) == (1, 1)
    assert "line 2:" in done.skipped[0]


def test_offsets_that_fit_are_never_moved(project, make):
    text = "army army army"
    span = make.span("Actor", "army", start=5, end=9)
    project.bring(make.record(text, spans=[span]))
    assert [(s["start"], s["end"]) for s in project.record()["spans"]] == [(5, 9)]


def test_a_zone_outside_the_text_is_named_by_its_line(project, make):
    for start, end in ((0, 999), (3, 3), (5, 2)):
        bad = make.record("The army.", zones=[{"zone": "body", "start": start, "end": end}])
        assert "line 2:" in project.refuses(make.record("Good."), bad)
        assert len(project.bring(bad, skip_broken=True).skipped) == 1


def test_a_line_that_turns_out_broken_late_leaves_nobody_behind(project, make):
    bad = make.record("The army.", zones=[{"zone": "body", "start": 3, "end": 3}])
    bad["annotator"] = "a passer-by"
    project.bring(bad, skip_broken=True)
    assert "a passer-by" not in {p.name for p in project.store.read.persons()}


# --- any project goes out and comes in ------------------------------------------------------------

PIECES = [
    "army", "base", "rockets", " ", " ", "\n", "\r\n", "\r", "🚀", "👩‍👩‍👧", "e\u0301", "قصفت",
    "الجيش", "\u2028", "\u2029", "\x85", "\u00a0", "\u202f", "\u200f", "\ufeff", "\t", "‘",
    "\U0010ffff", "\x07",
]  # fmt: skip
texts = (
    st.lists(st.sampled_from(PIECES), min_size=2, max_size=24)
    .map("".join)
    .filter(lambda t: t.replace("\ufeff", "").strip())
)
names = st.text('aé🚀ق \u2028"\\\u0301', min_size=1, max_size=6)
maybe = st.one_of(st.none(), st.text("ab🚀\n\u2028", max_size=4))
ENTITY_LINKS = ("part_of", "backed_by", "within")
LABELS = ("actor", "location", "weapon", "claim", "event", "cue")


@st.composite
def descriptions(draw):
    """Describe a project in numbers and words; `build` makes it."""
    entities = draw(st.lists(st.tuples(
        st.sampled_from(["actor", "location"]), names, maybe,
        st.lists(st.tuples(names, st.one_of(st.none(), st.integers(0, 9))), max_size=2),
        st.lists(st.tuples(st.sampled_from(ENTITY_LINKS), st.integers(0, 9)), max_size=2),
        st.one_of(st.none(), st.floats(-90, 90)),
    ), min_size=1, max_size=4))  # fmt: skip
    events = draw(st.lists(st.tuples(
        names, st.sampled_from([None, "2021", "2021-06", "2021-06-28"]),
        st.lists(st.integers(0, 9), max_size=2, unique=True),
        st.lists(st.tuples(st.sampled_from(["attacker", "victim"]), st.integers(0, 9)), max_size=2),
        st.lists(st.integers(0, 9), max_size=2),
    ), max_size=3))  # fmt: skip
    articles = draw(st.lists(st.tuples(
        texts, names, maybe,
        st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=2),
        st.lists(st.tuples(
            st.integers(0, 2), st.sampled_from(["unread", "in_progress", "done", "settled"]),
            st.sampled_from([True, False, None]),
            st.lists(st.tuples(
                st.sampled_from(LABELS), st.integers(0, 40), st.integers(1, 12),
                st.one_of(st.none(), st.integers(0, 9)), st.lists(st.integers(0, 9), max_size=2),
                maybe, st.one_of(st.none(), st.floats(0, 1)), st.booleans(),
            ), max_size=6),
            st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=5),
        ), max_size=3, unique_by=lambda work: work[0]),
    ), min_size=1, max_size=3, unique_by=lambda a: plain(a[0])))  # fmt: skip
    return entities, events, articles


def plain(text):
    return text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")


def build(project, make, described):
    entities, events, articles = described
    cards = [make.id(f"entity {n}") for n in range(len(entities))]
    cases = [make.id(f"event {n}") for n in range(len(events))]
    project.put(*shared_things(cards, entities, cases, events), project.first, project.second)
    claims = {0: [], 1: [], 2: []}
    for number, (raw, title, note, zones, works) in enumerate(articles):
        text = plain(raw)
        doc = project.add(text, title, note=note, publisher=note)
        for start, length in zones:
            if start < len(text):
                project.put(Zone.of(doc, "body", start, min(start + length, len(text))))
        for who, status, relevant, marks, ties in works:
            person = (project.first, project.second, None)[who]
            layer = "gold" if person is None else "work"
            reviewer = project.me.id if person is None else None
            whose = person.id if person else None
            project.put(Reading(doc, whose, layer, status, relevant, reviewer=reviewer))
            one = {"person": person, "layer": layer}
            ids = [make.id(f"span {number} {who} {n}") for n in range(len(marks))]
            spans = list(
                marked(project, doc, text, one, zip(ids, marks, strict=True), cards, cases)
            )
            tied(project, doc, spans, ties, claims[who])
            claims[who] += [s for s in spans if s.label == "claim"]


def shared_things(cards, entities, cases, events):
    """Give entities and events with all that hangs on them."""
    for id_, (label, name, note, aliases, links, latitude) in zip(cards, entities, strict=True):
        kind = "armed_group" if label == "actor" else "town"
        yield Entity(id_, label, name, latitude, latitude, note, attributes=(("kind", kind),),
                     identifiers=(("wikidata", name),))  # fmt: skip
        for position, (alias, user) in enumerate(aliases):
            used_by = cards[user % len(cards)] if user is not None else None
            yield Alias.of(id_, alias, used_by, position)
        for type_, tail in links:
            if cards[tail % len(cards)] != id_:
                yield EntityLink.of(id_, type_, cards[tail % len(cards)])
    for id_, (title, date, places, parts, links) in zip(cases, events, strict=True):
        place = tuple(dict.fromkeys(cards[p % len(cards)] for p in places))
        yield Event(id_, title, "other", date, None, place)
        yield from (Participant.of(id_, role, cards[n % len(cards)]) for role, n in parts)
        for tail in links:
            if cases[tail % len(cases)] != id_:
                yield EventLink.of(id_, "part", cases[tail % len(cases)])


def marked(project, doc, text, one, marks, cards, cases):
    """Mark what still lies inside the text."""
    for id_, (label, start, length, card, about, words, score, is_set) in marks:
        if start >= len(text):
            continue
        events = tuple(dict.fromkeys(cases[n % len(cases)] for n in about)) if cases else ()
        yield project.mark(
            doc, label, text[start : start + length], start=start, id=id_, note=words,
            attributes=(("stance", "denies"),) if label == "claim" and is_set else (),
            entity=cards[card % len(cards)] if card is not None else None, events=events,
            score=score, origin="suggested" if is_set else "typed", **one,
        )  # fmt: skip


def tied(project, doc, spans, ties, claims):
    """Tie spans to each other, and a claim to one of another article."""
    mine = [s for s in spans if s.label == "claim"]
    for head, tail in ties:
        one, two = (spans[n % len(spans)] if spans else None for n in (head, tail))
        if one != two:
            both = {one.label, two.label} == {"claim"}
            project.tie("contradicts" if both else "said_by", one, two)
        elif mine and claims:
            other = claims[tail % len(claims)]
            project.tie("contradicts", mine[0], other, attributes=(("aspect", "weapon"),))


@pytest.mark.property
@hypothesis.settings.get_profile("records")
@hypothesis.given(described=descriptions())
def test_any_project_goes_out_comes_in_and_goes_out_the_same(projects, make, described):
    project = projects()
    build(project, make, described)
    every = {"layer": "all", "all_articles": True}
    went = project.out(**every)
    assert project.out(**every) == went
    other = projects()
    other.bring(project.folder / "out.jsonl")
    assert other.out(**every) == went
    assert other.is_sound(notes=True)  # entities can be part of each other
    again = project.bring(project.folder / "out.jsonl")
    assert (again.lines, again.articles) == (0, 0)
    assert again.unchanged == len(went.splitlines()) or again.unchanged == project.written.lines
    project.store.close()
    other.store.close()


@pytest.mark.property
@hypothesis.settings.get_profile("records")
@hypothesis.given(
    raw=texts, places=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12)), max_size=5),
    unit=st.sampled_from(["code points", "UTF-16", "UTF-8", "CRLF"]),
)  # fmt: skip
def test_offsets_of_any_text_come_in_so_that_they_slice_to_the_quote(
    projects, make, raw, places, unit
):
    project = projects()
    text = plain(raw)
    kept = text.replace("\n", "\r\n")
    shown = kept if unit == "CRLF" else text
    spans = []
    for number, (start, length) in enumerate(places):
        quote = text[start : start + length]
        if not quote:
            continue
        before = text[:start]
        first, size = {
            "code points": (start, len(quote)),
            "UTF-16": tuple(len(t.encode("utf-16-le")) // 2 for t in (before, quote)),
            "UTF-8": tuple(len(t.encode()) for t in (before, quote)),
            "CRLF": tuple(len(t.replace("\n", "\r\n")) for t in (before, quote)),
        }[unit]
        spans.append({"id": make.id(f"{number}"), "label": "Actor", "text": quote,
                      "start": first, "end": first + size})  # fmt: skip
    try:
        project.bring(make.record(shown, spans=spans))
        record = project.record()
        assert record["text"] == text
        found = {s["id"]: s["text"] for s in record["spans"]}
        assert found == {s["id"]: s["text"] for s in spans}
        if unit == "code points":
            places_now = {s["id"]: (s["start"], s["end"]) for s in record["spans"]}
            assert places_now == {s["id"]: (s["start"], s["end"]) for s in spans}
    finally:
        project.store.close()
