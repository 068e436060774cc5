"""Gold marks that come of nobody's marks: what a reviewer added, and what lost its origin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from annotator.model.ids import derived_id
from annotator.model.sentences import Refused
from annotator.model.span import Span
from annotator.model.words import briefly
from annotator.store.review.clashing import clash

if TYPE_CHECKING:
    from annotator.model.review.comparison import Comparison
    from annotator.store.reader import Reader
    from annotator.store.store import Store

_IN_GOLD = (
    "“{words}” would lie over “{other}”, which is in the gold layer already. Nothing was added."
)
_AGREED = "“{words}” would lie over “{other}”, which all marked alike. Nothing was added."
_OPEN = (
    "“{words}” would lie over “{other}”, about which there is a difference to decide. Nothing was "
    "added. Decide that, or draw it there."
)


@dataclass(frozen=True, slots=True)
class Loose:
    """A gold mark that no mark of anybody stands behind."""

    span: Span
    why: Literal["added", "orphan"]
    """It never came of any, or all that it came of have been deleted since."""


def loose(spans: Sequence[Span]) -> list[Loose]:
    """List the gold marks among all spans of an article that no mark stands behind, in order."""
    here = {span.id for span in spans}
    return [
        Loose(span, "orphan" if span.derived_from else "added")
        for span in spans
        if span.layer == "gold" and here.isdisjoint(span.derived_from)
    ]


def is_loose(reader: Reader, span: Span) -> bool:
    """Say whether no mark that is still there stands behind a gold mark."""
    return not span.derived_from or not reader.spans(span.article, span.derived_from)


def in_the_place_of(reader: Reader, gold: Iterable[Span], made: Iterable[Span]) -> list[Span]:
    """List those of some gold marks that no mark stands behind and that others take the place of.

    Those are of the same label on the same words.
    """
    places = {(span.label, span.start, span.end): span.id for span in made}
    return [
        span
        for span in gold
        if places.get((span.label, span.start, span.end), span.id) != span.id
        and is_loose(reader, span)
    ]


def add(
    store: Store, article: str, label: str, place: tuple[int, int], found: Comparison | None
) -> Span:  # fmt: skip
    """Put a mark into the gold layer where nobody marked anything, as one step.

    `label` is an id; `place` is start and end in code points. Two reviewers who add the same make
    one mark. Raises Refused where it would lie over what is agreed, decided or to be decided.
    """
    start, end = place
    id_ = derived_id("gold", article, label, str(start), str(end))
    words = store.read.needed_text(article)[start:end]
    span = Span(
        id_, article, None, label, start, end, words, layer="gold", origin="adjudicated"
    )  # fmt: skip
    _refuse(store, span, found)
    with store.step("Add “{words}” to the gold layer", words=briefly(words)):
        store.put(span)
    return span


def _refuse(store: Store, span: Span, found: Comparison | None) -> None:
    gold = [one for one in store.read.spans(span.article) if one.layer == "gold"]
    agreed = [one for a in found.agreed for one in a.spans] if found is not None else []
    cases = [case for case in found.open if not case.is_tie] if found is not None else []
    open_ = [one for case in cases for v in case.versions for one in v.spans]
    scheme = store.read.scheme()
    for others, sentence in ((gold, _IN_GOLD), (agreed, _AGREED), (open_, _OPEN)):
        lies = clash(scheme, (), [span], others)
        if lies is not None:
            words, other = briefly(span.quote), briefly(lies[1].quote)
            raise Refused(sentence, words=words, other=other)


def take_out(store: Store, span: Span) -> None:
    """Take a gold mark that nothing stands behind out of the gold layer, as one step."""
    with store.step("Take “{words}” out of the gold layer", words=briefly(span.quote)):
        ends = {span.id}
        ties = (r for r in store.read.relations(span.article) if r.layer == "gold")
        store.remove_all([span, *(r for r in ties if not ends.isdisjoint((r.head, r.tail)))])
