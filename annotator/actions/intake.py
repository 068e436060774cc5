"""Bring articles in and send the work out; whatever takes long is done beside the screen."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from annotator import formats
from annotator.actions import exchange, project
from annotator.actions.action import Hands, Reason, a_project, action
from annotator.actions.exchange import PROJECT, QUESTION
from annotator.actions.opening import open_path
from annotator.actions.told import brought_in, in_the_window, left_behind, written_out
from annotator.formats import pasted
from annotator.formats.format import BroughtIn, Cancelled, In, Out, Progress, WrittenOut
from annotator.model.person import Person
from annotator.model.sentences import Refused, Told, Trouble, say
from annotator.questions import Choice
from annotator.settings import data_folder
from annotator.store.erasing.copies import note_written
from annotator.store.exchange.bundle_lines import ENDING
from annotator.store.library import project_of
from annotator.store.store import Store

_MANY = 200
"""In so many articles it is looked whose marks came in."""


@dataclass(frozen=True, slots=True)
class _Came:
    """What came in, and the names of others whose marks are among it."""

    brought: BroughtIn
    others: tuple[str, ...]


# --- dropping -------------------------------------------------------------------------------------


def take_drop(hands: Hands, paths: Sequence[Path], words: str) -> None:
    """Bring in what was dropped on the window: files and folders, else the words.

    Raises Refused where nothing of it can be brought in.
    """
    if paths:
        bring_in(hands, paths)
    elif words.strip():
        paste_text(hands, words)
    else:
        raise Refused("There is nothing in it to bring in. Drop files, folders or text.")


def something_to_fill(hands: Hands) -> Reason | None:
    """Need a project that can be changed; where none is open, one is asked for."""
    return hands.workspace.cannot_write if hands.workspace.is_open else None


# --- bringing files in ----------------------------------------------------------------------------


@action("Import…", "Project", "Ctrl+I", icon="import", needs=something_to_fill, starts_group=True)
def import_files(hands: Hands) -> None:
    """Bring in texts, one article a file, records as JSON Lines, or another project's articles."""
    paths = hands.questions.files_to_import()
    if paths and _has_project(hands):
        import_all(hands, paths)


def import_all(hands: Hands, paths: Sequence[Path]) -> None:
    """Import files and folders beside the screen; of other projects, their articles.

    Raises Refused where nothing can be brought in now.
    """
    _import(hands, paths, In(), [])


def bring_in(hands: Hands, paths: Sequence[Path]) -> None:
    """Bring in files and folders, dropped or chosen; a project among them is opened instead.

    Raises Refused where nothing can be brought in now.
    """
    kinds = _Kinds.of(hands, paths)
    if len(paths) == 1 and kinds.projects:
        open_path(hands, paths[0])
    elif len(paths) == 1 and kinds.copies:
        _open_or_bring(hands, paths[0])
    elif len(paths) == 1 and kinds.questions:
        _answer(hands, paths[0])
    elif kinds.questions:
        raise Refused("{name} is a colleague's question. Drop it by itself, to answer it.",
                      name=kinds.questions[0].name)  # fmt: skip
    elif not (kinds.work or kinds.others):
        raise Refused("These are {n} projects. Only one can be open: drop the one that you want.",
                      n=len(paths))  # fmt: skip
    elif kinds.work:
        _bring_first(hands, kinds)
    elif _has_project(hands):
        _import(hands, kinds.others, In(), kinds.projects)


@dataclass(frozen=True, slots=True)
class _Kinds:
    """Files by what is to be done with them."""

    bundles: list[Path]
    copies: list[Path]
    """Other copies of the project that is open."""
    questions: list[Path]
    projects: list[Path]
    others: list[Path]

    @classmethod
    def of(cls, hands: Hands, paths: Sequence[Path]) -> _Kinds:
        by_ending: dict[str, list[Path]] = {PROJECT: [], ENDING: [], QUESTION: []}
        others = [p for p in paths if p.suffix.lower() not in by_ending]
        for path in paths:
            by_ending.get(path.suffix.lower(), []).append(path)
        copies = [path for path in by_ending[PROJECT] if _is_copy(hands, path)]
        projects = [path for path in by_ending[PROJECT] if path not in copies]
        return cls(by_ending[ENDING], copies, by_ending[QUESTION], projects, others)

    @property
    def work(self) -> list[Path]:
        """Give what colleagues have sent."""
        return self.bundles + self.copies


def _is_copy(hands: Hands, path: Path) -> bool:
    """Say whether a file is another copy of the project that is open."""
    store = hands.workspace.store
    if store is None:
        return False
    try:
        is_same = path.samefile(store.path)
    except OSError:
        return False
    # SQLite's locks on the open file would go if it were looked into once more.
    return not is_same and project_of(path) == hands.workspace.reader.project


