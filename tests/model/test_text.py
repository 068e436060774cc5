from __future__ import annotations

import codecs
import os
import sys
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.sentences import Refused
from annotator.model.text import (
    LONGEST,
    Decoded,
    checked,
    decode,
    fold,
    normalise,
    read_bytes,
    sha256_of,
    title_of,
)

ARABIC = "قالت وسائل الإعلام إن القوات قصفت مواقع قرب دير الزور مساء الاثنين، ولم تقع إصابات."
PIECES = ["a", "B", " ", "\n", "\r", "\r\n", "\ufeff", "\u0085", "\u2028", "\u2029", "\u00a0"]
PIECES += ["\u202f", "\ufdd0", "e\u0301", "\U0001f680", "قال", "\x0b", "\x0c", "\t"]
mixed = st.lists(st.sampled_from(PIECES)).map("".join)


def refused(call, *given, **named) -> str:
    with pytest.raises(Refused) as caught:
        call(*given, **named)
    sentence = str(caught.value)
    assert "was not read" in sentence
    assert "Nothing was changed." in sentence
    assert "{" not in sentence
    return sentence


# decode


def test_utf8_is_read_as_it_stands():
    assert decode("Rockets hit\r\nthe base 🚀".encode(), "a.txt") == Decoded(
        "Rockets hit\r\nthe base 🚀", "utf-8", ()
    )


