"""On which numbers the results of a study hang, as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from scorarium.report import words

NAMED: Final = 2
SHARES: Final = ("_share", "_recall", "_precision", "_rate")
"""Outcomes that are written in per cent."""

HEAD: Final = ("outcome", "as declared", "lowest and highest", "same sign", "hangs most on")


@dataclass(frozen=True)
class Hanging:
    """What is said of one outcome of one world.

    Parameters
    ----------
    declared, span, same
        As words: the result at the declared numbers, between which values it lies at the others, and at which share of
        them it has the same sign.
    numbers
        Those it hangs on most, with their share.
    depends_on
        Those between which it turns over; none where it stands.
    """

    outcome: str
    declared: str
    span: str
    same: str
    numbers: str
    depends_on: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of its row, as `HEAD` names them."""
        return self.outcome, self.declared, self.span, self.same, self.numbers

    @property
    def sentence(self) -> str:
        """What a reader must not miss."""
        return f"{self.outcome} depends on {words.listed(list(self.depends_on))}" if self.depends_on else ""


def hangings(document: Mapping[str, Any], world: str, outcomes: Sequence[str] = ()) -> Iterator[Hanging]:
    """Give the rows of a world; of all outcomes that move unless some are named."""
    found = document.get("sensitivity", {}).get("worlds", {}).get(world, {})
    for name, one in found.items():
        if one["indices"] and (not outcomes or name in outcomes):
            yield row(name, document["worlds"][world]["outcomes"][name], one)


def row(name: str, declared: Mapping[str, Any], found: Mapping[str, Any]) -> Hanging:
    """One outcome."""
    is_gap = found["of"] == "difference"
    scale, unit = (100.0, "%") if declared["unit"] == "1" and name.endswith(SHARES) else (1.0, "")
    value = scale * (declared["difference"]["value"] if is_gap else declared["value"])
    low, high = (scale * end for end in found["range"])
    digits = words.digits_for((high - low) / 2, value)
    same = words.percent(found["same_sign_share"], 0) if is_gap else ""
    numbers = "; ".join(
        f"{one['number']} {words.percent(min(1.0, one['index']), 0)}" for one in found["indices"][:NAMED]
    )
    return Hanging(
        name,
        words.figure(value, digits, signed=is_gap) + unit,
        words.between(low, high, digits, signed=is_gap) + unit,
        same,
        numbers,
        tuple(found.get("depends_on", ())),
    )


def lead(document: Mapping[str, Any]) -> str:
    """How it was found out; nothing where nothing was varied."""
    found = document.get("sensitivity")
    if found is None:
        return ""
    return (
        f"{words.capital(words.counted(len(found['numbers']), 'number'))} varied within their ranges, at"
        f" {words.counted(found['points'], 'point')} ({found['method']}), under the same luck. Percentages:"
        f" {found['index']}."
    )
