"""The events that claims are about: found by name, and the claims of one, for its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.claims.claim import Claim
from annotator.model.claims.table import Table, Way, claim_table
from annotator.model.event import Event
from annotator.model.sentences import Refused
from annotator.model.text import fold
from annotator.store.claims.index import Chosen, ClaimIndex
from annotator.store.claims.reading import known_of, read_claims

if TYPE_CHECKING:
    from annotator.store.reader import Reader

MOST = 200
"""Claims that a table on the screen takes at most, the first by date.

Of as many articles they take some 105 ms of CPU to read on a busy two-core machine, and 8 ms
to compare.
"""


def find_event(reader: Reader, name: str) -> Event:
    """Find an event by its title or a part of it, or by its id. Raises Refused unless it is one."""
    known = reader.events()
    if name in known:
        return known[name]
    titled = sorted(known.values(), key=lambda event: (event.title, event.id))
    found = [event for event in titled if fold(event.title) == fold(name)]
    found = found or [event for event in titled if fold(name) in fold(event.title)]
    if len(found) == 1:
        return found[0]
    titles = "; ".join(event.title for event in (found or titled)) or "none yet"
    if found:
        raise Refused("Several events have {name} in their title: {titles}. Write more of it.",
                      name=name, titles=titles)  # fmt: skip
    raise Refused("No event is called {name}. There are: {titles}.", name=name, titles=titles)


def chosen_claims(
    reader: Reader, index: ClaimIndex, me: str, chosen: Chosen, most: int = MOST
) -> list[Claim]:
    """Read the claims that are chosen, the first by date, up to so many."""
    ids = index.ids(chosen, most)
    wanted = {id_ for some in ids.values() for id_ in some}
    return sorted(read_claims(reader, ids, me, wanted), key=lambda claim: claim.order)


def table_of(
    reader: Reader, claims: list[Claim], event: str | None, way: Way = "first",
    with_source: str | None = None,
) -> Table:  # fmt: skip
    """Make the table of some claims, as they are about an event."""
    known = known_of(reader, claims)
    return claim_table(claims, known, event=event, way=way, with_source=with_source)
