"""A second annotator's marks of an article, made from the first one's: the same each time.

They differ where people really do: words around a name, a name alone or with its description,
a base as its unit, pronouns left out, the end of a claim, hedged or asserted, who says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from annotator.model.article import Reading
from annotator.model.ids import derived_id
from annotator.model.person import Person
from annotator.model.scheme import Scheme
from annotator.model.span import Relation, Span
from annotator.store.store import Store

SECOND = Person(derived_id("person", "second"), "Annotator B")
_PRONOUNS = frozenset({"it", "they", "he", "she", "we", "their"})
_EVERY = 3
"""Every third mark that could differ in a way does."""


def second_reader(store: Store, article: str, first: str, person: Person = SECOND) -> None:
    """Write a second person's layer of an article, and say that both have read it to its end."""
    spans = [s for s in store.read.spans(article) if s.person == first and s.layer == "work"]
    ties = [r for r in store.read.relations(article) if r.person == first and r.layer == "work"]
    made, relations = second_layer(spans, ties, store.read.needed_text(article),
                                   store.read.scheme(), person.id)  # fmt: skip
    done = (Reading(article, one, status="done") for one in (first, person.id))
    with store.step("A second annotator reads it", undoable=False):
        store.put_all([person, *done, *made, *relations])


def second_layer(
    spans: Iterable[Span], ties: Iterable[Relation], text: str, scheme: Scheme, person: str
) -> tuple[list[Span], list[Relation]]:
    """Give the marks and relations of the second person."""
    differ = _Differing(text, scheme)
    made: dict[str, Span] = {}
    for span in sorted(spans, key=lambda s: (s.start, -s.end, s.label)):
        other = differ.of(span)
        if other is not None:
            id_ = derived_id("second", person, span.id)
            made[span.id] = replace(other, id=id_, person=person, origin="typed",
                                    suggester=None, score=None, derived_from=())  # fmt: skip
    return list(made.values()), list(_tied(made, ties, person))


class _Differing:
    """Counts what could differ, so that only some of it does."""

    def __init__(self, text: str, scheme: Scheme) -> None:
        self._text, self._scheme = text, scheme
        self._seen: dict[str, int] = {}

    def of(self, span: Span) -> Span | None:
        """Give the span as the second one marks it; None leaves it out."""
        label = self._scheme.label_ids.get(span.label, span.label)
        words = span.quote.split()
        if label == "claim":
            return self._claim(span, words)
        if self._is_left_out(span, label):
            return None
        if len(words) > 2 and self._is_due("name alone"):
            return self._cut(span, words[-1])
        if label == "location" and words[-1:] == ["base"] and self._is_due("base"):
            return replace(span, label="actor")
        return self._with_determiner(span)

    def _is_left_out(self, span: Span, label: str) -> bool:
        if span.quote.casefold() in _PRONOUNS:
            return self._is_due("pronoun")
        if label == "actor" and span.quote in {"US", "Iran"}:
            return self._is_due("modifier")
        return label == "weapon" and "strike" in span.quote

    def _with_determiner(self, span: Span) -> Span:
        before = self._text[max(0, span.start - 4) : span.start]
        if before.casefold() == "the " and self._is_due("determiner"):
            return self._at(span, span.start - 4, span.end)
        return span

    def _claim(self, span: Span, words: list[str]) -> Span:
        if len(words) > 6 and self._is_due("end of a claim"):
            return self._at(span, span.start, span.end - len(words[-1]) - 1)
        if self._is_due("stance"):
            kept = tuple(pair for pair in span.attributes if pair[0] != "stance")
            return replace(span, attributes=(*kept, ("stance", "hedges")))
        return span

    def _is_due(self, way: str) -> bool:
        self._seen[way] = self._seen.get(way, -1) + 1
        return self._seen[way] % _EVERY == 0

    def _cut(self, span: Span, last: str) -> Span:
        return self._at(span, span.end - len(last), span.end)

    def _at(self, span: Span, start: int, end: int) -> Span:
        return replace(span, start=start, end=end, quote=self._text[start:end])


def _tied(made: dict[str, Span], ties: Iterable[Relation], person: str) -> Iterator[Relation]:
    """Give the relations again between what is there; every tenth is left out."""
    here = [tie for tie in ties if tie.head in made and tie.tail in made]
    here.sort(key=lambda r: (made[r.head].start, r.type, made[r.tail].start))
    for number, tie in enumerate(here):
        if number % 10:
            yield replace(tie, id=derived_id("second", person, tie.id), person=person,
                          head=made[tie.head].id, tail=made[tie.tail].id)  # fmt: skip
