"""Find the files that come with the program, in a checkout, a wheel and a frozen build alike.

In a checkout `resources/` and `seeds/` lie beside the package. A wheel and a frozen build carry
them inside it, as `_resources` and `_seeds`, so that nothing can be installed without them.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """Give the path of a file or folder of `resources/`, as in `resource("schemes")`.

    Raises FileNotFoundError when it was not shipped.
    """
    return _shipped("resources", name)


def seed(name: str) -> Path:
    """Give the path of a file of `seeds/`, which the sample project is built from.

    Raises FileNotFoundError when it was not shipped.
    """
    return _shipped("seeds", name)


def _shipped(folder: str, name: str) -> Path:
    inside = _PACKAGE / f"_{folder}"
    found = (inside if inside.is_dir() else _PACKAGE.parent / folder) / name
    if not found.exists():
        raise FileNotFoundError(
            f"The file {folder}/{name} should have come with this program, but there is no {found}."
            " Install the program again."
        )
    return found
