"""The table of jobs. Every change says from which states it leads away, so that two who change at once cannot both win."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Collection

from msgspec import structs
from sqlalchemy import Select, delete, func, insert, select, update

from addrcheck.bulk.progress import Progress
from addrcheck.service.database import JOBS, Database
from addrcheck.service.jobs.model import UNSETTLED, Job, State, Task

_RANDOM_BYTES = 24
_HOUR_S = 3600.0
_REMEMBERED_S = 7 * 24 * _HOUR_S
"""So long a job is still known as expired or cancelled when nothing else is left of it."""

_NOTHING = {"phase": None, "done": 0, "total": 0, "rate": 0.0, "seconds_left": None}
_WAITING: tuple[State, ...] = ("waiting",)
_IN_HAND: tuple[State, ...] = ("surveying", "running")


class JobStore:
    """The jobs in a database; times are those of ``clock``, in seconds since 1970."""

    def __init__(self, database: Database, hours: float, clock: Callable[[], float] = time.time) -> None:
        """Use a database; what is not touched for ``hours`` expires."""
        self._database, self._lasts, self.clock = database, hours * _HOUR_S, clock

    def add(self, number: str, owner: str, size: int, task: Task) -> Job:
        """Add a job that waits."""
        now = self.clock()
        job = Job(number, owner, "waiting", task, now, now, now + self._lasts, size)
        with self._database.engine.begin() as connection:
            connection.execute(insert(JOBS).values(**structs.asdict(job)))
        return job

    def find(self, number: str) -> Job | None:
        """Return a job, None where there is none; one whose time is over is expired, swept or not."""
        found = self._read(select(JOBS).where(JOBS.c.id == number))
        return found[0] if found else None

    def of(self, owner: str, most: int) -> list[Job]:
        """Return the jobs of an owner, the newest first."""
        wanted = select(JOBS).where(JOBS.c.owner == owner).order_by(JOBS.c.created.desc()).limit(most)
        return self._read(wanted) if owner else []

    def among(self, numbers: Collection[str]) -> list[Job]:
        """Return the jobs of these numbers, the newest first."""
        wanted = select(JOBS).where(JOBS.c.id.in_(numbers)).order_by(JOBS.c.created.desc())
        return self._read(wanted) if numbers else []

    def unsettled(self, owner: str | None = None) -> int:
        """Return how many jobs wait or are in hand, of one owner or of all."""
        wanted = select(func.count()).select_from(JOBS).where(JOBS.c.state.in_(UNSETTLED))
        with self._database.engine.connect() as connection:
            return int(
                connection.scalar(wanted if owner is None else wanted.where(JOBS.c.owner == owner)) or 0
            )

    def ahead(self, job: Job) -> int:
        """Return how many jobs wait that came before."""
        before = (JOBS.c.state == "waiting", JOBS.c.changed < job.changed)
        with self._database.engine.connect() as connection:
            return int(connection.scalar(select(func.count()).select_from(JOBS).where(*before)) or 0)

    def waiting(self) -> list[str]:
        """Return the numbers of the jobs that wait, the oldest first."""
        found = self._read(select(JOBS).where(JOBS.c.state == "waiting").order_by(JOBS.c.changed))
        return [job.id for job in found]

    def wait(self, number: str, task: Task, states: Collection[State]) -> bool:
        """Let a job wait for a task; return False where it is in none of ``states``."""
        fresh = {"task": task, "starts": 0, "deaths": 0, "trouble": ""}
        return self._move(number, states, state="waiting", **fresh, **_NOTHING)

    def claim(self, number: str) -> Job | None:
        """Take a job in hand and return it; None where it does not wait."""
        job = self.find(number)
        if job is None:
            return None
        state: State = "surveying" if job.task == "survey" else "running"
        taken = self._move(number, _WAITING, state=state, starts=job.starts + 1)
        return self.find(number) if taken else None

    def progress(self, number: str, progress: Progress | None) -> bool:
        """Note how far a job in hand is; return False where it is in hand no more: cancelled, or gone."""
        if progress is None:
            job = self.find(number)
            return job is not None and job.state in _IN_HAND
        told = structs.asdict(progress)
        return self._move(number, _IN_HAND, seconds_left=told.pop("left"), **told)

    def died(self, number: str) -> int:
        """Note that the process which worked on a job ended by itself; return how often that happened."""
        job = self.find(number)
        deaths = job.deaths + 1 if job else 0
        self._move(number, _IN_HAND, deaths=deaths)
        return deaths

    def settle(self, number: str, state: State, trouble: str = "") -> bool:
        """End the work on a job that is in hand."""
        return self._move(number, _IN_HAND, state=state, trouble=trouble, **_NOTHING)

    def cancel(self, number: str) -> bool:
        """Cancel a job that is not over; return False where it is."""
        return self._move(number, (*UNSETTLED, "ready"), state="cancelled", **_NOTHING)

    def remove(self, number: str) -> bool:
        """Forget a job; return whether there was one."""
        with self._database.engine.begin() as connection:
            return connection.execute(delete(JOBS).where(JOBS.c.id == number)).rowcount > 0

    def take_up(self, active: Collection[str] = ()) -> list[str]:
        """Let what is in hand but not ``active`` wait again: its consumer is gone; return the numbers of all that wait."""
        left = update(JOBS).where(JOBS.c.state.in_(_IN_HAND), JOBS.c.id.not_in(active))
        with self._database.engine.begin() as connection:
            connection.execute(left.values(state="waiting"))
        return self.waiting()

    def expire(self) -> list[str]:
        """Let go of jobs whose time is over, and forget those that are long gone; return the numbers of the former."""
        now = self.clock()
        gone, over = JOBS.c.state == "expired", JOBS.c.expires <= now
        kept = (*UNSETTLED, "expired")
        ended = [job.id for job in self._read(select(JOBS).where(JOBS.c.state.not_in(kept), over), raw=True)]
        with self._database.engine.begin() as connection:
            connection.execute(delete(JOBS).where(gone, over))
            lasts = {"changed": now, "expires": now + _REMEMBERED_S}
            connection.execute(update(JOBS).where(JOBS.c.id.in_(ended)).values(state="expired", **lasts))
        return ended

    def _move(self, number: str, states: Collection[State], **values: object) -> bool:
        """Change a job that is in one of ``states``; a change of state is a new beginning of its time."""
        if "state" in values:
            now = self.clock()
            values |= {"changed": now, "expires": now + self._lasts}
        wanted = update(JOBS).where(JOBS.c.id == number, JOBS.c.state.in_(states)).values(**values)
        with self._database.engine.begin() as connection:
            return connection.execute(wanted).rowcount > 0

    def _read(self, wanted: Select[tuple[object, ...]], raw: bool = False) -> list[Job]:
        with self._database.engine.connect() as connection:
            jobs = [Job(**row) for row in connection.execute(wanted).mappings()]
        return jobs if raw else [self._as_of_now(job) for job in jobs]

    def _as_of_now(self, job: Job) -> Job:
        """Return a job as it stands now: the sweep comes once a minute, an end is an end."""
        over = job.state not in (*UNSETTLED, "expired") and job.expires <= self.clock()
        return structs.replace(job, state="expired") if over else job


def new_number() -> str:
    """Return a number that nobody can guess."""
    return secrets.token_urlsafe(_RANDOM_BYTES)
