"""Preferences are kept in one file; what is missing or spoilt is at its default."""

from __future__ import annotations

import os
import stat
import tomllib
from itertools import groupby

import pytest

from annotator import settings
from annotator.model.ids import is_id
from annotator.model.sentences import Trouble
from annotator.settings import (
    APPEARANCE,
    EXPERT,
    PERSON_ID,
    PERSON_NAME,
    RECENT,
    SETTINGS,
    TAGS,
    ZOOM,
    Settings,
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "config" / "settings.toml"


def test_nothing_set_is_at_its_default(path):
    assert all(Settings(path).get(setting) == setting.default for setting in SETTINGS)
    assert not path.exists()


def test_what_was_set_is_there_the_next_time(path):
    Settings(path).set(PERSON_NAME, 'quotes " and \\ and عربي 🚀')
    assert Settings(path).get(PERSON_NAME) == 'quotes " and \\ and عربي 🚀'


def test_the_file_is_toml_for_nobody_else_to_read(path):
    Settings(path).set(PERSON_NAME, "first annotator")
    assert tomllib.loads(path.read_text(encoding="utf-8")) == {"person_name": "first annotator"}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in path.parent.iterdir()] == ["settings.toml"]


def test_what_other_versions_wrote_stays(path):
    path.parent.mkdir()
    path.write_text('future = [1, 2]\n[table]\nkey = "value"\n')
    Settings(path).set(PERSON_NAME, "first annotator")
    kept = tomllib.loads(path.read_text(encoding="utf-8"))
    assert kept == {"future": [1, 2], "table": {"key": "value"}, "person_name": "first annotator"}


@pytest.mark.parametrize("words", [b"not = toml = at all", b"\xff\xfe", b"person_name = 5", b""])
def test_a_spoilt_file_is_at_its_defaults(path, words):
    path.parent.mkdir()
    path.write_bytes(words)
    assert Settings(path).get(PERSON_NAME) == ""


def test_a_spoilt_file_is_kept_aside(path):
    path.parent.mkdir()
    path.write_text("person_id = not = toml")
    Settings(path).set(PERSON_NAME, "first annotator")
    aside = path.with_name("settings.toml.unreadable")
    assert aside.read_text() == "person_id = not = toml"
    assert Settings(path).get(PERSON_NAME) == "first annotator"


def test_a_folder_in_its_place_is_at_its_defaults(path):
    path.mkdir(parents=True)
    assert Settings(path).get(PERSON_NAME) == ""
    with pytest.raises(Trouble, match="could not be kept"):
        Settings(path).set(PERSON_NAME, "first annotator")


def test_where_it_cannot_be_kept_everything_else_works(tmp_path):
    (tmp_path / "config").write_text("a file in the way")
    mine = Settings(tmp_path / "config" / "settings.toml")
    with pytest.raises(Trouble) as told:
        mine.set(PERSON_NAME, "first annotator")
    assert "Everything else works" in str(told.value)
    assert mine.get(PERSON_NAME) == "first annotator"


def test_a_full_disk_keeps_the_old_file(path, monkeypatch):
    Settings(path).set(PERSON_NAME, "first annotator")

    def full(*_):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(settings.tomli_w, "dump", full)
    with pytest.raises(Trouble, match="No space"):
        Settings(path).set(PERSON_NAME, "second annotator")
    assert Settings(path).get(PERSON_NAME) == "first annotator"


def test_i_am_the_same_in_every_project_and_session(path):
    first = Settings(path).person("login")
    assert is_id(first.id)
    assert Settings(path).person("login") == first
    assert Settings(path).get(PERSON_ID) == first.id


def test_the_name_i_gave_counts_more_than_my_login(path):
    mine = Settings(path)
    assert mine.person("login").name == "login"
    mine.set(PERSON_NAME, "first annotator")
    assert mine.person("login").name == "first annotator"


def test_an_id_that_is_none_is_minted_anew(path):
    path.parent.mkdir()
    path.write_text('person_id = "me"\nperson_name = "first annotator"\n')
    person = Settings(path).person("login")
    assert is_id(person.id)
    assert person.name == "first annotator"


def test_the_folders_are_the_user_s_own(home):
    assert settings.folder().is_relative_to(home)
    assert settings.data_folder().is_relative_to(home)
    assert Settings().path == settings.folder() / "settings.toml"


def test_each_says_what_it_means():
    assert len({setting.name for setting in SETTINGS}) == len(SETTINGS)
    assert all(setting.help.endswith(".") for setting in SETTINGS)


def test_those_for_people_have_all_that_the_page_of_settings_needs():
    for_people = [setting for setting in SETTINGS if setting.title]
    assert len(for_people) > 5
    for setting in for_people:
        assert setting.group
        assert len(setting.names) == len(setting.choices)
        assert not setting.choices or setting.default in setting.choices
    groups = [setting.group for setting in for_people]
    assert [group for group, _ in groupby(groups)] == list(dict.fromkeys(groups))


def test_a_zoom_between_those_that_are_offered_counts(path):
    Settings(path).set(ZOOM, 1.2)
    assert Settings(path).get(ZOOM) == 1.2


def test_a_value_of_another_type_or_that_is_no_choice_counts_as_the_default(path):
    path.parent.mkdir()
    path.write_text(
        'zoom = "large"\nexpert = 1\nappearance = "pink"\nrecent = [1, 2]\ntags = "names"'
    )
    found = Settings(path)
    assert found.get(ZOOM) == 1.0
    assert found.get(EXPERT) is False
    assert found.get(APPEARANCE) == "system"
    assert found.get(RECENT) == []
    assert found.get(TAGS) == "names"


def test_the_project_that_was_open_last_comes_first_and_once(path, tmp_path):
    found = Settings(path)
    for name in ("one", "two", "one"):
        found.note_recent(tmp_path / name)
    assert found.get(RECENT) == [str(tmp_path / "one"), str(tmp_path / "two")]
    for number in range(20):
        found.note_recent(tmp_path / str(number))
    assert len(found.get(RECENT)) == 12
