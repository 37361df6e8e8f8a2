"""One law of a description, and tests of whether a plan has it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from scorarium.engine.plan import CompiledPlan
from scorarium.names import Repeat, ScoreKind

Test = Callable[[CompiledPlan], bool]


@dataclass(frozen=True)
class Law:
    """One mechanism.

    Parameters
    ----------
    phase
        Where in the tick it acts.
    text
        What is computed.
    line
        The sentence of the plan to which it belongs, without names and figures.
    on
        Whether a plan has it, where the sentence does not say it all.
    """

    phase: str
    name: str
    text: str
    line: str = ""
    on: Test | None = None


def stem(sentence: str) -> str:
    """Take names and figures out of a sentence of the plan.

    Examples
    --------
    >>> stem("senses look: police, banks"), stem("73 kinds of candidates in 1998 cells")
    ('senses look', 'kinds of candidates in cells')
    """
    return re.sub(r"\b\d[\d.,]*(e[-+]?\d+)?\s", "", sentence.partition(":")[0]).strip()


def has_score(*kinds: ScoreKind) -> Test:
    """Give the test whether some scheme has a score of one of these kinds."""
    return lambda compiled: any(int(code) in kinds for code in compiled.plan.schemes.kind)


def repeats(law: Repeat) -> Test:
    """Give the test whether some list follows a repeat law."""
    return lambda compiled: any(int(code) == law for code in compiled.plan.lists.repeat)


def goes_wrong(word: str) -> Test:
    """Give the test whether some office goes wrong in a way."""

    def test(compiled: CompiledPlan) -> bool:
        offices = [outline.scheme.integrity for outline in compiled.outlines]
        shares = [getattr(office, word) for office in offices if office is not None]
        return any(share is not None and not (share.is_constant and share.constant_value == 0) for share in shares)

    return test


def weighs(way: int) -> Test:
    """Give the test whether friends or household weigh in: 0 with points, 1 anchored, 2 by drift."""

    def test(compiled: CompiledPlan) -> bool:
        s = compiled.plan.schemes
        by_friends = ((s.friends_share > 0) & (s.friends_of == way)).any()
        return bool(by_friends or ((s.household_share > 0) & (s.household_of == way)).any())

    return test
