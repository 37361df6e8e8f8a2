"""From what pydantic noticed to sentences with a place."""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from scorarium.errors import Complaint, Fault
from scorarium.quantities import shown
from scorarium.scheme.document import Path, Position
from scorarium.scheme.numbers import one_of, suggest
from scorarium.scheme.reform import is_patch

_BOOLEAN_WORDS: Final = {"yes": "true", "on": "true", "no": "false", "off": "false"}
_EXPECTED: Final = {
    "bool_type": "true or false",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "string_type": "words",
    "mapping_type": "a mapping",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}


def place(complaint: Complaint, path: Path, positions: Mapping[Path, Position], file: str) -> Fault:
    """Give a complaint about the value at `path` its place: the nearest that is written."""
    whole = (*path, *complaint.at)
    near = whole
    while near and near not in positions:
        near = near[:-1]
    position = positions.get(near, Position(file, 1, 1, 1, 1))
    if position.is_plain:
        whole = near
    on_key = complaint.on_key or near != whole
    line, column = (position.key_line, position.key_column) if on_key else (position.line, position.column)
    got, expected, repair = complaint.got, complaint.expected, complaint.repair
    return Fault(position.file, line, column, ".".join(whole), complaint.problem, got, expected, repair)


def moved(fault: Fault, under: Path, positions: Mapping[Path, Position]) -> Fault:
    """Put a fault of what a reform makes where the reform stands."""
    complaint = Complaint(fault.problem, fault.got, fault.expected, fault.repair)
    return place_after(complaint, under, tuple(fault.path.split(".")) if fault.path else (), positions, fault.file)


def place_after(complaint: Complaint, under: Path, path: Path, positions: Mapping[Path, Position], file: str) -> Fault:
    """Place a complaint about a declaration as it is after the reform at `under`."""
    if (*under, *path) in positions:
        return place(complaint, (*under, *path), positions, file)
    said = f"afterwards {'.'.join(path)}: {complaint.problem}" if path else complaint.problem
    return place(replace(complaint, problem=said, on_key=True, at=()), under, positions, file)


def problems(error: ValidationError, model: type[BaseModel], raw: Mapping[str, Any]) -> list[tuple[Path, Complaint]]:
    """Turn everything that pydantic noticed into complaints with the path of the field that they are about."""
    found: list[tuple[Path, Complaint]] = []
    for detail in error.errors(include_url=False):
        on_key = detail["loc"][-1] == "[key]" and detail["type"] == "literal_error"
        path = _path(detail["loc"][:-1] if on_key else detail["loc"])
        found += [(path, complaint) for complaint in _complaints(detail, path, model, raw)]
    return found


def stray_nulls(raw: Any, path: Path = ()) -> Iterator[tuple[Path, Complaint]]:
    """Find every `~` or empty value that stands neither in a pair nor in a reform."""
    if is_patch(path):
        return
    if isinstance(raw, Mapping):
        for key, value in raw.items():
            if value is None and not is_patch((*path, key)):
                expected = "a value, or no such line: what is not written is unknown"
                yield path, Complaint("nothing is written here", "~", expected, at=(key,), on_key=True)
            else:
                yield from stray_nulls(value, (*path, key))
    elif isinstance(raw, list):
        for index, value in enumerate(raw):
            yield from stray_nulls(value, (*path, str(index)))


def known_keys(model: type[BaseModel], raw: Mapping[str, Any], path: Path) -> dict[str, str]:
    """List the keys that the mapping at `path` may have, with their descriptions."""
    found: Iterable[Any] = [model]
    here: Any = raw
    for step in path:
        found = [inner for outer in found for inner in _inside(outer, step)]
        here = here.get(step, {}) if isinstance(here, Mapping) else {}
    models = [arm for outer in found for arm in _arms(outer) if _is_model(arm)]
    kinds = [arm for arm in models if isinstance(here, Mapping) and _is_kind(arm, here.get("kind"))]
    fields = (field for arm in (kinds or models) for field in arm.model_fields.items())
    return {field.alias or name: field.description or "" for name, field in fields}


def _path(loc: tuple[int | str, ...]) -> Path:
    """Leave out the names of a union's arms, which begin with a character that no key of a file has."""
    return tuple(str(step) for step in loc if not str(step).startswith("\0"))


def _complaints(detail: ErrorDetails, path: Path, model: type[BaseModel], raw: Mapping[str, Any]) -> list[Complaint]:
    kind, got, context = detail["type"], detail.get("input"), detail.get("ctx", {})
    if kind == "malformed":
        return list(context["complaints"])
    if kind == "extra_forbidden":
        known = known_keys(model, raw, path[:-1])
        return [
            Complaint("unknown key", f"'{path[-1]}'", one_of(known, path[-1]), suggest(path[-1], known), on_key=True)
        ]
    if kind == "missing":
        description = known_keys(model, raw, path[:-1]).get(path[-1], "")
        return [Complaint(f"the key {path[-1]} is missing", expected=description.rstrip("."),
                          repair=f"Add {path[-1]}: …", on_key=True)]  # fmt: skip
    if kind == "literal_error":
        choices = str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        return [Complaint("unknown word", shown(got), one_of(choices), suggest(str(got), choices))]
    if kind in ("union_tag_not_found", "union_tag_invalid"):
        kinds = ("points", "ladder", "factors", "ratings", "record")
        written = got.get("kind") if isinstance(got, Mapping) else None
        at = ("kind",) if written is not None else ()
        repair = suggest(str(written), kinds) if written is not None else "Add kind: points."
        return [Complaint("unknown kind of score", shown(written), one_of(kinds), repair, at)]
    repair = None
    if kind == "bool_type" and str(got).lower() in _BOOLEAN_WORDS:
        repair = f"Write {_BOOLEAN_WORDS[str(got).lower()]}."
    return [Complaint("not what belongs here", shown(got), _EXPECTED.get(kind, detail["msg"].lower()), repair)]


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _is_kind(model: type[BaseModel], kind: Any) -> bool:
    field = model.model_fields.get("kind")
    return field is not None and kind in get_args(field.annotation)


def _arms(annotation: Any) -> Iterator[Any]:
    """Unwrap annotations and unions down to classes and mappings."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _arms(get_args(annotation)[0])
    elif origin is Union or origin is types.UnionType:
        for arm in get_args(annotation):
            yield from _arms(arm)
    elif origin is not Literal:
        yield annotation


def _inside(annotation: Any, step: str) -> Iterator[Any]:
    for arm in _arms(annotation):
        if _is_model(arm):
            yield from (f.annotation for name, f in arm.model_fields.items() if (f.alias or name) == step)
        elif len(get_args(arm)) == 2:
            yield get_args(arm)[1]
