"""The same work without a screen: `annotator new`, `import`, `export`, `check` and so on."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import Protocol

import click

from annotator import __version__
from annotator.cli import (
    agreement,
    claims,
    conflicts,
    entities,
    exchange,
    files,
    mailbox,
    review,
    rounds,
    steps,
)  # fmt: skip
from annotator.model.sentences import Told, say


class Window(Protocol):
    """What opens the window: the command line itself knows no screen."""

    def __call__(self, paths: tuple[Path, ...], *, sample: bool, smoke: bool) -> int:
        """Open it, and give the exit status once it is closed."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """How the window is asked for."""

    window: Window
    sample: bool
    smoke: bool

    def open(self, paths: tuple[Path, ...]) -> None:
        """Open the window, and end with its status."""
        raise SystemExit(self.window(paths, sample=self.sample, smoke=self.smoke))


class Commands(click.Group):
    """The commands; a word that is none of them is a project to open."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take `annotator PROJECT` as `annotator open PROJECT`."""
        word = args[0] if args else "-"
        if word not in self.commands and not word.startswith("-") and _is_project(word):
            args = ["open", *args]
        return super().resolve_command(ctx, args)


def _is_project(word: str) -> bool:
    try:
        return Path(word).suffix == ".annot" or Path(word).exists()
    except OSError:  # no file can have such a name
        return False


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 done; 1 could not, with one sentence why; 2 wrong usage.",
)
@click.version_option(__version__, prog_name="annotator")
@click.option("--sample", is_flag=True, help="Open the sample project; make it if need be.")
@click.option("--smoke", is_flag=True, help="Show the window once, say how long it took, and end.")
@click.pass_context
def commands(ctx: click.Context, *, sample: bool, smoke: bool) -> None:
    """Mark actors, locations, weapons and claims in conflict news.

    Without a command the window is opened, with PROJECT if one is named. A project is one file,
    NAME.annot. Nothing leaves this machine: there is no server, no account and no network.
    """
    ctx.obj = Asked(ctx.obj, sample=sample, smoke=smoke)
    if ctx.invoked_subcommand is None:
        ctx.obj.open(())


@commands.command("open", hidden=True)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.pass_obj
def open_(asked: Asked, paths: tuple[Path, ...]) -> None:
    """Open a project in the window; other files are brought in."""
    asked.open(paths)


for _module in (
    files, exchange, mailbox, steps, conflicts, rounds, review, agreement, claims, entities,
):  # fmt: skip
    for _command in _module.COMMANDS:
        commands.add_command(_command)


def main(window: Window) -> None:
    """Run the command line, and end with 0, 1 or 2. `window` opens the window where one is due."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # names of files need not be UTF-8
    try:
        commands.main(prog_name="annotator", standalone_mode=False, obj=window)
    except click.ClickException as error:
        error.show()
        raise SystemExit(error.exit_code) from None
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. Nothing was changed.", err=True)
        raise SystemExit(1) from None
    except Told as error:
        click.echo(str(error), err=True)
        raise SystemExit(1) from None
    except OSError as error:
        if error.filename is None:
            raise
        click.echo(
            say("{name} cannot be used ({why}). Check its name, and the rights of its folder.",
                name=str(error.filename), why=error.strerror or "not allowed"), err=True
        )  # fmt: skip
        raise SystemExit(1) from None
