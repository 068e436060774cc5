"""What is still open in the article: listed, gone to, and let go of for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.actions.action import Hands, action, need_article, own_article
from annotator.actions.marks.details import shown_name
from annotator.model.ids import new_id
from annotator.model.sentences import Refused, say
from annotator.model.span import Verdict
from annotator.model.words import briefly

if TYPE_CHECKING:
    from annotator.suggest.still_open import Open
    from annotator.workspace.workspace import Workspace

_WHAT = {
    "published": "The date of publication is missing",
    "quotation": "Quotation without a claim",
    "source": "{label} without a source",
    "subject": "{label} without an event",
    "weapon": "{label} without an event",
    "name": "{label} further up, without a label here",
    "answer": "{attribute} is still to be answered",
}


@action("Still open", "Go", "Ctrl+Shift+P", icon="question", context="project", needs=own_article)
def still_open(hands: Hands) -> None:
    """See what is still open in this article: what lacks a source, an event, a claim, a label."""
    hands.screen.focus("still_open")


def what_is_open(workspace: Workspace, item: Open) -> str:
    """Say what is open, in a few words."""
    scheme = workspace.scheme
    label = scheme.label_names.get(item.label, item.label)
    attribute = scheme.attribute(f"label.{item.label}", item.attribute)
    name = shown_name(attribute.name).capitalize() if attribute is not None else item.attribute
    return say(_WHAT[item.what], label=label, attribute=name)


def words_of(workspace: Workspace, item: Open) -> str:
    """Quote the words at which it is open, "" for what is about the whole article."""
    article = workspace.article
    return " ".join(article.text[item.start : item.end].split()) if article is not None else ""


def go_to(hands: Hands, item: Open) -> None:
    """Go where it can be answered: the mark, the words, or the details of the article."""
    workspace = hands.workspace
    article = need_article(workspace)
    if item.what == "published":
        hands.questions.article_details()
        return
    span = article.span(item.span)
    if span is not None:
        workspace.choose(span)
    else:
        workspace.pick(item.start, item.end)
    hands.screen.focus("details" if item.what == "answer" else "article")


def let_go(workspace: Workspace, item: Open) -> None:
    """Say for good that it need not be answered, as one step that can be taken back."""
    article = need_article(workspace)
    if not workspace.is_mine:
        raise Refused("This is what is open in a colleague's work. Only your own can be let go of.")
    verdict = Verdict(
        new_id(), article.id, workspace.person.id, item.label, item.start, item.end,
        item.suggester, "dismissed",
    )  # fmt: skip
    what, words = what_is_open(workspace, item), briefly(words_of(workspace, item))
    template = "Let go of: {what}, “{words}”" if words else "Let go of: {what}"
    with workspace.step(template, what=what, words=words) as store:
        store.put(verdict)
    workspace.tell(say("Let go of for good: {what}", what=what), deed="undo")
