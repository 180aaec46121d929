"""``python -m addrcheck.sources``: fetch the pinned packages and write the tables of ``dictionaries/``."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from addrcheck.sources import packages

_COUNTRIES = {"china": "cn", "russia": "ru"}

_packages = click.option(
    "--packages",
    "packages_dir",
    type=click.Path(path_type=Path),
    required=True,
    help="folder of the packages",
)
_out = click.option(
    "--out",
    "out_dir",
    type=click.Path(path_type=Path),
    default=Path("dictionaries"),
    help="folder of the tables",
)


@click.group(help=__doc__)
def main() -> None:
    """Do nothing but offer the commands."""


@main.command()
@_packages
def fetch(packages_dir: Path) -> None:
    """Download, check and unpack the pinned packages."""
    packages.fetch(packages_dir)


def _build(module: str, packages_dir: Path, out_dir: Path) -> None:
    """Fetch what is missing, then build one dictionary into its folder under ``out_dir``."""
    packages.fetch(packages_dir, _COUNTRIES[module])
    import_module(f"addrcheck.sources.{module}").build(packages_dir, out_dir)


@main.command()
@_packages
@_out
def china(packages_dir: Path, out_dir: Path) -> None:
    """Write dictionaries/cn."""
    _build("china", packages_dir, out_dir)


@main.command()
@_packages
@_out
def russia(packages_dir: Path, out_dir: Path) -> None:
    """Write dictionaries/ru."""
    _build("russia", packages_dir, out_dir)


@main.command()
@_packages
@click.option(
    "--out",
    "out_file",
    type=click.Path(path_type=Path),
    default=Path(__file__).parent.parent / "geo" / "outline.tsv",
    help="file of the outline",
)
def outline(packages_dir: Path, out_file: Path) -> None:
    """Write addrcheck/geo/outline.tsv, the area that GCJ-02 shifts."""
    packages.fetch(packages_dir, "outline")
    import_module("addrcheck.sources.outline").build(packages_dir, out_file)


@main.command("all")
@_packages
@_out
def everything(packages_dir: Path, out_dir: Path) -> None:
    """Write the dictionaries of every country."""
    for module in _COUNTRIES:
        _build(module, packages_dir, out_dir)


if __name__ == "__main__":
    main()
