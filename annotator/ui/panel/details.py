"""The details of the chosen mark: what it is, what is said of it, and what ties it to others."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from annotator.actions.marks.details import (
    Known,
    find_entities,
    likely_entities,
    new_entity,
    set_entity,
    set_note,
)
from annotator.actions.marks.relating import delete_relation
from annotator.model.change import Changes
from annotator.model.paragraphs import Paragraphs, paragraph_numbers
from annotator.model.relating import CUE, SAID_BY
from annotator.model.span import Relation, Span
from annotator.ui.icons import Icons
from annotator.ui.looks import LabelLook, looks
from annotator.ui.panel.deeds import Do, attempt
from annotator.ui.panel.editor import Shown
from annotator.ui.panel.form import Form
from annotator.ui.panel.heading import Heading
from annotator.ui.panel.height import steady_height
from annotator.ui.panel.picking import PickEditor
from annotator.ui.panel.said import Said
from annotator.ui.panel.sources import SourceRows
from annotator.ui.panel.tie_rows import DELETE, TieRows
from annotator.ui.panel.ties import ties_of
from annotator.ui.panel.written import BoxEditor
from annotator.ui.parts.empty import EmptyList
from annotator.ui.parts.form import FormRow
from annotator.ui.parts.layouts import across, down, frame
from annotator.ui.parts.scrolled import scrolled
from annotator.ui.theme import Theme
from annotator.workspace.article import MarksDelta
from annotator.workspace.entities import EntityNames, names_entities
from annotator.workspace.workspace import Workspace

_SHARE = 0.53
"""Of the panel's height: the most that the details take."""
_LIKELY = 5
"""So many are offered before the others."""
_NOT_HERE = "an entity that is not here"


