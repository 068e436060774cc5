"""Who is who in work that comes: people by their ids, their names, and the copies they work in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.model.change import Change
from annotator.model.ids import to_text
from annotator.model.person import Person
from annotator.model.sentences import count, say
from annotator.store.exchange.source import Said
from annotator.store.log import Log
from annotator.store.reader import Reader

if TYPE_CHECKING:
    from sqlite_utils.utils import sqlite3


@dataclass(slots=True)
class Who:
    """What the file knows of people, beside what comes."""

    said: Said
    here: dict[str, str]
    """Names by id, as the file has them."""
    coming: dict[str, str]
    """Names by id, as they would be."""
    sites: dict[str, set[str]] = field(default_factory=dict)
    """By person: the copies of the project in which changes were made that are here."""
    sites_coming: dict[str, set[str]] = field(default_factory=dict)
    """By person: the same of what is new."""
    last: dict[str, int] = field(default_factory=dict)
    """By site: the highest number of what is new."""

    @classmethod
    def of(
        cls, sql: sqlite3.Connection, log: Log, said: Said, fresh: Iterable[Change],
        names: dict[str, str],
    ) -> Who:  # fmt: skip
        """Look who made what is here, and what is new."""
        here = {person.id: person.name for person in Reader(sql).persons()}
        told = {p.id: p.name for p in said.persons if p.id not in here}
        who = cls(said, here, told | names)
        query = "SELECT DISTINCT s.site, i.uid FROM step s JOIN item i ON i.id = s.person"
        for site, uid in sql.execute(query):
            who.sites.setdefault(to_text(uid), set()).add(log.uid_of_site(site))
        for change in fresh:
            who.sites_coming.setdefault(change.step.person, set()).add(change.site)
            who.last[change.site] = max(change.n, who.last.get(change.site, 0))
        return who

    def person(self, id_: str) -> Person:
        """Give a person by the name that would be shown."""
        return Person(id_, self.coming.get(id_) or self.here.get(id_) or id_[:8])

    def name_at(self, site: str) -> str | None:
        """Name whoever works in a copy of the project."""
        for sites in (self.sites, self.sites_coming):
            for id_, own in sites.items():
                if site in own:
                    return self.person(id_).name
        return None

    def sayings(self, me: Person, site: str, n: int) -> Iterator[str]:
        """Say what is to be known of who is who: DESIGN 4, identity.

        `site` is this copy of the project, and `n` the number of its last change.
        """
        yield from self._copied(site, n)
        yield from self._machines(me, site)
        yield from self._renamed()
        yield from self._namesakes()

    def _copied(self, site: str, n: int) -> Iterator[str]:
        if self.last.get(site, 0) > n:
            yield say(
                "{name} holds {changes} that were made in this very file and are not in it any "
                "more: it was put back from an older copy. They come back.",
                name=self.said.name, changes=count(self.last[site] - n, "change", "changes"),
            )  # fmt: skip
        elif self.said.site == site:
            yield say(
                "{name} is a copy of this very file in which nobody has worked since.",
                name=self.said.name,
            )

    def _machines(self, me: Person, site: str) -> Iterator[str]:
        for id_, coming in sorted(self.sites_coming.items()):
            before = self.sites.get(id_, set())
            if id_ == me.id and coming - before - {site}:
                yield say(
                    "Some of it is your own work from another machine, or from a copy of the file. "
                    "It is put together with what you did here."
                )
            elif before and coming - before:
                yield say(
                    "{name} has worked in another copy of the project than before: on another "
                    "machine, or in a copied file. It is all taken as the work of one person.",
                    name=self.person(id_).name,
                )

    def _renamed(self) -> Iterator[str]:
        for id_, name in sorted(self.coming.items()):
            before = self.here.get(id_)
            if before and name and before != name:
                yield say("{before} is called {name} now.", before=before, name=name)

    def _namesakes(self) -> Iterator[str]:
        after = self.here | {id_: name for id_, name in self.coming.items() if name}
        bearers: dict[str, list[str]] = {}
        for id_, name in sorted(after.items()):
            bearers.setdefault(name.strip().casefold(), []).append(id_)
        for ids in bearers.values():
            if len(ids) > 1 and not set(ids) <= self.here.keys():
                yield say(
                    "{number} people are called {name}. They stay apart: each has an id, and none "
                    "writes over the work of another.",
                    number=len(ids), name=after[ids[0]],
                )  # fmt: skip
