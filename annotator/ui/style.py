"""The style sheet, made from the tokens: widgets opt in by their `role` property.

What can have the keyboard keeps a border of the ring's width that is clear until it has it, so
that nothing moves when the ring appears.
"""

from __future__ import annotations

from annotator.resources import resource
from annotator.ui.theme import TYPE, Colours, Radius, Size, ui_size


def style_sheet(colours: Colours) -> str:
    """Make the style sheet of one mode."""
    parts = (_surfaces, _words, _buttons, _fields, _choices, _lists, _floats, _bars)
    sheet = "\n".join(part(colours) for part in parts)
    return f"{sheet}\n{_outlines(colours)}" if colours.is_high else sheet


def _size(step: str) -> int:
    return ui_size(TYPE[step].size)


def _picture(name: str) -> str:
    return f'url("{resource(f"icons/{name}.svg").as_posix()}")'


def _caret(colours: Colours) -> str:
    return _picture("caret-dark" if colours.is_dark else "caret-light")


def _tick(colours: Colours, *, on_ink: bool) -> str:
    return _picture("tick-white" if on_ink != colours.is_dark else "tick-black")


def _inside(colours: Colours) -> int:
    """Give the height of a control without its border, which is as wide as the ring."""
    return Size.CONTROL - 2 * colours.ring


def _ground(colour: str) -> str:
    """Fill a button to its edge: Qt leaves a clear border clear."""
    return f"background: {colour}; border-color: {colour};"


def _surfaces(c: Colours) -> str:
    return f"""
    QFrame[role="chrome"] {{ background: {c.chrome}; border: none; }}
    QFrame[role="paper"] {{ background: {c.paper}; border: none; }}
    QFrame[role="hairline"] {{ background: {c.hairline}; border: none; }}
    QFrame[role="float"] {{ background: {c.raised}; border: 1px solid {c.hairline};
        border-radius: {Radius.FLOAT}px; }}
    QFrame[role="card"] {{ background: {c.paper}; border: 1px solid {c.hairline};
        border-radius: {Radius.CARD}px; }}
    QFrame[role="well"] {{ background: {c.well}; border: none; border-radius: {Radius.CONTROL}px; }}
    QScrollArea, QScrollArea > QWidget > QWidget[role="scrolled"] {{
        background: transparent; border: none; }}
    QMainWindow, QDialog {{ background: {c.chrome}; }}
    QMainWindow::separator {{ background: {c.hairline}; width: 1px; height: 1px; }}
    QSplitter::handle {{ background: {c.hairline}; }}
    """


def _words(c: Colours) -> str:
    micro, small = _size("micro"), _size("small")
    return f"""
    QLabel {{ background: transparent; }}
    QLabel[role="micro"] {{ font-size: {micro}px; color: {c.ink_3}; }}
    QLabel[role="small"] {{ font-size: {small}px; color: {c.ink_2}; }}
    QLabel[role="meta"] {{ font-size: {small}px; color: {c.ink_3}; }}
    QLabel[role="quiet"] {{ color: {c.ink_2}; }}
    QLabel[role="strong"] {{ font-weight: 600; }}
    QLabel[role="heading"] {{ font-size: {_size("heading")}px; font-weight: 600; }}
    QLabel[role="page"] {{ font-size: {_size("page")}px; font-weight: 600; }}
    QLabel[role="section"] {{ font-size: {small}px; font-weight: 600; color: {c.ink_2}; }}
    QLabel[role="caution"] {{ font-size: {small}px; color: {c.caution}; }}
    QLabel[role="danger"] {{ font-size: {small}px; color: {c.danger}; }}
    QLabel[role="quotation"] {{ color: {c.ink}; }}
    QLabel[role="quotation-faint"] {{ color: {c.ink_2}; }}
    QLabel[role="key"] {{ font-size: {micro}px; color: {c.ink_2}; background: {c.well};
        border-radius: 4px; padding: 1px 5px; min-height: 16px; min-width: 8px; }}
    QLabel[role="key-on-ink"] {{ font-size: {micro}px; color: {c.on_ink}; padding: 1px 2px;
        min-height: 16px; }}
    QLabel[role="primary-words"] {{ font-weight: 600; color: {c.on_ink}; }}
    QLabel[role="plain-words"] {{ font-size: {small}px; color: {c.ink_2}; }}
    QLabel[role="link-words"] {{ font-weight: 600; }}
    QLabel[role="primary-words"]:disabled, QLabel[role="key-on-ink"]:disabled,
    QLabel[role="plain-words"]:disabled, QLabel[role="link-words"]:disabled {{ color: {c.ink_3}; }}
    QLabel[role="outlined"] {{ font-size: {micro}px; font-weight: 600; color: {c.ink};
        border: 1px solid {c.outline}; border-radius: 4px; padding: 0 4px; }}
    QLabel[role="badge"] {{ font-size: {micro}px; font-weight: 600; color: {c.on_ink};
        background: {c.ink}; border-radius: 4px; padding: 1px 5px; }}
    """


