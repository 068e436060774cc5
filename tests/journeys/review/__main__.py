"""Settle a double annotation by keyboard in the real window, and print what it costs.

    python3 packaging/dev.py journeys --review [RECORD RECORD]

Each RECORD is a file of JSON Lines with the same article as one person marked it. Without them the
sample is compared with a second annotator, who is made from the first one's marks.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator import formats
from annotator.app import make_window
from annotator.formats.format import In
from annotator.model.article import Reading
from annotator.model.decision import Decision
from annotator.model.ids import derived_id
from annotator.model.person import Person
from annotator.model.review.comparison import Case
from annotator.model.scheme_file import find_scheme
from annotator.sample import sample_project
from annotator.settings import PERSON_NAME, Settings
from annotator.store.reviewed import decisions
from annotator.store.store import Store
from annotator.ui.icons import Icons
from annotator.ui.theme import Theme
from annotator.ui.window import Window
from tests.journeys.review.second import second_reader

MOST_KEYS = 1.3
"""For each decision, what the work may cost."""
_FIRST, _REVIEWER = "Annotator A", "Reviewer"


class Reviewer:
    """Hands on the keyboard, and nothing else."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.keys: Counter[str] = Counter()

    def press(self, key: Qt.Key, name: str, held: Qt.KeyboardModifier | None = None) -> None:
        """Press a key."""
        self.keys[name] += 1
        where = QApplication.focusWidget() or self.window
        QTest.keyClick(where, key, held or Qt.KeyboardModifier.NoModifier)

    def settle(self) -> int:
        """Decide on all that differs, each by a key; give how many decisions that were."""
        review = self.window.hands.workspace.review
        made = 0
        while (case := review.case) is not None and case.is_open:
            key = _wanted(case, made)
            self.press(key, _name(key))
            made += 1
        return made


def _name(key: Qt.Key) -> str:
    """Name a key."""
    return key.name.removeprefix("Key_")


def _wanted(case: Case, number: int) -> Qt.Key:
    """Decide as a reviewer would: now the one, now the other, and sometimes both or nothing."""
    if case.difference == "boundary" and number % 3 == 2:
        return Qt.Key.Key_U
    if case.difference == "only_one" and number % 2:
        return Qt.Key.Key_0
    return Qt.Key.Key_1 if number % 2 else Qt.Key.Key_2


def settled(window: Window) -> tuple[Reviewer, int, list[Decision]]:
    """Turn to the review, decide on everything, and finish; all by keys."""
    hand = Reviewer(window)
    article = window.hands.workspace.article
    hand.press(Qt.Key.Key_4, "Ctrl+4", Qt.KeyboardModifier.ControlModifier)
    made = hand.settle()
    hand.press(Qt.Key.Key_Return, "Ctrl+Return", Qt.KeyboardModifier.ControlModifier)
    found = decisions(window.hands.workspace.reader, article.id) if article is not None else []
    return hand, made, found


def main(words: list[str]) -> int:
    """Make the journey; 1 where it costs more than it may, or something stays open."""
    if len(words) not in {0, 2}:
        print(__doc__)
        return 2
    qInstallMessageHandler(lambda *_: None)
    QApplication([])
    theme, settings = Theme("light"), Settings()
    settings.set(PERSON_NAME, _REVIEWER)
    theme.apply(QApplication.instance())  # type: ignore[arg-type]
    with tempfile.TemporaryDirectory() as folder:
        project = _project(Path(folder), [Path(word) for word in words])
        window = make_window(theme, Icons(theme), settings)
        window.resize(1280, 800)
        window.show()
        window.open_path(project)
        QApplication.processEvents()
        workspace = window.hands.workspace
        workspace.show(workspace.reader.article_ids()[0])
        hand, made, found = settled(window)
        cost = hand.keys.total() / max(1, made)
        kinds = Counter(decision.difference for decision in found)
        told = ", ".join(f"{number} × {kind}" for kind, number in kinds.most_common())
        print(f"{made} decisions ({told}) by {hand.keys.total()} keys: {cost:.2f} keys a decision")
        article = workspace.reader.article_ids()[0]
        gold = [s for s in workspace.reader.spans(article) if s.layer == "gold"]
        print(f"{len(gold)} marks in the gold layer")
        is_whole = bool(gold) and len(found) == made
        window.close()
    return 0 if is_whole and cost <= MOST_KEYS else 1


def _project(folder: Path, records: list[Path]) -> Path:
    path = folder / "review.annot"
    first = Person(derived_id("person", _FIRST), _FIRST)
    if not records:
        sample_project(first, path)
        with Store.open(path, first) as store:
            second_reader(store, store.read.article_ids()[0], first.id)
        return path
    with Store.create(path, find_scheme("conflict-news"), first) as store:
        for record, name in zip(records, (_FIRST, "Annotator B"), strict=True):
            formats.bring_in(store, [record], In(as_person=name))
        (article, *_) = store.read.article_ids()
        people = [p for p in store.read.persons() if p.name in {_FIRST, "Annotator B"}]
        with store.step("Both have read it", undoable=False):
            store.put_all(Reading(article, person.id, status="done") for person in people)
    return path


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
