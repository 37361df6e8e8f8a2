"""Read the four forms in which a number may be written: plain, sourced, depending, drawn."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar, cast, get_args

from scorarium.errors import Complaint, MalformedError
from scorarium.quantities import (
    EXPECTED,
    Axis,
    Basis,
    Count,
    Dimension,
    Interpolation,
    Law,
    LawName,
    Number,
    Plain,
    Source,
    key_text,
    parse_count,
    parse_duration,
    parse_money,
    parse_number,
    parse_rate,
    parse_share,
    shown,
)

T = TypeVar("T")
NUMERIC_AXES: Final = frozenset({"amount", "repeat", "score", "rung"})
NAMED_AXES: Final = frozenset({"tier", "list", "district"})
SOURCE_WORDS: Final = ("range", "ref", "basis", "to")
LAW_WORDS: Final = ("mean", "sd", "stages", "shape", "bounds")
_NUMERIC_KEY = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?$")
_FIELD = re.compile(r"district\.[a-z][a-z0-9_-]*$")


@dataclass(frozen=True, slots=True)
class Scale:
    """Which plain numbers are right in one place.

    Parameters
    ----------
    dimension
        What is measured.
    low, high
        In the canonical unit; both belong.
    bare
        Money may be written without its unit.
    whole
        Only whole numbers.
    """

    dimension: Dimension
    low: float = -math.inf
    high: float = math.inf
    bare: bool = False
    whole: bool = False

    def read(self, raw: object) -> float:
        """A plain number in the canonical unit.

        Raises
        ------
        MalformedError
            It has the wrong unit or lies out of bounds.
        """
        value = self._parse(raw)
        if not self.low <= value <= self.high:
            raise MalformedError(Complaint("out of bounds", shown(raw), self._bounds()))
        if self.whole and value != math.inf and value != int(value):
            raise MalformedError(Complaint("not a whole number", shown(raw), EXPECTED["count"]))
        return value

    def _parse(self, raw: object) -> float:
        match self.dimension:
            case "share":
                return parse_share(raw)
            case "rate":
                return parse_rate(raw)
            case "duration":
                return float(parse_duration(raw).days)
            case "money":
                return parse_money(raw, bare=self.bare)
            case _:
                return parse_number(raw, self.dimension)

    def _bounds(self) -> str:
        def said(bound: float) -> str:
            return f"{key_text(bound * 100)}%" if self.dimension == "share" else key_text(bound)

        if math.isinf(self.high):
            return f"{said(self.low)} or more"
        return f"at most {said(self.high)}" if math.isinf(self.low) else f"{said(self.low)} to {said(self.high)}"


FACTOR: Final = Scale("number", low=0)


def suggest(word: str, known: Iterable[str]) -> str | None:
    """`Did you mean "from"?` if a known word is near."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f'Did you mean "{near[0]}"?' if near else None


def one_of(words: Iterable[str], *, most: int = 24) -> str:
    """`one of a, b, c`, cut where it becomes a wall."""
    listed = list(words)
    tail = f" … ({len(listed)} in all)" if len(listed) > most else ""
    return "one of " + ", ".join(listed[:most]) + tail if len(listed) != 1 else listed[0]


def unknown_words(raw: Mapping[str, object], known: Iterable[str]) -> list[Complaint]:
    """One complaint for each key that is not known here."""
    words = list(known)
    return [
        Complaint("unknown key", f"'{key}'", one_of(words), suggest(key, words), (key,), on_key=True)
        for key in raw
        if key not in words
    ]


