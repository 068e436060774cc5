"""Write a bundle: the work that a colleague lacks, in one small file."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from annotator import __version__
from annotator.model.change import Change, Step
from annotator.store.exchange import bundle_lines as lines
from annotator.store.exchange.bundle_lines import (
    ChangeLine,
    Manifest,
    Member,
    OriginalLine,
    PersonLine,
    StepLine,
    TextLine,
    encode,
)
from annotator.store.exchange.outgoing import Outgoing, Wanted, beside
from annotator.store.exchange.source import Counts
from annotator.store.layout import LAYOUT
from annotator.store.place import AT_ONCE, put_in_place
from annotator.store.progress import Progress, quiet
from annotator.store.reader import Reader

if TYPE_CHECKING:
    from annotator.store.store import Store

T = TypeVar("T")

_DAY_ONE = (1980, 1, 1, 0, 0, 0)
"""The same for all members: a zip knows no earlier time, and the same content gives one file."""
_EVERY = 500
"""So many changes are written between two looks at Cancel."""


@dataclass(frozen=True, slots=True)
class BundleWritten:
    """What a bundle holds."""

    path: Path
    size: int
    """Bytes."""
    counts: Counts
    is_part: bool
    """Gaps are left in the numbers: the colleague will be told that work is missing."""


def write_bundle(
    store: Store, out: Path, wanted: Wanted | None = None, progress: Progress = quiet
) -> BundleWritten:
    """Write a bundle, and put it in place once it was read back.

    It may be called on any thread: it reads through a connection of its own. Raises Refused or
    Trouble with what was there before untouched.
    """
    wanted = wanted or Wanted()
    sums: dict[str, Member] = {}
    with beside(store) as (sql, log):
        outgoing, reader = Outgoing(sql, log, wanted), Reader(sql)
        with (
            put_in_place(out, lambda part: _check(part, sums), private=True) as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed,
        ):
            counts = _fill(_Packed(packed, sums), outgoing, reader, progress)
            head = (reader.project, store.path.stem, PersonLine.of(store.person))
            manifest = _manifest(head, outgoing, wanted, counts, sums)
            _Packed(packed, sums).write(lines.MANIFEST, [encode(manifest)])
    return BundleWritten(out, out.stat().st_size, counts, not wanted.choice.is_all)


def _fill(packed: _Packed, outgoing: Outgoing, reader: Reader, progress: Progress) -> Counts:
    delivery, tally = outgoing.delivery(), outgoing.tally
    changes = _watched(delivery.changes, "Writing the changes", delivery.size, progress)
    packed.write(lines.LOG, _log(changes))
    people = sorted((p for p in reader.persons() if p.id in tally.persons), key=lambda p: p.id)
    packed.write(lines.PERSONS, (encode(PersonLine.of(person)) for person in people))
    texts = _watched(delivery.texts, "Writing the texts", len(tally.articles), progress)
    return Counts(
        tally.changes, len(tally.articles), len(tally.spans),
        packed.write(lines.TEXTS, (encode(TextLine(*text)) for text in texts)),
        packed.write(
            lines.ORIGINALS, (encode(OriginalLine.of_bytes(*one)) for one in delivery.originals)
        ),
    )  # fmt: skip


def _watched(things: Iterable[T], words: str, of: int, progress: Progress) -> Iterator[T]:
    for number, thing in enumerate(things):
        if number % _EVERY == 0:
            progress(words, number, of)
        yield thing


def _log(changes: Iterable[Change]) -> Iterator[bytes]:
    """Write a step before the first of its changes that goes along."""
    step: Step | None = None
    for change in changes:
        if step is None or (step.site, step.first) != (change.step.site, change.step.first):
            step = change.step
            yield encode(StepLine.of_step(step))
        yield encode(ChangeLine.of_change(change))


def _manifest(
    head: tuple[str, str, PersonLine], outgoing: Outgoing, wanted: Wanted, counts: Counts,
    sums: dict[str, Member],
) -> Manifest:  # fmt: skip
    return Manifest(
        lines.FORMAT, lines.VERSION, LAYOUT, __version__, *head, outgoing.tally.newest,
        outgoing.has, outgoing.tally.ranges(), asdict(counts), dict(sums),
        not wanted.choice.is_all, wanted.texts,
    )  # fmt: skip


class _Packed:
    """A zip under way: one member after the other, each with its sum."""

    def __init__(self, packed: zipfile.ZipFile, sums: dict[str, Member]) -> None:
        self._zip = packed
        self._sums = sums

    def write(self, name: str, content: Iterable[bytes]) -> int:
        """Write lines as a member, and give their number."""
        sha256, size, number = hashlib.sha256(), 0, 0
        with self._zip.open(_member(name), "w", force_zip64=True) as file:
            for line in content:
                data = line + b"\n"
                sha256.update(data)
                size += len(data)
                number += 1
                file.write(data)
        self._sums[name] = Member(sha256.hexdigest(), size, number)
        return number


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _DAY_ONE)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3  # as on Unix, wherever it is written
    info.external_attr = 0o100600 << 16
    return info


def _check(part: Path, sums: dict[str, Member]) -> None:
    """Read a bundle back. Raises OSError where it is not what was written."""
    try:
        with zipfile.ZipFile(part) as packed:
            found = {name: _sum(packed, name) for name in packed.namelist()}
    except (zipfile.BadZipFile, EOFError) as error:
        raise OSError(None, str(error)) from error
    if found != {name: member.sha256 for name, member in sums.items()}:
        raise OSError(None, "what was read back is not what was written")


def _sum(packed: zipfile.ZipFile, name: str) -> str:
    sha256 = hashlib.sha256()
    with packed.open(name) as file:
        while data := file.read(AT_ONCE):
            sha256.update(data)
    return sha256.hexdigest()
