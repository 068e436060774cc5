"""Plain text in: one file is one article, and its first line that is not empty is the title."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.formats.format import BroughtIn, Format, In, Progress, Write, name_of
from annotator.model.article import Article, Sighting
from annotator.model.sentences import Refused
from annotator.model.text import checked, decode, normalise, read_bytes, sha256_of, title_of
from annotator.store.store import Store


@dataclass(frozen=True, slots=True)
class _Read:
    text: str
    data: bytes
    notes: tuple[str, ...]


def look(
    store: Store, paths: Sequence[Path], options: In, progress: Progress, done: BroughtIn
) -> Write:
    """Look at texts. Raises Refused for a file that cannot be an article."""
    good: list[Path] = []
    for number, path in enumerate(paths):
        progress("Looking", number, len(paths))
        try:
            _refuse_erased(store, path, _read(path).text)
            good.append(path)
        except Refused as error:
            if not options.skip_broken:
                raise
            done.skipped.append(str(error))

    def write() -> None:
        for number, path in enumerate(good):
            progress("Importing", number, len(good))
            _bring_in_one(store, path, done)
        progress("Importing", len(good), len(good))

    return write


def _read(path: Path) -> _Read:
    data = read_bytes(path)
    decoded = decode(data, name_of(path))
    return _Read(checked(normalise(decoded.text), name_of(path)), data, decoded.notes)


def _refuse_erased(store: Store, path: Path, text: str) -> None:
    gone = store.log.gone.articles
    if gone and sha256_of(text) in gone:
        raise Refused(
            "{name}: this article was erased from the project for good, so it is not brought in "
            "again.",
            name=name_of(path),
        )


def _bring_in_one(store: Store, path: Path, done: BroughtIn) -> None:
    read = _read(path)
    done.notes += read.notes
    id_ = sha256_of(read.text)
    original = None
    if read.data != read.text.encode():
        original = hashlib.sha256(read.data).hexdigest()
        store.add_original(original, read.data)
    sighting = Sighting.of(id_, file=name_of(path), original=original)
    if store.read.item_of(id_) is None:
        store.add_article(Article(id_, title=title_of(read.text)), read.text)
        done.articles += 1
        done.lines += 1
    elif sighting not in store.read.sightings(id_):
        done.lines += 1
    else:
        done.unchanged += 1
    store.put(sighting)


FORMAT = Format(
    name="text",
    title="Plain text, one article a file",
    endings=(".txt", ".text"),
    look=look,
    holds="Holds the text alone; its first line that is not empty becomes the title.",
)