def _buttons(c: Colours) -> str:
    small = _size("small")
    primary = 'QPushButton[role="primary"]'
    return f"""
    QToolButton, QPushButton {{ background: transparent; color: {c.ink};
        border: {c.ring}px solid transparent; border-radius: {Radius.CONTROL}px;
        padding: 0 6px; min-height: {_inside(c)}px; }}
    QToolButton {{ padding: 0 2px; min-width: 20px; }}
    QToolButton:hover, QPushButton:hover {{ {_ground(c.hover)} }}
    QToolButton:pressed, QPushButton:pressed, QToolButton:checked, QToolButton:open {{
        {_ground(c.selected)} }}
    QToolButton:disabled, QPushButton:disabled {{ color: {c.ink_3}; {_ground("transparent")} }}
    QToolButton::menu-indicator, QPushButton::menu-indicator {{ image: none; width: 0; }}
    QToolButton[role="inside"] {{ min-height: 18px; min-width: 18px; padding: 0; }}
    {primary} {{ {_ground(c.ink)} color: {c.on_ink}; font-weight: 600; padding: 0 10px; }}
    {primary}:hover, {primary}:pressed {{ {_ground(c.ink_2)} }}
    {primary}:disabled {{ {_ground(c.well)} color: {c.ink_3}; }}
    QPushButton[role="quiet"] {{ color: {c.ink_2}; font-size: {small}px; }}
    QPushButton[role="quiet"]:checked {{ color: {c.ink}; font-weight: 600; {_ground(c.selected)} }}
    QPushButton[role="well"] {{ {_ground(c.well)} font-size: {small}px; text-align: left; }}
    QPushButton[role="well"]:hover {{ {_ground(c.selected)} }}
    QPushButton[role="link"] {{ font-weight: 600; }}
    QPushButton[role="tab"] {{ color: {c.ink_2}; padding: 0 10px; }}
    QPushButton[role="tab"]:checked {{ color: {c.ink}; font-weight: 600; {_ground(c.selected)} }}
    QFrame[role="float"] QToolButton:pressed, QFrame[role="float"] QPushButton:pressed {{
        {_ground(c.selected_float)} }}
    QFrame[role="float"] QPushButton:checked, QFrame[role="float"] QToolButton:checked {{
        {_ground(c.selected_float)} }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QDialogButtonBox QPushButton {{ min-width: 64px; {_ground(c.well)} }}
    QDialogButtonBox QPushButton:hover {{ {_ground(c.selected)} }}
    QDialogButtonBox QPushButton:default {{ {_ground(c.ink)} color: {c.on_ink}; }}
    QDialogButtonBox QPushButton:default:hover {{ {_ground(c.ink_2)} }}
    QToolButton:focus, QPushButton:focus, {primary}:focus, QPushButton[role="tab"]:focus,
    QDialogButtonBox QPushButton:focus {{
        border-color: {c.ink}; }}
    """


