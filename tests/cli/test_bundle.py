"""Two people exchange their work on the command line, in processes of their own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from annotator.cli import exchange
from annotator.model.ids import derived_id
from annotator.model.person import person_named
from annotator.model.sentences import Trouble
from annotator.store.rescue.check import check
from annotator.store.store import Store

ARTICLES = ("Rockets hit the depot.", "The ministry denied it.", "A convoy left the town.")


@pytest.fixture
def pair(tmp_path, does, sample):
    """A project and its copy, which is a colleague's from then on."""
    folder = tmp_path / "theirs"
    folder.mkdir()
    theirs = shutil.copyfile(sample, folder / "theirs.annot")
    does("check", theirs)
    return sample, theirs


@pytest.fixture
def more(does, text):
    """Give the function that adds an article to a project."""

    def more(project, words=ARTICLES[0]):
        does("import", project, text(project.parent, f"{len(words)}.txt", words))

    return more


def articles(does, project):
    return json.loads(does("check", project, "--json"))["articles"]


# --- bundle ---------------------------------------------------------------------------------------


def test_everything_goes_unless_something_is_said(does, sample, tmp_path):
    said = does("bundle", sample, tmp_path / "out")
    assert "changes on 1 article with 164 spans and 1 text" in said
    with zipfile.ZipFile(tmp_path / "out.bundle") as packed:
        assert "manifest.json" in packed.namelist()


def test_a_question_and_its_answer(does, pair, more, tmp_path):
    mine, theirs = pair
    more(theirs)
    said = does("bundle", mine, tmp_path / "q", "--ask")
    assert "--since q.ask" in said
    answer = json.loads(
        does("bundle", theirs, tmp_path / "o.bundle", "--since", tmp_path / "q.ask", "--json")
    )
    assert (answer["articles"], answer["texts"], answer["part"]) == (1, 1, False)
    assert answer["bytes"] == (tmp_path / "o.bundle").stat().st_size
    does("merge", mine, tmp_path / "o.bundle")
    assert articles(does, mine) == 2
    does("bundle", mine, tmp_path / "q.ask", "--ask")
    assert "there is nothing in it" in does(
        "bundle", theirs, tmp_path / "o.bundle", "--since", tmp_path / "q.ask"
    )


def test_a_part_is_chosen_by_person_and_article(does, pair, more, tmp_path, project):
    mine, _ = pair
    more(mine)
    with Store.open(mine, person_named("", "x"), read_only=True) as store:
        ids = store.read.article_ids()
        names = [person.name for person in store.read.persons()]
        (one,) = [p.id for p in store.read.persons() if p.name == names[0]]
    short = next(id_ for id_ in ids if len(store_text(mine, id_)) < 100)
    said = does("bundle", mine, tmp_path / "a", "--article", short[:12], "--no-texts")
    assert "on 1 article with 0 spans and 0 texts" in said
    assert "It is a part of the work" in said
    for name in (names[0], one):
        does("bundle", mine, tmp_path / "b", "--person", name, "--person", names[-1])


def store_text(path, id_):
    with Store.open(path, person_named("", "x"), read_only=True) as store:
        return store.read.needed_text(id_)


def test_who_and_what_there_is_not_is_said(refuses, sample, tmp_path):
    assert "Nobody in the project is called Nobody. There are: " in refuses(
        "bundle", sample, tmp_path / "o", "--person", "Nobody"
    )
    for id_ in ("ffff", ""):
        assert "has no article" in refuses("bundle", sample, tmp_path / "o", "--article", id_)
    assert not (tmp_path / "o.bundle").exists()


def test_a_name_that_two_bear_is_no_choice(refuses, does, sample, tmp_path):
    for words in ("one", "two"):
        with Store.open(sample, person_named(words, "Twin")) as store, store.step("Join"):
            store.set_fields("entity", "0" * 8 + "-0000-7000-8000-" + "0" * 12, note=words)
    sentence = refuses("bundle", sample, tmp_path / "o", "--person", "Twin")
    assert person_named("one", "Twin").id in sentence
    does("bundle", sample, tmp_path / "o", "--person", person_named("one", "Twin").id)


def test_a_question_holds_no_work(refuses, sample, tmp_path):
    refuses("bundle", sample, tmp_path / "q", "--ask", "--no-texts", status=2)


def test_since_must_be_of_this_project(refuses, does, sample, tmp_path):
    does("new", tmp_path / "other.annot")
    assert "is of another project" in refuses(
        "bundle", sample, tmp_path / "o", "--since", tmp_path / "other.annot"
    )
    (tmp_path / "letter.txt").write_text("Dear editor")
    refuses("bundle", sample, tmp_path / "o", "--since", tmp_path / "letter.txt")


# --- merge ----------------------------------------------------------------------------------------


def test_a_preview_writes_nothing(does, pair, more, tmp_path):
    mine, theirs = pair
    more(theirs)
    does("bundle", theirs, tmp_path / "o.bundle")
    before = mine.read_bytes()
    said = does("merge", mine, tmp_path / "o.bundle", theirs, "--preview")
    assert said.count("1 new article") == 1  # the second file brings nothing beyond the first
    assert "theirs.annot holds nothing new" in said
    answer = json.loads(does("merge", mine, tmp_path / "o.bundle", "--preview", "--json"))
    (file,) = answer["files"]
    assert (file["file"], file["kind"], file["new"], file["articles"]) == (
        "o.bundle", "bundle", 2, 1,
    )  # fmt: skip
    assert file["people"][0]["changes"] == 2
    assert file["missing"] == []
    assert mine.read_bytes() == before


