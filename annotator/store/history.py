"""Who did what and when, in words: the log read from the newest step back, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.model.change import Change, Step, Version
from annotator.model.past import telling
from annotator.store.aside import Aside
from annotator.store.kinds import KINDS
from annotator.store.log import AT_ONCE, Log, batches, marks
from annotator.store.names import KnownNames
from annotator.store.past import struck_versions, was
from annotator.store.scope import Key, Scope, Where, about, by_whom_and_when

if TYPE_CHECKING:
    from annotator.model.past.was import Was
    from annotator.store.heads import Known
    from annotator.store.reader import Reader
    from annotator.store.store import Store

FEW = 6
"""So many changes of a step are told one by one. More are told as one, and can be looked into."""
COUNTED = 5_000
"""So many changes of a step are counted by kind."""
_EVERYTHING = 1 << 62


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that somebody did."""

    clock: int
    person: str
    """The id of who did it."""
    who: str
    done: str
    """What was done, in words that follow the name."""
    title: str
    """What the step was called when it was made."""
    step: Version | None = None
    """None where work was brought in."""
    version: Version | None = None
    """The change, where the line is about one change alone."""
    changes: int = 1
    kind: str = ""
    id: str = ""
    article: str | None = None
    where: str = ""
    """The title of the article that it is about, if it is about what is in one."""
    owner: str | None = None
    was: Was | None = None

    @property
    def milliseconds(self) -> int:
        """Give the time: milliseconds since 1970, UTC."""
        return self.clock >> 16

    @property
    def is_version(self) -> bool:
        """Say whether the line is a version that the thing may go back to."""
        return (
            self.was is not None
            and self.was.is_there
            and not self.was.erased
            and self.kind != "person"
        )


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines, the newest first, and where the next page begins; None at the end."""

    lines: list[Line]
    after: Key | None


@dataclass(frozen=True, slots=True)
class _Row:
    """A step: its number, clock, site, and the order numbers of its changes that are asked for."""

    number: int
    clock: int
    site: int
    first: int
    seqs: Sequence[int] = ()


class History:
    """Reads the history of a project through the connection of a reader."""

    def __init__(self, reader: Reader) -> None:
        self._sql = reader.sql
        self._log = Log(reader.sql, "", Aside(reader.sql))
        self._names = KnownNames(reader, self._log)
        self._about: dict[Scope, Where | None] = {}

    def page(self, scope: Scope, after: Key | None = None, limit: int = 50) -> Page:
        """Give the lines of so many steps before the last one seen, or of so many changes of one.

        A page may be empty and not the last, where what was done is set aside.
        """
        if scope.step is not None:
            return self._page_of_step(scope, scope.step, after, limit)
        only = self._only(scope)
        when = by_whom_and_when(self._log, scope)
        rows = self._steps(only, when, after, limit)
        ended = rows[-1] if len(rows) == limit else None
        shown = [r for r in rows if not self._log.aside.hides(r.site, r.first)]
        lines = self._lines([self._with_changes(r) for r in shown] if only is None else
                            self._with_some(shown, only))  # fmt: skip
        if only is None:
            lines += self._brought_in(scope, ended.clock if ended else 0, after)
            lines.sort(key=lambda line: line.clock, reverse=True)
        return Page(lines, (ended.clock, ended.number) if ended else None)

    def _only(self, scope: Scope) -> Where | None:
        """Give the condition on changes; what is tied to a thing is looked for once."""
        if scope not in self._about:
            self._about[scope] = about(self._log, scope)
        return self._about[scope]

    # --- steps ------------------------------------------------------------------------------------

    def _steps(self, only: Where | None, when: Where, after: Key | None, limit: int) -> list[_Row]:
        where = when if only is None else only & when
        if after is not None:
            where &= Where("(s.clock, s.id) < (?, ?)", after)
        tables = "step s" if only is None else "change c JOIN step s ON s.id = c.step"
        distinct = "" if only is None else "DISTINCT "
        query = (
            f"SELECT {distinct}s.id, s.clock, s.site, s.first FROM {tables}{where.clause}"
            " ORDER BY s.clock DESC, s.id DESC LIMIT ?"
        )
        return [_Row(*row) for row in self._sql.execute(query, [*where.values, limit])]

    def _with_changes(self, row: _Row) -> _Row:
        """Give a step with all its changes, or the first COUNTED and one: they stand in a run."""
        (following,) = self._sql.execute(
            "SELECT min(first) FROM step WHERE site = ? AND first > ?", [row.site, row.first]
        ).fetchone()
        found = self._sql.execute(
            "SELECT seq FROM change WHERE site = ? AND n >= ? AND n < ? ORDER BY n LIMIT ?",
            [row.site, row.first, following or _EVERYTHING, COUNTED + 1],
        )
        return _Row(row.number, row.clock, row.site, row.first, [seq for (seq,) in found])

    def _with_some(self, rows: Sequence[_Row], only: Where) -> list[_Row]:
        """Give steps with those of their changes that are asked for."""
        if not rows:
            return []
        found: dict[int, list[int]] = {row.number: [] for row in rows}
        query = (
            f"SELECT c.step, c.seq FROM change c WHERE {only.sql}"
            f" AND c.step IN ({marks(rows)}) ORDER BY c.n"
        )
        for step, seq in self._sql.execute(query, [*only.values, *found]):
            found[step].append(seq)
        return [_Row(r.number, r.clock, r.site, r.first, found[r.number]) for r in rows]

    # --- lines ------------------------------------------------------------------------------------

    def _lines(self, rows: Sequence[_Row]) -> list[Line]:
        few = [seq for row in rows if len(row.seqs) <= FEW for seq in row.seqs]
        told: dict[Version, list[Line]] = {}
        for line in self._told(few):
            told.setdefault(line.step or ("", 0), []).append(line)
        lines: list[Line] = []
        for row in rows:
            if len(row.seqs) > FEW:
                lines.append(self._as_one(row))
            else:
                lines += reversed(told.get((self._log.uid_of_site(row.site), row.first), []))
        return lines

    def _told(self, seqs: Sequence[int]) -> Iterator[Line]:
        """Tell changes one by one, in the order of their numbers."""
        changes: list[Change] = []
        for part in batches(seqs, AT_ONCE):
            changes += self._log.changes(f"WHERE c.seq IN ({marks(part)}) ORDER BY c.n", part)
        known, struck = self._known(changes)
        for change in changes:
            found = was(change, known.get((change.kind, change.id), ()), struck)
            if found is not None:
                yield self._line(change, found)

    def _known(
        self, changes: Sequence[Change]
    ) -> tuple[dict[tuple[str, str], list[Known]], set[Version]]:
        """Read all changes of the items that some changes are about."""
        items = {
            item: (change.kind, change.id)
            for change in changes
            if (item := self._log.find_item(KINDS[change.kind], change.id)) is not None
        }
        numbers = list(items)
        kinds = {n: KINDS[kind] for n, (kind, _) in items.items()}
        known = self._log.known(numbers, kinds, as_made=True)
        return {items[n]: found for n, found in known.items()}, struck_versions(self._log, numbers)

    def _line(self, change: Change, found: Was) -> Line:
        step = change.step
        done = telling.in_step(step, telling.what(found, self._names))
        inside = change.article if change.article != change.id else None
        return Line(
            step.clock, step.person, self._names.person(step.person), done, step.title,
            (step.site, step.first), (change.site, change.n), 1, change.kind, change.id,
            change.article, self._names.article(inside) if inside else "", change.owner, found,
        )  # fmt: skip

    def _as_one(self, row: _Row) -> Line:
        step = self._log.step(row.number)
        counts = self._counts(row)
        return Line(
            step.clock, step.person, self._names.person(step.person), telling.many(step, counts),
            step.title, (step.site, step.first), changes=sum(counts.values()),
        )  # fmt: skip

    def _counts(self, row: _Row) -> dict[str, int]:
        """Count the changes of a large step by kind; those of a very large one just as changes."""
        if len(row.seqs) > COUNTED:
            return {"change": len(self._log.step_rows(row.number))}
        counts: dict[str, int] = {}
        for part in batches(row.seqs, AT_ONCE):
            query = (
                "SELECT i.kind, count(*) FROM change c JOIN item i ON i.id = c.item"
                f" WHERE c.seq IN ({marks(part)}) GROUP BY i.kind"
            )
            for kind, number in self._sql.execute(query, part):
                counts[kind] = counts.get(kind, 0) + number
        return dict(sorted(counts.items(), key=lambda one: -one[1]))

    # --- inside a step, and what was brought in ---------------------------------------------------

    def _page_of_step(self, scope: Scope, step: Version, after: Key | None, limit: int) -> Page:
        where = Where("c.n > ?", (after[0] if after else 0,))
        only = self._only(scope)
        query = (
            "SELECT c.n, c.seq FROM step s JOIN change c ON c.site = s.site AND c.step = s.id"
            " WHERE s.site = (SELECT id FROM site WHERE uid = ?) AND s.first = ? AND c.n >= s.first"
            f" AND {(where if only is None else where & only).sql} ORDER BY c.n LIMIT ?"
        )
        site, first = step
        values = [bytes.fromhex(site), first, *(where if only is None else where & only).values]
        rows = self._sql.execute(query, [*values, limit]).fetchall()
        lines = list(self._told([seq for _, seq in rows]))
        return Page(lines, (rows[-1][0], 0) if len(rows) == limit else None)

    def _brought_in(self, scope: Scope, since: int, after: Key | None) -> list[Line]:
        """Tell what was brought in by files during the time that a page covers."""
        where = Where("s.clock >= ? AND s.clock < ?", (since, after[0] if after else _EVERYTHING))
        where &= by_whom_and_when(self._log, scope)
        query = (
            "SELECT s.id, s.clock, s.person, s.title, s.aside FROM bring_in s"
            f"{where.clause} ORDER BY s.clock DESC"
        )
        lines = []
        for number, clock, person, title, is_aside in self._sql.execute(query, where.values):
            id_ = self._log.uid_of_item(person, KINDS["person"])
            size = self._log.aside.size(number)
            done = telling.brought_in(title, size, aside=bool(is_aside))
            lines.append(Line(clock, id_, self._names.person(id_), done, title, changes=size))
        return lines


def latest(reader: Reader) -> Step | None:
    """Give the newest step of the project."""
    log = Log(reader.sql, "", Aside(reader.sql))
    row = reader.sql.execute("SELECT id FROM step ORDER BY clock DESC, id DESC LIMIT 1").fetchone()
    return log.step(row[0]) if row else None


def changes_of(store: Store, id_: str) -> list[Change]:
    """Give all changes of whatever bears an id, in order of arrival."""
    found: list[Change] = []
    for kind in KINDS.values():
        try:
            item = store.log.find_item(kind, id_)
        except ValueError:
            continue
        if item is not None:
            found += store.log.changes("WHERE c.item = ? ORDER BY c.seq", [item])
    return found
