"""The fonts that come with the program: it looks the same on a machine with few of its own."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase

from annotator.resources import resource
from annotator.ui.errors import LOG
from annotator.ui.theme import families

__all__ = ["load"]


def load() -> tuple[int, ...]:
    """Add them to the system's own, and give Qt's numbers of those that could be added.

    To be called before the theme is applied. One that is missing or broken is written to the log,
    and `families` takes the next that is there.
    """
    try:
        files = sorted(resource("fonts").glob("*.ttf"))
    except OSError:
        LOG.warning("The folder of fonts did not come with the program.")
        return ()
    added = {file.name: QFontDatabase.addApplicationFont(str(file)) for file in files}
    for name, number in added.items():
        if number < 0:
            LOG.warning("The font %s cannot be used.", name)
    families.cache_clear()
    return tuple(number for number in added.values() if number >= 0)
