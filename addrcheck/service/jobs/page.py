"""What the page of jobs shows and what its forms say, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from flask import session
from msgspec import Struct

from addrcheck.bulk.questions import EVIDENCE, PARTS
from addrcheck.service.door import made_of
from addrcheck.service.jobs.choices import Choices
from addrcheck.service.jobs.desk import JobDesk
from addrcheck.service.jobs.model import Asked, Job
from addrcheck.wording.bulk import share_text
from addrcheck.wording.pages import phrases
from addrcheck.wording.pages.bulk import WORDS
from addrcheck.wording.words import COMPONENTS, component_name

_REMEMBERED = "jobs"
_MOST = 10
_HEADERS = {"yes": ("header_row", "1"), "no": ("header", "false")}
_SWITCHES = ("safe_cells", "duplicates", "report")
_TAKEN = (
    "sheet",
    "member",
    "input_encoding",
    "delimiter",
    "format",
    "encoding",
    "results",
    "headings",
    "lang",
)
_THIN = "\u202f"


class Moment(Struct, frozen=True):
    """A moment as a page shows it: for a script, which turns it into the reader's time, and as text that names UTC."""

    exact: str
    text: str


class Line(Struct, frozen=True):
    """A job in the list of recent ones."""

    id: str
    name: str
    state: str
    created: Moment


def remember(number: str) -> None:
    """Let this browser find a job again that is nobody's."""
    session.permanent = True
    session[_REMEMBERED] = [number, *_seen()][:_MOST]


def _seen() -> list[str]:
    kept = session.get(_REMEMBERED, ()) if session else ()
    return [number for number in kept if isinstance(number, str)]


def recent(desk: JobDesk, owner: str) -> list[Line]:
    """Return the latest jobs of who reads."""
    lines = []
    for job in desk.mine(owner, _seen(), _MOST):
        asked = desk.folder(job).kept(Asked)
        lines.append(Line(job.id, asked.name if asked else "", job.state, moment(job.created)))
    return lines


def chosen(form: Mapping[str, str], columns: int) -> Choices:
    """Return the choices of the form; raises ``RefusedError`` for what it cannot hold."""
    given = [(name, [form[name]]) for name in _TAKEN if form.get(name)]
    header = _HEADERS.get(form.get("header", ""))
    if header:
        given.append((header[0], [header[1]]))
    given += [(name, ["true" if name in form else "false"]) for name in _SWITCHES]
    roles = [(n, form.get(f"role_{n}", "")) for n in range(1, columns + 1)]
    told = ",".join(f"#{n}={role or '-'}" for n, role in roles if role in ("", *PARTS, *EVIDENCE))
    return made_of([*given, ("columns", [told])] if roles else given, Choices)


def holds_address(choices: Choices) -> bool:
    """Tell whether a column was chosen that makes up the address."""
    return any(item.partition("=")[2] in PARTS for item in choices.columns.split(","))


def roles(lang: str) -> list[tuple[str, str]]:
    """Return what a column can hold, and how it is called: the whole address first, then its parts, then the rest."""
    say = phrases(WORDS, lang)
    ordered = [
        "address",
        *(part for part in PARTS if part not in ("address", "country")),
        "postcode",
        "phone",
        "name",
        "country",
    ]
    return [
        (role, say(role) if role in WORDS or role not in COMPONENTS else component_name(role, lang))
        for role in ordered
    ]


def number(value: float, lang: str) -> str:
    """Return a number as it is written in a language.

    >>> number(1234567, "en"), number(1234567, "ru") == "1\\u202f234\\u202f567"
    ('1,234,567', True)
    """
    text = f"{round(value):,}"
    return text.replace(",", _THIN) if lang == "ru" else text


def size(value: int, lang: str) -> str:
    """Return bytes as one says them.

    >>> size(104857600, "zh"), size(104857600, "ru"), size(20_000, "en")
    ('100 MB', '100 МБ', '20 kB')
    """
    mega, kilo = ("МБ", "кБ") if lang == "ru" else ("MB", "kB")
    return f"{value / 1048576:.0f} {mega}" if value >= 1048576 else f"{value / 1000:.0f} {kilo}"


def moment(seconds: float) -> Moment:
    """Return a moment given in seconds since 1970.

    >>> moment(1_800_000_000)
    Moment(exact='2027-01-15T08:00:00Z', text='2027-01-15 08:00 UTC')
    """
    at = datetime.fromtimestamp(seconds, UTC)
    return Moment(f"{at:%Y-%m-%dT%H:%M:%SZ}", f"{at:%Y-%m-%d %H:%M} UTC")


def share(part: int, whole: int, lang: str) -> str:
    """Return a part of a whole in percent, as it is written in a language.

    >>> share(1, 8, "zh"), share(0, 0, "en")
    ('12.5%', '0.0%')
    """
    return share_text(part / whole if whole else 0.0, lang)


def left(seconds: float) -> str:
    """Return a span of time as a clock shows it.

    >>> left(75.2)
    '1:15'
    """
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


def busy(job: Job) -> bool:
    """Tell whether a job goes on by itself."""
    return job.state in ("waiting", "surveying", "running")
