"""What standing opens and shuts, and who else acts on it."""

from __future__ import annotations

from typing import Final

from scorarium.scheme.aloud.conditions import when
from scorarium.scheme.aloud.head import legal_basis
from scorarium.scheme.aloud.numbers import flag, listed, number, plain, quoted, sentences, sphere
from scorarium.scheme.aloud.senses import GOES_BY, HOW
from scorarium.scheme.aloud.standing import decided
from scorarium.scheme.consequences import Consequence, Export
from scorarium.scheme.model import Scheme

RECEIVERS: Final[dict[str, str]] = {
    "company": "A company",
    "state": "The state",
    "association": "An association",
    "platform": "A platform",
}
GIVEN: Final[dict[str, str]] = {
    "score": "the score",
    "tier": "the tier",
    "list": "the list",
    "record": "the record",
}


def consequences(scheme: Scheme) -> list[tuple[str, str]]:
    """Say of each consequence when it holds, what it does and who signs."""
    return [(name, _consequence(one)) for name, one in scheme.consequences.items()]


def _consequence(one: Consequence) -> str:
    held = when(one.when)
    return sentences(
        f"{held[0].upper()}{held[1:]}, {_effect(one)}",
        f"It is repeated every {number(one.every)} while that holds" if one.every is not None else None,
        f"It holds for {number(one.lasts)}" if one.lasts is not None else None,
        f"How hard it strikes, from 0 to 5: {number(one.severity)}" if one.severity is not None else None,
        flag(one.reversible, "It can be made good", "It cannot be made good"),
        *(decided(one.decided) if one.decided is not None else ()),
        f"Not the operator applies it, but {quoted(one.through)}, to whom the standing is passed on"
        if one.through
        else None,
        legal_basis(one.legal_basis, "It") if one.legal_basis is not None else None,
        f"Source: {one.ref}" if one.ref else None,
    )


def _effect(one: Consequence) -> str:
    service = plain(one.service) if one.service else "something that is not said"
    amount = number(one.amount) if one.amount is not None else "an amount that is not said"
    per = f" for each {number(one.per)} of the act's amount above the rule's border" if one.per is not None else ""
    share = f" in {number(one.strength)} of demands" if one.strength is not None else ""
    match one.effect:
        case "deny" | "favour":
            done = f"is refused {service}" if one.effect == "deny" else f"is given {service} with preference"
            return f"a person {done}{share}" + (f" for {amount}" if one.amount is not None else "")
        case "delay":
            return f"a person gets {service} {amount} later{share}"
        case "price":
            if one.amount is not None and (one.amount.by is not None or one.amount.times):
                return f"a person pays a part of the ordinary price of {service}{share}: {amount}"
            return f"a person pays {amount} of the ordinary price of {service}{share}"
        case "fine" | "pay" | "reclaim":
            verb = {"fine": "a person is fined", "pay": "a person is paid", "reclaim": "a person must pay back"}[
                one.effect
            ]
            back = f" of what {service} was worth over the last year" if one.service else ""
            return f"{verb} {amount}{back}{per}{share}"
        case _:
            return _softer(one, service)


def _softer(one: Consequence, service: str) -> str:
    pull = f", with a strength of {number(one.strength)}" if one.strength is not None else ""
    if one.effect == "inspect":
        sense = f"the sense {quoted(one.sense)}" if one.sense else "a sense that is not said"
        return f"{sense} looks harder at a person{pull}"
    if one.effect == "allocate":
        by = f" {GOES_BY[one.goes_by]}" if one.goes_by else ""
        how = f", {HOW[one.how]}" if one.how else ""
        power = f", to the power of {number(one.power)}" if one.power is not None else ""
        return f"scarce places of {service} go{by}{how}{power}{pull}"
    if one.effect == "warn":
        return f"a person is warned and feels the risk of the next entry{pull}"
    acts = [f"towards {way} {plain(act)}" for act, way in one.acts.items()]
    tired = f"; suggestions wear out {number(one.fatigue)}" if one.fatigue is not None else ""
    return f"a person is advised {listed(acts)}{pull}{tired}"


def exports(scheme: Scheme) -> list[tuple[str, str]]:
    """Say of each export who receives what, and what comes of it."""
    return [(name, _export(one)) for name, one in scheme.exports.items()]


def _export(one: Export) -> str:
    context = f" and acts on it in the context of {sphere(one.context)}" if one.context else ""
    kept = number(one.kept) if one.kept is not None else None
    return sentences(
        f"{RECEIVERS[one.to]} receives {GIVEN[one.what]}{context}",
        f"It feeds the scheme {quoted(one.scheme)}" if one.scheme else None,
        f"What it says is followed in {number(one.decisive)} of cases" if one.decisive is not None else None,
        f"It is kept for {kept}" if kept else None,
        flag(one.told, "The person is told", "The person is not told"),
        legal_basis(one.legal_basis, "It") if one.legal_basis is not None else None,
        f"Source: {one.ref}" if one.ref else None,
    )
