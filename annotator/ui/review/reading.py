"""Shows the article that is reviewed: what is agreed as a quiet line, the versions as tracks."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject

from annotator.model.change import Changes
from annotator.model.review.comparison import Case
from annotator.model.sentences import count, say
from annotator.model.span import Span
from annotator.ui.article.marks import FACT_GAP, Header, Mark, Track
from annotator.ui.article.view import ArticleView
from annotator.ui.looks import looks
from annotator.ui.theme import Theme
from annotator.workspace.workspace import Workspace

_ADDS = "Press the key of a label to add these words to the gold layer, or F2 to draw a difference."


class ReviewReading(QObject):
    """Keeps the article surface of the review page in step with the review."""

    def __init__(self, theme: Theme, workspace: Workspace, view: ArticleView) -> None:
        super().__init__(view)
        self._theme, self._workspace, self._view = theme, workspace, view
        self._shown: dict[str, Mark] = {}
        self._article: str | None = None
        self._brought: str | None = None
        self._is_picking = False
        view.has_grips = False
        view.mark_clicked.connect(self._on_clicked)
        view.picked.connect(self._on_picked)
        workspace.review.changed.connect(self.show)
        workspace.review.chose.connect(self._on_chose)
        workspace.changed.connect(self._on_changed)
        theme.changed.connect(self._renew_looks)

    def show(self) -> None:
        """Show the article and its differences as they are now."""
        article = self._workspace.article
        marks = {mark.id: mark for mark in self._marks()}
        if article is None:
            self._article = None
            self._view.show_article("", [], [], None)
        elif article.id != self._article:
            self._article, self._brought = article.id, None
            self._renew_looks()
            self._view.show_article(article.text, article.zones, marks.values(), self._header())
        else:
            new = [mark for id_, mark in marks.items() if self._shown.get(id_) != mark]
            self._view.change_marks(new, [id_ for id_ in self._shown if id_ not in marks])
            self._view.set_header(self._header())
        self._shown = marks

    def _on_chose(self) -> None:
        self.show()
        review = self._workspace.review
        case = review.case
        if case is not None and case.id != self._brought and self._article is not None:
            self._brought = case.id
            self._pick(case.start, case.start)
        if review.drawn is not None and self._view.selection() != review.drawn:
            self._pick(*review.drawn)
        elif review.drawn is None and case is not None:
            start, end = self._view.selection()
            if start < end and review.words is None:
                self._pick(start, start)
        self._view.draw_now()

    def _pick(self, start: int, end: int) -> None:
        self._is_picking = True
        try:
            self._view.pick(start, end)
        finally:
            self._is_picking = False

    def _on_picked(self) -> None:
        review = self._workspace.review
        if self._is_picking:
            return
        if review.drawn is not None:
            review.draw(self._view.selection())
            return
        review.pick(self._view.selection())
        if review.words is not None:
            self._workspace.tell_of_place(_ADDS)

    def show_place(self, start: int) -> None:
        """Put the caret where a mark of the gold layer begins, with the keyboard in the text."""
        self._pick(start, start)
        self._workspace.review.pick((start, start))
        self._view.setFocus()

    def _on_clicked(self, mark: str) -> None:
        """Choose the difference under a click; in the chosen one, the version."""
        review = self._workspace.review
        id_, _, number = mark.partition(" ")
        case = next((one for one in review.all_cases if one.id == id_), None)
        if case is None or review.drawn is not None:
            return
        if case.id != getattr(review.case, "id", None):
            review.choose(case)
        elif number:
            review.highlight(int(number.partition(" ")[0]) - 1)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch("label", "scheme"):
            self._renew_looks()
        if changes.touch("zone") and self._workspace.article is not None and self._article:
            self._view.set_zones(self._workspace.article.zones)

    def _renew_looks(self) -> None:
        self._view.set_looks(looks(self._workspace.scheme, self._theme.mode))

    # --- what is drawn ----------------------------------------------------------------------------

    def _marks(self) -> Iterator[Mark]:
        review = self._workspace.review
        found = review.comparison
        for agreed in found.agreed if found is not None else ():
            first = agreed.spans[0].person if agreed.spans else None
            for span in agreed.spans:
                if span.person == first:
                    yield self._quiet(span)
        here = review.loose_here
        for one in review.loose:
            label = self._workspace.scheme.label_ids.get(one.span.label, one.span.label)
            track = Track(0, is_chosen=one == here)
            yield Mark(f"loose {one.span.id}", one.span.start, one.span.end, label, track=track)
        chosen = review.case
        for case in review.all_cases:
            if chosen is not None and case.id == chosen.id:
                yield from self._tracks(case, review.version)
            elif case.is_open:
                yield from self._tracks(case, None)
            elif case.decision is not None:
                gold = (review.telling.marks.get(id_) for id_ in case.decision.gold)
                yield from (self._quiet(span, case.id) for span in gold if span is not None)

    def _quiet(self, span: Span, case: str = "") -> Mark:
        label = self._workspace.scheme.label_ids.get(span.label, span.label)
        id_ = f"{case} 0 {span.id}" if case else f"agreed {span.id}"
        return Mark(id_, span.start, span.end, label, track=Track(0))

    def _tracks(self, case: Case, chosen: int | None) -> Iterator[Mark]:
        """Give the marks of each version; what is not about places lies on the whole stretch."""
        known = self._workspace.scheme.label_ids
        is_drawing = self._workspace.review.drawn is not None
        twice = self._workspace.review.twice(case)
        if twice is not None:
            for n, made in enumerate(twice.made):
                track = Track(n + 1, case.id, case.start, case.end, n == chosen and not is_drawing)
                for k, s in enumerate(made):
                    name = known.get(s.label, s.label)
                    yield Mark(f"{case.id} {n + 1} {k}", s.start, s.end, name, track=track)
            return
        for n, version in enumerate(case.versions):
            if version.is_nothing:
                continue
            track = Track(n + 1, case.id, case.start, case.end, n == chosen and not is_drawing)
            first = [one for one in version.first() if isinstance(one, Span)]
            places = [(s.start, s.end, known.get(s.label, s.label)) for s in first]
            if case.is_tie:
                places = [(case.start, case.end, case.labels[0])]
            for k, (start, end, label) in enumerate(places):
                yield Mark(f"{case.id} {n + 1} {k}", start, end, label, track=track)

    def _header(self) -> Header:
        review = self._workspace.review
        if not review.persons:
            return Header("nobody has marked this article yet")
        left = count(len(review.open), "difference to decide", "differences to decide")
        who = ", ".join(map(review.name_of, review.persons))
        parts = [say("compared: {who}", who=who), left]
        if review.is_finished:
            parts.append("review finished")
        return Header(FACT_GAP.join(parts))
