"""Stepping through likely mentions: what is found, as what, in which order, and how much of it."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import islice, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.scheme_file import find_scheme, parse_scheme
from annotator.model.selection import trim
from annotator.model.words import is_whole
from annotator.resources import seed
from annotator.suggest.mentions import candidates, onward
from annotator.suggest.proposal import Proposal

NEWS = find_scheme("conflict-news")
EXPERT = {label.id for label in NEWS.labels if label.level == "expert"}
FOLDER = Path(__file__).parent / "data"
INITIALS = {label.key: label.id for label in NEWS.labels}


def marked(raw):
    """Read a text with its marks, as in {A|US} base: the text, and where which label belongs."""
    text, spans, opened, place = "", [], [], 0
    while place < len(raw):
        if raw[place] == "{":
            opened.append((len(text), INITIALS[raw[place + 1]]))
            place += 3
            continue
        if raw[place] == "}":
            start, label = opened.pop()
            spans.append((start, len(text), label))
        else:
            text += raw[place]
        place += 1
    return text, spans


def sample():
    record = json.loads(seed("sample.jsonl").read_text("utf-8").splitlines()[0])
    spans = [(s["start"], s["end"], s["label"].lower()) for s in record["spans"]]
    return record["text"], [span for span in spans if span[2] not in EXPERT]


def articles():
    texts = {path.stem: marked(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.txt"))}
    return {"sample": sample()} | texts


ARTICLES = articles()


def found(text, names=(), scheme=NEWS):
    """Give the words and the label of each proposal."""
    proposals = candidates(text, scheme, names, hidden=EXPERT)
    return [(text[one.start : one.end], one.label) for one in proposals]


def measured(text, spans):
    """Count the spans, those proposed exactly, those touched, and the proposals."""
    proposals = candidates(text, NEWS, hidden=EXPERT)
    exact = {(one.start, one.end) for one in proposals}
    touched = [
        span
        for span in spans
        if any(one.start < span[1] and span[0] < one.end
               and one.label in {None, span[2]} for one in proposals)
    ]  # fmt: skip
    return len(spans), len([s for s in spans if s[:2] in exact]), len(touched), len(proposals)


# --- how much is found ----------------------------------------------------------------------------


def test_nearly_all_of_the_sample_is_proposed_and_little_else():
    spans, exact, touched, proposals = measured(*ARTICLES["sample"])
    print(f"sample: {spans} spans, {exact} exact, {touched} touched, {proposals} proposals")
    assert spans == 107
    assert exact >= 0.9 * spans
    assert touched >= 0.95 * spans
    assert proposals <= 1.3 * spans


@pytest.mark.parametrize("name", [name for name in ARTICLES if name != "sample"])
def test_most_of_other_articles_is_proposed_and_little_else(name):
    spans, exact, touched, proposals = measured(*ARTICLES[name])
    print(f"{name}: {spans} spans, {exact} exact, {touched} touched, {proposals} proposals")
    assert exact >= 0.6 * spans
    assert touched >= 0.75 * spans
    assert proposals <= 1.5 * spans


def test_most_expectations_of_the_sample_are_right():
    text, spans = ARTICLES["sample"]
    drafted = {span[:2]: span[2] for span in spans}
    labels = [
        (one.label, drafted[one.start, one.end])
        for one in candidates(text, NEWS, hidden=EXPERT)
        if (one.start, one.end) in drafted and one.label is not None
    ]
    assert [pair for pair in labels if pair[0] != pair[1]] == []
    assert len(labels) >= 0.9 * len(drafted)


# --- phrases --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met the armed group there.", [("armed group", "actor")]),
        ("It hit several pro-Iranian militias.", [("pro-Iranian militias", "actor")]),
        ("He used heavy artillery.", [("heavy artillery", "weapon")]),
        ("A rocket attack.", [("rocket", "weapon")]),
        ("It was an air strike, then shelling.", []),
        ("Our troops left.", [("Our troops", "actor")]),
        ("There were 900 French soldiers.", [("French soldiers", "actor")]),
        ("Two batteries of militiamen.", [("militiamen", "actor")]),
        ("They fled to eastern Libya.", [("eastern Libya", "location")]),
        ("They hid in the village of Tall Abyad.", [("Tall Abyad", "location")]),
        ("It is the east bank of the Nile.", [("east bank of the Nile", "location")]),
        ("It closed the Turkish border with Iraq.", [("Turkish border with Iraq", "location")]),
        ("a French base there", [("French base", "location"), ("French", "actor")]),
        ("it backed French interests", [("French", "actor")]),
        ("It was shot near Homs, Hama and Idlib.",
         [("Homs", "location"), ("Hama", "location"), ("Idlib", "location")]),
        ("the Free Syrian Army (FSA)", [("Free Syrian Army", "actor"), ("FSA", "actor")]),
        ("the Committee for Public Safety", [("Committee for Public Safety", "actor")]),
        ("the press secretary of the White House",
         [("press secretary of the White House", "actor")]),
        ("a spokesman for the armed forces", [("spokesman for the armed forces", "actor")]),
        ("members of the armed forces", [("armed forces", "actor")]),
        ("a visit to Port Said on Monday", [("Port Said", "location")]),
        ("the town's mayor", [("town", "location"), ("mayor", "actor")]),
        ("On Monday, May 3, it rained. However, it stopped.", []),
        ("Clashes erupted. Suddenly it ended.", []),
        ("Hezbollah denied it.", [("Hezbollah", "actor"), ("it", "claim")]),
        ("near al-Bab and Abu Kamal", [("al-Bab", "location"), ("Abu Kamal", "location")]),
        ("Rockets Hit Army Base Near Capital",
         [("Rockets", "weapon"), ("Army Base", "location")]),
        ("The governorate said so.", [("governorate", "actor"), ("so", "claim")]),
        ("It fell, the Upper Province later said.",
         [("It fell", "claim"), ("Upper Province", "actor")]),
        ("A man in the governorate said so.", [("governorate", "location"), ("so", "claim")]),
        ("the governor's office", [("governor's office", "actor")]),
        ("the governor's hat", [("governor", "actor")]),
        ("", []),
    ],
)  # fmt: skip
def test_phrases_are_those_a_reader_would_mark(text, expected):
    assert found(text) == expected


# --- trimmed by the scheme's rules ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The army said that the depot was hit.", ["depot was hit"]),
        ("The depot was hit, the army said.", ["depot was hit"]),
        ("“The depot was hit,” the army said.", ["“The depot was hit,”"]),
        ("The army said this depot was hit by “its men.”", ["depot was hit by “its men.”"]),
    ],
)
def test_a_claim_is_proposed_as_the_key_of_its_label_would_mark_it(text, claims):
    assert [words for words, label in found(text) if label == "claim"] == claims


def test_a_name_of_the_project_loses_what_a_selection_would_lose():
    assert ("Hague", "location") in found("He left The Hague.", [("The Hague", "location")])
    keeps = replace(NEWS, rules=replace(NEWS.rules, trim_words=()))
    proposed = found("He left The Hague.", [("The Hague", "location")], keeps)
    assert ("The Hague", "location") in proposed


@pytest.mark.parametrize("name", ARTICLES)
def test_what_is_proposed_is_trimmed_already(name):
    text, _ = ARTICLES[name]
    strokes = {label.id: label.stroke for label in NEWS.labels}
    for one in candidates(text, NEWS):
        keeps = strokes.get(one.label, "bracket") == "bracket"
        place = trim(text, one.start, one.end, NEWS.rules, keep_quotes=keeps)
        assert place == (one.start, one.end)


# --- claims ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The army said that it had won.", ["it had won"]),
        ("The army said on Monday that it had won.", ["it had won"]),
        ("It had won, the army said on Monday.", ["It had won"]),
        ("“We won,” he said. It rained.", ["“We won,”"]),
        ("“We won. We stay.” said the army.", ["“We won. We stay.”"]),
        ("The army said: “We won.”", ["“We won.”"]),
        ("The army said it “won”, where it is raining.", ["it “won”"]),
        ("It won, the army said, adding that it would stay.", ["It won", "it would stay"]),
        ("According to the army, it won.", ["it won"]),
        ("It won, according to the army.", ["It won"]),
        ("No deaths were reported in Homs.", ["No deaths"]),
        ("The army told reporters that it won.", ["it won"]),
        ("The army accused the rebels of lying.", ["lying"]),
        ("The army denied responsibility.", ["responsibility"]),
        ("This report rained. Their claims too.", []),
        ("HOMS, May 3 (SANA) - It won, the army said.", ["It won"]),
        ("HOMS, May 3 - It won, the army said.", ["It won"]),
        ("EAST HOMS - It won, the army said.", ["It won"]),
        ("US troops won - and left, the army said.", ["US troops won - and left"]),
        ("وقال الجيش إن الحرب انتهت.", ["الحرب انتهت"]),
        ("«انتهت الحرب»، قال الجيش.", ["«انتهت الحرب»"]),
        ("said", []),
    ],
)
def test_what_was_said_is_a_claim(text, claims):
    assert [words for words, label in found(text) if label == "claim"] == claims


@pytest.mark.parametrize(
    "text", ["HOMS, May 3 - It rained.", "HOMS (SANA) - It rained.", "HOMS — It rained."]
)
def test_a_dateline_tells_where(text):
    assert found(text)[0] == ("HOMS", "location")


def test_who_says_it_is_found_as_a_pronoun_too():
    assert ("he", "actor") in found("“We won,” he said.")
    assert ("She", "actor") in found("She has said they won.")
    assert ("they", "actor") not in found("She has said they won.")


def test_a_long_quotation_of_nobody_is_proposed_without_a_label():
    text = "The “long and very hard” road, the “safe” road."
    assert ("“long and very hard”", None) in found(text)
    assert "“safe”" not in [words for words, _ in found(text)]


def test_cues_are_proposed_unless_their_label_is_hidden():
    text = "The army has said it won, according to him."
    shown = candidates(text, NEWS)
    cues = [text[one.start : one.end] for one in shown if one.label == "cue"]
    assert cues == ["has said", "according to"]
    assert not any(one.label == "cue" for one in candidates(text, NEWS, hidden=EXPERT))


# --- names of the project, and Arabic -------------------------------------------------------------


def test_names_of_the_project_are_found_with_their_label():
    names = [("Daesh", "actor"), ("tel  one", "location")]
    assert found("daesh left.", names) == [("daesh", "actor")]
    assert found("The Daesh left.", names) == [("Daesh", "actor")]


def test_a_longer_phrase_takes_the_label_of_the_name_in_it():
    assert found("the Great Daesh left", [("Daesh", "actor")]) == [("Great Daesh", "actor")]


def test_a_longer_name_takes_the_place_of_the_phrases_in_it():
    names = [("Camp of the Lake", "actor")]
    assert found("the camp of the Lake left", names) == [("camp of the Lake", "actor")]


def test_a_name_inside_a_phrase_of_another_label_is_found_beside_it():
    text = "the Daesh base there"
    assert found(text, [("Daesh", "actor")]) == [("Daesh base", "location"), ("Daesh", "actor")]


def test_a_name_that_stands_for_two_labels_has_none():
    assert found("in daraa", [("Daraa", "location"), ("Daraa", "actor")]) == [("daraa", None)]


def test_arabic_names_and_words_are_found():
    text = "سقطت صواريخ قرب القاعدة في دير الزور، والمقاتلون والقوات الأمريكية هناك"
    assert found(text, [("دير الزور", "location")]) == [
        ("صواريخ", "weapon"),
        ("القاعدة", "location"),
        ("دير الزور", "location"),
        ("والمقاتلون", "actor"),
        ("والقوات الأمريكية", "actor"),
    ]


def test_a_scheme_without_words_still_finds_names():
    scheme = parse_scheme('id = "a"\n[[labels]]\nid = "per"\nname = "PER"\n', "a.toml")
    text = "They said that Kofi Annan met rebels in Homs."
    assert found(text, (), scheme) == [("Kofi Annan", None), ("Homs", None)]
    plain = find_scheme("plain-ner")
    assert found(text, (), plain) == [("Kofi Annan", None), ("Homs", "loc")]


def test_each_proposal_says_who_made_it():
    text = "He said Homs and Daesh rockets fell. The “old and very odd” one."
    made = {one.suggester for one in candidates(text, NEWS, [("Daesh", "actor")])}
    assert made == {"words", "capitals", "names", "claims", "cues", "pronouns", "quotations"}


# --- windows --------------------------------------------------------------------------------------


def test_a_window_gives_what_the_whole_text_gives_there():
    text, _ = ARTICLES["sample"]
    whole = candidates(text, NEWS)
    for start, end in ((0, 300), (300, 1_000), (900, len(text))):
        expected = [one for one in whole if start <= one.start < end]
        assert candidates(text, NEWS, (), start, end) == expected


def test_going_onward_gives_all_from_a_place_on():
    text = "\n".join([ARTICLES["sample"][0]] * 4)
    assert list(onward(text, NEWS)) == candidates(text, NEWS)
    assert list(onward(text, NEWS, (), 5_000)) == candidates(text, NEWS, (), 5_000)


def test_only_the_paragraphs_of_the_window_are_read(monkeypatch):
    text = (ARTICLES["sample"][0].replace("\n", " ") + " ") * 300
    read = []
    from annotator.suggest import mentions

    whole = mentions.read
    monkeypatch.setattr(mentions, "read", lambda *a: read.append(a[2] - a[1]) or whole(*a))
    assert len(list(islice(onward(text, NEWS, (), 500_000), 5))) == 5
    assert candidates(text, NEWS, (), 500_000, 503_000)
    assert sum(read) < 30_000


# --- nonsense -------------------------------------------------------------------------------------

pieces = st.sampled_from([
    "US", "the", "army", "said", "“", "”", '"', "«", "»", "'", "’s", ".", ",", ", ", " ", " ", "\n",
    "of", "that", "according to", "no", "reported", "base", "Al", "Omar", "e\u0301", "ال", "قال",
    "إن", "قاعدة", "،", "中国", "🇸🇾", "👨\u200d👩", "\u200d", "(", ")", "-", "Mr.", "Idlib", "were",
    "rockets", "spokesman for", "village of", "accused", "\u00a0", "ُ", "5", "and", "eastern",
])  # fmt: skip
texts = st.lists(pieces, max_size=50).map("".join) | st.lists(pieces, max_size=50).map(" ".join)
NAMES = [("Omar", "actor"), ("US army", "actor"), ("قاعدة", "location"), ("US", "location")]


@pytest.mark.property
@given(texts | st.text(max_size=60))
def test_any_text_gives_sorted_whole_words_inside_it(text):
    proposals = candidates(text, NEWS, NAMES)
    places = [(one.start, one.end) for one in proposals]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(is_whole(text, *place) for place in places)
    assert all(text[start:end].strip() for start, end in places)
    assert all((one[0], -one[1]) < (two[0], -two[1]) for one, two in pairwise(places))
    assert {one.label for one in proposals} <= {*NEWS.label_ids.values(), None}
    assert all(isinstance(one, Proposal) and one.suggester for one in proposals)


@pytest.mark.property
@given(texts, st.integers(0, 200), st.integers(0, 200))
def test_windows_add_up_to_the_whole(text, one, other):
    first, last = sorted((min(one, len(text)), min(other, len(text))))
    parts = [
        *candidates(text, NEWS, NAMES, 0, first),
        *candidates(text, NEWS, NAMES, first, last),
        *candidates(text, NEWS, NAMES, last),
    ]
    assert parts == candidates(text, NEWS, NAMES)
