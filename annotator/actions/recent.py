"""The projects that were open last, each a deed that opens it again."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path

from annotator.actions.action import Action, Hands
from annotator.actions.opening import open_path
from annotator.model.sentences import say
from annotator.settings import RECENT

PREFIX = "open_recent_"
"""With the path of a project behind it this is the id of the deed."""


def recent_actions(hands: Hands) -> list[Action]:
    """Make the deeds that open a project again, the latest first; the one that is open has none."""
    store = hands.workspace.store
    known = dict.fromkeys(map(Path, hands.settings.get(RECENT)))
    paths = [path for path in known if store is None or path != store.path]
    names = Counter(path.stem for path in paths)
    return [_open_again(path, is_known=names[path.stem] == 1) for path in paths]


def _open_again(path: Path, *, is_known: bool) -> Action:
    """Make the deed for one project; where others have its name, its folder is named too."""
    template = "Open {name}" if is_known else "Open {name} in {folder}"
    return Action(
        id=PREFIX + str(path),
        name=say(template, name=path.stem, folder=str(path.parent)),
        menu="Project",
        run=partial(open_path, path=path),
        icon="open",
        help=say("Open {path} where you left it.", path=str(path)),
        submenu="Open recent",
    )
