"""Moves on a ladder: so many rungs, or to the worst, and that by rung."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from scorarium.errors import Complaint, MalformedError
from scorarium.quantities import UNSOURCED, Source, shown
from scorarium.scheme.numbers import Scale, read_plain, unknown_words

Worst = Literal["worst"]


@dataclass(frozen=True, slots=True)
class Step:
    """So many rungs up the numbers (negative: down), or to the worst."""

    rungs: int | Worst
    source: Source = UNSOURCED


@dataclass(frozen=True, slots=True)
class Move:
    """A step, or steps by the rung from which they start (lower bounds).

    Parameters
    ----------
    default
        The step from rungs that `by_rung` does not reach.
    by_rung
        Lower bounds in rising order and the step from there on.
    """

    default: Step | None = None
    by_rung: tuple[tuple[int, Step], ...] = ()

    def step(self, rung: int) -> Step | None:
        """Give the step from this rung; `None` where none is written."""
        found = self.default
        for lowest, step in self.by_rung:
            if lowest <= rung:
                found = step
        return found


def read_step(raw: Any) -> Step:
    """Read `+4`, `worst`, or one of them with its source."""
    if raw == "worst":
        return Step("worst")
    if isinstance(raw, str):
        raise MalformedError(Complaint("not a move", shown(raw), "a whole number of rungs such as +4, or worst"))
    plain = read_plain(raw, Scale("count", whole=True))
    return Step(int(plain.value), plain.source)


def read_move(raw: Any) -> Move:
    """Read a step, or `{default: …, by: {rung: {0: +3, 2: worst}}}`."""
    if not isinstance(raw, Mapping) or "value" in raw:
        return Move(read_step(raw))
    complaints = unknown_words(raw, ("default", "by"))
    default: Step | None = None
    rows: list[tuple[int, Step]] = []
    by = raw.get("by")
    if not isinstance(by, Mapping) or set(by) != {"rung"} or not isinstance(by["rung"], Mapping):
        complaints.append(Complaint("not a move", shown(by), "{rung: {lowest rung: move}}", at=("by",)))
    else:
        for key, value in by["rung"].items():
            try:
                rows.append((int(key), read_step(value)))
            except ValueError:
                complaints.append(
                    Complaint("not a rung", shown(key), "a whole number", at=("by", "rung", key), on_key=True)
                )
            except MalformedError as malformed:
                complaints += [complaint.under("by", "rung", key) for complaint in malformed.complaints]
    if "default" in raw:
        try:
            default = read_step(raw["default"])
        except MalformedError as malformed:
            complaints += [complaint.under("default") for complaint in malformed.complaints]
    if complaints:
        raise MalformedError(*complaints)
    return Move(default, tuple(sorted(rows, key=lambda row: row[0])))


def read_entries(raw: Any) -> tuple[tuple[int, Move], ...]:
    """Read moves by the number of entries in the period, in rising order."""
    if not isinstance(raw, Mapping) or not raw:
        raise MalformedError(Complaint("not a table of moves", shown(raw), "{1: +4, 2: worst}"))
    complaints: list[Complaint] = []
    rows: list[tuple[int, Move]] = []
    for key, value in raw.items():
        try:
            if not key.isascii() or not key.isdigit() or not 0 < int(key) < 1000:
                complaints.append(Complaint("not a number of entries", f"'{key}'", "1, 2, …", at=(key,), on_key=True))
                continue
            rows.append((int(key), read_move(value)))
        except MalformedError as malformed:
            complaints += [complaint.under(key) for complaint in malformed.complaints]
    rows.sort(key=lambda row: row[0])
    if not complaints and [number for number, _ in rows] != list(range(1, len(rows) + 1)):
        complaints.append(Complaint("a gap in the numbers of entries", ", ".join(raw), "1, 2, 3, …"))
    if complaints:
        raise MalformedError(*complaints)
    return tuple(rows)


def read_rungs(raw: Any) -> tuple[int, int]:
    """Read `[0, 22]`, first and last rung; a plain 23 means the same."""
    pair = [0, raw - 1] if isinstance(raw, int) and not isinstance(raw, bool) else raw
    whole = isinstance(pair, list | tuple) and all(isinstance(end, int) and not isinstance(end, bool) for end in pair)
    if not whole or len(pair) != 2 or not 0 <= pair[0] < pair[1] <= 10_000:
        raise MalformedError(Complaint("not rungs", shown(raw), "[first, last], or how many there are"))
    return pair[0], pair[1]
