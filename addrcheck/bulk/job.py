"""A run from the file to the file: open → decide → check row by row → finish. Interrupted, it can be continued."""

from __future__ import annotations

import os
import time
from contextlib import closing
from datetime import datetime
from itertools import islice
from pathlib import Path

from msgspec import Struct, structs

from addrcheck.bulk.deciding import (
    decide,
    is_unmarked,
    job_key,
    plan_of,
    refuse_bad_zones,
    setup_of,
    versions_of,
    workers_of,
)
from addrcheck.bulk.duplicates import KeyFile, write_groups
from addrcheck.bulk.layout import Layout
from addrcheck.bulk.options import Options
from addrcheck.bulk.progress import Listener, Teller
from addrcheck.bulk.running import Running
from addrcheck.bulk.state import Job, State, stopping_well
from addrcheck.bulk.tables.container import Container, open_container
from addrcheck.bulk.tables.opening import open_table
from addrcheck.bulk.tables.packing import pack
from addrcheck.bulk.tables.table import Table
from addrcheck.bulk.tally import Tally
from addrcheck.bulk.targets import refuse_bad_targets, written_whole
from addrcheck.bulk.writing.assembling import Plan, make_writer, output_form, refuse_what_does_not_fit
from addrcheck.bulk.writing.delimited import narrow
from addrcheck.bulk.writing.rows import Writer
from addrcheck.errors import FileError, UsageError
from addrcheck.settings import Settings


class Summary(Struct, frozen=True):
    """What happened: the counts, the layout that was used, where the result stands, how long it took.

    ``resumed_at`` rows were done by an earlier run; ``repeats`` are the rows that repeat a place (None: not asked);
    ``died`` worker processes ended before they should, and were replaced; ``unmarked`` says that Excel, which the
    input seems to come from, would take the output's UTF-8 for something else.
    """

    target: Path
    tally: Tally
    layout: Layout
    form: str
    encoding: str
    delimiter: str
    guessed: bool
    sheet: str
    sheets: tuple[str, ...]
    seconds: float
    resumed_at: int
    repeats: int | None
    lang: str
    versions: str
    died: int = 0
    unmarked: bool = False

    @property
    def rows(self) -> int:
        """Rows that were checked."""
        return self.tally.rows


def clean(
    source: Path | str | None,
    target: Path | str,
    options: Options | None = None,
    progress: Listener | None = None,
) -> Summary:
    """Check a table and write it with the results beside it; None as ``source`` is standard input.

    Raises ``UsageError`` and ``FileError`` where nothing can be done, ``StoppedError`` when the disk is
    full; after that, and after an interruption, ``Options.resume`` continues.
    """
    run = _Run(
        Path(source) if source is not None else None, Path(target), (options or Options()).checked(), progress
    )
    with stopping_well(run.state, run.safe):
        return run.go()


