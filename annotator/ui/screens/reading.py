"""Keeps the article surface and the workspace in step: neither knows the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QLocale, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent

from annotator.actions.marks.arming import is_arming
from annotator.actions.marks.edges import move_edges
from annotator.actions.marks.label_keys import PREFIX
from annotator.actions.marks.relating import link
from annotator.actions.marks.sourcing import question, take_source
from annotator.actions.marks.suggesting import take
from annotator.model.article import Article
from annotator.model.change import Changes
from annotator.model.sentences import count, say
from annotator.model.span import Span
from annotator.model.words import briefly
from annotator.suggest.proposal import Proposal
from annotator.ui.article.marks import FACT_GAP, Ghost, Header, Mark
from annotator.ui.article.view import ArticleView
from annotator.ui.commands import Commands
from annotator.ui.looks import looks
from annotator.ui.screens.tied import ties_to_draw
from annotator.ui.theme import Theme
from annotator.workspace.article import MarksDelta
from annotator.workspace.attributing import Attributed
from annotator.workspace.colleagues import who_has
from annotator.workspace.said import Seen
from annotator.workspace.workspace import Workspace

_TRANSLATED = {"machine": "machine-translated", "human": "translated"}


class Reading(QObject):
    """Shows the open article in the view, and tells the workspace what is picked in it."""

    escaped = Signal()
    """Esc was pressed, and there was nothing to let go of."""

    def __init__(
        self, theme: Theme, workspace: Workspace, view: ArticleView, commands: Commands
    ) -> None:
        super().__init__(view)
        self._theme, self._workspace, self._view = theme, workspace, view
        self._commands = commands
        self._is_telling = False
        self._shown: str | None = None
        self._before: Span | None = None
        """The mark that was chosen as the hand picked something, of which it lets go."""
        self._asked: Attributed | None = None
        """Who was proposed for it."""
        view.key_pressed = self._press
        view.picked.connect(self._on_picked)
        view.drawn.connect(self._on_drawn)
        view.mark_clicked.connect(self._on_mark_clicked)
        view.edge_moved.connect(self._on_edge_moved)
        view.ghost_clicked.connect(self._on_ghost_clicked)
        view.marks_linked.connect(self._on_marks_linked)
        workspace.opened.connect(self._renew_looks)
        workspace.proposals.changed.connect(self._show_ghosts)
        workspace.attributing.changed.connect(self._on_attributed)
        workspace.relating.changed.connect(self._on_relating)
        workspace.armed_changed.connect(self._on_armed_changed)
        workspace.moved.connect(self.show_article)
        workspace.marks_changed.connect(self._on_marks_changed)
        workspace.selected.connect(self._on_selected)
        workspace.changed.connect(self._on_changed)
        theme.changed.connect(self._renew_looks)

    # --- from the file to the screen --------------------------------------------------------------

    def show_article(self) -> None:
        """Show the article that is open now, where it was seen last."""
        article, seen = self._workspace.article, self._workspace.seen
        place = self._workspace.selection.start
        if self._shown is not None:
            first, cut = self._view.where()
            seen[self._shown] = replace(seen.get(self._shown, Seen()), first=first, cut=cut)
        self._shown = article.id if article is not None else None
        self._is_telling = True
        try:
            if article is None:
                self._view.show_article("", [], [], None)
                return
            self._view.show_article(
                article.text, article.zones, self._marks(article.spans), self._header()
            )
            self._view.pick(place, place, scroll=False)
            here = seen.get(article.id, Seen())
            self._view.scroll_to(here.first, here.cut)
        finally:
            self._is_telling = False
        self._view.has_grips = self._workspace.is_mine
        self._view.viewport().repaint()  # before what stands around it is made anew

    def _marks(self, spans: list[Span]) -> list[Mark]:
        unsaved = {span.id for span in self._workspace.unsaved.marks}
        scheme = self._workspace.scheme
        return [
            Mark(s.id, s.start, s.end, scheme.label_ids.get(s.label, s.label), s.id in unsaved)
            for s in spans
            if self._workspace.shows(s)
        ]

    def _on_marks_changed(self, delta: MarksDelta) -> None:
        article = self._workspace.article
        if article is None:
            return
        if delta.whole:
            self.show_article()
        else:
            removed = [span.id for span in delta.removed]
            self._view.change_marks(self._marks(list(delta.added)), removed)
            self._view.set_header(self._header())
        self._show_selected(scroll=self._workspace.chosen in delta.added)

    def _on_changed(self, changes: Changes) -> None:
        article = self._workspace.article
        if article is None:
            return
        if changes.touch("label", "scheme"):
            self._renew_looks()
        if changes.touch("zone"):
            self._view.set_zones(article.zones)
        if changes.touch("article", "reading", "person", "span"):
            self._view.set_header(self._header())
        if changes.touch("relation"):
            self._show_ties()

    def _renew_looks(self) -> None:
        self._view.set_looks(looks(self._workspace.scheme, self._theme.mode))

    def _on_selected(self) -> None:
        self._show_selected(scroll=True)

    def _show_selected(self, *, scroll: bool) -> None:
        selection = self._workspace.selection
        self._view.choose(selection.span, scroll=scroll)
        self._show_ties()
        if self._is_telling:
            return
        picked, chosen = self._view.selection(), self._workspace.chosen
        if chosen is None:
            if picked != (selection.start, selection.end):
                self._view.pick(selection.start, selection.end, scroll=scroll)
        elif picked[0] < picked[1] or not chosen.start <= picked[0] <= chosen.end:
            # The caret goes on from behind the mark, but stays where a click put it in the mark.
            self._view.pick(chosen.end, chosen.end, scroll=False)
        self._view.draw_now()  # the eye waits here, not at the panel

    def _show_ties(self) -> None:
        """Show what the chosen mark is tied to, who is proposed for it, or what it can be tied to.

        Who says a claim is ringed, and its cue is underlined.
        """
        self._view.set_ties(ties_to_draw(self._workspace))

    def _on_attributed(self) -> None:
        """Ask in the status line who says the claim, besides ringing who is proposed."""
        self._show_ties()
        if self._workspace.attributing.current is None or self._commands.reason("accept"):
            return  # on another page nobody could answer
        self._workspace.tell_of_place(question(self._workspace))

    def _on_relating(self) -> None:
        self._show_ties()
        pointed = self._workspace.relating.pointed
        if pointed is not None:
            self._view.bring(pointed.start, pointed.end)

    def _show_ghosts(self) -> None:
        rings = self._workspace.proposals.rings
        self._view.set_ghosts(Ghost(r.start, r.end, r.label) for r in rings if r.label)

    def _header(self) -> Header:
        article = self._workspace.article
        if article is None:
            return Header("")
        facts = [*_facts(article.article), count(len(article.text), "character", "characters")]
        number = self._workspace.shown_marks()
        whose = self._whose(number)
        marks = [] if whose else [count(number, "mark", "marks")]
        return Header(FACT_GAP.join([*whose, *facts, *marks]))

    def _whose(self, number: int) -> list[str]:
        """Say first of all if it is others who marked this article; nothing if one did oneself."""
        workspace = self._workspace
        if not workspace.is_mine:
            marks, name = count(number, "mark", "marks"), briefly(workspace.whose_name())
            return [say("{marks} of {name}", marks=marks, name=name)]
        colleagues = workspace.colleagues() if not number else []
        return [say("you have no marks here, {who}", who=who_has(colleagues))] if colleagues else []

    # --- from the hand to the workspace -----------------------------------------------------------

    def _press(self, event: QKeyEvent) -> bool:
        workspace, selection = self._workspace, self._workspace.selection
        is_free = selection.is_caret and selection.span is None and not is_arming(workspace)
        if event.key() == Qt.Key.Key_Escape and is_free and not workspace.proposals.ghosts:
            self.escaped.emit()
            return True
        return self._commands.press(event)

    def _on_picked(self) -> None:
        if not self._is_telling:
            self._is_telling = True
            self._before = self._workspace.chosen
            self._asked = self._workspace.attributing.current
            try:
                self._workspace.pick(*self._view.selection())
            finally:
                self._is_telling = False

    def _on_armed_changed(self) -> None:
        self._view.wait_for_clicks(on=self._workspace.armed is not None)

    def _on_drawn(self) -> None:
        """Give what the mouse has picked the label that is armed."""
        armed = self._workspace.armed
        if armed is not None:
            self._commands.do(PREFIX["one"] + armed)

    def pick_ghost(self, point: QPoint) -> bool:
        """Pick what is proposed under a point of the view. False where nothing is."""
        ghost = self._ghost_at(self._view.ghost_under(point))
        if ghost is not None:
            self._workspace.proposals.pick(ghost)
        return ghost is not None

    def _on_ghost_clicked(self, start: int) -> None:
        """Take what is proposed there."""
        asked = self._asked
        if asked is not None and any(actor.start == start for actor in asked.source.actors):
            self._commands.attempt(lambda: take_source(self._workspace, asked))
            self._workspace.choose(asked.claim)
            return
        ghost = self._ghost_at(start)
        if ghost is not None:
            self._commands.attempt(lambda: take(self._workspace, ghost))

    def _ghost_at(self, start: int | None) -> Proposal | None:
        proposals = self._workspace.proposals
        known = (*proposals.rings, proposals.last)  # a press lets go of the proposal it picked
        return next((one for one in known if one is not None and one.start == start), None)

    def _on_mark_clicked(self, mark: str) -> None:
        article = self._workspace.article
        span = article.span(mark) if article is not None else None
        if span is not None and self._workspace.relating.is_under_way:
            self._workspace.relating.answered.emit(span)
        elif article is not None:
            self._workspace.choose(span)

    def _on_marks_linked(self, marks: tuple[str, ...]) -> None:
        """Tie the mark that was chosen to the one under the mouse that fits."""
        article = self._workspace.article
        under = [span for mark in marks if article is not None and (span := article.span(mark))]
        head = self._before
        if head is not None and under:
            self._workspace.choose(head)
            self._commands.attempt(lambda: link(self._workspace, head, under, self._ask_more))

    def _ask_more(self, other: Span) -> None:
        """Ask for the type of a relation where several fit, or for what is said of it."""
        self._commands.do("relate")
        self._workspace.relating.answered.emit(other)

    def _on_edge_moved(self, mark: str, start: int, end: int) -> None:
        article = self._workspace.article
        span = article.span(mark) if article is not None else None
        if span is not None:
            self._commands.attempt(lambda: move_edges(self._workspace, span, start, end))


def _facts(article: Article) -> list[str]:
    facts = [written_date(article.published) if article.published else "no publication date"]
    translated = _TRANSLATED.get(article.translation or "", "")
    language = ", ".join(word for word in (language_name(article.language), translated) if word)
    return [*facts, language] if language else facts


def written_date(words: str) -> str:
    """Write a date as people read it, "28 June 2021"; what is only a part stays as it is."""
    try:
        day = date.fromisoformat(words[:10])
    except ValueError:
        return words
    return f"{day.day} {day:%B} {day.year}"


def language_name(tag: str | None) -> str:
    """Give the English name of a language by its BCP 47 tag; the tag where Qt knows none."""
    language = QLocale(tag or "").language()
    if not tag or language == QLocale.Language.C:
        return tag or ""
    return QLocale.languageToString(language)
