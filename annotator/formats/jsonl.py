"""JSON Lines: the record of EXPORT.md, one article in one layer a line, both ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from annotator.formats import files
from annotator.formats.format import (
    BroughtIn,
    Format,
    In,
    Out,
    Progress,
    Write,
    WrittenOut,
    name_of,
)
from annotator.formats.record import Broken, Record, encode, parse
from annotator.formats.record_check import Checker
from annotator.formats.record_import import Importer
from annotator.formats.record_out import Recorder, Work
from annotator.model.article import FINISHED
from annotator.model.offsets import Quoted, Unit, fits, fitting_units
from annotator.model.sentences import Refused, count, say
from annotator.store.reader import Reader
from annotator.store.store import Store

LONGEST_LINE = 64_000_000
"""Bytes. An article is 10 MB at most, and its marks seldom more than five times that."""
_ARTICLES_AHEAD = 32
"""Marks of so many articles are read in one go."""
_AT_ONCE = 1 << 20
"""Bytes. So many are read in one go."""
_BOM = b"\xef\xbb\xbf"


# --- out ------------------------------------------------------------------------------------------


def write_out(reader: Reader, out: Path, options: Out, progress: Progress) -> WrittenOut:
    """Write the chosen layers of all articles that are done, in order of their ids."""
    written = WrittenOut(out)
    now = None if options.reproducible else datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    recorder = Recorder(reader, reader.scheme(), now)
    if options.annotator is not None and not any(
        person.name == options.annotator for person in reader.persons()
    ):
        raise Refused(
            "Nobody in the project is called {name}. Nothing was written.", name=options.annotator
        )
    records = _records(reader, recorder, options, written, progress)
    written.lines = files.write_lines(out, map(encode, records))
    return written


def _records(
    reader: Reader, recorder: Recorder, options: Out, written: WrittenOut, progress: Progress
) -> Iterator[Record]:
    articles = reader.article_ids()
    for start in range(0, len(articles), _ARTICLES_AHEAD):
        part = articles[start : start + _ARTICLES_AHEAD]
        with reader.ahead(part):
            for number, id_ in enumerate(part, start):
                progress("Writing", number, len(articles))
                yield from _records_of(id_, reader, recorder, options, written)
    progress("Writing", len(articles), len(articles))


def _records_of(
    id_: str, reader: Reader, recorder: Recorder, options: Out, written: WrittenOut
) -> Iterator[Record]:
    works = [w for w in recorder.works(id_) if _is_chosen(recorder, w, options)]
    going = [w for w in works if options.all_articles or w.reading.status in FINISHED]
    for work in works:
        if work not in going:
            status = work.reading.status
            written.left[status] = written.left.get(status, 0) + 1
    article = reader.article(id_) if going else None
    if article is not None:
        written.articles += 1
        written.spans += sum(len(w.spans) for w in going)
        yield from recorder.records(article, going)


def _is_chosen(recorder: Recorder, work: Work, options: Out) -> bool:
    reading = work.reading
    if options.layer not in {reading.layer, "all"}:
        return False
    return options.annotator is None or recorder.name(reading.person) == options.annotator


# --- in -------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _File:
    """A file that was looked at: how it counts, and which of its lines are no good."""

    path: Path
    size: int = 0
    changed: int = 0
    """When, in nanoseconds: it is read again later, and must be the same then."""
    unit: Unit = Unit.CODE_POINTS
    broken: dict[int, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def look(
    store: Store, paths: Sequence[Path], options: In, progress: Progress, done: BroughtIn
) -> Write:
    """Look at records. Raises Refused for a broken line, unless those are to be skipped."""
    scheme = store.read.scheme()
    checker = Checker(scheme, store.read.text)
    looked = [_look(path, checker, progress) for path in paths]
    for file in looked:
        done.notes += file.notes
        _refuse_broken(file, options, done)

    def write() -> None:
        importer = Importer(store, scheme, options)
        for file in looked:
            _bring_in_file(file, checker, importer, options, done, progress)
        _note(importer, done)

    return write


def _refuse_broken(file: _File, options: In, done: BroughtIn) -> None:
    reasons = [_at(file, n, why) for n, why in sorted(file.broken.items())]
    if options.skip_broken:
        done.skipped += reasons
        return
    if reasons:
        more = say(" ({n} more lines are broken.)", n=len(reasons) - 1) if len(reasons) > 1 else ""
        raise Refused("{why}. Nothing was imported.{more}", why=reasons[0], more=more)


def _at(file: _File, n: int, why: str) -> str:
    return say("{file}, line {n}: {why}", file=name_of(file.path), n=str(n), why=why)


def _note(importer: Importer, done: BroughtIn) -> None:
    if importer.kept:
        what = count(importer.kept, "value is", "values are")
        done.notes.append(
            say("{what} otherwise in the project and stayed as there (--replace takes the "
                "file's).", what=what)
        )  # fmt: skip
    if importer.unknown_attributes:
        what = count(importer.unknown_attributes, "attribute", "attributes")
        done.notes.append(
            say("{what} that the scheme does not know came in as they are.", what=what)
        )


def _look(path: Path, checker: Checker, progress: Progress) -> _File:
    """Read a file once, without touching the project."""
    file = _File(path, *_size(path))
    strange = False
    for n, line in _lines(file, progress, "Looking"):
        try:
            record, raw = _read(checker, line)
            checker.check(record)
        except Broken as error:
            file.broken[n] = str(error)
        else:
            strange = strange or not fits(raw, _quoted(record), Unit.CODE_POINTS)
    if strange:
        _settle_unit(file, checker, progress)
    return file


def _read(checker: Checker, line: bytes | None) -> tuple[Record, str]:
    """Give a line's record and its text as it stands there. Raises Broken."""
    if line is None:
        raise Broken("it is longer than {n} bytes", n=LONGEST_LINE)
    record = parse(line)
    return record, checker.raw_text(record)


