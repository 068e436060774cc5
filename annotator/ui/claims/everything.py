"""All claims of the project: grouped by source, actor, event…, filtered, and read as a list."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from annotator.model.claims.claim import Claim
from annotator.model.sentences import count, say
from annotator.store.claims.index import BY, By, Chosen, Group, Listed
from annotator.ui.claims.head import name_opener
from annotator.ui.claims.rows import TwoLineList, TwoLines
from annotator.ui.commands import Commands
from annotator.ui.icons import Icons
from annotator.ui.library.dates import short_date
from annotator.ui.parts.buttons import button
from annotator.ui.parts.empty import EmptyList
from annotator.ui.parts.field import FilterField
from annotator.ui.parts.layouts import across, down, frame
from annotator.ui.parts.menus import ChoiceMenu
from annotator.ui.parts.words import label
from annotator.ui.theme import Space, Theme
from annotator.workspace.workspace import Workspace

_ALL = "\x00all"
"""The row above the groups: the claims of all of them."""
_PAGE = 60
_GROUPS = 300
_CLAIM_ROW = 74
_NAMED = 4
"""So many sources are named that contradict another one."""


class Everything(QFrame):
    """Groups on the leading side, the claims of the chosen one beside them."""

    opened = Signal(str, str)
    """The ids of an article and a claim whose words are asked for."""
    left = Signal()

    def __init__(
        self, theme: Theme, icons: Icons, workspace: Workspace, commands: Commands
    ) -> None:  # fmt: skip
        super().__init__()
        self._workspace = workspace
        self._by: By = "source"
        self._key: str | None = None
        self._at: dict[str, tuple[str, int]] = {}
        """By claim: its article, and its number in the order of publication."""
        self._facts = label("", "meta")
        self.filter = FilterField(theme, icons, "Filter claims")
        self.by = button("", "quiet")
        self._name_by()
        self.by.clicked.connect(self._offer_by)
        self.compare = button("Compare as a table", "quiet")
        self.compare.setToolTip("Show what each source says in the claims that are listed.")
        self.compare.clicked.connect(self._compare)
        self.export = button("Export", "quiet")
        self.export.setToolTip(commands["export_claims"].help)
        self.export.clicked.connect(lambda: commands.do("export_claims"))
        self.groups = TwoLineList(theme, "Groups", inset=0)
        self.list = TwoLineList(theme, "Claims", _CLAIM_ROW, 0)
        self._about = label("", "small", wrap=True)
        self._none = EmptyList(
            icons, "claims", "No claims yet",
            "Select what somebody says in an article, and press C.",
        )  # fmt: skip
        self._lay_out()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show_groups)
        self._connect()

    def _lay_out(self) -> None:
        self.filter.setFixedWidth(260)
        head = across(self.filter, self.by, None, self.compare, self.export)
        self.groups.setFixedWidth(280)
        claims = down(across(self._about, margins=(Space.S, 0, Space.S, 0)), gap=Space.S)
        claims.addWidget(self.list, 1)
        both = across(gap=Space.L)
        both.addWidget(self.groups)
        both.addLayout(claims, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(frame("", both))
        self._pages.addWidget(frame("", down(Space.XXL, self._none, None)))
        column = down(label("All claims", "page"), self._facts, Space.M, head, Space.S, gap=4)
        column.addWidget(self._pages, 1)
        self.setLayout(column)

    def _connect(self) -> None:
        self.filter.changed.connect(self._on_filter)
        self.filter.entered.connect(lambda: self.list.setFocus(Qt.FocusReason.TabFocusReason))
        self.filter.left.connect(self.left)
        self.groups.chosen.connect(self._choose)
        self.groups.entered.connect(self._enter)
        self.list.entered.connect(self._open)
        self.list.verticalScrollBar().valueChanged.connect(self._read_on)
        for view in (self.groups, self.list):
            view.left.connect(self.left)
            view.typed.connect(self._type)

    def regions(self) -> list[QWidget]:
        """Give what Tab and F6 go through."""
        return [self.filter, self.groups, self.list, self.compare]

    def go_home(self) -> None:
        """Put the keyboard into the groups, or into the list while there are none."""
        home = self.groups if self.groups.model_rows.rows else self.list
        home.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """Show all claims of another project: no filter, no group."""
        self._key = None
        self.filter.set_text("")

    # --- showing ----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the claims as they are known now: at once the first ones, all when they are read."""
        index = self._workspace.claims.index
        self.filter.setEnabled(index is not None)
        self.by.setEnabled(index is not None)
        self.compare.setEnabled(index is not None)
        if index is None:
            found = self._workspace.claims.first(_PAGE)
            self._facts.setText("The claims are being read…")
            self._about.setText("")
            self.groups.show_rows([])
            self._at = {claim.id: (claim.article, 0) for claim in found}
            self.list.show_rows([_of_claim(claim) for claim in found])
            return
        known = count(len(index), "claim", "claims")
        if self._workspace.claims.is_behind:
            known = say("{claims}, as before the last change. They are read again…", claims=known)
        self._facts.setText(known)
        self._pages.setCurrentIndex(0 if len(index) else 1)
        self._show_groups()
        self._show_list()

    def _chosen(self) -> Chosen:
        if self._key is None:
            return Chosen(self.filter.text())
        return Chosen(self.filter.text(), self._by, self._key)

    def _show_groups(self) -> None:
        index = self._workspace.claims.index
        if index is None:
            return
        found = index.groups(self._by, self.filter.text(), _GROUPS)
        many = index.count(Chosen(self.filter.text()))
        rows = [
            TwoLines(_ALL, say("All, by {what}", what=self._by), count(many, "claim", "claims"))
        ]
        rows += [_of_group(group) for group in found]
        self.groups.show_rows(rows, _ALL if self._key is None else self._key)

    def _show_list(self) -> None:
        index = self._workspace.claims.index
        if index is None:
            return
        self._at, self._workspace.claims.listed = {}, self._chosen()
        page = index.page(self._chosen(), 0, _PAGE)
        self._keep(page)
        self.list.show_rows([_of_listed(one) for one in page])
        self.list.scrollToTop()
        self._about.setText(self._who_contradicts())

    def _read_on(self) -> None:
        """Read the next page once the end of the list is near."""
        index, bar = self._workspace.claims.index, self.list.verticalScrollBar()
        rows = self.list.model_rows.rows
        if index is None or not rows or bar.value() < bar.maximum() - 10 * _CLAIM_ROW:
            return
        page = index.page(self._chosen(), self._at[rows[-1].id][1], _PAGE)
        self._keep(page)
        self.list.model_rows.add([_of_listed(one) for one in page])

    def _keep(self, page: list[Listed]) -> None:
        self._at |= {one.id: (one.article, one.number) for one in page}

    def _who_contradicts(self) -> str:
        index = self._workspace.claims.index
        if index is None or self._by != "source" or self._key is None:
            return ""
        others = index.contradicted_by(self._key)
        if not others:
            return "Nobody is recorded as contradicting this source."
        named = [say("{name} ({n})", name=one.name, n=one.claims) for one in others[:_NAMED]]
        more = len(others) - len(named)
        rest = say(" and {more} more", more=more) if more > 0 else ""
        return say("Contradicted by {names}{rest}", names=", ".join(named), rest=rest)

    # --- choosing ---------------------------------------------------------------------------------

    def _on_filter(self, _words: str) -> None:
        self._show_list()
        self._later.start()  # the groups follow when the list has been painted

    def _choose(self, id_: str) -> None:
        self._key = None if id_ == _ALL else id_
        self._show_list()

    def _enter(self, id_: str) -> None:
        self._choose(id_)
        if self.groups.hasFocus():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            if self.list.model_rows.rows:
                self.list.setCurrentIndex(self.list.model_rows.index(0))

    def _open(self, id_: str) -> None:
        if id_ in self._at:
            self.opened.emit(self._at[id_][0], id_)

    def _compare(self) -> None:
        name = next((r.title for r in self.groups.model_rows.rows if r.id == self._key), "")
        typed = self.filter.text().strip()
        words = say("“{words}”", words=typed) if typed else ""
        title = ", ".join(part for part in (name, words) if part) or "All claims"
        self._workspace.claims.choose_some(self._chosen(), title)

    def _offer_by(self) -> None:
        menu = ChoiceMenu([(by, f"By {by}") for by in BY], [self._by], self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.chosen.connect(self.group_by)
        menu.open_below(self.by)

    def group_by(self, by: str) -> None:
        """Group the claims by something else."""
        self._by = next(one for one in BY if one == by)
        self._key = None
        self._name_by()
        self.refresh()

    def _name_by(self) -> None:
        name_opener(self.by, say("By {what}", what=self._by))

    def _type(self, words: str) -> None:
        if self.filter.isEnabled():
            self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.filter.set_text(self.filter.text() + words)


def _of_group(group: Group) -> TwoLines:
    meta = count(group.claims, "claim", "claims")
    if group.contradicted:
        meta = say("{claims} · {n} contradicted", claims=meta, n=group.contradicted)
    return TwoLines(group.key, group.name.replace("_", " "), meta)


def _of_listed(one: Listed) -> TwoLines:
    facts = [
        ", ".join(one.sources), one.stance.replace("_", " "),
        short_date(one.date, with_year=True) if one.date else "",
        say("contradicted {n}×", n=one.contradicted) if one.contradicted else "",  # noqa: RUF001
        one.title,
    ]  # fmt: skip
    return TwoLines(one.id, one.quote, " · ".join(fact for fact in facts if fact), is_quote=True)


def _of_claim(claim: Claim) -> TwoLines:
    names = ", ".join(source.name for source in claim.sources)
    facts = (names, claim.stance.replace("_", " "), claim.citation.title)
    return TwoLines(claim.id, claim.quote, " · ".join(filter(None, facts)), is_quote=True)
