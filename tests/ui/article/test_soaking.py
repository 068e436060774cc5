"""However long somebody works, the surface goes on, and holds no more than a plain widget would."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.ui.article.underlay import _MOST

ROOT = Path(__file__).parents[3]
SEED = int(os.environ.get("ANNOTATOR_SEED", "1"))
PICTURES = _MOST * 4 / 1e6
"""Megabytes of pictures that the surface may keep, and a plain widget has none of."""


def held(which: str, seed: int, times: int) -> list[float]:
    """Do so many things in a process of its own, and give the megabytes it held on the way."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.ui.article.soaking", which, str(seed), str(times)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert ran.returncode == 0, f"{which}, seed {seed}: {ran.returncode}\n{ran.stderr}"
    return [float(line) for line in ran.stdout.split()]


@pytest.mark.parametrize("which", ["surface", "plain"])
def test_a_few_hundred_things_can_be_done(which):
    assert len(held(which, SEED, 300)) == 12


def test_a_warning_of_qt_ends_it(monkeypatch):
    words = (
        "from tests.ui.article import soaking; from PySide6.QtCore import qWarning\n"
        "soaking.Hand.text = lambda hand: qWarning('something is wrong')\n"
        "soaking.main('surface', 1, 10)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", words], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 3
    assert "something is wrong" in ran.stderr


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(SEED, SEED + 2))
def test_after_20_000_things_it_holds_no_more_than_a_plain_widget(seed):
    ours, plain = held("surface", seed, 20_000), held("plain", seed, 20_000)
    grown, allowed = ours[-1] - ours[0], plain[-1] - plain[0]
    assert grown <= allowed + PICTURES, f"seed {seed}: {ours} MB, plain {plain}"
