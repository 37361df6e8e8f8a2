"""Procedures in which appeals are heard: one for each scheme, and one for each list that has its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from scorarium.engine.plan_columns import Rows
from scorarium.engine.plan_defaults import assumed
from scorarium.engine.plan_frame import Frame, placing
from scorarium.engine.plan_outline import Outline
from scorarium.engine.plan_varied import Varied
from scorarium.scheme.model import Scheme
from scorarium.scheme.process import Appeal, DueProcess
from scorarium.scheme.standing import NamedList

OBJECTION: Final = Appeal.model_validate({"who": "human", "upheld_if_wrong": 0.0, "upheld_if_right": 0.0})
"""An objection where there is no appeal: it changes no entry, and what follows waits for the answer."""
SPEC: Final = (
    "appeal:u1 appeal_rate:f8 appeal_known:f8 appeal_within:i4 appeal_decided:i4 appeal_wrong:f8 appeal_right:f8 "
    "appeal_tries:i4 appeal_wait:i4 appeal_suspends:u1"
)


class ProcedureTable:
    """The procedures: first those of the schemes, row by row, then those of lists.

    Parameters
    ----------
    frame, varied
        What they are compiled with.
    """

    def __init__(self, frame: Frame, varied: Varied) -> None:
        self.frame, self.varied = frame, varied
        self.numbers = varied.numbers
        self.rows = Rows(SPEC)
        self.of_list: dict[tuple[int, str], int] = {}

    def add(self, outlines: list[Outline]) -> None:
        """Add those of all schemes, then those of their lists."""
        for outline in outlines:
            with placing(outline.scheme, "due_process", "appeal"):
                self._add(outline, outline.scheme.due_process, "")
        for outline in outlines:
            for name in with_their_own(outline.family):
                listed = outline.scheme.lists.get(name)
                with placing(outline.scheme, "lists", name, "due_process"):
                    own = laid_over(outline.scheme.due_process, listed.due_process if listed is not None else None)
                    row = self._add(outline, own, f"lists/{name}")
                    if has_its_own(listed):
                        self.of_list[outline.row, name] = row

    def _add(self, outline: Outline, process: DueProcess | None, place: str) -> int:
        """Add one procedure; returns its row."""
        asked, suspends = heard(process), waits(process)
        return self.rows.add(
            appeal=asked is not None,
            **self._terms(outline, asked or OBJECTION, place),
            appeal_suspends=(asked or OBJECTION).suspends is True or suspends,
        )

    def _terms(self, outline: Outline, asked: Appeal, place: str) -> dict[str, Any]:
        time, varied, decided = self.frame.time, self.varied, asked.decided_after

        def rest(word: str) -> tuple[float, Outline, str]:
            return assumed(f"appeal.{word}"), outline, place

        return {
            "appeal_rate": varied.hazard("schemes_appeal_rate", asked.sought, *rest("sought")),
            "appeal_known": varied.plain("schemes_appeal_known", asked.known_to, *rest("known_to")),
            "appeal_within": varied.span("schemes_appeal_within", asked.within, float("inf"), outline, place),
            "appeal_decided": self.numbers.add(float(time.ticks(assumed("appeal.decided_after"))))
            if decided is None
            else self.numbers.span(decided, outline, f"{place}/appeal/decided".lstrip("/")),
            "appeal_wrong": varied.plain("schemes_appeal_wrong", asked.upheld_if_wrong, *rest("upheld_if_wrong")),
            "appeal_right": varied.plain("schemes_appeal_right", asked.upheld_if_right, *rest("upheld_if_right")),
            "appeal_tries": varied.plain("schemes_appeal_tries", asked.at_most, *rest("at_most")),
            "appeal_wait": varied.span("schemes_appeal_wait", asked.wait, *rest("wait")),
        }


def waits(process: DueProcess | None) -> bool:
    """Whether an objection holds up what follows."""
    return process is not None and process.objection == "suspends"


def heard(process: DueProcess | None) -> Appeal | None:
    """The appeal of a procedure, or the objection that waits where there is none."""
    appeal = process.appeal if process is not None else None
    if isinstance(appeal, Appeal):
        return appeal
    return OBJECTION if waits(process) else None


def has_its_own(listed: NamedList | None) -> bool:
    """Whether a list says of its own how to appeal against what put somebody on it."""
    own = listed.due_process if listed is not None else None
    return own is not None and (own.appeal is not None or own.objection is not None)


def with_their_own(family: tuple[Scheme, ...]) -> list[str]:
    """The lists that have a procedure of their own in some variant of a scheme."""
    found = {name: None for one in family for name, listed in one.lists.items() if has_its_own(listed)}
    return list(found)


def laid_over(process: DueProcess | None, own: DueProcess | None) -> DueProcess:
    """The procedure of a list: what it does not say, the scheme says."""
    base = process or DueProcess()
    if own is None:
        return base
    said: Mapping[str, Any] = {name: getattr(own, name) for name in own.model_fields_set}
    if isinstance(own.appeal, Appeal) and isinstance(base.appeal, Appeal):
        words = {name: getattr(own.appeal, name) for name in own.appeal.model_fields_set}
        said = {**said, "appeal": base.appeal.model_copy(update=words)}
    return base.model_copy(update=dict(said))


def procedures_of(scheme: Scheme) -> list[DueProcess]:
    """Every procedure of a scheme, its own the first."""
    base = scheme.due_process or DueProcess()
    return [base, *(laid_over(base, one.due_process) for one in scheme.lists.values() if has_its_own(one))]


def hears(scheme: Scheme) -> bool:
    """Whether appeals are heard against any entry."""
    return any(heard(process) is not None for process in procedures_of(scheme))
