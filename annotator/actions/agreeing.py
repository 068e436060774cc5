"""How far people agree: worked out beside the screen, looked into, and written down."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Final

from annotator.actions.action import Hands, Reason, a_project, action
from annotator.actions.told import in_the_window
from annotator.formats.files import write_lines, write_whole
from annotator.formats.format import Cancelled, Progress
from annotator.model.agreement.agreement import Agreement, agreement
from annotator.model.agreement.pairing import Item
from annotator.model.agreement.rows import answer, csv_lines
from annotator.model.agreement.study import GOLD, Study
from annotator.model.person import Person
from annotator.model.review.comparison import Version
from annotator.model.sentences import Told, say
from annotator.model.span import Span
from annotator.questions import Choice
from annotator.settings import data_folder
from annotator.store.compared import Which, compared
from annotator.store.sight import Sight
from annotator.store.store import Store
from annotator.workspace.agreed import AgreementAsked

WAYS: Final = (
    Choice("html", "A report to read and print", "In plain words, with drawings"),
    Choice("pdf", "The report as a PDF", "For sending and archives"),
    Choice("csv", "The figures as a table", "For a spreadsheet"),
    Choice("json", "Everything for programs", "As the command line gives it"),
    Choice("svg", "The drawings as vectors", "They stay sharp at every size"),
    Choice("png", "The drawings as a picture", "For a text or a chat"),
)


def something_found(hands: Hands) -> Reason | None:
    """Need an agreement with figures."""
    reason = a_project(hands)
    found = hands.workspace.agreed.found if reason is None else None
    if reason is None and found is None:
        reason = "Nothing was worked out yet. Turn to the page Agreement."
    return reason or (found.why if found is not None else None)


# --- working it out -------------------------------------------------------------------------------


@action("Work out agreement", "Review", icon="reload", needs=a_project)
def work_out_agreement(hands: Hands) -> None:
    """Compare everybody anew, and say how far people agree."""
    ask(hands, hands.workspace.agreed.asked)
    hands.screen.turn_to("agreement")


def ask(hands: Hands, asked: AgreementAsked) -> None:
    """Ask for something else. What is being worked out for what was asked before is stopped."""
    agreed = hands.workspace.agreed
    is_ours = agreed.is_under_way or agreed.is_widening
    agreed.ask(asked)
    if hands.background.is_busy and is_ours:
        hands.background.cancel()
    work_out_soon(hands)


def work_out_soon(hands: Hands) -> None:
    """Work it out now, or let it wait for the end of what is under way."""
    hands.workspace.agreed.waits = hands.background.is_busy
    if not hands.background.is_busy:
        work_out(hands)


def work_out(hands: Hands) -> None:
    """Work out what is asked for beside the screen; the intervals come after the figures.

    Raises Refused where no project is open, or something else is under way.
    """
    store, agreed = hands.workspace.need(), hands.workspace.agreed
    asked = agreed.asked
    listed = hands.screen.listed_articles() if asked.articles == "listed" else []
    which = Which(by_all=asked.articles == "all", only=frozenset(listed) if listed else None)
    hands.background.run(
        "Working out how far people agree",
        partial(_work, store.path, store.person, asked, which, hands.workspace.reader.sight),
        partial(_take, hands, store, asked),
        partial(_failed, hands, store, asked),
    )
    agreed.begin()


def _work(
    path: Path, person: Person, asked: AgreementAsked, which: Which, sight: Sight | None,
    progress: Progress,
) -> Agreement:  # fmt: skip
    with Store.open(path, person, read_only=True) as store, store.reading():
        store.read.sight = sight
        study = compared(
            store.read, asked.persons, which=which, expert=asked.expert,
            against_gold=asked.against_gold, progress=progress,
        )  # fmt: skip
    return agreement(study, expert=asked.expert, progress=progress)


def _take(hands: Hands, store: Store, asked: AgreementAsked, found: Agreement) -> None:
    agreed = hands.workspace.agreed
    if hands.workspace.store is not store:
        return
    is_wanted = agreed.asked == asked and not hands.background.was_stopped
    agreed.take(found if is_wanted else None)
    if not is_wanted:
        return
    if found.why is None and not hands.background.is_busy:
        hands.background.run(
            "Working out how far off the figures may be",
            partial(_widen, found.study, expert=asked.expert),
            partial(_take_wide, hands, found),
            partial(_failed, hands, store, asked),
        )
        agreed.is_widening = True


def _widen(study: Study, progress: Progress, *, expert: bool) -> Agreement:
    return agreement(study, expert=expert, with_intervals=True, progress=progress)


def _take_wide(hands: Hands, before: Agreement, found: Agreement) -> None:
    agreed = hands.workspace.agreed
    is_wanted = agreed.found is before and not hands.background.was_stopped
    agreed.take(found if is_wanted else None)


def _failed(hands: Hands, store: Store, asked: AgreementAsked, error: Exception) -> None:
    agreed = hands.workspace.agreed
    if hands.workspace.store is store:
        agreed.take(None)
    if not isinstance(error, Told):
        raise error
    is_stopped = isinstance(error, Cancelled)
    if not is_stopped or agreed.asked == asked:  # else something else is worked out instead
        hands.workspace.tell(in_the_window(str(error)), is_trouble=not is_stopped)


# --- looking into it ------------------------------------------------------------------------------


def spans_of(study: Study, item: Item) -> tuple[Span | None, Span | None]:
    """Give the marks of the two people behind a place; None where one marked nothing."""
    article = next(a for a in study.articles if a.id == item.article)
    first, second = (
        next((s for s in article.spans.get(person, ()) if s.id == id_), None)
        for person, id_ in zip(study.pairs[item.pair], (item.first_span, item.second_span),
                               strict=True)
    )  # fmt: skip
    return first, second


def open_place(hands: Hands, study: Study, item: Item) -> None:
    """Open an article in the review at the difference behind a place.

    Where there is none, as both marked alike, the mark itself is shown. Raises Refused where the
    article is not there any more.
    """
    workspace = hands.workspace
    if workspace.article is None or workspace.article.id != item.article:
        workspace.show(item.article)
    hands.screen.turn_to("review")
    review = workspace.review
    review.compare_with([person for person in study.pairs[item.pair] if person != GOLD.id])
    ids = {item.first_span, item.second_span}
    case = next((c for c in review.all_cases if not ids.isdisjoint(_ids(c.versions))), None)
    if case is not None:
        review.choose(case)
    else:
        _show_mark(hands, study, item)
    workspace.tell("This is where they were compared.", deed="agreement_page")


def _ids(versions: tuple[Version, ...]) -> set[str]:
    return {id_ for version in versions for id_ in version.ids}


def _show_mark(hands: Hands, study: Study, item: Item) -> None:
    """Show a mark that nothing differs in, in the layer of whoever made it."""
    workspace = hands.workspace
    mark = next((s for s in spans_of(study, item) if s is not None), None)
    if mark is None:
        return
    hands.screen.turn_to("annotate")
    workspace.show(item.article, whose=mark.person or workspace.person.id)
    found = workspace.article.span(mark.id) if workspace.article is not None else None
    if found is not None and workspace.shows(found):
        workspace.choose(found)
    else:
        workspace.pick(mark.start, mark.start)


# --- writing it down ------------------------------------------------------------------------------


@action("Export agreement…", "Review", icon="export", needs=something_found)
def export_agreement(hands: Hands) -> None:
    """Write a report, the figures or the drawings into a file."""
    store, found = hands.workspace.need(), hands.workspace.agreed.need()
    way = hands.questions.choose("What shall be written?", list(WAYS), chosen="html")
    choice = next((one for one in WAYS if one.id == way), None)
    if choice is None:
        return
    folder = Path.home() if store.path.parent == data_folder() else store.path.parent
    suggestion = folder / f"{store.path.stem} agreement.{choice.id}"
    path = hands.questions.new_file(suggestion, choice.name)
    if path is not None:
        write(hands, found, choice.id, path)
        hands.workspace.tell(say("Wrote {name}.", name=path.name), floats=True)


def write(hands: Hands, found: Agreement, way: str, path: Path) -> None:
    """Write a report, the figures or the drawings. Raises Trouble where that is not possible."""
    if way == "csv":
        write_lines(path, csv_lines(found))
    elif way == "json":
        words = json.dumps(answer(found), ensure_ascii=False, indent=2)
        write_lines(path, [words.encode()])
    else:
        write_whole(path, hands.screen.drawn_agreement(way))  # type: ignore[arg-type]  # one of them
