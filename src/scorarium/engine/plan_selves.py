"""Each person's own strength of a mechanism: numbers of psychology that depend on what people are, or are drawn.

What people are when the run begins decides; what is drawn is drawn once for each person. What lies beyond the bounds of
its kind (a share below nought or above one, a strength below nought) is at the bound.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_belief import typical
from scorarium.engine.plan_drawn import classes, of_each
from scorarium.engine.plan_frame import Frame, placing
from scorarium.engine.plan_time import exp_neg
from scorarium.engine.psychology import REWARD_SHARE, SHARES, SIGNED, SIXTY_FOURTHS, Mind, place_of, typically
from scorarium.engine.tables import Selves
from scorarium.kernels.arith import ln
from scorarium.names import POINT, Own
from scorarium.quantities import Number

Floats = NDArray[np.float64]
NEARLY_ALL: Final = 0.999
"""What is lost of a rate is less than all of it."""

BELIEFS: Final = ("prior_seen", "prior_unseen")
ANNOUNCED: Final = ("excess", "excess_half_life")


class Differing:
    """The numbers of a psychology in which people differ, person by person.

    Parameters
    ----------
    frame, mind
        The society and its psychology.
    """

    def __init__(self, frame: Frame, mind: Mind) -> None:
        self.frame, self.mind = frame, mind
        self._known: dict[str, Floats] = {}
        self.horizons: tuple[float, ...] = (mind.values["horizon"],)
        self.horizon: NDArray[np.uint8] | None = None
        if self.any("horizon"):
            self.horizon, self.horizons = classes(self.of("horizon"))

    def any(self, *names: str) -> bool:
        """Whether people differ in one of these numbers."""
        return any(name in self.mind.differ for name in names)

    def of(self, name: str) -> Floats:
        """float64[N]: a number for each person."""
        if name not in self._known:
            number = self.mind.differ.get(name)
            if number is None:
                self._known[name] = np.full(self.frame.population.n, self.plain(name))
            else:
                with placing(self.frame.society, "psychology", *place_of(name)):
                    of = "deterrence_slope" if self._times(name) < 1 else name
                    place = "/".join(("psychology", *place_of(of)))
                    self._known[name] = bounded(name, self._times(name) * of_each(self.frame, number, place))
        return self._known[name]

    def _times(self, name: str) -> float:
        """Where only deterrence is written, rewards pull by seven tenths of it."""
        return REWARD_SHARE if name == "reward_slope" and name not in self.mind.written else 1.0

    def plain(self, name: str) -> float:
        """A number that is the same for everybody."""
        prior, _, part = name.partition(".")
        return self.mind.priors[prior]["ab".index(part)] if part else self.mind.values[name]


def usual(frame: Frame, number: Number) -> float:
    """The mean of a number over people; where it is never for some, what holds as a rule."""
    is_finite = all(math.isfinite(plain.value) for _, plain in number.leaves())
    return typical(frame, number) if is_finite and not number.is_constant else typically(number)


def bounded(name: str, values: Floats) -> Floats:
    """Values within the bounds of their kind."""
    low = -np.inf if name in SIGNED else 0.0
    if name in ("crowding", "reactance", "conformity"):
        return np.clip(values, low, NEARLY_ALL)
    return np.clip(values, low, 1.0 if name in SHARES else np.inf)


def each(function: Callable[[float], float], values: Floats) -> Floats:
    """A function of each value, each distinct value once."""
    distinct, codes = np.unique(values, return_inverse=True)
    return np.array([function(float(x)) for x in distinct])[codes].reshape(len(values))


def selves_table(differing: Differing) -> Selves:
    """The table."""
    frame, mind = differing.frame, differing.mind
    columns = {**weighed(differing), **learnt(differing), **felt(differing), **beliefs(differing)}
    if differing.horizon is not None:
        columns[Own.HORIZON] = differing.horizon.astype(np.float64)
    order = sorted(columns)
    row = np.full(len(Own), -1, np.int32)
    for place, what in enumerate(order):
        row[what] = place
    return Selves(
        differ=int(not DREADED.isdisjoint(order)),
        believe=int(mind.beliefs and differing.any(*BELIEVED)),
        horizons=len(differing.horizons),
        row=row,
        value=np.stack([columns[what] for what in order]) if order else np.zeros((0, frame.population.n)),
    )


def most(selves: Selves, what: Own, plain: float) -> float:
    """The largest that a parameter is for anybody."""
    row = int(selves.row[what])
    return plain if row < 0 else float(selves.value[row].max(initial=-np.inf))


def least(selves: Selves, what: Own, plain: float) -> float:
    """The smallest that a parameter is for anybody."""
    row = int(selves.row[what])
    return plain if row < 0 else float(selves.value[row].min(initial=np.inf))


DREADED: Final = frozenset({
    Own.SLOPE, Own.EXPONENT, Own.REWARD_SLOPE, Own.CHILL, Own.VAGUE, Own.REACHED, Own.OUTSIDE,
})  # fmt: skip
"""How rules weigh on the rate of an act."""

BELIEVED: Final = frozenset({*BELIEFS, *ANNOUNCED, *(f"{prior}.{part}" for prior in BELIEFS for part in "ab")})

Columns = Mapping[Own, Floats]


def weighed(d: Differing) -> Columns:
    """What weighs on the rate of an act."""
    found: dict[Own, Floats] = {}
    kept = 1.0 - d.of("reactance") if "reactance" in d.mind.full else np.ones(d.frame.population.n)
    if d.any("deterrence_slope", "reactance"):
        found[Own.SLOPE] = d.of("deterrence_slope") * kept if d.mind.deterrence else 0.0 * kept
    for what, name in (
        (Own.EXPONENT, "severity_exponent"),
        (Own.REWARD_SLOPE, "reward_slope"),
        (Own.OUTSIDE, "chill_reach"),
        (Own.HABIT_WEIGHT, "habit_weight"),
        (Own.PRESSURE, "income_pressure"),
    ):
        if d.any(name):
            found[what] = d.of(name)
    if d.any("chill"):
        found[Own.CHILL] = d.of("chill")
    if d.any("chill", "ambiguity", "chill_reach"):
        vague = d.of("chill") * (1.0 + d.of("ambiguity"))
        found |= {Own.VAGUE: vague, Own.REACHED: vague * d.of("chill_reach")}
    if d.any("crowding") and "crowding" in d.mind.full:
        found[Own.CROWDED] = each(lambda x: ln(1.0 - x), d.of("crowding"))
    return found


def learnt(d: Differing) -> Columns:
    """How people learn from what comes of acts, and what a refusal does to their income."""
    time, found = d.frame.time, dict[Own, Floats]()
    weights = {"unseen_weight": Own.UNSEEN, "hearsay_weight": Own.HEARSAY}
    for name, what in weights.items():
        if d.any(name):
            found[what] = np.rint(d.of(name) * SIXTY_FOURTHS) * (d.mind.beliefs or name != "unseen_weight")
    for name, what in {"habit_rate": Own.HABIT_RATE, "income_loss": Own.INCOME_LOSS}.items():
        if d.any(name):
            found[what] = d.of(name)
    if d.any("memory"):
        found[Own.MEMORY] = each(time.unrounded, d.of("memory"))
    if d.any("income_recovery"):
        days = float(time.days)
        found[Own.INCOME_RECOVERY] = each(lambda x: min(1.0, days / x) if x > 0 else 0.0, d.of("income_recovery"))
    return found


def felt(d: Differing) -> Columns:
    """Moods, ways round a score, ties, belonging: only what is on."""
    time, full = d.frame.time, d.mind.full
    days = float(time.days)
    makers: dict[Own, tuple[str, tuple[str, ...], Callable[[], Floats]]] = {
        Own.STRESS: ("stress", ("stress_weight",), lambda: d.of("stress_weight") * days * POINT),
        Own.KEPT: (
            "stress", ("stress_drain",), lambda: each(lambda x: exp_neg(time.per_tick(x)), d.of("stress_drain"))
        ),
        Own.LOSS: ("trust", ("trust_loss",), lambda: d.of("trust_loss")),
        Own.FAIR: ("trust", ("trust_loss",), lambda: d.of("trust_loss") * d.mind.values["trust_fair"]),
        Own.BY_STANDING: ("shown", ("trust_by_standing",), lambda: d.of("trust_by_standing")),
        Own.HUSH: ("silence", ("silence_threshold",), lambda: d.of("silence_threshold")),
        Own.FOLLOW: ("conformity", ("conformity",), lambda: each(lambda x: -ln(1.0 - x), d.of("conformity"))),
        Own.HIDDEN: ("concealment", ("concealment",), lambda: d.of("concealment")),
        Own.GAMERS: ("gaming", ("gaming",), lambda: d.of("gaming")),
        Own.CLAIMED: ("false_reports", ("false_reports",), lambda: each(time.chance, d.of("false_reports"))),
        Own.SHUN: ("shunning", ("shunning",), lambda: each(lambda x: ln(x) if x > 0 else NO_TIE, d.of("shunning"))),
        Own.SORT: ("sorting", ("sorting",), lambda: d.of("sorting")),
        Own.JOINING: ("joining", ("joining",), lambda: d.of("joining")),
        Own.LEAVING: ("leaving", ("leaving",), lambda: each(time.per_tick, d.of("leaving"))),
    }  # fmt: skip
    return {what: make() for what, (on, names, make) in makers.items() if on in full and d.any(*names)}


NO_TIE: Final = -700.0
"""The logarithm of a factor of nought, as far as numbers go."""


def beliefs(d: Differing) -> Columns:
    """What people believe before experience, where they differ in it: for both kinds of sense."""
    if not (d.mind.beliefs and d.any(*BELIEVED)):
        return {}
    found: dict[Own, Floats] = {}
    for k, prior in enumerate(BELIEFS):
        if prior in d.mind.priors:
            found[Own(Own.A_SEEN + 2 * k)], found[Own(Own.B_SEEN + 2 * k)] = (d.of(f"{prior}.{x}") for x in "ab")
        else:
            found[Own(Own.STRENGTH_SEEN + k)] = d.of(prior)
    found[Own.EXCESS] = d.of("excess")
    found[Own.EXCESS_HALF_LIFE] = each(d.frame.time.unrounded, d.of("excess_half_life"))
    return found
