"""Shows the article that is reviewed: what is agreed as a quiet line, the versions as tracks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject

from annotator.model.change import Changes
from annotator.model.review.comparison import Agreed, Case
from annotator.model.scheme import Scheme
from annotator.model.sentences import count, say
from annotator.model.span import Span
from annotator.store.review.loose import Loose
from annotator.ui.article.marks import FACT_GAP, Header, Mark, Track
from annotator.ui.article.view import ArticleView
from annotator.ui.looks import looks
from annotator.ui.theme import Theme
from annotator.workspace.workspace import Workspace

_ADDS = "Press the key of a label to add these words to the gold layer, or F2 to draw a difference."


class _Group(NamedTuple):
    """What is drawn of one difference."""

    state: object
    """What it was made of."""
    marks: tuple[Mark, ...]


class ReviewReading(QObject):
    """Keeps the article surface of the review page in step with the review."""

    def __init__(self, theme: Theme, workspace: Workspace, view: ArticleView) -> None:
        super().__init__(view)
        self._theme, self._workspace, self._view = theme, workspace, view
        self._shown: dict[str, _Group] = {}
        self._chosen: str | None = None
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
        groups = dict(self._groups())
        if article is None:
            self._article = None
            self._view.show_article("", [], [], None)
        elif article.id != self._article:
            self._article, self._brought = article.id, None
            self._renew_looks()
            marks = [mark for group in groups.values() for mark in group.marks]
            self._view.show_article(article.text, article.zones, marks, self._header())
        else:
            self._view.change_marks(*_delta(self._shown, groups))
            self._view.set_header(self._header())
        self._shown = groups
        self._chosen = getattr(self._workspace.review.case, "id", None)

    def _show_chosen(self) -> None:
        """Show what is chosen now, and what was: the rest stays as it is."""
        review = self._workspace.review
        before, self._chosen = self._chosen, getattr(review.case, "id", None)
        some = {id_: self._of(case) for id_ in (before, self._chosen)
                if id_ is not None and (case := review.case_of(id_)) is not None}  # fmt: skip
        self._view.change_marks(*_delta({id_: self._shown[id_] for id_ in some}, some))
        self._shown.update(some)

    def _on_chose(self) -> None:
        if self._article is not None:
            self._show_chosen()
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
        case = review.case_of(id_)
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

    def _groups(self) -> Iterator[tuple[str, _Group]]:
        """Give the marks of each difference; what is as it was is not made again."""
        review, scheme = self._workspace.review, self._workspace.scheme
        found = review.comparison
        if found is None:
            return
        for agreed in found.agreed:
            if agreed.spans:
                key = agreed.spans[0].id
                yield key, self._kept(key, (scheme, agreed), partial(self._agreed, agreed))
        here = review.loose_here
        for one in review.loose:
            key, state = f"loose {one.span.id}", (scheme, one, one == here)
            yield key, self._kept(key, state, partial(self._loose, one, one == here))
        chosen, shown = review.case, self._shown
        for case in review.all_cases:
            before = shown.get(case.id)
            if case is chosen or before is None or not case.is_open:
                yield case.id, self._of(case)
            else:  # most are as they were
                yield case.id, before if _is_quiet(before, scheme, case) else self._of(case)

    def _of(self, case: Case) -> _Group:
        review, scheme = self._workspace.review, self._workspace.scheme
        is_chosen = case is review.case
        if not is_chosen and not case.is_open:
            gold = self._gold(case)
            return self._kept(case.id, (scheme, case, gold), partial(self._done, case, gold))
        version = review.version if is_chosen else None
        state = (scheme, case, version, is_chosen and review.drawn is not None)
        return self._kept(case.id, state, partial(self._tracks, case, version))

    def _kept(self, key: str, state: object, make: Callable[[], Iterable[Mark]]) -> _Group:
        before = self._shown.get(key)
        if before is not None and before.state == state:
            return before
        return _Group(state, tuple(make()))

    def _agreed(self, agreed: Agreed) -> Iterator[Mark]:
        first = agreed.spans[0].person
        return (self._quiet(span) for span in agreed.spans if span.person == first)

    def _loose(self, one: Loose, is_here: bool) -> Iterator[Mark]:  # noqa: FBT001 - for partial
        span, known = one.span, self._workspace.scheme.label_ids
        label, track = known.get(span.label, span.label), Track(0, is_chosen=is_here)
        yield Mark(f"loose {span.id}", span.start, span.end, label, track=track)

    def _gold(self, case: Case) -> tuple[Span, ...]:
        marks = self._workspace.review.telling.marks
        ids = case.decision.gold if case.decision is not None else ()
        return tuple(marks[id_] for id_ in ids if id_ in marks)

    def _done(self, case: Case, gold: tuple[Span, ...]) -> Iterator[Mark]:
        return (self._quiet(span, case.id) for span in gold)

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


def _is_quiet(group: _Group, scheme: Scheme, case: Case) -> bool:
    """Say whether a difference was drawn as it is now, open and not chosen."""
    state = group.state
    return isinstance(state, tuple) and state[1] is case and state == (scheme, case, None, False)


def _delta(before: Mapping[str, _Group], now: Mapping[str, _Group]) -> tuple[list[Mark], list[str]]:
    """Give the marks that came or are others, and the ids of those that went."""
    new: list[Mark] = []
    gone: list[str] = []
    for key, group in now.items():
        old = before.get(key)
        if old is group:
            continue
        were = {mark.id: mark for mark in old.marks} if old is not None else {}
        new += [mark for mark in group.marks if were.pop(mark.id, None) != mark]
        gone += were
    gone += [mark.id for key, old in before.items() if key not in now for mark in old.marks]
    return new, gone
