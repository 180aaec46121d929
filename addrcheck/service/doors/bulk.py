"""``/bulk``: the page that cleans files: send one, confirm its columns, watch, fetch what came out."""

from __future__ import annotations

from flask import Blueprint, Response, request

from addrcheck.service import page as pages
from addrcheck.service.access import admit, caller
from addrcheck.service.asking import limits
from addrcheck.service.jobs import page
from addrcheck.service.jobs.desk import desk
from addrcheck.service.jobs.model import Found, Job
from addrcheck.service.jobs.telling import told
from addrcheck.service.jobs.upload import receive
from addrcheck.service.page import guard, language, render
from addrcheck.service.problems import RefusedError, rendered
from addrcheck.wording.bulk import STATUSES, say
from addrcheck.wording.files import trouble
from addrcheck.wording.pages.bulk import WORDS

blueprint = Blueprint("bulk", __name__)
guard(blueprint, "station")


@blueprint.before_request
def admitted() -> None:
    """Count the request like any other."""
    admit("jobs")
    request.max_content_length = limits().max_upload


@blueprint.get("/bulk")
def start_page() -> Response:
    """Return the page where a file is sent."""
    return _start_page()


@blueprint.post("/bulk")
def send() -> Response:
    """Take the file in and lead to its page."""
    try:
        job = receive(desk(), caller(), request, page=True)
    except RefusedError as refusal:
        answer = _start_page(_code(refusal), refusal.status)
        answer.headers.update(refusal.headers)
        return answer
    page.remember(job.id)
    return _to(f"/bulk/{job.id}")


@blueprint.get("/bulk/<id>")
def job_page(id: str) -> Response:
    """Return how a job stands, with what can be done now."""
    return _job_page(_job(id))


@blueprint.post("/bulk/<id>/look")
def look(id: str) -> Response:
    """Look at the file again."""
    desk().again(_job(id), "survey", page.chosen(request.form, 0))
    return _to(f"/bulk/{id}")


@blueprint.post("/bulk/<id>/start")
def start(id: str) -> Response:
    """Clean the file with the choices of the form."""
    job = _job(id)
    found = desk().folder(job).kept(Found)
    choices = page.chosen(request.form, len(found.columns) if found else 0)
    if not page.holds_address(choices):
        return _job_page(job, "choose_column", 400)
    desk().again(job, "clean", choices)
    return _to(f"/bulk/{id}")


@blueprint.post("/bulk/<id>/cancel")
def cancel(id: str) -> Response:
    """End a job and delete its files."""
    desk().cancel(_job(id))
    return _to(f"/bulk/{id}")


@blueprint.post("/bulk/<id>/delete")
def delete(id: str) -> Response:
    """Delete a job with all its files."""
    desk().remove(_job(id))
    return _to("/bulk")


def _job(number: str) -> Job:
    return desk().find(number, caller())


@blueprint.errorhandler(RefusedError)
def _refused(refusal: RefusedError) -> Response:
    """Return what a person is told of a job that is not there, with the files that are; else the usual answer."""
    gone = pages.wants_page() and _code(refusal) == "no_job"
    return _start_page("no_job", refusal.status) if gone else rendered(refusal)


def _to(path: str) -> Response:
    return Response(status=303, headers={"Location": path})


def _code(refusal: RefusedError) -> str:
    code = refusal.errors[0].code if refusal.errors else ""
    return code if code in WORDS else "refused"


def _start_page(notice: str = "", status: int = 200) -> Response:
    """Return the page where a file is sent."""
    allowed = limits()
    values = {
        "size": page.size(allowed.max_upload, language()),
        "hours": allowed.job_hours,
        "most": allowed.max_upload,
    }
    return render("bulk.html", WORDS, status, notice=notice, jobs=page.recent(desk(), caller()), **values)


def _job_page(job: Job, notice: str = "", status: int = 200) -> Response:
    """Return the page of a job."""
    lang = pages.language()
    answer = told(desk(), job, lang)
    found = answer.preview
    return render(
        "bulk_job.html",
        WORDS,
        status,
        job=answer,
        found=found,
        asked=found
        and trouble(found.trouble, language(), {"names": "\n".join(found.members or found.sheets)}),
        notice=notice,
        busy=page.busy(job),
        roles=page.roles(lang),
        number=lambda value: page.number(value, lang),
        share=lambda part, whole: page.share(part, whole, lang),
        left=page.left,
        until=page.moment(job.expires),
        status_name=lambda key: say(STATUSES, key, lang),
        kept=desk().folder(job).upload.exists(),
        lost=trouble("failed", lang),
    )
