"""How high the details are: the same for every mark, by the longest form that the scheme gives."""

from __future__ import annotations

from annotator.model.scheme import Attribute, Label
from annotator.ui.theme import Size
from annotator.workspace.entities import names_entities
from annotator.workspace.workspace import Workspace

_HEAD = 94
"""Label, two lines of words, and the margins of the page."""
_BOX = 82
"""A name and two lines to write in."""
_LEAST = 132
"""What is said where no mark is chosen."""
_MOST_TIES = 3
"""Rows of ties that a mark has as a rule: a scheme may know many more."""


def takes_lines(attribute: Attribute) -> bool:
    """Say whether the scheme asks for a whole sentence, which takes more than one line."""
    return attribute.type == "text" and "sentence" in (attribute.help or "")


def steady_height(workspace: Workspace) -> int:
    """Give the height of the longest form among the labels that are shown."""
    labels = [label for label in workspace.scheme.labels if not label.retired]
    if not workspace.shows_expert:
        labels = [label for label in labels if label.level == "default"]
    return max((_height(workspace, label) for label in labels), default=_LEAST)


def _height(workspace: Workspace, label: Label) -> int:
    levels = {"default", "expert", "reviewer"} if workspace.shows_expert else {"default"}
    said = [a for a in label.attributes if a.scope == "span" and a.level in levels]
    boxes = sum(takes_lines(attribute) for attribute in said)
    rows = len(said) - boxes + names_entities(workspace.scheme, label.id)
    rows += _ties(workspace, label.id)
    return max(_LEAST, _HEAD + Size.ROW * rows + _BOX * boxes)


def _ties(workspace: Workspace, label: str) -> int:
    types = workspace.scheme.relations
    found = sum(label in t.heads or (t.symmetric and label in t.tails) for t in types)
    return min(found, _MOST_TIES)
