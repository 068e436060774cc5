"""What somebody who writes a scheme gets: the scheme, or what is wrong and on which line."""

import json
from pathlib import Path

import pytest

from annotator.model.scheme import EVENT_CARD, Choice
from annotator.model.scheme_colours import DARK_PAPER, LIGHT_PAPER, contrast, light_shades
from annotator.model.scheme_file import TOO_LARGE, find_scheme, parse_scheme, read_scheme, shipped
from annotator.model.sentences import Refused, Trouble

DOMAIN = json.loads((Path(__file__).parent / "data" / "scheme.json").read_text("utf-8"))
REQUIRED = {
    "never": "never",
    "always": "always",
    "before export": "before_export",
    "when lat_lon is set": "when:lat_lon",
    "when about has responsibility": "when:about=responsibility",
    "before any Time value or event date": "before_dates",
    "counted as open before done": "before_done",
    True: "always",
}
HELP = {
    # The domain's scheme goes on "then point at who said it"; the window proposes that.
    "Claim": "What a source says happened, was meant or was not so. Select the words said. "
    "Who says them is proposed at once.",
}
FIELD_TYPES = {"document": "article", "document link or file": "article_or_file"}


@pytest.fixture(scope="module")
def news():
    return find_scheme("conflict-news")


# --- conflict-news says all that the domain's own scheme says -------------------------------------


def test_the_scheme_itself(news):
    assert (news.id, news.title) == (DOMAIN["id"], DOMAIN["title"])
    assert (news.version, news.guideline_version) == ("1", DOMAIN["version"])


def test_its_rules(news):
    rules, trim = DOMAIN["rules"], DOMAIN["rules"]["trim"]
    assert news.rules.same_label_overlap == rules["same_label_overlap"]
    assert news.rules.cross_label_nesting == rules["cross_label_nesting"]
    assert [*news.rules.trim_words, *trim[-2:]] == trim
    assert news.rules.trim_outer == ("trailing space and punctuation" in trim)
    assert news.rules.trim_possessive == ("possessive 's" in trim)


def as_domain(label, attribute):
    """Write an attribute as the domain's scheme does."""
    found = {
        "name": attribute.name,
        "type": attribute.type,
        "scope": "mention" if attribute.scope in {"span", "relation"} else attribute.scope,
        "level": attribute.level,
        "required": attribute.required,
    }
    if label == "Event" and attribute.scope == "event":
        found["scope"] = "entity"  # what an Event span stands for is an event card
    if attribute.values:
        found["values"] = [choice.name for choice in attribute.values]
    if attribute.auto:
        found["default"] = "auto"
    elif attribute.default:
        one = attribute.default[0]
        several = list(attribute.default)
        found["default"] = {"bool": one == "true", "multi": several}.get(attribute.type, one)
    for key in ("help", "source"):
        if getattr(attribute, key) is not None:
            found[key] = getattr(attribute, key)
    return found


def expected(attributes):
    return [{**a, "required": REQUIRED[a["required"]]} for a in attributes]


def test_its_labels(news):
    assert [label.name for label in news.labels] == [one["name"] for one in DOMAIN["labels"]]
    for label, wanted in zip(news.labels, DOMAIN["labels"], strict=True):
        assert label.id == wanted["name"].lower()
        assert label.key == wanted["key"]
        assert label.alt_key == wanted.get("alt_key")
        told = HELP.get(label.name, wanted["help"])
        assert (label.level, label.help) == (wanted["level"], told)
        found = [as_domain(label.name, attribute) for attribute in label.attributes]
        assert found == expected(wanted["attributes"])
        assert all(a.id == a.name for a in label.attributes)


def test_its_relations(news):
    for relation, wanted in zip(news.relations, DOMAIN["relations"], strict=True):
        assert relation.id == relation.name == wanted["name"]
        assert [news.label_names[id_] for id_ in relation.heads] == wanted["from"]
        assert [news.label_names[id_] for id_ in relation.tails] == wanted["to"]
        assert relation.level == wanted["level"]
        assert relation.symmetric == wanted.get("symmetric", False)
        assert relation.cross_document == wanted.get("cross_document", False)
        assert relation.max_per_head == wanted.get("max_per_from")
        assert relation.help == wanted.get("help")
        found = [as_domain(None, attribute) for attribute in relation.attributes]
        assert found == expected(wanted.get("attributes", []))
        assert all(a.scope == "relation" for a in relation.attributes)


