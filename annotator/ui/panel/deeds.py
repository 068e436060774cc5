"""How the panel does things: by the id of an action, or a deed that may be refused."""

from __future__ import annotations

from collections.abc import Callable

from annotator.model.sentences import Told, Trouble
from annotator.workspace.workspace import Workspace

Do = Callable[[str], None]
"""Runs a declared action by its id."""


def attempt(workspace: Workspace, deed: Callable[[], object]) -> bool:
    """Do something that may be refused, and tell what the user is told. False if it was."""
    try:
        deed()
    except Told as told:
        workspace.tell(str(told), is_trouble=isinstance(told, Trouble), floats=True)
        return False
    return True
