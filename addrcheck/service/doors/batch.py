"""``/v1/batch``: many addresses, a status for each; one that cannot be checked does not spoil the others."""

from __future__ import annotations

from flask import Blueprint

from addrcheck.checker import Checker
from addrcheck.service.access import spend
from addrcheck.service.asking import checker, limits, text_of
from addrcheck.service.door import door
from addrcheck.service.problems import Fault, RefusedError, refuse
from addrcheck.service.wire import BatchAnswer, BatchBody, BatchItem, BatchResult

blueprint = Blueprint("batch", __name__)


@door(blueprint, "/v1/batch", "Check up to 100 addresses.", BatchAnswer, scope="batch", body=BatchBody)
def batch(asked: BatchBody) -> BatchAnswer:
    """Return the results in the order of the items."""
    if len(asked.items) > limits().max_batch:
        raise refuse("items", "too_many", f"at most {limits().max_batch} items")
    spend(len(asked.items) - 1)
    same = checker()
    return BatchAnswer(tuple(_result(item, asked, same) for item in asked.items))


def _result(item: BatchItem, asked: BatchBody, same: Checker) -> BatchResult:
    """Return what becomes of one item."""
    try:
        text, fields = text_of(item.q, item.fields)
    except RefusedError as refusal:
        return BatchResult(
            item.id,
            "error",
            error=refusal.errors[0] if refusal.errors else Fault(None, "refused", refusal.detail),
        )
    if text is None:
        return BatchResult(item.id, "ok", same.check_fields(fields, asked.country, asked.as_of, asked.lang))
    return BatchResult(item.id, "ok", same.check(text, asked.country, asked.as_of, asked.lang))
