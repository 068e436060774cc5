"""Either the whole new file is in its place, or the old one is; nothing is left beside it."""

from __future__ import annotations

import errno
import os
import resource
import signal

import pytest

from annotator.formats import files
from annotator.formats.files import write_lines
from annotator.model.sentences import Refused, Trouble

LINES = [b'{"a": "\xd9\x82\xf0\x9f\x9a\x80"}', b"{}"]


def left(folder):
    return sorted(path.name for path in folder.iterdir())


def test_lines_end_with_lf(tmp_path):
    assert write_lines(tmp_path / "out.jsonl", LINES) == 2
    assert (tmp_path / "out.jsonl").read_bytes() == LINES[0] + b"\n{}\n"
    assert left(tmp_path) == ["out.jsonl"]


def test_an_old_file_is_replaced(tmp_path):
    out = tmp_path / "out.jsonl"
    out.write_text("old" * 1_000)
    write_lines(out, [b"new"])
    assert out.read_bytes() == b"new\n"


def test_a_reader_of_the_old_file_goes_on_reading_it(tmp_path):
    out = tmp_path / "out.jsonl"
    out.write_bytes(b"old\n")
    with out.open("rb") as reader:
        write_lines(out, [b"new"])
        assert reader.read() == b"old\n"


def fails_with_the_old_file_kept(tmp_path, lines=LINES):
    out = tmp_path / "out.jsonl"
    out.write_bytes(b"old\n")
    with pytest.raises(Trouble) as told:
        write_lines(out, lines)
    assert out.read_bytes() == b"old\n"
    assert left(tmp_path) == ["out.jsonl"]
    assert "out.jsonl" in str(told.value)
    assert "untouched" in str(told.value)
    return str(told.value)


def test_a_disk_that_is_full_keeps_the_old_file(tmp_path, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    assert os.strerror(errno.ENOSPC) in fails_with_the_old_file_kept(tmp_path)


def test_a_write_that_the_system_stops_keeps_the_old_file(tmp_path):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        sentence = fails_with_the_old_file_kept(tmp_path, (b"x" * 999 for _ in range(1_000)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert os.strerror(errno.EFBIG) in sentence


def test_a_folder_that_may_not_be_written_keeps_the_old_file(tmp_path, monkeypatch):
    real = type(tmp_path).open

    def locked(self, mode="r", *what, **named):
        if "w" in mode and self.name.endswith(".part"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(self, mode, *what, **named)

    monkeypatch.setattr(type(tmp_path), "open", locked)
    assert os.strerror(errno.EACCES) in fails_with_the_old_file_kept(tmp_path)


def test_a_name_that_cannot_be_taken_over_keeps_the_old_file(tmp_path, monkeypatch):
    def busy(*_):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(type(tmp_path), "replace", busy)
    fails_with_the_old_file_kept(tmp_path)


def test_a_disk_that_does_not_give_back_what_was_written_keeps_the_old_file(tmp_path, monkeypatch):
    def bad_disk(part, _):
        part.write_bytes(b"something else")
        return real(part, _)

    real = files._compare
    monkeypatch.setattr(files, "_compare", bad_disk)
    assert "not what was written" in fails_with_the_old_file_kept(tmp_path)


def test_lines_that_fail_half_way_keep_the_old_file(tmp_path):
    def lines():
        yield b"one"
        raise Refused("The text was altered.")

    out = tmp_path / "out.jsonl"
    out.write_bytes(b"old\n")
    with pytest.raises(Refused):
        write_lines(out, lines())
    assert out.read_bytes() == b"old\n"
    assert left(tmp_path) == ["out.jsonl"]


def test_a_folder_is_no_file_to_write(tmp_path):
    with pytest.raises(Refused, match="is a folder"):
        write_lines(tmp_path, LINES)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(Refused, match="There is no folder"):
        write_lines(tmp_path / "nowhere" / "out.jsonl", LINES)
    assert left(tmp_path) == []


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "file").write_text("old")
    with pytest.raises(Refused, match="There is no folder"):
        write_lines(tmp_path / "file" / "out.jsonl", LINES)


@pytest.mark.parametrize("name", ["p.annot", "export.jsonl"])
def test_a_project_is_never_written_over(tmp_path, project, name):
    out = tmp_path / name
    out.write_bytes(project.path.read_bytes())
    before = out.read_bytes()
    with pytest.raises(Refused, match="was left untouched"):
        write_lines(out, LINES)
    assert out.read_bytes() == before


def test_neither_is_the_project_itself_nor_what_leads_to_it(project, told):
    (project.folder / "link.jsonl").symlink_to(project.path)
    before = project.path.read_bytes()
    for name in (project.path.name, "link.jsonl"):
        assert "left untouched" in told(project.out, name)
    assert project.path.read_bytes() == before


def test_what_a_link_leads_to_is_written_and_the_link_stays(tmp_path):
    (tmp_path / "real").mkdir()
    link, real = tmp_path / "link.jsonl", tmp_path / "real" / "out.jsonl"
    link.symlink_to(real)
    write_lines(link, [b"one"])
    assert link.is_symlink()
    assert real.read_bytes() == b"one\n"
    assert left(tmp_path / "real") == ["out.jsonl"]


def test_links_that_lead_in_a_circle_are_refused(tmp_path):
    link = tmp_path / "link.jsonl"
    link.symlink_to(link)
    with pytest.raises((Refused, Trouble), match=r"link\.jsonl"):
        write_lines(link, LINES)
    assert left(tmp_path) == ["link.jsonl"]


def test_a_pipe_is_no_file_to_write(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Refused, match="not a file"):
        write_lines(tmp_path / "pipe", LINES)


@pytest.mark.parametrize("length", [251, 255, 300])
def test_a_name_that_is_too_long_ends_with_a_sentence(tmp_path, length):
    with pytest.raises((Refused, Trouble)):
        write_lines(tmp_path / ("x" * length), LINES)
    assert left(tmp_path) == []


def test_a_folder_in_the_way_of_the_part_ends_with_a_sentence(tmp_path):
    (tmp_path / "out.jsonl.part").mkdir()
    with pytest.raises(Trouble):
        write_lines(tmp_path / "out.jsonl", LINES)
    assert left(tmp_path) == ["out.jsonl.part"]


def test_a_file_that_cannot_be_looked_at_is_not_taken_for_a_project(tmp_path, monkeypatch):
    out = tmp_path / "out.jsonl"
    out.write_bytes(b"old\n")
    real = type(tmp_path).open

    def locked(self, mode="r", *what, **named):
        if self == out:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(self, mode, *what, **named)

    monkeypatch.setattr(type(tmp_path), "open", locked)
    write_lines(out, [b"new"])
    monkeypatch.undo()
    assert out.read_bytes() == b"new\n"
