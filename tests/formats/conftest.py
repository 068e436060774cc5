"""What the tests of formats share: a project that is driven like a user's, and made-up records."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import hypothesis
import jsonschema
import pytest

from annotator import formats
from annotator.formats.format import In, Out
from annotator.model.article import Article, Layer, Reading
from annotator.model.person import person_named
from annotator.model.scheme_file import find_scheme
from annotator.model.sentences import Refused, Told
from annotator.model.span import Relation, Span
from annotator.store.rescue.check import check
from annotator.store.store import Store

DATA = Path(__file__).parent / "data"
SCHEMA = jsonschema.Draft202012Validator(json.loads((DATA / "record.schema.json").read_text()))
SCHEME = find_scheme("conflict-news")
ME = person_named("", "the one who imports")
FIRST, SECOND = person_named("test", "first annotator"), person_named("test", "second annotator")
LAYERS = get_args(Layer)

_IS_SOAK = hypothesis.settings.get_current_profile_name() == "soak"
hypothesis.settings.register_profile(
    "records",
    parent=hypothesis.settings.get_profile("soak" if _IS_SOAK else "ci"),
    max_examples=1_000 if _IS_SOAK else 30,
)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def an_id(words: str) -> str:
    """Make a UUID that is the same in each run."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, words))


def pairs(**attributes) -> list[dict]:
    """Write attributes as a record does; a list gives a name several values."""
    return [
        {"name": name, "value": value}
        for name, values in sorted(attributes.items())
        for value in (values if isinstance(values, list) else [values])
    ]


class Make:
    """Makes records as another tool would write them."""

    TEXT = "The army fired rockets at the base 🚀 near the river. The ministry denied it."
    id = staticmethod(an_id)
    sha256 = staticmethod(sha256)
    pairs = staticmethod(pairs)

    def span(self, label: str, words: str, *, id: str | None = None, **more) -> dict:  # noqa: A002
        return {"id": id or an_id(label + words), "label": label, "text": words, **more}

    def relation(self, type_: str, head: dict, tail: dict, **more) -> dict:
        id_ = more.pop("id", None) or an_id(type_ + head["id"] + tail["id"])
        return {"id": id_, "type": type_, "head": head["id"], "tail": tail["id"], **more}

    def record(self, text: str | None = None, **keys) -> dict:
        """Make a whole record; spans without offsets get those of their first occurrence."""
        text = self.TEXT if text is None else text
        plain = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        made = {
            "schema_version": "1.0", "doc_id": sha256(plain), "title": "A title", "text": text,
            "text_sha256": sha256(plain), "language": "en", "layer": "work",
            "annotator": FIRST.name, "status": "done", "relevant": True, "spans": [],
            "relations": [], "claims": [], "entities": [], "events": [], **keys,
        }  # fmt: skip
        made["spans"] = [self._placed(text, span) for span in made["spans"]]
        return made

    def _placed(self, text: str, span: dict) -> dict:
        start = span.get("start", text.find(span["text"]))
        return {**span, "start": start, "end": span.get("end", start + len(span["text"]))}

    def entity(self, label: str, name: str, **more) -> dict:
        return {"id": more.pop("id", None) or an_id("entity" + name), "label": label,
                "name": name, **more}  # fmt: skip

    def event(self, title: str, **more) -> dict:
        return {"id": more.pop("id", None) or an_id("event" + title), "title": title, **more}

    def file(self, path: Path, *records) -> Path:
        """Write lines; a record that is text or bytes is written as it stands."""
        with path.open("wb") as out:
            for record in records:
                line = record if isinstance(record, str | bytes) else json.dumps(
                    record, ensure_ascii=False
                )  # fmt: skip
                out.write((line if isinstance(line, bytes) else line.encode()) + b"\n")
        return path


