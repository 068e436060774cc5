"""What all commands share: who works, how they answer, and the bar that shows progress."""

from __future__ import annotations

import getpass
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import click

from annotator.model.person import Person, person_named
from annotator.model.sentences import Told
from annotator.settings import Settings

Answer = dict[str, object]
PROJECT = click.argument("project", type=click.Path(readable=False, path_type=Path))
JSON = click.option("--json", "as_json", is_flag=True, help="Answer in JSON, for programs.")


def me() -> Person:
    """Say who works here; where no settings can be kept, by the name that the system knows."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):
        name = "annotator"
    try:
        return Settings().person(name)
    except Told:
        return person_named("", name)


def time_of(milliseconds: int) -> str:
    """Write a time as everybody reads it: UTC, to the second."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def tell(answer: Answer, as_json: bool, *lines: str) -> None:
    """Say what came of it: the answer to a program, the lines to a person."""
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        for line in lines:
            click.echo(line)


class Bar:
    """Progress on a terminal; silence in a pipe."""

    def __init__(self) -> None:
        self._shown = ""
        self._on = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            sys.stderr.write("\r" + " " * len(self._shown) + "\r")
            sys.stderr.flush()

    def show(self, words: str, done: int, of: int) -> None:
        """Show how far the work is."""
        if not self._on:
            return
        line = f"{words} {100 * done // of} %" if of > 1 else f"{words} …"
        if line != self._shown:
            sys.stderr.write("\r" + line.ljust(len(self._shown)))
            sys.stderr.flush()
            self._shown = line
