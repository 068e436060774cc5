"""How a bundle is written: a zip of JSON lines, and a manifest that says what they must be.

manifest.json     what it is, of which project, from whom, which changes, and a sha256 of each
                  other member
log.jsonl         changes by site and number; a step stands before its first change
persons.jsonl     the people who are named in it
texts.jsonl       texts, each with its sha256
originals.jsonl   what articles came in as, and attachments, each with its sha256
"""

from __future__ import annotations

import base64

from msgspec import Struct, json

from annotator.model.change import Change, Step, StepKind, Version
from annotator.model.person import Person, Role
from annotator.model.sentences import Value

FORMAT = "annotator bundle"
VERSION = 1
"""The newest version of the format that this program writes and reads."""
ENDING = ".bundle"
START = b"PK\x03\x04\x2d\0\0\0\x08\0\0\0\x21\0"
"""How a bundle begins, and hardly another zip: with what may be very large, and is of 1980."""
MANIFEST, LOG, PERSONS, TEXTS, ORIGINALS = (
    "manifest.json", "log.jsonl", "persons.jsonl", "texts.jsonl", "originals.jsonl",
)  # fmt: skip
MEMBERS = (LOG, PERSONS, TEXTS, ORIGINALS)
"""All but the manifest, in the order in which they are written and read."""

encode = json.Encoder(order="deterministic").encode


class Member(Struct, frozen=True):
    """What a member must be."""

    sha256: str
    bytes: int
    lines: int


class Head(Struct, frozen=True):
    """What every version of the format says, so that an older program can name the newer one."""

    format: str
    version: int
    layout: int
    program: str


class Manifest(Struct, frozen=True):
    """What a bundle says about itself."""

    format: str
    version: int
    layout: int
    program: str
    project: str
    title: str
    sender: PersonLine
    until: int
    has: dict[str, list[tuple[int, int]]]
    ranges: dict[str, list[tuple[int, int]]]
    counts: dict[str, int]
    members: dict[str, Member]
    is_part: bool = False
    has_texts: bool = True


class PersonLine(Struct, frozen=True):
    """Somebody."""

    id: str
    name: str
    role: Role = "annotator"

    @classmethod
    def of(cls, person: Person) -> PersonLine:
        """Write a person."""
        return cls(person.id, person.name, person.role)


class StepLine(Struct, frozen=True, omit_defaults=True, tag_field="is", tag="step"):
    """A step, to which the changes that follow belong."""

    site: str
    first: int
    clock: int
    person: str
    kind: StepKind
    template: str
    named: tuple[tuple[str, Value], ...] = ()
    of: Version | None = None

    @classmethod
    def of_step(cls, s: Step) -> StepLine:
        """Write a step."""
        return cls(s.site, s.first, s.clock, s.person, s.kind, s.template, s.named, s.of)

    def step(self) -> Step:
        """Read a step."""
        return Step(self.site, self.first, self.clock, self.person, self.kind, self.template,
                    self.named, self.of)  # fmt: skip


class ChangeLine(Struct, frozen=True, omit_defaults=True, tag_field="is", tag="change"):
    """A change of the step before it."""

    n: int
    kind: str
    id: str
    value: str
    hash: str
    article: str | None = None
    owner: str | None = None
    parents: tuple[Version, ...] = ()
    struck: str | None = None

    @classmethod
    def of_change(cls, c: Change) -> ChangeLine:
        """Write a change."""
        return cls(c.n, c.kind, c.id, c.value, c.hash, c.article, c.owner, c.parents, c.struck)

    def change(self, step: Step) -> Change:
        """Read a change."""
        return Change(step.site, self.n, step, self.kind, self.id, self.article, self.owner,
                      self.parents, self.value, self.struck, self.hash)  # fmt: skip


class TextLine(Struct, frozen=True):
    """A text."""

    article: str
    text: str


class OriginalLine(Struct, frozen=True):
    """The bytes of a file, in base64."""

    sha256: str
    data: str

    @classmethod
    def of_bytes(cls, sha256: str, data: bytes) -> OriginalLine:
        """Write bytes."""
        return cls(sha256, base64.b64encode(data).decode("ascii"))

    def read(self) -> bytes:
        """Read the bytes. Raises ValueError where they are none."""
        return base64.b64decode(self.data, validate=True)