def _open_or_bring(hands: Hands, path: Path) -> None:
    words = say("{name} is another copy of the project that is open.", name=path.name)
    ways = [
        Choice("in", "Bring its work in", "You see first what it would bring."),
        Choice("open", "Open it instead"),
    ]
    way = hands.questions.way_out(words, ways)
    if way == "in":
        exchange.bring(hands, [path])
    elif way == "open":
        open_path(hands, path)


def _answer(hands: Hands, path: Path) -> None:
    if not hands.workspace.is_open:
        raise Refused("{name} is a colleague's question. Open the project that it belongs to, then "
                      "drop it again.", name=path.name)  # fmt: skip
    exchange.send(hands, path)


def _bring_first(hands: Hands, kinds: _Kinds) -> None:
    """Bring colleagues' work in, and then all else."""
    bring = exchange.bring if hands.workspace.is_open else exchange.bring_home
    bring(hands, kinds.work, partial(_bring_rest, hands, kinds))


def _bring_rest(hands: Hands, kinds: _Kinds) -> None:
    if kinds.others:
        _import(hands, kinds.others, In(), kinds.projects)


def _has_project(hands: Hands) -> bool:
    """Say whether a project is open, and offer to make or open one otherwise."""
    if not hands.workspace.is_open:
        ways = [Choice("new", "Make a new project…"), Choice("open", "Open a project…")]
        words = "Articles are kept in a project, and none is open."
        way = hands.questions.way_out(words, ways)
        if way is not None:
            (project.new_project if way == "new" else project.open_project).run(hands)
    return hands.workspace.is_open


def _import(hands: Hands, paths: Sequence[Path], options: In, projects: Sequence[Path]) -> None:
    if hands.background.is_busy:
        raise Refused("{work} is still under way. Wait for its end or stop it.",
                      work=hands.background.title)  # fmt: skip
    hands.screen.focus("article")
    store = hands.workspace.lend("An import")
    hands.background.run(
        "Importing",
        partial(_work, store, paths, options),
        partial(_came, hands, store, projects),
        partial(_not_come, hands, paths, options, projects),
    )


def _work(store: Store, paths: Sequence[Path], options: In, progress: Progress) -> _Came:
    brought = formats.bring_in(store, paths, options, progress)
    return _Came(brought, _others(store, brought))


def _others(store: Store, brought: BroughtIn) -> tuple[str, ...]:
    """Name those whose marks came in, oneself left out."""
    changes = brought.changes
    if changes is None or not changes.touch("span"):
        return ()
    found = {
        span.person
        for article in sorted(changes.articles)[:_MANY]
        for span in store.read.spans(article, changes.items)
        if span.layer == "work" and span.person != store.person.id
    }
    return tuple(person.name for person in store.read.persons() if person.id in found)


def _came(hands: Hands, store: Store, projects: Sequence[Path], came: _Came) -> None:
    workspace = hands.workspace
    workspace.give_back()
    if workspace.store is not store:  # it was left meanwhile
        return
    changes = came.brought.changes
    if changes is not None:
        workspace.take(changes)
        if workspace.article is None or came.brought.articles == 1:
            _open_first(hands, changes.articles)
    words, more = brought_in(came.brought, came.others, [path.name for path in projects])
    workspace.tell(words, deed="undo" if changes is not None and changes.count else None)
    if more:
        hands.questions.report(words, more)


def _open_first(hands: Hands, articles: frozenset[str]) -> None:
    reader = hands.workspace.reader
    there = [(item, id_) for id_ in articles if (item := reader.item_of(id_)) is not None]
    if there:
        hands.workspace.show(min(there)[1])


def _not_come(
    hands: Hands, paths: Sequence[Path], options: In, projects: Sequence[Path], error: Exception
) -> None:
    hands.workspace.give_back()
    if not isinstance(error, Told):
        raise error
    words = in_the_window(str(error))
    ways = _ways_on(error, paths, options)
    if not ways:
        hands.workspace.tell(words, is_trouble=not isinstance(error, Cancelled))
        return
    way = hands.questions.way_out(words, ways)
    if way is not None:
        changed = replace(options, skip_broken=True) if way == "rest" else (
            replace(options, replace=True)
        )  # fmt: skip
        _import(hands, paths, changed, projects)


