"""Rounds of a project: made, extended, closed, how far they are, and what is hidden in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from annotator.model.article import FINISHED, Status
from annotator.model.ids import new_id, to_bytes, to_text
from annotator.model.lots import Lot, draw
from annotator.model.round import Assignment, Round
from annotator.model.sentences import Refused
from annotator.store.log import AT_ONCE, batches, marks
from annotator.store.progress import Progress, quiet
from annotator.store.reviewed import assignments, rounds

if TYPE_CHECKING:
    from annotator.store.exchange.outgoing import Wanted
    from annotator.store.reader import Reader
    from annotator.store.store import Store

_FINISHED = ", ".join(f"'{status}'" for status in sorted(FINISHED))
_STATES = (
    "SELECT t.assignee, coalesce(g.status, r.status, 'unread'), count(*) FROM assignment t"
    " JOIN article a ON a.item = t.article"
    " LEFT JOIN item p ON p.uid = t.assignee AND p.kind = 'person'"
    " LEFT JOIN reading r ON r.article = t.article AND r.owner = p.id AND r.layer = 'work'"
    " LEFT JOIN reading g ON g.article = t.article AND g.layer = 'gold'"
    "  AND g.status IN ('in_review', 'settled')"
    " WHERE t.round = ? GROUP BY 1, 2"
)
_QUICK = 2_000
"""Assignments of which all shares are counted in some milliseconds."""
_GIVEN = (
    "SELECT t.assignee, count(*) FROM assignment t JOIN article a ON a.item = t.article"
    " WHERE t.round = ? GROUP BY 1"
)
_HIDING = (
    " FROM assignment t{} JOIN round o ON o.blind AND NOT o.closed"
    " JOIN item oi ON oi.id = o.item AND oi.uid = t.round JOIN item i ON i.id = t.article"
    " WHERE t.assignee = ? AND EXISTS (SELECT 1 FROM assignment other"
    "  LEFT JOIN item p ON p.uid = other.assignee AND p.kind = 'person'"
    "  LEFT JOIN reading r ON r.article = other.article AND r.owner = p.id AND r.layer = 'work'"
    "  WHERE other.round = t.round AND other.article = t.article"
    f"  AND coalesce(r.status, 'unread') NOT IN ({_FINISHED}))"
)
_BLIND = f"SELECT DISTINCT i.uid{_HIDING.format('')}"
_HIDING_IN = (  # a round may give somebody 100,000 articles: they are not gone through
    f"{_HIDING.format(' INDEXED BY assignment_article')} AND t.article IN"
    " (SELECT id FROM item WHERE kind = 'article' AND uid IN ({}))"
)
_BLIND_AMONG = f"SELECT DISTINCT i.uid{_HIDING_IN}"
_BLIND_ROUNDS = f"SELECT DISTINCT oi.uid{_HIDING_IN.format('?')}"
_GIVING = (
    "SELECT oi.uid FROM round o JOIN item oi ON oi.id = o.item WHERE NOT o.closed AND EXISTS"
    " (SELECT 1 FROM assignment t WHERE t.round = oi.uid AND t.assignee = ?)"
)
_NOBODYS = (
    "SELECT i.uid FROM article a JOIN item i ON i.id = a.item WHERE NOT EXISTS"
    " (SELECT 1 FROM assignment t WHERE t.article = a.item{}) ORDER BY i.uid"
)


@dataclass(frozen=True, slots=True)
class Share:
    """How far one person has come with what a round gives him."""

    person: str
    """The person's id."""
    states: dict[Status, int]
    """How many articles are in each state; one in review or settled counts as that for all."""

    @property
    def articles(self) -> int:
        """Count the articles."""
        return sum(self.states.values())

    @property
    def done(self) -> int:
        """Count those that are read to the end."""
        return sum(number for state, number in self.states.items() if state in FINISHED)


def find_round(reader: Reader, name: str) -> Round:
    """Find a round by its name, or by its id. Raises Refused where there is none, or several."""
    known = rounds(reader)
    found = [one for one in known if name in (one.name, one.id)]
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused("Several rounds are called {name}. Name one by id: {ids}.",
                      name=name, ids=", ".join(one.id for one in found))  # fmt: skip
    names = ", ".join(one.name for one in known) or "none yet"
    raise Refused("No round is called {name}. There are: {names}.", name=name, names=names)


def begin(  # noqa: PLR0913 - a round is made of much
    store: Store, name: str, persons: Sequence[str], articles: Iterable[str], *,
    each: int = 0, seed: int = 0, is_blind: bool = False, progress: Progress = quiet,
) -> Round:  # fmt: skip
    """Make a round and draw who reads what, as one step. Raises Refused with nothing changed.

    `persons` and `articles` are ids; `each` of the persons read an article, 0 being all of them.
    """
    name = name.strip()
    if not name:
        raise Refused("A round needs a name. Nothing was assigned.")
    if any(one.name == name for one in rounds(store.read)):
        raise Refused("There is a round called {name} already. Nothing was assigned.", name=name)
    wanted = list(articles)
    if not wanted:
        raise Refused("A round needs articles. Nothing was assigned.")
    lots = draw(wanted, persons, each, seed)
    made = Round(new_id(), name, tuple(sorted(set(persons))), each, seed, is_blind)
    with store.step("Begin the round {name}", name=name):
        store.put(made)
        _give_out(store, made, lots, progress)
    return made


