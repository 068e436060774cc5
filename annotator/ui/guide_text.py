"""Shows one page of the guide: Markdown in our type and colours, and nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from annotator.ui.theme import TYPE, Colours, Space, type_font

_MARKDOWN = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | (
    QTextDocument.MarkdownFeature.MarkdownNoHTML
)
_HEADINGS = {1: ("page", 0, Space.M), 2: ("heading", Space.L, Space.XS)}
"""The type of a heading, and the room above and below it."""
_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value
_MOST_HITS = 500
_Dressing = list[tuple[int, int, QTextCharFormat]]


class GuideText(QTextBrowser):
    """One page. Links are told to whoever asks; nothing is loaded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDocumentMargin(Space.S)

    def loadResource(self, type_: int, name: QUrl | str) -> str:  # noqa: ARG002, N802
        """Load nothing: a page has its words and no more."""
        return ""

    def show_text(self, text: str, colours: Colours) -> None:
        """Show a page from its beginning."""
        document = self.document()
        document.setDefaultFont(type_font("base"))
        document.setMarkdown(text, _MARKDOWN)
        for block in _blocks(document):
            _dress_block(block, colours)
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                _dress_table(frame)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def mark(self, words: str, colours: Colours) -> None:
        """Mark every place where these words stand, and show the first."""
        hits = list(self._hits(words)) if words.strip() else []
        self.setExtraSelections([_marked(hit, colours) for hit in hits])
        if hits:
            start = QTextCursor(hits[0])
            start.setPosition(start.selectionStart())
            self.setTextCursor(start)

    def _hits(self, words: str) -> Iterator[QTextCursor]:
        cursor = self.document().find(words, 0)
        number = 0
        while not cursor.isNull() and number < _MOST_HITS:
            yield cursor
            number += 1
            cursor = self.document().find(words, cursor)

    def go_on(self, words: str) -> None:
        """Go to the next place where these words stand, and from the last to the first."""
        if words.strip() and not self.find(words):
            self.moveCursor(QTextCursor.MoveOperation.Start)
            self.find(words)


def _marked(cursor: QTextCursor, colours: Colours) -> QTextEdit.ExtraSelection:
    marked = QTextEdit.ExtraSelection()
    marked.cursor = cursor
    marked.format.setBackground(QColor(colours.selection))
    return marked


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _dress_block(block: QTextBlock, colours: Colours) -> None:
    level = block.blockFormat().headingLevel()
    style, above, below = _HEADINGS.get(level, ("base", 0, Space.S))
    if block.textList() is not None:
        below = Space.XS
    wanted = QTextBlockFormat(block.blockFormat())
    wanted.setTopMargin(above)
    wanted.setBottomMargin(below)
    wanted.setLineHeight(TYPE[style].pitch + (0 if level else 1), _FIXED)
    cursor = QTextCursor(block)
    cursor.setBlockFormat(wanted)
    for start, length, form in _dressings(block, style, colours):
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(form)


def _dressings(block: QTextBlock, style: str, colours: Colours) -> _Dressing:
    """Say how each stretch of a block is to look, before any of them is changed."""
    found: _Dressing = []
    place = block.begin()
    while not place.atEnd():
        piece = place.fragment()
        found.append((piece.position(), piece.length(), _form(piece, style, colours)))
        place += 1
    return found


def _form(piece: QTextFragment, style: str, colours: Colours) -> QTextCharFormat:
    before = piece.charFormat()
    form = QTextCharFormat()
    is_key = before.fontFixedPitch()
    is_bold = before.fontWeight() > TYPE["base"].weight
    form.setFont(
        type_font("small" if is_key else "strong" if is_bold and style == "base" else style)
    )
    form.setForeground(QBrush(QColor(colours.ink_2 if is_key else colours.ink)))
    if is_key:
        form.setBackground(QBrush(QColor(colours.well)))
    if before.isAnchor():
        form.setAnchor(True)
        form.setAnchorHref(before.anchorHref())
        form.setFontUnderline(True)
    return form


def _dress_table(table: QTextTable) -> None:
    """Show the rows without lines around them, the keys in a column of their own."""
    wanted = table.format()
    wanted.setBorder(0)
    wanted.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
    wanted.setCellPadding(2)
    wanted.setCellSpacing(0)
    wanted.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    wanted.setColumnWidthConstraints([
        QTextLength(QTextLength.Type.PercentageLength, 32),
        QTextLength(QTextLength.Type.PercentageLength, 68),
    ])  # fmt: skip
    wanted.clearProperty(QTextFormat.Property.TableHeaderRowCount)
    table.setFormat(wanted)
    table.removeRows(0, 1)  # Markdown has no table without a head; the rows speak for themselves