def _settle_unit(file: _File, checker: Checker, progress: Progress) -> None:
    """Decide what the file's offsets count: what fits all quotes of the most lines."""
    fitting: dict[int, set[Unit]] = {}
    for n, line in _lines(file, progress, "Counting"):
        if n not in file.broken:
            record, raw = _read(checker, line)
            fitting[n] = fitting_units(raw, _quoted(record))
    file.unit = max(Unit, key=lambda unit: sum(unit in units for units in fitting.values()))
    if file.unit is not Unit.CODE_POINTS:
        file.notes.append(
            say("The offsets of {file} count {unit}; they were turned into code points.",
                file=name_of(file.path), unit=file.unit.value)
        )  # fmt: skip
    for n, units in fitting.items():
        if file.unit not in units:
            file.broken[n] = (
                "its offsets count something else than those of the other lines"
                if units
                else "a span does not quote the text, whatever its offsets count"
            )


def _quoted(record: Record) -> list[Quoted]:
    return [(s.start, s.end, s.text) for s in record.spans]


def _bring_in_file(
    file: _File, checker: Checker, importer: Importer, options: In, done: BroughtIn,
    progress: Progress,
) -> None:  # fmt: skip
    if _size(file.path) != (file.size, file.changed):
        raise Refused(
            "{file} was changed while it was read. Nothing was imported. Try again.",
            file=name_of(file.path),
        )
    for n, line in _lines(file, progress, "Importing"):
        if n in file.broken:
            continue
        try:
            record, raw = _read(checker, line)
            brought = importer.bring_in(record, raw, file.unit)
        except Broken as error:
            if not options.skip_broken:
                why = _at(file, n, str(error))
                raise Refused("{why}. Nothing was imported.", why=why) from None
            done.skipped.append(_at(file, n, str(error)))
            continue
        if brought is None:
            done.unchanged += 1
            continue
        done.lines += 1
        done.articles += brought.is_new
        done.spans += brought.spans
        done.relations += brought.relations


def _size(path: Path) -> tuple[int, int]:
    try:
        if not path.is_file():
            raise Refused("There is no file {path}. Nothing was imported.", path=str(path))
        state = path.stat()
        return state.st_size, state.st_mtime_ns
    except OSError as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: OSError) -> Refused:
    return Refused(
        "{path} cannot be read ({why}). Nothing was imported.",
        path=str(path), why=error.strerror or "not allowed",
    )  # fmt: skip


def _lines(file: _File, progress: Progress, words: str) -> Iterator[tuple[int, bytes | None]]:
    """Give the lines that hold anything, each with its number; None for one that is too long.

    Lines end at LF only: U+2028 and U+0085 stand inside texts.
    """
    done = 0
    try:
        with file.path.open("rb", _AT_ONCE) as source:
            for n, line in enumerate(_bounded(source), 1):
                progress(words, done, file.size)
                done += len(line or b"")
                if n == 1 and line is not None and line.startswith(_BOM):
                    line = line[len(_BOM) :]  # noqa: PLW2901 - the mark is no part of the line
                if line is None or line.strip():
                    yield n, line
    except OSError as error:
        raise _unreadable(file.path, error) from None
    progress(words, file.size, file.size)


def _bounded(source: BinaryIO) -> Iterator[bytes | None]:
    """Read line by line, and pass over what is longer than a line may be without keeping it."""
    while line := source.readline(LONGEST_LINE + 1):
        if len(line) <= LONGEST_LINE:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = source.readline(LONGEST_LINE)
        yield None


FORMAT = Format(
    name="jsonl",
    title="JSON Lines, one article a line",
    endings=(".jsonl", ".ndjson"),
    starts=(b"{", _BOM + b"{"),
    look=look,
    write_out=write_out,
    holds="Holds everything: spans, relations, claims, entities, events, zones and provenance.",
)
