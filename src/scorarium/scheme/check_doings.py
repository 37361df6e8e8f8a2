"""What a number of an act or a service may depend on: what is there when it is done or asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scorarium.quantities import Number, key_text
from scorarium.scheme.acts import Act
from scorarium.scheme.check_names import axes
from scorarium.scheme.document import Path, fits
from scorarium.scheme.model import Scheme
from scorarium.scheme.notes import Notes
from scorarium.scheme.walk import each

PEOPLE: Final = "an attribute, district or a figure of districts"
PLAIN: Final = {
    "acts.*.gravity": "how grave an act is, is said of the act, whoever does it",
    "acts.*.loads.income": "how a low income weighs is said of the act",
    "services.*.loads.income": "how a low income weighs is said of the service",
}
"""Numbers that are the same for everybody and always, and why."""

OF_PLACES: Final = "services.*.places"
"""What is there for all who ask in a district: it may differ by place and time, not by who asks."""

OF_AN_ACT: Final = ("acts.*.harm", "acts.*.benefit", "acts.*.cost", "attributes.*.moves.*")
"""Where one act is spoken of, which may have an amount."""

LASTING: Final = ("acts.*.loads.*", "services.*.loads.*")
"""What people are like: not at one time so, at another otherwise."""

STANDING: Final = frozenset({"score", "rung", "tier", "list", "repeat"})


def check_acts(notes: Notes, under: Path, acts: Mapping[str, Act]) -> None:
    """Check how often each act is done, and by whose choice."""
    for name, act in acts.items():
        path = (*under, "acts", name)
        if act.rate is not None and act.every is not None:
            notes.add((*path, "every"), "both rate and every", expected="one of them", on_key=True)
        if act.share is not None and act.every is None:
            notes.add((*path, "share"), "a share without every", expected="every: the period", on_key=True)
        if act.chosen and act.towards is None:
            towards = "Add towards: anyone."
            notes.add((*path, "chosen"), "chosen towards nobody", expected="towards", repair=towards, on_key=True)
        shares = [share for share in act.chosen.values() if share.is_constant]
        total = sum(share.constant_value for share in shares)
        if len(shares) == len(act.chosen) and shares and abs(total - 1) > 1e-6:
            got = f"{key_text(round(total * 100, 6))}%"
            repair = "Add never: the rest." if total < 1 else None
            notes.add((*path, "chosen"), "shares that do not sum to 100%", got=got, expected="100%", repair=repair)


def check_doings(notes: Notes, document: object, acts: Mapping[str, Act]) -> None:
    """Check what the numbers of acts, services and moving attributes depend on.

    Parameters
    ----------
    document
        A society or a scheme with acts and services of its own.
    acts
        All acts that are known there.
    """
    for path, number in each(document, Number):
        inside = path[1:] if path[0] == "firms" else path
        if number.is_constant or inside[0] not in ("acts", "services", "attributes"):
            continue
        why = next((why for pattern, why in PLAIN.items() if fits(inside, pattern)), None)
        if why is not None:
            notes.add(path, f"this number is plain: {why}", expected="a plain number")
            continue
        for at, axis in axes(number):
            if axis.on in STANDING and not isinstance(document, Scheme):
                continue  # a society that names a part of a scheme: said elsewhere
            unfit = _unfit(inside, axis.on, acts)
            if unfit is not None:
                problem, expected = unfit
                notes.add((*path, *at), problem, got=f"'{axis.on}'", expected=expected, on_key=True)


def _unfit(path: Path, axis: str, acts: Mapping[str, Act]) -> tuple[str, str] | None:
    """(what is wrong, what it may depend on) of a number that looks at what is not there."""
    if axis in STANDING:
        return "what people do and ask for depends on no scheme", f"{PEOPLE}, or time"
    if fits(path, OF_PLACES):
        is_place = axis in ("district", "time") or axis.startswith("district.")
        return None if is_place else ("places are there for all who ask", "district, a figure of districts, or time")
    if axis == "amount":
        name = path[-1] if path[0] == "attributes" else path[1]
        act = acts.get(str(name)) if any(fits(path, pattern) for pattern in OF_AN_ACT) else None
        if act is None or act.amount is None:
            return "nothing here has an amount", f"{PEOPLE}, or time"
    if axis == "time" and any(fits(path, pattern) for pattern in LASTING):
        return "what people are like does not change with time", PEOPLE
    return None
