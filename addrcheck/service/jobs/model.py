"""The nouns of jobs: how one stands, what was found in its file, what came out."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from addrcheck.bulk.progress import Phase
from addrcheck.bulk.tables.container import Packing
from addrcheck.bulk.tables.table import Form
from addrcheck.service.jobs.choices import Choices

State = Literal["waiting", "surveying", "ready", "running", "finished", "failed", "cancelled", "expired"]
Task = Literal["survey", "clean"]
"""What is to be done: look at the first rows and show them, or clean the whole file."""

UNSETTLED: tuple[State, ...] = ("waiting", "surveying", "running")
"""States in which a job waits for the consumer or is in its hands."""


class Job(Struct, frozen=True):
    """How a job stands. ``created``, ``changed`` and ``expires`` are seconds since 1970; ``size`` is in bytes.

    ``owner`` is "key …", "user …", or "" where whoever has the id may see it. ``starts`` counts how often it
    was begun, ``deaths`` how often the process that worked on it ended by itself.
    """

    id: str
    owner: str
    state: State
    task: Task
    created: float
    changed: float
    expires: float
    size: int
    phase: Phase | None = None
    done: int = 0
    total: int = 0
    rate: float = 0.0
    seconds_left: float | None = None
    trouble: str = ""
    starts: int = 0
    deaths: int = 0


class Asked(Struct, frozen=True):
    """What came with a file: its name, and what is to be done with it."""

    name: str
    choices: Choices


class Column(Struct, frozen=True):
    """A column: its number (from 1) and name, what it holds (``role``, None: nothing of use) and how that is known, some cells."""

    number: int
    name: str
    role: str | None
    why: str
    samples: tuple[str, ...]


class Found(Struct, frozen=True):
    """What was found in the first rows; of an archive with several tables only their names (``members``).

    ``header_row`` counts from 1; None: there is no header. ``trouble`` says what a person must decide first.
    """

    form: Form | None = None
    encoding: str = ""
    guessed: bool = False
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    member: str = ""
    members: tuple[str, ...] = ()
    header_row: int | None = None
    columns: tuple[Column, ...] = ()
    more_columns: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    trouble: str = ""


class Outcome(Struct, frozen=True):
    """What came of a file: rows, how many addresses were different, rows by ``result_status``, what was odd.

    ``repeats`` are rows that repeat the place of another (None: not asked).
    """

    rows: int
    questions: int
    statuses: dict[str, int]
    troubles: dict[str, int]
    formulas: int
    repeats: int | None
    seconds: float
    lang: str
    form: Form
    packing: Packing
    versions: str


class Trouble(Struct, frozen=True):
    """Why a file could not be cleaned: a code of ``addrcheck.wording.files``, and what its sentence needs."""

    code: str
    facts: dict[str, str] = {}
