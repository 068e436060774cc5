"""Say who makes each claim of an article, and all else about it, by keyboard in the real window.

    python3 packaging/dev.py journeys --claims [RECORD]

RECORD is a file of JSON Lines whose first article with claims is taken; without it the sample is.
Its words are marked already, and nothing is said of its claims: their sources and cues, stance,
subjects, responsibility, restatement, events, and what they are to each other. Restatements and the
titles of events are given, and count as one action each, as words that are typed do.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from annotator.app import make_window
from annotator.resources import seed
from annotator.settings import PERSON_NAME, Settings
from annotator.ui.icons import Icons
from annotator.ui.theme import Theme
from tests.journeys.claims.clerk import Clerk
from tests.journeys.claims.wanted import Against, Claim, claims_of, with_claims

MOST = 4.0
"""Actions that a claim may cost with its source."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What came of the journey, and what it took."""

    wanted: list[Claim]
    made: list[Claim]
    first: int
    """How often the right source was proposed first."""
    who: int
    """Actions that it took to go to each claim and say who makes it."""
    form: int
    """Actions that it took to say all else."""
    relations: int

    @property
    def with_source(self) -> float:
        """Give the actions for each claim with its source and cue."""
        return self.who / max(1, len(self.wanted))

    @property
    def wrong(self) -> list[str]:
        """Say what did not come out as the record has it."""
        made = {claim.place: claim for claim in self.made}
        return [
            f"{claim.place} {name}: {getattr(made[claim.place], name)!r}, not {value!r}"
            for claim in self.wanted
            for name in ("sources", "is_nobody", "cues", "said", "events", "against")
            if getattr(made[claim.place], name) != (value := getattr(claim, name))
            and (name != "cues" or value)  # a record may say nothing of them
        ]

    def __str__(self) -> str:
        claims = len(self.wanted)
        ties = sum(len(claim.against) for claim in self.wanted)
        named = sum(bool(claim.sources) for claim in self.wanted)
        form, relations = self.form / max(1, claims), self.relations / max(1, ties)
        told = (
            f"{claims} claims, {named} with a source: {self.with_source:.2f} actions a claim with"
            f" its source ({self.who}); the right answer was proposed first {self.first} times\n"
            f"the form: {form:.2f} actions a claim ({self.form})\n"
            f"claims to claims: {relations:.2f} actions a relation ({self.relations} for {ties})"
        )
        return "\n".join([told] + [f"  not as the record has it: {one}" for one in self.wrong])


def journey(record: Path | None = None) -> Cost:
    """Make the journey in a window of its own."""
    theme = Theme("light")
    theme.apply(QApplication.instance())
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "settings.toml")
        settings.set(PERSON_NAME, "first")
        project, wanted = with_claims(Path(folder), record or seed("sample.jsonl"), settings)
        wanted = [_defaulted(claim) for claim in wanted]
        window = make_window(theme, Icons(theme), settings)
        window.resize(1280, 800)
        window.show()
        try:
            return _made(Clerk(window, project), wanted)
        finally:
            window.close()


def _made(clerk: Clerk, wanted: list[Claim]) -> Cost:
    first = who = form = 0
    for claim in wanted:
        before = clerk.actions
        first += clerk.say_who(claim)
        who += clerk.actions - before
        before = clerk.actions
        clerk.fill_in(claim)
        form += clerk.actions - before
    for claim in wanted:
        clerk.relate(claim)
    relations = clerk.actions - who - form
    store = clerk.workspace.store
    made = [_defaulted(one) for one in claims_of(store, clerk.workspace.article.id)]
    return Cost(wanted, made, first, who, form, relations)


def _defaulted(claim: Claim) -> Claim:
    """Give a claim with what holds where nobody has set it, all in one order."""
    by_default = {"stance": ("asserts",), "about": ("event",), "responsibility": ("none",)}
    said = {
        name: tuple(sorted(values)) or by_default.get(name, ())
        for name, values in claim.said.items()
    }
    against = tuple(replace(one, said=_completed(one)) for one in claim.against)
    return replace(claim, said=said, events=tuple(sorted(claim.events)), against=against)


def _completed(against: Against) -> tuple[tuple[str, str], ...]:
    by_default = {"corroborates": {"aspect": "all"}, "contradicts": {"degree": "full"}}
    return tuple(sorted((by_default.get(against.type, {}) | dict(against.said)).items()))


def main(words: list[str]) -> int:
    """Make the journey; 1 where it costs more than it may, or something came out otherwise."""
    if len(words) > 1:
        print(__doc__)
        return 2
    qInstallMessageHandler(lambda *_: None)
    app = QApplication([])
    cost = journey(*map(Path, words))
    print(cost, flush=True)
    del app
    return int(bool(cost.wrong) or cost.with_source > MOST)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
