"""The report as an Arrow struct, for Spark and Parquet: the types of ``addrcheck.model.Report``, field by field."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

from addrcheck.model import Report

_PLAIN = {
    inspect.StrType: "string",
    inspect.LiteralType: "string",
    inspect.IntType: "int32",
    inspect.FloatType: "float64",
    inspect.BoolType: "bool",
}


@cache
def report_type() -> Any:  # noqa: ANN401 (pyarrow has no types)
    """Return the Arrow type of a report; every field may be null.

    >>> [field.name for field in report_type()][:4]
    ['input', 'country', 'language', 'action']
    """
    return _arrow(inspect.type_info(Report))


def _arrow(kind: inspect.Type) -> Any:  # noqa: ANN401 (pyarrow has no types)
    """Return the Arrow type of a type of ours."""
    import pyarrow as arrow

    if isinstance(kind, inspect.UnionType):
        return _arrow(next(t for t in kind.types if not isinstance(t, inspect.NoneType)))
    if isinstance(kind, inspect.VarTupleType):
        return arrow.list_(_arrow(kind.item_type))
    if isinstance(kind, inspect.TupleType):  # a span
        return arrow.list_(_arrow(kind.item_types[0]))
    if isinstance(kind, inspect.StructType):
        return arrow.struct([(field.encode_name, _arrow(field.type)) for field in kind.fields])
    return arrow.type_for_alias(_PLAIN[type(kind)])


def report_array(reports: Sequence[str]) -> Any:  # noqa: ANN401 (pyarrow has no types)
    """Return reports, given as JSON, as an Arrow array of structs; an empty text is null."""
    import pyarrow as arrow

    return arrow.array([msgspec.json.decode(report) if report else None for report in reports], report_type())
