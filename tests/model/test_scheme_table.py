"""What is wrong in a scheme file is told in a sentence, with the line it stands on."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.scheme_file import parse_scheme
from annotator.model.sentences import Refused

SMALL = (Path(__file__).parent / "data" / "small.toml").read_text(encoding="utf-8")

# What is written, what is written in its place, the line, and the reason.
WRONG = [
    ('title = "Mine"', "title = Mine", 2, "this is not valid TOML (Invalid value)."),
    ('id = "mine"\n', "", 1, "the scheme has no id."),
    ('id = "location"\n', "", 24, "the label has no id."),
    ('name = "Location"\n', "", 24, "the label has no name."),
    ('name = "Location"', 'name = " "', 26, "the label has no name."),
    ('id = "count"\n', "", 19, "the attribute has no id."),
    ('id = "in"\n', "", 34, "the relation has no id."),
    ('id = "body"\n', "", 58, "the zone has no id."),
    ('key = "L"', 'key = "A"', 27, "the key A is already used by the label Actor."),
    ('key = "L"', 'key = "a"', 27, "the key A is already used by the label Actor."),
    ('key = "L"', 'alt_key = "A"', 27, "the key A is already used by the label Actor."),
    ('key = "L"', 'key = "1"', 27, "the key 1 is already used by the label Actor."),
    ('id = "location"', 'id = "actor"', 25, "the id actor is already used by the label Actor."),
    (
        'name = "Location"',
        'name = "ACTOR"',
        26,
        "the name ACTOR is already used by the label Actor.",
    ),
    (
        'id = "location"',
        'id = "Location"',
        25,
        "the id Location must be small letters, digits and _ only, with a letter first.",
    ),
    (
        'id = "mine"',
        'id = "My own"',
        1,
        "the id My own must be small letters, digits, - and _ only, with a letter first.",
    ),
    (
        '["town", "river"]',
        '["town", "Big river"]',
        32,
        "the id Big river must be small letters, digits and _ only, with a letter first.",
    ),
    ('name = "Location"', 'name = "Loca\\ntion"', 26, "name must be a text of one line."),
    ('type = "multi"', 'type = "mulit"', 31, "there is no type mulit; did you mean multi?"),
    (
        'type = "bcp47"',
        'type = "?"',
        56,
        (
            "there is no type ?; it is one of text, choice, date, datetime, bcp47, article,"
            " article_or_file."
        ),
    ),
    (
        'type = "multi"',
        'scope = "mention"',
        31,
        "there is no scope mention; it is one of span, entity, event.",
    ),
    ('key = "L"', 'level = "experts"', 27, "there is no level experts; did you mean expert?"),
    ('key = "L"', 'stroke = "doted"', 27, "there is no stroke doted; did you mean dotted?"),
    ('key = "L"', 'alt_kye = "L"', 27, "nothing here is called alt_kye; did you mean alt_key?"),
    ('title = "Mine"', 'colour = "red"', 2, "nothing here is called colour."),
    (
        "trim_words =",
        "trim_word =",
        5,
        "nothing here is called trim_word; did you mean trim_words?",
    ),
    ('values = ["town", "river"]\n', "", 29, "kind is a choice, but has no values to choose from."),
    (
        'type = "int"',
        'type = "int"\nvalues = ["x"]',
        22,
        "count is no choice, so it can have no values.",
    ),
    ('["town", "river"]', '["town", "town"]', 32, "the id town is already used by the value town."),
    (
        'default = "Armed group"',
        'default = "stat"',
        17,
        "there is no default stat; did you mean state?",
    ),
    (
        '"river"]',
        '"river"]\ndefault = ["lake"]',
        33,
        "there is no default lake; it is one of town, river.",
    ),
    (
        'type = "bcp47"',
        'default = "en"',
        56,
        "there is no default en; it is one of auto, first_line.",
    ),
    (
        "default = 2",
        'default = "2"',
        22,
        "default must be a whole number, without quotation marks.",
    ),
    (
        'type = "bool"',
        'type = "bool"\ndefault = "no"',
        44,
        "default must be true or false, without quotation marks.",
    ),
    ('type = "int"', 'type = "entity"', 22, "a value of type entity has no default."),
    (
        'required = "when:since"',
        'required = "allways"',
        44,
        "there is no required allways; did you mean always?",
    ),
    (
        '"when:since"',
        '"when:sinse"',
        44,
        "there is no attribute sinse beside this one; did you mean since?",
    ),
    (
        "default = 2",
        'required = "when:kind=stat"',
        22,
        "there is no required when:kind=stat; did you mean when:kind=state?",
    ),
    ('from = ["Actor"]', 'from = ["Aktor"]', 37, "there is no label Aktor; did you mean Actor?"),
    ('to = ["location"]', 'to = ["xyz"]', 38, "there is no label xyz."),
    ('to = ["location"]\n', "", 34, "the relation in does not say which labels it goes to."),
    ('id = "count"', 'id = "kind"', 20, "the id kind is already used by the attribute kind."),
    (
        "[entities]",
        '[[relations]]\nid = "in"\nfrom = ["actor"]\nto = ["actor"]\n[entities]',
        52,
        "the id in is already used by the relation located in.",
    ),
    (
        '"#3566cb"',
        '"#3566c"',
        12,
        "the colour #3566c must be written as # and six digits from 0 to F.",
    ),
    (
        "light = { line",
        "light = { fill",
        12,
        "the colours need a line; the others can be left out.",
    ),
    ('key = "L"', 'key = "LL"', 27, "the key LL must be one letter or digit."),
    ('key = "L"', 'key = "+"', 27, "the key + must be one letter or digit."),
    ('key = "L"', "key = 3", 27, "key must be a text in quotation marks."),
    ('key = "L"', 'retired = "yes"', 27, "retired must be true or false, without quotation marks."),
    ("max_per_from = 1", "max_per_from = 0", 39, "max_per_from must be a whole number from 1 on."),
    ('["town", "river"]', '"town"', 32, "values must be a list: [ ], or [[ ]] for tables."),
    (
        'trim_words = ["the"]',
        "trim_words = [1]",
        5,
        "trim_words must be a list of texts in quotation marks.",
    ),
    ('["town", "river"]', '["town", 7]', 32, "the value must be a table."),
    ('[rules]\ntrim_words = ["the"]', "rules = 1", 4, "rules must be a table."),
    (
        "[[zones]]",
        '[[article_fields]]\nid = "language"\n[[zones]]',
        59,
        "the id language is already used by the article field language.",
    ),
    (
        'id = "body"',
        'id = "body"\n[[zones]]\nid = "body"',
        61,
        "the id body is already used by the zone body.",
    ),
]


@pytest.mark.parametrize(("old", "new", "line", "reason"), WRONG)
def test_what_is_wrong_is_told_with_its_line(old, new, line, reason):
    assert SMALL.count(old) == 1
    text = SMALL.replace(old, new)
    assert told(text) == f"x.toml, line {line}: {reason} Nothing was changed."


def told(text):
    with pytest.raises(Refused) as refused:
        parse_scheme(text, "x.toml")
    return str(refused.value)


def test_a_scheme_needs_a_label():
    reason = "the scheme has no label; write one under [[labels]]. Nothing was changed."
    assert told('# mine\nid = "mine"\n') == f"x.toml, line 1: {reason}"


def test_labels_in_another_spelling_are_told_on_the_line_where_they_begin():
    assert told('id = "x"\nlabels = [\n  { id = "a", name = "A" },\n  { id = "b" },\n]\n') == (
        "x.toml, line 2: the label has no name. Nothing was changed."
    )
    assert "line 2: labels must be a list" in told('id = "x"\n[labels]\nid = "a"\n')


def test_toml_that_breaks_off_is_told_on_its_last_line():
    assert told('id = "x"\ntitle = """abc\n\n') == (
        "x.toml, line 2: this is not valid TOML (Unterminated string). Nothing was changed."
    )