def read_number(raw: object, scale: Scale) -> Number:
    """A number in any of its forms.

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
    mapping = cast("Mapping[str, object]", raw)
    if "value" in mapping:
        return Number(dimension, default=read_plain(mapping, scale))
    if "law" in mapping or "shares" in mapping:
        return Number(dimension, law=_read_law(mapping, scale))
    if "by" in mapping or "times" in mapping:
        return _read_dependent(mapping, scale)
    raise MalformedError(_no_form(mapping, dimension))


def read_plain(raw: object, scale: Scale) -> Plain:
    """A plain number, alone or with its source."""
    if not isinstance(raw, Mapping):
        return Plain(scale.read(raw))
    if "value" not in raw:
        raise MalformedError(
            Complaint("no plain number", shown(raw), EXPECTED[scale.dimension] + " or {value: …, ref: …}")
        )
    complaints = unknown_words(raw, ("value", *SOURCE_WORDS))
    value = _collect(complaints, lambda: scale.read(raw["value"]), "value")
    source = _collect(complaints, lambda: read_source(raw, scale))
    if value is not None and source is not None and source.range is not None:
        low, high = source.range
        if not low <= value <= high:
            complaints.append(
                Complaint("the value lies outside its own range", shown(raw["value"]), at=("value",),
                          expected=f"a value between {shown(_pair(raw['range'])[0])} and {shown(_pair(raw['range'])[1])}")
            )  # fmt: skip
    if complaints or value is None or source is None:
        raise MalformedError(*complaints)
    return Plain(value, source)


def read_source(raw: Mapping[str, object], scale: Scale) -> Source:
    """`range`, `ref`, `basis` and `to` of a mapping that may hold other words too."""
    complaints: list[Complaint] = []
    bounds = _collect(complaints, lambda: _read_range(raw["range"], scale), "range") if "range" in raw else None
    for word in ("ref", "to"):
        if word in raw and not isinstance(raw[word], str):
            complaints.append(Complaint("not a name", shown(raw[word]), "the name of a reference", at=(word,)))
    basis = raw.get("basis")
    if "basis" in raw and basis not in get_args(Basis):
        known = get_args(Basis)
        complaints.append(
            Complaint("unknown basis", shown(basis), one_of(known), suggest(str(basis), known), at=("basis",))
        )
    if basis == "assumed" and "range" not in raw:
        complaints.append(
            Complaint("an assumed number without a range", "basis: assumed", "a range beside it", at=("basis",),
                      repair="Add range: [lowest, highest]: nobody knows, so say how far it may be off.")
        )  # fmt: skip
    if basis == "fitted" and "to" not in raw and "ref" not in raw:
        complaints.append(
            Complaint("a fitted number that does not say to what", "basis: fitted", "to: a fact, or ref", at=("basis",))
        )
    if complaints:
        raise MalformedError(*complaints)
    return Source(
        cast("str | None", raw.get("ref")), cast("Basis | None", basis), bounds, cast("str | None", raw.get("to"))
    )


def read_counted(raw: object) -> Count:
    """A count, alone or with its source."""
    if not isinstance(raw, Mapping):
        return parse_count(raw)
    if "value" not in raw:
        raise MalformedError(Complaint("not a count", shown(raw), "a count such as 3 within 1y"))
    complaints = unknown_words(raw, ("value", *SOURCE_WORDS))
    count = _collect(complaints, lambda: parse_count(raw["value"]), "value")
    source = _collect(complaints, lambda: read_source(raw, Scale("count", low=0)))
    if complaints or count is None or source is None:
        raise MalformedError(*complaints)
    return replace(count, source=source)


def _read_range(raw: object, scale: Scale) -> tuple[float, float]:
    low, high = _pair(raw)
    bounds = scale.read(low), scale.read(high)
    if bounds[0] > bounds[1]:
        raise MalformedError(Complaint("a range upside down", f"[{low}, {high}]", "[lowest, highest]"))
    return bounds


def _pair(raw: object) -> tuple[Any, Any]:
    if not isinstance(raw, list | tuple) or len(raw) != 2:
        raise MalformedError(Complaint("not a pair", shown(raw), "[lowest, highest]"))
    return raw[0], raw[1]


def _read_dependent(raw: Mapping[str, object], scale: Scale) -> Number:
    complaints = unknown_words(raw, ("default", "by", "times", "between"))
    default = _collect(complaints, lambda: read_plain(raw["default"], scale), "default") if "default" in raw else None
    between = cast("Interpolation", raw.get("between", "step"))
    if between not in get_args(Interpolation):
        complaints.append(Complaint("unknown word", shown(between), "step or linear", at=("between",)))
    by: tuple[Axis, ...] = ()
    times: tuple[Axis, ...] = ()
    if "by" in raw:
        by = _collect(complaints, lambda: _read_axes(raw["by"], scale, between), "by") or ()
        if len(by) > 1:
            repair = "Use times where several things count: the factors multiply."
            complaints.append(Complaint("by takes one thing", one_of(a.on for a in by), "one thing", repair, ("by",)))
    if "times" in raw:
        times = _collect(complaints, lambda: _read_axes(raw["times"], FACTOR, between), "times") or ()
        if "default" not in raw:
            repair = "Write {default: …, times: …}."
            complaints.append(
                Complaint("factors without a default", expected="a default", at=("times",), repair=repair)
            )
    if "by" in raw and "times" in raw:
        repair = "Put what stands under by into times, as factors."
        complaints.append(Complaint("both by and times", expected="one of them", repair=repair, at=("times",)))
    if complaints:
        raise MalformedError(*complaints)
    return Number(scale.dimension, default, by[0] if by else None, times)


def _read_axes(raw: object, scale: Scale, between: Interpolation) -> tuple[Axis, ...]:
    if not isinstance(raw, Mapping) or not raw:
        raise MalformedError(Complaint("not a mapping", shown(raw), "{what it depends on: {case: number}}"))
    complaints: list[Complaint] = []
    axes: list[Axis] = []
    for on, cases in raw.items():
        if not isinstance(cases, Mapping) or not cases:
            complaints.append(Complaint("not a mapping", shown(cases), "{case: number}", at=(on,)))
            continue
        read: list[tuple[str | float, Plain]] = []
        for key, value in cases.items():
            case = _collect(complaints, lambda on=on, key=key: _read_key(on, key), on, key)
            plain = _collect(complaints, lambda value=value: read_plain(value, scale), on, key)
            if case is not None and plain is not None:
                read.append((case, plain))
        complaints += [Complaint("a name between bounds", f"'{key}'", "a number", at=(on, str(key)))
                       for key, _ in read if between == "linear" and isinstance(key, str)]  # fmt: skip
        axes.append(Axis(on, tuple(read), between))
    if complaints:
        raise MalformedError(*complaints)
    return tuple(axes)


def _read_key(on: str, key: str) -> str | float:
    if on == "time":
        return float(parse_duration("0d" if key == "0" else key).days)
    if on in NUMERIC_AXES or on.startswith("district."):
        if _NUMERIC_KEY.match(key):
            return float(key)
        if key.endswith("%"):
            return parse_share(key)
        raise MalformedError(Complaint(f"{on} is a number", f"'{key}'", "a lower bound such as 0", on_key=True))
    return float(key) if on not in NAMED_AXES and _NUMERIC_KEY.match(key) else key


def _read_law(raw: Mapping[str, object], scale: Scale) -> Law:
    if "shares" in raw:
        return _read_table(raw, scale)
    name = raw["law"]
    known = tuple(word for word in get_args(LawName) if word != "shares")
    if name not in known:
        raise MalformedError(Complaint("unknown law", shown(name), one_of(known), suggest(str(name), known), ("law",)))
    complaints = unknown_words(raw, ("law", *LAW_WORDS))
    spread = Scale("number", low=0) if name == "lognormal" else replace(scale, low=0)
    readers: dict[str, Callable[[], Any]] = {
        "mean": lambda: read_plain(raw["mean"], scale),
        "sd": lambda: read_plain(raw["sd"], spread),
        "shape": lambda: read_plain(raw["shape"], Scale("number", low=1e-6)),
        "stages": lambda: int(Scale("count", low=1, high=1000, whole=True).read(raw["stages"])),
        "bounds": lambda: _read_range(raw["bounds"], scale),
    }
    parts = {word: _collect(complaints, reader, word) for word, reader in readers.items() if word in raw}
    needs = {"erlang": ["mean", "stages"], "gamma": ["mean", "shape"], "normal": ["mean", "sd"],
             "lognormal": ["mean", "sd"], "truncated_exponential": ["mean", "bounds"], "uniform": ["bounds"]}  # fmt: skip
    wanted = needs.get(cast("str", name), ["mean"])
    complaints += [
        Complaint(f"a {name} law without its {word}", expected=", ".join(wanted), at=("law",), repair=f"Add {word}: ….")
        for word in wanted
        if word not in raw
    ]
    complaints += [
        Complaint(f"a {name} law has no {word}", f"'{word}'", ", ".join(wanted), at=(word,), on_key=True)
        for word in LAW_WORDS
        if word in raw and word not in wanted
    ]
    if complaints:
        raise MalformedError(*complaints)
    return Law(cast("LawName", name), **parts)


def _read_table(raw: Mapping[str, object], scale: Scale) -> Law:
    complaints = unknown_words(raw, ("shares", "law"))
    table = raw["shares"]
    if raw.get("law", "shares") != "shares":
        complaints.append(
            Complaint("a table with another law", shown(raw["law"]), "law: shares or no law", at=("law",))
        )
    if not isinstance(table, Mapping) or not table:
        raise MalformedError(*complaints, Complaint("not a table", shown(table), "{value: share}", at=("shares",)))
    rows: list[tuple[float, Plain]] = []
    for key, value in table.items():
        typed = float(key) if _NUMERIC_KEY.match(key) else key
        number = _collect(complaints, lambda typed=typed: scale.read(typed), "shares", key)
        share = _collect(complaints, lambda value=value: read_plain(value, Scale("share", 0, 1)), "shares", key)
        if number is not None and share is not None:
            rows.append((number, share))
    total = sum(plain.value for _, plain in rows)
    if not complaints and abs(total - 1) > 1e-6:
        complaints.append(
            Complaint("shares that do not sum to 100%", f"{key_text(round(total * 100, 6))}%", "100%", at=("shares",))
        )
    if complaints:
        raise MalformedError(*complaints)
    return Law("shares", shares=tuple(rows))


def _no_form(raw: Mapping[str, object], dimension: Dimension) -> Complaint:
    expected = f"{EXPECTED[dimension]}, or a mapping with value, by, times, or mean and law"
    if "mean" in raw:
        return Complaint("a drawn number without its law", expected="law: exponential, fixed, …", repair="Add law: ….")
    if "range" in raw:
        return Complaint("a range without a value", expected="value: … beside it", repair="Add value: ….")
    if "default" in raw:
        repair = "Write it plain, or say by or times what it depends."
        return Complaint("a default that depends on nothing", "'default'", expected, repair)
    return Complaint("not a number", shown(raw), expected)


def _collect(complaints: list[Complaint], read: Callable[[], T], *at: str) -> T | None:
    """Read, or keep the complaints and go on."""
    try:
        return read()
    except MalformedError as malformed:
        complaints += [complaint.under(*at) for complaint in malformed.complaints]
        return None
