"""What is reviewed: whose marks are compared, what they differ in, and which difference is chosen.

It is kept in step with the file only while somebody looks at it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.model.review.comparison import Case, Comparison, Laid
from annotator.model.sentences import Refused, say
from annotator.store.review.comparing import is_finished, laid, persons_of
from annotator.store.review.loose import Loose, loose
from annotator.store.review.twice import Twice, decided_twice
from annotator.store.reviewed import decisions, disputed
from annotator.workspace.colleagues import A_COLLEAGUE
from annotator.workspace.versions import GROUPS, Group, Telling

if TYPE_CHECKING:
    from annotator.model.change import Changes
    from annotator.model.decision import Decision
    from annotator.model.span import Span
    from annotator.workspace.workspace import Workspace

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DECIDING = frozenset({"decision", "span", "comment", "guideline"})
"""The kinds of what a decision changes; its marks are of the gold layer."""
_TOUCHING = ("span", "relation", "decision", "reading", "entity", "person", "article", "label",
             "attribute", "scheme")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which difference is chosen, and what of it."""

    case: str | None = None
    version: int = 0
    """Which of its versions would be taken, from 0."""
    drawn: tuple[int, int] | None = None
    """The words that are picked to be marked instead, while somebody draws."""
    place: tuple[int, int] | None = None
    """The words that are picked in the text while nobody draws, or where the caret is."""


@dataclass(slots=True)
class _Kept:
    """What is known of the article that is reviewed."""

    laid: Laid | None = None
    decisions: dict[str, Decision] = field(default_factory=dict)
    marks: dict[str, Span] = field(default_factory=dict)
    telling: Telling | None = None
    names: dict[str, str] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    is_finished: bool = False
    twice: dict[str, Twice] = field(default_factory=dict)
    disputed: frozenset[str] = frozenset()
    comparison: Comparison | None = None
    cases: dict[str, Case] = field(default_factory=dict)
    """Those that somebody has to look at, or has looked at, by their ids in text order."""
    open: list[Case] = field(default_factory=list)
    loose: tuple[Loose, ...] = ()

    def decide(self) -> None:
        """Lay the decisions on what was compared."""
        self.loose = tuple(loose(list(self.marks.values())))
        if self.laid is not None:
            self.comparison = self.laid.decided(self.decisions.values(), self.disputed)
            self.cases = {case.id: case for case in self.comparison.cases if not case.is_moot}
            self.open = [case for case in self.cases.values() if case.is_open]