class Project:
    """One project, and what a user does with it."""

    me, first, second = ME, FIRST, SECOND

    def __init__(self, folder: Path, name: str = "project", scheme=SCHEME) -> None:
        self.folder = folder
        self.path = folder / f"{name}.annot"
        self.store = Store.create(self.path, scheme, ME)
        self.store.sql.execute("PRAGMA synchronous = OFF")  # no power cut is tested here
        self.make = Make()
        self._files = 0
        self.put(ME)

    # in

    def bring(self, *what, **options):
        """Bring in files, or records that are first written to one file."""
        paths = [w for w in what if isinstance(w, Path)]
        records = [w for w in what if not isinstance(w, Path)]
        if records:
            self._files += 1
            paths.append(self.make.file(self.folder / f"in-{self._files}.jsonl", *records))
        return formats.bring_in(self.store, paths, In(**options))

    def refuses(self, *what, **options) -> str:
        """Try to bring in; give the sentence, having made sure that nothing was changed."""
        before = self.changes()
        with pytest.raises(Refused) as told:
            self.bring(*what, **options)
        assert self.changes() == before
        return str(told.value)

    def tries(self, *what, **options) -> str | None:
        """Bring in if that is possible; else give the sentence."""
        try:
            self.bring(*what, **options)
        except Refused as refused:
            return str(refused)
        return None

    def changes(self) -> int:
        return self.store.sql.execute("SELECT count(*) FROM change").fetchone()[0]

    # by hand

    def add(self, text: str, title: str | None = "A title", **fields) -> str:
        id_ = sha256(text)
        with self.store.step("Add"):
            self.store.add_article(Article(id_, title, **fields), text)
        return id_

    def put(self, *things) -> None:
        with self.store.step("Put"):
            self.store.put(*things)

    def read(self, article: str, person=FIRST, status="done", **more) -> Reading:
        reading = Reading(article, person.id if person else None, status=status, **more)
        self.put(*([person] if person else []), reading)
        return reading

    def mark(self, article: str, label: str, words: str, *, person=FIRST, **more) -> Span:
        text = self.store.read.needed_text(article)
        start = more.pop("start", text.find(words))
        id_ = more.pop("id", None) or an_id(f"{article}{person}{label}{words}{start}")
        span = Span(
            id_, article, person.id if person else None, label, start, start + len(words), words,
            **more,
        )  # fmt: skip
        self.put(*([person] if person else []), span)
        return span

    def tie(self, type_: str, head: Span, tail: Span, **more) -> Relation:
        elsewhere = tail.article if tail.article != head.article else None
        id_ = more.pop("id", None) or an_id(type_ + head.id + tail.id)
        relation = Relation(
            id_, head.article, head.person, type_, head.id, tail.id, head.layer, elsewhere, **more
        )
        self.put(relation)
        return relation

    # out

    def out(self, name: str = "out.jsonl", **options) -> bytes:
        """Export, and give the bytes. Each line is held against the schema."""
        path = self.folder / name
        options.setdefault("reproducible", True)
        self.written = formats.write_out(self.store.read, path, Out(**options))
        data = path.read_bytes()
        for line in self._lines(data):
            self._look(json.loads(line))
        return data

    def records(self, **options) -> list[dict]:
        return [json.loads(line) for line in self._lines(self.out(**options))]

    def record(self, **options) -> dict:
        (only,) = self.records(**options)
        return only

    def _lines(self, data: bytes) -> list[bytes]:
        assert data.endswith(b"\n") or not data
        return data.split(b"\n")[:-1]

    def _look(self, record: dict) -> None:
        SCHEMA.validate(record)
        ids = {s["id"] for s in record["spans"]}
        for span in record["spans"]:
            assert record["text"] is None or (
                record["text"][span["start"] : span["end"]] == span["text"]
            )
        for relation in record["relations"]:
            assert relation["head"] in ids
            assert relation["tail_doc_id"] or relation["tail"] in ids

    def is_sound(self, *, notes: bool = False) -> bool:
        """Say whether `check` finds nothing; with `notes`, nothing but what it merely notes."""
        report = check(self.store.sql, self.store.log, self.store.read)
        return report.is_sound if notes else not report.findings


@pytest.fixture(scope="session")
def make() -> Make:
    return Make()


@pytest.fixture
def projects(tmp_path) -> Iterator:
    """Give the function that makes one more project."""
    made: list[Project] = []

    def new(scheme=SCHEME) -> Project:
        folder = tmp_path / f"project-{len(made)}"
        folder.mkdir()
        made.append(Project(folder, scheme=scheme))
        return made[-1]

    yield new
    for project in made:
        project.store.close()


@pytest.fixture
def project(projects) -> Project:
    return projects()


@pytest.fixture(scope="module")
def shared(tmp_path_factory) -> Iterator[Project]:
    """Give one project for all that is refused, since nothing of it stays."""
    project = Project(tmp_path_factory.mktemp("shared"))
    yield project
    project.store.close()


@pytest.fixture
def told():
    """Give the function that calls something which must end with a sentence, and gives it."""

    def call(deed, *what, **named) -> str:
        with pytest.raises(Told) as caught:
            deed(*what, **named)
        return str(caught.value)

    return call
