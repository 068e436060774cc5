"""The lines of the guidelines: rules that came of decisions, or were written as they are."""

from __future__ import annotations

from dataclasses import replace

from annotator.actions.action import Hands, a_project, action
from annotator.model.decision import GuidelineLine
from annotator.model.sentences import Refused, say
from annotator.model.words import briefly
from annotator.store.review import talking
from annotator.store.review.origins import Origin
from annotator.workspace.workspace import Workspace

_GONE = "What was decided on there has been deleted since. The decision itself is kept."


@action("Guideline lines…", "Review", "Ctrl+Shift+K", icon="guide", context="project",
        needs=a_project, starts_group=True)  # fmt: skip
def guideline_lines(hands: Hands) -> None:
    """See the rules that came of decisions, go to those decisions, add, change and withdraw."""
    hands.screen.show_rules()


def add_rule(workspace: Workspace, words: str, label: str | None) -> None:
    """Add a rule about a label, or with None about all."""
    known = talking.lines(workspace.need())
    if any(line.text == words.strip() for line in known):
        raise Refused("This is a rule already. Nothing was added.")
    workspace.through(lambda store: talking.add_line(store, words, label))
    workspace.tell(say("Added “{words}” to the guidelines.", words=briefly(words)), deed="undo")


def change_rule(
    workspace: Workspace, line: GuidelineLine, words: str, label: str | None
) -> None:  # fmt: skip
    """Word a rule otherwise, or let it be about another label. Nothing is done where it is so."""
    if (words.strip(), label) == (line.text, line.label):
        return
    after = replace(line, label=label)
    workspace.through(lambda store: talking.edit_line(store, after, words))
    workspace.tell("The rule is changed.", deed="undo")


def withdraw_rule(workspace: Workspace, line: GuidelineLine) -> None:
    """Take a rule out of the guidelines. What was decided by it stays."""
    workspace.through(lambda store: talking.remove_line(store, line))
    words = briefly(line.text)
    workspace.tell(say("Took “{words}” out of the guidelines.", words=words), deed="undo")


def show_origin(hands: Hands, origin: Origin) -> None:
    """Show the decision that a rule came of, in the review. Raises Refused where it is gone."""
    workspace, article = hands.workspace, hands.workspace.article
    if workspace.reader.item_of(origin.article) is None:
        raise Refused("The article has been taken out. The rule stays.")
    if article is None or article.id != origin.article:
        workspace.show(origin.article)
    hands.screen.turn_to("review")
    show_decision(hands, origin.decision)


def show_decision(hands: Hands, decision: str) -> None:
    """Choose the difference that was decided, of whomever. Raises Refused where it is gone."""
    review = hands.workspace.review
    for wanted in (review.wanted, None, review.people):
        if wanted != review.wanted:
            review.compare_with(wanted)
        found = next((c for c in review.all_cases if c.tells_of(decision)), None)
        if found is not None:
            review.show_group("all")
            review.choose(found)
            hands.screen.focus("cases")
            return
    raise Refused(_GONE)
