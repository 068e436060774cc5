"""Measure the figures of the record: `python3 packaging/dev.py bench [--quick] [--large] [NAME…]`.

Each case runs in a process of its own, so that memory is its own too. --quick makes everything a
tenth as large, to see that it runs; --large adds the project of 2,500,000 spans (minutes, 3 GB).
"""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench import cases
from tests.bench.measure import HEAD


def main() -> int:
    """Run the cases that were named, or all."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"of {', '.join(cases.CASES)}")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--inside", metavar="FOLDER", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    scale = 10 if asked.quick else 1
    if asked.inside:
        for line in cases.CASES[asked.names[0]](Path(asked.inside), scale):
            print(line.show(), flush=True)
        return 0
    names = asked.names or [n for n in cases.CASES if n != "large" or asked.large]
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
          f"{os.cpu_count()} cores; medians and p95 of rounds in turns with the floor")  # fmt: skip
    print(HEAD)
    with tempfile.TemporaryDirectory(prefix="annotator-bench-") as folder:
        for name in names:
            command = [sys.executable, "-m", "tests.bench", name, "--inside", folder]
            subprocess.run([*command, *["--quick"] * asked.quick], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
