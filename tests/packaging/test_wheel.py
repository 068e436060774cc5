"""What is handed out is whole: the wheel, the source archive, the pins and the set-up script."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

CHECKOUT = Path(__file__).parent.parent.parent
PINS = CHECKOUT / "packaging" / "requirements.lock"
PIN = re.compile(r"([a-z0-9-]+)==([^\s\\;]+)( ; [^\\/:]+)? \\")
HASH = re.compile(r" {4}--hash=sha256:[0-9a-f]{64}( \\)?")


def build(builder: type, project: Path, out: Path) -> Path:
    """Build in this process: a build in an environment of its own would fetch hatchling first."""
    return Path(next(builder(str(project)).build(directory=str(out))))


def files_of(folder: Path) -> set[str]:
    """Name the files that git would take along."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.name != ".DS_Store"
    }


@pytest.fixture(scope="module")
def sdist(tmp_path_factory) -> Path:
    """Give the source archive, unpacked."""
    out = tmp_path_factory.mktemp("sdist")
    archive = build(SdistBuilder, CHECKOUT, out)
    with tarfile.open(archive) as packed:
        # Debian 12's Python has no filters yet, and later ones warn when none is set.
        packed.extraction_filter = getattr(tarfile, "data_filter", None)
        packed.extractall(out)
    return out / archive.name.removesuffix(".tar.gz")


@pytest.fixture(scope="module", params=["checkout", "source archive"])
def wheel(request, tmp_path_factory) -> Path:
    """Give the wheel unpacked, once built here and once from the source archive."""
    out = tmp_path_factory.mktemp("wheel")
    here = request.param == "checkout"
    project = CHECKOUT if here else request.getfixturevalue("sdist")
    with zipfile.ZipFile(build(WheelBuilder, project, out / "built")) as packed:
        packed.extractall(out / "unpacked")
    return out / "unpacked"


def started(wheel: Path, elsewhere: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run Python in another folder, with the unpacked wheel ahead of the checkout."""
    env = {**os.environ, "PYTHONPATH": str(wheel), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *command],
        cwd=elsewhere,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


@pytest.mark.parametrize("folder", ["resources", "seeds"])
def test_the_source_archive_carries_the_files_that_come_with_the_program(sdist, folder):
    assert files_of(sdist / folder) == files_of(CHECKOUT / folder) != set()


@pytest.mark.parametrize("folder", ["resources", "seeds"])
def test_the_wheel_carries_them_inside_the_package(wheel, folder):
    assert files_of(wheel / "annotator" / f"_{folder}") == files_of(CHECKOUT / folder) != set()


def test_the_wheel_carries_a_scheme(wheel):
    assert list((wheel / "annotator" / "_resources" / "schemes").glob("*.toml"))


def test_the_wheel_puts_nothing_beside_the_package(wheel):
    beside = {path.name for path in wheel.iterdir() if not path.name.endswith(".dist-info")}
    assert beside == {"annotator"}


def test_the_program_starts_from_another_folder(wheel, tmp_path):
    ran = started(wheel, tmp_path, "-m", "annotator", "--help")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "annotator" in ran.stdout


def test_a_program_started_from_the_wheel_finds_the_files_of_the_wheel(wheel, tmp_path):
    look = "from annotator.resources import resource, seed; print(resource('schemes'), seed('.'))"
    ran = started(wheel, tmp_path, "-c", look)
    package = wheel / "annotator"
    assert ran.stdout.split() == [str(package / "_resources" / "schemes"), str(package / "_seeds")]


@pytest.mark.parametrize(
    "part", ["schemes/*.toml", "guide/*.md", "icons/*.svg", "fonts/*.ttf", "fonts/*-OFL.txt"]
)
def test_the_wheel_carries_all_that_the_window_shows(wheel, part):
    assert list((wheel / "annotator" / "_resources").glob(part))


LOOKS = """
import sys
from PySide6.QtWidgets import QApplication
app = QApplication([])
from annotator import resources
from annotator.model.scheme_file import find_scheme
from annotator.ui import fonts, theme
from annotator.ui.guide_pages import PAGES, source
from annotator.ui.icons import icon
assert fonts.load()
print(theme.families(reading=False)[0], theme.families(reading=True)[0], sep=", ")
print(len(find_scheme("conflict-news").labels) >= 4, icon("close", "#000000").isNull())
print(all(source(page).startswith("# ") for page in PAGES))
print(resources.__file__)
"""


def test_the_window_of_the_wheel_finds_fonts_schemes_and_icons(wheel, tmp_path):
    ran = started(wheel, tmp_path, "-c", LOOKS)
    place = str(wheel / "annotator" / "resources.py")
    expected = ["Inter, Source Serif 4", "True False", "True", place]
    assert ran.stdout.splitlines() == expected, ran.stderr


def test_the_window_of_the_wheel_opens_the_sample_and_paints(wheel, tmp_path, monkeypatch, home):
    shot = tmp_path / "shot.png"
    monkeypatch.setenv("SMOKE_SHOT", str(shot))
    (home / "config" / "annotator").mkdir(parents=True)
    settings = home / "config" / "annotator" / "settings.toml"
    settings.write_text('person_name = "first"\n', encoding="utf-8")
    ran = started(wheel, tmp_path, "-m", "annotator", "--sample", "--smoke")
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("SMOKE OK")
    assert shot.read_bytes().startswith(b"\x89PNG")
    assert (home / "data" / "annotator" / "sample.annot").exists()


def test_the_pins_hold_names_versions_markers_and_hashes_and_no_place_to_fetch_from():
    odd = [
        line
        for line in PINS.read_text(encoding="utf-8").splitlines()
        if not (PIN.fullmatch(line) or HASH.fullmatch(line))
    ]
    assert odd == []


def test_every_package_that_the_project_asks_for_is_pinned():
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0].lower() for line in asked}
    pinned = {
        found[1]: found[2] for found in map(PIN.fullmatch, PINS.read_text().splitlines()) if found
    }
    assert names - set(pinned) == set()
    assert pinned["pyside6-essentials"] != "6.12.0"


def test_the_set_up_script_can_be_read_by_a_python_that_it_refuses():
    source = (CHECKOUT / "packaging" / "dev.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 8))