@pytest.mark.parametrize(
    ("mark", "codec", "said"),
    [
        (codecs.BOM_UTF8, "utf-8", "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    ],
)
def test_a_bom_says_how_to_read(mark, codec, said):
    decoded = decode(mark + ARABIC.encode(codec), "a.txt")
    assert (normalise(decoded.text), decoded.encoding, decoded.notes) == (ARABIC, said, ())


@pytest.mark.parametrize(
    ("words", "codec", "said"),
    [
        (ARABIC, "cp1256", "windows-1256"),
        ("Военные сообщили, что ракеты упали рядом с базой.", "cp1251", "windows-1251"),
        ("Военные сообщили, что ракеты упали рядом с базой.", "koi8-r", "koi8-r"),
        ("Le général a déclaré que l'armée était prête.", "cp1252", "windows-1252"),
        ("There were “no injuries”, a spokesman said.", "cp1252", "windows-1252"),
        ("Střelba pokračovala až do rána, řekl mluvčí armády.", "cp1250", "windows-1250"),
        ("Türk ordusu, roketlerin üssün yakınına düştüğünü açıkladı.", "cp1254", "windows-1254"),
        ("הצבא הודיע כי רקטות נפלו ליד הבסיס.", "cp1255", "windows-1255"),
        ("军方表示，火箭弹落在基地附近，没有人员伤亡。", "gb18030", "gb18030"),
        ("軍は、ロケット弾が基地の近くに落下したと発表した。", "shift_jis", "shift-jis"),
        ("군은 로켓이 기지 근처에 떨어졌다고 밝혔다.", "euc_kr", "euc-kr"),
    ],
)
def test_another_encoding_is_found_and_said(words, codec, said):
    decoded = decode(words.encode(codec), "old.txt")
    assert decoded == Decoded(words, said, (f"old.txt was read as {said}.",))


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\nstream", "a PDF document"),
        (b"{\\rtf1 words}", "a word processor's document"),
        (b"PK\x03\x04\x14\0", "a zip archive or an office document"),
        (b"\x1f\x8b\x08\0", "an archive"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\0\0\0\x20ftypisom", "a video"),
        (b"RIFF\x01\x02\x03\x04WAVE", "a recording"),
        (b"SQLite format 3\0", "a database"),
        (bytes(range(256)) * 10, "does not look like text"),
        ("no mark".encode("utf-16-le"), "UTF-16 without its mark"),
    ],
)
def test_what_is_no_text_is_refused(data, what):
    assert what in refused(decode, data, "thing")


def test_a_form_feed_or_a_stray_control_character_is_no_reason_to_refuse():
    words = "Page one\x0cpage two \x02 ends here, and the text goes on for a while."
    assert decode(words.encode(), "a.txt").text == words


def test_damaged_utf8_is_named_by_its_line_and_not_read_as_gibberish():
    data = ("First line\n" + ARABIC + "\n").encode() + b"bad \xff\xfe here\n" + ARABIC.encode()
    assert "line 3 is damaged" in refused(decode, data, "a.txt")


def test_damaged_utf16_is_refused():
    data = codecs.BOM_UTF16_LE + "words".encode("utf-16-le") + b"\0\xd8"
    assert "begins as UTF-16 and is damaged at byte" in refused(decode, data, "a.txt")


def test_bytes_that_fit_no_encoding_are_refused():
    sentence = refused(decode, "军方表示。".encode("gb18030") * 9 + b"\xff\xff", "a.txt")
    assert "no other encoding fits" in sentence
    assert "save it as UTF-8" in sentence


def test_a_long_text_is_detected_as_a_short_one_is():
    line = "There were “no injuries”, a spokesman said — so far.\n"
    data = line.encode("cp1252") * 200_000
    assert decode(data, "a.txt", limit=2 * len(data)).encoding == "windows-1252"


def test_a_text_too_long_is_refused_before_and_after_decoding():
    for data in (
        b"word " * 5,
        "وسس".encode("cp1256") * 8,
        codecs.BOM_UTF32_LE + ("a" * 30).encode("utf-32-le"),
        codecs.BOM_UTF16_LE + ("س" * 11).encode("utf-16-le"),
    ):
        assert "20 is the most" in refused(decode, data, "a.txt", limit=20)


def test_the_limit_counts_bytes_of_utf8_not_of_the_file():
    assert decode(codecs.BOM_UTF16_LE + ("a" * 17).encode("utf-16-le"), "a", 20).encoding


# read_bytes


def test_a_file_is_read_to_the_last_byte(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"a\r\nb")
    assert read_bytes(tmp_path / "a.txt") == b"a\r\nb"


def test_a_huge_file_is_refused_unread(tmp_path, monkeypatch):
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(500_000_000)
    monkeypatch.setattr(Path, "open", lambda *_, **__: pytest.fail("it was read"))
    assert "500,000,000 bytes" in refused(read_bytes, huge)


def test_a_file_that_grows_meanwhile_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_bytes(b"12345678")
    size = path.stat()
    path.write_bytes(b"12345678" * 3)
    monkeypatch.setattr(Path, "stat", lambda *_, **__: size)
    assert "10 is the most" in refused(read_bytes, path, limit=10)


def test_what_is_no_file_is_refused(tmp_path):
    assert "a folder" in refused(read_bytes, tmp_path)
    assert "no such file" in refused(read_bytes, tmp_path / "gone.txt")
    assert "null" in refused(read_bytes, tmp_path / "a\0b")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert "a device or a pipe" in refused(read_bytes, tmp_path / "pipe")


def test_a_file_that_may_not_be_read_is_refused_with_the_reason(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_bytes(b"a")

    def denied(*_, **__):
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "open", denied)
    assert os.strerror(13) in refused(read_bytes, path)


# normalise


def test_line_breaks_become_lf_and_the_bom_goes():
    assert normalise("\ufeffa\r\nb\rc\n\r\nd") == "a\nb\nc\n\nd"


def test_nothing_else_changes():
    kept = "a\u0085b\u2028c\u2029d\u00a0e\ufdd0f\ufeffg\x0bh\x0ci e\u0301 \u202f\u2007"
    assert normalise(kept) == kept


@pytest.mark.property
@given(mixed)
def test_normalising_twice_is_normalising_once_and_touches_only_cr_and_bom(raw):
    once = normalise(raw)
    assert normalise(once) == once
    assert "\r" not in once
    body = raw.lstrip("\ufeff")
    assert "".join(body.split("\r")).replace("\n", "") == once.replace("\n", "")
    assert body.count("\n") + body.count("\r") - body.count("\r\n") == once.count("\n")


# checked


def test_a_good_text_comes_back():
    assert checked(ARABIC, "a.txt") is ARABIC


@pytest.mark.parametrize("nothing", ["", " \n\t", "\u00a0\u2028"])
def test_a_text_without_words_is_refused(nothing):
    assert "there is no text in it" in refused(checked, nothing, "a.txt")


def test_nul_and_lone_surrogates_are_refused_by_line():
    assert "line 2 holds a NUL" in refused(checked, "a\nb\0", "a.txt")
    assert "line 3 holds half of a character" in refused(checked, "a\n\n\ud83d", "a.txt")


def test_a_text_of_more_bytes_than_the_limit_is_refused():
    assert checked("سس", "a.txt", limit=4) == "سس"
    assert "6 bytes" in refused(checked, "سسس", "a.txt", limit=5)
    assert "10,000,000 is the most" in refused(checked, "a" * (LONGEST + 1), "a.txt")


# title_of, sha256_of


def test_the_title_is_the_first_line_with_words():
    assert title_of("\n \u00a0\n  Rockets hit base \n\nMore") == "Rockets hit base"
    assert title_of("One line only") == "One line only"
    assert title_of(" \n ") == ""


def test_a_title_has_at_most_300_code_points():
    assert title_of("x" * 400) == "x" * 300
    assert title_of("x" * 299 + "  yy") == "x" * 299


def test_the_hash_is_of_the_utf8():
    assert sha256_of("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"


# fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("US Forces", "us forces"),
        ("coalition’s", "coalition's"),
        ("“no injuries”", '"no injuries"'),
        ("US\u00a0base\u202fnear\u2007it", "us base near it"),
        ("self‑defence — now", "self-defence - now"),
        ("أحمد إلى آخر", "احمد الي اخر"),
        ("غزة", "غزه"),
        ("کربلا ی", "كربلا ي"),
        ("١٢٣ ۴", "123 4"),
        ("ＡＢＣ＂", 'abc"'),
        ("İstanbul", "istanbul"),
        ("ΣΊΣΥΦΟΣ", "σίσυφοσ"),
    ],
)
def test_what_a_search_takes_as_alike_folds_alike(one, other):
    assert fold(one) == fold(other) == other


def test_folding_keeps_letters_that_would_become_two():
    assert fold("Straße") == "straße"
    assert fold("ﬁ") == "ﬁ"


def test_every_code_point_folds_to_one_and_stays_there():
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    folded = fold(everything)
    assert len(folded) == len(everything)
    assert fold(folded) == folded
    breaks = [c for c in everything if unicodedata.category(c) in {"Cc", "Zl", "Zp"}]
    assert fold("".join(breaks)) == "".join(breaks)


@pytest.mark.property
@given(st.text() | mixed)
def test_folding_keeps_the_length_and_works_piece_by_piece(words):
    assert len(fold(words)) == len(words)
    assert fold(words) == "".join(map(fold, words))


def test_a_million_characters_fold_at_once():
    long = ARABIC * (1_000_000 // len(ARABIC))
    fold(ARABIC)
    began = time.process_time()
    fold(long)
    assert time.process_time() - began < 0.5
