"""What is done in a fresh window before its picture is taken."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QThread
from PySide6.QtWidgets import QApplication
from screenshots_projects import COLLEAGUE, SAMPLE
from screenshots_stage import Stage

from annotator.actions.opening import show_project
from annotator.actions.settling import conflicts_waiting
from annotator.actions.shared import told_of
from annotator.model.entity import Entity, EntityLink
from annotator.model.ids import new_id
from annotator.model.person import Person
from annotator.questions import Choice
from annotator.settings import EXPERT, FACE, LINE_LENGTH, OVERLAP, SPACING, TAGS, ZOOM
from annotator.store.entities.deeds import keep_apart, merge, set_place
from annotator.store.exchange.preview import From, Missing, Preview
from annotator.store.exchange.source import Counts, Said
from annotator.store.mailbox.siblings import Sibling
from annotator.ui.errors import CrashDialog
from annotator.ui.parts.tile import LabelTile

Question = Callable[[], object]
Screen = Callable[[Stage], Question | None]
"""Brings a screen about. What it gives asks something, and the picture is of that."""
MIXED = "بيان مشترك"


def steps(*several: Callable[[Stage], object]) -> Screen:
    """Do one thing after the other."""

    def screen(stage: Stage) -> None:
        for step in several:
            step(stage)

    return screen


def doing(*deeds: str) -> Callable[[Stage], None]:
    """Do deeds of the table."""
    return lambda stage: stage.do(*deeds)


def choosing(words: str, label: str) -> Callable[[Stage], None]:
    """Choose a mark."""
    return lambda stage: stage.choose(words, label)


def asking(deed: str, *before: Callable[[Stage], object]) -> Screen:
    """Ask what a deed asks."""

    def screen(stage: Stage) -> Question:
        for step in before:
            step(stage)
        return partial(stage.window.commands.do, deed)

    return screen


# --- the article ----------------------------------------------------------------------------------


def head(stage: Stage) -> None:
    """Put the caret at the head of the article, with nothing chosen."""
    stage.window.annotate.notices.dismiss()
    stage.pick("US", length=0)


def every_rocket(stage: Stage) -> None:
    """Label all that is like a word that has just been labelled, and choose a claim."""
    one_rocket(stage)
    stage.do("accept_all")
    stage.choose("American forces", "claim")


def one_rocket(stage: Stage) -> None:
    """Label one word of which there are more: they are ringed."""
    stage.unmark("rockets", "weapon")
    stage.label("rockets", "weapon")


def ghost_menu(stage: Stage) -> None:
    """Open the menu of what is proposed."""
    one_rocket(stage)
    view = stage.window.annotate.view
    ghost = stage.workspace.proposals.ghosts[0]
    view.customContextMenuRequested.emit(view.rect_of(ghost.start, ghost.end).center())


def next_ghost(stage: Stage) -> None:
    """Pick what is proposed."""
    one_rocket(stage)
    stage.do("accept")


def likely(stage: Stage) -> None:
    """Step to a likely mention in an article that nobody has marked."""
    stage.show("Village")
    stage.do("next_mention", "next_mention")


def mark_menu(stage: Stage) -> None:
    """Open the menu of a mark."""
    view = stage.window.annotate.view
    span = stage.mark("Pentagon", "actor")
    view.customContextMenuRequested.emit(view.rect_of(span.start, span.end).center())


def label_menu(stage: Stage) -> None:
    """Open the menu of a label's tile."""
    tile = _tile(stage, "weapon")
    place = tile.mapToGlobal(QPoint(8, tile.height()))
    stage.window.annotate.panel.labels.menu_asked.emit("weapon", place)


def _tile(stage: Stage, label: str) -> LabelTile:
    return stage.window.annotate.panel.labels.tile(label)


def focused_tile(stage: Stage) -> None:
    """Arm a label, and put the keyboard on its tile."""
    stage.do("arm_weapon")
    _tile(stage, "location").setFocus(Qt.FocusReason.TabFocusReason)


def picked(stage: Stage) -> None:
    """Pick words that no label has."""
    stage.pick("conducted three strikes")


def names(stage: Stage) -> None:
    """Write names over all marks."""
    stage.prefer(TAGS, "names")
    stage.choose("American forces", "claim")


def letters(stage: Stage) -> None:
    """Write letters over all marks."""
    stage.prefer(TAGS, "letters")