def test_numbers_and_brackets_beyond_reason_are_refused():
    assert "x.toml, line 1: this is not valid TOML" in told(f"id = {'9' * 5000}")
    assert "nested too deeply" in told(f"id = {'[' * 100_000}")


@pytest.mark.property
@given(st.data())
def test_whatever_a_file_says_is_read_or_refused(data):
    """Take a line out, put one twice, or put something else in the place of a value."""
    lines = SMALL.splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(lines) - 1))
        value = data.draw(
            st.sampled_from(["1", "true", '""', "[]", "{}", "[{}]", "x", '"\\u00e9"'])
        )
        key = lines[place].partition("=")[0]
        lines[place] = data.draw(
            st.sampled_from(["", f"{key}= {value}", f"[{key}]", f"{lines[place]}\n{lines[place]}"])
        )
    with contextlib.suppress(Refused):
        assert parse_scheme("\n".join(lines), "mine.toml").labels


@pytest.mark.parametrize("name", ["نیم\u200cفاصله", "A\u200fB", "New\u00a0York"])
def test_joiners_direction_marks_and_no_break_spaces_belong_to_names(name):
    scheme = parse_scheme(SMALL.replace('"Actor"', f'"{name}"'), "mine.toml")
    assert scheme.labels[0].name == name


@pytest.mark.parametrize("key", ["²", "ß", "Ⅷ"])
def test_a_key_is_on_a_keyboard_with_one_capital(key):
    assert "must be one letter or digit" in told(SMALL.replace('key = "a"', f'key = "{key}"'))
