"""How far those who are compared agree on the open article, label by label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from annotator.model.review.comparison import Comparison
from annotator.model.sentences import say
from annotator.ui.commands import Commands
from annotator.ui.looks import looks
from annotator.ui.parts.buttons import button
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.meter import Meter
from annotator.ui.parts.swatch import Swatch
from annotator.ui.parts.words import label, tooltip
from annotator.ui.theme import Space, Theme
from annotator.workspace.workspace import Workspace

_METER = 120
_MOST = 4


def exact_agreement(found: Comparison, known: Mapping[str, str]) -> dict[str, float]:
    """Give for each label, by its id, the share of marks that all marked exactly alike.

    Of two people it is the F1 of one against the other; of more it is the same share of all marks.
    Under an empty id it is the share of all labels together.
    """
    alike: Counter[str] = Counter()
    everything: Counter[str] = Counter()
    for agreed in found.agreed:
        for span in agreed.spans:
            alike[known.get(span.label, span.label)] += 1
            everything[known.get(span.label, span.label)] += 1
    for case in found.cases:
        for version in case.versions:
            for span in version.spans:
                everything[known.get(span.label, span.label)] += 1
                if case.is_alike:  # it is a case because a reviewer decided it nevertheless
                    alike[known.get(span.label, span.label)] += 1
    shares = {id_: alike[id_] / number for id_, number in everything.items()}
    return shares | {"": alike.total() / everything.total() if everything else 1.0}


class Agreement(QWidget):
    """A thin bar for each label."""

    def __init__(self, theme: Theme, workspace: Workspace, commands: Commands) -> None:
        super().__init__()
        self._theme, self._workspace = theme, workspace
        self._grid = QGridLayout()
        self._grid.setContentsMargins(20, Space.XS, 20, 0)
        self._grid.setHorizontalSpacing(Space.M)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._bars = QWidget()
        self._bars.setLayout(self._grid)
        self._remark = label("exact spans, this article", "meta")
        everything = button("All articles", "quiet")
        everything.setToolTip(tooltip(commands["agreement_page"].help))
        everything.clicked.connect(lambda: commands.do("agreement_page"))
        head = across(label("Agreement", "strong"), self._remark, None, everything,
                      margins=(20, 0, Space.M, 0))  # fmt: skip
        self.setLayout(down(head, self._bars, gap=0, margins=(0, Space.S, 0, Space.S)))
        self.setAccessibleName("Agreement")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._read: dict[str, float] | None = None
        self._of: object = None
        """What that was worked out from."""
        workspace.review.changed.connect(self.read)
        theme.changed.connect(self._draw)

    def fold(self, *, folded: bool) -> None:
        """Show one line alone, where there is little room."""
        self._bars.setVisible(not folded)
        self._say()

    def read(self) -> None:
        """Measure anew, and draw where a figure is another."""
        found, known = self._workspace.review.comparison, self._workspace.scheme.label_ids
        self.setVisible(found is not None and len(found.persons) > 1)
        of = found and (known, found.agreed, [case.versions for case in found.cases])
        if of == self._of and of is not None:  # most decisions change nothing of it
            return
        self._of = of
        before, self._read = self._read, exact_agreement(found, known) if found else None
        if self._read != before:
            self._draw()

    def _draw(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        scheme, shares = self._workspace.scheme, self._read or {}
        drawn = looks(scheme, self._theme.mode)
        for row, id_ in enumerate([one.id for one in scheme.labels if one.id in shares][:_MOST]):
            name = scheme.label_names.get(id_, id_)
            share = shares[id_]
            self._grid.addWidget(Swatch(self._theme, drawn[id_]), row, 0)
            self._grid.addWidget(label(name, "small"), row, 1)
            said = say("{label}: {share}%", label=name, share=round(share * 100))
            self._grid.addWidget(Meter(self._theme, share, _METER, said), row, 2)
            self._grid.addWidget(label(f"{share:.2f}", "small"), row, 3)
        self._say()

    def _say(self) -> None:
        if self._read is not None:
            share = f"{self._read['']:.2f}"
            self._remark.setText(say("F1 {share}, exact spans", share=share))
