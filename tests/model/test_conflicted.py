"""Second versions of a file are known by the names that synchronising programs give them."""

from __future__ import annotations

import unicodedata

import pytest

from annotator.model.conflicted import is_conflicted


@pytest.mark.parametrize(
    "name",
    [
        "News (reviewer's conflicted copy 2026-11-26).annot",  # Dropbox
        "News (conflicted copy).annot",
        "News (LAPTOP-7's conflicted copy 2026-11-26 (1)).annot".replace(" (1)", ""),
        "News (Copie en conflit de annotator-1 2026-11-26).annot",  # Dropbox in French
        "News (In Konflikt stehende Kopie von annotator-1 2026-11-26).annot",  # and in German
        "News (conflicted copy 2026-11-26 101112).annot",  # Nextcloud, ownCloud
        "News_conflict-20261126-101112.annot",  # ownCloud before 2.5
        "News-LAPTOP-7.annot",  # OneDrive
        "News-laptop-2.annot",
        "News-laptop-safeBackup-0001.annot",
        "News.sync-conflict-20261126-101112-ABCDEF7.annot",  # Syncthing
        "News.sync-conflict-20261126-101112.annot",
        "News (1).annot",  # Google Drive
        "News 2.annot",  # iCloud Drive
        "News [conflicted].annot",  # pCloud
        "News (SFConflict annotator-1 2026-11-26-10-11-12).annot",  # Seafile
        "News_annotator-PC_Nov-26-1011-2026_Conflict.annot",  # Synology Drive
        "News (Conflict_annotator-1 (Web browser)_2026-11-26-10-11-12).annot".replace(
            " (Web browser)", ""
        ),  # FileCloud
        "News (1) (conflicted copy 2026-11-26 101112).annot",  # twice
    ],
)
def test_each_programs_names_are_known(name):
    assert is_conflicted(name, "News.annot")


@pytest.mark.parametrize(
    "name",
    [
        "News.annot", "News.annot.lock", "News.annot-wal", "Newspapers.annot", "News2.annot",
        "News 2.jsonl", "Old News 2.annot", "News.before-restore-20261126.annot", "News .annot",
        "News (final).annot", "News of November.annot", "2.annot", "", ".annot",
    ],
)  # fmt: skip
def test_other_names_are_none(name):
    assert not is_conflicted(name, "News.annot")


def test_names_with_signs_of_patterns_spaces_and_other_scripts_are_taken_as_they_are():
    assert is_conflicted("a (b) [c]+ (1).annot", "a (b) [c]+.annot")
    assert is_conflicted("أخبار 2.annot", "أخبار.annot")
    accented = "Été.annot"
    other_way = unicodedata.normalize("NFD", "Été (1).annot")
    assert is_conflicted(other_way, accented)


def test_a_name_without_an_ending_has_no_second_version():
    assert not is_conflicted("News (1)", "News")


def test_a_long_hostile_name_is_answered_at_once():
    assert not is_conflicted("News" + "-a" * 2_000 + "!.annot", "News.annot")
    assert not is_conflicted("News" + " (1" * 2_000 + ".annot", "News.annot")
