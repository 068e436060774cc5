"""A command line for tests: run it, and see what it says and how it ends."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from annotator import cli
from annotator.resources import seed


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
def opened() -> list[tuple]:
    """Give the windows that were asked for: paths, whether the sample, whether for smoke."""
    return []


@pytest.fixture
def annotator(monkeypatch, capsys, opened):
    """Give the function that runs a command line in this process."""

    def run(*words) -> Ran:
        monkeypatch.setattr(sys, "argv", ["annotator", *map(str, words)])
        capsys.readouterr()

        def window(paths, *, sample, smoke) -> int:
            opened.append((paths, sample, smoke))
            return 0

        try:
            cli.main(window)
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
    does("import", project, seed("000_b89fac942f718542.txt"), seed("sample.jsonl"))
    return project


@pytest.fixture
def text() -> Callable[..., Path]:
    """Give the function that writes a short article into a folder."""

    def write(folder: Path, name: str = "a.txt", words: str = "The army fired rockets.") -> Path:
        path = folder / name
        path.write_text(words, encoding="utf-8")
        return path

    return write
