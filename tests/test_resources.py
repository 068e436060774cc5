"""The files that come with the program are found, wherever it was put."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import resources

CHECKOUT = Path(__file__).parent.parent


def test_a_checkout_has_them_beside_the_package():
    assert resources.resource("schemes") == CHECKOUT / "resources" / "schemes"
    assert resources.seed(".") == CHECKOUT / "seeds"


def test_a_wheel_and_a_frozen_build_have_them_inside_the_package(tmp_path, monkeypatch):
    package = tmp_path / "annotator"
    (package / "_resources").mkdir(parents=True)
    (package / "_resources" / "note.md").touch()
    (package / "_seeds").mkdir()
    (package / "_seeds" / "article.txt").touch()
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.resource("note.md") == package / "_resources" / "note.md"
    assert resources.seed("article.txt") == package / "_seeds" / "article.txt"


@pytest.mark.parametrize(
    ("find", "name"),
    [(resources.resource, "resources/nowhere.toml"), (resources.seed, "seeds/nowhere.toml")],
)
def test_a_missing_file_is_named_with_its_place(find, name):
    with pytest.raises(FileNotFoundError, match=name) as told:
        find("nowhere.toml")
    assert str(CHECKOUT) in str(told.value)
