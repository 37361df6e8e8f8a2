"""A scheme that changes inside a run: each of its variants with the names of all of them, so that no row ever moves.

What a variant does not have stands in it as something that never happens: a list that nobody enters, a consequence
whose condition never holds. (Rules are filled up where their rows are made: some come from conditions.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from scorarium.engine.plan_frame import Worlds
from scorarium.errors import Complaint, MalformedError
from scorarium.names import NEVER
from scorarium.quantities import Number, Plain
from scorarium.scheme.changing import NEVER_HOLDS, after, in_order
from scorarium.scheme.model import Scheme
from scorarium.scheme.scores import FactorsScore
from scorarium.scheme.standing import Ground

ROOMS: Final = ("senses", "factors", "tiers", "lists", "repairs", "exports", "consequences")
"""Parts of a scheme that have rows by name."""
NOTHING_LISTED: Final = ("enter", "lasts", "until", "leaving", "decided", "public", "repair", "grace", "due_process")
MOST_VARIANTS: Final = 128
NOUGHT: Final = Number("share", default=Plain(0.0))


@dataclass(frozen=True)
class Variant:
    """A scheme as it is for a while.

    Parameters
    ----------
    scheme
        With what it lacks filled in as something that never happens.
    declared
        As its reforms leave it.
    family
        Every variant, the first one first; only itself for a scheme that never changes.
    past
        What it was until now, the latest last.
    absent
        Room -> the names that it lacks.
    ends
        The tick from which it is stopped.
    """

    scheme: Scheme
    declared: Scheme
    family: tuple[Scheme, ...]
    past: tuple[Scheme, ...] = ()
    absent: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ends: int = NEVER


VariantWorlds = Mapping[str, Sequence[Variant]]


def unchanging(worlds: Worlds) -> dict[str, list[Variant]]:
    """Schemes as they are declared."""
    return {name: [Variant(one, one, (one,)) for one in schemes] for name, schemes in worlds.items()}


def variant(family: tuple[Scheme, ...], past: tuple[Scheme, ...], now: Scheme, ends: int = NEVER) -> Variant:
    """One variant of a family."""
    filled, absent = padded(now, past, family)
    return Variant(filled, now, family, past, absent, ends)


def reachable(scheme: Scheme) -> tuple[Scheme, ...]:
    """Every variant that can come about: those of the times one upon the other, each that waits upon any of them.

    Raises
    ------
    DeclarationError
        A reform does not fit what it would meet.
    """
    if any("changes" in (change.reform or {}) for change in scheme.changes.values()):
        return tuple(branching(scheme))
    order = in_order(scheme)
    timed = [name for name in order if scheme.changes[name].at is not None]
    waiting = [name for name in order if scheme.changes[name].at is None and scheme.changes[name].reform is not None]
    starts = [timed[:k] for k in range(len(timed) + 1)]
    found = [after(scheme, names) for names in starts]
    for name in waiting:
        found += [after(scheme, [*names, name]) for names in starts]
    if len(waiting) > 1:
        found.append(after(scheme, [*timed, *waiting]))
    return tuple(found)


def branching(scheme: Scheme) -> list[Scheme]:
    """Every variant of a scheme whose changes bring further ones, whatever comes first of what waits."""
    found, known = [scheme], {frozenset[str]()}
    ways: list[tuple[str, ...]] = [()]
    for made in ways:
        now = after(scheme, made) if made else scheme
        left = [name for name in in_order(now) if name not in made and now.changes[name].reform is not None]
        timed = [name for name in left if now.changes[name].at is not None]
        waiting = [name for name in left if now.changes[name].at is None]
        for name in (*timed[:1], *waiting):
            way = (*made, name)
            if frozenset(way) not in known:
                known.add(frozenset(way))
                ways.append(way)
                found.append(after(scheme, way))
        if len(found) > MOST_VARIANTS:
            problem = f"more ways to change '{scheme.name}' than the engine can hold"
            raise MalformedError(Complaint(problem, f"more than {MOST_VARIANTS}", f"at most {MOST_VARIANTS}"))
    return found


def room_of(scheme: Scheme, room: str) -> Mapping[str, Any]:
    """The members of a room."""
    if room == "factors":
        return scheme.score.factors if isinstance(scheme.score, FactorsScore) else {}
    if room == "repairs":
        return scheme.all_repairs
    members: Mapping[str, Any] = getattr(scheme, room)
    return members


def described(room: str, past: Sequence[Scheme], family: Sequence[Scheme]) -> dict[str, Any]:
    """Every name of a room, in the order of the family, as it was last or else as it will be first."""
    found = {name: one for other in family for name, one in room_of(other, room).items()}
    first = {name: one for other in reversed(family) for name, one in room_of(other, room).items()}
    last = {name: one for other in past for name, one in room_of(other, room).items()}
    return {name: last.get(name, first[name]) for name in found}


def padded(
    scheme: Scheme, past: Sequence[Scheme], family: Sequence[Scheme]
) -> tuple[Scheme, dict[str, frozenset[str]]]:
    """A variant with the names of all, and room -> the names that it lacks."""
    rooms: dict[str, dict[str, Any]] = {}
    absent: dict[str, frozenset[str]] = {}
    for room in ROOMS:
        own = room_of(scheme, room)
        known = described(room, past, family)
        rooms[room] = {name: own[name] if name in own else inert(room, one) for name, one in known.items()}
        absent[room] = frozenset(name for name in known if name not in own)
    return assembled(scheme, rooms), absent


def inert(room: str, one: Any) -> Any:
    """A part that never happens."""
    if room == "exports":
        return one
    never: dict[str, Any] = {"when": NEVER_HOLDS}
    if room == "senses":
        never = {"sees": {}, "malicious": None, "identification": None, "effort": None}
    elif room == "factors":
        never = {"weight": NOUGHT, "from_attribute": None, "from_friends": None, "from_score": None, "from_when": None}
    elif room == "tiers":
        never |= {"from_": None, "margin": None, "lasts": None}
    elif room == "lists":
        ground = Ground.model_construct(_fields_set={"enter"}, enter=NEVER_HOLDS)
        never = {**dict.fromkeys(NOTHING_LISTED), "grounds": {"": ground}, "spreads_to": {}}
    elif room == "repairs":
        never |= {"points": None, "sets": None, "ends": None, "by": None}
    return one.model_copy(update=never)


def assembled(scheme: Scheme, rooms: Mapping[str, Mapping[str, Any]]) -> Scheme:
    """The scheme with these members; short forms of repairs stand among the repairs."""
    parts: dict[str, Any] = {room: rooms[room] for room in ROOMS if room not in ("factors", "lists")}
    parts["lists"] = {name: one.model_copy(update={"repair": None}) for name, one in rooms["lists"].items()}
    if isinstance(scheme.score, FactorsScore):
        parts["score"] = scheme.score.model_copy(update={"factors": rooms["factors"]})
    return scheme.model_copy(update=parts)