def extend(
    store: Store, round_: Round, articles: Iterable[str], *, progress: Progress = quiet
) -> int:
    """Draw who reads articles that came later, as one step. Give how many are new in the round."""
    given = [(one.article, one.person) for one in assignments(store.read, round_.id)]
    lots = draw(articles, round_.persons, round_.each, round_.seed, given)
    if lots:
        with store.step("Extend the round {name}", name=round_.name):
            _give_out(store, round_, lots, progress)
    return len({article for article, _ in lots})


def _give_out(store: Store, round_: Round, lots: Sequence[Lot], progress: Progress) -> None:
    done = 0
    for part in batches(lots, AT_ONCE):
        progress("Giving out articles", done, len(lots))
        store.put(*(Assignment.of(article, round_.id, person) for article, person in part))
        done += len(part)


def close(store: Store, round_: Round, *, closed: bool = True) -> None:
    """Close a round, after which nothing is hidden any more, or open it again."""
    title = "Close the round {name}" if closed else "Open the round {name} again"
    with store.step(title, name=round_.name):
        store.put(replace(round_, is_closed=closed))


def is_quick(reader: Reader) -> bool:
    """Say whether the shares of all rounds are counted before anybody would notice."""
    query = "SELECT count(*) FROM (SELECT 1 FROM assignment LIMIT ?)"
    return int(reader.sql.execute(query, [_QUICK]).fetchone()[0]) < _QUICK


def given(reader: Reader, round_: Round) -> dict[str, int]:
    """Count the articles that a round gives to each person, by the person's id."""
    rows = reader.sql.execute(_GIVEN, [to_bytes(round_.id)])
    return {to_text(assignee): number for assignee, number in rows}


def shares(reader: Reader, round_: Round) -> list[Share]:
    """Say how far each person has come, in the order of their ids.

    It looks at each assignment: with tens of thousands of them off the screen's thread.
    """
    found: dict[str, dict[Status, int]] = {person: {} for person in round_.persons}
    for assignee, state, number in reader.sql.execute(_STATES, [to_bytes(round_.id)]):
        found.setdefault(to_text(assignee), {})[cast("Status", state)] = number
    return [Share(person, states) for person, states in sorted(found.items())]


def blind_articles(reader: Reader, person: str) -> frozenset[str]:
    """Give the articles in which a person must not see what others did.

    They are those that a blind round which is not closed gives him, until everybody who has an
    article in that round is done with it.
    """
    rows = reader.sql.execute(_BLIND, [to_bytes(person)])
    return frozenset(uid.hex() for (uid,) in rows)


def blind_after(
    reader: Reader, person: str, before: frozenset[str], articles: frozenset[str]
) -> frozenset[str]:
    """Give them again after something changed in a few articles, from what they were before."""
    found: set[str] = set()
    for part in batches([bytes.fromhex(article) for article in articles], AT_ONCE):
        query = _BLIND_AMONG.format(marks(part))
        rows = reader.sql.execute(query, [to_bytes(person), *part])
        found.update(uid.hex() for (uid,) in rows)
    return before if found == before & articles else before - articles | found


def rounds_hiding(reader: Reader, person: str, article: str) -> list[Round]:
    """Give the rounds in which a person must not yet see what others did in an article."""
    values = [to_bytes(person), bytes.fromhex(article)]
    return _those(reader, reader.sql.execute(_BLIND_ROUNDS, values))


def rounds_giving(reader: Reader, person: str) -> list[Round]:
    """Give the rounds that are not closed and in which a person is to read anything."""
    return _those(reader, reader.sql.execute(_GIVING, [to_bytes(person)]))


def _those(reader: Reader, uids: Iterable[tuple[bytes]]) -> list[Round]:
    found = {to_text(uid) for (uid,) in uids}
    return [one for one in rounds(reader) if one.id in found] if found else []


def articles_of_nobody(reader: Reader) -> list[str]:
    """Give the ids of the articles that no round gives to anybody."""
    return [uid.hex() for (uid,) in reader.sql.execute(_NOBODYS.format(""))]


def articles_not_in(reader: Reader, round_: Round) -> list[str]:
    """Give the ids of the articles that a round gives to nobody, such as those that came later."""
    query = _NOBODYS.format(" AND t.round = ?")
    return [uid.hex() for (uid,) in reader.sql.execute(query, [to_bytes(round_.id)])]


def of_round(reader: Reader, wanted: Wanted, round_: Round, person: str | None = None) -> Wanted:
    """Choose the articles of a round; for one person only his, and nobody else's work on them.

    Raises Refused where that is no article.
    """
    given = assignments(reader, round_.id)
    articles = frozenset(one.article for one in given if person in {None, one.person})
    if not articles:
        names = {one.id: one.name for one in reader.persons()}
        raise Refused("The round {name} gives {person} nothing to read. Nothing was written.",
                      name=round_.name, person=names.get(person or "", "nobody"))  # fmt: skip
    layers = None if person is None else frozenset({person})
    return replace(wanted, articles=articles, layers=layers)