def test_its_entities_and_events(news):
    assert [link.id for link in news.entity_links] == DOMAIN["entity_links"]
    assert [field.id for field in news.event_fields] == DOMAIN["event_fields"]
    assert [link.id for link in news.event_links] == ["part", "response_to"]
    wanted = dict(DOMAIN["assessment"])
    code = wanted.pop("optional")
    found = as_domain(None, news.assessment)
    assert found == {
        **wanted, "name": "assessment", "type": "choice", "scope": "event", "required": "never",
    }  # fmt: skip
    for id_ in ("source_reliability", "information_credibility"):
        attribute = news.attribute(EVENT_CARD, id_)
        names = [choice.name for choice in attribute.values]
        assert (f"{names[0]}-{names[-1]}", len(names)) == (code[id_], 6)
        assert (attribute.level, attribute.source) == ("reviewer", code["source"])


def test_its_article_fields(news):
    for field, wanted in zip(news.article_fields, DOMAIN["document_fields"], strict=True):
        assert field.id == field.name == wanted["name"]
        usual = "choice" if "values" in wanted else "text"
        type_ = wanted.get("type", usual)
        assert field.type == FIELD_TYPES.get(type_, type_)
        assert [choice.id for choice in field.values] == wanted.get("values", [])
        assert field.default == (wanted.get("default") or "").replace(" ", "_") or not field.default
        assert bool(field.default) == ("default" in wanted)
        assert field.required == REQUIRED[wanted.get("required", "never")]
        assert field.computed == wanted.get("computed", False)
        assert [flag.id for flag in field.flags] == wanted.get("flags", [])
        assert field.source == wanted.get("source")


def test_its_zones(news):
    assert [zone.id for zone in news.zones] == DOMAIN["zones"]
    unlabelled = [zone.id for zone in news.zones if not zone.labelled]
    assert unlabelled == ["boilerplate", "credit"]


def test_its_colours_are_those_of_the_design_and_readable(news):
    lines = {label.name: (label.light.line, label.dark.line) for label in news.labels}
    assert lines["Actor"] == ("#3566CB", "#B3C5FD")
    assert lines["Location"] == ("#136048", "#6FF7C7")
    assert lines["Weapon"] == ("#BA430B", "#ED8D63")
    assert lines["Claim"] == ("#84457C", "#9887F1")
    assert lines["Event"] == ("#3B3300", "#F7EC73")
    assert lines["Time"] == ("#09322E", "#62AAA1")
    assert len(set(lines.values())) == 8
    assert [label.stroke for label in news.labels[:4]] == ["solid", "dotted", "dashed", "bracket"]
    for label in news.labels:
        assert contrast(label.light.line, LIGHT_PAPER) >= 4.5
        assert contrast(label.dark.line, DARK_PAPER) >= 4.5


def test_nothing_but_the_labels_takes_a_key_twice(news):
    keys = [key for label in news.labels for key in (label.key, label.alt_key) if key]
    assert sorted(keys) == sorted("ALWCETHQ1234")


# --- finding schemes ------------------------------------------------------------------------------


def test_two_schemes_come_with_the_program():
    assert list(shipped()) == ["conflict-news", "plain-ner"]
    for name, path in shipped().items():
        assert read_scheme(path).id == name
    assert [label.name for label in find_scheme("plain-ner").labels] == [
        "PER",
        "ORG",
        "LOC",
        "MISC",
    ]


