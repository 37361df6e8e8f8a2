"""How people feel about being scored: stress, trust in operator and people, protest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_belief import typical
from scorarium.engine.plan_columns import TYPES, column
from scorarium.engine.plan_frame import Frame
from scorarium.engine.plan_outline import Outline
from scorarium.engine.plan_scheme import OPEN_HIGH, OPEN_LOW
from scorarium.engine.plan_selves import Differing, most
from scorarium.engine.plan_time import exp_neg
from scorarium.engine.tables import Moods, Numbers, Schemes, Selves, Wiles
from scorarium.kernels.arith import ln
from scorarium.kernels.constants import LN2
from scorarium.names import POINT, Decision, Own
from scorarium.scheme.model import Scheme
from scorarium.society.dice import Dice, normal

HALF = 0.5
"""What is left of the stress of being watched where rules and reasons are public (effects of transparency)."""


def moods_table(
    frame: Frame, differing: Differing, outlines: Sequence[Outline], schemes: Schemes, numbers: Numbers
) -> Moods:
    """Flags and parameters in the engine's units."""
    mind = differing.mind
    v, time = mind.values, frame.time
    declared = [outline.scheme for outline in outlines]
    ends = [scale(schemes, numbers, s) for s in range(len(declared))]
    return Moods(
        stress=int("stress" in mind.full),
        weight=v["stress_weight"] * float(time.days) * POINT,
        kept=exp_neg(time.per_tick(v["stress_drain"])),
        watched=column([watched(one) * v["stress_watched"] for one in declared], TYPES["f8"]),
        near=v["stress_near"],
        swing=v["stress_swing"],
        listed=v["stress_listed"],
        refused=v["stress_refused"],
        trust=int("trust" in mind.full),
        loss=v["trust_loss"],
        fair=v["trust_fair"] * v["trust_loss"],
        explains=column([explains(one) for one in declared], TYPES["u1"]),
        shown=int("shown" in mind.full),
        by_standing=v["trust_by_standing"],
        visible=column([is_visible(one) for one in declared], TYPES["u1"]),
        bottom=column([bottom for bottom, _ in ends], TYPES["f8"]),
        width=column([width for _, width in ends], TYPES["f8"]),
        crowding=int("crowding" in mind.full),
        crowded=ln(1.0 - v["crowding"]) if "crowding" in mind.full else 0.0,
        pays=np.zeros((len(declared), len(frame.acts)), np.uint8),
        silence=int("silence" in mind.full),
        hush=v["silence_threshold"],
        conformity=int("conformity" in mind.full),
        follow=-ln(1.0 - v["conformity"]) if "conformity" in mind.full else 0.0,
        faded=exp_neg(LN2 * float(time.days) / v["example_memory"]),
        protest=int("protest" in mind.full),
        threshold=thresholds(frame, differing),
    )


def paid_acts(
    frame: Frame, outlines: Sequence[Outline], rules: Mapping[str, NDArray[Any]], before: NDArray[np.uint8] | None
) -> NDArray[np.uint8]:
    """uint8[S, acts]: acts that do others good and that a scheme rewards, or did before it was changed."""
    acts = list(frame.acts.values())
    found = np.zeros((len(outlines), len(acts)), np.uint8)
    for outline in outlines:
        for b, act in enumerate(acts):
            row = outline.row * len(acts) + b
            own = rules["of_act"][rules["of_act_first"][row] : rules["of_act_first"][row + 1]]
            found[outline.row, b] = typical(frame, act.benefit) > 0 and bool(rules["helpful"][own].any())
    return found if before is None else found | before


def sway(
    frame: Frame,
    moods: Moods,
    wiles: Wiles,
    selves: Selves,
    outlines: Sequence[Outline],
    touched: NDArray[np.uint8],
    raised: NDArray[np.uint8],
) -> None:
    """Mark acts whose rates paid kindness, silence, gaming and conformity move."""
    n = len(frame.acts)
    protected = np.array([act.protected is not None for act in frame.acts.values()], bool)
    for outline in outlines:
        w = outline.world
        if moods.silence:
            touched[w, :n] |= protected.astype(np.uint8)
        if moods.crowding:
            touched[w, :n] |= moods.pays[outline.row]
            raised[w, :n] |= moods.pays[outline.row] * np.uint8(most(selves, Own.CROWDED, moods.crowded) > 0)
        if wiles.games:
            touched[w, :n] |= wiles.cheap[outline.row]
            raised[w, :n] |= wiles.cheap[outline.row]
    if moods.conformity:
        raised[1:, :n] |= touched[1:, :n]


def thresholds(frame: Frame, differing: Differing) -> NDArray[np.float64]:
    """float64[N]: the share of friends in protest from which each person joins; nothing without protest."""
    if "protest" not in differing.mind.full:
        return np.zeros(0)
    people = frame.population  # thresholds are of the people: where replicates share them, they are the same
    words = Dice(people.seed, people.replicate).person(Decision.PROTEST, people.n)
    return differing.of("protest_mean") + differing.of("protest_sd") * normal(words)


def watched(scheme: Scheme) -> float:
    """How much of being watched there is: none without senses or an operator who sees, half where it is explained."""
    visible = scheme.visibility
    if not scheme.senses or (visible is not None and visible.to_operator is False):
        return 0.0
    is_public = visible is not None and visible.rules_public is True
    return HALF if is_public and gives_reasons(scheme) else 1.0


def gives_reasons(scheme: Scheme) -> bool:
    """Whether a decision comes with reasons."""
    process = scheme.due_process
    return process is not None and process.reasons not in (None, "none")


def explains(scheme: Scheme) -> bool:
    """Whether those who are sanctioned are told, and told why."""
    process = scheme.due_process
    return gives_reasons(scheme) and process is not None and process.notice not in (None, "none")


def is_visible(scheme: Scheme) -> bool:
    """Whether others see the score."""
    visible = scheme.visibility
    return visible is not None and (visible.to_others is True or visible.leaderboard is True)


def scale(schemes: Schemes, numbers: Numbers, s: int) -> tuple[float, float]:
    """The worst score in units, and the way from there to the best; an open end gives way to the start."""
    way = int(schemes.better[s])
    start = float(numbers.base[schemes.start[s]]) * POINT
    low, high = (float(schemes.low[s]), float(schemes.high[s]))
    worst, best = (low, high) if way > 0 else (high, low)
    is_open = {float(OPEN_LOW), float(OPEN_HIGH)}
    best = start if best in is_open else best
    worst = 2.0 * start - best if worst in is_open else worst
    width = best - worst
    return (worst, width) if width != 0.0 else (best - way * POINT, float(way * POINT))
