"""The article at hand: its text, its zones, and the marks of the person whose layer is shown."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.model.article import Article, Reading, Zone, reading_id
from annotator.model.span import Relation, Span

if TYPE_CHECKING:
    from annotator.model.change import Changes
    from annotator.model.scheme import Scheme
    from annotator.store.reader import Reader


@dataclass(frozen=True, slots=True)
class MarksDelta:
    """Which marks came and went. A changed one is in both; `whole`: look at everything again."""

    added: tuple[Span, ...] = ()
    removed: tuple[Span, ...] = ()
    whole: bool = False


def _order(span: Span) -> tuple[int, int, str]:
    return span.start, -span.end, span.id


@dataclass(eq=False)
class ArticleAtHand:
    """An open article and one person's work on it, kept in step with the file."""

    id: str
    text: str
    whose: str
    """The id of the person whose layer is shown."""
    article: Article
    zones: list[Zone] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    reading: Reading | None = None
    declined: frozenset[tuple[int, int, str]] = frozenset()
    """Proposals that the person whose layer is shown has declined: start, end, label."""
    dismissed: frozenset[tuple[int, int, str, str]] = frozenset()
    """What that person let go of although it is still open: start, end, label, suggester."""
    counts: Counter[str] = field(default_factory=Counter)
    """How many marks there are of each label, by its id as the marks have it."""
    _others: dict[str, Counter[str]] = field(default_factory=dict)
    _spans: dict[str, Span] = field(default_factory=dict)
    _ordered: list[Span] = field(default_factory=list)
    _keys: list[tuple[int, int, str]] = field(default_factory=list)
    _longest: int = 0
    """No mark is longer than this."""

    @classmethod
    def read(cls, reader: Reader, article: str, whose: str) -> ArticleAtHand:
        """Read an article. Raises Refused where its text is not in the file."""
        text = reader.needed_text(article)
        known = reader.article(article) or Article(article)
        at_hand = cls(article, text, whose, known)
        at_hand._read_facts(reader)
        at_hand._read_marks(reader)
        return at_hand

    @property
    def spans(self) -> list[Span]:
        """Give the marks in order of place, the longer first."""
        return self._ordered

    def span(self, id_: str | None) -> Span | None:
        """Give one mark, None if it is not there."""
        return self._spans.get(id_ or "")

    @property
    def others(self) -> dict[str, int]:
        """Tell how many marks other people have here, by the id of the person."""
        return {person: counts.total() for person, counts in self._others.items()}

    def counts_of(self, person: str) -> Counter[str]:
        """Give how many marks another person has here of each label."""
        return self._others.get(person, Counter())

    def covering(self, start: int, end: int) -> Iterator[Span]:
        """Give the marks that share at least one character with a stretch, in order of place."""
        # No mark that begins further before reaches so far.
        for n in range(self.after(start - self._longest), len(self._ordered)):
            span = self._ordered[n]
            if span.start >= end:
                return
            if span.end > start:
                yield span

    def after(self, place: int) -> int:
        """Give the number of the first mark that starts at or after a place."""
        return bisect_left(self._keys, (place, -len(self.text) - 1, ""))

    def number_of(self, span: Span) -> int:
        """Give the number of a mark in order of place."""
        return bisect_left(self._keys, _order(span))

    def unlabelled(self, scheme: Scheme) -> Callable[[int, int], str | None]:
        """Give the function that names the zone of a stretch where nothing is usually labelled."""
        quiet = {zone.id: zone.name for zone in scheme.zones if not zone.labelled}
        zones = [zone for zone in self.zones if zone.zone in quiet]

        def named(start: int, end: int) -> str | None:
            return next((quiet[z.zone] for z in zones if z.start < end and start < z.end), None)

        return named

    # --- keeping in step --------------------------------------------------------------------------

    def take(self, reader: Reader, changes: Changes) -> MarksDelta:
        """Read again what a step touched, and say which marks came and went."""
        if self.id not in changes.articles:
            return MarksDelta()
        if changes.touch("article", "zone", "relation", "reading", "verdict"):
            self._read_facts(reader)
        if not changes.touch("span"):
            return MarksDelta()
        if changes.items is None:
            self._read_marks(reader)
            return MarksDelta(whole=True)
        return self._take_marks(reader, changes.items)

    def _take_marks(self, reader: Reader, items: Iterable[str]) -> MarksDelta:
        now = {s.id: s for s in reader.spans(self.id, items)}
        if any(s.layer == "work" and s.person != self.whose for s in now.values()):
            self._count_others(reader.spans(self.id))
        removed, added = [], []
        for id_ in sorted(items):
            old, new = self._spans.get(id_), now.get(id_)
            new = new if new is not None and self._is_shown(new) else None
            if old == new:
                continue
            if old is not None:
                self._drop(old)
                removed.append(old)
            if new is not None:
                self._add(new)
                added.append(new)
        return MarksDelta(tuple(added), tuple(removed))

    def add_unsaved(self, span: Span) -> None:
        """Show a mark that is not in the file."""
        self._add(span)

    def drop_unsaved(self, span: Span) -> None:
        """Show a mark no longer that is not in the file."""
        self._drop(span)

    def _add(self, span: Span) -> None:
        place = bisect_left(self._keys, _order(span))
        self._spans[span.id] = span
        self._ordered.insert(place, span)
        self.counts[span.label] += 1
        self._keys.insert(place, _order(span))
        self._longest = max(self._longest, span.end - span.start)

    def _drop(self, span: Span) -> None:
        place = bisect_left(self._keys, _order(span))
        del self._spans[span.id], self._ordered[place], self._keys[place]
        self.counts[span.label] -= 1

    def _read_marks(self, reader: Reader) -> None:
        everything = reader.spans(self.id)
        self._ordered = [span for span in everything if self._is_shown(span)]
        self._spans = {span.id: span for span in self._ordered}
        self.counts = Counter(span.label for span in self._ordered)
        self._keys = [_order(span) for span in self._ordered]
        self._longest = max((span.end - span.start for span in self._ordered), default=0)
        self._count_others(everything)

    def _count_others(self, everything: Iterable[Span]) -> None:
        self._others = {}
        for span in everything:
            if span.layer == "work" and span.person and span.person != self.whose:
                self._others.setdefault(span.person, Counter())[span.label] += 1

    def _read_facts(self, reader: Reader) -> None:
        self.article = reader.article(self.id) or Article(self.id)
        self.zones = reader.zones(self.id)
        self.relations = [r for r in reader.relations(self.id) if self._is_shown(r)]
        mine = reading_id(self.id, "work", self.whose)
        self.reading = next((r for r in reader.readings(self.id) if r.id == mine), None)
        verdicts = [v for v in reader.verdicts(self.id) if v.person == self.whose]
        self.dismissed = frozenset(
            (v.start, v.end, v.label, v.suggester) for v in verdicts if v.decision == "dismissed"
        )
        self.declined = frozenset(
            (v.start, v.end, v.label) for v in verdicts if v.decision == "rejected"
        )

    def _is_shown(self, thing: Span | Relation) -> bool:
        return thing.layer == "work" and thing.person == self.whose
