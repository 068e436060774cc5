"""What the history can be asked about: a mark, what it names, an article, the project, a step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from annotator.model.change import Version
from annotator.model.sentences import say
from annotator.model.words import briefly
from annotator.store.scope import Scope
from annotator.ui.library.facts import NO_TITLE
from annotator.workspace.workspace import Workspace

_LONGEST = 40


@dataclass(frozen=True, slots=True)
class About:
    """Something whose history can be shown, and what it is called."""

    id: str
    words: str
    article: str | None = None
    item: str | None = None
    step: Version | None = None

    def within(self, scope: Scope) -> Scope:
        """Give the part of the log that is about it and fits other filters."""
        return replace(scope, article=self.article, item=self.item, step=self.step)


PROJECT = About("project", "The project")


def things_at_hand(workspace: Workspace) -> list[About]:
    """List what the history can be asked about now, the nearest first."""
    return [*_mark(workspace), *_article(workspace), PROJECT]


def _mark(workspace: Workspace) -> Iterator[About]:
    span = workspace.chosen
    if span is None:
        return
    yield About(
        f"mark {span.id}", say("The mark “{words}”", words=_briefly(span.quote)), item=span.id
    )
    for id_, entity in workspace.reader.entities([span.entity] if span.entity else []).items():
        words = say("The entity “{name}”", name=_briefly(entity.name))
        yield About(f"entity {id_}", words, item=id_)
    for id_, event in workspace.reader.events(span.events).items():
        words = say("The event “{title}”", title=_briefly(event.title))
        yield About(f"event {id_}", words, item=id_)


def _article(workspace: Workspace) -> Iterator[About]:
    article = workspace.article
    if article is not None:
        title = _briefly(article.article.title or NO_TITLE)
        yield About(
            f"article {article.id}", say("The article “{title}”", title=title), article=article.id
        )


def inside(about: About, step: Version, title: str) -> About:
    """Give one step, as far as it is about the same."""
    words = say("The step “{title}”", title=_briefly(title))
    return replace(about, id="step", words=words, step=step)


def _briefly(words: str) -> str:
    return briefly(words, _LONGEST)
