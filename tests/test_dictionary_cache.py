"""Compiled dictionaries in the cache: made once however many processes need them, and done without where none can be kept."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

TABLES = Path(__file__).parents[1] / "dictionaries"
LOAD = """
import sys
from pathlib import Path
from addrcheck.gazetteer import cache
made = cache.build
def build(*given):
    print("compiled")
    return made(*given)
cache.build = build
found = cache.load("RU", Path(sys.argv[1]), Path(sys.argv[2]))
assert len(found) > 1000
"""


def load(cache):
    """Open the Russian dictionary in a process of its own; return what it said."""
    done = subprocess.run(
        [sys.executable, "-c", LOAD, str(TABLES), str(cache)], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_one_of_several_processes_compiles_and_the_others_wait(tmp_path):
    with ThreadPoolExecutor(3) as pool:
        said = list(pool.map(load, [tmp_path / "new" / "cache"] * 3))
    assert sorted(said) == ["", "", "compiled\n"]
    assert load(tmp_path / "new" / "cache") == ""


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="needs a folder in which nobody can write")
def test_where_nothing_can_be_kept_it_is_compiled_in_memory():
    assert load("/proc/addrcheck") == "compiled\n"