def test_files_come_in_one_after_the_other_each_as_a_step(does, pair, more, tmp_path):
    mine, theirs = pair
    more(theirs)
    does("bundle", theirs, tmp_path / "o.bundle")
    more(theirs, ARTICLES[1])
    said = does("merge", mine, tmp_path / "o.bundle", theirs)
    assert said.count("Brought in") == 2
    assert articles(does, mine) == 3
    does("undo", mine)
    assert articles(does, mine) == 2
    answer = json.loads(does("merge", mine, theirs, "--json"))["files"][0]
    assert (answer["new"], answer["conflicts"], answer["missing"]) == (2, [], [])


def test_a_bad_file_among_good_ones_stops_before_anything_is_written(
    refuses, does, pair, more, tmp_path
):
    mine, theirs = pair
    more(theirs)
    does("bundle", theirs, tmp_path / "o.bundle")
    data = (tmp_path / "o.bundle").read_bytes()
    (tmp_path / "bad.bundle").write_bytes(data[: len(data) // 2])
    refuses("merge", mine, tmp_path / "o.bundle", tmp_path / "bad.bundle")
    assert articles(does, mine) == 1


def test_those_before_one_that_fails_are_told(annotator, does, pair, more, tmp_path, monkeypatch):
    mine, theirs = pair
    more(theirs)
    does("bundle", theirs, tmp_path / "o.bundle")
    real, left = exchange.bring_in_bundle, [1]

    def fails_later(*what):
        if not left:
            raise Trouble("The disk is full.")
        left.pop()
        return real(*what)

    monkeypatch.setattr(exchange, "bring_in_bundle", fails_later)
    ran = annotator("merge", mine, tmp_path / "o.bundle", theirs, "--json")
    assert (ran.status, ran.err) == (1, "The disk is full.\n")
    assert [file["file"] for file in ran.answer["files"]] == ["o.bundle"]
    assert articles(does, mine) == 2


@pytest.mark.parametrize("what", ["text", "nothing", "other project", "itself"])
def test_what_is_no_work_of_a_colleague_is_refused(refuses, does, sample, tmp_path, text, what):
    path = tmp_path / "other.annot"
    if what == "text":
        path = text(tmp_path)
    elif what == "other project":
        does("new", path)
    elif what == "itself":
        path = sample
    before = sample.read_bytes()
    sentence = refuses("merge", sample, path)
    assert "othing" in sentence or "no file" in sentence
    assert len(before) == len(sample.read_bytes())


# --- two days -------------------------------------------------------------------------------------


def process(home: Path, *words: object) -> str:
    folders = {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "USERPROFILE": str(home),
               "APPDATA": str(home)}  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-m", "annotator", *map(str, words)], capture_output=True, check=False,
        timeout=60, cwd=Path(__file__).parents[2], env=os.environ | folders, text=True,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, ""), ran
    return ran.stdout


def record(text: str, quote: str, who: str) -> str:
    """Give a record of one span, as a day's work comes out of another tool."""
    start = text.index(quote)
    id_ = derived_id("span", text)
    span = {"id": id_, "label": "Weapon", "start": start, "end": start + len(quote), "text": quote}
    return json.dumps({"text": text, "annotator": who, "status": "done", "spans": [span]})


def worked(folder: Path, project: Path, day: int, who: str) -> None:
    """Do a day's work: an article, a mark, an undo and its redo."""
    text = f"Day {day} of {who}. Rockets hit the depot."
    path = folder / f"{who}-{day}.jsonl"
    path.write_text(record(text, "Rockets", who) + "\n")
    process(folder, "import", project, path)
    process(folder, "undo", project)
    if day % 2:
        process(folder, "redo", project)


def digest(project: Path) -> tuple[int, str, str]:
    """Say what a project holds in the words of its log and of its export."""
    out = project.with_name("digest.jsonl")
    process(project.parent, "export", project, out, "--layer", "all", "--all-articles",
            "--reproducible")  # fmt: skip
    with Store.open(project, person_named("", "x"), read_only=True) as store:
        assert check(store.sql, store.log, store.read).is_sound
        log = sorted(map(repr, store.log.changes()))
    lines = sorted(out.read_text().splitlines())
    return len(log), str(log), str(lines)


@pytest.mark.soak
def test_two_people_work_apart_for_days_and_end_with_one_project(tmp_path):
    days_apart(tmp_path, 6)


def test_two_people_work_apart_for_a_day_and_end_with_one_project(tmp_path):
    days_apart(tmp_path, 1)


def days_apart(tmp_path: Path, days: int) -> None:
    folders = [tmp_path / name for name in ("hers", "his")]
    for folder in folders:
        folder.mkdir()
    hers, his = (folder / "project.annot" for folder in folders)
    process(folders[0], "new", hers)
    shutil.copyfile(hers, his)
    for day in range(1, days + 1):
        worked(folders[0], hers, day, "her")
        worked(folders[1], his, day, "him")
        # She asks, he answers; he gets her whole file, or everything as a bundle.
        process(folders[0], "bundle", hers, tmp_path / "q.ask", "--ask")
        process(folders[1], "bundle", his, tmp_path / "his.bundle", "--since", tmp_path / "q.ask")
        process(folders[0], "merge", hers, tmp_path / "his.bundle", "--preview")
        process(folders[0], "merge", hers, tmp_path / "his.bundle")
        whole = tmp_path / "hers.bundle"
        process(folders[0], "bundle", hers, whole)
        process(folders[1], "merge", his, whole if day % 2 else hers)
        process(folders[1], "merge", his, tmp_path / "his.bundle", whole)
    assert digest(hers) == digest(his)
    assert digest(hers)[0] > 10 * days
