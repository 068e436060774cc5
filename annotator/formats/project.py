"""Another project's file, or a bundle of it: its articles come in as records do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator.formats import files
from annotator.formats.format import BroughtIn, Format, Progress, name_of
from annotator.formats.record import Record, encode
from annotator.formats.record_out import Recorder
from annotator.model.sentences import count, say
from annotator.store.exchange.apart import Apart, read_apart
from annotator.store.exchange.bundle_lines import ENDING, START
from annotator.store.reader import Reader
from annotator.store.store import Store

_ARTICLES_AHEAD = 32
"""Marks of so many articles are read in one go."""


def turn(store: Store, path: Path, out: Path, progress: Progress, done: BroughtIn) -> None:
    """Write all articles in all layers as records. Raises Refused or Trouble where it cannot."""
    with read_apart(store, path, progress) as apart:
        records = _records(apart.read, progress)
        files.write_lines(out, map(encode, records), private=True)
        done.notes += _notes(path, apart)


def _records(reader: Reader, progress: Progress) -> Iterator[Record]:
    recorder = Recorder(reader, reader.scheme())
    articles = reader.article_ids()
    for start in range(0, len(articles), _ARTICLES_AHEAD):
        part = articles[start : start + _ARTICLES_AHEAD]
        with reader.ahead(part):
            for number, id_ in enumerate(part, start):
                progress("Turning it into records", number, len(articles))
                article = reader.article(id_)
                if article is not None:
                    yield from recorder.records(article, recorder.works(id_))


def _notes(path: Path, apart: Apart) -> Iterator[str]:
    name = name_of(path)
    yield say(
        "Of {name} came what a record holds: its history, notes on articles, the time that was "
        "spent and the files that articles came as stay behind.",
        name=name,
    )
    if apart.said.is_part or apart.lacking:
        what = count(apart.lacking, "change is", "changes are")
        yield say("{name} holds only a part of its project: {what} not in it.",
                  name=name, what=what)  # fmt: skip


FORMAT = Format(
    name="project",
    title="Another project, or a bundle of it",
    endings=(ENDING, ".annot"),
    starts=(b"SQLite format 3\x00", START),
    turn=turn,
    holds="Holds what records hold. What is of the same project is merged instead.",
)
