"""Say who makes each claim of an article, and all else about it, by keyboard in the real window.

    python3 packaging/dev.py journeys --claims [RECORD]

RECORD is a file of JSON Lines whose first article with claims is taken; without it the sample is.
Its words are marked already, and nothing is said of them: whom they name, what is said of those
entities, the claims' sources and cues, stance, subjects, responsibility, restatement and events,
what claims are to each other, and the event cards. The register is empty at first and grows on the
way. Restatements, names and titles are given, and count as one action each, as words that are typed
do.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from annotator.app import make_window
from annotator.resources import seed
from annotator.settings import PERSON_NAME, Settings
from annotator.ui.icons import Icons
from annotator.ui.theme import Theme
from tests.journeys.claims.registrar import Registrar
from tests.journeys.claims.wanted import Against, Claim, Wanted, wanted_of, with_claims

MOST = 4.0
"""Actions that a claim may cost with its source."""


@dataclass(slots=True)
class Cost:
    """What came of the journey, and what it took."""

    wanted: Wanted
    made: Wanted | None = None
    first: int = 0
    """How often the right source was proposed first."""
    met: int = 0
    """Mentions whose entity was met before in the article."""
    known_first: int = 0
    """How many of those were offered it first."""
    took: dict[str, int] = field(default_factory=dict)
    """Actions for each part of the journey."""

    @property
    def with_source(self) -> float:
        """Give the actions for each claim with its source and cue."""
        return self._each("who", self.wanted.claims)

    @property
    def share_known_first(self) -> float:
        """Give the share of the mentions met before whose entity was offered first."""
        return self.known_first / self.met if self.met else 1.0

    @property
    def wrong(self) -> list[str]:
        """Say what did not come out as the record has it."""
        return list(_wrong(self.wanted, self.made)) if self.made is not None else ["nothing"]

    def _each(self, part: str, of: Iterable[object]) -> float:
        return self.took[part] / max(1, sum(1 for _ in of))

    def __str__(self) -> str:
        claims, wanted = self.wanted.claims, self.wanted
        ties = [against for claim in claims for against in claim.against]
        restated = sum(bool(claim.said["restated"]) for claim in claims)
        named = sum(bool(claim.sources) for claim in claims)
        took, each = self.took, self._each
        entities = len({(mention.label, mention.name) for mention in wanted.mentions})
        lines = (
            f"{len(wanted.mentions)} mentions of {entities} entities:"
            f" {each('names', wanted.mentions):.2f} actions a mention ({took['names']}); of"
            f" {self.met} whose entity was met before {self.known_first} were offered it first"
            f" ({self.share_known_first:.0%})\n"
            f"what is said of entities: {each('things', wanted.things):.2f} actions an entity"
            f" ({took['things']})\n"
            f"{len(claims)} claims, {named} with a source: {self.with_source:.2f} actions a claim"
            f" with its source ({took['who']}); the right answer was proposed first {self.first}"
            " times\n"
            f"the form: {each('form', claims):.2f} actions a claim ({took['form']}), {restated}"
            " restatements given\n"
            f"claims to claims: {each('relations', ties):.2f} actions a relation"
            f" ({took['relations']} for {len(ties)})\n"
            f"event cards: {each('cards', wanted.cards):.2f} actions a card ({took['cards']} for"
            f" {len(wanted.cards)})"
        )
        return "\n".join([lines] + [f"  not as the record has it: {one}" for one in self.wrong])


# --- what came out --------------------------------------------------------------------------------


def _wrong(wanted: Wanted, made: Wanted) -> Iterator[str]:
    for name, key in (
        ("claims", lambda one: one.place), ("mentions", lambda one: one.place),
        ("things", lambda one: (one.label, one.name)), ("cards", lambda one: one.title),
    ):  # fmt: skip
        came = {key(one): one for one in getattr(made, name)}
        for one in getattr(wanted, name):
            other = came.pop(key(one), None)
            if other is None:
                yield f"{key(one)} is missing"
            else:
                yield from _different(one, other, key(one))
        yield from (f"{one} is too much" for one in came)


def _different(wanted: object, made: object, what: object) -> Iterator[str]:
    for each in fields(wanted):
        value, came = getattr(wanted, each.name), getattr(made, each.name)
        is_open = (each.name == "cues" and not value) or value == "-"  # a record need not say it
        if value != came and not is_open:
            yield f"{what} {each.name}: {came!r}, not {value!r}"


# --- the journey ----------------------------------------------------------------------------------


def journey(record: Path | None = None, *, described: int | None = None) -> Cost:
    """Make the journey in a window of its own; only so many entities are described."""
    theme = Theme("light")
    theme.apply(QApplication.instance())
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "settings.toml")
        settings.set(PERSON_NAME, "first")
        project, wanted = with_claims(Path(folder), record or seed("sample.jsonl"), settings)
        window = make_window(theme, Icons(theme), settings)
        window.resize(1280, 800)
        window.show()
        try:
            return _made(Registrar(window, project), _defaulted(wanted), described)
        finally:
            window.close()


def _made(clerk: Registrar, wanted: Wanted, described: int | None) -> Cost:
    cost = Cost(wanted)
    _counted(clerk, cost, "names", lambda: _name_all(clerk, cost))
    for claim in wanted.claims:
        _counted(clerk, cost, "who", lambda: _say_who(clerk, cost, claim))  # noqa: B023
        _counted(clerk, cost, "form", lambda: clerk.fill_in(claim))  # noqa: B023
    _counted(clerk, cost, "relations", lambda: [clerk.relate(claim) for claim in wanted.claims])
    named = {(mention.label, mention.name) for mention in wanted.mentions}
    things = sorted(wanted.things, key=lambda thing: (thing.label, thing.name) not in named)
    things = things[:described]
    cards = sorted(wanted.cards, key=lambda card: len(card.links))  # what others lead to first
    _counted(clerk, cost, "cards", lambda: [clerk.card(card) for card in cards])
    _counted(clerk, cost, "things", lambda: clerk.describe_all(things))
    store = clerk.workspace.store
    made = _defaulted(wanted_of(store, clerk.workspace.article.id))
    if described is not None:
        cost.wanted = replace(wanted, things=things)
        names = {(one.label, one.name) for one in things}
        made = replace(made, things=[t for t in made.things if (t.label, t.name) in names])
    cost.made = made
    return cost


def _counted(clerk: Registrar, cost: Cost, part: str, deed: Callable[[], object]) -> None:
    before = clerk.actions
    deed()
    cost.took[part] = cost.took.get(part, 0) + clerk.actions - before


def _name_all(clerk: Registrar, cost: Cost) -> None:
    """Name the mentions, those of one label after those of the other, each in order of place."""
    met = set[tuple[str, str]]()
    for mention in sorted(cost.wanted.mentions, key=lambda one: (one.label, one.place[0])):
        was_met = (mention.label, mention.name) in met
        was_first = clerk.name(mention)
        cost.met += was_met
        cost.known_first += was_met and was_first
        met.add((mention.label, mention.name))
    clerk.press("Ctrl+Home")


def _say_who(clerk: Registrar, cost: Cost, claim: Claim) -> None:
    cost.first += clerk.say_who(claim)


def _defaulted(wanted: Wanted) -> Wanted:
    """Give claims with what holds where nobody has set it, all in one order."""
    by_default = {"stance": ("asserts",), "about": ("event",), "responsibility": ("none",)}
    claims = []
    for claim in wanted.claims:
        said = {
            name: tuple(sorted(values)) or by_default.get(name, ())
            for name, values in claim.said.items()
        }
        against = tuple(replace(one, said=_completed(one)) for one in claim.against)
        claims.append(
            replace(claim, said=said, events=tuple(sorted(claim.events)), against=against)
        )
    return replace(wanted, claims=claims)


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
