"""Bring files of colleagues' in, one after another: each is looked at first, and is a step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from annotator.actions.action import Hands
from annotator.actions.settling import conflicts_in_words
from annotator.actions.told import in_the_window
from annotator.formats.format import Cancelled, Progress, name_of
from annotator.model.sentences import Refused, Told, Trouble, count, say
from annotator.questions import Choice
from annotator.store.exchange import sayings
from annotator.store.exchange.bring import Brought, bring_in_bundle
from annotator.store.exchange.incoming import open_source
from annotator.store.exchange.preview import Missing, Preview, preview
from annotator.store.exchange.source import OtherProject
from annotator.store.ranges import Ranges, held
from annotator.store.store import Store

Then = Callable[[], None]
CONFLICTS = "conflicts"
"""The id of the deed that shows where several people said different things."""


def nothing_more() -> None:
    """Do nothing after the last file."""


@dataclass(slots=True)
class _Round:
    """The files of one go, and what is to be told of them at its end."""

    hands: Hands
    store: Store
    paths: Sequence[Path]
    ask: Then
    then: Then
    at: int = 0
    seen: Preview | None = None
    brought: list[Brought] = field(default_factory=list)
    missing: dict[str, Missing] = field(default_factory=dict)
    """By site: what will still be missing."""
    remarks: list[str] = field(default_factory=list)
    strangers: list[Path] = field(default_factory=list)
    """Files of other projects."""
    failed: list[tuple[str, bool]] = field(default_factory=list)
    """What is said of files that did not come in, and whether it is a trouble."""

    @property
    def path(self) -> Path:
        return self.paths[self.at]

    def is_left(self) -> bool:
        """Say whether the project is no longer the one that is open."""
        return self.hands.workspace.store is not self.store


def begin(hands: Hands, paths: Sequence[Path], ask: Then, then: Then) -> None:
    """Look at the first file beside the screen; all else follows from there.

    `ask` writes a question for what is missing, and `then` is done at the end. Raises Refused
    where nothing can be brought in now.
    """
    reason = hands.workspace.cannot_write
    if reason is not None:
        raise Refused("{reason} Nothing was brought in.", reason=reason)
    _look(_Round(hands, hands.workspace.need(), paths, ask, then))


# --- looking --------------------------------------------------------------------------------------


def _look(round_: _Round) -> None:
    round_.hands.background.run(
        say("Looking at {name}", name=name_of(round_.path)),
        partial(_previewed, round_.store, round_.path),
        partial(_ask, round_),
        partial(_failed, round_),
    )


def _previewed(store: Store, path: Path, progress: Progress) -> Preview:
    progress(say("Opening {name}", name=name_of(path)), 0, 0)
    with open_source(store, path) as source:
        return preview(store, source, progress)


def _ask(round_: _Round, seen: Preview) -> None:
    """Show what a file would bring, until it is brought in or left."""
    round_.seen = seen
    if round_.is_left():
        return
    if round_.hands.background.was_stopped:
        _end(round_)
        return
    answer = round_.hands.questions.bring_in(seen, round_.at + 1, len(round_.paths))
    while answer == "ask":
        _ask_for_the_rest(round_)
        answer = round_.hands.questions.bring_in(seen, round_.at + 1, len(round_.paths))
    if round_.is_left():
        return
    if answer == "in":
        _take(round_)
    else:
        round_.remarks.append(say("{name} was left out, as you wished.", name=seen.said.name))
        _go_on(round_)


def _ask_for_the_rest(round_: _Round) -> None:
    try:
        round_.ask()
    except Told as told:
        round_.hands.workspace.tell(str(told), is_trouble=True)


# --- taking ---------------------------------------------------------------------------------------


def _take(round_: _Round) -> None:
    words = say("Bringing in {name}", name=name_of(round_.path))
    try:
        store = round_.hands.workspace.lend(words)
    except Told as told:
        _failed(round_, told)
        return
    round_.hands.background.run(
        words,
        partial(_merged, store, round_.path),
        partial(_came, round_),
        partial(_failed, round_),
    )


def _merged(store: Store, path: Path, progress: Progress) -> tuple[Brought, Ranges]:
    """Bring a file in, and say what the project holds then."""
    with open_source(store, path) as source:
        brought = bring_in_bundle(store, source, progress)
    return brought, held(store.sql, store.log)


def _came(round_: _Round, came: tuple[Brought, Ranges]) -> None:
    if round_.is_left():
        return
    workspace = round_.hands.workspace
    workspace.give_back()
    brought, holding = came
    round_.brought.append(brought)
    _note_missing(round_, holding)
    if brought.changes is not None:
        workspace.take(brought.changes)
        if workspace.article is None:
            _open_first(round_, brought.changes.articles)
    _go_on(round_)


def _open_first(round_: _Round, articles: frozenset[str]) -> None:
    workspace = round_.hands.workspace
    there = [(n, id_) for id_ in articles if (n := workspace.reader.item_of(id_)) is not None]
    if there:
        try:
            workspace.show(min(there)[1])
        except Refused as refused:  # its text has not come
            round_.remarks.append(str(refused))


def _note_missing(round_: _Round, holding: Ranges) -> None:
    """Keep of what was missing what has not come with this file either."""
    if round_.seen is not None:
        round_.missing |= {one.site: one for one in round_.seen.missing}
    round_.missing = {
        site: one
        for site, one in round_.missing.items()
        if not any(first <= one.first <= last for first, last in holding.get(site, ()))
    }


# --- what goes wrong ------------------------------------------------------------------------------


def _failed(round_: _Round, error: Exception) -> None:
    if not round_.is_left() and round_.hands.workspace.busy is not None:
        round_.hands.workspace.give_back()
    if not isinstance(error, Told):
        raise error
    if round_.is_left():
        return
    if isinstance(error, Cancelled):
        round_.remarks.append(say("{name}: {words}", name=name_of(round_.path), words=str(error)))
        _end(round_)
        return
    if isinstance(error, OtherProject):
        round_.strangers.append(round_.path)
    round_.failed.append((in_the_window(str(error)), isinstance(error, Trouble)))
    _go_on(round_)


def _offer_import(round_: _Round) -> None:
    """Offer the articles of other projects, whose work cannot be merged."""
    strangers = round_.strangers
    if not strangers or round_.is_left():
        return
    template = "{names} belongs to another project" if len(strangers) == 1 else (
        "{names} belong to another project"
    )  # fmt: skip
    names = ", ".join(name_of(path) for path in strangers)
    words = say("{what}, so the work in it cannot be merged. Its articles can be imported.",
                what=say(template, names=names))  # fmt: skip
    remark = "They come with everybody's marks. Their history stays behind."
    way = round_.hands.questions.way_out(words, [Choice("import", "Import the articles", remark)])
    if way == "import":
        from annotator.actions.intake import import_all  # it brings in by way of this module

        import_all(round_.hands, strangers)


# --- the end --------------------------------------------------------------------------------------


def _go_on(round_: _Round) -> None:
    if round_.hands.background.was_stopped or round_.at + 1 == len(round_.paths):
        _end(round_)
        return
    round_.at += 1
    _look(round_)


def _end(round_: _Round) -> None:
    left = round_.paths[round_.at + 1 :]
    round_.remarks += [say("{name} was not looked at.", name=name_of(path)) for path in left]
    words, lines = _notice(round_), _lines(round_)
    changed = [b for b in round_.brought if b.changes is not None and b.changes.count]
    deed = deed_after(conflicts=any(b.conflicting for b in changed)) if changed else None
    is_trouble = not changed and any(is_trouble for _, is_trouble in round_.failed)
    round_.hands.workspace.tell(words, deed=deed, is_trouble=is_trouble, floats=True)
    if round_.hands.background.was_stopped:
        return
    if lines:
        round_.hands.questions.report(words, lines)
    _offer_import(round_)
    round_.then()


def deed_after(*, conflicts: bool) -> str:
    """Name the deed that comes next: to settle conflicts where that can be done, else undo."""
    from annotator.actions.table import ACTIONS  # it is made of this module too

    return CONFLICTS if conflicts and any(a.id == CONFLICTS for a in ACTIONS) else "undo"


def _notice(round_: _Round) -> str:
    """Say in one or two sentences what came of it all."""
    brought, failed = round_.brought, round_.failed
    if not brought:
        if len(failed) == 1 and len(round_.paths) == 1:
            return failed[0][0]
        return _nothing(round_)
    words = [_what_came(brought)]
    conflicts = sum(len(b.conflicting) for b in brought)
    if conflicts:
        words.append("Something was said differently: both are kept.")
        words.append(conflicts_in_words(round_.hands.workspace))
    if failed:
        words.append(say("{n} could not be brought in.", n=count(len(failed), "file", "files")))
    if round_.missing:
        words.append("Some work is still missing.")
    return " ".join(filter(None, words))


def _nothing(round_: _Round) -> str:
    if round_.failed:
        files = count(len(round_.failed), "file", "files")
        return say("{files} could not be brought in. Nothing was changed.", files=files)
    if round_.hands.background.was_stopped:
        return str(Cancelled())
    return "Nothing was brought in."


def _what_came(brought: Sequence[Brought]) -> str:
    if len(brought) == 1:
        return brought[0].sentences[0]
    new = sum(b.merged.new for b in brought)
    return say("Brought in {files}: {changes}.", files=count(len(brought), "file", "files"),
               changes=count(new, "new change", "new changes"))  # fmt: skip


def _lines(round_: _Round) -> list[str]:
    """List what is too much for a notice."""
    many = len(round_.paths) > 1
    lines = [s for b in round_.brought for s in b.sentences] if many else []
    if many:
        lines += [words for words, _ in round_.failed] + round_.remarks
    return lines + [sayings.missing(one) for one in round_.missing.values()]
