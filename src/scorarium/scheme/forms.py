"""Read the four forms in which a number may be written: plain, sourced, depending, drawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, cast, get_args

from scorarium.errors import Complaint, MalformedError
from scorarium.quantities import (
    EXPECTED,
    MONEY_UNIT,
    Axis,
    Dimension,
    Interpolation,
    Law,
    LawName,
    Number,
    Plain,
    key_text,
    parse_duration,
    parse_money,
    parse_share,
    shown,
)
from scorarium.scheme.numbers import (
    SOURCE_WORDS,
    Scale,
    collect,
    one_of,
    read_plain,
    read_range,
    slips_among,
    suggest,
    unknown_words,
)

NUMERIC_AXES: Final = frozenset({"amount", "repeat", "score", "rung"})
NAMED_AXES: Final = frozenset({"tier", "list", "district"})
FACTOR: Final = Scale("number", low=0)
CHANCE: Final = Scale("share", 0, 1)
LAW_NEEDS: Final[dict[str, tuple[str, ...]]] = {
    "fixed": ("mean",),
    "exponential": ("mean",),
    "erlang": ("mean", "stages"),
    "gamma": ("mean", "shape"),
    "normal": ("mean", "sd"),
    "lognormal": ("mean", "sd"),
    "truncated_exponential": ("mean", "bounds"),
    "uniform": ("bounds",),
}
LAW_WORDS: Final = ("mean", "sd", "stages", "shape", "bounds")
FORM_WORDS: Final = ("value", *SOURCE_WORDS, "default", "by", "times", "between", "law", *LAW_WORDS, "shares")
_NUMERIC_KEY = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?$")
_FIELD = re.compile(r"district\.[a-z][a-z0-9_-]*$")


def read_number(raw: object, scale: Scale) -> Number:
    """Read a number in any of its forms.

    Parameters
    ----------
    raw
        Plain data as read from YAML, mapping keys as text.
    scale
        What the plain numbers inside must be.

    Raises
    ------
    MalformedError
        With every complaint about the parts.
    """
    dimension = scale.dimension
    if isinstance(raw, str) and _FIELD.match(raw):
        return Number(dimension, field=raw.removeprefix("district."))
    if not isinstance(raw, Mapping):
        return Number(dimension, default=Plain(scale.read(raw)))
    if "value" in raw:
        return Number(dimension, default=read_plain(raw, scale))
    if "shares" in raw:
        return Number(dimension, law=_read_table(raw, scale))
    if "law" in raw:
        return Number(dimension, law=_read_law(raw, scale))
    if "by" in raw or "times" in raw:
        return _read_dependent(raw, scale)
    raise MalformedError(*(slips_among(raw, FORM_WORDS) or (_no_form(raw, dimension),)))


def _no_form(raw: Mapping[str, object], dimension: Dimension) -> Complaint:
    expected = f"{EXPECTED[dimension]}, or a mapping with value, by, times, or mean and law"
    if "mean" in raw:
        return Complaint("a drawn number without its law", expected="law: exponential, fixed, …", repair="Add law: ….")
    if "range" in raw:
        return Complaint("a range without a value", expected="value: … beside it", repair="Add value: ….")
    if "default" in raw:
        repair = "Write it plain, or say by or times what it depends on."
        return Complaint("a default that depends on nothing", "'default'", expected, repair)
    return Complaint("not a number", shown(raw), expected)


def _read_dependent(raw: Mapping[str, object], scale: Scale) -> Number:
    complaints = unknown_words(raw, ("default", "by", "times", "between"))
    default = collect(complaints, lambda: read_plain(raw["default"], scale), "default") if "default" in raw else None
    between = cast("Interpolation", raw.get("between", "step"))
    if between not in get_args(Interpolation):
        complaints.append(Complaint("unknown word", shown(between), "step or linear", at=("between",)))
    by = collect(complaints, lambda: _read_axes(raw["by"], scale, between), "by") if "by" in raw else None
    times = collect(complaints, lambda: _read_axes(raw["times"], FACTOR, between), "times") if "times" in raw else None
    if by is not None and len(by) > 1:
        repair = "Use times where several things count: the factors multiply."
        complaints.append(Complaint("by takes one thing", ", ".join(a.on for a in by), "one thing", repair, ("by",)))
    if "times" in raw and "default" not in raw:
        repair = "Write {default: …, times: …}."
        complaints.append(Complaint("factors without a default", expected="a default", at=("times",), repair=repair))
    if "by" in raw and "times" in raw:
        repair = "Put what stands under by into times, as factors."
        complaints.append(Complaint("both by and times", expected="one of them", repair=repair, at=("times",)))
    if complaints:
        raise MalformedError(*complaints)
    return Number(scale.dimension, default, by[0] if by else None, times or ())


def _read_axes(raw: object, scale: Scale, between: Interpolation) -> tuple[Axis, ...]:
    if not isinstance(raw, Mapping) or not raw:
        raise MalformedError(Complaint("not a mapping", shown(raw), "{what it depends on: {case: number}}"))
    complaints: list[Complaint] = []
    axes = [collect(complaints, _axis(on, cases, scale, between), on) for on, cases in raw.items()]
    if complaints:
        raise MalformedError(*complaints)
    return tuple(axis for axis in axes if axis is not None)


def _axis(on: str, cases: object, scale: Scale, between: Interpolation) -> Callable[[], Axis]:
    return lambda: read_axis(on, cases, scale, between)


def read_axis(on: str, cases: object, scale: Scale, between: Interpolation) -> Axis:
    """Read the cases of one thing that a number depends on; lower bounds are put in rising order."""
    if not isinstance(cases, Mapping) or not cases:
        raise MalformedError(Complaint("not a mapping", shown(cases), "{case: number}"))
    complaints: list[Complaint] = []
    read: list[tuple[str | float, Plain]] = []
    for written, value in cases.items():
        try:
            key = read_key(on, written)
            if between == "linear" and isinstance(key, str):
                complaints.append(Complaint("a name between bounds", f"'{key}'", "a number", at=(key,), on_key=True))
            read.append((key, read_plain(value, scale)))
        except MalformedError as malformed:
            complaints += [complaint.under(written) for complaint in malformed.complaints]
    if complaints:
        raise MalformedError(*complaints)
    bounds = [(key, plain) for key, plain in read if not isinstance(key, str)]
    rising = sorted(bounds, key=lambda case: case[0]) if len(bounds) == len(read) else read
    return Axis(on, tuple(rising), between)


def read_key(on: str, key: str) -> str | float:
    """Read the case of an axis: a name, or a lower bound."""
    if on == "time":
        return float(parse_duration("0d" if key == "0" else key).days)
    if on in NUMERIC_AXES or on.startswith("district."):
        if _NUMERIC_KEY.match(key):
            return float(key)
        if key.endswith("%"):
            return parse_share(key)
        if key.endswith(MONEY_UNIT):
            return parse_money(key)
        raise MalformedError(Complaint(f"{on} is a number", f"'{key}'", "a lower bound such as 0", on_key=True))
    return float(key) if on not in NAMED_AXES and _NUMERIC_KEY.match(key) else key


def _read_law(raw: Mapping[str, object], scale: Scale) -> Law:
    name = raw["law"]
    if not isinstance(name, str) or name not in LAW_NEEDS:
        raise MalformedError(
            Complaint("unknown law", shown(name), one_of(LAW_NEEDS), suggest(str(name), LAW_NEEDS), ("law",))
        )
    complaints = unknown_words(raw, ("law", *LAW_WORDS))
    needs = LAW_NEEDS[name]
    complaints += [
        Complaint(f"the law {name} needs {word}", expected=", ".join(needs), at=("law",), repair=f"Add {word}: ….")
        for word in needs
        if word not in raw
    ]
    complaints += [
        Complaint(f"the law {name} has no {word}", f"'{word}'", ", ".join(needs), at=(word,), on_key=True)
        for word in LAW_WORDS
        if word in raw and word not in needs
    ]
    spread = Scale("number", low=0) if name == "lognormal" else replace(scale, low=0)
    readers: dict[str, Callable[[], Any]] = {
        "mean": lambda: read_plain(raw["mean"], scale),
        "sd": lambda: read_plain(raw["sd"], spread),
        "shape": lambda: read_plain(raw["shape"], Scale("number", low=1e-6)),
        "stages": lambda: int(Scale("count", low=1, high=1000, whole=True).read(raw["stages"])),
        "bounds": lambda: read_range(raw["bounds"], scale),
    }
    parts = {word: collect(complaints, readers[word], word) for word in needs if word in raw}
    if not complaints:
        complaints += _impossible(name, parts)
    if complaints:
        raise MalformedError(*complaints)
    return Law(cast("LawName", name), **cast("dict[str, Any]", parts))


def _impossible(name: str, parts: Mapping[str, Any]) -> list[Complaint]:
    """Say which laws cannot have such parameters."""
    if "bounds" in parts:
        low, high = parts["bounds"]
        if low == high:
            return [Complaint("bounds without a room between them", expected="[lowest, highest]", at=("bounds",))]
        if name == "truncated_exponential" and not low < parts["mean"].value:
            return [Complaint("a mean below its bounds", f"{parts['mean'].value:g}", f"above {low:g}", at=("mean",))]
    if name in ("exponential", "erlang", "gamma", "lognormal") and parts["mean"].value <= 0:
        return [
            Complaint(
                f"the law {name} needs a mean above nought", f"{parts['mean'].value:g}", "more than 0", at=("mean",)
            )
        ]
    return []


def _read_table(raw: Mapping[str, object], scale: Scale) -> Law:
    complaints = unknown_words(raw, ("shares", "law"))
    table = raw["shares"]
    if raw.get("law", "shares") != "shares":
        complaints.append(Complaint("a table with another law", shown(raw["law"]), "no law beside shares", at=("law",)))
    if not isinstance(table, Mapping) or not table:
        raise MalformedError(*complaints, Complaint("not a table", shown(table), "{value: share}", at=("shares",)))
    rows: list[tuple[float, Plain]] = []
    for key, value in table.items():
        try:
            rows.append((scale.read(float(key) if _NUMERIC_KEY.match(key) else key), read_plain(value, CHANCE)))
        except MalformedError as malformed:
            complaints += [complaint.under("shares", key) for complaint in malformed.complaints]
    complaints += [] if complaints else whole(sum(plain.value for _, plain in rows), "shares")
    if complaints:
        raise MalformedError(*complaints)
    return Law("shares", shares=tuple(rows))


def whole(total: float, *at: str) -> list[Complaint]:
    """Complain unless shares sum to 100 %."""
    if abs(total - 1) <= 1e-6:
        return []
    return [Complaint("shares that do not sum to 100%", f"{key_text(round(total * 100, 6))}%", "100%", at=at)]
