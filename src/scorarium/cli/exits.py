"""How a command ends."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from scorarium.errors import ScorariumError

LATER: Final = "comes with a later version of Scorarium"


class Exit(IntEnum):
    """Exit statuses (the first four are a contract)."""

    DONE = 0
    FINDINGS = 1
    BAD_INPUT = 2
    INTERRUPTED = 3
    OUR_FAULT = 70


class StoppedError(ScorariumError):
    """Somebody stopped a command; the sentence says what is kept and how to go on."""


class NotYetError(ScorariumError):
    """A command that this version knows and does not carry out.

    Parameters
    ----------
    command
        As it is typed.
    instead
        What may help meanwhile, a whole sentence.
    """

    def __init__(self, command: str, instead: str = "") -> None:
        super().__init__(f"scorarium {command} {LATER}.{f' {instead}' if instead else ''}")


class UsageError(ScorariumError):
    """Options that do not go together; the sentence says what to type."""
