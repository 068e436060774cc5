"""One file for each way in or out, and the two doors through which all of them are used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from annotator.formats import jsonl, project, text
from annotator.formats.format import (
    BroughtIn,
    Cancelled,
    Format,
    In,
    Out,
    Progress,
    Turn,
    Write,
    WrittenOut,
    name_of,
    quiet,
)
from annotator.model.sentences import Refused, count
from annotator.store.opening import Damaged
from annotator.store.reader import Reader
from annotator.store.store import Store

FORMATS: tuple[Format, ...] = (jsonl.FORMAT, text.FORMAT, project.FORMAT)


def format_named(name: str) -> Format:
    """Find a format by its name. Raises Refused with the names that there are."""
    for known in FORMATS:
        if known.name == name:
            return known
    names = ", ".join(known.name for known in FORMATS)
    raise Refused("There is no format {name}. Formats: {names}.", name=name, names=names)


def format_of(path: Path) -> Format | None:
    """Find a file's format by its ending, else by its first bytes."""
    for known in FORMATS:
        if path.suffix.lower() in known.endings:
            return known
    try:
        if not path.is_file():  # a pipe would keep us waiting
            return None
        with path.open("rb") as file:
            start = file.read(16).lstrip()
    except OSError:
        return None
    return next((f for f in FORMATS if f.starts and start.startswith(f.starts)), None)


def bring_in(
    store: Store, paths: Sequence[Path], options: In, progress: Progress = quiet,
    *, undoable: bool = True,
) -> BroughtIn:  # fmt: skip
    """Bring files, and all known files in folders, into the project: one step, after a backup.

    `undoable` is False only where the project itself is being made. Raises Refused or Trouble with
    the project as it was before.
    """
    done = BroughtIn()
    groups = _grouped(_files(paths), options, done)
    with ExitStack() as meanwhile:
        look = partial(_looked_at, store, options, progress, done, meanwhile)
        writes = [look(known, group) for known, group in groups.items()]
        names = [name_of(path) for group in groups.values() for path in group]
        what = names[0] if len(names) == 1 else count(len(names), "file", "files")
        if writes:
            store.back_up("import", lambda copied, of: progress("Making a backup", copied, of))
            with store.step("Import {what}", undoable=undoable, what=what) as step:
                for write in writes:
                    write()
            done.changes = step.changes
    return done


def _looked_at(
    store: Store, options: In, progress: Progress, done: BroughtIn, meanwhile: ExitStack,
    known: Format, group: list[Path],
) -> Write:  # fmt: skip
    """Look at the files of one format. What they are turned into stays as long as `meanwhile`."""
    if known.turn is not None:
        folder = Path(meanwhile.enter_context(TemporaryDirectory(prefix="annotator-")))
        turned = _turned(known.turn, store, group, folder, options, progress, done)
        return jsonl.look(store, turned, options, progress, done)
    if known.look is None:
        raise Refused("The format {name} cannot be brought in.", name=known.name)
    return known.look(store, group, options, progress, done)


def _turned(
    turn: Turn, store: Store, paths: Sequence[Path], folder: Path, options: In,
    progress: Progress, done: BroughtIn,
) -> list[Path]:  # fmt: skip
    """Turn files into JSON Lines that bear their names, each in a folder of its own."""
    turned: list[Path] = []
    for number, path in enumerate(paths):
        out = folder / str(number) / path.name
        out.parent.mkdir(mode=0o700)
        try:
            turn(store, path, out, progress, done)
            turned.append(out)
        except Cancelled:
            raise
        except (Refused, Damaged) as error:
            if not options.skip_broken:
                raise
            done.skipped.append(str(error))
    return turned


def _files(paths: Sequence[Path]) -> Iterator[tuple[Path, bool]]:
    """Give each file, and whether it was named itself rather than found in a folder."""
    for path in paths:
        if not _is_there(path):
            raise Refused("There is no file {path}. Nothing was imported.", path=str(path))
        if not path.is_dir():
            yield path, True
            continue
        for found in sorted(path.rglob("*")):
            inside = found.relative_to(path).parts
            if found.is_file() and not any(part.startswith(".") for part in inside):
                yield found, False


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:
        raise Refused(
            "{path} cannot be read ({why}). Nothing was imported.",
            path=str(path), why=error.strerror or "not allowed",
        ) from None  # fmt: skip


def _grouped(
    files: Iterator[tuple[Path, bool]], options: In, done: BroughtIn
) -> dict[Format, list[Path]]:
    groups: dict[Format, list[Path]] = {}
    for path, is_named in files:
        known = format_named(options.format) if options.format else format_of(path)
        if known is not None and (is_named or known.turn is None):
            groups.setdefault(known, []).append(path)
        elif is_named and not options.skip_broken:
            raise Refused(
                "{path} is of no kind that can be imported. Nothing was imported. Kinds: "
                "{endings}. For a text with another ending say --format text.",
                path=str(path), endings=" ".join(e for f in FORMATS for e in f.endings),
            )  # fmt: skip
        else:
            done.skipped.append(f"{name_of(path)}: it is of no kind that can be imported")
    return groups


def write_out(reader: Reader, out: Path, options: Out, progress: Progress = quiet) -> WrittenOut:
    """Write the project out. Raises Refused or Trouble with what was there before untouched."""
    known = format_named(options.format) if options.format else format_of_name(out)
    if known.write_out is None:
        raise Refused("The format {name} cannot be written.", name=known.name)
    return known.write_out(reader, out, options, progress)


def format_of_name(out: Path) -> Format:
    """Choose the format of a file that is to be written by its ending, else JSON Lines."""
    for known in FORMATS:
        if known.write_out is not None and out.suffix.lower() in known.endings:
            return known
    return jsonl.FORMAT
