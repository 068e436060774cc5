"""The sentences that people read: templates with named values, filled in by one function.

What goes wrong is one of three things. `Refused` is a deed that cannot be done, `Trouble` is the
world (a full disk, a locked or damaged file) with a way out, and everything else is a bug of ours.
"""

from __future__ import annotations

Value = str | int | float


def say(template: str, **values: Value) -> str:
    """Fill in a sentence. Every sentence on screen passes here, so that it can be translated.

    A whole number of a thousand or more is written with commas.
    """
    shown = {name: f"{v:,}" if isinstance(v, int) else v for name, v in values.items()}
    return template.format(**shown)


def in_turn(*sentences: str) -> str:
    """Put sentences behind each other, with one full stop between two; empty ones are left out."""
    *before, last = [sentence for sentence in sentences if sentence] or [""]
    return "".join(f"{sentence.removesuffix('.')}. " for sentence in before) + last


def count(number: int, one: str, many: str) -> str:
    """Write a number with its noun: `count(1, "span", "spans")` is "1 span"."""
    return f"{number:,} {one if number == 1 else many}"


class Told(Exception):  # noqa: N818 - named for what the user sees
    """A sentence for the user: what happened, that nothing was lost, and what to do."""

    def __init__(self, template: str, **values: Value) -> None:
        super().__init__(template, values)
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return say(self.template, **self.values)


class Refused(Told):
    """What was asked cannot be done. Nothing was changed."""


class Trouble(Told):
    """The world is in the way: a full disk, a locked, damaged or newer file. There is a way out."""
