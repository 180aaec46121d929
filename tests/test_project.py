"""The project as a newcomer meets it: what lies on top, what the files may say, what the package offers."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

import addrcheck
from addrcheck.gazetteer.tables import read_table

ROOT = Path(__file__).parent.parent

ON_TOP = {
    ".ci", ".gitignore", "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "addrcheck", "benchmarks",
    "dictionaries", "docs", "pyproject.toml", "tests", "web",
}  # fmt: skip

# Put together here, so that this file does not hold them itself.
MACHINE_PATHS = ["/" + folder + "/" for folder in ("work", "tmp", "root", "farm", "home")]
REGISTRY_HOSTS = [
    ".".join(host) for host in (
        ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("npmmirror", "com"),
        ("proxy", "golang", "org"), ("deb", "debian", "org"),
    )
]  # fmt: skip

CASE_TABLES = sorted((ROOT / "tests" / "cases").rglob("*.tsv"))


def project_files():
    """Return the files under version control, or all below the known folders where git cannot tell."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        tops = (ROOT / name for name in ON_TOP)
        found = [file for top in tops for file in ([top] if top.is_file() else top.rglob("*"))]
        return [file for file in found if file.is_file() and "__pycache__" not in file.parts]
    files = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [file for file in files if file.is_file()]


def test_nothing_unexpected_lies_on_top():
    assert {file.relative_to(ROOT).parts[0] for file in project_files()} <= ON_TOP


def test_no_file_names_a_machine_or_a_registry():
    forbidden = re.compile(
        "|".join([rf"(?<![\w.~]){path}" for path in MACHINE_PATHS] + list(map(re.escape, REGISTRY_HOSTS)))
    )
    found = {
        f"{file.relative_to(ROOT)}: {match[0]}"
        for file in project_files()
        if (match := forbidden.search(file.read_text(encoding="utf-8", errors="replace")))
    }
    assert not found


def test_the_readme_says_how_to_start():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make run" in readme
    assert "make test" in readme


def test_the_makefile_explains_every_target():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split()
    assert phony == re.findall(r"^([a-z]+):.*## \S", makefile, re.MULTILINE)


def test_one_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" in project["project"]["dynamic"]
    assert (
        (ROOT / project["tool"]["hatch"]["version"]["path"])
        .read_text(encoding="utf-8")
        .endswith(f'__version__ = "{addrcheck.__version__}"\n')
    )


def test_the_package_offers_what_it_lists():
    offered = {
        name
        for name, value in vars(addrcheck).items()
        if not name.startswith("_") and getattr(value, "__module__", "").startswith("addrcheck")
    }
    listed = set(addrcheck.__all__)
    assert {"Checker", "Report", "check"} <= listed
    assert offered <= listed
    assert all(hasattr(addrcheck, name) for name in listed)


@pytest.mark.parametrize("table", CASE_TABLES, ids=lambda path: path.stem)
def test_every_case_says_why_it_is_there(table):
    rows = list(read_table(table))
    assert rows
    assert all(row["why"].strip() for row in rows)
    assert {"text", "why"} <= set(rows[0])