def expert(stage: Stage) -> None:
    """Show expert labels."""
    stage.prefer(EXPERT, True)
    stage.choose("American forces", "claim")


def hover(stage: Stage) -> None:
    """Let the mouse rest on a mark in a claim."""
    stage.pick("Pentagon", length=0)
    stage.point_at("Pentagon")


def hover_claim(stage: Stage) -> None:
    """Let the mouse rest on a claim that breaks over lines."""
    stage.pick("evening's attack", length=0)
    stage.point_at("evening's attack")


def refused(stage: Stage) -> None:
    """Label words that overlap shorter ones of the label, where that is refused."""
    stage.prefer(OVERLAP, "refuse")
    stage.label("Pentagon conducted three strikes it said", "actor")


def zoomed(stage: Stage) -> None:
    """Show the text as large as it goes."""
    stage.prefer(ZOOM, 2.5)


def set_otherwise(stage: Stage) -> None:
    """Set the text in the other type, wide and closely."""
    stage.prefer(FACE, "sans")
    stage.prefer(LINE_LENGTH, "full")
    stage.prefer(SPACING, "compact")


def library(stage: Stage) -> None:
    """Filter the list; in a narrow window it lies over the text."""
    stage.do("focus_filter")
    stage.type("border")


def all_mine_done(stage: Stage) -> None:
    """List one's own articles, and finish them all."""
    stage.do("my_articles", "next_article")
    while stage.window.hands.screen.next_unfinished() or not stage.window.hands.screen.mine_done():
        stage.do("done_and_next")


def nothing_found(stage: Stage) -> None:
    """Filter the list until nothing is left."""
    stage.do("focus_filter")
    stage.type("submarine")


def palette_for(words: str) -> Screen:
    """Type into the command palette."""
    return steps(choosing("American forces", "claim"), doing("commands"), lambda s: s.type(words))


def find(stage: Stage) -> None:
    """Find words."""
    head(stage)
    stage.do("find")
    stage.type("Syria")


def find_pattern(stage: Stage) -> None:
    """Find by a pattern that is none."""
    find(stage)
    stage.do("find_pattern")
    stage.type("(")


def find_labels(stage: Stage) -> None:
    """Offer labels for all that was found."""
    find(stage)
    stage.do("label_hits")


def not_saved(stage: Stage) -> None:
    """Label on a disk that is full."""
    head(stage)
    sql = stage.workspace.need().sql
    (pages,) = sql.execute("PRAGMA page_count").fetchone()
    sql.execute(f"PRAGMA max_page_count = {pages}")
    sql.execute("PRAGMA cache_spill = OFF")
    for words in re.findall(r"\w{4,}", stage.article.text):
        at = stage.article.text.index(words)
        stage.workspace.pick(at, at + len(words))
        stage.window.commands.do("label_weapon")
        stage.pause()
        if stage.workspace.unsaved.marks:
            return


def working(stage: Stage) -> None:
    """Let something slow be under way."""
    head(stage)
    stage.hands.background.run("Importing 240 articles", _slowly, lambda _: None, lambda _: None)
    for _ in range(4):
        stage.rest()


def _slowly(progress: Callable[[str, int, int], None]) -> None:
    for _ in range(30):
        progress("Importing 240 articles", 149, 240)
        QThread.msleep(100)


def all_claims(stage: Stage) -> None:
    """List all claims, and those of a source that others contradict."""
    stage.workspace.claims.choose(None)
    stage.rest()
    groups = stage.window.pages.page.everything.groups  # type: ignore[attr-defined]  # of claims
    at = next(r for r in groups.model_rows.rows if r.title.startswith("Syrian Arab"))
    groups.show_chosen(at.id)
    groups.entered.emit(at.id)


def one_source(stage: Stage) -> None:
    """Compare the table with one source."""
    table = stage.workspace.claims.table
    stage.workspace.claims.compare("source", table.rows[-2].source.key if table else "")


# --- other articles and projects ------------------------------------------------------------------


def arabic(stage: Stage) -> None:
    """Mark an article that reads from right to left."""
    stage.show("غارات")
    stage.label("الطائرات قصفت مستودعا للذخيرة على الطريق المؤدي إلى المعبر", "claim")
    stage.label("الطائرات", "weapon")
    stage.label("مصادر محلية", "actor")
    stage.label("وزارة الدفاع", "actor")
    stage.label("الصواريخ", "weapon")
    stage.choose("الطائرات قصفت", "claim")