class Review(QObject):
    """The review of the open article."""

    changed = Signal()
    """The differences, or which of them are shown, are others."""
    chose = Signal()
    """Another difference is chosen, or another of its versions, or other words are drawn."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._kept = _Kept()
        self._chosen = Chosen()
        self._reasons: dict[str, str] = {}
        self._rules: set[str] = set()
        """The differences whose reason is to become a rule when they are decided."""
        self.is_on = False
        """Somebody looks at it."""
        self._goes_on = False
        self.wanted: tuple[str, ...] | None = None
        """The ids of the people to compare, as somebody chose; None is whoever has finished."""
        self.hides_names = False
        self.group: Group = "all"
        """Which kinds of difference are shown."""
        workspace.moved.connect(self._on_moved)
        workspace.changed.connect(self._on_changed)
        workspace.opened.connect(self._on_opened)

    # --- what is compared -------------------------------------------------------------------------

    def start(self) -> None:
        """Begin to keep in step."""
        self.is_on = True
        self.read()
        self.choose_first()

    def stop(self) -> None:
        """Keep in step no longer."""
        self.is_on = False

    @property
    def comparison(self) -> Comparison | None:
        """Give what is compared, None where there is nobody to compare."""
        return self._kept.comparison

    @property
    def telling(self) -> Telling:
        """Give what is needed to put differences into words."""
        return self._kept.telling or Telling(self._workspace.scheme, {})

    @property
    def is_finished(self) -> bool:
        """Say whether the review of the article was finished."""
        return self._kept.is_finished

    @property
    def people(self) -> tuple[str, ...]:
        """Give the ids of all who can be compared: they have marks here, or read it to its end."""
        return self._kept.people

    @property
    def persons(self) -> tuple[str, ...]:
        """Give the ids of those who are compared."""
        found = self._kept.comparison
        return found.persons if found is not None else ()

    def name_of(self, person: str) -> str:
        """Name somebody; while names are hidden, by a letter."""
        if self.hides_names:
            at = self.people.index(person) if person in self.people else 0
            return say("Annotator {letter}", letter=_LETTERS[at % len(_LETTERS)])
        return self._kept.names.get(person, A_COLLEAGUE)

    def read(self) -> None:
        """Compare anew."""
        article = self._workspace.article
        if article is None:
            self._kept = _Kept()
            self.changed.emit()
            return
        reader = self._workspace.reader
        spans = reader.spans(article.id)
        done = persons_of(reader, article.id)
        names = {person.id: person.name for person in reader.persons()}
        marked = {s.person for s in spans if s.layer == "work" and s.person}
        people = tuple(id_ for id_ in names if id_ in marked or id_ in done)
        wanted = tuple(id_ for id_ in self.wanted or () if id_ in people) or done or people
        entities = reader.entities({s.entity for s in spans if s.entity})
        marks = {span.id: span for span in spans}
        names_of = {id_: entity.name for id_, entity in entities.items()}
        telling = Telling(self._workspace.scheme, marks, names_of)
        found = None
        if wanted:
            found = laid(
                reader, article.id, wanted, expert=self._workspace.shows_expert,
                scheme=self._workspace.scheme,
            )  # fmt: skip
        decided = {one.id: one for one in decisions(reader, article.id)}
        is_done = is_finished(reader, article.id)
        self._kept = _Kept(found, decided, marks, telling, names, people, is_done, self._kept.twice)
        self._look_twice(article.id)
        self._kept.decide()
        if self.group != "all" and not self.cases:
            self.group = "all"
        self.changed.emit()

    def _look_twice(self, article: str) -> None:
        """Look for what reviewers decided differently."""
        self._kept.disputed = disputed(self._workspace.reader, article)
        if not self._kept.disputed and not self._kept.twice:
            return
        if self._workspace.busy is None:  # or another worker has what would be read
            self._kept.twice = decided_twice(self._workspace.need(), article)

    def compare_with(self, persons: Sequence[str] | None) -> None:
        """Compare these people from now on, where they have marks."""
        self.wanted = tuple(persons) if persons else None
        self.read()
        self.choose_first()

    def hide_names(self, *, on: bool) -> None:
        """Show letters instead of names, or names again."""
        self.hides_names = on
        self.changed.emit()
        self.chose.emit()

    # --- which differences ------------------------------------------------------------------------

    @property
    def all_cases(self) -> tuple[Case, ...]:
        """Give all differences that somebody has to look at, or has looked at."""
        return tuple(self._kept.cases.values())

    def case_of(self, id_: str | None) -> Case | None:
        """Give one of them, None where it is not among them."""
        return self._kept.cases.get(id_ or "")

    @property
    def cases(self) -> list[Case]:
        """Give those that the filter leaves."""
        if self.group == "all":
            return list(self.all_cases)
        kinds = GROUPS[self.group][1]
        return [case for case in self.all_cases if case.difference in kinds]

    @property
    def open(self) -> list[Case]:
        """Give all that is still to decide, whatever the filter leaves."""
        return self._kept.open

    @property
    def agreed(self) -> int:
        """Count what all marked alike."""
        found = self._kept.comparison
        return sum(1 for one in found.agreed if one.spans) if found is not None else 0

    def groups(self) -> list[Group]:
        """Give the kinds that there are."""
        here = {case.difference for case in self.all_cases}
        return [group for group, (_, kinds) in GROUPS.items() if not here.isdisjoint(kinds)]

    def show_group(self, group: Group) -> None:
        """Show the differences of one kind, or all."""
        self.group = group
        self.changed.emit()
        case = self.case
        if case is None or case not in self.cases:
            self.choose_first()

    def twice(self, case: Case | None) -> Twice | None:
        """Give what two reviewers decided differently on a difference, None where they did not."""
        if case is None:
            return None
        decided = case.decision.id if case.decision is not None else case.id
        return self._kept.twice.get(decided)

    def number_of_ways(self, case: Case) -> int:
        """Count what can be taken by digit: the versions, or what reviewers decided."""
        twice = self.twice(case)
        return len(twice.conflict.values) if twice is not None else len(case.versions)

    # --- the chosen one ---------------------------------------------------------------------------

    @property
    def case(self) -> Case | None:
        """Give the chosen difference."""
        return self.case_of(self._chosen.case)

    def need(self) -> Case:
        """Give the chosen difference. Raises Refused where none is."""
        case = self.case
        if case is None:
            raise Refused("Choose a difference first.")
        return case

    @property
    def version(self) -> int:
        """Give which version would be taken, from 0."""
        return self._chosen.version

    @property
    def drawn(self) -> tuple[int, int] | None:
        """Give the words that are picked to be marked instead, None while nobody draws."""
        return self._chosen.drawn

    @property
    def words(self) -> tuple[int, int] | None:
        """Give the words that are picked in the text while nobody draws, None where none are."""
        place = self._chosen.place
        return place if place is not None and place[0] < place[1] else None

    @property
    def loose(self) -> tuple[Loose, ...]:
        """Give the gold marks that no mark of anybody stands behind."""
        return self._kept.loose

    @property
    def loose_here(self) -> Loose | None:
        """Give that of them which the caret is in, the shortest one."""
        place = self._chosen.place
        here = [
            one for one in self.loose
            if place is not None and one.span.start <= place[0] and place[1] <= one.span.end
        ]  # fmt: skip
        return min(here, key=lambda one: one.span.end - one.span.start, default=None)

    def pick(self, place: tuple[int, int] | None) -> None:
        """Pick words in the text, or a place, or with None none."""
        before = self.loose_here
        self._chosen = replace(self._chosen, place=place)
        if self.loose_here != before:
            self.chose.emit()

    def choose(self, case: Case | None) -> None:
        """Choose a difference, with what most people say."""
        likely = _likely(case) if self.twice(case) is None else 0
        self._chosen = Chosen(case.id if case is not None else None, likely)
        self.chose.emit()

    def choose_first(self) -> None:
        """Choose the first that is open, else the first of all."""
        cases = self.cases
        self.choose(next((c for c in cases if c.is_open), cases[0] if cases else None))

    def show_place_of(self, changes: Changes) -> None:
        """Choose what an undo opened again, the first where it was several."""
        here = changes.items or frozenset()
        opened = [case for case in self.cases if case.is_open and case.id in here]
        if self.is_on and opened and self.case not in opened:
            self.choose(opened[0])

    def highlight(self, version: int) -> None:
        """Choose which version would be taken."""
        case = self.case
        if case is not None and 0 <= version < self.number_of_ways(case):
            self._chosen = Chosen(case.id, version)
            self.chose.emit()

    def draw(self, words: tuple[int, int] | None) -> None:
        """Pick the words to mark instead, or with None stop drawing."""
        if self.case is not None and words != self._chosen.drawn:
            self._chosen = Chosen(self._chosen.case, self._chosen.version, words)
            self.chose.emit()

    def step(self, by: int) -> None:
        """Go to the next difference, or back; from the last one to the first."""
        cases = self.cases
        if cases:
            at = next((n for n, c in enumerate(cases) if c.id == self._chosen.case), -1)
            self.choose(cases[(at + by) % len(cases)])

    def go_on(self) -> bool:
        """Go to the next open difference, after the last one the first. False: there is none."""
        cases = self.cases
        at = next((n for n, c in enumerate(cases) if c.id == self._chosen.case), -1)
        following = next((c for c in cases[at + 1 :] + cases[: at + 1] if c.is_open), None)
        if following is not None:
            self.choose(following)
        else:
            self.chose.emit()
        return following is not None

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """Let what the block changes be told without choosing anew: `go_on` follows at once."""
        self._goes_on = True
        try:
            yield
        finally:
            self._goes_on = False

    # --- why --------------------------------------------------------------------------------------

    def reason(self, case: Case) -> str:
        """Give the reason of a decision, or what was written for when it is decided."""
        kept = self._reasons.get(case.id)
        if kept is not None:
            return kept
        return (case.decision.reason or "") if case.decision is not None else ""

    def keep_reason(self, case: Case, words: str) -> None:
        """Keep a reason until it is decided."""
        self._reasons[case.id] = words

    def forget_reason(self, case: Case) -> None:
        """Let go of a reason that is in the file now."""
        self._reasons.pop(case.id, None)
        self._rules.discard(case.id)

    def becomes_rule(self, case: Case | None) -> bool:
        """Say whether the reason is to become a rule when the difference is decided."""
        return case is not None and case.id in self._rules

    def make_rule(self, case: Case, *, on: bool) -> None:
        """Let the reason become a rule when the difference is decided, or not after all."""
        (self._rules.add if on else self._rules.discard)(case.id)
        self.chose.emit()

    # --- keeping in step --------------------------------------------------------------------------

    def _on_opened(self) -> None:
        self.wanted, self.group = None, "all"
        self._kept = _Kept()
        self._reasons.clear()
        self._rules.clear()

    def _on_moved(self) -> None:
        if self.is_on:
            self.group = "all"
            self.read()
            self.choose_first()

    def _on_changed(self, changes: Changes) -> None:
        article = self._workspace.article
        if not self.is_on or not changes.touch(*_TOUCHING):
            return
        if article is None or (changes.articles and article.id not in changes.articles):
            return
        before = self._chosen
        if not self._take_decisions(article.id, changes):
            self.read()
        if self.case is None:
            self.choose_first()
        elif not self._goes_on:
            self._chosen = before
            self.chose.emit()

    def _take_decisions(self, article: str, changes: Changes) -> bool:
        """Lay new decisions on what was compared; False where more than decisions changed."""
        kept, items = self._kept, changes.items
        if kept.laid is None or items is None or not changes.kinds <= _DECIDING:
            return False
        spans = {span.id: span for span in self._workspace.reader.spans(article, items)}
        before = [kept.marks[id_] for id_ in items if id_ in kept.marks]
        if any(span.layer == "work" for span in (*spans.values(), *before)):
            return False
        now = {one.id: one for one in decisions(self._workspace.reader, article, items)}
        for id_ in items:
            kept.marks.pop(id_, None)
            kept.decisions.pop(id_, None)
        kept.marks.update(spans)
        kept.decisions.update(now)
        self._look_twice(article)
        kept.decide()
        self.changed.emit()
        return True


def _likely(case: Case | None) -> int:
    if case is None:
        return 0
    if case.decision is not None and not case.is_new:
        for number, version in enumerate(case.versions):
            if not set(version.ids).isdisjoint(case.decision.took):
                return number
    return max(range(len(case.versions)), key=lambda n: (len(case.versions[n].persons), -n))
