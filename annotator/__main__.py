"""Start the application: `python -m annotator`."""

from __future__ import annotations

from annotator import cli


def main() -> None:
    """Hand over to the command line, which ends with its exit status."""
    cli.main()


if __name__ == "__main__":
    main()
