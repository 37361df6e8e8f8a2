"""Check what a scheme brings into a society: acts, services and encounters, as those of the society itself."""

from __future__ import annotations

from typing import Final

from scorarium.quantities import Number, key_text, rational
from scorarium.scheme.model import Scheme
from scorarium.scheme.notes import Notes
from scorarium.scheme.scores import RatingsScore
from scorarium.society.check import check_buys, check_candidates, check_doers, check_leads, highest, years_of
from scorarium.society.check_fit import check_act, check_service
from scorarium.society.recipe import Society

MOST_MET: Final = 512
"""Encounters that one person can draw in a tick."""


def check_brought(notes: Notes, scheme: Scheme, society: Society) -> None:
    """Check the acts and services of a scheme against the people who are to do and ask for them."""
    acts, services = {**society.acts, **scheme.acts}, {**society.services, **scheme.services}
    check_doers(notes, (), scheme.acts, scheme.services, society.attributes, society.traits)
    check_buys(notes, (), scheme.acts, services)
    check_leads(notes, (), scheme.services, acts)
    for name, act in scheme.acts.items():
        check_act(notes, ("acts", name), act, society)
    for name, service in scheme.services.items():
        check_service(notes, ("services", name), service, society)
    if scheme.acts or scheme.services:
        check_candidates(notes, ("acts" if scheme.acts else "services",), society, acts, services)
    _check_encounters(notes, scheme, society)


def _check_encounters(notes: Notes, scheme: Scheme, society: Society) -> None:
    often = scheme.score.encounters if isinstance(scheme.score, RatingsScore) else None
    met = highest(often) * years_of(society) if isinstance(often, Number) else 0.0
    if met > MOST_MET:
        got = f"{met:.0f} in a tick of {key_text(float(rational(society.tick)))} days"
        notes.add(("score", "encounters"), "more encounters than a tick can hold", got=got,
                  expected=f"at most {MOST_MET} for a person", repair="Take a shorter tick.")  # fmt: skip


def check_detection(notes: Notes, scheme: Scheme) -> None:
    """Check that something says how often each sense sees: to an audit it may be unknown, a run hangs on it."""
    for name, sense in scheme.senses.items():
        unsaid = next((act for act in sense.sees if sense.detects(act) is None), None)
        if unsaid is not None:
            problem, repair = f"nothing says how often '{unsaid}' is seen", "Add detection: 10%, or what is known."
            notes.add(("senses", name, "sees"), problem, expected="detection, on which a run hangs", repair=repair)