def _ways_on(error: Told, paths: Sequence[Path], options: In) -> list[Choice]:
    if isinstance(error, Cancelled | Trouble):
        return []
    ways = []
    if "--replace" in str(error) and not options.replace:
        ways.append(
            Choice("replace", "Take what the file says", "It takes the place of the other work.")
        )
    of_many = ", line " in str(error)  # also of a project, whose articles are read as lines
    is_many = (
        of_many or len(paths) > 1 or any(path.is_dir() or _holds_lines(path) for path in paths)
    )
    if is_many and not options.skip_broken:
        ways.append(Choice("rest", "Bring in the rest", "What is left out is named afterwards."))
    return ways


def _holds_lines(path: Path) -> bool:
    known = formats.format_of(path)
    return known is not None and known.name == "jsonl"


# --- pasting --------------------------------------------------------------------------------------


@action("Paste an article…", "Project", "Ctrl+Shift+V", icon="paste", needs=something_to_fill)
def paste_article(hands: Hands) -> None:
    """Make an article of the text that was copied, or bring in the files that were."""
    content = QGuiApplication.clipboard().mimeData()
    paths = [Path(url.toLocalFile()) for url in content.urls() if url.isLocalFile()]
    if paths:
        bring_in(hands, paths)
    elif not content.hasText():
        raise Refused("There is no text to paste. Copy an article first, then paste it here.")
    else:
        paste_text(hands, content.text())


def paste_text(hands: Hands, words: str) -> None:
    """Make an article of a text that was pasted or dropped, after a look at its title.

    Raises Refused where it cannot be an article.
    """
    text = pasted.looked_at(words)
    if not _has_project(hands):
        return
    workspace = hands.workspace
    if workspace.cannot_write is not None:
        raise Refused("{reason} Nothing was changed.", reason=workspace.cannot_write)
    answer = hands.questions.pasted_text(text)
    if answer is None:
        return
    article = pasted.article_of(answer[0], pasted.looked_at(answer[1]))
    if workspace.reader.item_of(article.id) is not None:
        workspace.show(article.id)
        hands.screen.focus("article")
        workspace.tell("This text is in the project already, word for word. It is open now.")
        return
    with workspace.step("Paste “{title}”", title=article.title or "") as store:
        pasted.bring_in(store, article, pasted.looked_at(answer[1]))
    workspace.show(article.id)
    hands.screen.focus("article")
    workspace.tell(say("Pasted “{title}”.", title=article.title or ""), deed="undo")


# --- sending out ----------------------------------------------------------------------------------


@action("Export…", "Project", "Ctrl+Shift+X", icon="export", needs=a_project)
def export(hands: Hands) -> None:
    """Write the work out as JSON Lines, which trains a model as it is."""
    store = hands.workspace.need()
    store.session.refuse_if_gone()
    stock = hands.workspace.reader.stock()
    if not stock.articles:
        raise Refused("There is no article to export yet. Import some first.")
    wanted = hands.questions.export(_suggestion(store.path), stock)
    if wanted is None:
        return
    options: Out | None = wanted.options
    if not left_behind(stock, wanted.options).going:
        options = _all_instead(hands, wanted.options)
    if options is not None:
        hands.background.run(
            say("Exporting to {name}", name=wanted.path.name),
            partial(_write, store.path, store.person, wanted.path, options),
            partial(_written, hands, store),
            partial(_not_written, hands),
        )


def _suggestion(path: Path) -> Path:
    folder = Path.home() if path.parent == data_folder() else path.parent
    return folder / f"{path.stem}.jsonl"


def _all_instead(hands: Hands, options: Out) -> Out | None:
    """Offer all articles where none is finished."""
    if options.layer == "gold":
        raise Refused("Nothing was adjudicated yet, so there is no gold layer to export.")
    words = (
        "No article is finished yet, so nothing would be exported. In articles that are not "
        "finished, words without a mark may just not have been read."
    )
    way = hands.questions.way_out(words, [Choice("all", "Export all articles")])
    return replace(options, all_articles=True) if way == "all" else None


def _write(path: Path, person: Person, out: Path, options: Out, progress: Progress) -> WrittenOut:
    with Store.open(path, person, read_only=True) as store, store.reading():
        return formats.write_out(store.read, out, options, progress)


def _written(hands: Hands, store: Store, written: WrittenOut) -> None:
    if hands.workspace.store is store and hands.workspace.cannot_write is None:
        with suppress(Trouble):  # it is written; only that it holds a copy is then not known here
            note_written(store, written.path)
    words = written_out(written)
    hands.workspace.tell(words, floats=True)
    if written.notes:
        hands.questions.report(words, [in_the_window(note) for note in written.notes])


def _not_written(hands: Hands, error: Exception) -> None:
    if not isinstance(error, Told):
        raise error
    hands.workspace.tell(in_the_window(str(error)), is_trouble=not isinstance(error, Cancelled))
