"""Read a bundle that may come from anywhere: sizes are bounded, names known, sums looked at first.

Nothing is ever unpacked into a folder. What a value means is looked at by the merge (vetting.py).
"""

from __future__ import annotations

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, TypeVar

from msgspec import MsgspecError, ValidationError, json

from annotator import __version__
from annotator.model.change import Change
from annotator.model.ids import is_id
from annotator.model.person import Person
from annotator.model.sentences import Refused, Trouble
from annotator.store.exchange import bundle_lines as lines
from annotator.store.exchange.bundle_lines import (
    ChangeLine,
    Head,
    Manifest,
    OriginalLine,
    PersonLine,
    StepLine,
    TextLine,
)
from annotator.store.exchange.delivery import Delivery
from annotator.store.exchange.source import Counts, Said, plain
from annotator.store.exchange.vetting import is_version
from annotator.store.layout import LAYOUT
from annotator.store.place import AT_ONCE
from annotator.store.ranges import are_sound, size

T = TypeVar("T")

MOST_RATIO = 200
"""Marks in JSON lines become a tenth, words a third. What would grow more is a bomb."""
SMALL = 1_000_000
"""Bytes. So much may come out of any bundle, however small."""
LONGEST = 128_000_000
"""Bytes of one line: a text of 10 MB, each letter of which needs six, and a file in base64."""
LARGEST_MANIFEST = 32_000_000
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, MsgspecError, ValueError, RecursionError, KeyError,
    NotImplementedError, RuntimeError, struct.error, OverflowError, MemoryError,
)  # fmt: skip
_IS_ENCRYPTED = 0x1


class BundleFile:
    """A bundle that is open, and whose members are what its manifest says."""

    def __init__(self, path: Path, packed: zipfile.ZipFile) -> None:
        self.path = path
        self._zip = packed
        self._open: list[IO[bytes]] = []
        with _readable(path):
            self._manifest = _manifest(path, packed)
            self._check()
            self.said = _said(path, self._manifest, tuple(self._persons()))

    def _check(self) -> None:
        """Look whether each member is what the manifest says, before any of it is used."""
        members = self._manifest.members
        if set(self._zip.namelist()) != {lines.MANIFEST, *members}:
            raise ValueError("members")
        for name, member in members.items():
            if self._zip.getinfo(name).file_size != member.bytes:
                raise ValueError("size")
            sha256 = hashlib.sha256()
            with self._zip.open(name) as file:
                while data := file.read(AT_ONCE):
                    sha256.update(data)
            if sha256.hexdigest() != member.sha256:
                raise ValueError("sum")

    def delivery(self) -> Delivery:
        """Give what is in it. Raises Refused where it cannot be read."""
        return Delivery(
            self._safely(self._changes()), self._safely(self._texts()),
            self._safely(self._originals()), self.said.counts.changes,
        )  # fmt: skip

    def _safely(self, things: Iterator[T]) -> Iterator[T]:
        with _readable(self.path):
            yield from things

    def _changes(self) -> Iterator[Change]:
        read = json.Decoder(StepLine | ChangeLine).decode
        step = None
        for line in self._lines(lines.LOG):
            found = read(line)
            if isinstance(found, StepLine):
                step = found.step()
            elif step is None:
                raise ValueError("step")
            else:
                yield found.change(step)

    def _persons(self) -> Iterator[Person]:
        read = json.Decoder(PersonLine).decode
        for line in self._lines(lines.PERSONS):
            yield _person(read(line))

    def _texts(self) -> Iterator[tuple[str, str]]:
        read = json.Decoder(TextLine).decode
        for line in self._lines(lines.TEXTS):
            found = read(line)
            yield found.article, found.text

    def _originals(self) -> Iterator[tuple[str, bytes]]:
        read = json.Decoder(OriginalLine).decode
        for line in self._lines(lines.ORIGINALS):
            found = read(line)
            yield found.sha256, found.read()

    def _lines(self, name: str) -> Iterator[bytes]:
        with self._zip.open(name) as file:
            self._open.append(file)
            yield from _cut(file)

    def close(self) -> None:
        """Close what someone has stopped reading in the middle."""
        for file in self._open:
            file.close()


@contextmanager
def open_bundle(path: Path) -> Iterator[BundleFile]:
    """Open a bundle. Raises Refused for what is none, or not as it was sent."""
    with _readable(path):
        packed = zipfile.ZipFile(path)
    with packed, closing(BundleFile(path, packed)) as bundle:
        yield bundle


