"""Label an article by hand in the real window, by mouse and by keyboard, and print the cost.

    python3 packaging/dev.py journeys --hand [TEXT RECORD]

TEXT is a file with the text, RECORD a file of JSON Lines with its marks; without them the sample is
labelled. Marks with labels that are always there count. Each mark must come out exactly.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from msgspec import json
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from annotator.app import make_window
from annotator.model.scheme import Scheme
from annotator.model.scheme_file import find_scheme
from annotator.model.text import decode, normalise
from annotator.resources import seed
from annotator.settings import PERSON_NAME, Settings
from annotator.ui.icons import Icons
from annotator.ui.theme import Theme
from tests.journeys.hand.hand import Hand, Wish
from tests.journeys.hand.keyboard import by_keyboard
from tests.journeys.hand.mouse import by_mouse_alone, by_mouse_and_keys

_TEXT = "000_b89fac942f718542.txt"
_SCHEMES = ("conflict-news", "plain-ner")
_WAYS: dict[str, Callable[[Hand, set[Wish]], None]] = {
    "by mouse alone, a label armed at a time": by_mouse_alone,
    "by mouse, and the key of a label for each": by_mouse_and_keys,
    "by keyboard alone": by_keyboard,
    "by keyboard alone, without suggestions": partial(by_keyboard, with_suggestions=False),
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What came of one journey, and what it took."""

    name: str
    wished: set[Wish]
    made: set[Wish]
    did: Counter[str]

    @property
    def a_mark(self) -> float:
        """Give the actions for each mark that came out exactly."""
        return self.did.total() / max(1, len(self.made & self.wished))

    def __str__(self) -> str:
        kinds = ", ".join(f"{many} × {what}" for what, many in self.did.most_common())
        head = (
            f"{self.name}: {self.a_mark:.2f} actions a mark ({self.did.total()}: {kinds});"
            f" {len(self.made & self.wished)} of {len(self.wished)} marks exactly,"
            f" {len(self.made - self.wished)} that were not wished for"
        )
        missing = sorted(self.wished - self.made)
        return "\n".join([head] + [f"  not made: {w.label} {w.start}–{w.end}" for w in missing])


def main(words: list[str]) -> int:
    """Make all journeys; 1 where a mark did not come out as wished."""
    if len(words) not in {0, 2}:
        print(__doc__)
        return 2
    qInstallMessageHandler(lambda *_: None)  # what a platform cannot do off screen is no news here
    QApplication([])
    costs = []
    for cost in journeys(*map(Path, words)):
        print(cost, flush=True)
        costs.append(cost)
    return int(any(cost.made != cost.wished for cost in costs))


def journeys(text: Path | None = None, record: Path | None = None) -> Iterator[Cost]:
    """Label a text in each way, each time from nothing; the sample's where none is named."""
    scheme, wishes = _wishes(text or seed(_TEXT), record or seed("sample.jsonl"))
    theme = Theme("light")
    theme.apply(QApplication.instance())
    for name, label in _WAYS.items():
        with tempfile.TemporaryDirectory() as folder:
            settings = Settings(Path(folder) / "settings.toml")
            settings.set(PERSON_NAME, "first")
            window = make_window(theme, Icons(theme), settings)
            window.resize(1280, 800)
            window.show()
            try:
                hand = Hand(window, Path(folder) / "hand.annot", text or seed(_TEXT), scheme)
                label(hand, wishes)
                yield Cost(name, wishes, hand.has(), hand.did)
            finally:
                window.close()


def _wishes(text: Path, record: Path) -> tuple[Scheme, set[Wish]]:
    """Read the marks that are wished for, and choose the scheme that knows most of their labels."""
    words = normalise(decode(text.read_bytes(), text.name).text)
    lines = [json.decode(line) for line in record.read_bytes().split(b"\n") if line.strip()]
    line = next((line for line in lines if line["text"] == words), None)
    if line is None:
        raise SystemExit(f"No record in {record.name} has the text of {text.name}.")
    spans = line["spans"]
    scheme = max(
        map(find_scheme, _SCHEMES),
        key=lambda known: sum(span["label"] in known.label_ids for span in spans),
    )
    usual = {label.id for label in scheme.labels if label.level == "default"}
    ids = [(span, scheme.label_ids.get(span["label"])) for span in spans]
    wishes = {Wish(s["start"], s["end"], label) for s, label in ids if label in usual}
    print(f"{text.name}: {len(wishes)} marks, {len(words):,} characters", flush=True)
    return scheme, wishes


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
