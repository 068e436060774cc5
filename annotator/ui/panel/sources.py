"""Who says a claim and with which cue, as the first rows of its form; proposals come first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QWidget

from annotator.actions.marks.details import Known
from annotator.actions.marks.sourcing import is_claim, set_cues, set_sources
from annotator.model.relating import (
    ANONYMOUS,
    CUE,
    IMPLICIT,
    SAID_BY,
    SOURCE_STATUS,
    has_implicit_source,
)
from annotator.model.span import Span
from annotator.suggest.sources import Actor, Cue
from annotator.suggest.vocabulary import vocabulary
from annotator.ui.looks import LabelLook
from annotator.ui.panel.editor import Shown
from annotator.ui.panel.picking import PickEditor, fitting
from annotator.ui.parts.form import FormRow
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.words import key_hint
from annotator.ui.theme import Theme
from annotator.workspace.entities import EntityNames
from annotator.workspace.workspace import Workspace

_NOBODY, _UNNAMED = " nobody", " anonymous"
"""Ids of answers that are no words of the article."""
_NOBODY_WORDS, _UNNAMED_WORDS = "nobody is named", "not by name"
_ENTER = "Enter"


class SourceRows(QWidget):
    """The rows “Said by” and “Cue” of one's own claim."""

    def __init__(self, theme: Theme, workspace: Workspace, entities: EntityNames) -> None:
        super().__init__()
        self._workspace, self._entities = workspace, entities
        self._claim: Span | None = None
        self._actors: dict[str, Actor] = {}
        self._cues: dict[str, Cue] = {}
        self.asks = False
        """Whether nobody has said yet who says the claim."""
        self.said_by = PickEditor(
            theme, "Said by", lambda words: fitting(self._known_actors(), words), self._names,
            many=True,
        )  # fmt: skip
        self.cue = PickEditor(
            theme, "Cue", lambda words: fitting(self._known_cues(), words), self._names
        )
        self._hint = key_hint(_ENTER)
        rows = (
            FormRow("Said by", self.said_by, self._hint),
            FormRow("Cue", self.cue),
        )
        self.setLayout(down(*(across(8, row, gap=0) for row in rows), gap=0))
        self.said_by.answered.connect(self._on_sources)
        self.cue.answered.connect(self._on_cue)
        workspace.attributing.changed.connect(self._on_attributed)

    def show_of(self, span: Span, looks: dict[str, LabelLook]) -> bool:
        """Show them for a claim of one's own. False, and nothing, for any other mark."""
        workspace = self._workspace
        is_own = is_claim(workspace, span) and span.person == workspace.person.id
        self._claim = span if is_own else None
        self.setVisible(is_own)
        if is_own:
            self.said_by.look = looks.get(vocabulary(workspace.scheme).source or "")
            self._show(span)
        return is_own

    def _show(self, claim: Span) -> None:
        proposed = self._workspace.attributing.current
        is_asked = proposed is not None and proposed.claim.id == claim.id
        self._hint.setVisible(is_asked)
        self.said_by.expected = self.cue.expected = ""
        if proposed is not None and is_asked:
            names = [self._quote(actor.start, actor.end) for actor in proposed.source.actors]
            self.said_by.expected = " and ".join(names) or _NOBODY_WORDS
            if proposed.cue is not None:
                self.cue.expected = self._quote(proposed.cue.start, proposed.cue.end)
        values = self._tails(claim, SAID_BY)
        if has_implicit_source(claim):
            values = (*values, _NOBODY)
        if (SOURCE_STATUS, ANONYMOUS) in claim.attributes:
            values = (*values, _UNNAMED)
        self.asks = not values
        self.said_by.show_values(Shown(values, is_open=True))
        self.cue.show_values(Shown(self._tails(claim, CUE)))

    def _tails(self, claim: Span, type_: str) -> tuple[str, ...]:
        """Give the ids of the marks that a claim is tied to."""
        article = self._workspace.article
        relations = article.relations if article is not None else []
        return tuple(r.tail for r in relations if r.head == claim.id and r.type == type_)

    def _on_attributed(self) -> None:
        if self._claim is not None and self.isVisible():
            self._show(self._claim)

    # --- what can be chosen -----------------------------------------------------------------------

    def _known_actors(self) -> list[Known]:
        """List who is proposed, then all who are marked as such in the article."""
        article, claim = self._workspace.article, self._claim
        if article is None or claim is None:
            return []
        likely = [a for s in self._workspace.attributing.of(claim).sources for a in s.actors]
        source = vocabulary(self._workspace.scheme).source
        ids = self._workspace.scheme.label_ids
        marked = [
            Actor(span.start, span.end, span.id)
            for span in article.spans
            if ids.get(span.label) == source
        ]
        self._actors = {_id(actor): actor for actor in (*likely, *marked)}
        known = [Known(id_, self._name(id_, actor)) for id_, actor in self._actors.items()]
        last = [Known(_NOBODY, _NOBODY_WORDS)]
        if self._tails(claim, SAID_BY):
            last.insert(0, Known(_UNNAMED, _UNNAMED_WORDS))
        found = [s for s in self._workspace.attributing.of(claim).sources[:1] if s.is_nobody]
        return [*last[-1:], *known, *last[:-1]] if found else [*known, *last]

    def _known_cues(self) -> list[Known]:
        claim = self._claim
        if claim is None:
            return []
        self._cues = {_id(cue): cue for cue in self._workspace.attributing.of(claim).cues}
        return [Known(id_, self._quote(c.start, c.end)) for id_, c in self._cues.items()]

    def _name(self, id_: str, actor: Actor) -> str:
        """Name an actor by the words, and by whom they name where that is known."""
        name, words = self._names((id_,))[0], self._quote(actor.start, actor.end)
        return words if name in ("", words) else f"{words}  ·  {name}"

    def _names(self, ids: tuple[str, ...]) -> list[str]:
        article, names = self._workspace.article, []
        for id_ in ids:
            span = article.span(id_) if article is not None else None
            if span is None:
                names.append({_NOBODY: _NOBODY_WORDS, _UNNAMED: _UNNAMED_WORDS}.get(id_, ""))
                continue
            if span.entity is not None:
                self._entities.read(self._workspace.reader, [span.entity])
            entity = self._entities.of(span.entity)
            names.append(entity.name if entity is not None else " ".join(span.quote.split()))
        return names

    def _quote(self, start: int, end: int) -> str:
        article = self._workspace.article
        return " ".join(article.text[start:end].split()) if article is not None else ""

    # --- what the user answers --------------------------------------------------------------------

    def _on_sources(self, values: tuple[str, ...]) -> None:
        claim, workspace = self._claim, self._workspace
        if claim is None:
            return
        before = set(self._tails(claim, SAID_BY))
        is_nobody = _NOBODY in values and (
            not has_implicit_source(claim) or not set(values) - {_NOBODY, _UNNAMED} - before
        )
        status = IMPLICIT if is_nobody else ANONYMOUS if _UNNAMED in values else None
        actors = [] if is_nobody else list(self._chosen(values))
        workspace.save(lambda: set_sources(workspace, claim, actors, status))

    def _chosen(self, values: Iterable[str]) -> Iterable[Actor]:
        article = self._workspace.article
        for value in values:
            span = article.span(value) if article is not None else None
            if span is not None:
                yield Actor(span.start, span.end, span.id)
            elif value in self._actors:
                yield self._actors[value]

    def _on_cue(self, values: tuple[str, ...]) -> None:
        claim, workspace = self._claim, self._workspace
        cues: Sequence[Cue] = [self._cues[value] for value in values if value in self._cues]
        if claim is not None:
            workspace.save(lambda: set_cues(workspace, claim, cues))


def _id(words: Actor | Cue) -> str:
    return words.span or f"{words.start}-{words.end}"
