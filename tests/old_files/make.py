"""Make the project file and the bundle of the present layout that later versions must still read.

    python tests/old_files/make.py

Run it once for each layout, on the day the layout is released, and never again for an old one:
test_old_files.py says what the file must hold.
"""

from __future__ import annotations

from pathlib import Path

from annotator.model.article import Article, Reading
from annotator.model.decision import Comment, Decision, GuidelineLine
from annotator.model.entity import Alias, Entity
from annotator.model.ids import derived_id
from annotator.model.person import person_named
from annotator.model.round import Assignment, Round
from annotator.model.scheme import Attribute, Label, RelationType, Scheme
from annotator.model.span import Relation, Span
from annotator.model.text import sha256_of
from annotator.store.exchange.bundle import write_bundle
from annotator.store.layout import LAYOUT
from annotator.store.store import Store

FOLDER = Path(__file__).parent
PROJECT = derived_id("project", "old files")
TEXT = "The unit 🚀 fired rockets at the depot.\nThe ministry denied it: « aucun tir »."
SCHEME = Scheme(
    id="small",
    title="Small",
    labels=(
        Label("actor", "Actor", attributes=(Attribute("certain", "Certain", "bool", "span"),)),
        Label("weapon", "Weapon"),
    ),
    relations=(RelationType("uses", "uses", ("actor",), ("weapon",)),),
)
FIRST = person_named(PROJECT, "the first annotator")
SECOND = person_named(PROJECT, "the second annotator")
ARTICLE = sha256_of(TEXT)


def span(words: str, label: str, person: str, **more: object) -> Span:
    start = TEXT.index(words)
    id_ = derived_id("span", words, label)
    return Span(id_, ARTICLE, person, label, start, start + len(words), words, **more)


def main() -> None:
    path = FOLDER / f"layout{LAYOUT}.annot"
    path.unlink(missing_ok=True)
    unit = Entity(derived_id("entity", "unit"), "actor", "the unit", note="Seen twice.")
    actor = span("The unit", "actor", FIRST.id, entity=unit.id, attributes=(("certain", "yes"),))
    weapon = span("rockets", "weapon", FIRST.id)
    with Store.create(path, SCHEME, FIRST, project=PROJECT) as store:
        with store.step("Add an article"):
            store.add_article(Article(ARTICLE, "At the depot", "en", source="a wire"), TEXT)
        with store.step("Label {n} spans", n=2):
            store.put(unit, Alias.of(unit.id, "the brigade"), actor, weapon)
            store.put(Relation(derived_id("relation"), ARTICLE, FIRST.id, "uses",
                               actor.id, weapon.id))  # fmt: skip
            store.put(Reading(ARTICLE, FIRST.id, status="done", relevant=True))
        with store.step("Label as {label}", label="Actor"):
            store.put(span("ministry", "actor", FIRST.id))
        store.undo()
    with Store.open(path, SECOND) as store:
        with store.step("Label as {label}", label="Actor"):
            store.put(span("aucun tir", "actor", SECOND.id))
        review(store, weapon.id)
        # Where it was made is nobody's concern.
        store.sql.execute("DELETE FROM own WHERE key LIKE 'place.%'")
        write_bundle(store, FOLDER / f"layout{LAYOUT}.bundle")
    for left in (FOLDER / f"layout{LAYOUT}.backups").glob("*"):
        left.unlink()
    (FOLDER / f"layout{LAYOUT}.backups").rmdir()
    for made in (path, path.with_suffix(".bundle")):
        made.chmod(0o644)


def review(store: Store, mark: str) -> None:
    round_ = Round(derived_id("round"), "First", (FIRST.id, SECOND.id), 2, 7, is_blind=True)
    decision = Decision(Decision.id_of(ARTICLE, (mark,)), ARTICLE, "only_one", (mark,), "nothing",
                        reason="The depot held none.")  # fmt: skip
    with store.step("Review"):
        store.put(round_, Assignment.of(ARTICLE, round_.id, FIRST.id), decision)
        store.put(Comment(derived_id("comment"), ARTICLE, SECOND.id, "Is it one?",
                          "2026-11-26T10:00:00Z", of=mark))  # fmt: skip
        store.put(GuidelineLine(derived_id("line"), "What is not there is no weapon.", "weapon",
                                decision.id))  # fmt: skip


if __name__ == "__main__":
    main()