class _Run:
    """One run; its methods are its stages, in order."""

    def __init__(
        self, source: Path | None, target: Path, options: Options, progress: Listener | None
    ) -> None:
        self.source, self.target, self.options = source, target, options
        self.state = State(target)
        self.safe = [0]
        self.teller = Teller(progress)
        self.settings = options.settings or Settings.from_environment()
        self.started = time.monotonic()
        self.earlier = 0.0

    def go(self) -> Summary:
        """Do everything; the folder of the run goes when the result stands."""
        refuse_bad_targets(self.source, self.target, self.options.report, self.options.duplicates)
        refuse_bad_zones(self.settings)
        kept = self.state.open(self.options.resume)
        try:
            container, table = self._open()
            job = self._decided(table, kept)
            plan = plan_of(table, job, self.options, self.target)
            refuse_what_does_not_fit(plan)
        except (FileError, UsageError):
            if not kept:
                self.state.remove()
            raise
        self.state.save(job)
        running, before = self._check(plan)
        with closing(running.writer):
            return self._finish(container, plan, job, running, before)

    def _open(self) -> tuple[Container, Table]:
        """Open the table, unpacked where it must be."""
        self.teller.begin("unpack")
        unpacked = [0]

        def told(size: int) -> None:
            unpacked[0] += size
            self.teller.tell(unpacked[0])

        options, before = self.options, self.state.job()
        container = open_container(self.source, self.state.folder, options.member, told)
        sheet, delimiter = (before.sheet, before.delimiter) if before else (options.sheet, options.delimiter)
        table, self.digest = open_table(container, sheet, options.input_encoding, delimiter)
        return container, table

    def _decided(self, table: Table, kept: bool) -> Job:
        """Decide everything, or take what an earlier run decided."""
        key, versions = (
            job_key(self.digest, self.options, self.target, self.settings),
            versions_of(self.settings),
        )
        before = self.state.job() if kept else None
        if before is None:
            self.teller.begin("survey")
            return decide(table, self.target, self.options, self.settings, self.teller, key, versions)
        if (before.key, before.versions) != (key, versions):
            raise UsageError(
                f"{self.state.folder.name} is left from another run: the input, the options, the dictionaries or the program"
                " have changed since. Run without --resume to begin anew",
                "another_run",
            )
        return before

    def _check(self, plan: Plan) -> tuple[Running, int]:
        """Check all rows that are not done yet; return the running, and how many were done before."""
        writer = make_writer(plan, self.state.folder)
        keys = KeyFile(self.state.folder / "keys") if self.options.duplicates else None
        done = self._continue(writer, keys)
        if not done.rows:
            above = list(islice(plan.table.records(), plan.layout.first_row))
            header = above.pop() if plan.layout.header_at is not None and above else None
            writer.begin(above, header)
            if keys:
                keys.cut(0)
        total = max(0, plan.shape.records - plan.layout.first_row)
        self.teller.begin("check", total, done.rows)
        before = done.rows
        setup = setup_of(self.options, self.settings, plan.layout)
        if plan.form == "csv":
            setup = structs.replace(
                setup, delimiter=plan.style.delimiter, encoding=narrow(plan.style.encoding)
            )
        running = Running(
            plan,
            self.state,
            setup,
            workers_of(self.options),
            writer,
            keys,
            done,
            self.teller,
            self.safe,
            self._seconds,
        )
        try:
            if done.rows < total:
                running.run()
        except BaseException:
            writer.close()
            raise
        return running, before

    def _seconds(self) -> float:
        return self.earlier + time.monotonic() - self.started

    def _continue(self, writer: Writer, keys: KeyFile | None) -> Tally:
        """Cut the files back to the last checkpoint and return its count; an empty one where there is none to trust."""
        before = self.state.checkpoint() if self.options.resume else None
        if (
            before is None
            or writer.length() < before.lengths["output"]
            or (keys and keys.length() < before.lengths.get("keys", 0))
        ):
            return Tally()
        self.safe[0], self.earlier = before.rows, before.seconds
        writer.cut(before.lengths["output"])
        if keys:
            keys.cut(before.lengths["keys"])
        return before.tally

    def _finish(self, container: Container, plan: Plan, job: Job, running: Running, before: int) -> Summary:
        """Write the lists and the report, put the result in its place, and forget the run."""
        tally, writer, keys = running.tally, running.writer, running.keys
        self.teller.begin("write", job.shape.records)
        output = self._packed(writer.finish(self.teller.tell), container, plan)
        tally.formulas += writer.formulas
        tally.lost += writer.lost
        repeats = None
        if keys and self.options.duplicates:
            keys.length()
            keys.close()
            with written_whole(self.options.duplicates) as beside:
                repeats = write_groups(keys.path, beside, self.state.folder)
        table = plan.table
        summary = Summary(
            self.target, tally, job.layout, table.form, job.encoding, job.delimiter, table.guessed, job.sheet, table.sheets,
            self._seconds(), before, repeats, self.options.lang or majority_language(tally), job.versions.split(" ")[0],
            running.died, is_unmarked(plan),
        )  # fmt: skip
        if self.options.report:
            from addrcheck.bulk.report.page import write_page

            name = self.source.name if self.source else "stdin"
            with written_whole(self.options.report) as beside:
                write_page(summary, beside, self.settings, name, datetime.now())
        os.replace(output, self.target)
        self.state.remove()
        return summary

    def _packed(self, output: Path, container: Container, plan: Plan) -> Path:
        """Return the output, packed as its name asks for; other members of the input's zip file go along."""
        form, packing = output_form(self.target, plan.table.form)
        if not packing:
            return output
        packed = self.state.folder / "packed"
        same = container.packing == packing == "zip" and form == plan.table.form
        member = container.member if same else f"{self.target.name.split('.')[0]}.{form}"
        pack(output, packed, packing, member, container.archive if same else None)
        return packed


def majority_language(tally: Tally) -> str:
    """Return the language of most addresses: what the summary and the report speak where nobody chose."""
    countries = tally.of("country")
    chinese, russian = countries.get("CN", 0), countries.get("RU", 0)
    return "en" if chinese == russian else "zh" if chinese > russian else "ru"
