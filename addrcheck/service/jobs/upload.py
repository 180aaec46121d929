"""Receiving a file: from a form or as the body itself, written to the disk as it comes, never held in memory."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from http import HTTPStatus
from typing import IO

from flask import Request
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge
from werkzeug.formparser import parse_form_data
from werkzeug.http import parse_options_header

from addrcheck.service.door import FORM, made_of
from addrcheck.service.jobs.choices import Choices, UploadChoices
from addrcheck.service.jobs.desk import JobDesk, refused
from addrcheck.service.jobs.folder import JobFolder
from addrcheck.service.jobs.model import Job
from addrcheck.service.jobs.results import clean_name
from addrcheck.service.problems import refuse

_PIECE = 1 << 16
_MOST_FIELDS = 40
_FIELD_BYTES = 262_144
"""Bytes of a field beside the file; the parser needs room for the pieces that it reads, too."""
_FULL = (errno.ENOSPC, errno.EDQUOT)

Texts = list[tuple[str, list[str]]]
"""The fields of a form or URL, each with its values."""


def receive(desk: JobDesk, owner: str, request: Request, page: bool = False) -> Job:
    """Take in the file of a request and return its job; raises ``RefusedError``.

    ``page`` says that one of our pages sent it: fields left empty were not filled in.
    """
    with desk.receiving(owner, request.content_length or 0) as folder:
        try:
            name, fields = _form(folder, request) if request.mimetype == FORM else _body(folder, request)
        except RequestEntityTooLarge:
            raise refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large") from None
        except (ClientDisconnected, ValueError):
            raise refused(HTTPStatus.BAD_REQUEST, "broken") from None
        except OSError as error:
            if error.errno not in _FULL:
                raise
            raise refused(HTTPStatus.INSUFFICIENT_STORAGE, "no_room") from None
        asked = _asked(_filled(fields) if page else fields, list(request.args.lists()))
        choices = Choices(**{field: getattr(asked, field) for field in Choices.__struct_fields__})
        return desk.add(folder, owner, clean_name(name), choices, asked.start)


def _filled(fields: Iterable[tuple[str, list[str]]]) -> Texts:
    return [(name, values) for name, values in fields if values != [""]]


def _asked(form: Texts, url: Texts) -> UploadChoices:
    """Return the choices of a form and of the URL, both right by themselves; where both speak, the form counts."""
    made_of(url, UploadChoices)
    made_of(form, UploadChoices)
    return made_of([*url, *form], UploadChoices)


def _form(folder: JobFolder, request: Request) -> tuple[str, Texts]:
    """Return the name of the file in a form, and the fields beside it."""
    written: list[IO[bytes]] = []

    def write(
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        if written:
            raise refuse("file", "repeated", "send one file, in the field file")
        written.append(folder.create(folder.upload))
        return written[0]

    try:
        _, form, files = parse_form_data(
            request.environ, write, _FIELD_BYTES, request.max_content_length, silent=False,
            max_form_parts=_MOST_FIELDS,
        )  # fmt: skip
    finally:
        for file in written:
            file.close()
    if len(files) != 1 or "file" not in files or not files["file"].filename:
        raise refused(HTTPStatus.BAD_REQUEST, "no_file")
    return files["file"].filename, list(form.lists())


def _body(folder: JobFolder, request: Request) -> tuple[str, Texts]:
    """Return the name that comes with a file which is the body itself; there are no fields beside it."""
    with folder.create(folder.upload) as file:
        while piece := request.stream.read(_PIECE):
            file.write(piece)
        if not file.tell() and not request.mimetype:  # an empty file is one, too; its job says so
            raise refused(HTTPStatus.BAD_REQUEST, "no_file")
    _, parameters = parse_options_header(request.headers.get("Content-Disposition"))
    return parameters.get("filename", ""), []
