"""What people believe, what weighs on which act, and the parameters of their psychology."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_acts import Kind
from scorarium.engine.plan_belief import group_risks
from scorarium.engine.plan_columns import TYPES, column, first, ints
from scorarium.engine.plan_frame import Frame
from scorarium.engine.plan_outline import Outline, RuleSpec
from scorarium.engine.plan_senses import groups_of, sees
from scorarium.engine.plan_strategies import is_weighed
from scorarium.engine.plan_time import exp_neg
from scorarium.engine.psychology import CERTAIN, REGISTRIES, SIXTY_FOURTHS, Mind
from scorarium.engine.tables import Minds, Risks, Selves
from scorarium.kernels.constants import LN2, MOST_BELIEVED
from scorarium.names import Own


def halving(ticks: float, half_life: float) -> float:
    """What is left after so many ticks; an infinite half-life keeps everything."""
    return (
        1.0 if half_life == float("inf") else (exp_neg(LN2 * ticks / half_life) if half_life > 0 else float(ticks == 0))
    )


def minds_table(frame: Frame, mind: Mind) -> Minds:
    """Flags and parameters in the engine's units; who learns without dread is deterred with a slope of nought."""
    v, time = mind.values, frame.time
    feeds = any("income" in (service.feeds or ()) for service in frame.services.values())
    memory = time.unrounded(v["memory"]) if v["memory"] != float("inf") else float("inf")
    recovery = v["income_recovery"]
    return Minds(
        deterrence=int(mind.deterrence or mind.learning),
        rewards=int(mind.rewards),
        habit=int(mind.habit),
        chill=int(mind.chill),
        hearsay=int(mind.hearsay and mind.learns),
        income=int(feeds and v["income_loss"] > 0),
        slope=v["deterrence_slope"] * kept_by(mind) if mind.deterrence else 0.0,
        exponent=v["severity_exponent"],
        reward_slope=v["reward_slope"],
        unseen=round(v["unseen_weight"] * SIXTY_FOURTHS) if mind.beliefs else 0,
        hearsay_weight=round(v["hearsay_weight"] * SIXTY_FOURTHS),
        habit_rate=v["habit_rate"],
        habit_weight=v["habit_weight"],
        chill_reach=v["chill_reach"],
        pressure=v["income_pressure"],
        income_loss=v["income_loss"],
        income_recovery=min(1.0, float(time.days) / recovery) if recovery > 0 else 0.0,
        late_loss=time.per_tick(v["late_loss"]),
        favour_gain=v["favour_gain"],
        warn=round(v["warn"] * SIXTY_FOURTHS) if mind.beliefs else 0,
        memory=column([halving(k, memory) for k in range(time.n_ticks + 1)], TYPES["f8"]),
    )


def kept_by(mind: Mind) -> float:
    """The share of deterrence that a felt threat to freedom leaves (Brehm 1966)."""
    return 1.0 - mind.values["reactance"] if "reactance" in mind.full else 1.0


def weight(frame: Frame, mind: Mind, outline_rule: RuleSpec, act: str, harmful: bool) -> float:
    """How strongly a rule weighs on an act that it names: fully, or as chill on lawful protected acts."""
    spec = frame.acts[act]
    if not harmful or spec.protected is None or spec.lawful is False:
        return 1.0
    if not mind.chill:
        return 0.0
    return vague_chill(mind) if outline_rule.rule.vague else mind.values["chill"]


def vague_chill(mind: Mind) -> float:
    """The chill of a rule of which nobody knows what falls under it."""
    return mind.values["chill"] * (1.0 + mind.values["ambiguity"])


def reached(frame: Frame, outline_rule: RuleSpec) -> list[str]:
    """Lawful acts of the contexts of a vague rule that it does not name: protected ones if there are any, else all."""
    contexts = {frame.acts[act].context for act in outline_rule.acts} - {None}
    others = [
        name
        for name, act in frame.acts.items()
        if act.context in contexts and act.lawful is True and name not in outline_rule.acts
    ]
    protected = [name for name in others if frame.acts[name].protected is not None]
    return protected or others


Weighed = tuple[int, float, int, Own | None]
"""(rule, weight, risk groups, in which of their own strengths people may differ)."""


def chilled_by(frame: Frame, outline_rule: RuleSpec, act: str, harmful: bool) -> Own | None:
    """Which strength weighs where a rule strikes a lawful protected act."""
    spec = frame.acts[act]
    if not harmful or spec.protected is None or spec.lawful is False:
        return None
    return Own.VAGUE if outline_rule.rule.vague else Own.CHILL