def _fields(c: Colours) -> str:
    written = ('QPlainTextEdit[role="field"]', 'QTextEdit[role="field"]')
    boxes = ("QLineEdit", *written, "QComboBox", "QAbstractSpinBox")
    focused = ", ".join(f"{box}:focus" for box in boxes)
    hovered = ", ".join(f"{box}:hover:!focus" for box in boxes)
    disabled = ", ".join(f"{box}:disabled" for box in boxes)
    bare = 'QLineEdit[role="bare"]'
    query = 'QLineEdit[role="query"]'
    return f"""
    {", ".join(boxes)} {{ background: {c.paper}; color: {c.ink}; border: 1px solid {c.hairline};
        border-radius: {Radius.CONTROL}px; padding: 0 8px; min-height: {Size.CONTROL - 2}px;
        selection-background-color: {c.selection}; selection-color: {c.ink}; }}
    QPlainTextEdit[role="field"], QTextEdit[role="field"] {{ padding: 4px; }}
    QLineEdit {{ placeholder-text-color: {c.ink_3}; }}
    {hovered} {{ border-color: {c.outline}; }}
    {focused} {{ border: {c.ring}px solid {c.ink}; padding: 0 {9 - c.ring}px;
        min-height: {_inside(c)}px; }}
    QPlainTextEdit[role="field"]:focus, QTextEdit[role="field"]:focus {{
        padding: {5 - c.ring}px; }}
    {disabled} {{ color: {c.ink_3}; background: {c.chrome}; border-color: {c.hairline}; }}
    {bare}, {bare}:focus, {query}, {query}:focus {{ border: none; background: transparent;
        padding: 0; }}
    {query} {{ font-size: {_size("heading")}px; }}
    QComboBox {{ combobox-popup: 0; }}
    QComboBox::drop-down, QDateTimeEdit::drop-down {{ border: none; width: 24px; }}
    QComboBox::down-arrow, QDateTimeEdit::down-arrow {{ image: {_caret(c)};
        width: 12px; height: 12px; }}
    QComboBox QAbstractItemView {{ background: {c.raised}; border: 1px solid {c.hairline};
        padding: 4px; outline: 0; selection-background-color: {c.selected_float};
        selection-color: {c.ink}; }}
    QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button,
    QDoubleSpinBox::down-button {{ width: 0; border: none; }}
    """


def _choices(c: Colours) -> str:
    box = "QCheckBox::indicator, QAbstractItemView::indicator"
    ticked = ", ".join(f"{one}:checked" for one in box.split(", "))
    partly = ", ".join(f"{one}:indeterminate" for one in box.split(", "))
    return f"""
    QCheckBox, QRadioButton {{ spacing: 8px; min-height: 24px; color: {c.ink};
        border: {c.ring}px solid transparent; border-radius: {Radius.CONTROL}px; padding: 0 2px; }}
    QRadioButton[role="segment"] {{ border: none; padding: 0; spacing: 0; min-height: 0; }}
    QCheckBox:focus, QRadioButton:focus {{ border-color: {c.ink}; }}
    QCheckBox:disabled, QRadioButton:disabled {{ color: {c.ink_3}; }}
    {box} {{ width: 14px; height: 14px; border: 1px solid {c.outline}; border-radius: 4px;
        background: {c.paper}; }}
    {ticked} {{ background: {c.ink}; border-color: {c.ink}; image: {_tick(c, on_ink=True)}; }}
    {partly} {{ background: {c.outline}; border: 4px solid {c.paper}; width: 8px; height: 8px; }}
    QRadioButton::indicator {{ width: 14px; height: 14px; border: 1px solid {c.outline};
        border-radius: 8px; background: {c.paper}; }}
    QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {c.ink};
        border-radius: 8px; background: {c.on_ink}; }}
    """


