"""What changes inside a run, the acts and services that a scheme adds, and what was published about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from scorarium.quantities import key_text
from scorarium.scheme.acts import Act, Service
from scorarium.scheme.aloud.conditions import clause, facts
from scorarium.scheme.aloud.numbers import (
    duration,
    flag,
    listed,
    number,
    plain,
    quoted,
    said,
    sentences,
    sourced,
    sphere,
    words,
)
from scorarium.scheme.consequences import Change, Fact
from scorarium.scheme.model import Scheme

FREEDOMS: Final[dict[str, str]] = {
    "expression": "the freedom of expression",
    "association": "the freedom of association",
    "assembly": "the freedom of assembly",
    "belief": "the freedom of belief",
    "petition": "the right of petition",
    "private_life": "the right to a private life",
}
TOWARDS: Final[dict[str, str]] = {
    "anyone": "anyone", "friends": "friends", "household": "the household", "work": "people at work",
    "neighbours": "people of the same district", "customers": "customers",
}  # fmt: skip


def changes(scheme: Scheme) -> list[tuple[str, str]]:
    """Say of each change when it happens and what becomes different."""
    return [(name, _change(one, scheme)) for name, one in scheme.changes.items()]


def _change(one: Change, scheme: Scheme) -> str:
    at = f"{duration(one.at)} after the start" if one.at is not None and one.at.days else "at the start"
    begins = [at] if one.at is not None else []
    begins += [f"as soon as {clause(one.when)}"] if one.when is not None else []
    first = listed(begins) or "At a time that is not said"
    new = [
        f"{said(leaf.value, 'points')}{sourced(leaf.source, 'points')} from {key_text(key)}"
        for key, leaf in (one.convert.cases if one.convert is not None else ())
    ]
    return sentences(
        f"{first}, the scheme changes",
        *(_patched(path, value) for path, value in _leaves(_known(_of_itself(one.reform or {}), scheme))),
        *_coming(one.reform or {}, scheme),
        *(_brought(name, further, scheme) for name, further in _further(one.reform or {}).items()),
        f"Old scores become new ones: {listed(new)}" if new else None,
        flag(one.stop, "The scheme ends", "The scheme goes on"),
        flag(one.keeps_records, "Its records outlive it", "Its records end with it"),
        f"Source: {one.ref}" if one.ref else None,
    )


def _further(reform: Mapping[str, Any]) -> dict[str, Any]:
    """The changes that a reform brings whole, or takes away."""
    changes = reform.get("changes")
    several = changes if isinstance(changes, Mapping) else {}
    return {name: one for name, one in several.items() if one is None or {"at", "when"} & set(one)}


def _of_itself(reform: Mapping[str, Any]) -> dict[str, Any]:
    """A reform without the changes that it brings."""
    further = _further(reform)
    left = {name: one for name, one in (reform.get("changes") or {}).items() if name not in further}
    return {key: left if key == "changes" else value for key, value in reform.items() if key != "changes" or left}


def _known(reform: Mapping[str, Any], scheme: Scheme) -> dict[str, Any]:
    """A reform without the acts and services that it brings whole."""
    new = {room: _new(reform, scheme, room) for room in ("acts", "services")}
    left = {
        room: {name: one for name, one in patch.items() if name not in new[room]} if new.get(room) else patch
        for room, patch in reform.items()
    }
    return {room: patch for room, patch in left.items() if patch or not new.get(room)}


def _new(reform: Mapping[str, Any], scheme: Scheme, room: str) -> dict[str, Any]:
    """The acts, or services, that a reform brings."""
    known: Mapping[str, Any] = getattr(scheme, room)
    return {
        name: one for name, one in (reform.get(room) or {}).items() if name not in known and isinstance(one, Mapping)
    }


def _coming(reform: Mapping[str, Any], scheme: Scheme) -> list[str]:
    """Say of each act and service that a reform brings what it is."""
    acts = [(name, _act(Act.model_validate(one))) for name, one in _new(reform, scheme, "acts").items()]
    services = [(name, _service(Service.model_validate(one))) for name, one in _new(reform, scheme, "services").items()]
    told = [*(("act", *one) for one in acts), *(("service", *one) for one in services)]
    return [
        f"It brings the {what} {quoted(name)}. {text.removesuffix('.')}".removesuffix(". ") for what, name, text in told
    ]


def _brought(name: str, further: Any, scheme: Scheme) -> str:
    if further is None:
        return f"The change {quoted(name)} does not come any more"
    told = _change(Change.model_validate(further), scheme).removesuffix(".")
    return f"It brings a further change, {quoted(name)}: {told}"


def _leaves(patch: Mapping[str, Any], path: tuple[str, ...] = ()) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for key, value in patch.items():
        if isinstance(value, Mapping) and value:
            found += _leaves(value, (*path, key))
        else:
            found.append((".".join((*path, key)), value))
    return found


def _patched(path: str, value: Any) -> str:
    if value is None:
        return f"{quoted(path)} is dropped"
    text = "true" if value is True else "false" if value is False else value
    return f"{quoted(path)} becomes {listed(map(str, text)) if isinstance(text, list) else text}"


def facts_published(scheme: Scheme) -> list[tuple[str, str]]:
    """Say of each fact what was published, of what and by whom, and why what comes out misses it."""
    return [
        (name, sentences(said_of(one), f"Why what comes out misses it: {one.why}" if one.why else None))
        for name, one in scheme.facts.items()
    ]


def said_of(one: Fact) -> str:
    """Say of one fact what was published, of what and by whom."""
    of = [f"of the list {quoted(one.list_)}"] if one.list_ else []
    of += [f"of tier {one.tier}"] if one.tier else []
    of += [f"of {plain(name)}" for name in (one.act, one.service) if name]
    of += [f"where {listed(facts(one.is_))}"] if one.is_ else []
    out = f" out of {number(one.of)}" if one.of is not None else ""
    at = f", {number(one.at)} after the start" if one.at is not None else ""
    over = f", over {number(one.over)}" if one.over is not None else ""
    what = " ".join([plain(one.measure), *of])
    return sentences(f"{what}: {number(one.value)}{out}{at}{over}", f"Source: {one.ref}" if one.ref else None)


def acts(scheme: Scheme) -> list[tuple[str, str]]:
    """Say of each act that the scheme adds what it is and who does it."""
    return [(name, _act(one)) for name, one in scheme.acts.items()]


def _act(one: Act) -> str:
    prices = [(one.harm, "costs others"), (one.benefit, "gives others"), (one.cost, "costs the person who does it")]
    return sentences(
        f"It belongs to this part of life: {sphere(one.context)}" if one.context else None,
        f"How grave it is, from 0 to 5: {number(one.gravity)}" if one.gravity is not None else None,
        flag(one.lawful, "It is lawful", "It is unlawful"),
        f"It is protected by {FREEDOMS[one.protected]}" if one.protected else None,
        *(f"It {what} {number(price)}" for price, what in prices if price is not None),
        f"It is done in a place of this kind: {plain(one.where)}" if one.where else None,
        *_done(one),
        f"Its amount is {number(one.amount)}" if one.amount is not None else None,
        f"It is done towards {TOWARDS[one.towards]}" if one.towards else None,
        _chosen(one),
        f"It stays open until it is settled, at a rate of {number(one.stays_open.settled)}" if one.stays_open else None,
        f"Who does it goes ahead in {plain(one.buys)}" if one.buys else None,
        f"Source: {one.ref}" if one.ref else None,
    )


def _done(one: Act) -> list[str | None]:
    share = f" with a chance of {number(one.share)}" if one.share is not None else ""
    return [
        f"It is done {number(one.rate)}, on average over those who do it" if one.rate is not None else None,
        f"It is done at most once in each {duration(one.every)}{share}" if one.every is not None else None,
        f"Where it has a period, it is done{share}" if share and one.every is None else None,
        f"Those who do it at all are those of whom it is true that {listed(facts(one.is_))}" if one.is_ else None,
        _loads(one.loads),
    ]


def _chosen(one: Act) -> str | None:
    kinds = {"discriminating": "only to the well reputed", "always": "always", "never": "never"}
    rows = [f"{number(share)} of people {kinds[way]}" for way, share in one.chosen.items()]
    return f"It is done by {listed(rows)}" if rows else None


def _loads(loads: Mapping[str, Any]) -> str | None:
    rows = [f"{plain(trait)} ({number(load, signed=True)})" for trait, load in loads.items()]
    if len(rows) == 1:
        return f"On it weighs the trait {rows[0]}"
    return f"On it weigh the traits {listed(rows)}" if rows else None


def services(scheme: Scheme) -> list[tuple[str, str]]:
    """Say of each service that the scheme adds what it is and how often it is asked for."""
    return [(name, _service(one)) for name, one in scheme.services.items()]


def _service(one: Service) -> str:
    demand = one.demand
    asked = None
    if demand is not None:
        asked = "It is held rather than asked for" if isinstance(demand, str) else f"It is asked for {number(demand)}"
    leads = [
        f"{plain(act)} ({'all the rest' if isinstance(share, str) else number(share)})"
        for act, share in one.leads_to.items()
    ]
    return sentences(
        f"It belongs to this part of life: {sphere(one.context)}" if one.context else None,
        flag(one.essential, "People cannot well do without it", "People can do without it"),
        f"To refuse it touches the right to {plain(one.right)}" if one.right else None,
        f"The law puts it under {plain(one.category)}" if one.category else None,
        asked,
        f"There are places for {number(one.places)} for each person" if one.places is not None else None,
        f"One is worth {number(one.value)}" if one.value is not None else None,
        f"Those who ask for it are those of whom it is true that {listed(facts(one.is_))}" if one.is_ else None,
        _loads(one.loads),
        f"It keeps up {words(one.feeds)}" if one.feeds else None,
        f"Who gets it may come to {listed(leads)}" if leads else None,
        f"Source: {one.ref}" if one.ref else None,
    )
