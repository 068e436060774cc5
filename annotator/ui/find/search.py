"""What is looked for in the open article, where it stands, and which of the hits is picked."""

from __future__ import annotations

from bisect import bisect_left

from annotator.model.finding import Hits, Searched, Stretch, Wanted
from annotator.model.sentences import count, say
from annotator.workspace.workspace import Workspace


class Search:
    """Looks when it is asked, and once only for the same words in the same article."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._searched: Searched | None = None
        self._hits = Hits()
        self.wanted = Wanted()

    def forget(self) -> None:
        """Take note that another article is open."""
        self._searched, self._hits = None, Hits()

    @property
    def hits(self) -> Hits:
        """Give all hits of what is wanted now."""
        article = self._workspace.article
        if article is None:
            return Hits(self.wanted)
        if self._hits.wanted != self.wanted:
            if self._searched is None:
                self._searched = Searched(article.text)
            self._hits = self._searched.find(self.wanted)
        return self._hits

    @property
    def number(self) -> int | None:
        """Give the number of the hit that is picked or chosen, from 0; None where none is."""
        return self.hits.number(*self._here())

    def from_here(self) -> Stretch | None:
        """Give the first hit at what is picked or behind it, around at the end."""
        return self._hit(bisect_left(self.hits.places, (self._here()[0], 0)))

    def next(self, step: int) -> Stretch | None:
        """Give the next hit, or with -1 the one before, around at the ends; None without hits."""
        start, end = self._here()
        if step < 0:
            return self._hit(bisect_left(self.hits.places, (start, 0)) - 1)
        return self._hit(bisect_left(self.hits.places, (start + (start < end), 0)))

    def told(self) -> str:
        """Say which of how many hits is picked, nothing where there is nothing to say."""
        hits, number = self.hits, self.number
        found = len(hits.places)
        if hits.trouble or not hits.wanted.words:
            return ""
        if not found:
            return "Not found"
        if number is not None:
            template = "{n} of {of}+" if hits.has_more else "{n} of {of}"
            return say(template, n=number + 1, of=found)
        return say("{n}+ hits", n=found) if hits.has_more else count(found, "hit", "hits")

    def _here(self) -> Stretch:
        chosen, picked = self._workspace.chosen, self._workspace.selection
        return (chosen.start, chosen.end) if chosen else (picked.start, picked.end)

    def _hit(self, number: int) -> Stretch | None:
        places = self.hits.places
        return places[number % len(places)] if places else None
