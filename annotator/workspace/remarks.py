"""What a reviewer should know of a difference: what came, went or changed since, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from annotator.model.sentences import count, say
from annotator.model.span import Span
from annotator.workspace.versions import took

if TYPE_CHECKING:
    from annotator.model.review.comparison import Case
    from annotator.model.scheme import Scheme
    from annotator.workspace.review import Review


def remarks(review: Review, case: Case, scheme: Scheme) -> list[str]:
    """Say what happened to a difference and to the scheme since it was marked or decided."""
    return [*_since(review, case), *_of_scheme(case, scheme)]


def _since(review: Review, case: Case) -> Iterator[str]:
    decision = case.decision
    if decision is None:
        return
    if case.is_new:
        before = took(replace(case, is_new=False, is_disputed=False), decision)
        came = [m for m in case.marks if m.id not in decision.alternatives]
        if came:
            people = dict.fromkeys(mark.person or "" for mark in came)
            who = ", ".join(map(review.name_of, people))
            yield say("The work of {who} came after this was decided ({before}). That stays until "
                      "you decide again.", who=who, before=before)  # fmt: skip
        else:
            yield say("A mark was changed after this was decided ({before}). That stays until you "
                      "decide again.", before=before)  # fmt: skip
    if case.gone:
        marks = count(len(case.gone), "mark", "marks")
        yield say("Deleted since it was decided: {marks}. The decision stays.", marks=marks)


def _of_scheme(case: Case, scheme: Scheme) -> Iterator[str]:
    for id_ in case.labels:
        known = scheme.label_named(id_)
        if known is None:
            yield say("The scheme has no label “{label}” any more. The marks keep it; the letter "
                      "of a label gives them another.", label=id_)  # fmt: skip
        elif known.retired:
            yield say("The label {label} is retired. The marks keep it; the letter of a label "
                      "gives them another.", label=known.name)  # fmt: skip
    told: set[tuple[str, str]] = set()
    for mark in case.marks:
        if isinstance(mark, Span):
            told |= set(_lost_values(mark, scheme))
    for name, value in sorted(told):
        yield say("{name} has no value “{value}” any more. Taken, it is kept as it was given.",
                  name=name, value=value)  # fmt: skip


def _lost_values(span: Span, scheme: Scheme) -> Iterator[tuple[str, str]]:
    """Give the name of each attribute and the value that it has not any more."""
    owner = f"label.{scheme.label_ids.get(span.label, span.label)}"
    ids = scheme.attribute_ids(owner)
    known = {one.id: one for one in scheme.attributes(owner)}
    for name, value in span.attributes:
        attribute = known.get(ids.get(name, name))
        if attribute is None or not attribute.values:
            continue
        if value not in {x for one in attribute.values for x in (one.id, one.name)}:
            yield attribute.name, value
