"""Say in whole sentences what a file would bring, and what it brought."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotator.model.sentences import count, say
from annotator.store.exchange.source import Said

if TYPE_CHECKING:
    from annotator.store.exchange.preview import Missing, Preview
    from annotator.store.merge import Merged

_MOST = 5
"""So many people, or gaps, are named one by one."""
_DAY = 24 * 60 * 60 * 1000


def work_of(said: Said) -> str:
    """Name the work in a file: by its sender, else by the file."""
    if said.sender is not None:
        return say("the work of {name}", name=said.sender.name)
    return say("the work in {name}", name=said.name)


def of_preview(seen: Preview) -> Iterator[str]:
    """Say what bringing a file in would do."""
    if seen.new:
        yield from _what_is_new(seen)
    elif seen.texts:
        yield say("{name} brings {texts} that had been missing, and nothing else that is new.",
                  name=seen.said.name, texts=count(seen.texts, "text", "texts"))  # fmt: skip
    else:
        yield say("{name} holds nothing new: all of its {changes} are here.", name=seen.said.name,
                  changes=count(seen.known, "change", "changes"))  # fmt: skip
    yield from seen.sayings
    yield from cautions(seen)


def _what_is_new(seen: Preview) -> Iterator[str]:
    yield say("{name} brings {what}.", name=seen.said.name,
              what=_amount(seen.new, seen.articles, seen.spans))  # fmt: skip
    if seen.known:
        what = count(seen.known, "other change in it is", "other changes in it are")
        yield say("{what} here already.", what=what)
    for one in seen.people[:_MOST]:
        yield say("From {name}: {what}.", name=one.person.name,
                  what=_amount(one.changes, 0, one.spans))  # fmt: skip
    if len(seen.people) > _MOST:
        more = count(len(seen.people) - _MOST, "more person", "more people")
        yield say("And from {more}.", more=more)
    if seen.conflicts:
        yield conflicts(seen.conflicts)


def _amount(changes: int, articles: int, spans: int) -> str:
    """Say how much is new, and nothing of what there is none of."""
    parts = [count(changes, "new change", "new changes")]
    if articles:
        parts.append(count(articles, "new article", "new articles"))
    if spans:
        parts.append(count(spans, "new span", "new spans"))
    return ", ".join(parts)


def conflicts(number: int) -> str:
    """Say how many things have several values."""
    what = count(number, "thing has", "things have")
    return say("{what} a field with two values: both are kept, and the newest is shown.", what=what)


def cautions(seen: Preview) -> Iterator[str]:
    """Say what of the work will still be missing, and what is not as it should be."""
    if seen.said.is_part:
        yield say("It is a part of the work only: its sender has chosen people or articles.")
    if seen.textless:
        what = count(seen.textless, "new article comes", "new articles come")
        yield say("{what} without the text; the marks wait until it comes.", what=what)
    for one in seen.missing[:_MOST]:
        yield missing(one)
    if len(seen.missing) > _MOST:
        yield say("There are more gaps: {n} in all.", n=len(seen.missing))
    if seen.ahead:
        days = count(seen.ahead // _DAY, "day", "days")
        yield ahead(days)


def missing(one: Missing) -> str:
    """Say what is still missing, and whom to ask for it."""
    return say(
        "{changes} by {name} will still be missing. Ask for a file from change {first} on.",
        changes=count(one.changes, "change", "changes"), first=one.first,
        name=one.person or say("someone at the site {site}", site=one.site[:8]),
    )  # fmt: skip


def ahead(days: str) -> str:
    """Say that a clock is wrong."""
    return say(
        "A clock where this was made is {days} ahead of yours, so its values would be shown as the "
        "newest. Look at the date of both machines.",
        days=days,
    )


def of_merge(said: Said, done: Merged) -> Iterator[str]:
    """Say what bringing a file in has done."""
    if done.new:
        touched = len(done.changes.articles) if done.changes else 0
        where = say(" on {articles}", articles=count(touched, "article", "articles"))
        yield say("Brought in {work}: {changes}{where}.", work=work_of(said),
                  changes=count(done.new, "new change", "new changes"),
                  where=where if touched else "")  # fmt: skip
    elif done.texts:
        yield say("Brought in {texts} that had been missing.",
                  texts=count(len(done.texts), "text", "texts"))  # fmt: skip
    else:
        yield say("{name} holds nothing new.", name=said.name)
    if done.conflicts:
        yield conflicts(done.conflicts)
