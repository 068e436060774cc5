"""What is open, and the one way in which a deed reaches the file and all views hear of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from annotator.model.article import Reading
from annotator.model.scheme import Scheme
from annotator.model.scheme_parts import KINDS as SCHEME_KINDS
from annotator.model.sentences import Refused, Trouble, Value, say
from annotator.model.span import Span
from annotator.store.rounds import blind_after, blind_articles
from annotator.store.sight import Sight
from annotator.store.store import Store
from annotator.workspace.agreed import Agreed
from annotator.workspace.article import ArticleAtHand, MarksDelta
from annotator.workspace.attributing import Attributing
from annotator.workspace.claims import Claims
from annotator.workspace.colleagues import A_COLLEAGUE, Colleague, colleagues_in
from annotator.workspace.entity import Entities
from annotator.workspace.place import show_place_of
from annotator.workspace.proposals import Proposals
from annotator.workspace.register import Register
from annotator.workspace.relating import Relating
from annotator.workspace.review import Review
from annotator.workspace.said import Said, Seen, Selection
from annotator.workspace.to_decide import ToDecide
from annotator.workspace.unsaved import Unsaved

if TYPE_CHECKING:
    from annotator.model.change import Changes
    from annotator.model.person import Person
    from annotator.store.reader import Reader
    from annotator.store.undo import Direction

Result = TypeVar("Result")
_MANY = 1_000
"""After a change in more articles than this all are looked at again, and not these alone."""


class Workspace(QObject):
    """The open project and article. Views read from it, and change nothing but through it."""

    opened = Signal()
    closed = Signal()
    moved = Signal()
    """Another article is open, or none."""
    marks_changed = Signal(object)
    """A MarksDelta of the open article."""
    changed = Signal(object)
    """The Changes of a step that was committed."""
    selected = Signal()
    busy_changed = Signal()
    armed_changed = Signal()
    said = Signal(object)
    """A Said."""

    def __init__(self) -> None:
        super().__init__()
        self.store: Store | None = None
        self.article: ArticleAtHand | None = None
        self.selection = Selection()
        self.seen: dict[str, Seen] = {}
        """Where one was in each article since the project was opened, by the article's id."""
        self.scheme = Scheme()
        self.shows_expert = False
        self.busy: str | None = None
        """Why nothing can be changed for the moment: what is under way."""
        self.armed: str | None = None
        """The id of the label that every selection gets at once, until it is let go."""
        self.awaits_label = False
        """The next key of a label arms it."""
        self.used: str | None = None
        """The id of the label that was used last."""
        self.before: str | None = None
        """The id of the article that was open before the one that is open, or was."""
        self.at_comment: str | None = None
        """The id of the comment that was gone to last."""
        self._coming: str | None = None
        """The id of a mark that is being written, to be chosen."""
        self._beside: Reader | None = None
        self.unsaved = Unsaved(self)
        self.proposals = Proposals(self)
        self.attributing = Attributing(self)
        self.relating = Relating(self)
        self.review = Review(self)
        self.to_decide = ToDecide(self)
        self.agreed = Agreed(self)
        self.claims = Claims(self)
        self.register = Register(self)
        self.entities = Entities(self)

    # --- the project ------------------------------------------------------------------------------

    def open(self, store: Store) -> None:
        """Take an open project. One that was open before is closed first."""
        self.close()
        self.store = store
        self.scheme = store.read.scheme()
        self._look_about()
        self.opened.emit()

    def become(self, person: Person) -> None:
        """Work on as another person, with whose eyes all views read the project anew."""
        store, article = self.need(), self.article
        self.show(None)
        store.person = person
        self._look_about()
        self.opened.emit()
        if article is not None:
            self.show(article.id)

    def close(self) -> None:
        """Close the project, if one is open."""
        if self.store is None:
            return
        self.show(None)
        self.seen.clear()
        self.give_back()
        self.claims.rest()
        store, self.store = self.store, None
        self.unsaved.forget()
        self.scheme = Scheme()
        self.used = self.before = None
        self.arm(None)
        try:
            store.close()
        finally:
            self.closed.emit()

    @property
    def is_open(self) -> bool:
        """Say whether a project is open."""
        return self.store is not None

    @property
    def person(self) -> Person:
        """Give who works here. Only with a project open."""
        return self.need().person

    @property
    def reader(self) -> Reader:
        """Give what reads the project, also while its writing connection is lent."""
        return self._beside or self.need().read

    def need(self) -> Store:
        """Give the open project. Raises Refused where none is open."""
        if self.store is None:
            raise Refused("No project is open.")
        return self.store

    @property
    def cannot_write(self) -> str | None:
        """Say why nothing can be changed, None where it can."""
        if self.store is None:
            return "No project is open."
        if self.busy is not None:
            return say("{work} is under way. You can go on reading.", work=self.busy)
        if self.store.session.read_only:
            return say("{name} is open for reading only.", name=self.store.path.name)
        return None

    def _look_about(self, changes: Changes | None = None) -> None:
        """See no more than a blind round lets one see, now or after a change."""
        reader, me = self.reader, self.person.id
        before = reader.sight.articles if reader.sight is not None else frozenset()
        if changes is None or changes.touch("round") or len(changes.articles) > _MANY:
            blind = blind_articles(reader, me)
        else:
            blind = blind_after(reader, me, before, changes.articles)
            if blind is before:
                return
        reader.sight = self.need().read.sight = Sight(me, blind) if blind else None
        if self.article is not None and self.article.id in blind ^ before:
            self.article = ArticleAtHand.read(reader, self.article.id, me)
            self.marks_changed.emit(MarksDelta(whole=True))

    def is_blind(self, article: str) -> bool:
        """Say whether colleagues' work on an article is hidden until all have read it."""
        sight = self.reader.sight
        return sight is not None and sight.hides(article)

    # --- the article ------------------------------------------------------------------------------

    def show(self, article: str | None, *, whose: str | None = None) -> None:
        """Open an article in one person's layer, one's own if nobody is named; None closes it.

        The caret comes to where it was in that article. Raises Refused where its text is not in
        the file; then the one before stays open.
        """
        if article is None and self.article is None:
            return
        after = None
        if article is not None:
            after = ArticleAtHand.read(self.reader, article, whose or self.person.id)
            self.unsaved.add_to(after)
        if self.article is not None:
            seen = self.seen.get(self.article.id, Seen())
            self.seen[self.article.id] = replace(seen, caret=self.selection.start)
            if article not in {None, self.article.id}:
                self.before = self.article.id
        self.article = after
        caret = self.seen.get(article or "", Seen()).caret
        self.selection = Selection(caret, caret)
        self.moved.emit()

    @property
    def is_mine(self) -> bool:
        """Say whether the marks on screen are one's own."""
        return self.article is not None and self.article.whose == self.person.id

    def shows(self, span: Span) -> bool:
        """Say whether a mark is shown and counted: expert labels only where switched on."""
        return self._shows_label(span.label)

    def _shows_label(self, label: str) -> bool:
        known = self.scheme.label_ids.get(label)
        return self.shows_expert or known is None or self.scheme.label(known).level == "default"

    def shown_marks(self, *, claims: bool = False) -> int:
        """Count the marks on screen, or only those of labels that are claims."""
        return self.count_shown(self.article.counts, claims=claims) if self.article else 0

    def count_shown(self, counts: Mapping[str, int], *, claims: bool = False) -> int:
        """Count the marks that are shown, given how many there are of each label."""
        return sum(
            number
            for label, number in counts.items()
            if self._shows_label(label) and (not claims or self._is_claim(label))
        )

    def colleagues(self) -> list[Colleague]:
        """List who else has marks in the open article that would be shown, the most first."""
        if self.article is None or not self.article.others:
            return []
        return colleagues_in(self.article, self.reader.persons(), self.count_shown)

    def whose_name(self) -> str:
        """Name the person whose marks are shown."""
        whose = self.article.whose if self.article is not None else ""
        names = {person.id: person.name for person in self.reader.persons()}
        return names.get(whose, A_COLLEAGUE)

    def _is_claim(self, label: str) -> bool:
        known = self.scheme.label_ids.get(label)
        return known is not None and self.scheme.label(known).stroke == "bracket"

    def show_expert(self, *, on: bool) -> None:
        """Switch expert labels on or off."""
        self.shows_expert = on
        self.marks_changed.emit(MarksDelta(whole=True))

    def pick(self, start: int, end: int, span: str | None = None) -> None:
        """Pick words, a place, or a mark. Nothing happens where that is picked already."""
        wanted = Selection(start, end, span)
        if wanted != self.selection:
            self.selection = wanted
            self.selected.emit()

    def choose(self, span: Span | None) -> None:
        """Choose a mark, or let it go. A place inside the mark stays the place."""
        place = self.selection.end
        if span is None:
            self.pick(place, place)
        else:
            place = place if span.start <= place < span.end else span.start
            self.pick(place, place, span.id)

    @property
    def chosen(self) -> Span | None:
        """Give the chosen mark."""
        return self.article.span(self.selection.span) if self.article else None

    def arm(self, label: str | None) -> None:
        """Let every selection get the label of this id, or with None be just a selection."""
        self.armed, self.awaits_label = label, False
        self.armed_changed.emit()

    def await_label(self) -> None:
        """Let the next key of a label arm it."""
        self.awaits_label = True
        self.armed_changed.emit()

    # --- deeds ------------------------------------------------------------------------------------

    @contextmanager
    def step(self, template: str, **named: Value) -> Iterator[Store]:
        """Do all that the block does as one step of undo; afterwards all views hear of it.

        Raises Refused where nothing can be changed, and Trouble where the disk is in the way.
        """
        reason = self.cannot_write
        store = self.need()
        if reason is not None:
            raise Refused("{reason} Nothing was changed.", reason=reason)
        with store.step(template, undoable=True, **named) as done:
            yield store
        self.take(done.changes)

    def through(self, deed: Callable[[Store], Result]) -> Result:
        """Let a function of the store do a step of its own; afterwards all views hear of it.

        Raises Refused where nothing can be changed, and Trouble where the disk is in the way.
        """
        reason = self.cannot_write
        store = self.need()
        if reason is not None:
            raise Refused("{reason} Nothing was changed.", reason=reason)
        before = store.changes
        result = deed(store)
        if store.changes is not before:
            self.take(store.changes)
        return result

    def begun(self, *articles: str) -> list[Reading]:
        """Give what marking makes of articles that one had not begun: they are in progress."""
        found = []
        for article in articles:
            readings = {reading.id: reading for reading in self.reader.readings(article)}
            mine = Reading(article, self.person.id)
            mine = readings.get(mine.id, mine)
            if mine.status == "unread":
                found.append(replace(mine, status="in_progress"))
        return found

    def add_marks(
        self, spans: list[Span], template: str, *, choose: str | None = None, **named: Value
    ) -> bool:
        """Write marks as one step, which begins their article; say whether it could be done.

        The one with the id `choose` is chosen as it comes, so that it is drawn once. Marks that
        the disk cannot take stay drawn as not saved, and that is told.
        """
        self._coming = choose
        try:
            with self.step(template, **named) as store:
                store.put(*self.begun(*{span.article for span in spans}), *spans)
        except Trouble as trouble:
            self.unsaved.keep(spans)
            self.tell(str(trouble), deed="try_again", is_trouble=True)
            return False
        finally:
            self._coming = None
        return True

    def save(self, deed: Callable[[], object]) -> bool:
        """Do a deed; if the disk is in the way it waits to be tried again. False if refused."""
        try:
            deed()
        except Trouble as trouble:
            self.unsaved.wait_with(deed)
            self.tell(str(trouble), deed="try_again", is_trouble=True)
        except Refused as refused:
            self.tell(str(refused), floats=True)
            return False
        return True

    def take(self, changes: Changes) -> None:
        """Tell all views what a step touched."""
        article = self.article
        if changes.touch("round", "assignment", "reading"):
            self._look_about(changes)
        if self.reader.sight is not None and changes.touch("entity", "span"):
            self.reader.sight.forget()
        if changes.touch(*SCHEME_KINDS):
            self.scheme = self.reader.scheme()
        if article is not None:
            if changes.touch("article") and self.reader.item_of(article.id) is None:
                self.show(None)
            else:
                delta = article.take(self.reader, changes)
                self.unsaved.add_to(article)
                self.let_go_of_missing()
                chosen = article.span(self._coming)
                if chosen is not None:
                    self.selection = Selection(chosen.start, chosen.start, chosen.id)
                if delta != MarksDelta():
                    self.marks_changed.emit(delta)
                if chosen is not None:
                    self.selected.emit()
        self.changed.emit(changes)

    def let_go_of_missing(self) -> None:
        """Let go of the chosen mark if it is not there any more."""
        if self.selection.span is not None and self.chosen is None:
            self.choose(None)

    def tell(
        self, words: str, *, deed: str | None = None, is_trouble: bool = False, floats: bool = False
    ) -> None:
        """Tell the user something, calmly; with `floats` where the eye is, as a notice."""
        self.said.emit(Said(words, deed, is_trouble, floats=floats))

    def tell_of_place(self, words: str) -> None:
        """Tell the user something about what is picked, until something else is picked."""
        self.said.emit(Said(words, is_of_place=True))

    # --- undo -------------------------------------------------------------------------------------

    def move(self, direction: Direction) -> Changes | None:
        """Undo or redo one step, and show where it was. None if there is nothing."""
        reason = self.cannot_write
        if reason is not None:
            raise Refused("{reason} Nothing was changed.", reason=reason)
        store = self.need()
        changes = store.undo() if direction == "undo" else store.redo()
        if changes is not None:
            self.follow(changes)
        return changes

    def follow(self, changes: Changes) -> None:
        """Tell all views what an undo or redo touched, and show where it was."""
        self.take(changes)
        show_place_of(self, changes)
        self.review.show_place_of(changes)

    # --- long work --------------------------------------------------------------------------------

    def lend(self, work: str) -> Store:
        """Lend the writing connection to one worker. Reading goes on through another one.

        `work` says in a few words what is done. Give it back with `give_back`.
        """
        reason = self.cannot_write
        store = self.need()
        if reason is not None:
            raise Refused("{reason} Nothing was changed.", reason=reason)
        self._beside = store.reader_beside()
        self._beside.sight = store.read.sight
        self.busy = work
        self.busy_changed.emit()
        return store

    def give_back(self) -> None:
        """Take the writing connection back."""
        if self._beside is not None:
            self._beside.close()
            self._beside = None
        if self.busy is not None:
            self.busy = None
            self.busy_changed.emit()
