"""Labelling by mouse: a label is armed, and then every drag makes a mark."""

from __future__ import annotations

from PySide6.QtCore import Qt

from annotator.model import words
from annotator.model.scheme import Scheme
from annotator.model.selection import trim
from annotator.ui.notices import Notice
from tests.journeys.hand.hand import Hand, Wish


def by_mouse_alone(hand: Hand, wishes: set[Wish]) -> None:
    """Arm one label after the other by Shift and a click on its tile, and draw over the words."""
    for label in sorted({wish.label for wish in wishes}):
        tile = hand.window.annotate.panel.labels.tile(label)
        hand.click(tile, Qt.KeyboardModifier.ShiftModifier)
        for wish in sorted(wish for wish in wishes if wish.label == label):
            if wish not in hand.has():
                _draw(hand, wish)
                _take_alike(hand, wishes)


def by_mouse_and_keys(hand: Hand, wishes: set[Wish]) -> None:
    """Draw over words in the order of the text, and press the key of the label each time."""
    for wish in sorted(wishes, key=lambda wish: (wish.start, -wish.end)):
        if wish not in hand.has():
            _draw(hand, wish)
            hand.press(hand.key_of(wish.label))
            _mend(hand, wish)
            _take_alike(hand, wishes)


def _draw(hand: Hand, wish: Wish) -> None:
    """Draw over words: whole ones where that gives the mark, else from character to character."""
    hand.drag(wish.start, wish.end, by_characters=not _comes_of_words(hand, wish))
    if hand.workspace.armed is not None:
        _mend(hand, wish)


def _mend(hand: Hand, wish: Wish) -> None:
    """Draw the edges of the new mark to where they belong."""
    made = hand.workspace.chosen
    if made is None:
        return
    if made.start != wish.start:
        hand.move_edge(made.start, wish.start)
    if made.end != wish.end:
        hand.move_edge(made.end, wish.end)


def _take_alike(hand: Hand, wishes: set[Wish]) -> None:
    """Click "Label all alike" where all of that is wished for."""
    ghosts = {Wish(g.start, g.end, g.label or "") for g in hand.workspace.proposals.ghosts}
    if ghosts and ghosts <= wishes:
        hand.click(hand.window.annotate.centre.findChild(Notice).offer)


def _comes_of_words(hand: Hand, wish: Wish) -> bool:
    text, scheme = hand.text, hand.workspace.scheme
    first, last = _word(text, wish.start), _word(text, wish.end - 1)
    return cut(scheme, text, wish.label, first[0], last[1]) == (wish.start, wish.end)


def _word(text: str, place: int) -> tuple[int, int]:
    """Give the word that holds a character, or the character itself."""
    word = words.word_at(text, place)
    return word if word is not None and place < word[1] else (place, place + 1)


def cut(scheme: Scheme, text: str, label: str, start: int, end: int) -> tuple[int, int]:
    """Give what the scheme's rules leave of a selection for a label."""
    is_claim = scheme.label(label).stroke == "bracket"
    return trim(text, start, end, scheme.rules, keep_quotes=is_claim)
