"""Who likely says the claim that is chosen, and with which cue: proposed until it is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.model.relating import SAID_BY, has_implicit_source
from annotator.suggest.sources import Attribution, Cue, Source, attribution
from annotator.suggest.stance import ATTRIBUTE as STANCE
from annotator.suggest.stance import Stance, stance
from annotator.suggest.vocabulary import vocabulary

if TYPE_CHECKING:
    from annotator.model.span import Span
    from annotator.workspace.article import ArticleAtHand
    from annotator.workspace.workspace import Workspace

_AROUND = 6_000
"""Characters to each side of a claim in which its source is looked for."""


@dataclass(frozen=True, slots=True)
class Attributed:
    """One answer to who says a claim, its cue, and the stance that the cue tells of."""

    claim: Span
    source: Source
    cue: Cue | None
    stance: Stance | None
    """None where it is what holds by default, or one was set."""


class Attributing(QObject):
    """What is proposed for the chosen claim as long as nobody has said who makes it."""

    changed = Signal()
    """Something else is proposed, or nothing any more."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._of: Span | None = None
        self._found = Attribution((), ())
        self._source: Source | None = None
        self._is_stale = False
        self._told: tuple[Span | None, Source | None] = None, None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._tell)
        for signal in (workspace.selected, workspace.moved, workspace.marks_changed,
                       workspace.changed):  # fmt: skip
            signal.connect(self._on_changed)

    @property
    def current(self) -> Attributed | None:
        """Give what is proposed for the chosen claim; None where nothing is, or it is known."""
        if self._is_stale:
            self._look()
        if self._of is None or self._source is None:
            return None
        cue = self.cue_of(self._of)
        return Attributed(self._of, self._source, cue, self._stance(self._of, cue))

    def of(self, claim: Span) -> Attribution:
        """Find who likely says any claim of the open article, also one that has a source."""
        article = self._workspace.article
        if article is None or article.id != claim.article:
            return Attribution((), ())
        if self._of is not None and self._of == claim:
            return self._found
        return self._attribution(article, claim)

    def cue_of(self, claim: Span) -> Cue | None:
        """Give the likeliest cue of a claim."""
        return next(iter(self.of(claim).cues), None)

    def take_next(self) -> Attributed | None:
        """Propose the next candidate, behind the last one the first."""
        if self.current is not None:
            self._source = self._found.source_after(self._source)
            self._tell()
        return self.current

    def _on_changed(self) -> None:
        self._is_stale = True
        self._soon.start(0)  # the mark itself is drawn first, and what is said of it told

    def _tell(self) -> None:
        if self._is_stale:
            self._look()
        if self._told != (self._of, self._source):
            self._told = self._of, self._source
            self.changed.emit()

    def _look(self) -> None:
        self._is_stale = False
        article, chosen = self._workspace.article, self._workspace.chosen
        before, kept = self._of, self._source
        if article is None or chosen is None or not self._is_open(article, chosen):
            self._of = self._source = None
        else:
            self._found = self._attribution(article, chosen)
            is_same = before is not None and before.id == chosen.id and kept in self._found.sources
            self._of, self._source = chosen, kept if is_same else self._found.source_after(None)

    def _is_open(self, article: ArticleAtHand, span: Span) -> bool:
        """Say whether a mark is a claim of one's own of which nobody has said who makes it."""
        workspace = self._workspace
        scheme = workspace.scheme
        if scheme.label_ids.get(span.label) != vocabulary(scheme).claim or not workspace.is_mine:
            return False
        if has_implicit_source(span) or workspace.unsaved.holds(span.id):
            return False
        if (span.start, span.end, SAID_BY) in article.declined:
            return False
        return not any(r.head == span.id and r.type == SAID_BY for r in article.relations)

    def _attribution(self, article: ArticleAtHand, claim: Span) -> Attribution:
        near = article.covering(claim.start - _AROUND, claim.end + _AROUND)
        names = self._workspace.proposals.names()
        scheme = self._workspace.scheme
        return attribution(article.text, claim.start, claim.end, scheme, near, names)

    def _stance(self, claim: Span, cue: Cue | None) -> Stance | None:
        workspace = self._workspace
        if any(id_ == STANCE for id_, _ in claim.attributes) or workspace.article is None:
            return None
        place = (cue.start, cue.end) if cue is not None else None
        stretch = claim.start, claim.end
        found = stance(workspace.article.text, stretch, place, workspace.scheme)
        default = workspace.scheme.default_of(f"label.{vocabulary(workspace.scheme).claim}", STANCE)
        return None if found is None or found.value in default else found
