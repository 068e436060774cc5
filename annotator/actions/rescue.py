"""What helps when a project is damaged: put a backup in its place, or save what can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from annotator.actions.action import Hands
from annotator.actions.large import slowly_if_large
from annotator.actions.told import in_the_window
from annotator.model.sentences import Refused, Told, say
from annotator.questions import Choice
from annotator.store.rescue import backup
from annotator.store.rescue.salvage import Saved, salvage

Open = Callable[[Path], None]
"""What opens a project afterwards."""

_WHY = {
    "open": "made when it was opened",
    "import": "made before an import",
    "merge": "made before a merge",
    "undo": "made before a large undo",
    "redo": "made before a large redo",
    "rescued": "rescued when the file went away",
}


def after_damage(hands: Hands, path: Path, open_path: Open) -> None:
    """Tell of a damaged project, and offer what can be done."""
    ways = [Choice("salvage", "Save what can be read", "Into a new project beside it.")]
    backups = backup.backups_of(path)
    if backups:
        newest = say("The newest is of {date}.", date=date_of(backups[0]))
        ways.insert(0, Choice("backup", "Restore a backup…", newest))
    words = say("{name} is damaged. It was left untouched.", name=path.name)
    way = hands.questions.way_out(words, ways)
    if way == "backup":
        chosen = choose_backup(hands, path)
        if chosen is not None:
            restore(hands, path, chosen, open_path)
    elif way == "salvage":
        salvage_beside(hands, path, open_path)


# --- backups --------------------------------------------------------------------------------------


def choose_backup(hands: Hands, path: Path) -> Path | None:
    """Let one of a project's backups be chosen. Raises Refused where there is none."""
    found = {str(copy): copy for copy in backup.backups_of(path)}
    if not found:
        raise Refused(
            "{name} has no backups yet. One is made whenever it is opened after a change, and "
            "before each import.",
            name=path.name,
        )
    choices = [Choice(id_, date_of(copy), remark_on(copy)) for id_, copy in found.items()]
    chosen = hands.questions.choose(
        say("Which backup shall take the place of {name}? What is there now is kept beside it.",
            name=path.name), choices
    )  # fmt: skip
    return found.get(chosen or "")


def date_of(copy: Path) -> str:
    """Say when a backup was made, in the time of this place."""
    return f"{backup.made_at(copy).astimezone():%d %b %Y, %H:%M:%S}".lstrip("0")


def remark_on(copy: Path) -> str:
    """Say why a backup was made, and how large it is."""
    why = copy.stem.rpartition("-")[2]
    words = _WHY.get(why, "made before a new layout" if why.startswith("layout") else "")
    size = f"{copy.stat().st_size / 1_000_000:,.1f} MB"
    return f"{words} · {size}" if words else size


def restore(hands: Hands, path: Path, copy: Path, open_path: Open) -> None:
    """Put a backup in the place of a project that is closed, and open what is there then."""

    def done(kept: Path | None) -> None:
        open_path(path)
        before = say("What it was before is kept as {kept}.", kept=kept.name) if kept else ""
        words = say("{name} is as it was on {date}. {before}",
                    name=path.name, date=date_of(copy), before=before)  # fmt: skip
        hands.workspace.tell(words.rstrip())

    def failed(error: Exception) -> None:
        open_path(path)
        if not isinstance(error, Told):
            raise error
        hands.workspace.tell(in_the_window(str(error)), is_trouble=True)

    title = say("Restoring {name}", name=path.name)
    slowly_if_large(hands, copy, title, lambda: backup.restore(path, copy), done, failed)


# --- what can still be read -----------------------------------------------------------------------


def salvage_beside(hands: Hands, path: Path, open_path: Open) -> None:
    """Save what can be read from a damaged project into a new one beside it, and open that."""
    new = _free_name(path)

    def done(saved: Saved) -> None:
        open_path(new)
        hands.questions.report(
            say("What could be read of {name} is in {new}", name=path.name, new=new.name),
            list(said(saved)),
        )

    def failed(error: Exception) -> None:
        if not isinstance(error, Told):
            raise error
        hands.workspace.tell(in_the_window(str(error)), is_trouble=True)

    title = say("Saving what can be read of {name}", name=path.name)
    hands.background.run(title, lambda _progress: salvage(path, new), done, failed)


def _free_name(path: Path) -> Path:
    number = 1
    while True:
        ending = "" if number == 1 else f"-{number}"
        new = path.with_name(f"{path.stem}-salvaged{ending}.annot")
        if not new.exists() and not new.is_symlink():
            return new
        number += 1


def said(saved: Saved) -> Iterator[str]:
    """Say what was saved, and what could not be."""
    yield say("Saved {amount}.", amount=saved.amount)
    yield from saved.losses()
    if saved.project_is_new:
        yield "The project's id was lost: this file cannot be merged with colleagues' files."
    yield "The damaged file was only read. Keep it until you are sure that nothing is missing."
