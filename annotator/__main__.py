"""Start the application: `python -m annotator`."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from annotator.model.sentences import Refused


def main() -> None:
    """Hand over to the command line, which ends with its exit status."""
    gc.disable()  # a start throws nothing away, and to look for it costs a tenth of the time
    from annotator import cli

    gc.enable()
    cli.main(open_window)


def open_window(paths: tuple[Path, ...], *, sample: bool, smoke: bool) -> int:
    """Open the window. Raises Refused where there is nothing to show it on."""
    _refuse_without_display()
    gc.disable()  # until the window stands
    from annotator import app  # only now: the command line does not need Qt

    return app.run(app.Start(paths, sample=sample, smoke=smoke))


def _refuse_without_display() -> None:
    """Qt would end the process with a message of its own."""
    shown = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in shown):
        raise Refused(
            "There is no display to open a window on. The commands work without one: see"
            " annotator --help."
        )


if __name__ == "__main__":
    main()