def mixed(stage: Stage) -> None:
    """Mark words of several scripts."""
    stage.show(MIXED)
    stage.label("Task Force Delta", "actor")
    stage.label("طائرة MQ-9", "weapon")
    stage.label("الطائرة MQ-9 Reaper كانت", "claim")
    stage.label("كتيبة النصر", "actor")
    stage.label("无人机", "weapon")
    stage.label("Deir ez-Zor", "location")
    stage.window.annotate.notices.dismiss()


def long(stage: Stage) -> None:
    """Mark words in the middle of a long line."""
    place = len(stage.article.text) // 2
    start = stage.article.text.index("lorries", place)
    stage.workspace.pick(start, start + len("lorries"))
    stage.do("label_weapon")


def colleague(stage: Stage) -> None:
    """Look at a colleague's marks."""
    stage.do("show_whose")
    stage.choose("American forces", "claim")


def read_only(stage: Stage) -> None:
    """Open a project to read only."""
    path = stage.workspace.need().path
    stage.workspace.close()
    show_project(stage.hands, stage.projects.open(path, read_only=True))


def damaged(stage: Stage) -> Question:
    """Open a project of which a half is gone."""
    path = stage.projects.fresh("Empty")
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return partial(stage.window.open_path, path)


# --- what is asked and told -----------------------------------------------------------------------


def guide(page: str) -> Screen:
    """Open the manual at a page."""
    return lambda stage: stage.window.hands.screen.show_guide(page)


def trouble(stage: Stage) -> Question:
    """Tell that a project is open elsewhere, and offer a way out."""
    words = (
        "June, first reading.annot is open in another window (reader on desk, process 4711, since "
        "28 Jun 2021, 09:14). Close it there first. Reading and exporting work meanwhile."
    )
    way = Choice("read", "Open it for reading only")
    return lambda: stage.hands.questions.way_out(words, [way])


def crash(stage: Stage) -> None:
    """Show what is told of a fault of the program."""
    words = "Annotator 0.1.0\n\nKeyError\n  annotator/workspace/workspace.py:212 in choose"
    CrashDialog(stage.window, words).open()


def report(stage: Stage) -> Question:
    """Show what was left out of an import."""
    lines = [
        "june-04.txt: the article is in the project already.",
        "june-05.pdf: only texts and JSON Lines can be brought in.",
        "June/video.mp4: only texts and JSON Lines can be brought in.",
    ]
    return lambda: stage.hands.questions.report("3 of 240 files were left out", lines)


def shared_folder(stage: Stage) -> None:
    """Offer what colleagues have put into the shared folder."""
    words = "New work of 2 colleagues lies in the shared folder."
    stage.hands.workspace.tell(words, deed="exchange_in_folder")


def second_version(stage: Stage) -> None:
    """Offer what a synchronising program kept beside the project."""
    found = [Sibling(Path("June (Annotator B's conflicted copy 2026-06-24).annot"), 312)]
    stage.hands.workspace.tell(told_of(found), deed="bring_in_second_version")


def bring_in(stage: Stage) -> Question:
    """Show what a colleague's file would bring."""
    return lambda: stage.hands.questions.bring_in(_previewed(), 1, 1)


def bring_in_several(stage: Stage) -> Question:
    """Show the second of three files, a whole project of which some work is missing."""
    seen = _previewed()
    said = replace(seen.said, kind="project", name="June, second reading.annot", sender=None)
    missing = (Missing("5173c2aa", 1_204, 312, COLLEAGUE),)
    return lambda: stage.hands.questions.bring_in(replace(seen, said=said, missing=missing), 2, 3)


_OTHER_MACHINE = (
    "Annotator B has worked in another copy of the project than before: on another machine, or in "
    "a copied file. It is all taken as the work of one person."
)


def _previewed() -> Preview:
    person = Person("b", COLLEAGUE)
    said = Said(
        "June, first reading Annotator B 2021-06-28.bundle", "bundle", "p", SAMPLE, person,
        1_624_870_000_000, {}, {}, Counts(1_318), (person,),
    )  # fmt: skip
    return Preview(
        said, (From(person, 1_204, 312), From(Person("c", "Annotator C"), 18, 4)), 1_222, 96, 3,
        316, 2, 0, (), 0,
        (_OTHER_MACHINE,),
    )  # fmt: skip


def paste(stage: Stage) -> Question:
    """Paste a text."""
    QApplication.clipboard().setText("Drones seen over harbour\n\nTwo residents said so.\n")
    return partial(stage.window.commands.do, "paste_article")


