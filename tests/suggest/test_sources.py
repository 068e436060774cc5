"""Who says a claim, with which cue, and what they commit to: what is proposed, how often right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.scheme_file import find_scheme, parse_scheme
from annotator.model.span import Span
from annotator.resources import seed
from annotator.suggest.sources import BEFORE, BOTH, CARRIED, NOBODY, attribution
from annotator.suggest.stance import stance
from tests.suggest.test_mentions import ARTICLES

NEWS = find_scheme("conflict-news")
SECOND = Path(__file__).parents[1] / "data" / "second.jsonl"


def record(words):
    return json.loads(words.splitlines()[0])


SAMPLE = record(seed("sample.jsonl").read_text("utf-8"))
OTHER = record(SECOND.read_text("utf-8"))

SAID = {
    "agency": [
        "health officials", "Sudanese Armed Forces", "paramilitary group", "army spokesman",
        "Witnesses", "UN Office for the Coordination of Humanitarian Affairs",
    ],
    "briefing": ["Combined Joint Task Force", "deputy commander", "He", "Pentagon"],
    "british": [
        "UK Maritime Trade Operations agency", "Houthi military spokesman", "He",
        "Ministry of Defence", "Foreign Secretary", "Iran", "foreign ministry",
    ],
    "ceasefire": ["defence ministry", "Yerevan", "Yerevan", "Armenian government", "aid worker"],
    "monitor": [
        "local residents", None, "group", "Syrian Network for Human Rights", None,
    ],
    "arabic": ["المرصد السوري", "متحدث", "طهران", "مسؤول", "وكالة الأنباء"],
}  # fmt: skip
"""Who says each claim of an article, in order; None for nobody."""


def marks(spans, labels):
    """Give the marks of some labels, from offsets, label and words."""
    return [
        Span(f"{start}-{end}-{label}", "a", "p", label, start, end, words)
        for start, end, label, words in spans
        if label in labels
    ]


def of_record(one):
    return [(s["start"], s["end"], s["label"].lower(), s["text"]) for s in one["spans"]]


def tails(one, claim, type_):
    by_id = {s["id"]: s for s in one["spans"]}
    ends = [r["tail"] for r in one["relations"] if (r["type"], r["head"]) == (type_, claim["id"])]
    return sorted((by_id[end]["start"], by_id[end]["end"]) for end in ends)


def proposed(one, labels):
    """Give for each claim of a record what is right, and what is proposed first."""
    spans = marks(of_record(one), labels)
    for claim in (s for s in one["spans"] if s["label"] == "Claim"):
        found = attribution(one["text"], claim["start"], claim["end"], NEWS, spans)
        source = [(a.start, a.end) for a in found.sources[0].actors]
        cue = [(c.start, c.end) for c in found.cues[:1]]
        yield (tails(one, claim, "said_by"), source), (tails(one, claim, "cue"), cue)


def right(pairs):
    return sum(wanted == found for wanted, found in pairs)


# --- how often the first is right -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("labels", "fewest"), [({"actor", "claim"}, 17), ({"actor"}, 17), ({"claim"}, 16), (set(), 16)]
)
def test_who_says_each_claim_of_the_sample_is_proposed_first(labels, fewest):
    pairs = list(proposed(SAMPLE, labels))
    sources, cues = right([p[0] for p in pairs]), right([p[1] for p in pairs])
    print(f"sample with {sorted(labels)}: {sources} sources, {cues} cues of {len(pairs)}")
    assert sources >= fewest
    assert cues == len(pairs) == 17


@pytest.mark.parametrize("labels", [{"actor", "claim"}, set()])
def test_who_says_each_claim_of_the_second_article_is_proposed_first(labels):
    pairs = [p[0] for p in proposed(OTHER, labels)]
    print(f"second with {sorted(labels)}: {right(pairs)} of {len(pairs)}")
    assert right(pairs) >= (13 if labels else 12)


@pytest.mark.parametrize("name", SAID)
def test_who_says_each_claim_of_other_articles_is_mostly_proposed_first(name):
    text, spans = ARTICLES[name]
    all_ = marks([(*s, text[s[0] : s[1]]) for s in spans], {"actor", "claim"})
    claims = [span for span in all_ if span.label == "claim"]
    assert len(claims) == len(SAID[name])
    good = 0
    for claim, wanted in zip(claims, SAID[name], strict=True):
        first = attribution(text, claim.start, claim.end, NEWS, all_).sources[0]
        words = [text[a.start : a.end] for a in first.actors]
        print(f"  {claim.quote[:40]}: {words}, {wanted}")
        good += words == ([wanted] if wanted else [])
    print(f"{name}: {good} of {len(claims)}")
    assert good >= len(claims) - 1


# --- which, and why -------------------------------------------------------------------------------


def offered(text, claim, marked=()):
    """Give the candidates for who says words of a text: their words and the reason."""
    start = text.index(claim)
    spans = [
        Span(words, "a", "p", "actor", text.index(words), text.index(words) + len(words), words)
        for words in marked
    ]
    found = attribution(text, start, start + len(claim), NEWS, spans)
    return [([text[a.start : a.end] for a in one.actors], one.reason) for one in found.sources]


@pytest.mark.parametrize(
    ("text", "claim", "wanted"),
    [
        ("The army said it won.", "it won", ["army"]),
        ("It won, according to the army.", "It won", ["army"]),
        ("According to the army, it won.", "it won", ["army"]),
        ("“We won,” said the rebels in Homs.", "“We won,”", ["rebels"]),
        ("“We won,” he said.", "“We won,”", ["he"]),
        ("No deaths were reported in Homs.", "No deaths", []),
        ("Two deaths were reported by the army.", "Two deaths", ["army"]),
        ("The army and the rebels said it ended.", "it ended", ["army", "rebels"]),
        ("The army, the militia and the rebels said it ended.", "it ended",
         ["army", "militia", "rebels"]),
        ("The rebels left. The army said it won.", "it won", ["army"]),
        ("The rebels, who fled the army, said it ended.", "it ended", ["rebels"]),
        ("Officials of the army said it ended.", "it ended", ["Officials"]),
        ("The Free Syrian Army (FSA) said it ended.", "it ended", ["Free Syrian Army"]),
        ("“We won,” the army said. “We will stay.”", "“We will stay.”", ["army"]),
        ("“We won,” the army said.\n\n“We will stay.”", "“We will stay.”", ["army"]),
        ("“We will stay.” The army said so.", "“We will stay.”", ["army"]),
        ("It fell, the Upper Governorate said.", "It fell", ["Upper Governorate"]),
        ("The governorate later accused the rebels of lying.", "lying", ["governorate"]),
        ("“We won,” the governor's office said.", "“We won,”", ["governor's office"]),
        ("قال الجيش إن الحرب انتهت.", "الحرب انتهت", ["الجيش"]),
    ],
)  # fmt: skip
def test_the_likeliest_source_comes_first(text, claim, wanted):
    marked = [w for w in ("Officials", "الجيش") if w in text]
    assert offered(text, claim, marked)[0][0] == wanted


def test_the_next_candidate_walks_the_list_and_begins_again():
    text = "The rebels told the army that the militia had won."
    spans = marks([(4, 10, "actor", "rebels"), (20, 24, "actor", "army")], {"actor"})
    found = attribution(text, 30, 49, NEWS, spans)
    first, second, *_ = found.sources
    assert [text[a.start : a.end] for s in (first, second) for a in s.actors] == ["rebels", "army"]
    assert first.actors[0].span == "4-10-actor"
    assert found.source_after(None) == first
    assert found.source_after(first) == second
    assert found.source_after(found.sources[-1]) == first


def test_each_candidate_says_why():
    text = "The army and the rebels said it ended. “It was long.”"
    both, army, *_ = offered(text, "it ended")
    assert both == (["army", "rebels"], BOTH)
    assert army == (["rebels"], BEFORE)
    assert offered(text, "“It was long.”")[0][1] == CARRIED
    assert offered("No deaths were reported.", "No deaths")[0] == ([], NOBODY)


def test_nobody_is_offered_last_where_nothing_tells_who_it_is():
    assert offered("The war is long.", "The war is long") == [([], NOBODY)]


def test_a_claim_across_paragraphs_has_the_source_of_its_last_one():
    text = "“We won.\n\n“And we will stay,” the army said."
    start, end = 0, text.index(" the army")
    first = attribution(text, start, end, NEWS, []).sources[0]
    assert [text[a.start : a.end] for a in first.actors] == ["army"]


def test_a_marked_cue_is_taken_with_its_mark():
    text = "The army has said it won."
    cue = Span("q", "a", "p", "Cue", 9, 17, "has said")
    found = attribution(text, 18, 24, NEWS, [cue])
    assert [(c.start, c.end, c.span) for c in found.cues] == [(9, 17, "q")]


def test_a_scheme_without_sources_or_cues_proposes_none():
    scheme = parse_scheme('id = "a"\n[[labels]]\nid = "per"\nname = "PER"\n', "a.toml")
    found = attribution("The army said it won.", 14, 20, scheme, [])
    assert (found.sources, found.cues) == ((), ())
    assert found.source_after(None) is None


# --- stance ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "claim", "cue", "value", "words"),
    [
        ("The army said it won.", "it won", "said", "asserts", ""),
        ("The army denied any losses.", "any losses", "denied", "denies", "denied"),
        ("The army rejected the claim.", "the claim", "rejected", "denies", "rejected"),
        ("A video appeared to show rebels.", "rebels", "appeared to show", "hedges",
         "appeared to show"),
        ("It reportedly said it won.", "it won", "said", "hedges", "said"),
        ("He said it may have won.", "it may have won", "said", "hedges", "may"),
        ("He said it won in May.", "it won in May", "said", "asserts", ""),
        ("It left without saying who won.", "who won", "without saying", "no_position",
         "without saying"),
        ("It left without saying who won.", "who won", "saying", "no_position", "without saying"),
        ("He declined to comment on the raid.", "the raid", "declined to comment on",
         "no_position", "declined to comment on"),
        ("He did not confirm the raid.", "the raid", "confirm", "no_position", "not confirm"),
        ("He did not deny the raid.", "the raid", "deny", "no_position", "not deny"),
        ("It did not win, he said.", "It did not win", "said", "asserts", ""),
        ("Nobody won.", "Nobody won", None, "asserts", ""),
        ("ونفت طهران أي صلة.", "أي صلة", "نفت", "denies", "نفت"),
    ],
)  # fmt: skip
def test_the_stance_follows_the_words_of_the_cue(text, claim, cue, value, words):
    start = text.index(claim)
    place = (text.index(cue), text.index(cue) + len(cue)) if cue else None
    found = stance(text, (start, start + len(claim)), place, NEWS)
    assert (found.value, found.words) == (value, words)


@pytest.mark.parametrize("one", [SAMPLE, OTHER])
def test_nearly_all_stances_are_as_annotated(one):
    good = 0
    claims = [s for s in one["spans"] if s["label"] == "Claim"]
    for claim in claims:
        place = claim["start"], claim["end"]
        cues = attribution(one["text"], *place, NEWS, []).cues
        found = stance(one["text"], place, (cues[0].start, cues[0].end) if cues else None, NEWS)
        values = {a["name"]: a["value"] for a in claim["attributes"]}
        good += found.value == values["stance"]
    print(f"{good} of {len(claims)} stances")
    assert good >= len(claims) - 1


def test_no_stance_is_proposed_that_the_scheme_does_not_have():
    scheme = parse_scheme('id = "a"\n[[labels]]\nid = "per"\nname = "PER"\n', "a.toml")
    assert stance("He denied it.", (10, 12), (3, 9), scheme) is None


# --- nonsense -------------------------------------------------------------------------------------

pieces = st.sampled_from([
    "The army", "rebels", "said", "according to", "“", "”", ".", ", ", "\n", " and ", "No deaths",
    "reported", "he", "(FSA)", "قال", "الجيش", "إن", "may", "it", "who", "US", "\u00a0",
])  # fmt: skip


@pytest.mark.property
@given(st.lists(pieces, max_size=30).map(" ".join), st.integers(0, 150), st.integers(0, 150))
def test_any_text_gives_each_candidate_once_and_inside_it(text, one, other):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    found = attribution(text, start, end, NEWS, [])
    actors = [source.actors for source in found.sources]
    assert len(actors) == len(set(actors))
    assert found.sources
    assert all(0 <= a.start < a.end <= len(text) for who in actors for a in who)
    assert all(0 <= c.start < c.end <= len(text) for c in found.cues)
    assert stance(text, (start, end), None, NEWS) is not None