def test_a_scheme_of_ones_own_is_found_by_its_path(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(SMALL, "utf-8")
    assert find_scheme(str(path)).id == "mine"


def test_a_wrong_name_is_answered_with_the_right_one():
    with pytest.raises(Refused) as told:
        find_scheme("conflict_news")
    assert str(told.value) == (
        "There is no scheme conflict_news; did you mean conflict-news? Nothing was changed."
    )
    with pytest.raises(Refused) as told:
        find_scheme("zzz")
    assert str(told.value) == (
        "There is no scheme zzz. Write one of conflict-news, plain-ner, or where your scheme file"
        " is. Nothing was changed."
    )


def test_words_that_no_file_can_be_called_are_no_scheme():
    for name in ("x" * 5_000, "a\0b", ""):
        with pytest.raises(Refused, match="There is no scheme"):
            find_scheme(name)


def test_a_missing_file_is_said(tmp_path):
    for path in (tmp_path / "gone.toml", tmp_path):
        with pytest.raises(Refused, match=r"There is no scheme file .* Nothing was changed"):
            read_scheme(path)


def test_a_file_that_cannot_be_read_is_said(tmp_path, monkeypatch):
    def refuse(*what):
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "mine.toml"
    path.write_text(SMALL, "utf-8")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Trouble, match=r"cannot be read: Permission denied\. Nothing was changed"):
        read_scheme(path)


def test_a_huge_file_is_no_scheme(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_bytes(SMALL.encode() + b"#" * (TOO_LARGE - len(SMALL)))
    with pytest.raises(Refused, match=r"mine\.toml is 5 MB or more, so it is no scheme\. Nothing"):
        read_scheme(path)
    path.write_bytes(SMALL.encode() + b"#" * (TOO_LARGE - len(SMALL) - 1))
    assert read_scheme(path).id == "mine"


def test_a_file_must_be_utf_8(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_bytes(b'id = "mine"\n# fine\ntitle = "caf\xe9"\n')
    with pytest.raises(Refused, match=r"mine\.toml, line 3: the text is not UTF-8"):
        read_scheme(path)


def test_the_mark_and_line_ends_of_windows_do_no_harm(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_bytes(SMALL.replace("\n", "\r\n").encode("utf-8-sig"))
    assert read_scheme(path) == parse_scheme(SMALL, "mine.toml")
    wrong = SMALL.replace('key = "L"', 'key = "LL"').replace("\n", "\r\n")
    path.write_bytes(wrong.encode("utf-8-sig"))
    with pytest.raises(Refused, match=r"mine\.toml, line 27: the key LL"):
        read_scheme(path)


# --- what may be left out -------------------------------------------------------------------------

SMALL = (Path(__file__).parent / "data" / "small.toml").read_text(encoding="utf-8")


def test_what_is_left_out_has_its_usual_value():
    scheme = parse_scheme(SMALL, "mine.toml")
    actor = scheme.label("actor")
    assert (actor.key, actor.level, actor.stroke) == ("A", "default", "solid")
    assert actor.light == light_shades("#3566CB")
    assert scheme.label("location").stroke == "dotted"
    kind, count = actor.attributes
    assert (kind.type, kind.scope, kind.required) == ("choice", "span", "never")
    assert kind.values == (Choice("state", "state"), Choice("group", "Armed group"))
    assert (kind.default, count.default) == (("group",), ("2",))
    relation = scheme.relation("in")
    assert (relation.name, relation.heads, relation.tails) == (
        "located in", ("actor",), ("location",),
    )  # fmt: skip
    assert (relation.max_per_head, relation.attributes[0].scope) == (1, "relation")
    assert scheme.default_of("in", "since") == ("2021-06-28",)
    assert scheme.rules.trim_possessive
    assert (scheme.version, scheme.guideline_version) == ("1", None)


def test_an_empty_default_is_none():
    text = SMALL.replace('default = "2021-06-28"', 'default = ""')
    assert parse_scheme(text, "mine.toml").default_of("in", "since") == ()


def test_a_choice_may_itself_be_called_auto():
    text = SMALL.replace(
        'values = ["town", "river"]', 'type = "choice"\nvalues = ["auto"]\ndefault = "auto"'
    ).replace('type = "multi"\n', "")
    assert parse_scheme(text, "mine.toml").default_of("location", "kind") == ("auto",)


def test_forty_labels_without_colours_get_distinct_ones():
    text = 'id = "many"\n' + "".join(
        f'[[labels]]\nid = "l{n}"\nname = "Label {n}"\n' for n in range(40)
    )
    labels = parse_scheme(text, "many.toml").labels
    assert len({label.light for label in labels}) == len({label.dark for label in labels}) == 40


def test_a_retired_label_gives_its_keys_away():
    text = SMALL.replace('key = "a"', 'key = "L"\nretired = true')
    assert [label.key for label in parse_scheme(text, "mine.toml").labels] == ["L", "L"]