def who_are_you(stage: Stage) -> Question:
    """Ask for a name, as the first start does."""
    return lambda: stage.hands.questions.who_are_you("first")


def overlap(stage: Stage) -> Question:
    """Ask what becomes of shorter marks."""
    stage.pick("Pentagon conducted three strikes it said")
    return partial(stage.window.commands.do, "label_actor")


def conflict_of_a_note(stage: Stage) -> None:
    """Look at a note that two people wrote otherwise, and write on it."""
    head(stage)
    stage.do("conflicts")
    for key in (Qt.Key.Key_N, Qt.Key.Key_T):
        stage.press(key)


def conflicts_settled(stage: Stage) -> None:
    """Settle one after the other until nothing waits."""
    head(stage)
    stage.do("conflicts")
    while conflicts_waiting(stage.workspace):
        stage.press(Qt.Key.Key_1)


def review(stage: Stage) -> None:
    """Turn to the review with some differences decided, and look at one of two boundaries."""
    stage.workspace.show(stage.workspace.reader.article_ids()[0])
    stage.do("review_page", "take_1", "take_1", "next_case")
    found = stage.workspace.review
    found.choose(next(c for c in found.open if c.difference == "boundary" and c.start > 100))
    stage.rest()


def review_added(stage: Stage) -> None:
    """Add a mark that nobody made, and let a mark be deleted after it was decided on."""
    stage.do("review_page")
    found = stage.workspace.review
    case = next(one for one in found.all_cases if one.difference == "boundary")
    found.choose(case)
    stage.do("take_1")
    with stage.workspace.step("Delete") as store:
        store.remove(case.versions[1].spans[0])
    at = stage.workspace.article.text.index("retaliat") if stage.workspace.article else 0
    view = stage.window.pages.page.view
    view.pick(at, at + 10)
    view.picked.emit()
    stage.do("decide_weapon")
    found.choose(next(one for one in found.all_cases if one.gone))


def review_claim(stage: Stage) -> None:
    """Look at a claim of which two end otherwise, and write why it is decided so."""
    review(stage)
    found = stage.workspace.review
    found.choose(next(c for c in found.open if "claim" in c.labels))
    stage.do("write_reason")
    stage.type("A claim ends with what is claimed.")


def corrected(stage: Stage) -> None:
    """See as an annotator what a reviewer changed."""
    stage.workspace.show(stage.workspace.reader.article_ids()[0])
    stage.do("review_page")
    for number in range(6):
        stage.window.commands.do("take_1" if number % 2 else "take_2")
    stage.do("annotate_page", "show_corrections")


def entities(stage: Stage) -> None:
    """One place of the sample, among others that have coordinates too."""
    workspace = stage.workspace
    by_name = {one.name: one.id for one in workspace.register.rows()}
    for name, words in _PLACES.items():
        with workspace.step("Set where {name} is", name=name) as store:
            set_place(store, by_name[name], words)
    stage.do("entities_page")
    workspace.entities.show(by_name["US base attacked on Monday"])
    stage.rest()


_PLACES = {
    "US base attacked on Monday": "35.1, 40.59", "Deir ez-Zor (city)": "35.34, 40.14",
    "Al Mayadeen": "35.02, 40.45", "Hajin": "34.69, 40.83", "Susah": "34.52, 40.94",
}  # fmt: skip


def entities_picked(stage: Stage) -> None:
    """Two mentions are picked, to name something else."""
    entities(stage)
    found = stage.window.pages.page.card.mentions
    found.setCurrentIndex(found.model().index(1, 0))
    found.selectAll()
    stage.rest()


def entities_torn(stage: Stage) -> None:
    """Two are merged that somebody keeps apart, and two that are part of each other."""
    workspace = stage.workspace
    one, other, third = (
        Entity(new_id(), "actor", name) for name in ("Unit 9", "Brigade 9", "Army")
    )
    with workspace.step("Entities") as store:
        store.put(one, other, third, EntityLink.of(other.id, "part_of", third.id),
                  EntityLink.of(third.id, "part_of", other.id))  # fmt: skip
    with workspace.step("Keep apart") as store:
        keep_apart(store, one.id, other.id)
    with workspace.step("Merge") as store:
        merge(store, one.id, other.id)
    stage.do("entities_page")
    workspace.entities.show(other.id)
    stage.rest()
