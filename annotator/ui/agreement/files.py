"""The drawings and the report as files: vectors, a picture, a page to print, a PDF."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSize, QUrl
from PySide6.QtGui import (
    QColor,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)
from PySide6.QtSvg import QSvgGenerator

from annotator.actions.action import Drawn
from annotator.model.agreement.agreement import Agreement
from annotator.model.agreement.written import Drawn as Held
from annotator.model.agreement.written import html
from annotator.ui.agreement.drawing import Canvas, Drawing
from annotator.ui.agreement.sections import drawings
from annotator.ui.theme import LIGHT, type_font

WIDTH = 840
_MARGIN = 24
_TITLE = 36
_GAP = 24
_SHARP = 3
"""How many points of a picture a pixel of the screen has."""
_PRINTED = 740
"""The width of a drawing in the report, in pixels of a page."""
_DOTS = 116
"""An inch of a page has so many pixels, so that letters of 13 are 8 points high."""
_INCH = 96
"""An inch of a browser has so many pixels."""
_PAGE_MARGIN = 18.0
"""Millimetres."""
_Titled = Sequence[tuple[str, Drawing]]


def drawn(found: Agreement, way: Drawn) -> bytes:
    """Give the file: the drawings alone (svg, png), or the report that holds them (html, pdf)."""
    if way in ("svg", "png"):
        titled = [(title, drawing) for _, title, drawing in drawings(found)]
        return _vectors(titled) if way == "svg" else _picture(titled)
    return _page(found) if way == "html" else _pdf(found)


def _vectors(titled: _Titled) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    size = _size(titled)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setResolution(_INCH)
    generator.setTitle("Agreement")
    painter = QPainter(generator)
    _paint(painter, titled, size)
    painter.end()
    return bytes(buffer.data().data())


def _picture(titled: _Titled) -> bytes:
    size = _size(titled)
    image = QImage(size * _SHARP, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.paper))
    painter = QPainter(image)
    painter.scale(_SHARP, _SHARP)
    _paint(painter, titled, size)
    painter.end()
    return _png(image)


def _png(image: QImage) -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # Qt takes the name of the format
    buffer.close()
    return bytes(held.data())


def _size(titled: _Titled) -> QSize:
    high = sum(drawing.height + (_TITLE if title else 0) for title, drawing in titled)
    wide = max(WIDTH, *(round(drawing.least) for _, drawing in titled))
    return QSize(wide + 2 * _MARGIN, round(high + _GAP * (len(titled) - 1)) + 2 * _MARGIN)


def _paint(painter: QPainter, titled: _Titled, size: QSize) -> None:
    """Paint drawings one below the other, as on light paper."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), QColor(LIGHT.paper))
    painter.translate(QPointF(_MARGIN, _MARGIN))
    width = float(size.width() - 2 * _MARGIN)
    for title, drawing in titled:
        canvas = Canvas(painter, width, LIGHT)
        if title:
            place = QRectF(0, 0, width, _TITLE - 12)
            canvas.write(place, title, type_font("heading"), LIGHT.ink)
            painter.translate(QPointF(0, _TITLE))
        drawing.paint(canvas)
        painter.translate(QPointF(0, drawing.height + _GAP))


# --- the report -----------------------------------------------------------------------------------


def _page(found: Agreement) -> bytes:
    pictures: dict[str, Held] = {}
    for name, _, drawing in drawings(found):
        titled = [("", drawing)]
        data = base64.b64encode(_vectors(titled)).decode("ascii")
        pictures[name] = _held(f"data:image/svg+xml;base64,{data}", _size(titled), WIDTH)
    return html(found, pictures).encode()


def _held(address: str, size: QSize, width: int) -> Held:
    return Held(address, width, round(size.height() * width / size.width()))


def _pdf(found: Agreement) -> bytes:
    document = QTextDocument()
    document.setDefaultFont(type_font("base"))
    pictures: dict[str, Held] = {}
    for name, _, drawing in drawings(found):
        address, titled = f"drawing:{name}", [("", drawing)]
        image = QImage.fromData(_picture(titled))
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(address), image)
        pictures[name] = _held(address, _size(titled), _PRINTED)
    document.setHtml(html(found, pictures))
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle("Agreement")
    writer.setResolution(_DOTS)
    margins = QMarginsF(_PAGE_MARGIN, _PAGE_MARGIN, _PAGE_MARGIN, _PAGE_MARGIN)
    size = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, margins,
                                     QPageLayout.Unit.Millimeter))  # fmt: skip
    document.print_(writer)
    buffer.close()
    return bytes(held.data())
