"""What can be done with a project as a whole: make it, open it, look after it, leave it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from annotator.actions.action import Hands, a_project, action
from annotator.actions.opening import (
    be_called,
    leave,
    login_name,
    may_leave,
    me,
    open_path,
    remember_place,
    restore_place,
    show_project,
)
from annotator.actions.rescue import choose_backup, restore, salvage_beside
from annotator.actions.told import in_the_window
from annotator.formats.format import Progress
from annotator.model.person import Person
from annotator.model.scheme_file import find_scheme
from annotator.model.sentences import Refused, Told, count, say
from annotator.sample import sample_project
from annotator.settings import PERSON_NAME
from annotator.store.rescue import check
from annotator.store.store import Store

__all__ = ["leave", "may_leave", "open_path", "remember_place", "restore_place"]


@action("Open the sample", "Project", "Ctrl+Shift+O", icon="sample")
def open_sample(hands: Hands) -> None:
    """Open one article that is marked already, to look around and to try things."""
    open_path(hands, sample_project(me(hands)))


@action("New project…", "Project", "Ctrl+N", icon="new")
def new_project(hands: Hands) -> None:
    """Make an empty project with a set of labels."""
    wanted = hands.questions.new_project()
    if wanted is None or not may_leave(hands):
        return
    path = wanted.path if wanted.path.suffix else wanted.path.with_suffix(".annot")
    if path.exists() or path.is_symlink():
        raise Refused("{name} is already there and was left as it is. Choose another name.",
                      name=path.name)  # fmt: skip
    show_project(hands, Store.create(path, find_scheme(wanted.scheme), me(hands)))


@action("Open a project…", "Project", "Ctrl+O", icon="open")
def open_project(hands: Hands) -> None:
    """Open a project, a file that ends in .annot."""
    path = hands.questions.open_project()
    if path is not None:
        open_path(hands, path)


@action("Close the project", "Project", "Ctrl+Shift+W", icon="close", needs=a_project)
def close_project(hands: Hands) -> None:
    """Close the project and show the start page. Everything is saved already."""
    leave(hands)


@action("Restore a backup…", "Project", icon="restore", needs=a_project, starts_group=True)
def backups(hands: Hands) -> None:
    """Put a backup in the place of the project. What is there now is kept beside it."""
    path = hands.workspace.need().path
    copy = choose_backup(hands, path)
    if copy is not None and leave(hands):
        restore(hands, path, copy, partial(open_path, hands))


@action("Save what a damaged project holds…", "Project", icon="restore")
def salvage_project(hands: Hands) -> None:
    """Save what can be read from a damaged project into a new one beside it."""
    path = hands.questions.open_project()
    if path is not None:
        salvage_beside(hands, path, partial(open_path, hands))


@action("Check the project", "Project", icon="all-done", needs=a_project)
def check_project(hands: Hands) -> None:
    """Look whether the file is whole, every quote is right, and nothing is missing."""
    store = hands.workspace.need()
    store.session.refuse_if_gone()
    hands.background.run(
        say("Checking {name}", name=store.path.name),
        partial(_looked, store.path, store.person),
        partial(_tell_findings, hands),
        partial(_tell_failure, hands),
    )


def _looked(path: Path, person: Person, progress: Progress) -> check.Report:
    with Store.open(path, person, read_only=True) as store, store.reading():
        return check.check(store.sql, store.log, store.read, lambda words: progress(words, 0, 1))


def _tell_findings(hands: Hands, report: check.Report) -> None:
    looked = say("{articles}, {spans} and {changes} were looked at.",
                 articles=count(report.articles, "article", "articles"),
                 spans=count(report.spans, "mark", "marks"),
                 changes=count(report.changes, "change", "changes"))  # fmt: skip
    verdict = "All is well." if report.is_sound else "The project has errors. It was only read."
    hands.workspace.tell(f"{verdict} {looked}", is_trouble=not report.is_sound)
    if report.findings:
        hands.questions.report(verdict, [*(f.sentence for f in report.findings), looked])


def _tell_failure(hands: Hands, error: Exception) -> None:
    if not isinstance(error, Told):
        raise error
    hands.workspace.tell(in_the_window(str(error)))


@action("Who I am…", "Project", icon="person", starts_group=True)
def who_am_i(hands: Hands) -> None:
    """Change the name that colleagues and exports see."""
    before = hands.settings.get(PERSON_NAME) or login_name()
    name = (hands.questions.who_are_you(before) or "").strip()
    if name:
        be_called(hands, name)


@action("Quit", "Project", "Ctrl+Q", icon="close", starts_group=True)
def quit(hands: Hands) -> None:  # noqa: A001 - the deed's id is its name
    """Close the window. Everything is saved already."""
    hands.screen.close()
