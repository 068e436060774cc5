from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.offsets import (
    ByteTable,
    Unit,
    Utf16Table,
    fits,
    fitting_units,
    to_code_points,
)
from annotator.model.text import normalise

PIECES = ["a", "Z", " ", "\n", "\n\n", "\u0085", "\u2028", "\u00a0", "é", "e\u0301", "قال ", "国"]
PIECES += ["\U0001f680", "👨\u200d👩\u200d👧", "🇸🇾", "👍🏽", "\ufeff", "क्षि"]
plain = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
long = st.lists(st.sampled_from(PIECES), min_size=60, max_size=200).map("".join)
raws = st.tuples(
    st.sampled_from(["", "", "\ufeff"]),
    st.lists(st.sampled_from([*PIECES, "\r\n", "\r"]), max_size=12).map("".join),
).map("".join)


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf8(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


# The slow way to count, for each unit: how far along is the place before raw[i]?
SLOW = {
    Unit.CODE_POINTS: lambda raw, i: i,
    Unit.UTF16: lambda raw, i: utf16(raw[:i]),
    Unit.UTF8_BYTES: lambda raw, i: utf8(raw[:i]),
    Unit.CRLF_CODE_POINTS: lambda raw, i: i if "\r\n" in raw else i + raw.count("\n", 0, i),
    Unit.LF_CODE_POINTS: lambda raw, i: len(
        raw[:i].replace("\r\n", "\n").replace("\r", "\n"),
    ),
}


COUNTED = {Unit.CODE_POINTS, Unit.CRLF_CODE_POINTS, Unit.LF_CODE_POINTS}


def inside_break(raw: str, i: int) -> bool:
    return raw[i - 1 : i + 1] == "\r\n" if i else False


# Tables


@pytest.mark.property
@given(plain | long)
def test_utf16_goes_there_and_back(text):
    table = Utf16Table(text)
    for i in range(len(text) + 1):
        units = utf16(text[:i])
        assert table.to_utf16(i) == units
        assert table.from_utf16(units) == i
        if i < len(text) and text[i] > "\uffff":
            assert table.from_utf16(units + 1) == i


@pytest.mark.property
@given(plain | long)
def test_bytes_go_there_and_back(text):
    table = ByteTable(text)
    for i in range(len(text) + 1):
        number = utf8(text[:i])
        assert table.to_bytes(i) == number
        for inside in range(number, utf8(text[: i + 1]) if i < len(text) else number + 1):
            assert table.from_bytes(inside) == i


def test_lone_surrogates_are_counted_not_choked_on():
    text = "a\ud83d🚀b"
    assert Utf16Table(text).to_utf16(3) == 4
    assert ByteTable(text).from_bytes(ByteTable(text).to_bytes(3)) == 3


@pytest.mark.parametrize("text", ["", "abc", "a🚀c"])
def test_out_of_range_is_an_error_and_not_the_nearest_place(text):
    there, back = Utf16Table(text), ByteTable(text)
    for call, past in [
        (there.to_utf16, len(text) + 1),
        (there.from_utf16, utf16(text) + 1),
        (back.to_bytes, len(text) + 1),
        (back.from_bytes, utf8(text) + 1),
    ]:
        assert call(past - 1) >= 0
        for wrong in (-1, past):
            with pytest.raises(ValueError, match="is not a place"):
                call(wrong)


# From another tool's offsets to ours


@pytest.mark.property
@pytest.mark.parametrize("unit", Unit)
@given(raw=raws)
def test_every_place_of_the_record_is_found_in_our_text(unit, raw):
    place = to_code_points(raw, unit)
    text = normalise(raw)
    for i in range(len(raw) + 1):
        if not inside_break(raw, i):
            assert place(SLOW[unit](raw, i)) == len(normalise(raw[:i]))
            assert text.startswith(normalise(raw[:i]))
    end = SLOW[unit](raw, len(raw))
    assert place(end) == len(text)
    assert place(-1) is None
    assert place(end + 1) is None


def test_a_place_inside_a_character_is_none():
    assert to_code_points("a🚀", Unit.UTF16)(2) is None
    assert to_code_points("aé", Unit.UTF8_BYTES)(2) is None
    assert to_code_points("a\r\nb", Unit.CODE_POINTS)(2) is None
    assert to_code_points("a\r\nb", Unit.CRLF_CODE_POINTS)(2) is None
    assert to_code_points("a\nb", Unit.CRLF_CODE_POINTS)(2) is None
    assert to_code_points("\ufeffa", Unit.UTF8_BYTES)(1) is None


def test_crlf_counts_both_ways():
    kept = to_code_points("one\r\ntwo\r\nthree", Unit.CRLF_CODE_POINTS)
    lost = to_code_points("one\ntwo\nthree", Unit.CRLF_CODE_POINTS)
    assert [kept(n) for n in (0, 3, 5, 8, 10)] == [0, 3, 4, 7, 8]
    assert [lost(n) for n in (0, 3, 5, 8, 10)] == [0, 3, 4, 7, 8]


def test_lf_counts_in_a_record_that_holds_crlf():
    bare = to_code_points("\ufeffone\r\ntwo", Unit.LF_CODE_POINTS)
    assert [bare(n) for n in (0, 1, 4, 5, 8, 9)] == [0, 0, 3, 4, 7, None]


@pytest.mark.property
@pytest.mark.parametrize("unit", Unit)
@given(raw=raws, data=st.data())
def test_the_unit_that_made_the_offsets_fits(unit, raw, data):
    places = [i for i in range(len(raw) + 1) if not inside_break(raw, i)]
    spans = []
    for _ in range(3):
        i, j = sorted((data.draw(st.sampled_from(places)), data.draw(st.sampled_from(places))))
        if normalise(raw[:i]) != normalise(raw[:j]):
            spans.append((SLOW[unit](raw, i), SLOW[unit](raw, j), raw[i:j]))
    found = fitting_units(raw, spans)
    assert unit in found
    assert found == {other for other in Unit if fits(raw, spans, other)}
    text = normalise(raw)
    for other in found:
        place = to_code_points(raw, other)
        for start, end, quote in spans:
            covered = text[place(start) : place(end)]
            # A BOM inside the text stays, also where a quote begins with it.
            assert covered.lstrip("\ufeff") == normalise(quote)


@pytest.mark.parametrize(
    ("raw", "span", "units"),
    [
        ("the rocket", (4, 10, "rocket"), set(Unit)),
        ("🚀 rocket", (2, 8, "rocket"), COUNTED),
        ("🚀 rocket", (3, 9, "rocket"), {Unit.UTF16}),
        ("🚀 rocket", (5, 11, "rocket"), {Unit.UTF8_BYTES}),
        ("a\nrocket", (3, 9, "rocket"), {Unit.CRLF_CODE_POINTS}),
        ("a\r\nrocket", (2, 8, "rocket"), {Unit.LF_CODE_POINTS}),
        ("a rocket", (0, 6, "rocket"), set()),
        ("a rocket", (-6, 8, "rocket"), set()),
        ("a rocket", (2, 99, "rocket"), set()),
        ("a rocket", (3, 3, ""), set()),
        ("a rocket\r\n", (3, 3, ""), set()),
        ("a rocket\r\n", (9, 2, ""), set()),
        ("a rocket\r\n", (2, 99, "rocket"), set()),
    ],
)  # fmt: skip
def test_only_units_that_fit_every_quote_are_found(raw, span, units):
    assert fitting_units(raw, [span]) == units


def test_a_quote_may_have_its_own_line_breaks():
    assert fits("one\ntwo", [(0, 7, "one\r\ntwo")], Unit.CODE_POINTS)
    assert fits("one\r\ntwo", [(0, 8, "one\ntwo")], Unit.CODE_POINTS)
    assert fits("one \ufefftwo\r\n", [(4, 8, "\ufefftwo")], Unit.CODE_POINTS)


def test_a_file_narrows_its_units_record_by_record():
    units = fitting_units("the rocket", [(4, 10, "rocket")])
    units = fitting_units("🚀 rocket", [(3, 9, "rocket")], units)
    assert fitting_units("nothing marked", [], units) == {Unit.UTF16}
