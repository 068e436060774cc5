"""Who does the work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from annotator.model.ids import derived_id

Role = Literal["annotator", "reviewer"]


@dataclass(frozen=True, slots=True)
class Person:
    """A person has an id; the name may change."""

    id: str
    name: str
    role: Role = "annotator"


def person_named(project: str, name: str) -> Person:
    """Make the person whom a file knows by name only, with the same id everywhere."""
    return Person(derived_id("person", project, name), name)
