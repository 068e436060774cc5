"""Who else has marks in the open article, and how that is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.model.sentences import count, say
from annotator.model.words import briefly

if TYPE_CHECKING:
    from annotator.model.person import Person
    from annotator.workspace.article import ArticleAtHand

A_COLLEAGUE = "a colleague"
"""Somebody whose name did not come with the marks."""
_NAMED = 2
"""So many colleagues are named in one line, the others are counted."""
_LONGEST_NAME = 24


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody else with marks in an article."""

    id: str
    name: str
    marks: int


def colleagues_in(
    article: ArticleAtHand, persons: Iterable[Person], shown: Callable[[Mapping[str, int]], int]
) -> list[Colleague]:
    """List those with marks that would be shown, whoever has most first."""
    names = {person.id: person.name for person in persons}
    found = [
        Colleague(id_, names.get(id_, A_COLLEAGUE), number)
        for id_ in article.others
        if (number := shown(article.counts_of(id_)))
    ]
    return sorted(found, key=lambda one: (-one.marks, one.name, one.id))


def who_has(colleagues: Sequence[Colleague]) -> str:
    """Say who has how many marks: "One has 164 marks", "One has 164, Two 12 and 2 others 9"."""
    first, *others = colleagues
    if not others:
        marks = count(first.marks, "mark", "marks")
        return say("{name} has {marks}", name=_name(first), marks=marks)
    parts = [say("{name} has {n}", name=_name(first), n=first.marks)]
    parts += [say("{name} {n}", name=_name(one), n=one.marks) for one in others[: _NAMED - 1]]
    if rest := others[_NAMED - 1 :]:
        number = sum(one.marks for one in rest)
        parts.append(say("{who} {n}", who=count(len(rest), "other", "others"), n=number))
    return say("{some} and {last} marks", some=", ".join(parts[:-1]), last=parts[-1])


def _name(colleague: Colleague) -> str:
    return briefly(colleague.name, _LONGEST_NAME)
