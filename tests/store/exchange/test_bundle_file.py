"""A bundle may come from anybody, or half: nothing of it is used that was not looked at."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import random
import struct
import zipfile
from dataclasses import dataclass, field

import pytest

from annotator.model.ids import new_id
from annotator.model.sentences import Refused, Trouble
from annotator.store.exchange import bundle_file
from annotator.store.exchange.incoming import open_source
from annotator.store.exchange.source import OtherProject

TWIN = "ab" * 32


@dataclass
class Parts:
    """The members of a bundle, to be spoilt and sealed again."""

    members: dict[str, bytes]
    manifest: dict
    more: list[tuple[str, bytes]] = field(default_factory=list)
    sealed: bool = True

    @classmethod
    def of(cls, path):
        with zipfile.ZipFile(path) as packed:
            members = {name: packed.read(name) for name in packed.namelist()}
        return cls(members, json.loads(members.pop("manifest.json")))

    def lines(self, name):
        return [json.loads(line) for line in self.members[name].splitlines()]

    def put(self, name, lines):
        self.members[name] = b"".join(json.dumps(line).encode() + b"\n" for line in lines)

    def write(self, path):
        """Pack it, with sums that fit if it is sealed."""
        if self.sealed:
            self.manifest["members"] = {
                name: {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data),
                       "lines": data.count(b"\n")}
                for name, data in self.members.items()
            }  # fmt: skip
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, data in [*self.members.items(), *self.more]:
                packed.writestr(name, data)
            packed.writestr("manifest.json", json.dumps(self.manifest))
        return path


@pytest.fixture
def pair(desk):
    mine, theirs = desk.replicas("first", "second")
    desk.add_article(theirs, title="Depot")
    desk.mark(theirs)
    return mine, theirs


@pytest.fixture
def parts(desk, pair):
    return Parts.of(desk.bundled(pair[1]))


@pytest.fixture
def refused(desk, pair):
    """Look at a file, bring it in, and find it refused both times with nothing changed."""
    mine = pair[0]

    def refused(path, match, kind=Refused):
        data = path.read_bytes()
        before = desk.digest(mine), mine.undo_title(), desk.texts(mine)
        with pytest.raises(kind, match=match) as told:
            desk.receive(mine, path)
        assert "{" not in str(told.value)
        assert (desk.digest(mine), mine.undo_title(), desk.texts(mine)) == before
        assert path.read_bytes() == data
        assert desk.is_sound(mine)
        return str(told.value)

    return refused


DAMAGED = r"is damaged, or did not arrive as a whole.*Nothing was brought in. Ask for the file"


def test_what_was_packed_again_word_for_word_is_taken(desk, pair, parts):
    desk.receive(pair[0], parts.write(desk.folder / "again.bundle"))
    assert pair[0].read.spans(desk.ARTICLE)


# --- the packing ----------------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.01, 0.3, 0.9, 0.99])
def test_a_truncated_bundle_is_refused(desk, pair, refused, share):
    path = desk.bundled(pair[1])
    data = path.read_bytes()
    path.write_bytes(data[: max(3, int(len(data) * share))])
    refused(path, DAMAGED)


@pytest.mark.parametrize("content", [b"", b"Dear editor", b"\x00" * 900, b"{}", b"%PDF-1.7"])
def test_what_is_no_bundle_is_refused(desk, refused, content):
    path = desk.folder / "work.bundle"
    path.write_bytes(content)
    refused(path, "is neither a bundle nor a project")


def test_a_zip_of_something_else_is_refused(desk, refused):
    path = desk.folder / "work.bundle"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("photo.jpg", b"...")
    refused(path, "is a zip, but no bundle of work")


def test_a_file_that_is_not_there_and_a_folder_are_refused(desk, pair):
    for path in (desk.folder / "nowhere.bundle", desk.folder):
        with pytest.raises(Refused, match="There is no file"):
            desk.receive(pair[0], path)


def test_a_byte_flipped_anywhere_is_found_or_without_effect(desk, pair):
    """Some bytes of a zip mean nothing, such as its dates: then all comes in as it was sent."""
    path = desk.bundled(pair[1])
    data, chance = path.read_bytes(), random.Random(1)
    taken = 0
    for _ in range(150):
        at = chance.randrange(len(data))
        path.write_bytes(data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :])
        mine = desk.folder / "fresh.annot"
        try:
            with open_source(pair[0], path) as source:
                changes = list(source.delivery().changes)
        except Refused:
            continue
        taken += 1
        assert changes == desk.send(pair[1])
        assert not mine.exists()
    assert taken < 50


@pytest.mark.parametrize(
    "name", ["../outside", "/etc/outside", "C:\\outside", "folder/log.jsonl", "extra.jsonl"]
)
def test_a_member_that_no_bundle_has_is_refused_and_nothing_unpacked(
    desk, parts, refused, name, monkeypatch
):
    monkeypatch.chdir(desk.folder)
    parts.more.append((name, b"gotcha"))
    before = sorted(desk.folder.rglob("*"))
    path = parts.write(desk.folder / "work.bundle")
    assert "its parts are not those of a bundle" in refused(path, DAMAGED)
    assert {p.name for p in desk.folder.rglob("*")} - {p.name for p in before} <= {
        "first.backups", "work.bundle",
    }  # fmt: skip
    assert not (desk.folder.parent / "outside").exists()


def test_a_member_that_comes_twice_is_refused(desk, parts, refused):
    parts.more.append(("log.jsonl", b""))
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = parts.write(desk.folder / "work.bundle")
    refused(path, DAMAGED)


@pytest.mark.parametrize("name", ["log.jsonl", "persons.jsonl", "texts.jsonl", "originals.jsonl"])
def test_a_member_that_is_missing_or_another_is_refused(desk, parts, refused, name):
    whole = dict(parts.members)
    del parts.members[name]
    refused(parts.write(desk.folder / "a.bundle"), DAMAGED)
    parts.members = whole
    parts.write(desk.folder / "whole.bundle")
    parts.sealed = False
    parts.manifest["members"][name]["sha256"] = TWIN
    assert "not what was written" in refused(parts.write(desk.folder / "b.bundle"), DAMAGED)
    parts.manifest["members"][name]["bytes"] += 1
    assert "larger or smaller" in refused(parts.write(desk.folder / "c.bundle"), DAMAGED)


def test_a_bundle_that_would_unpack_to_very_much_is_refused_unread(
    desk, parts, refused, monkeypatch
):
    parts.members["texts.jsonl"] = b" " * 40_000_000
    path = parts.write(desk.folder / "work.bundle")
    assert path.stat().st_size < 100_000
    monkeypatch.setattr(zipfile.ZipFile, "open", None)  # nothing may be unpacked
    assert "far more than any work" in refused(path, DAMAGED)


def test_a_bomb_that_lies_about_its_size_is_refused(desk, parts, refused):
    """What the zip says of a member is all that is read of it, and then its sum is wrong."""
    bomb = b" " * 40_000_000
    parts.members["texts.jsonl"] = bomb
    path = parts.write(desk.folder / "work.bundle")
    data = path.read_bytes()
    size, lie = struct.pack("<L", len(bomb)), struct.pack("<L", 10)
    assert data.count(size) == 2  # in the member's own head, and in the list at the end
    path.write_bytes(data.replace(size, lie))
    refused(path, DAMAGED)


def test_a_line_without_end_is_refused(desk, parts, refused, monkeypatch):
    monkeypatch.setattr(bundle_file, "LONGEST", 1_000)
    monkeypatch.setattr(bundle_file, "AT_ONCE", 500)
    noise = base64.b64encode(random.Random(1).randbytes(3_000))
    parts.members["texts.jsonl"] = b'{"article":"' + noise
    refused(parts.write(desk.folder / "work.bundle"), DAMAGED)


def test_a_line_that_was_cut_off_is_refused(desk, parts, refused):
    parts.members["log.jsonl"] = parts.members["log.jsonl"][:-1]
    refused(parts.write(desk.folder / "work.bundle"), DAMAGED)


def test_lines_may_be_cut_anywhere_while_they_are_read():
    whole = [b"one", b"", b"three" * 9]
    for at_once in range(1, 20):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(bundle_file, "AT_ONCE", at_once)
            file = io.BytesIO(b"".join(line + b"\n" for line in whole))
            assert list(bundle_file._cut(file)) == whole


@pytest.mark.parametrize("how", ["encrypted", "bzip2"])
def test_what_is_packed_otherwise_is_refused(desk, parts, refused, how):
    path = desk.folder / "work.bundle"
    if how == "bzip2":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as packed:
            packed.writestr("manifest.json", "{}")
    else:
        data = bytearray(parts.write(path).read_bytes())
        entry = data.index(b"PK\x01\x02")
        data[entry + 8] |= 1
        path.write_bytes(data)
    assert "packed in another way" in refused(path, DAMAGED)


def test_a_bundle_that_cannot_be_read_is_trouble(desk, pair, monkeypatch):
    path = desk.bundled(pair[1])

    def broken(*_, **__):
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch, open_source(pair[0], path) as source:
        delivery = source.delivery()
        patch.setattr(zipfile.ZipExtFile, "read", broken)
        with pytest.raises(Trouble, match=r"cannot be read .*Input/output error"):
            list(delivery.changes)


# --- what it says ---------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["version", "layout"])
def test_a_newer_bundle_says_which_program_reads_it(desk, parts, refused, what):
    parts.manifest[what] = 99
    parts.manifest["program"] = "7.3\n\x1b[31m"
    parts.manifest["counts"] = "said in another way by then"
    parts.more.append(("a-new-part.jsonl", b""))
    sentence = refused(parts.write(desk.folder / "work.bundle"), "Install Annotator 7.3")
    assert "\x1b" not in sentence
    assert "this one is" in sentence


NONSENSE = {
    "another format": {"format": "holiday pictures"},
    "version before the first": {"version": 0},
    "version in words": {"version": "one"},
    "layout before the first": {"layout": 0},
    "project that is none": {"project": "words"},
    "no project": {"project": None},
    "sender that is none": {"sender": {"id": "words", "name": "x"}},
    "sender of a strange role": {"sender": {"id": new_id(), "name": "x", "role": "king"}},
    "more changes than are there": {"counts": {"changes": 9_000}},
    "less than nothing": {"counts": {"changes": 0, "spans": -4}, "ranges": {}},
    "runs of a site that is none": {"has": {"words": [[1, 2]]}},
    "runs backwards": {"has": {"ab" * 16: [[5, 2]]}},
    "runs over each other": {"has": {"ab" * 16: [[1, 5], [5, 9]]}},
    "runs in words": {"ranges": {"ab" * 16: [["1", "5"]]}},
    "time in words": {"until": "today"},
    "no members": {"members": []},
}


@pytest.mark.parametrize("what", NONSENSE.values(), ids=NONSENSE)
def test_a_manifest_that_makes_no_sense_is_refused(desk, parts, refused, what):
    parts.write(desk.folder / "work.bundle")
    parts.sealed = False
    parts.manifest |= what
    refused(parts.write(desk.folder / "work.bundle"), DAMAGED)


@pytest.mark.parametrize("raw", [b"", b"[]", b"{", b"\xff\xfe", b"[" * 100_000])
def test_a_manifest_that_is_no_manifest_is_refused(desk, parts, refused, raw):
    path = desk.folder / "work.bundle"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("manifest.json", raw)
    refused(path, DAMAGED)


def test_a_huge_manifest_is_refused_unread(desk, parts, refused, monkeypatch):
    monkeypatch.setattr(bundle_file, "LARGEST_MANIFEST", 100)
    refused(parts.write(desk.folder / "work.bundle"), DAMAGED)


def test_a_bundle_of_another_project_is_told_apart(desk, parts, refused):
    parts.manifest["project"] = new_id()
    parts.manifest["title"] = "Theirs"
    path = parts.write(desk.folder / "work.bundle")
    refused(
        path, r"belongs to another project \(Theirs\).*annotator import PROJECT work", OtherProject
    )


def test_names_from_elsewhere_are_shown_in_one_line(desk, pair, parts):
    parts.manifest["title"] = "a\nb\x1b[2J{c}" + "x" * 500
    parts.put("persons.jsonl", [{"id": new_id(), "name": "\u202enoisy\n name", "role": "reviewer"}])
    with open_source(pair[0], parts.write(desk.folder / "work.bundle")) as source:
        said = source.said
    assert said.title.startswith("a b [2J{c}xxx")
    assert len(said.title) == 80
    assert said.persons[0].name == "noisy name"


LINES = {
    "no JSON": b"{\n",
    "a number": b"5\n",
    "another thing": b'{"is":"hologram"}\n',
    "a change without a step": None,
    "deep": b"[" * 100_000 + b"\n",
    "no UTF-8": b'"\xff"\n',
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_a_line_that_makes_no_sense_is_refused_however_it_is_sealed(desk, parts, refused, line):
    if line is None:
        parts.put("log.jsonl", parts.lines("log.jsonl")[1:])
    else:
        parts.members["log.jsonl"] += line
    refused(parts.write(desk.folder / "work.bundle"), DAMAGED)


@pytest.mark.parametrize(
    ("name", "line"),
    [("persons.jsonl", {"id": "words", "name": "x"}), ("persons.jsonl", {"id": new_id()}),
     ("texts.jsonl", {"article": 5}), ("originals.jsonl", {"sha256": TWIN, "data": "not base64!"})],
)  # fmt: skip
def test_other_lines_that_make_no_sense_are_refused(desk, parts, refused, name, line):
    parts.put(name, [*parts.lines(name), line])
    refused(parts.write(desk.folder / "work.bundle"), DAMAGED)


def test_changes_are_looked_at_one_by_one(desk, parts, refused):
    """The sums of a forged bundle fit: what its changes say is another matter."""
    lines = parts.lines("log.jsonl")
    lines[-1]["value"] = '{"label":"actor"}'
    parts.put("log.jsonl", lines)
    refused(parts.write(desk.folder / "work.bundle"), "Nothing was brought in")


@pytest.mark.parametrize(
    ("name", "line", "what"),
    [("texts.jsonl", {"article": TWIN, "text": "Another text."}, "A text is not the one"),
     ("originals.jsonl", {"sha256": TWIN, "data": "AAAA"}, "A file is not the one")],
)  # fmt: skip
def test_what_is_named_after_a_sum_must_have_it(desk, parts, refused, name, line, what):
    parts.put(name, [line])
    refused(parts.write(desk.folder / "work.bundle"), what)


def test_two_contents_of_one_number_are_refused_and_what_to_do_is_said(desk, pair, parts, refused):
    lines = parts.lines("log.jsonl")
    desk.receive(pair[0], parts.write(desk.folder / "a.bundle"))
    lines[-1]["hash"] = TWIN
    parts.put("log.jsonl", lines)
    path = parts.write(desk.folder / "b.bundle")
    sentence = refused(path, "Two different changes bear the number")
    assert "annotator export" in sentence
    with pytest.raises(Refused, match="Two different changes bear the number"):
        desk.look(pair[0], path)


def test_two_contents_in_one_bundle_are_refused(desk, pair, parts, refused):
    lines = parts.lines("log.jsonl")
    parts.put("log.jsonl", [*lines, lines[-1] | {"hash": TWIN}])
    parts.manifest["counts"]["changes"] += 1
    parts.manifest["ranges"]["ab" * 16] = [[1, 1]]
    path = parts.write(desk.folder / "work.bundle")
    refused(path, "Two different changes bear the number")
    with pytest.raises(Refused, match="Two different changes bear the number"):
        desk.look(pair[0], path)


def test_a_change_that_comes_twice_is_known_the_second_time(desk, pair, parts):
    lines = parts.lines("log.jsonl")
    parts.put("log.jsonl", [*lines, lines[-1]])
    parts.manifest["counts"]["changes"] += 1
    parts.manifest["ranges"]["ab" * 16] = [[1, 1]]
    path = parts.write(desk.folder / "work.bundle")
    seen = desk.look(pair[0], path)
    done = desk.receive(pair[0], path).merged
    assert (seen.new, seen.known) == (done.new, done.known) == (pair[1].log.n, 1)
