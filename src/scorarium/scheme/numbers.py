"""Read plain numbers in their units, with their sources."""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeVar, cast, get_args

from scorarium.errors import Complaint, MalformedError
from scorarium.quantities import (
    EXPECTED,
    Basis,
    Count,
    Dimension,
    Duration,
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
S = TypeVar("S", Count, Duration)
SOURCE_WORDS: Final = ("range", "ref", "basis", "to")


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
        """Read a plain number in the canonical unit.

        Raises
        ------
        MalformedError
            It has the wrong unit or lies out of bounds.
        """
        value = self._parse(raw)
        if not self.low <= value <= self.high:
            raise MalformedError(Complaint("out of bounds", shown(raw), self._bounds(), self._percent(raw)))
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

    def _percent(self, raw: object) -> str | None:
        """Offer the per cent that somebody may have meant who wrote a share as 40."""
        meant = self.dimension == "share" and self.high == 1 and isinstance(raw, int | float) and 1 < raw <= 100
        return f"Write {raw:g}%." if meant else None

    def _bounds(self) -> str:
        return interval(self.low, self.high, "%" if self.dimension == "share" else "")


def interval(low: float, high: float, unit: Literal["", "%"] = "") -> str:
    """Say between what a number must lie."""

    def said(bound: float) -> str:
        return f"{key_text(round(bound * 100, 9))}%" if unit else key_text(bound)

    if math.isinf(high):
        return f"{said(low)} or more"
    return f"at most {said(high)}" if math.isinf(low) else f"{said(low)} to {said(high)}"


def suggest(word: str, known: Iterable[str]) -> str | None:
    """Give `Did you mean "from"?` if a known word is near."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f'Did you mean "{near[0]}"?' if near else None


def one_of(words: Iterable[str], near: str = "", *, most: int = 24) -> str:
    """Give `one of a, b, c`; where that becomes a wall, the few that are near to a word."""
    listed = list(words)
    if len(listed) == 1:
        return listed[0]
    if len(listed) <= most:
        return "one of " + ", ".join(listed)
    nearest = difflib.get_close_matches(near, listed, n=4, cutoff=0.4) or listed[:4]
    return "one of " + ", ".join(nearest) + ", …"


def unknown_words(raw: Mapping[str, object], known: Iterable[str]) -> list[Complaint]:
    """Give one complaint for each key that is not known here."""
    words = list(known)
    return [
        Complaint("unknown key", f"'{key}'", one_of(words), suggest(key, words), (key,), on_key=True)
        for key in raw
        if key not in words
    ]


def slips_among(raw: Mapping[str, object], known: Iterable[str]) -> tuple[Complaint, ...]:
    """Give one complaint for each key that looks like a known one that is not there."""
    words = list(known)
    free = [word for word in words if word not in raw]
    return tuple(slip for slip in unknown_words(raw, words) if suggest(slip.at[0], free) is not None)


def read_plain(raw: object, scale: Scale) -> Plain:
    """Read a plain number, alone or with its source."""
    if not isinstance(raw, Mapping):
        return Plain(scale.read(raw))
    if "value" not in raw:
        expected = EXPECTED[scale.dimension] + " or {value: …, ref: …}"
        slips = slips_among(raw, ("value", *SOURCE_WORDS))
        raise MalformedError(*(slips or (Complaint("no plain number", shown(raw), expected),)))
    complaints = unknown_words(raw, ("value", *SOURCE_WORDS))
    value = collect(complaints, lambda: scale.read(raw["value"]), "value")
    source = collect(complaints, lambda: read_source(raw, scale))
    if value is not None and source is not None and source.range is not None:
        low, high = source.range
        if not low <= value <= high:
            complaints.append(
                Complaint("the value lies outside its own range", shown(raw["value"]), at=("value",),
                          expected="a value from {} to {}".format(*pair(raw["range"])))
            )  # fmt: skip
    if complaints or value is None or source is None:
        raise MalformedError(*complaints)
    return Plain(value, source)


def read_source(raw: Mapping[str, object], scale: Scale) -> Source:
    """Read `range`, `ref`, `basis` and `to` of a mapping that may hold other words too."""
    complaints: list[Complaint] = []
    bounds = collect(complaints, lambda: read_range(raw["range"], scale), "range") if "range" in raw else None
    complaints += [
        Complaint("not a name", shown(raw[word]), expected, at=(word,))
        for word, expected in (("ref", "the name of a reference"), ("to", "the name of a fact"))
        if word in raw and not isinstance(raw[word], str)
    ]
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
    """Read a count, alone or with its source."""
    return _with_source(raw, parse_count, Scale("count", low=0), "a count such as 3 within 1y")


def read_span(raw: object) -> Duration:
    """Read a time span that cannot depend on anything, alone or with its source."""
    return _with_source(raw, _time, Scale("duration", low=0), EXPECTED["duration"])


def _time(raw: object) -> Duration:
    Scale("duration", low=0).read(raw)
    return parse_duration(raw)


def _with_source(raw: object, parse: Callable[[object], S], scale: Scale, expected: str) -> S:
    if not isinstance(raw, Mapping):
        return parse(raw)
    if "value" not in raw:
        slips = slips_among(raw, ("value", *SOURCE_WORDS))
        raise MalformedError(*(slips or (Complaint("neither plain nor with a value", shown(raw), expected),)))
    complaints = unknown_words(raw, ("value", *SOURCE_WORDS))
    value = collect(complaints, lambda: parse(raw["value"]), "value")
    source = collect(complaints, lambda: read_source(raw, scale))
    if complaints or value is None or source is None:
        raise MalformedError(*complaints)
    return replace(value, source=source)


def read_range(raw: object, scale: Scale) -> tuple[float, float]:
    """Read `[lowest, highest]`."""
    low, high = pair(raw)
    bounds = scale.read(low), scale.read(high)
    if bounds[0] > bounds[1]:
        raise MalformedError(Complaint("a range upside down", f"[{low}, {high}]", "[lowest, highest]"))
    return bounds


def pair(raw: object) -> tuple[Any, Any]:
    """Read two values."""
    if not isinstance(raw, list | tuple) or len(raw) != 2:
        raise MalformedError(Complaint("not a pair", shown(raw), "[lowest, highest]"))
    return raw[0], raw[1]


def collect(complaints: list[Complaint], read: Callable[[], T], *at: str) -> T | None:
    """Read, or keep the complaints and go on with nothing."""
    try:
        return read()
    except MalformedError as malformed:
        complaints += [complaint.under(*at) for complaint in malformed.complaints]
        return None