def glance(path: Path) -> Said:
    """Read what a bundle says about itself, not whether the rest of it is whole.

    Raises Refused or Trouble as `open_bundle` does.
    """
    with _readable(path), zipfile.ZipFile(path) as packed:
        return _said(path, _manifest(path, packed), ())


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Turn what goes wrong while a bundle is read into a sentence."""
    try:
        yield
    except _BROKEN as error:
        raise Refused(
            "{name} is damaged, or did not arrive as a whole ({why}). Nothing was brought in. Ask "
            "for the file again.",
            name=path.name, why=_why(error),
        ) from None  # fmt: skip
    except OSError as error:
        raise Trouble(
            "{name} cannot be read ({why}). Nothing was brought in.",
            name=path.name, why=error.strerror or "not allowed",
        ) from None  # fmt: skip


def _why(error: Exception) -> str:
    """Say in a word what is wrong, without a word of the file's own."""
    for kinds, words in (
        ((zipfile.BadZipFile, zlib.error, EOFError, struct.error), "the packing is broken"),
        ((MsgspecError, RecursionError), "a line makes no sense"),
        ((NotImplementedError, RuntimeError), "it is packed in another way"),
    ):
        if isinstance(error, kinds):
            return words
    return _REASONS.get(str(error), "a line makes no sense")


_REASONS = {
    "members": "its parts are not those of a bundle",
    "size": "a part is larger or smaller than it should be",
    "sum": "a part is not what was written",
    "bomb": "it would unpack to far more than any work",
    "numbers": "its numbers make no sense",
}


def _manifest(path: Path, packed: zipfile.ZipFile) -> Manifest:
    infos = packed.infolist()
    names = [info.filename for info in infos]
    if lines.MANIFEST not in names:
        raise Refused(
            "{name} is a zip, but no bundle of work. Nothing was brought in. A bundle is made "
            "with: annotator bundle PROJECT OUT",
            name=path.name,
        )
    if len(names) != len(set(names)):
        raise ValueError("members")
    _refuse_bomb(path, infos)
    if packed.getinfo(lines.MANIFEST).file_size > LARGEST_MANIFEST:
        raise ValueError("bomb")
    raw = packed.read(lines.MANIFEST)
    _refuse_newer(path, json.decode(raw, type=Head))
    # Only what is known by now to be of our version must have the members of our version.
    if set(names) != {lines.MANIFEST, *lines.MEMBERS}:
        raise ValueError("members")
    manifest = json.decode(raw, type=Manifest)
    _refuse_nonsense(manifest)
    return manifest


def _refuse_bomb(path: Path, infos: list[zipfile.ZipInfo]) -> None:
    """Refuse a bundle that says it holds far more than can be packed into its size.

    What a member says is also all that is read of it.
    """
    if any(info.flag_bits & _IS_ENCRYPTED for info in infos):
        raise RuntimeError
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
        raise NotImplementedError
    if sum(info.file_size for info in infos) > SMALL + MOST_RATIO * path.stat().st_size:
        raise ValueError("bomb")


def _refuse_newer(path: Path, head: Head) -> None:
    if head.format != lines.FORMAT:
        raise ValueError("members")
    if head.version > lines.VERSION or head.layout > LAYOUT:
        raise Refused(
            "{name} was written by a newer Annotator ({theirs}; this one is {ours}). Nothing was "
            "brought in. Install Annotator {theirs} or newer to bring it in.",
            name=path.name, theirs=plain(head.program), ours=__version__,
        )  # fmt: skip
    if head.version < 1 or head.layout < 1:
        raise ValueError("numbers")


def _refuse_nonsense(manifest: Manifest) -> None:
    sites = {*manifest.has, *manifest.ranges}
    if not (
        all(is_version((site, 1)) for site in sites)
        and are_sound(manifest.has)
        and are_sound(manifest.ranges)
        and size(manifest.ranges) == manifest.counts.get("changes", 0)
        and all(number >= 0 for number in manifest.counts.values())
        and is_id(manifest.project)
        and is_id(manifest.sender.id)
    ):
        raise ValueError("numbers")


def _said(path: Path, m: Manifest, persons: tuple[Person, ...]) -> Said:
    known = Counts.__dataclass_fields__
    counts = Counts(**{name: number for name, number in m.counts.items() if name in known})
    return Said(
        path.name, "bundle", m.project, plain(m.title), _person(m.sender), m.until, m.has,
        m.ranges, counts, persons, m.is_part, m.has_texts,
    )  # fmt: skip


def _person(line: PersonLine) -> Person:
    if not is_id(line.id):
        raise ValidationError
    return Person(line.id, plain(line.name), line.role)


def _cut(file: IO[bytes]) -> Iterator[bytes]:
    """Cut into lines at LF; none may be too long to hold."""
    left = b""
    while data := file.read(AT_ONCE):
        *whole, left = (left + data).split(b"\n")
        yield from whole
        if len(left) > LONGEST:
            raise ValueError("bomb")
    if left:
        raise EOFError
