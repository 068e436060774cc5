"""Marks of several people on one short text, made for the tests of what they differ in."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace as changed

from annotator.model.decision import Decision
from annotator.model.ids import derived_id
from annotator.model.review.comparison import compare
from annotator.model.review.saying import seen
from annotator.model.scheme import Attribute, Label, RelationType, Scheme
from annotator.model.span import Relation, Span

ARTICLE = "0" * 64
TEXT = "American forces fired heavy artillery at the base near the old oil field, Sana said."
STANCE = Attribute("stance", "Stance", "choice", "span", default=("asserts",))
SCHEME = Scheme(
    labels=(
        Label("actor", "Actor", attributes=(
            Attribute("certain", "Certain", "bool", "span"),
            Attribute("form", "Form", "text", "span", level="expert"),
        )),
        Label("weapon", "Weapon"),
        Label("location", "Location"),
        Label("claim", "Claim", attributes=(STANCE,)),
        Label("event", "Event", level="expert"),
        Label("old", "Old", retired=True),
    ),
    relations=(
        RelationType("said_by", "said_by", ("claim",), ("actor",)),
        RelationType("used", "used", ("actor",), ("weapon",), attributes=(
            Attribute("sure", "Sure", "bool", "relation"),
        )),
        RelationType("same_as", "same_as", ("actor",), ("actor",), symmetric=True),
        RelationType("about", "about", ("claim",), ("event",), level="expert"),
        RelationType("repeats", "repeats", ("claim",), ("claim",), cross_document=True),
    ),
)  # fmt: skip


def mark(person: str, words: str, label: str = "actor", **more: object) -> Span:
    start = TEXT.index(words)
    return at(person, start, start + len(words), label, **more)


def at(person: str, start: int, end: int, label: str = "actor", number: int = 0, **more) -> Span:
    id_ = derived_id(person, label, str(start), str(end), str(number))
    return changed(Span(id_, ARTICLE, person, label, start, end, TEXT[start:end]), **more)


def tie(head: Span, tail: Span, type_: str = "said_by", **more) -> Relation:
    id_ = derived_id(head.id, type_, tail.id)
    return changed(Relation(id_, ARTICLE, head.person, type_, head.id, tail.id), **more)


def compared(spans, relations=(), persons="AB", decisions=(), readers=None, scheme=SCHEME):
    who = list(persons)
    readers = who if readers is None else list(readers)
    return compare(ARTICLE, spans, relations, who, decisions, scheme, readers)


def decided(case, way="take", took=(), gold=("x",)) -> Decision:
    return Decision(
        case.id, ARTICLE, case.difference, case.alternatives, way, took, gold, seen(case.marks)
    )


LABELS = st.sampled_from(["actor", "weapon", "claim"])


@st.composite
def marked(draw, persons: str = "ABC") -> list[Span]:
    found = []
    for number in range(draw(st.integers(0, 14))):
        start = draw(st.integers(0, 40))
        end = start + draw(st.integers(1, 20))
        attributes = draw(st.sampled_from([(), (("stance", "denies"),), (("certain", "yes"),)]))
        person, label = draw(st.sampled_from(persons)), draw(LABELS)
        found.append(at(person, start, end, label, number, attributes=attributes))
    return found
