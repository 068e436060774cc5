"""The projects that are drawn: the sample, and texts that are invented for it."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from annotator.formats import bring_in
from annotator.formats.format import In
from annotator.model.article import Reading, Status
from annotator.model.ids import derived_id, new_id
from annotator.model.person import Person, person_named
from annotator.model.review.outcome import Choice
from annotator.model.scheme_file import find_scheme
from annotator.model.span import Span
from annotator.model.text import sha256_of
from annotator.resources import seed
from annotator.sample import ARTICLE, DRAFT, sample_project
from annotator.store.exchange.bring import bring_in_bundle
from annotator.store.exchange.bundle import write_bundle
from annotator.store.exchange.incoming import open_source
from annotator.store.rescue.backup import folder_of
from annotator.store.review.comparing import comparison
from annotator.store.review.deciding import decide
from annotator.store.review.talking import add_line, answer, comment
from annotator.store.rounds import begin, close
from annotator.store.store import Store

TEXTS = Path(__file__).parent / "invented"
READ: dict[str, tuple[Status, str]] = {
    "ceasefire": ("done", "2021-06-27"),
    "convoy": ("done", "2021-06-27"),
    "arabic": ("in_progress", "2021-06-28"),
    "mixed": ("unread", "2021-06-28"),
    "port": ("unread", "2021-06-29"),
    "village": ("unread", "2021-06-29"),
}
"""How far each of the texts has been read, and the day on which it was published."""
LONG = 1_000_000
"""Characters of the longest text."""
MANY = 40
"""Labels of the largest scheme."""
COLLEAGUE = "Annotator B"
SAMPLE = "June, first reading"


class Projects:
    """Makes each project once, and gives a copy of it that nothing was done to."""

    def __init__(self, folder: Path, person: Person) -> None:
        self._folder, self._person = folder, person
        self._made = folder.parent / "made"
        self._made.mkdir()
        folder.mkdir()
        self._makers: dict[str, Callable[[Path], object]] = {
            SAMPLE: self._make_sample, "Empty": self._make_empty, "Labels": self._make_many_labels,
            "Long": self._make_long, "Colleagues": self._make_colleagues,
            "Review": self._make_review, "Agreement": self._make_agreement,
            "Reviewers": self._make_reviewers,
            "Conflicts": self._make_conflicts, "Rounds": self._make_rounds,
            "Training set, rockets and drones": self._make_empty, "Arabic pilot": self._make_empty,
        }  # fmt: skip

    def fresh(self, name: str) -> Path:
        """Give a project as it was made."""
        made, path = self._made / f"{name}.annot", self._folder / f"{name}.annot"
        if not made.exists():
            self._makers[name](made)
        for old in self._folder.glob(f"{name}.annot*"):
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        shutil.rmtree(folder_of(path), ignore_errors=True)
        shutil.copyfile(made, path)
        return path

    def open(self, path: Path, *, read_only: bool = False) -> Store:
        """Open a project beside the window."""
        return Store.open(path, self._person, read_only=read_only)

    def _make_sample(self, path: Path) -> None:
        sample_project(self._person, path)
        with Store.open(path, self._person) as store:
            bring_in(store, [TEXTS / f"{name}.txt" for name in READ], In())
            with store.step("Say how far each has been read"):
                for name, (status, date) in READ.items():
                    id_ = sha256_of((TEXTS / f"{name}.txt").read_text(encoding="utf-8"))
                    store.put(Reading(id_, self._person.id, status=status))
                    store.set_article(id_, published=date)

    def _make_empty(self, path: Path) -> None:
        Store.create(path, find_scheme("conflict-news"), self._person).close()

    def _make_colleagues(self, path: Path) -> None:
        with Store.create(path, find_scheme("conflict-news"), self._person) as store:
            bring_in(store, [seed(ARTICLE)], In())
            bring_in(store, [seed(DRAFT)], In(as_person=COLLEAGUE))

    def _make_conflicts(self, path: Path) -> None:
        """Make the sample with a colleague's work, who says some things otherwise."""
        self._make_sample(path)
        there = path.with_name("there.annot")
        shutil.copyfile(path, there)
        other = person_named("", COLLEAGUE)
        with Store.open(path, self._person) as mine, Store.open(there, other) as theirs:
            self._say(mine, "Raised in spring; seen at the base twice.", "armed_group", "2021-06")
            self._say(theirs, "Part of the army since 2016.", "state_forces", "2021-06-28")
            bundle = path.with_suffix(".bundle")
            write_bundle(theirs, bundle)
            with open_source(mine, bundle) as source:
                bring_in_bundle(mine, source)

    def _make_rounds(self, path: Path) -> None:
        """Make the sample with two rounds: one among three people, and one that is closed."""
        self._make_sample(path)
        others = [person_named("", name) for name in (COLLEAGUE, "Annotator C")]
        with Store.open(path, self._person) as store:
            articles = store.read.article_ids()
            with store.step("Join"):
                store.put(*others)
            people = [self._person.id, *(other.id for other in others)]
            close(store, begin(store, "Pilot", people[:2], articles[:3]))
            begin(store, "July, first half", people, articles[:5], is_blind=True)
            with store.step("Read"):
                store.put(*(Reading(articles[n], others[0].id, status="done") for n in (1, 2)))
                store.put(Reading(articles[0], others[1].id, status="in_progress"))
                store.put(Reading(articles[3], others[0].id, status="in_progress"))

    def _say(self, store: Store, note: str, kind: str, published: str) -> None:
        actors = sorted(
            (e for e in store.read.entities().values() if e.label == "actor"), key=lambda e: e.name
        )
        article = sha256_of((TEXTS / "port.txt").read_text(encoding="utf-8"))
        with store.step("Say"):
            store.set_article(article, published=published)
            for entity in actors[:3]:
                store.set_fields("entity", entity.id, note=note, **{"attributes.kind": [kind]})

    def _make_review(self, path: Path) -> None:
        """Make a project in which two people have read the sample's article apart."""
        sample_project(self._person, path)
        sys.path.append(str(Path(__file__).parents[1]))
        from tests.journeys.review.second import second_reader

        with Store.open(path, self._person) as store:
            second_reader(store, store.read.article_ids()[0], self._person.id)

    def _make_agreement(self, path: Path) -> None:
        """Make a project in which three people have read the sample's and other articles."""
        self._make_sample(path)
        sys.path.append(str(Path(__file__).parents[1]))
        from tests.journeys.review.second import SECOND, second_reader

        third = person_named("", "Annotator C")
        with Store.open(path, self._person) as store:
            article = sha256_of(store.read.text(store.read.article_ids()[0]) or "")
            second_reader(store, article, self._person.id)
            with store.step("A third reads it"):
                mine = [s for s in store.read.spans(article) if s.person == SECOND.id]
                theirs = [
                    replace(s, id=derived_id("third", s.id), person=third.id)
                    for n, s in enumerate(mine)
                    if n % 7
                ]
                store.put(third, Reading(article, third.id, status="done"), *theirs)
                for name in READ:
                    self._read_by_three(store, name, (self._person.id, SECOND.id, third.id))

    def _read_by_three(self, store: Store, name: str, people: tuple[str, ...]) -> None:
        """Let three people mark the long words of a text, not all of them alike."""
        text = (TEXTS / f"{name}.txt").read_text(encoding="utf-8")
        article = sha256_of(text)
        words = list(re.finditer(r"\w{6,}", text))
        for number, person in enumerate(people):
            store.put(Reading(article, person, status="done"))
            for n, word in enumerate(words):
                start, end = word.start(), word.end() - (n % (5 + number) == 4)
                label = ("actor", "location", "weapon")[(n + (n % (9 + number) == 8)) % 3]
                if n % (7 + number):
                    store.put(Span(new_id(), article, person, label, start, end, text[start:end]))

    def _make_reviewers(self, path: Path) -> None:
        """Make the reviewed project with rules, comments, and what a second reviewer decided."""
        self._make_review(path)
        there = path.with_name("reviewers.annot")
        shutil.copyfile(path, there)
        reason = "A number in front of a weapon belongs to the weapon."
        with Store.open(path, self._person) as mine:
            self._decide(mine, Choice("take", 1, reason=reason), 3)
            with Store.open(there, person_named("", COLLEAGUE)) as theirs:
                self._decide(theirs, Choice("take", 0, reason="The shorter one says enough."), 1)
                write_bundle(theirs, path.with_suffix(".bundle"))
            with open_source(mine, path.with_suffix(".bundle")) as source:
                bring_in_bundle(mine, source)
            article = mine.read.article_ids()[0]
            first = comparison(mine.read, article).cases[0]
            add_line(mine, "Leave articles and titles out of the name of a person.", "actor")
            comment(mine, article, None, "Is this the text as it first stood, or a later one?")
            said = comment(mine, article, first.id, "Both say the same to a reader.")
            answer(mine, said, "Then the shorter one, by rule 2.")
            marks = [span for span in mine.read.spans(article) if span.person]
            comment(mine, article, marks[4].id, "Is this the unit, or the place it is at?")

    def _decide(self, store: Store, choice: Choice, number: int) -> None:
        article = store.read.article_ids()[0]
        for case in comparison(store.read, article).cases[:number]:
            decide(store, case, choice, is_rule=True)

    def _make_long(self, path: Path) -> None:
        words = (TEXTS / "convoy.txt").read_text(encoding="utf-8")
        line = " ".join(words.split()) + " "
        self._make_of(path, "conflict-news", (line * (LONG // len(line) + 1))[:LONG])

    def _make_many_labels(self, path: Path) -> None:
        scheme = self._made / "many.toml"
        labels = (f'[[labels]]\nid = "l{n}"\nname = "{_name(n)}"\n' for n in range(MANY))
        scheme.write_text("\n".join(['id = "many"\ntitle = "Many labels"\nversion = "1"', *labels]),
                          encoding="utf-8")  # fmt: skip
        self._make_of(path, str(scheme), (TEXTS / "ceasefire.txt").read_text(encoding="utf-8"))

    def _make_of(self, path: Path, scheme: str, text: str) -> None:
        file = self._made / f"{path.stem}.txt"
        file.write_text(text, encoding="utf-8")
        with Store.create(path, find_scheme(scheme), self._person) as store:
            bring_in(store, [file], In())


def _name(number: int) -> str:
    kinds = ("Group", "Place", "Vehicle", "Statement", "Humanitarian organisation")
    return f"{kinds[number % len(kinds)]} {number + 1}"