def _lists(c: Colours) -> str:
    views = ("QListView", "QTreeView", "QTableView")
    # Qt lays a list out before it knows these rows, unless ensurePolished() came before the items.
    plain = [f'{view}[role="list"]::item' for view in views]
    plain += [f"QFileDialog {view}::item" for view in views]
    return f"""
    {", ".join(views)} {{ background: transparent; border: none; outline: 0; color: {c.ink};
        selection-background-color: {c.selected}; selection-color: {c.ink};
        gridline-color: {c.hairline}; }}
    {", ".join(f"{view}:window" for view in views)} {{ background: {c.raised};
        border: 1px solid {c.hairline}; selection-background-color: {c.selected_float}; }}
    {", ".join(plain)} {{ min-height: {_inside(c)}px; border: {c.ring}px solid transparent;
        border-radius: {Radius.CONTROL}px; padding: 0 6px; color: {c.ink}; }}
    {", ".join(f"{item}:hover" for item in plain)} {{ background: {c.hover}; }}
    {", ".join(f"{item}:selected" for item in plain)} {{ background: {c.selected}; }}
    {", ".join(f"{item}:focus" for item in plain)} {{ border-color: {c.ink}; }}
    QHeaderView {{ background: transparent; border: none; }}
    QHeaderView::section {{ background: {c.chrome}; color: {c.ink_2}; border: none;
        border-bottom: 1px solid {c.hairline}; padding: 4px 8px; font-weight: 600; }}
    QTextBrowser {{ background: {c.paper}; border: none; selection-color: {c.ink};
        selection-background-color: {c.selection}; }}
    """


def _floats(c: Colours) -> str:
    return f"""
    QToolTip {{ background: {c.raised}; color: {c.ink}; border: 1px solid {c.hairline};
        padding: 4px 8px; font-size: {_size("small")}px; }}
    QMenu {{ background: {c.raised}; color: {c.ink}; border: 1px solid {c.hairline};
        padding: 4px; }}
    QMenu::item {{ padding: 4px 24px 4px 12px; min-height: 20px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {c.selected_float}; }}
    QMenu::item:disabled {{ color: {c.ink_3}; background: transparent; }}
    QMenu::separator {{ height: 1px; background: {c.hairline}; margin: 4px 8px; }}
    QMenu::icon {{ padding-left: 8px; }}
    QMenu::indicator {{ width: 14px; height: 14px; margin-left: 6px; }}
    QMenu::indicator:checked {{ image: {_tick(c, on_ink=False)}; }}
    QMenuBar {{ background: {c.chrome}; color: {c.ink}; border: none; }}
    QMenuBar::item {{ padding: 4px 8px; border-radius: 4px; background: transparent; }}
    QMenuBar::item:selected {{ background: {c.selected}; }}
    QStatusBar {{ background: {c.chrome}; border: none; }}
    QStatusBar::item {{ border: none; }}
    """


def _bars(c: Colours) -> str:
    return f"""
    QScrollBar {{ background: transparent; border: none; margin: 2px; }}
    QScrollBar:vertical {{ width: 6px; }}
    QScrollBar:horizontal {{ height: 6px; }}
    QScrollBar::handle {{ background: {c.outline}; border-radius: 3px; }}
    QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {c.ink_3}; }}
    QScrollBar::handle:vertical {{ min-height: 32px; }}
    QScrollBar::handle:horizontal {{ min-width: 32px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    QProgressBar {{ background: {c.selected}; border: none; border-radius: 2px; max-height: 4px;
        min-height: 4px; color: transparent; }}
    QProgressBar::chunk {{ background: {c.ink_2}; border-radius: 2px; }}
    """


def _outlines(c: Colours) -> str:
    """Tell by an outline what a ground alone tells, for whoever does not see faint grounds."""
    held = ("QToolButton:checked", "QToolButton:open", 'QPushButton[role="tab"]:checked')
    rows = [f'{view}[role="list"]::item' for view in ("QListView", "QTreeView", "QTableView")]
    chosen = ", ".join((*held, *(f"{row}:selected" for row in rows)))
    focused = ", ".join((*(f"{one}:focus" for one in held), *(f"{r}:selected:focus" for r in rows)))
    return f"""
    {chosen} {{ border: 1px solid {c.outline}; margin: {c.ring - 1}px; }}
    {focused} {{ border: {c.ring}px solid {c.ink}; margin: 0; }}
    QMenu::item:selected, QMenuBar::item:selected {{ border: 1px solid {c.outline}; }}
    QLabel[role="key"], QFrame[role="well"] {{ border: 1px solid {c.hairline}; }}
    QScrollBar::handle {{ background: {c.ink}; }}
    """
