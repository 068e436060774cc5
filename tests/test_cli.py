"""The same work without a screen: what each command says, and how it ends."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from annotator import __version__, cli
from annotator.resources import seed
from annotator.settings import data_folder

ARTICLE, DRAFT = seed("000_b89fac942f718542.txt"), seed("sample.jsonl")
SEPARATE = """
id = "mine"
title = "My own"
[[labels]]
id = "one"
name = "One"
key = "A"
[[labels]]
id = "two"
name = "Two"
key = "{key}"
"""


@dataclass
class Ran:
    """How a command ended, and what it said."""

    status: int
    out: str
    err: str

    @property
    def answer(self):
        return json.loads(self.out)


@pytest.fixture
def annotator(monkeypatch, capsys):
    """Give the function that runs a command line in this process."""

    def run(*words) -> Ran:
        monkeypatch.setattr(sys, "argv", ["annotator", *map(str, words)])
        capsys.readouterr()
        try:
            cli.main()
            status = 0
        except SystemExit as end:
            status = end.code or 0
        said = capsys.readouterr()
        return Ran(status, said.out, said.err)

    return run


@pytest.fixture
def does(annotator):
    """Give the function that runs a command which must succeed, and gives what it says."""

    def run(*words) -> str:
        ran = annotator(*words)
        assert (ran.status, ran.err) == (0, ""), ran
        return ran.out

    return run


@pytest.fixture
def refuses(annotator):
    """Give the function that runs a command which must end with one sentence, and gives it."""

    def run(*words, status=1) -> str:
        ran = annotator(*words)
        assert ran.status == status, ran
        assert ran.out == ""
        assert "Traceback" not in ran.err
        assert "{" not in ran.err
        if status == 1:
            assert ran.err.count("\n") == 1
        return ran.err

    return run


@pytest.fixture
def project(tmp_path, does):
    path = tmp_path / "p.annot"
    does("new", path)
    return path


@pytest.fixture
def sample(project, does):
    does("import", project, ARTICLE, DRAFT)
    return project


def text(tmp_path, name="a.txt", words="The army fired rockets."):
    path = tmp_path / name
    path.write_text(words, encoding="utf-8")
    return path


# --- help -----------------------------------------------------------------------------------------

COMMANDS = sorted(name for name, c in cli.commands.commands.items() if not c.hidden)


def test_help_names_every_command(does):
    said = does("--help")
    assert set(COMMANDS) >= {
        "check", "export", "formats", "history", "import", "new", "redo", "restore", "salvage",
        "undo",
    }  # fmt: skip
    for name in COMMANDS:
        assert re.search(rf"^  {name} +[A-Z].*[.…]$", said, re.MULTILINE), name
    assert "Exit status: 0 done; 1 could not" in " ".join(said.split())
    assert does() == said == does("-h")


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_reads_well(does, name):
    said = does(name, "--help")
    assert said.startswith(f"Usage: annotator {name}")
    assert max(map(len, said.splitlines())) <= 100
    sentence = " ".join(said.partition("\n\n")[2].partition("\n\n")[0].split())
    assert re.match(r"[A-Z].*\.$", sentence)
    for option in cli.commands.commands[name].params:
        if isinstance(option, click.Option):
            assert re.match(r"[A-Z].*[.…]$", option.help), option.name


def test_the_version_is_said(does):
    assert does("--version") == f"annotator, version {__version__}\n"


def test_click_s_own_runner_gets_the_same(does):
    result = CliRunner().invoke(cli.commands, ["formats", "--json"])
    assert result.exit_code == 0
    assert json.loads(result.output)["schemes"]


# --- wrong usage ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [("nonsense",), ("--nonsense",), ("import",), ("import", "p.annot"), ("export", "p.annot"),
     ("new",), ("export", "p.annot", "o.jsonl", "--layer", "silver"), ("check",),
     ("history", "p.annot", "--limit", "many"), ("undo",), ("salvage", "p.annot"), ("restore",),
     ("new", "p.annot", "more"), ("formats", "--nonsense")],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_is_said_and_ends_with_2(refuses, words):
    assert "Usage: annotator" in refuses(*words, status=2)


@pytest.mark.parametrize(
    "words",
    [("check", "{}"), ("undo", "{}"), ("redo", "{}"), ("history", "{}"), ("{}",),
     ("export", "{}", "o.jsonl"), ("import", "{}", "a.txt"), ("salvage", "{}", "new.annot")],
    ids=" ".join,
)  # fmt: skip
def test_a_project_that_is_not_there_is_named(refuses, tmp_path, words):
    path = tmp_path / "nowhere.annot"
    assert "nowhere.annot" in refuses(*(w.format(path) for w in words))
    assert list(tmp_path.glob("nowhere*")) == []


@pytest.mark.parametrize("words", [("check", "{}"), ("export", "{}", "o.jsonl"), ("undo", "{}")])
def test_a_file_that_is_no_project_is_left_alone(refuses, tmp_path, words):
    path = text(tmp_path)
    assert "a.txt" in refuses(*(w.format(path) for w in words))
    assert path.read_text() == "The army fired rockets."


@pytest.mark.parametrize("command", ["check", "undo", "history", "new", "export", "import"])
def test_a_name_that_is_too_long_ends_with_a_sentence(refuses, tmp_path, command):
    more = {"export": ["o.jsonl"], "import": [text(tmp_path)]}.get(command, [])
    refuses(command, tmp_path / ("x" * 300 + ".annot"), *more)


def test_a_word_that_is_too_long_for_a_file_is_wrong_usage(refuses):
    refuses("x" * 5_000, status=2)


# --- new ------------------------------------------------------------------------------------------


def test_new_makes_a_project(tmp_path, does):
    said = does("new", tmp_path / "mine")
    assert (tmp_path / "mine.annot").exists()
    assert "mine.annot" in said
    assert "Actor, Location, Weapon, Claim" in said


def test_new_answers_in_json(tmp_path, annotator):
    answer = annotator("new", tmp_path / "mine.annot", "--json").answer
    assert answer["project"] == str(tmp_path / "mine.annot")
    assert answer["scheme"] == "conflict-news"
    assert len(answer["id"]) == 36


def test_new_never_overwrites(project, refuses):
    before = project.read_bytes()
    assert "already there" in refuses("new", project)
    assert project.read_bytes() == before


def test_new_takes_another_scheme_or_one_of_my_own(tmp_path, does, annotator):
    assert annotator("new", tmp_path / "a", "--scheme", "plain-ner", "--json").status == 0
    path = tmp_path / "mine.toml"
    path.write_text(SEPARATE.replace("{key}", "B"))
    assert "My own" in does("new", tmp_path / "b", "--scheme", path)


def test_two_labels_on_one_key_are_refused_by_line(tmp_path, refuses):
    path = tmp_path / "mine.toml"
    path.write_text(SEPARATE.replace("{key}", "a"))
    sentence = refuses("new", tmp_path / "b", "--scheme", path)
    assert "mine.toml, line 11: the key A is already used by the label One." in sentence
    assert not (tmp_path / "b.annot").exists()


def test_a_scheme_that_there_is_not_is_answered_with_those_there_are(tmp_path, refuses):
    assert "conflict-news" in refuses("new", tmp_path / "b", "--scheme", "conflict")
    assert not (tmp_path / "b.annot").exists()


def test_new_needs_its_folder(tmp_path, refuses):
    assert "There is no folder" in refuses("new", tmp_path / "nowhere" / "p.annot")


# --- open and sample ------------------------------------------------------------------------------


def test_a_project_alone_says_what_it_holds(sample, does):
    said = does(sample)
    assert "1 article" in said
    assert "draft" in said
    assert said == does("open", sample)


def test_a_new_project_says_that_nobody_worked_on_it_yet(project, does):
    assert "0 articles" in does(project)


def test_a_project_without_our_ending_is_opened_too(sample, does, tmp_path):
    other = tmp_path / "renamed"
    other.write_bytes(sample.read_bytes())
    assert "1 article" in does(other)


def test_the_sample_is_made_once_and_found_again(does):
    first = does("--sample")
    assert "not a gold standard" in first
    path = data_folder() / "sample.annot"
    before = path.read_bytes()
    assert does("--sample") == first
    assert path.read_bytes() == before
    assert "All is well." in does("check", path)


def test_a_sample_that_cannot_be_made_ends_with_a_sentence(refuses):
    data_folder().parent.mkdir(parents=True, exist_ok=True)
    data_folder().write_text("a file in the way")
    assert str(data_folder()) in refuses("--sample")


# --- import ---------------------------------------------------------------------------------------


def test_import_says_what_came(project, does):
    said = does("import", project, ARTICLE, DRAFT)
    assert "Imported 1 new article, 164 spans and 139 relations." in said


def test_import_again_says_that_nothing_happened(sample, does):
    said = does("import", sample, ARTICLE, DRAFT)
    assert "Imported 0 new articles, 0 spans and 0 relations." in said
    assert "2 files or lines were there already" in said
    assert "nothing happened" in said


def test_import_answers_in_json(project, annotator):
    answer = annotator("import", project, DRAFT, "--json").answer
    assert (answer["articles"], answer["lines"], answer["spans"]) == (1, 1, 164)
    assert (answer["relations"], answer["unchanged"], answer["skipped"]) == (139, 0, [])


def test_import_as_puts_it_under_a_person(sample, does):
    does("import", sample, DRAFT, "--as", "a colleague")
    assert "a colleague, draft" in does(sample)


@pytest.mark.parametrize("name", ["", " ", "\t"])
def test_a_person_needs_a_name(sample, refuses, name):
    assert "name" in refuses("import", sample, DRAFT, "--as", name)


def test_a_broken_line_is_named_and_can_be_left_out(project, tmp_path, does, refuses):
    path = tmp_path / "mixed.jsonl"
    path.write_text(DRAFT.read_text(encoding="utf-8") + "{\n", encoding="utf-8")
    sentence = refuses("import", project, path)
    assert sentence.startswith("mixed.jsonl, line 2: ")
    assert "Nothing was imported." in sentence
    said = does("import", project, path, "--skip-broken")
    assert "Left out 1:\n  mixed.jsonl, line 2: " in said
    assert "1 new article" in said


def test_work_that_differs_is_refused_unless_replaced(sample, tmp_path, does, refuses):
    path = tmp_path / "other.jsonl"
    path.write_text(
        DRAFT.read_text(encoding="utf-8").replace('"relevant": true', '"relevant": null')
    )
    assert "--replace" in refuses("import", sample, path)
    does("import", sample, path, "--replace")
    assert "Import other.jsonl" in does("undo", sample)


def test_import_takes_a_format(project, tmp_path, does, refuses):
    path = text(tmp_path, "a.html")
    assert "a.html" in refuses("import", project, path)
    assert "1 new article" in does("import", project, path, "--format", "text")
    assert "docx" in refuses("import", project, path, "--format", "docx")


def test_what_the_file_said_besides_is_said(project, tmp_path, does):
    path = tmp_path / "old.txt"
    path.write_bytes("Военные сообщили, что ракеты упали рядом с базой.".encode("cp1251"))
    assert "old.txt was read as windows-1251." in does("import", project, path)


# --- export ---------------------------------------------------------------------------------------


def test_export_writes_the_record(sample, tmp_path, does):
    out = tmp_path / "out.jsonl"
    said = does("export", sample, out)
    assert "Wrote 1 line with 164 spans to" in said
    assert json.loads(out.read_text(encoding="utf-8"))["provenance"]["exported_at"]
    does("export", sample, out, "--reproducible")
    before = out.read_bytes()
    does("export", sample, out, "--reproducible")
    assert out.read_bytes() == before


def test_export_says_what_stayed_behind_and_why(sample, tmp_path, does, annotator):
    does("import", sample, text(tmp_path), text(tmp_path, "b.txt", "Another."))
    out = tmp_path / "out.jsonl"
    assert "Stayed behind: 2 unread. --all-articles takes them too." in does("export", sample, out)
    answer = annotator("export", sample, out, "--json").answer
    assert (answer["lines"], answer["articles"], answer["left"]) == (1, 1, {"unread": 2})
    assert answer["out"] == str(out)
    assert "Stayed behind" not in does("export", sample, out, "--all-articles")
    assert out.read_bytes().count(b"\n") == 3


def test_export_takes_layer_and_annotator(sample, tmp_path, does, refuses):
    out = tmp_path / "out.jsonl"
    assert "Wrote 0 lines" in does("export", sample, out, "--layer", "gold")
    assert "Wrote 1 line " in does("export", sample, out, "--annotator", "draft", "--layer", "all")
    assert "a stranger" in refuses("export", sample, out, "--annotator", "a stranger")


def test_export_never_writes_over_a_project(sample, refuses):
    before = sample.read_bytes()
    assert "left untouched" in refuses("export", sample, sample)
    assert sample.read_bytes() == before


def test_export_refuses_what_is_no_place_for_a_file(sample, tmp_path, refuses):
    assert "folder" in refuses("export", sample, tmp_path)
    assert "folder" in refuses("export", sample, tmp_path / "nowhere" / "out.jsonl")
    assert "text" in refuses("export", sample, tmp_path / "o.txt", "--format", "text")


def test_export_works_while_another_window_writes(sample, tmp_path, does):
    from annotator.model.person import person_named
    from annotator.store.store import Store

    with Store.open(sample, person_named("", "another")):
        does("export", sample, tmp_path / "out.jsonl")


# --- check, history, undo -------------------------------------------------------------------------


def test_check_finds_a_sound_project_sound(sample, does, annotator):
    said = does("check", sample)
    assert "Looked at 1 article, 164 spans and" in said
    assert said.endswith("All is well.\n")
    answer = annotator("check", sample, "--json").answer
    assert (answer["sound"], answer["articles"], answer["findings"]) == (True, 1, [])


def test_check_ends_with_1_where_something_is_wrong(sample, annotator):
    from annotator.model.person import person_named
    from annotator.store.store import Store

    with Store.open(sample, person_named("", "someone")) as store:
        store.sql.execute("UPDATE span SET quote = 'nonsense' WHERE start = 0")
    ran = annotator("check", sample)
    assert ran.status == 1
    assert "does not quote the text" in ran.out
    assert "The project has errors; it was only read." in ran.out
    ran = annotator("check", sample, "--json")
    assert ran.status == 1
    assert ran.answer["sound"] is False
    assert ran.answer["findings"][0]["weight"] == "error"


def test_undo_and_redo_say_what_they_did(sample, does):
    assert "Import 2 files" in does("undo", sample)
    assert "0 articles" in does(sample)
    assert does("undo", sample) == "There is nothing to take back.\n"
    assert "Import 2 files" in does("redo", sample)
    assert does("redo", sample) == "There is nothing to do again.\n"
    assert "1 article" in does(sample)


def test_history_shows_who_did_what_and_when(sample, does, annotator):
    said = does("history", sample)
    assert re.search(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ  .+  Import 2 files  \(", said)
    steps = annotator("history", sample, "--json").answer["steps"]
    assert steps[0]["title"] == "Import 2 files"
    assert steps[0]["changes"] > 300
    assert steps[-1]["title"] == "Make the project"
    assert len(annotator("history", sample, "--limit", 1, "--json").answer["steps"]) == 1


def test_history_can_be_narrowed_to_an_article_or_a_person(sample, does, annotator):
    doc = json.loads(DRAFT.read_text(encoding="utf-8"))["doc_id"]
    steps = annotator("history", sample, "--article", doc, "--json").answer["steps"]
    assert [s["title"] for s in steps] == ["Import 2 files"]
    assert does("history", sample, "--person", "a stranger") == "No such steps.\n"
    assert does("history", sample, "--article", "0" * 64) == "No such steps.\n"
    assert does("history", sample, "--article", "not an id") == "No such steps.\n"


def test_history_of_one_thing_shows_each_of_its_values(sample, does, annotator):
    span = json.loads(DRAFT.read_text(encoding="utf-8"))["spans"][0]
    assert '"quote": "US"' in does("history", sample, "--id", span["id"])
    does("undo", sample)
    assert "taken out" in does("history", sample, "--id", span["id"])
    changes = annotator("history", sample, "--id", span["id"], "--json").answer["changes"]
    assert [c["kind"] for c in changes] == ["span", "span"]
    assert changes[1]["value"] is None
    for id_ in ("nonsense", "0195f3c2-1111-7222-8333-444455556666"):
        assert does("history", sample, "--id", id_) == "Nothing in the project bears this id.\n"


# --- restore and salvage --------------------------------------------------------------------------


def test_restore_lists_backups_and_puts_one_in_place(project, tmp_path, does):
    assert does("restore", project) == "p.annot has no backups.\n"
    does("import", project, text(tmp_path))
    listed = does("restore", project).splitlines()
    assert re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC  ", listed[0])
    assert "1 article" in does(project)
    said = does("restore", project, listed[-1].partition("UTC  ")[2])
    assert "is as it was in the backup" in said
    assert "0 articles" in does(project)
    kept = next(tmp_path.glob("p.before-restore-*.annot"))
    assert kept.name in said
    assert "1 article" in does(kept)


def test_what_is_no_backup_is_not_put_in_place(sample, tmp_path, refuses):
    before = sample.read_bytes()
    assert "a.txt" in refuses("restore", sample, text(tmp_path))
    assert "nowhere" in refuses("restore", sample, tmp_path / "nowhere.annot")
    assert sample.read_bytes() == before


def test_salvage_saves_what_can_be_read(sample, tmp_path, does, annotator):
    new = tmp_path / "new.annot"
    assert "1 text" in does("salvage", sample, new)
    assert "1 article" in does(new)
    answer = annotator("salvage", sample, tmp_path / "other.annot", "--json").answer
    assert answer["rows"]["text"] == 1
    assert (answer["unreadable"], answer["altered_texts"]) == ({}, 0)


def test_salvage_names_what_could_not_be_saved(sample, tmp_path, monkeypatch, does):
    saved = cli.salvage.Saved(
        rows={"change": 5, "text": 2}, unreadable={"change": 1}, altered_texts=1,
        project_is_new=True,
    )  # fmt: skip
    monkeypatch.setattr(cli.salvage, "salvage", lambda *_: saved)
    said = does("salvage", sample, tmp_path / "new.annot")
    assert "Saved 5 changes and 1 text into" in said
    assert "Could not read at least 1 row of change." in said
    assert "1 text was altered and left out." in said
    assert "The project's id was lost" in said


def test_salvage_never_overwrites(sample, project, refuses):
    refuses("salvage", sample, project)


def test_a_damaged_project_is_told_from_a_whole_one(sample, tmp_path, refuses, does):
    data = bytearray(sample.read_bytes())
    data[4_096 : 4_096 * 3] = b"\xff" * 4_096 * 2
    damaged = tmp_path / "damaged.annot"
    damaged.write_bytes(data)
    assert "annotator salvage" in refuses("check", damaged)


# --- formats --------------------------------------------------------------------------------------


def test_formats_lists_formats_and_schemes(does, annotator):
    said = does("formats")
    for word in ("jsonl", ".ndjson", "in and out", "text", ".txt", "conflict-news", "plain-ner"):
        assert word in said
    answer = annotator("formats", "--json").answer
    assert {f["name"]: (f["in"], f["out"]) for f in answer["formats"]} == {
        "jsonl": (True, True), "text": (True, False),
    }  # fmt: skip
    assert answer["schemes"] == ["conflict-news", "plain-ner"]


# --- who works here -------------------------------------------------------------------------------


def test_work_goes_on_where_nobody_knows_who_works(project, monkeypatch, does, tmp_path):
    def nobody():
        raise KeyError("no such user")

    monkeypatch.setattr(cli.getpass, "getuser", nobody)
    does("import", project, text(tmp_path))


def test_work_goes_on_where_settings_cannot_be_kept(tmp_path, monkeypatch, does):
    blocked = tmp_path / "config"
    blocked.write_text("a file in the way")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(blocked))
    does("new", tmp_path / "p.annot")
    does("import", tmp_path / "p.annot", text(tmp_path))
    assert "Import a.txt" in does("undo", tmp_path / "p.annot")


# --- stopping, and bugs ---------------------------------------------------------------------------


def test_ctrl_c_is_a_sentence(project, monkeypatch, annotator):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli.check, "check", stop)
    ran = annotator("check", project)
    assert ran.status == 1
    assert ran.err.strip() == "Stopped. Nothing was changed."


def test_ctrl_c_before_a_command_starts_is_a_sentence(monkeypatch, annotator):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli.commands, "main", stop)
    assert annotator("formats").err == "Stopped. Nothing was changed.\n"


def test_what_the_system_refuses_is_a_sentence_and_a_bug_is_not(project, monkeypatch, annotator):
    def locked(*_, **__):
        raise PermissionError(13, "Permission denied", "somewhere")

    def broken(*_, **__):
        raise OSError("nobody knows what")

    monkeypatch.setattr(cli.check, "check", locked)
    assert annotator("check", project).err.startswith("somewhere cannot be used (Permission denied")
    monkeypatch.setattr(cli.check, "check", broken)
    with pytest.raises(OSError, match="nobody knows what"):
        annotator("check", project)


def test_what_is_said_may_go_to_something_that_is_no_stream_of_ours(monkeypatch, annotator):
    monkeypatch.setattr(cli, "TextIOWrapper", int)
    assert annotator("formats").status == 0


# --- in a process of its own ----------------------------------------------------------------------


def process(*words, **named):
    return subprocess.run(
        [sys.executable, "-m", "annotator", *map(str, words)], capture_output=True, check=False,
        cwd=Path(__file__).parent.parent, env=os.environ | named.pop("env", {}), **named,
    )  # fmt: skip


def test_a_pipe_gets_results_on_one_side_and_reasons_on_the_other(tmp_path):
    path = tmp_path / "p.annot"
    ran = process("new", path, "--json")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert json.loads(ran.stdout)["scheme"] == "conflict-news"
    ran = process("import", path, DRAFT)
    assert (ran.returncode, ran.stderr) == (0, b"")
    ran = process("check", tmp_path / "nowhere.annot")
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert ran.stderr.count(b"\n") == 1
    assert process("nonsense").returncode == 2


def test_names_that_are_not_utf8_are_no_reason_to_stop(tmp_path):
    folder = tmp_path / "caf\udce9"
    try:
        folder.mkdir()
    except (OSError, UnicodeError):
        pytest.skip("this disk has no such names")
    utf8 = {"PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8"}
    text(folder, "a\udce9.txt")
    (folder / "b\udce9.txt").write_bytes(b"%PDF-")
    project, out = tmp_path / "p.annot", folder / "o\udce9.jsonl"
    for words in (
        ("new", project), ("import", project, folder, "--skip-broken"), (project,),
        ("export", project, out), ("import", project, folder, "--skip-broken", "--json"),
        ("restore", project), ("history", project), ("check", project),
        ("export", project, out, "--json"),
    ):  # fmt: skip
        ran = process(*words, env=utf8)
        assert (ran.returncode, ran.stderr) == (0, b""), (words, ran)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no terminals of this kind")
def test_progress_is_shown_on_a_terminal_and_wiped_away(tmp_path):
    import pty

    path = tmp_path / "p.annot"
    process("new", path)
    master, slave = pty.openpty()
    shown = bytearray()

    def listen():
        try:
            while part := os.read(master, 4_096):
                shown.extend(part)
        except OSError:
            pass  # the terminal was closed

    listener = threading.Thread(target=listen)
    listener.start()
    ran = subprocess.run(
        [sys.executable, "-m", "annotator", "import", str(path), str(DRAFT)],
        stdout=subprocess.PIPE, stderr=slave, check=False, cwd=Path(__file__).parent.parent,
    )  # fmt: skip
    os.close(slave)
    listener.join(10)
    os.close(master)
    assert ran.returncode == 0
    assert b"\r" not in ran.stdout
    screen = shown.decode()
    assert "Looking 0 %" in screen
    assert "Importing 100 %" in screen
    assert re.search(r"\r +\r$", screen)


class Terminal:
    """A standard error that is a terminal."""

    def __init__(self):
        self.shown = ""

    def isatty(self):
        return True

    def write(self, words):
        self.shown += words

    def flush(self):
        pass


def test_the_same_progress_is_drawn_once(monkeypatch):
    monkeypatch.setattr(cli.sys, "stderr", Terminal())
    with cli.Bar() as bar:
        for done in (0, 0, 1, 5, 5, 10):
            bar.show("Importing", done, 10)
        bar.show("Checking", 0, 1)
    shown = cli.sys.stderr.shown
    assert shown.count("Importing 0 %") == 1
    assert shown.count("Importing 50 %") == 1
    assert "Importing 100 %" in shown
    assert "Checking …" in shown


def test_a_terminal_on_which_nothing_was_shown_is_left_alone(monkeypatch):
    monkeypatch.setattr(cli.sys, "stderr", Terminal())
    with cli.Bar():
        pass
    assert cli.sys.stderr.shown == ""
