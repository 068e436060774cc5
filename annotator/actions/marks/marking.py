"""What is done to the chosen mark as a whole: it is deleted."""

from __future__ import annotations

from annotator.actions.action import Hands, a_mark, action
from annotator.actions.marks.changing import label_name, need_mark, relations_of
from annotator.model.sentences import count, say
from annotator.model.words import briefly


@action(
    "Delete mark", "Mark", "Del", "Backspace", icon="delete", context="article", needs=a_mark,
    starts_group=True,
)  # fmt: skip
def delete_mark(hands: Hands) -> None:
    """Delete the chosen mark, and the relations that would have lost one of their ends."""
    workspace = hands.workspace
    span = need_mark(workspace)
    words, label = briefly(span.quote), label_name(workspace.scheme, span)
    relations = relations_of(workspace, span)
    with workspace.step("Delete “{words}” as {label}", words=words, label=label) as store:
        store.remove(*relations, span)
        store.put(*workspace.begun(span.article))
    done = say("Deleted the mark “{words}” as {label}", words=words, label=label)
    if relations:
        ties = count(len(relations), "relation", "relations")
        done = say("{done}, and {ties} with it", done=done, ties=ties)
    workspace.tell(done, deed="undo")
