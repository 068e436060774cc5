"""Help, wrong usage, opening, stopping, and a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from annotator import __version__, cli
from annotator.resources import seed
from annotator.store.rescue import check

DRAFT = seed("sample.jsonl")
COMMANDS = sorted(name for name, c in cli.commands.commands.items() if not c.hidden)


def test_help_names_every_command(does):
    said = does("--help")
    assert set(COMMANDS) >= {
        "check", "erase", "export", "formats", "history", "import", "new", "redo", "restore",
        "salvage", "undo",
    }  # fmt: skip
    for name in COMMANDS:
        assert re.search(rf"^  {name} +[A-Z].*[.…]$", said, re.MULTILINE), name
    assert "Exit status: 0 done; 1 could not" in " ".join(said.split())
    assert said == does("-h")


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
    [("check", "{}"), ("undo", "{}"), ("redo", "{}"), ("history", "{}"),
     ("export", "{}", "o.jsonl"), ("import", "{}", "a.txt"), ("salvage", "{}", "new.annot")],
    ids=" ".join,
)  # fmt: skip
def test_a_project_that_is_not_there_is_named(refuses, tmp_path, words):
    path = tmp_path / "nowhere.annot"
    assert "nowhere.annot" in refuses(*(w.format(path) for w in words))
    assert list(tmp_path.glob("nowhere*")) == []


@pytest.mark.parametrize("words", [("check", "{}"), ("export", "{}", "o.jsonl"), ("undo", "{}")])
def test_a_file_that_is_no_project_is_left_alone(refuses, tmp_path, words, text):
    path = text(tmp_path)
    assert "a.txt" in refuses(*(w.format(path) for w in words))
    assert path.read_text() == "The army fired rockets."


@pytest.mark.parametrize("command", ["check", "undo", "history", "new", "export", "import"])
def test_a_name_that_is_too_long_ends_with_a_sentence(refuses, tmp_path, command, text):
    more = {"export": ["o.jsonl"], "import": [text(tmp_path)]}.get(command, [])
    refuses(command, tmp_path / ("x" * 300 + ".annot"), *more)


def test_a_word_that_is_too_long_for_a_file_is_wrong_usage(refuses):
    refuses("x" * 5_000, status=2)


def test_a_project_alone_is_opened_in_the_window(sample, does, opened):
    assert does(sample) == does("open", sample) == ""
    assert opened == [((sample,), False, False)] * 2


def test_a_project_without_our_ending_is_opened_too(sample, does, tmp_path, opened):
    other = tmp_path / "renamed"
    other.write_bytes(sample.read_bytes())
    does(other)
    assert opened == [((other,), False, False)]


def test_nothing_at_all_opens_the_window(does, opened):
    does()
    does("--sample", "--smoke")
    assert opened == [((), False, False), ((), True, True)]


def test_ctrl_c_is_a_sentence(project, monkeypatch, annotator):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "check", stop)
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

    monkeypatch.setattr(check, "check", locked)
    assert annotator("check", project).err.startswith("somewhere cannot be used (Permission denied")
    monkeypatch.setattr(check, "check", broken)
    with pytest.raises(OSError, match="nobody knows what"):
        annotator("check", project)


def test_what_is_said_may_go_to_something_that_is_no_stream_of_ours(monkeypatch, annotator):
    monkeypatch.setattr(cli, "TextIOWrapper", int)
    assert annotator("formats").status == 0


def process(*words, **named):
    return subprocess.run(
        [sys.executable, "-m", "annotator", *map(str, words)], capture_output=True, check=False,
        timeout=60, cwd=Path(__file__).parents[2], env=os.environ | named.pop("env", {}), **named,
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


def test_names_that_are_not_utf8_are_no_reason_to_stop(tmp_path, text):
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
        ("new", project), ("import", project, folder, "--skip-broken"),
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
        stdout=subprocess.PIPE, stderr=slave, check=False, timeout=300,
        cwd=Path(__file__).parents[2],
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
