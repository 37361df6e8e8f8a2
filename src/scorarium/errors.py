"""What can go wrong, said in one sentence: where, what, got, expected, repair."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace


def printable(text: str) -> str:
    """Give text on one line, with escapes for what a terminal would obey instead of showing."""
    if text.isprintable():
        return text
    return "".join(mark if mark.isprintable() else ascii(mark)[1:-1] for mark in text)


class ScorariumError(Exception):
    """The root of every error that Scorarium raises on purpose."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """A fault before anybody knows in which file and line it stands.

    Parameters
    ----------
    problem
        What is wrong, without a full stop.
    got, expected
        What was read and what would have been right; `None` leaves the half sentence out.
    repair
        A whole sentence that says what to do, or a line to paste.
    at
        The path from the value that was being read down to the one that is wrong.
    on_key
        The fault lies in the key, not in what stands behind it.
    """

    problem: str
    got: str | None = None
    expected: str | None = None
    repair: str | None = None
    at: tuple[str, ...] = ()
    on_key: bool = False

    def under(self, *path: str) -> Complaint:
        """Give the same complaint, seen from further up."""
        return replace(self, at=(*path, *self.at))


class MalformedError(ScorariumError):
    """A value that cannot be read; carries every complaint about it.

    Parameters
    ----------
    complaints
        At least one.
    """

    def __init__(self, *complaints: Complaint) -> None:
        super().__init__("; ".join(complaint.problem for complaint in complaints))
        self.complaints = complaints


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One mistake in a declaration, with its place.

    Parameters
    ----------
    file
        The file as the user named it.
    line, column
        Counted from 1.
    path
        Where in the declaration, dots between the names.
    """

    file: str
    line: int
    column: int
    path: str
    problem: str
    got: str | None = field(default=None, compare=False)
    expected: str | None = field(default=None, compare=False)
    repair: str | None = field(default=None, compare=False)

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}"
        where = f"{place} {self.path}:" if self.path else f"{place}:"
        halves = [f"got {self.got}"] if self.got is not None else []
        halves += [f"expected {self.expected}"] if self.expected is not None else []
        bracket = f" ({', '.join(halves)})" if halves else ""
        repair = f". {self.repair}" if self.repair else ""
        return printable(f"{where} {self.problem}{bracket}{repair}")


class DeclarationError(ScorariumError):
    """A scheme, society, study or vocabulary that cannot be used, with all of its faults.

    Parameters
    ----------
    faults
        In the order of the file; at least one.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))
