"""Which copy of a project this is: a copy gets a site of its own, a renamed file keeps its own."""

from __future__ import annotations

import os
import re
import shutil
import uuid
from pathlib import Path

import pytest

from annotator.store import identity
from annotator.store.store import Store


@pytest.fixture
def path(template, tmp_path) -> Path:
    return shutil.copyfile(template, tmp_path / "project.annot")


@pytest.fixture
def site_of(desk):
    def site(path: Path) -> str:
        with Store.open(path, desk.person("first")) as store:
            return store.log.site_uid

    return site


def test_a_site_is_minted_anew_each_time():
    assert re.fullmatch("[0-9a-f]{32}", identity.new_site())
    assert identity.new_site() != identity.new_site()


def test_a_machine_has_one_name_that_says_nothing_about_it(monkeypatch):
    name = identity.machine()
    assert re.fullmatch("[0-9a-f]{32}", name)
    assert identity.machine() == name
    for id_file in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        if os.path.exists(id_file):  # noqa: PTH110 - the real file
            assert Path(id_file).read_text().strip() != name


@pytest.mark.parametrize("text", ["", None])
def test_a_machine_without_an_id_is_known_by_its_network_card(monkeypatch, text):
    def read(*_, **__):
        if text is None:
            raise FileNotFoundError
        return text

    monkeypatch.setattr(Path, "read_text", read)
    monkeypatch.setattr(uuid, "getnode", lambda: 1)
    first = identity.machine()
    monkeypatch.setattr(uuid, "getnode", lambda: 2)
    assert identity.machine() != first


def test_the_same_file_keeps_its_site(path, site_of):
    assert site_of(path) == site_of(path)


def test_a_copy_gets_a_site_and_the_first_file_keeps_its_own(path, site_of, tmp_path):
    site = site_of(path)
    copies = [shutil.copyfile(path, tmp_path / f"{n}.annot") for n in range(2)]
    sites = {site_of(copy) for copy in copies}
    assert len(sites | {site}) == 3
    assert site_of(path) == site
    assert {site_of(copy) for copy in copies} == sites


def test_a_renamed_file_keeps_its_site(path, site_of, tmp_path):
    site = site_of(path)
    assert site_of(path.rename(tmp_path / "renamed.annot")) == site


def test_a_file_that_was_moved_to_another_disk_keeps_its_site(path, site_of, tmp_path):
    site = site_of(path)
    copy = shutil.copyfile(path, tmp_path / "elsewhere.annot")
    path.unlink()
    assert site_of(copy) == site


def test_a_copy_on_a_disk_where_it_has_the_same_number_gets_a_site(path, site_of, tmp_path):
    """The first file on two new disks bears one number."""
    site = site_of(path)
    copy = shutil.copyfile(path, tmp_path / "copy.annot")
    before = {**identity.place_of(path), "file": str(copy.stat().st_ino)}
    assert identity.is_copy(copy, site, before)


def test_a_file_seen_by_another_way_is_no_copy(path, site_of, tmp_path):
    """A folder may be mounted, or linked, in two places."""
    site = site_of(path)
    (tmp_path / "way").symlink_to(tmp_path)
    way = tmp_path / "way" / path.name
    assert not identity.is_copy(way, site, identity.place_of(path))


def test_a_file_that_was_put_in_the_place_of_another_gets_a_site(path, site_of, tmp_path):
    site = site_of(path)
    shutil.copyfile(path, tmp_path / "copy.annot").replace(path)
    assert site_of(path) != site


def test_a_file_from_another_machine_gets_a_site(path, site_of, monkeypatch):
    site = site_of(path)
    monkeypatch.setattr(identity, "machine", lambda: "another")
    assert site_of(path) != site


@pytest.mark.parametrize("what", ["nothing", "letter", "other project", "damaged", "in part"])
def test_what_has_taken_the_old_place_is_no_sign_of_a_copy(path, site_of, tmp_path, desk, what):
    site = site_of(path)
    moved = shutil.copyfile(path, tmp_path / "moved.annot")
    path.unlink()
    if what == "letter":
        path.write_text("Dear editor")
    elif what == "other project":
        with Store.create(path, desk.SCHEME, desk.person("first")):
            pass
    elif what in {"damaged", "in part"}:
        data = bytearray(moved.read_bytes())
        start, end = (200, len(data)) if what == "damaged" else (3 * 4_096, 4 * 4_096)
        data[start:end] = bytes(end - start)
        path.write_bytes(data)
    assert site_of(moved) == site


def test_a_site_that_makes_no_sense_is_minted_anew(path, site_of, desk):
    with Store.open(path, desk.person("first")) as store:
        store.session.set_own(site="this is no site")
    assert re.fullmatch("[0-9a-f]{32}", site_of(path))
    with Store.open(path, desk.person("first")) as store:
        desk.mark(store)
        assert desk.is_sound(store)
