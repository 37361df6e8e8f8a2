"""The phases of a tick as they run here: what each does, what is switched off, and how durations become ticks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from scorarium.engine.plan import CompiledPlan
from scorarium.engine.plan_defaults import ASSUMED
from scorarium.engine.plan_outline import Outline
from scorarium.engine.psychology import DEFAULTS, Default
from scorarium.engine.refusals import written
from scorarium.engine.rows import by_ties
from scorarium.names import NEVER
from scorarium.quantities import Count, Duration, Number, rational
from scorarium.scheme.process import Appeal

PHASES: Final = ("recover", "act", "sense", "attribute", "score", "stand", "serve", "feel", "meet", "record")
SWITCHES: Final = ("deterrence", "rewards", "habit", "chill", "hearsay", "income")
ROOMS: Final[Mapping[str, str]] = {
    "senses": "sense",
    "score": "score",
    "tiers": "stand",
    "lists": "stand",
    "repairs": "recover",
    "due_process": "recover",
    "consequences": "serve",
    "exports": "serve",
    "enrolment": "meet",
}
"""In which phase the durations of a part of a scheme count."""

SILENT: Final[Mapping[str, str]] = {
    "appeal": "recover",
    "correction": "recover",
    "visibility": "act",
    "exports": "serve",
    "spend": "recover",
    "decided": "serve",
    "learned": "score",
    "games": "meet",
}
"""In which phase an assumption counts."""

EXACT: Final = frozenset({"at_most", "range"})
"""Words whose periods are kept as exact fractions of days: nothing is rounded."""


@dataclass(frozen=True)
class Rounding:
    """A declared duration and the ticks that it becomes.

    Parameters
    ----------
    scheme, path
        Where it stands.
    days
        As declared; `inf` is never.
    ticks
        Rounded half up, at least 1; `None` is never.
    """

    scheme: str
    path: str
    days: float
    ticks: int | None
    is_exact: bool


@dataclass(frozen=True)
class Assumption:
    """A number that nobody wrote, and what stands in for it."""

    scheme: str | None
    path: str
    default: Default


@dataclass(frozen=True)
class Phase:
    """One phase of every tick.

    Parameters
    ----------
    does, off
        Sentences: what happens here, and what would happen if it were declared or switched on.
    """

    name: str
    does: tuple[str, ...]
    off: tuple[str, ...]
    roundings: tuple[Rounding, ...]
    assumed: tuple[Assumption, ...]


def phases(compiled: CompiledPlan) -> list[Phase]:
    """The phases in their order."""
    roundings, assumed = list(all_roundings(compiled)), list(all_assumptions(compiled))
    found = []
    for name in PHASES:
        lines = _LINES[name](compiled)
        found.append(
            Phase(
                name,
                tuple(text for is_on, text in lines if is_on),
                tuple(text for is_on, text in lines if not is_on),
                tuple(rounding for phase, rounding in roundings if phase == name),
                tuple(assumption for phase, assumption in assumed if phase == name),
            )
        )
    return found


def all_roundings(compiled: CompiledPlan) -> Iterator[tuple[str, Rounding]]:
    """Every duration of every scheme with the phase in which it counts; the same scheme in several worlds once."""
    time = compiled.frame.time
    for outline in distinct(compiled):
        for path, value in written(outline.scheme):
            phase = ROOMS.get(path[0]) if path[-1] not in EXACT else None
            for days in durations(value) if phase is not None else ():
                ticks = time.ticks(days)
                exact = days == float("inf") or rational(days) == ticks * time.days
                row = Rounding(
                    outline.scheme.name, ".".join(path), float(days), None if ticks == NEVER else ticks, exact
                )
                yield phase or "", row


def durations(value: Any) -> list[Fraction | float]:
    """The durations in a value, in days."""
    if isinstance(value, Duration):
        return [value.days]
    if isinstance(value, Count):
        return [value.within.days] if value.within is not None else []
    if isinstance(value, Number) and value.dimension == "duration":
        return [plain.value for path, plain in value.leaves() if "times" not in path and "shares" not in path]
    return []


def all_assumptions(compiled: CompiledPlan) -> Iterator[tuple[str, Assumption]]:
    """Every number that stands in for one that nobody wrote, with its phase."""
    for outline in distinct(compiled):
        for path in silent(outline):
            phase = SILENT[path.partition(".")[0]]
            yield phase, Assumption(outline.scheme.name, path, ASSUMED[path])
    if compiled.mind.full or any(getattr(compiled.plan.minds, name) for name in SWITCHES):
        for name, default in DEFAULTS.items():
            if name not in compiled.mind.written and compiled.mind.reads(name):
                yield "feel", Assumption(None, f"psychology.{name}", default)


def silent(outline: Outline) -> Iterator[str]:
    """What a scheme does not say although it matters."""
    scheme, process = outline.scheme, outline.scheme.due_process
    appeal = process.appeal if process is not None else None
    if isinstance(appeal, Appeal):
        names = ("sought", "known_to", "decided_after", "upheld_if_wrong", "upheld_if_right", "at_most", "wait")
        yield from (f"appeal.{name}" for name in names if getattr(appeal, name) is None)
    if scheme.visibility is None or scheme.visibility.rules_known_by is None:
        yield "visibility.rules_known_by"
    spend = getattr(scheme.score, "spend", None)
    if spend is not None and spend.at is None:
        yield "spend.at"
    learned = getattr(scheme.score, "learned", None)
    yield from (f"learned.{name}" for name in ("window", "refit") if learned and getattr(learned, name) is None)
    decided = [one.decided for one in scheme.consequences.values()]
    decided += [one.decided for one in scheme.lists.values()]
    if any(one is not None and one.follows is None for one in decided):
        yield "decided.follows"
    games = scheme.games
    if games is not None:
        yield from ("games.level_worth",) if games.levels is True else ()
        yield from ("games.mission_lift", "games.mission_lasts") if games.missions is not None else ()
        yield from ("games.referral",) if games.referral_points is not None else ()
    used = [scheme.exports[one.through] for one in scheme.consequences.values() if one.through is not None]
    correction = process.correction if process is not None else None
    for name in ("decisive", "kept"):
        if any(getattr(export, name) is None for export in used):
            yield f"exports.{name}"
    for name in ("reaches_copies", "after"):
        if used and (correction is None or getattr(correction, name) is None):
            yield f"correction.{name}"


def distinct(compiled: CompiledPlan) -> list[Outline]:
    """One outline for each scheme, whatever the number of its worlds."""
    return list({outline.scheme.name: outline for outline in reversed(compiled.outlines)}.values())[::-1]


def deters(compiled: CompiledPlan) -> bool:
    """Whether known rules keep people from acts."""
    minds, rules = compiled.plan.minds, compiled.plan.rules
    return bool(minds.deterrence and minds.slope and rules.harmful.any())


def attracts(compiled: CompiledPlan) -> bool:
    """Whether gains draw people to acts."""
    return bool(compiled.plan.minds.rewards and compiled.plan.rules.helpful.any())


def chills(compiled: CompiledPlan) -> bool:
    """Whether lawful protected acts may be chilled."""
    return bool(compiled.plan.minds.chill and compiled.plan.rules.harmful.any())


def habits(compiled: CompiledPlan) -> bool:
    """Whether people get used to leaving what is punished."""
    return bool(compiled.plan.minds.habit and compiled.plan.worlds.punished.any())


def believes(compiled: CompiledPlan) -> bool:
    """Whether people hold beliefs about being seen."""
    return compiled.mind.learns and compiled.plan.sizes.groups > 0


def learns(compiled: CompiledPlan) -> bool:
    """Whether what comes of acts moves those beliefs."""
    minds = compiled.plan.minds
    return believes(compiled) and compiled.mind.beliefs and bool(minds.deterrence or minds.rewards)


Lines = list[tuple[bool, str]]


def of(what: str, names: tuple[str, ...]) -> str:
    """A sentence, and of what it speaks."""
    return f"{what}: {', '.join(dict.fromkeys(names))}" if names else what


def _recover(compiled: CompiledPlan) -> Lines:
    plan = compiled.plan
    return [
        (bool((plan.rules.lasts >= 0).any()), "entries whose clock has run out end"),
        (bool((plan.schemes.decay < 1).any()), "permanent points decay"),
        (plan.sizes.repairs > 0, "repairs are sought and judged"),
        (bool(plan.schemes.hears.any()), "appeals are filed and decided"),
        (plan.sizes.opens > 0, of("what stands open is settled", compiled.labels.opens)),
        (plan.sizes.lists > 0, "listings end"),
    ]


def _act(compiled: CompiledPlan) -> Lines:
    plan, labels = compiled.plan, compiled.labels
    mean = float(plan.acts.largest.sum(axis=1)[plan.people.cell].mean())
    return [
        (True, f"{mean:.3g} candidates a person and tick"),
        (True, f"{len(labels.kinds)} kinds of candidates in {len(plan.acts.largest)} cells"),
        (len(plan.acts.periodic) > 0, "some acts are done at most once a period"),
        (bool(compiled.frame.ever), "what changes bring, or make more frequent, is drawn apart"),
        (deters(compiled), "rules that are known keep people from acts (deterrence)"),
        (attracts(compiled), "gains draw people to acts (reward pull)"),
        (chills(compiled), "lawful protected acts are chilled"),
        (plan.sizes.voices > 0, "how much of some acts is done is weighed against the penalty"),
        (habits(compiled), "habit keeps people from acts"),
        (bool(plan.minds.income and plan.acts.income_load.any()), "low income raises acts that load on it"),
        (len(plan.consequences.of_act) > 0, "recommendations"),
        *((name in compiled.mind.full, text) for name, text in SWAYS.items()),
    ]


SWAYS: Final = {
    "crowding": "good acts that were paid for lose some of their own weight",
    "reactance": "a felt threat takes some of deterrence away",
    "silence": "the silence of friends keeps people from speaking",
    "conformity": "people follow what schemes made their friends leave or do",
    "gaming": "some do cheap good acts for the points that carry them over a border",
}
"""What each mechanism of `psychology.FULL` does to the rates of acts."""


def sways(compiled: CompiledPlan) -> bool:
    """Whether friends' examples move rates."""
    return compiled.plan.sizes.swayed > 0


