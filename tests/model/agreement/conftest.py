"""People, marks and articles in few words."""

from __future__ import annotations

from itertools import count

import pytest

from annotator.model.agreement.study import Compared, study_of
from annotator.model.person import Person
from annotator.model.scheme_file import find_scheme
from annotator.model.span import Relation, Span

SCHEME = find_scheme("conflict-news")
PEOPLE = tuple(Person(f"p{n}", f"annotator-{n}") for n in range(1, 4))


class Marks:
    """Makes marks, articles and studies of them."""

    scheme = SCHEME
    people = PEOPLE

    def __init__(self):
        self._numbers = count()

    def span(self, label, start, end, **said):
        return Span(f"s{next(self._numbers)}", "", None, label, start, end, "",
                    attributes=tuple(said.items()))  # fmt: skip

    def spans(self, *places):
        return tuple(self.span(*place) for place in places)

    def tie(self, type_, head, tail, **said):
        return Relation(f"r{next(self._numbers)}", "", None, type_, head.id, tail.id,
                        attributes=tuple(said.items()))  # fmt: skip

    def article(self, name, *people, relations=(), length=200, **facts):
        spans = {f"p{n}": tuple(theirs) for n, theirs in enumerate(people, 1) if theirs is not None}
        ties = {f"p{n}": tuple(theirs) for n, theirs in enumerate(relations, 1)}
        return Compared(name, length, spans, ties, title=name, **facts)

    def study(self, *articles, people=2, scheme=SCHEME, **options):
        return study_of(scheme, PEOPLE[:people], articles, **options)


@pytest.fixture
def marks():
    return Marks()