class Details(QWidget):
    """Shows the chosen mark, and writes each answer at once. Nothing typed is lost: see `flush`."""

    change_asked = Signal(object)
    """Something else shall be said of this Relation."""

    def __init__(self, theme: Theme, icons: Icons, workspace: Workspace, do: Do) -> None:
        super().__init__()
        self._theme, self._workspace, self._do = theme, workspace, do
        self._entities = EntityNames()
        self._looks: dict[str, LabelLook] = {}
        self._span: Span | None = None
        self._form: Form | None = None
        self._forms: dict[str, Form] = {}
        self._wants_note = False
        self._is_flushing = False
        self._goes_back = False
        """The entity was asked for from the text: answered, the keyboard goes back there."""
        self._is_stale = True
        self._build(icons)
        self._connect()
        self._renew_looks()
        self._on_moved()

    def _build(self, icons: Icons) -> None:
        self._head = Heading(self._theme, icons)
        above = down(gap=0)
        self._ties = TieRows(self._theme, icons, above, self._go, self._on_tie)
        self.sources = SourceRows(self._theme, self._workspace, self._entities)
        self.entity = PickEditor(
            self._theme, "Entity", self._find_entities, self._entity_names,
            makes="New entity “{name}”",
        )  # fmt: skip
        self._entity_row = QWidget()
        self._entity_row.setLayout(across(8, FormRow("Entity", self.entity), gap=0))
        self._fields = down(gap=0)
        self.note = BoxEditor("Note", "What a colleague or a reviewer should know")
        self.said = Said(self._workspace, self._do, "Comments on the mark")
        self.said_of_article = Said(self._workspace, self._do, "Comments on the article")
        margins = (12, 8, 12, 12)
        self._page = QWidget()
        self._page.setLayout(
            down(self._head, self.sources, above, self._entity_row, self._fields, self.note,
                 self.said, gap=0, margins=margins)
        )  # fmt: skip
        self._nothing = _empty(
            icons,
            "No mark is chosen",
            "Click one, or press Space with the caret in it.",
        )
        self._words = _empty(
            icons,
            "Words are selected",
            "Press the key of a label, or its tile above, to mark them.",
        )
        said = frame("", down(self.said_of_article, gap=0, margins=(12, 0, 12, 12)))
        self._column: QVBoxLayout = down(
            self._page, self._nothing, said, self._words, None, gap=0
        )  # fmt: skip
        self._scroll: QScrollArea = scrolled(self._column)
        self.setLayout(down(self._scroll, gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _connect(self) -> None:
        workspace = self._workspace
        workspace.opened.connect(self._forget_forms)
        workspace.closed.connect(self._forget_forms)
        workspace.moved.connect(self._on_moved)
        workspace.selected.connect(self.refresh)
        workspace.marks_changed.connect(self._on_marks_changed)
        workspace.changed.connect(self._on_changed)
        self._theme.changed.connect(self._renew_looks)
        self._head.note_asked.connect(self.focus_note)
        self._head.delete_asked.connect(self._on_delete)
        self.entity.answered.connect(self._on_entity)
        self.entity.made.connect(self._on_new_entity)
        workspace.register.changed.connect(self._on_named)
        self.note.answered.connect(self._on_note)

    # --- what is shown ----------------------------------------------------------------------------

    @property
    def span(self) -> Span | None:
        """The mark that is shown."""
        return self._span

    @property
    def form(self) -> Form | None:
        """The fields that are shown."""
        return self._form if self._span is not None else None

    def refresh(self) -> None:
        """Show the mark that is chosen now. What was typed for another one is written first."""
        if self._is_flushing:
            return  # the mark that was left is being written; the new one is shown after it
        chosen = self._workspace.chosen
        if self._span is not None and (chosen is None or chosen.id != self._span.id):
            self._write()
            self._wants_note = False
        self._is_stale = not self.isVisible()
        if self._is_stale:
            self._span = None
            return
        self._span = span = self._workspace.chosen
        self._page.setVisible(span is not None)
        are_words = span is None and not self._workspace.selection.is_caret
        self._nothing.setVisible(span is None and not are_words)
        self._words.setVisible(are_words)
        article = self._workspace.article
        if are_words or span is not None or article is None:
            self.said_of_article.hide()
        else:
            self.said_of_article.show_of(article.id, None)
        if span is None:
            self.setAccessibleName("Details: no mark is chosen")
            self.setFocusProxy(None)  # type: ignore[arg-type]  # which is how Qt forgets it
        else:
            self._show(span)

    def showEvent(self, event: QShowEvent) -> None:
        """Show what was chosen meanwhile: while it is hidden it costs nothing."""
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Lose nothing that was typed."""
        super().hideEvent(event)
        self._write()

    def _show(self, span: Span) -> None:
        id_ = self._label_of(span)
        look = self._looks.get(id_)
        self.setAccessibleName(f"Details of {look.name if look is not None else span.label}")
        mine = span.person == self._workspace.person.id
        paragraph = self._ties.paragraphs.number_at(span.start)
        self._head.show_span(span, look, paragraph, mine=mine)
        self._show_entity(span, look)
        form = self._show_form(span)
        is_own_claim = self.sources.show_of(span, self._looks)
        ties = ties_of(self._workspace, span, self._entities)
        self._head.count_ties(len(ties))
        if is_own_claim:
            ties = [tie for tie in ties if tie.relation.type not in {SAID_BY, CUE}]
        self._ties.show(ties, form.between, span.article, self._looks, mine=mine)
        self.note.show_values(Shown((span.note,) if span.note else ()))
        self.note.setVisible(bool(span.note) or self._wants_note)
        self.said.show_of(span.article, span)
        for part in (self._entity_row, form, self.note):
            part.setEnabled(mine)
        first = form.first or self._head.note
        first = first if self._entity_row.isHidden() else self.entity
        self.setFocusProxy(self.sources.said_by if is_own_claim and self.sources.asks else first)

    def _label_of(self, span: Span) -> str:
        return self._workspace.scheme.label_ids.get(span.label, span.label)

    def _show_entity(self, span: Span, look: LabelLook | None) -> None:
        named = names_entities(self._workspace.scheme, span.label)
        self._entity_row.setVisible(named or span.entity is not None)
        self.entity.look = look
        self.entity.proposed = " ".join(span.quote.split())
        asks = named and span.entity is None
        self.entity.likely = likely_entities(self._workspace, span)[:_LIKELY] if asks else ()
        if span.entity is not None:
            self._entities.read(self._workspace.reader, [span.entity])
        entity = self._entities.of(span.entity)
        id_ = entity.id if entity is not None else span.entity
        self.entity.show_values(Shown((id_,) if id_ else (), (), is_open=named))

    def _show_form(self, span: Span) -> Form:
        key = f"{self._label_of(span)} {self._workspace.shows_expert}"
        form = self._forms.get(key)
        if form is None:
            form = self._forms[key] = Form(self._theme, self._workspace, span)
            self._fields.addWidget(form)
        if self._form is not None and self._form is not form:
            self._form.hide()
        self._form = form
        form.show_span(span)
        form.show()
        return form

    def _find_entities(self, words: str) -> list[Known]:
        return find_entities(self._workspace, words, self._span.label if self._span else "")

    def _entity_names(self, ids: tuple[str, ...]) -> list[str]:
        known = [self._entities.of(id_) for id_ in ids]
        return [entity.name if entity is not None else _NOT_HERE for entity in known]

    # --- what happens elsewhere -------------------------------------------------------------------

    def _on_moved(self) -> None:
        self._write()
        self._number_paragraphs()
        self.refresh()

    def _number_paragraphs(self) -> None:
        article = self._workspace.article
        self._ties.paragraphs = (
            Paragraphs((), frozenset())
            if article is None
            else paragraph_numbers(article.text, article.zones)
        )

    def _on_marks_changed(self, delta: MarksDelta) -> None:
        if delta.whole:  # expert labels may have come, whose forms are longer
            self.updateGeometry()
        if delta.whole or self._workspace.chosen is not self._span:
            self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch("scheme", "label", "attribute", "relation_type"):
            self._write()
            self._forget_forms()
        if changes.touch("entity"):
            self._entities.forget(changes.items)
        if changes.touch("zone"):
            self._number_paragraphs()
        if changes.touch("entity", "event", "relation", "zone", "label", "attribute",
                         "comment"):  # fmt: skip
            self.refresh()

    def _on_named(self) -> None:
        """Look again who is likely, once all names are read."""
        if self._span is not None and self._span.entity is None and not self._is_stale:
            self.refresh()

    def _forget_forms(self) -> None:
        self.updateGeometry()
        self._form = None
        for form in self._forms.values():
            form.hide()
            form.deleteLater()
        self._forms.clear()
        self._entities.forget()
        self._renew_looks()

    def _renew_looks(self) -> None:
        self._ties.types = {type_.id: type_ for type_ in self._workspace.scheme.relations}
        self._looks = looks(self._workspace.scheme, self._theme.mode)

    # --- what the user does -----------------------------------------------------------------------

    def flush(self) -> None:
        """Write what was typed and not written yet."""
        self._write()
        if self._workspace.chosen is not self._span:
            self.refresh()

    def _write(self) -> None:
        if self._is_flushing:
            return
        self._is_flushing = True
        try:
            self.said_of_article.flush()
            if self._span is None:
                return
            if self._form is not None:
                self._form.flush()
            self.note.flush()
            self.said.flush()
        finally:
            self._is_flushing = False

    def focus_note(self) -> None:
        """Put the keyboard into the note."""
        if self._span is None:
            return
        self._wants_note = True
        self.note.show()
        self._column.activate()
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._scroll.ensureWidgetVisible(self.note)

    def focus_entity(self) -> None:
        """Begin to choose the entity."""
        if self._span is not None and not self._entity_row.isHidden():
            self._goes_back = True
            self.entity.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the text by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._do("focus_article")
        else:
            super().keyPressEvent(event)

    def _go(self, span: Span) -> None:
        """Go to another mark, in its own article."""
        workspace, article = self._workspace, self._workspace.article
        if article is not None and article.id != span.article:
            whose = article.whose
            if not attempt(workspace, lambda: workspace.show(span.article, whose=whose)):
                return
        if workspace.shows(span):
            workspace.choose(span)
        else:
            workspace.pick(span.start, span.end)
        self._do("focus_article")

    def _on_tie(self, deed: str, relation: Relation) -> None:
        """Change or delete a relation."""
        if deed == DELETE:
            attempt(self._workspace, lambda: delete_relation(self._workspace, relation))
        else:
            self.change_asked.emit(relation)

    def _on_delete(self) -> None:
        self.flush()
        self._do("delete_mark")

    def _on_note(self, values: tuple[str, ...]) -> None:
        span, workspace = self._span, self._workspace
        if span is not None:
            workspace.save(lambda: set_note(workspace, span, "".join(values)))

    def _on_entity(self, values: tuple[str, ...]) -> None:
        span, workspace = self._span, self._workspace
        if span is not None:
            entity = values[0] if values else None
            workspace.save(lambda: set_entity(workspace, span, entity))
            self._go_back()

    def _on_new_entity(self, name: str) -> None:
        span, workspace = self._span, self._workspace
        if span is not None:
            workspace.save(lambda: new_entity(workspace, span, name))
            self._go_back()

    def _go_back(self) -> None:
        if self._goes_back:
            self._goes_back = False
            self._do("focus_article")

    # --- its height -------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Be as high as the longest form of the scheme, up to about half of the panel.

        It is the same whatever is chosen: the outline above must not move under the hand.
        """
        parent = self.parentWidget()
        wanted = steady_height(self._workspace)
        most = round(parent.height() * _SHARE) if parent is not None else wanted
        return QSize(super().sizeHint().width(), min(wanted, most))

    def minimumSizeHint(self) -> QSize:
        """Keep the height."""
        return QSize(0, self.sizeHint().height())


def _empty(icons: Icons, words: str, remark: str) -> QWidget:
    page = QWidget()
    sign = EmptyList(icons, "annotate", words, remark)
    page.setLayout(down(sign, gap=0, margins=(20, 16, 20, 20)))
    return page
