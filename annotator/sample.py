"""The sample project: the first article with one annotator's draft, in the user's own folder.

The draft is put under whoever opens the sample, to be worked on at once.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from annotator import formats
from annotator.formats.format import In
from annotator.model.ids import derived_id
from annotator.model.person import Person
from annotator.model.scheme_file import find_scheme
from annotator.model.sentences import Trouble
from annotator.resources import seed
from annotator.settings import data_folder
from annotator.store.rescue.backup import folder_of
from annotator.store.store import Store

PROJECT = derived_id("project", "sample")
"""The same for everybody, so that two people's samples can be merged."""
_NOTE = "The marks are one annotator's careful draft, brought in with the sample. No gold standard."
ARTICLE, DRAFT = "000_b89fac942f718542.txt", "sample.jsonl"


def sample_project(person: Person, path: Path | None = None) -> Path:
    """Give the path of the sample project, and make it first if it is not there."""
    path = path or data_folder() / "sample.annot"
    if path.exists():
        return path
    new = path.with_name("sample-being-made.annot")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for left in path.parent.glob(new.name + "*"):
            left.unlink()
        _make(new, person)
        new.rename(path)
    except OSError as error:
        raise Trouble(
            "The sample project could not be made in {folder} ({why}). Nothing else was changed.",
            folder=str(path.parent), why=error.strerror or "not allowed",
        ) from None  # fmt: skip
    finally:
        shutil.rmtree(folder_of(new), ignore_errors=True)
    return path


def _make(new: Path, person: Person) -> None:
    with Store.create(new, find_scheme("conflict-news"), person, project=PROJECT) as store:
        formats.bring_in(store, [seed(ARTICLE)], In(), undoable=False)
        (article,) = store.read.article_ids()
        with store.step("Say where the marks come from", undoable=False):
            store.set_article(article, note=_NOTE)
        formats.bring_in(store, [seed(DRAFT)], In(as_person=person.name), undoable=False)
