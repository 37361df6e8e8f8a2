"""Tiers and lists, how one leaves them, and what a person may do to get back."""

from __future__ import annotations

import math
from typing import Final

from scorarium.scheme.aloud.conditions import RELATIONS, those, until, when
from scorarium.scheme.aloud.head import legal_basis
from scorarium.scheme.aloud.numbers import all_quoted, count, flag, listed, number, plain, quoted, sentences, words
from scorarium.scheme.aloud.process import rights
from scorarium.scheme.aloud.rules import EVIDENCE
from scorarium.scheme.model import Scheme
from scorarium.scheme.standing import Decided, Ground, Leaving, ListRepair, NamedList, Repair, Spread, Tier

COLOURS: Final[dict[str, str]] = {"black": "a black list: it shames", "red": "a red list: it honours"}
REPEATS: Final[dict[str, str]] = {
    "restarts": "A new ground while listed starts the term again",
    "ignored": "A new ground while listed changes nothing",
    "adds": "A new ground while listed adds its term",
}
SIGNERS: Final[dict[str, str]] = {
    "rule": "The rule decides by itself",
    "human": "A human decides",
    "official": "An official decides",
    "committee": "A committee decides",
}


def tiers(scheme: Scheme) -> list[tuple[str, str]]:
    """Say of each tier from where it holds."""
    return [(f"tier {name}", _tier(tier)) for name, tier in scheme.tiers.items()]


def _tier(tier: Tier) -> str:
    held = f", for {those(tier.when)}" if tier.when is not None else ""
    first = f"From {number(tier.from_)} on{held}" if tier.from_ is not None else f"Before all others{held}"
    return sentences(
        first,
        f"On the way back the score must pass the border by {number(tier.margin)}" if tier.margin is not None else None,
        f"Who comes into it stays for at least {number(tier.lasts)}" if tier.lasts is not None else None,
    )


def lists(scheme: Scheme) -> list[tuple[str, str]]:
    """Say of each list how one comes onto it, who sees it, and how one leaves."""
    return [(f"list {name}", _list(listed_on)) for name, listed_on in scheme.lists.items()]


def _list(one: NamedList) -> str:
    colour = f"It is {COLOURS[one.colour]}" if one.colour else None
    shown = f"It shows {words(one.fields_shown)}" if one.fields_shown else None
    return sentences(
        colour,
        f"A person is put on it {when(one.enter)}" if one.enter is not None else None,
        *(f"Ground {quoted(name)}: {_ground(ground)}" for name, ground in one.grounds.items()),
        *_term(one, own=True),
        f"Repetitions are counted over {number(one.repeat_within, never='all time')}"
        if one.repeat_within is not None
        else None,
        f"For the first {number(one.grace)} nothing follows" if one.grace is not None else None,
        flag(one.public, "Everybody can read it", "It is not public"),
        shown,
        *(_spread(relation, how) for relation, how in one.spreads_to.items()),
        *_way_out(one),
        legal_basis(one.legal_basis, "The list") if one.legal_basis is not None else None,
        f"It has a procedure of its own: {' '.join(rights(one.due_process))}" if one.due_process is not None else None,
        f"Source: {one.ref}" if one.ref else None,
    )


def _ground(ground: Ground) -> str:
    told = sentences(
        when(ground.enter) if ground.enter is not None else None,
        *_term(ground, own=False),
        f"Source: {ground.ref}" if ground.ref else None,
    )
    return told[:1].lower() + told[1:]


def _term(one: NamedList | Ground, *, own: bool) -> list[str | None]:
    term = f"for {number(one.lasts)}" if one.lasts is not None else ""
    end = until(one.until) if one.until is not None else ""
    if end and one.lasts is not None and one.lasts.is_constant and math.isinf(one.lasts.constant_value):
        first = f"A listing has no term: it lasts {end}"
    elif term and end:
        first = f"A listing lasts {term} or {end}, whichever comes first"
    elif term or end:
        first = f"A listing lasts {term or end}"
    else:
        first = None
    if (
        own
        and first is None
        and not any(ground.lasts or ground.until for ground in getattr(one, "grounds", {}).values())
    ):
        first = "The file does not say how long a listing lasts; it stands as long as its ground does"
    return [
        first,
        REPEATS[one.repeat] if one.repeat else None,
        f"It rests on {EVIDENCE[one.evidence]}" if one.evidence else None,
        *(decided(one.decided) if one.decided is not None else ()),
    ]


def decided(by: Decided) -> list[str | None]:
    """Say who signs and how often what is proposed is followed."""
    follows = f"; the proposal is followed in {number(by.follows)} of cases" if by.follows is not None else ""
    return [
        SIGNERS[by.who] + follows,
        f"To that share is added, for some, {number(by.bias)}" if by.bias is not None else None,
        flag(by.weighs_case, "The single case is weighed", "The single case is not weighed"),
        f"The decision is looked at again every {number(by.reviewed)}" if by.reviewed is not None else None,
    ]


def _spread(relation: str, how: Spread) -> str:
    steps = f", {_steps(number(how.steps))} far" if how.steps is not None else ""
    lasts = f", for {number(how.lasts)} at most" if how.lasts is not None else ""
    return f"It spreads to {number(how.share)} of {RELATIONS[relation]}{steps}{lasts}, without a ground of their own"


def _steps(said: str) -> str:
    return "one step" if said == "1" else f"{said} steps"


def _way_out(one: NamedList) -> list[str | None]:
    repair = None
    if isinstance(one.repair, str):
        repair = "There is nothing that a listed person could do to get off it"
    elif one.repair is not None:
        repair = f"A listed person can get off it: {_offer(one.repair) or 'how is not said'}"
    return [repair, _leaving(one.leaving) if one.leaving is not None else None]


def _leaving(leaving: Leaving) -> str | None:
    parts = [f"puts the score to {number(leaving.sets).replace(' points', '')}"] if leaving.sets is not None else []
    parts += [f"moves the score by {number(leaving.points, signed=True)}"] if leaving.points is not None else []
    return f"To leave it {listed(parts)}" if parts else None


def _offer(repair: Repair | ListRepair) -> str:
    parts = [f"what is done is {plain(repair.by)}"] if repair.by else []
    parts += [f"it is sought {number(repair.sought)}"] if repair.sought is not None else []
    parts += [f"it takes {number(repair.takes)}"] if repair.takes is not None else []
    parts += [f"it costs {number(repair.costs)}"] if repair.costs is not None else []
    parts += [f"it succeeds in {number(repair.passes)} of cases"] if repair.passes is not None else []
    parts += [f"it is open to each at most {count(repair.at_most)}"] if repair.at_most is not None else []
    return "; ".join(parts)


def repairs(scheme: Scheme) -> list[tuple[str, str]]:
    """Say of each repair to whom it is offered, what it asks and what it gives."""
    return [(name, _repair(repair)) for name, repair in scheme.repairs.items()]


def _repair(repair: Repair) -> str:
    offered = f"It is offered {when(repair.when)}" if repair.when is not None else "It is offered to everybody"
    given = [f"ends the list {all_quoted(repair.ends, 'and')}"] if repair.ends else []
    given += [f"gives {number(repair.points, signed=True)}"] if repair.points is not None else []
    given += [f"puts the score to {number(repair.sets).replace(' points', '')}"] if repair.sets is not None else []
    offer = _offer(repair)
    return sentences(
        offered,
        offer or None,
        "Nobody is said to seek it" if repair.sought is None else None,
        f"Success {listed(given)}" if given else None,
        f"Source: {repair.ref}" if repair.ref else None,
    )
