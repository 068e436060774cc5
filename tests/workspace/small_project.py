"""A small project, and what a test does with it: marks, and listening to what is told of them."""

from __future__ import annotations

from annotator.model.ids import derived_id, new_id
from annotator.model.person import person_named
from annotator.model.scheme import Label, Scheme
from annotator.model.span import Span
from annotator.model.text import sha256_of

PROJECT = derived_id("project", "workspace")
TEXT = "The brigade fired rockets at the depot. The brigade left."
OTHER = "Nothing of note happened at the port."
SCHEME = Scheme(
    labels=(Label("actor", "Actor"), Label("weapon", "Weapon"), Label("cue", "Cue", level="expert"))
)
FIRST, SECOND = (person_named(PROJECT, name) for name in ("first", "second"))


def heard(signal) -> list:
    found: list = []
    signal.connect(lambda *what: found.append(what[0] if what else None))
    return found


def a_mark(words="rockets", label="weapon", person=FIRST, text=TEXT) -> Span:
    start = text.index(words)
    return Span(new_id(), sha256_of(text), person.id, label, start, start + len(words), words)


def add(workspace, *spans) -> None:
    with workspace.step("Mark") as store:
        store.put(*spans)
