"""Start the application: `python -m annotator`."""

from __future__ import annotations

import sys
from typing import NoReturn

from annotator import cli


def main() -> NoReturn:
    """Hand over to the command line, and end with its exit status."""
    sys.exit(cli.main())


if __name__ == "__main__":
    main()