def _sense(compiled: CompiledPlan) -> Lines:
    plan = compiled.plan
    return [
        (len(plan.senses.scheme) > 0, of("senses look", compiled.labels.senses)),
        (bool(plan.senses.witnesses.any()), "witnesses report"),
        (bool((plan.senses.malicious > 0).any()), "false reports are made"),
        (len(plan.senses.inspect) > 0, "some people are inspected more closely"),
        (bool(plan.wiles.hides), "some acts are moved to where less is seen"),
    ]


def _attribute(compiled: CompiledPlan) -> Lines:
    return [(compiled.plan.sizes.pools > 0, "acts are put to people who look alike")]


def _score(compiled: CompiledPlan) -> Lines:
    plan = compiled.plan
    return [
        (plan.sizes.rules > 0, of("rules make entries", compiled.labels.rules)),
        (plan.sizes.caps > 0, "some rules count up to a limit"),
        (bool((plan.schemes.clean_every > 0).any()), "clean periods are rewarded"),
        (bool(by_ties(plan)[0].any()), "friends weigh in"),
        (bool(by_ties(plan)[1].any()), "the household weighs in"),
        (len(plan.contagions.of) > 0, "other ties weigh in"),
        (bool(plan.wiles.claims), "some claim good acts falsely that carry them over a border"),
        (len(plan.learned.scheme) > 0, "weights are learned from what was recorded"),
    ]


