"""``/v1/jobs``: files to be cleaned. Send one, ask how it stands, fetch what came out."""

from __future__ import annotations

from flask import Blueprint, Response, request

from addrcheck.service.access import caller
from addrcheck.service.door import JSON, answered, door
from addrcheck.service.jobs import handing
from addrcheck.service.jobs.choices import Choices, UploadChoices
from addrcheck.service.jobs.desk import desk
from addrcheck.service.jobs.model import Job
from addrcheck.service.jobs.telling import JobAnswer, JobList, JobQuery, told
from addrcheck.service.jobs.upload import receive

blueprint = Blueprint("jobs", __name__)

_MOST_LISTED = 20
_NO_JOB = "There is no such job, or it is somebody else's."
_NOT_NOW = {
    "409": "The state of the job does not allow this.",
    "410": "Its time is over; its files are deleted.",
}
_NO_ROOM = {
    "429": "Too many requests, or too many files wait; `Retry-After` says when to come back.",
    "503": "Too many files are being sent; `Retry-After` says when to come back.",
    "507": "There is no room for the file.",
}
_PATH = "/v1/jobs/<id>"


@door(blueprint, "/v1/jobs", "Send a file to be cleaned.", JobAnswer, scope="jobs", upload=UploadChoices, status=202, others=_NO_ROOM, largest="max_upload")  # fmt: skip
def send() -> Response:
    """Return the job of the file, and where it is to be found."""
    job = receive(desk(), caller(), request)
    return answered(told(desk(), job), 202, JSON, Location=f"/v1/jobs/{job.id}")


@door(blueprint, "/v1/jobs", "List one's latest jobs.", JobList, scope="jobs")
def latest() -> JobList:
    """Return the jobs of the caller."""
    return JobList(tuple(told(desk(), job) for job in desk().mine(caller(), (), _MOST_LISTED)))


@door(blueprint, _PATH, "Tell how a job stands.", JobAnswer, scope="jobs", query=JobQuery, lacks=_NO_JOB)
def state(asked: JobQuery, id: str) -> JobAnswer:
    """Return the job."""
    return told(desk(), _job(id), asked.lang)


@door(blueprint, f"{_PATH}/preview", "Look at the first rows again, with other choices.", JobAnswer, scope="jobs", body=Choices, status=202, lacks=_NO_JOB, others=_NOT_NOW)  # fmt: skip
def preview(choices: Choices, id: str) -> JobAnswer:
    """Return the job, which waits to be looked at."""
    return told(desk(), desk().again(_job(id), "survey", choices))


@door(blueprint, f"{_PATH}/start", "Clean the file with these choices.", JobAnswer, scope="jobs", body=Choices, status=202, lacks=_NO_JOB, others=_NOT_NOW)  # fmt: skip
def start(choices: Choices, id: str) -> JobAnswer:
    """Return the job, which waits to be cleaned."""
    return told(desk(), desk().again(_job(id), "clean", choices))


@door(blueprint, f"{_PATH}/cancel", "Cancel a job and delete its files.", JobAnswer, scope="jobs", method="POST", lacks=_NO_JOB, others=_NOT_NOW)  # fmt: skip
def cancel(id: str) -> JobAnswer:
    """Return the job, which is cancelled."""
    return told(desk(), desk().cancel(_job(id)))


@door(blueprint, _PATH, "Delete a job with all its files.", None, scope="jobs", method="DELETE", status=204, lacks=_NO_JOB)  # fmt: skip
def delete(id: str) -> Response:
    """Return nothing."""
    desk().remove(_job(id))
    return Response(status=204)


@door(blueprint, f"{_PATH}/result", "Fetch the cleaned file.", bytes, scope="jobs", media=handing.DOWNLOAD, lacks=_NO_JOB, others=_NOT_NOW)  # fmt: skip
def result(id: str) -> Response:
    """Return the file."""
    return handing.result(desk(), _job(id))


@door(blueprint, f"{_PATH}/report", "Fetch the report page.", str, scope="jobs", media="text/html", lacks=_NO_JOB, others=_NOT_NOW)  # fmt: skip
def report(id: str) -> Response:
    """Return the page."""
    return handing.report(desk(), _job(id))


@door(blueprint, f"{_PATH}/duplicates", "Fetch the list of rows that are the same place.", str, scope="jobs", media="text/csv", lacks=_NO_JOB, others=_NOT_NOW)  # fmt: skip
def duplicates(id: str) -> Response:
    """Return the list."""
    return handing.duplicates(desk(), _job(id))


def _job(number: str) -> Job:
    return desk().find(number, caller())
