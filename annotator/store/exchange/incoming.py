"""Open what a colleague has sent, by its first bytes: a bundle, a project file, or a question."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.model.sentences import Refused, Trouble
from annotator.store.exchange.ask import Asked, is_ask, read_ask
from annotator.store.exchange.bundle_file import open_bundle
from annotator.store.exchange.foreign import open_project
from annotator.store.exchange.source import Source

if TYPE_CHECKING:
    from annotator.store.store import Store

_PROJECT = b"SQLite format 3\x00"
_ZIP = b"PK"
_TEXT = b"{"


@contextmanager
def open_source(store: Store, path: Path) -> Iterator[Source]:
    """Open a file with a colleague's work. Raises Refused or Trouble for what is none."""
    start = _start(store, path)
    if start.startswith(_PROJECT):
        with open_project(path) as project:
            yield project
    elif start.startswith(_ZIP):
        with open_bundle(path) as bundle:
            yield bundle
    elif start.lstrip().startswith(_TEXT) and is_ask(path):
        raise Refused(
            "{name} holds no work: a colleague asks with it for yours. Answer with: annotator "
            "bundle PROJECT OUT --since {name}",
            name=path.name,
        )
    else:
        raise _no_work(path)


def asked_by(store: Store, path: Path) -> Asked:
    """Say what a colleague holds, from his question, from a bundle of his, or from his project.

    Raises Refused where it is of another project.
    """
    start = _start(store, path)
    if start.lstrip().startswith(_TEXT):
        asked = read_ask(path)
    elif start.startswith((_PROJECT, _ZIP)):
        with open_source(store, path) as source:
            asked = Asked(source.said.project, source.said.has)
    else:
        raise _no_work(path)
    if asked.project != store.read.project:
        raise Refused(
            "{name} is of another project, so it does not say what the colleague holds of this "
            "one. Nothing was written.",
            name=path.name,
        )
    return asked


def _start(store: Store, path: Path) -> bytes:
    """Read the first bytes of a file, but never of the project that is open.

    Closing it would drop SQLite's locks on it.
    """
    try:
        if not path.is_file():
            raise Refused("There is no file {path}. Nothing was brought in.", path=str(path))
        if os.path.samestat(path.stat(), store.path.stat()):
            raise Refused(
                "{name} is the project that is open: there is nothing in it to bring in.",
                name=path.name,
            )
        with path.open("rb") as file:
            return file.read(64)
    except OSError as error:
        raise Trouble(
            "{name} cannot be read ({why}). Nothing was brought in.",
            name=path.name, why=error.strerror or "not allowed",
        ) from None  # fmt: skip


def _no_work(path: Path) -> Refused:
    return Refused(
        "{name} is neither a bundle nor a project. Nothing was brought in. Texts and records are "
        "brought in with: annotator import",
        name=path.name,
    )