def _stand(compiled: CompiledPlan) -> Lines:
    plan = compiled.plan
    return [
        (len(plan.schemes.tier_code) > 0, of("tiers", tuple(name for own in compiled.labels.tiers for name in own))),
        (plan.sizes.lists > 0, of("lists are entered", compiled.labels.lists)),
        (plan.sizes.spreads > 0, "listings spread by ties"),
        (plan.sizes.copies > 0, "recipients keep copies"),
        (len(plan.consequences.of_scheme) > 0, "fines, payments and warnings"),
    ]


def _serve(compiled: CompiledPlan) -> Lines:
    plan = compiled.plan
    return [
        (plan.sizes.services > 0, of("demands are answered", compiled.labels.services)),
        (len(plan.consequences.of_service) > 0, "doors open and shut by standing"),
        (bool((plan.services.places >= 0).any()), "scarce places are shared out"),
    ]


FELT: Final = {
    "stress": "being scored, refused and listed stresses people",
    "trust": "wrong and unexplained sanctions cost trust in the operator",
    "shown": "scores that are shown move trust in people",
    "protest": "people protest when enough of their friends do",
}
"""What each mechanism of `psychology.FULL` does in this phase."""


def _feel(compiled: CompiledPlan) -> Lines:
    minds = compiled.plan.minds
    return [
        (True, "welfare is summed"),
        (bool(minds.income), "refusals lower income, which recovers"),
        (learns(compiled), "beliefs learn from what came of acts"),
        (habits(compiled), "habit follows what was withheld"),
        (bool(compiled.mind.differ), of("each person has strengths of their own", tuple(compiled.mind.differ))),
        (bool(minds.hearsay) and compiled.plan.sizes.groups > 0, "friends' sanctions are heard of"),
        *((name in compiled.mind.full, text) for name, text in FELT.items()),
    ]


def _meet(compiled: CompiledPlan) -> Lines:
    plan = compiled.plan
    return [
        (bool((plan.schemes.innovation >= 0).any()), "people join by themselves and because others have"),
        (bool(plan.belonging.joins), "what membership opens, and what staying out costs, draws people in"),
        (bool(plan.belonging.leaves), "those who stay at a loss leave"),
        (bool(plan.bonds.parts), "friendships end and come back by published standing"),
        (bool((plan.games.rate > 0).any()), "missions suggest acts for a while"),
        (
            bool((plan.games.referral != 0).any() or (plan.by.games_referral >= 0).any()),
            "who brings somebody in gets points",
        ),
    ]


def _record(_: CompiledPlan) -> Lines:
    return [(True, "what others may read tomorrow is put down")]


_LINES: Final = {
    "recover": _recover,
    "act": _act,
    "sense": _sense,
    "attribute": _attribute,
    "score": _score,
    "stand": _stand,
    "serve": _serve,
    "feel": _feel,
    "meet": _meet,
    "record": _record,
}
