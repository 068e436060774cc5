"""Fonts: the faces of the look are there on any machine, and a broken one stops nothing."""

from __future__ import annotations

import logging

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo, QRawFont

from annotator.resources import resource
from annotator.ui import fonts, theme

FILES = sorted(resource("fonts").glob("*.ttf"))


@pytest.fixture
def load(qapp):
    """Load the fonts for one test only: others measure with what the system has."""
    added = []

    def once():
        added.extend(fonts.load())
        return added

    theme.families.cache_clear()
    yield once
    for number in added:
        QFontDatabase.removeApplicationFont(number)
    theme.families.cache_clear()


def test_both_faces_are_those_of_the_look(load):
    load()
    assert theme.families(reading=False)[0] == "Inter"
    assert theme.families(reading=True)[0] == "Source Serif 4"


@pytest.mark.parametrize("style", theme.TYPE)
def test_every_step_of_the_scale_is_set_in_its_own_weight(load, style):
    load()
    step = theme.TYPE[style]
    shown = QFontInfo(theme.type_font(style))
    assert shown.family() == ("Source Serif 4" if step.reading else "Inter")
    assert shown.weight() == step.weight


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_font_has_the_letters_of_three_scripts_and_those_of_the_news(qapp, file):
    font = QRawFont(str(file), 16)
    letters = "AZaz09ÄßğıŁőšž “”‘’„«»–—…¶·\u00a0€ ЖЩяіїґ Ωάλϊ"
    assert [letter for letter in letters if not font.supportsCharacter(ord(letter))] == []


@pytest.mark.parametrize("family", ["Inter", "SourceSerif4"])
def test_the_licence_lies_beside_each_family(family):
    words = (resource("fonts") / f"{family}-OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in words
    assert [file for file in FILES if file.stem.startswith(f"{family}-")]


def test_a_broken_font_is_left_out_and_logged(load, tmp_path, monkeypatch, caplog):
    (tmp_path / "Broken.ttf").write_bytes(b"no font")
    whole = FILES[0]
    (tmp_path / whole.name).write_bytes(whole.read_bytes())
    monkeypatch.setattr(fonts, "resource", lambda name: tmp_path)
    with caplog.at_level(logging.WARNING, "annotator"):
        assert len(load()) == 1
    assert "Broken.ttf" in caplog.text


def test_without_the_folder_the_system_has_to_do(load, monkeypatch, caplog):
    def nowhere(name):
        raise FileNotFoundError(f"there is no {name}")

    monkeypatch.setattr(fonts, "resource", nowhere)
    with caplog.at_level(logging.WARNING, "annotator"):
        assert load() == []
    assert "did not come" in caplog.text
    assert theme.families(reading=True)


def test_articles_can_be_set_in_the_face_of_the_interface_or_in_the_system_s(load):
    load()
    faces = {face: theme.type_font("body", face=face).families() for face in
             ("serif", "sans", "system")}  # fmt: skip
    assert faces["serif"][0] == "Source Serif 4"
    assert faces["sans"][0] == "Inter"
    assert not {"Source Serif 4", "Inter"} & set(faces["system"])
    for families in faces.values():
        assert set(theme.ARABIC_READING) <= set(families)


@pytest.mark.parametrize("face", ["sans", "system"])
def test_words_of_ours_are_always_in_our_own_face(face):
    assert theme.type_font("small", face=face) == theme.type_font("small")