class MindsRows:
    """Which rules weigh on the rate of which act.

    Parameters
    ----------
    frame, mind
        The society and its psychology.
    """

    def __init__(self, frame: Frame, mind: Mind) -> None:
        self.frame, self.mind = frame, mind
        self._rows: list[list[Weighed]] = []

    def add(self, outline: Outline, harmful: list[bool], helpful: list[bool]) -> None:
        """Add a scheme whose rules (in order) are harmful or helpful."""
        by_act: dict[str, list[Weighed]] = {act: [] for act in self.frame.acts}
        for place, spec in enumerate(outline.rules.values()):
            if not self._counts(harmful[place], helpful[place]):
                continue
            for act in spec.acts:
                if is_weighed(self.mind, act):
                    continue  # how much of it is done is weighed outright
                strength = weight(self.frame, self.mind, spec, act, harmful[place])
                if strength > 0:
                    groups, own = (
                        groups_mask(self.frame, outline, spec, (act,)),
                        chilled_by(self.frame, spec, act, harmful[place]),
                    )
                    by_act[act].append((spec.row, strength, groups, own))
            if spec.rule.vague and harmful[place] and self.mind.chill:
                reach = vague_chill(self.mind) * self.mind.values["chill_reach"]
                for act in reached(self.frame, spec) if reach > 0 else []:
                    if is_weighed(self.mind, act):
                        continue
                    groups = groups_mask(self.frame, outline, spec, spec.acts)
                    by_act[act].append((spec.row, reach, groups, Own.REACHED))
        self._rows += by_act.values()

    def columns(self, selves: Selves) -> dict[str, NDArray[Any]]:
        """The flat table; where people differ in how strongly, their own strength takes the place of the weight."""
        flat = [row for rows in self._rows for row in rows]
        own = [-1 if what is None else int(selves.row[what]) for _, _, _, what in flat]
        weights = [1.0 if row >= 0 else strength for row, (_, strength, _, _) in zip(own, flat, strict=True)]
        return {
            "minds_first": first(len(rows) for rows in self._rows),
            "minds_rule": ints([rule for rule, _, _, _ in flat]),
            "minds_weight": column(weights, TYPES["f8"]),
            "minds_groups": column([groups for _, _, groups, _ in flat], TYPES["u1"]),
            "minds_own": ints(own),
        }

    def touches(self, scheme: int, act: int) -> bool:
        """Whether a scheme has a rule that weighs on an act."""
        return bool(self._rows[scheme * len(self.frame.acts) + act])

    def raises(self, scheme: int, act: int, helpful: NDArray[np.uint8]) -> bool:
        """Whether some rule of a scheme draws people to an act."""
        rows = self._rows[scheme * len(self.frame.acts) + act]
        return self.mind.rewards and any(bool(helpful[rule]) for rule, _, _, _ in rows)

    def _counts(self, harmful: bool, helpful: bool) -> bool:
        return (harmful and (self.mind.deterrence or self.mind.learning)) or (helpful and self.mind.rewards)


def groups_mask(frame: Frame, outline: Outline, spec: RuleSpec, acts: tuple[str, ...]) -> int:
    """The risk groups of the senses that could bring these acts under the rule."""
    groups = groups_of(outline)
    found = 0
    for name, sense in outline.scheme.senses.items():
        allowed = spec.rule.seen_by is None or name in spec.rule.seen_by
        if allowed and any(sees(frame, sense, act) for act in acts):
            found |= 1 << groups[name]
    return found


def risks_table(frame: Frame, kinds: list[Kind], outlines: list[Outline], mind: Mind) -> Risks:
    """Beliefs before experience: an announced risk starts above the true one and fades to it."""
    n = frame.time.n_ticks
    rows: list[tuple[int, int, int, float]] = []
    a: list[NDArray[np.float64]] = []
    b: list[NDArray[np.float64]] = []
    counts = []
    excess, half_life = mind.values["excess"], frame.time.unrounded(mind.values["excess_half_life"])
    for outline in outlines:
        risks = group_risks(frame, kinds, outline)
        counts.append(len(risks))
        for bit, (true, kind) in enumerate(risks):
            known = "prior_seen" if kind in REGISTRIES else "prior_unseen"
            rows.append((outline.row, bit, int(kind not in REGISTRIES), true))
            if known in mind.priors and mind.beliefs:
                one, other = mind.priors[known]
                a.append(np.full(n, one))
                b.append(np.full(n, other))
                continue
            strength = mind.values[known] if mind.beliefs else CERTAIN
            rise = excess - 1.0 if mind.beliefs else 0.0
            mean = np.array([min(MOST_BELIEVED, true * (1.0 + rise * halving(t, half_life))) for t in range(n)])
            a.append(mean * strength)
            b.append((1.0 - mean) * strength)
    return Risks(
        scheme=ints([scheme for scheme, _, _, _ in rows]),
        bit=ints([bit for _, bit, _, _ in rows]),
        known=column([known for _, _, known, _ in rows], TYPES["u1"]),
        true=column([true for _, _, _, true in rows], TYPES["f8"]),
        prior_a=np.stack(a) if a else np.zeros((0, n)),
        prior_b=np.stack(b) if b else np.zeros((0, n)),
        first=first(counts),
    )
