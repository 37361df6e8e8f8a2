"""How people answer to being scored: default parameters with their sources, and what a society makes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from scorarium.quantities import Basis, Number
from scorarium.society.psychology import Announcement, Prior, Psychology, Strategic, Thresholds

MONTH: Final = 365.25 / 12
YEAR: Final = 365.25


@dataclass(frozen=True)
class Default:
    """A default number of the engine with its warrant.

    Parameters
    ----------
    value, range
        In the unit named.
    source
        Where it comes from, in words.
    """

    value: float
    range: tuple[float, float]
    unit: str
    basis: Basis
    source: str


ETA: Final = 0.22 / 0.3
REWARD_SHARE: Final = 0.7
"""How strongly rewards pull beside punishment: d = 0.51 to 0.70 (Balliet, Mulder & Van Lange 2011)."""
DEFAULTS: Final[Mapping[str, Default]] = {
    "deterrence_slope": Default(
        ETA,
        (0.04 / 0.3, 0.42 / 0.3),
        "log rate per believed risk at a stake of one day-income",
        "derived",
        "L = 0.22 at a believed risk of 0.3: speed cameras -20 % (Høye 2014); demerit points -9 to -34 % (Abay 2018)",
    ),
    "severity_exponent": Default(
        0.3,
        (0.05, 1.0),
        "1",
        "assumed",
        "certainty moves people, severity hardly (Nagin 2013; fines doubled without effect, Dušek & Traxler 2022)",
    ),
    "reward_slope": Default(
        REWARD_SHARE * ETA,
        (0.3 * ETA, 1.2 * ETA),
        "log rate per believed chance at a gain of one day-income",
        "derived",
        "cooperation under reward d = 0.51, under punishment 0.70 (Balliet, Mulder & Van Lange 2011)",
    ),
    "horizon": Default(YEAR, (90.0, 5 * YEAR), "d", "assumed", "how far ahead people count what they would lose"),
    "prior_seen": Default(
        20.0, (10.0, 50.0), "acts", "derived", "belief moves 6.3 % per arrest (Anwar & Loughran 2011)"
    ),
    "prior_unseen": Default(3.0, (1.0, 10.0), "acts", "derived", "first ticket -70 % (Dušek & Traxler 2022)"),
    "unseen_weight": Default(
        0.5, (0.2, 1.0), "sanctions", "assumed", "audits move belief more than escapes (Zur 2022)"
    ),
    "excess": Default(2.0, (1.0, 5.0), "1", "assumed", "believed risk over true risk before experience (Lochner 2007)"),
    "excess_half_life": Default(
        5 * MONTH,
        (2 * MONTH, 18 * MONTH),
        "d",
        "derived",
        "effects of demerit points gone in under 18 months (Castillo-Manzano & Castro-Nuño 2012)",
    ),
    "hearsay_weight": Default(
        0.05,
        (0.0, 0.2),
        "sanctions per friend who hears",
        "derived",
        "three detections make one more household comply (Rincke & Traxler 2011); none (Lochner 2007)",
    ),
    "memory": Default(
        60 * MONTH, (24 * MONTH, 1200 * MONTH), "d", "derived", "no relapse over two years (Dušek & Traxler 2022)"
    ),
    "habit_rate": Default(
        0.045, (0.012, 0.17), "share per occasion", "derived", "66 days until automatic (Lally et al. 2010)"
    ),
    "habit_weight": Default(
        0.3,
        (0.0, 0.9),
        "log rate",
        "assumed",
        "between nothing left (Carrera et al. 2018) and most (Allcott & Rogers 2014)",
    ),
    "chill": Default(
        0.5,
        (0.09, 1.62),
        "share of deterrence",
        "derived",
        "an exposed lawful act falls by about 10 % (2 to 30 %) at the reference point (Penney 2016)",
    ),
    "chill_reach": Default(
        0.5, (0.3, 0.7), "share of chill", "derived", "people whom the rule could not touch (Bernstein et al. 2019)"
    ),
    "ambiguity": Default(0.5, (0.0, 1.0), "share of chill", "assumed", "what a vague rule adds"),
    "income_loss": Default(
        0.005, (0.0, 0.02), "share of income per day-income of value refused", "assumed", "nobody knows"
    ),
    "income_recovery": Default(YEAR, (0.5 * YEAR, 5 * YEAR), "d", "assumed", "nobody knows"),
    "income_pressure": Default(0.3, (0.0, 1.0), "log rate per share of income lost", "assumed", "nobody knows"),
    "favour_gain": Default(
        0.1, (0.0, 0.5), "share of a service's value", "assumed", "what being favoured is worth beside being served"
    ),
    "late_loss": Default(1.0, (0.1, 10.0), "1/y", "assumed", "hyperbolic discounting of what comes late (Mazur 1987)"),
    "joining": Default(
        0.05,
        (0.0, 0.5),
        "log rate per day-income a year",
        "assumed",
        "what draws people into a voluntary scheme: referral rewards raise imitation by 1 to 1.5 (Schmitt et al. 2011)",
    ),
    "leaving": Default(
        0.1,
        (0.0, 0.5),
        "1/y per day-income a year",
        "assumed",
        "demotion drives out more than promotion keeps (Wagner, Hennig-Thurau & Rudolph 2009)",
    ),
    "warn": Default(1.0, (0.2, 2.0), "sanctions", "assumed", "a warning is felt as a sanction"),
    "stress_weight": Default(
        0.1, (0.0, 0.5), "days-income per SD and day", "assumed", "what a standard deviation of stress is worth"
    ),
    "stress_drain": Default(4.0, (1.0, 12.0), "1/y", "assumed", "how fast the shock of an event fades"),
    "stress_watched": Default(
        0.2, (0.1, 0.3), "SD", "derived", "monitored workers: r = .11 (Siegel, König & Lazar 2022); half if explained"
    ),
    "stress_near": Default(0.1, (0.0, 0.3), "SD", "assumed", "standing at a border behind which a door shuts"),
    "stress_swing": Default(0.1, (0.0, 0.3), "SD", "assumed", "being moved from the start to such a border at once"),
    "stress_listed": Default(
        0.28, (0.0, 0.55), "SD", "derived", "debt and distress: OR 3.24, halved (Richardson, Elliott & Roberts 2013)"
    ),
    "stress_refused": Default(
        0.05, (0.0, 0.28), "SD per refusal", "assumed", "at most what being listed does (Richardson et al. 2013)"
    ),
    "trust_loss": Default(
        1.0, (0.5, 2.0), "bad encounters", "assumed", "the unit: one wrong or unexplained sanction (Skogan 2006)"
    ),
    "trust_fair": Default(
        0.2, (1 / 14, 0.5), "bad encounters", "assumed", "a bad encounter weighs 4 to 14 times a good one (Skogan 2006)"
    ),
    "trust_by_standing": Default(
        0.1, (-0.2, 0.2), "SD", "assumed", "shown scores: trust falls (Genevsky 2025) or follows them (Wu 2024)"
    ),
    "crowding": Default(
        0.1, (-0.05, 0.5), "share of the rate", "assumed", "lab: lost (Deci et al. 1999); field: gained (Lacetera 2013)"
    ),
    "reactance": Default(
        0.14, (0.0, 0.37), "share of deterrence", "derived", "threat to anger r = .21, anger to compliance r = -.23"
    ),
    "silence_threshold": Default(
        0.36,
        (0.0, 1.32),
        "log rate when all friends are silent",
        "derived",
        "spiral of silence: 0.18 (0.66 near home) log-odds per SD, two SD apart (Matthes, Knoll & von Sikorski 2018)",
    ),
    "conformity": Default(
        0.33, (0.25, 0.38), "share that follows all friends", "documented", "Asch again (Franzen & Mader 2023)"
    ),
    "example_memory": Default(3 * MONTH, (MONTH, 12 * MONTH), "d", "assumed", "how long what a friend did counts"),
    "concealment": Default(
        0.12,
        (0.02, 0.30),
        "share of harmed acts",
        "documented",
        "steps to hide taken by those who know: 9 to 18 % each (Pew Research Center 2015)",
    ),
    "concealment_left": Default(0.25, (0.0, 0.5), "share of detection", "assumed", "a less-seen channel is seen still"),
    "concealment_cost": Default(0.01, (0.0, 0.05), "days-income per act", "assumed", "the trouble of hiding"),
    "gaming": Default(
        0.05, (0.02, 0.20), "share of persons", "documented", "bunching at a known threshold (Camacho & Conover 2011)"
    ),
    "gaming_lift": Default(
        3.0, (1.5, 8.0), "1", "assumed", "how often a cheap rewarded act is done near a bright line"
    ),
    "gaming_cost": Default(0.05, (0.0, 0.2), "days-income per act", "assumed", "up to what an act is cheap"),
    "false_reports": Default(
        0.05, (0.02, 0.20), "1/y at a bright line", "documented", "falsified tests: 4 to 5 % (Jacob & Levitt 2003)"
    ),
    "shunning": Default(
        1.5, (1.0, 3.0), "1", "assumed", "ending of ties per label; no field estimate was found (effects of labels)"
    ),
    "sorting": Default(
        0.7,
        (0.0, 1.4),
        "log rate",
        "assumed",
        "ties across all of the scale end twice as fast (Wei et al. 2016: theory)",
    ),
    "tie_ends": Default(
        0.1, (0.07, 0.2), "1/y", "assumed", "close ties still close after 7 years: 48 % (Mollenhorst 2009)"
    ),
    "protest_mean": Default(0.25, (0.10, 0.40), "share of friends", "assumed", "thresholds (Granovetter 1978)"),
    "protest_sd": Default(0.12, (0.05, 0.25), "share of friends", "assumed", "thresholds (Granovetter 1978)"),
}
"""Every default, in one place; a society overrules those that `language.md` names."""

SHARES: Final = frozenset({"habit_rate", "chill_reach", "concealment", "gaming", "protest_mean"})
"""Numbers between nought and one."""

SIGNED: Final = frozenset({"crowding", "trust_by_standing"})
"""Numbers that may be below nought; all others are nought at least."""

REGISTRIES: Final = frozenset({"registry", "records", "court", "inspection", "patrol"})
"""Kinds of sense that people know from before."""

SIXTY_FOURTHS: Final = 64
"""Beliefs are kept in so many parts of a sanction."""

CERTAIN: Final = float(2**40)
"""Strength of a belief that nothing moves."""


@dataclass(frozen=True)
class Mechanism:
    """What only `full` has, beside the presets `passive` and `deterrence`.

    Parameters
    ----------
    words
        Names in a society that switch it on; `off` at the first switches it off.
    numbers
        Names in `DEFAULTS` that nothing else reads.
    """

    words: tuple[str, ...]
    numbers: tuple[str, ...] = ()


FULL: Final[Mapping[str, Mechanism]] = {
    "stress": Mechanism(
        ("stress_weight", "stress_drain"),
        (
            *("stress_weight", "stress_drain", "stress_watched", "stress_near", "stress_swing", "stress_listed"),
            "stress_refused",
        ),
    ),
    "trust": Mechanism(("trust_loss",), ("trust_loss", "trust_fair")),
    "shown": Mechanism(("trust_by_standing",), ("trust_by_standing",)),
    "crowding": Mechanism(("crowding",), ("crowding",)),
    "reactance": Mechanism(("reactance",), ("reactance",)),
    "silence": Mechanism(("silence_threshold",), ("silence_threshold",)),
    "conformity": Mechanism(("conformity",), ("conformity",)),
    "protest": Mechanism(("protest_thresholds",), ("protest_mean", "protest_sd")),
    "concealment": Mechanism(("concealment",), ("concealment", "concealment_left", "concealment_cost")),
    "gaming": Mechanism(("gaming",), ("gaming", "gaming_lift", "gaming_cost")),
    "false_reports": Mechanism(("false_reports",), ("false_reports",)),
    "shunning": Mechanism(("shunning",), ("shunning",)),
    "sorting": Mechanism(("sorting",), ("sorting",)),
    "joining": Mechanism(("joining",), ("joining",)),
    "leaving": Mechanism(("leaving",), ("leaving",)),
}
"""The mechanisms of `full`, each of which switches alone."""

MECHANISM_OF: Final[Mapping[str, str]] = {number: name for name, one in FULL.items() for number in one.numbers}
"""Which mechanism reads a number."""


@dataclass(frozen=True)
class Mind:
    """A society's psychology, resolved: flags, and parameters in the units of `DEFAULTS`.

    Parameters
    ----------
    priors
        Beta(a, b) where the society sets both, by `prior_seen` and `prior_unseen`.
    learning
        Whether the society says that people learn, even if nothing hangs on what they believe.
    written
        Which parameters the society sets itself.
    strategic
        Acts that are weighed by their amount, and the trait that is boldness.
    full
        Which mechanisms of `FULL` are on.
    differ
        Numbers in which people differ; `values` and `priors` then hold the mean.
    """

    deterrence: bool
    rewards: bool
    habit: bool
    chill: bool
    hearsay: bool
    beliefs: bool
    learning: bool
    stake: bool
    values: Mapping[str, float]
    priors: Mapping[str, tuple[float, float]]
    written: frozenset[str]
    strategic: Strategic | None = None
    full: frozenset[str] = frozenset()
    differ: Mapping[str, Number] = field(default_factory=dict)

    def reads(self, number: str) -> bool:
        """Whether a number is not one of a mechanism that is off."""
        if number == "tie_ends":
            return bool(self.full & {"shunning", "sorting"})
        if number == "example_memory":
            return bool(self.full & {"silence", "conformity"})
        return number not in MECHANISM_OF or MECHANISM_OF[number] in self.full

    @property
    def acting(self) -> tuple[str, ...]:
        """The mechanisms that are on, by name."""
        plain = ("deterrence", "rewards", "habit", "chill", "hearsay", "strategic")
        return tuple(name for name in plain if getattr(self, name)) + tuple(name for name in FULL if name in self.full)

    @property
    def learns(self) -> bool:
        """Whether people learn: because beliefs matter to something, or by themselves."""
        return self.deterrence or self.rewards or self.chill or self.learning


def typically(number: Number) -> float:
    """A number that stands for one that depends or is drawn, where nobody knows whom it concerns."""
    if number.is_constant:
        return number.constant_value
    if number.law is not None and number.law.mean is not None:
        return number.law.mean.value
    if number.default is not None:
        return number.default.value
    values = [plain.value for _, plain in number.leaves()]
    return sum(values) / len(values) if values else 0.0


def resolve(psychology: Psychology | None, mean: Callable[[Number], float] = typically) -> Mind:
    """What a society's words on psychology mean.

    Parameters
    ----------
    psychology
        As declared; `None` is `passive`.
    mean
        Of a number over people.
    """
    declared = psychology or Psychology()
    values = {name: default.value for name, default in DEFAULTS.items()}
    priors: dict[str, tuple[float, float]] = {}
    off: set[str] = set()
    written = set()
    for name in DEFAULTS:
        raw = getattr(declared, name, None)
        if raw is None:
            continue
        written.add(name)
        if raw == "off":
            off.add(name)
            values[name] = 0.0
        elif isinstance(raw, Prior):
            priors[name] = (mean(raw.a), mean(raw.b))
        elif isinstance(raw, Number):
            values[name] = mean(raw)
    differ = {name: number for name, number in numbers_of(declared).items() if not number.is_constant}
    _announce(declared, values, written, mean)
    _protest(declared, values, written, mean)
    if "deterrence_slope" in written and "reward_slope" not in written:
        values["reward_slope"] = REWARD_SHARE * values["deterrence_slope"]
        if "deterrence_slope" in differ:
            differ["reward_slope"] = differ["deterrence_slope"]
    if "memory" in off:
        values["memory"] = float("inf")
    active = declared.preset not in (None, "passive")

    def on(switch: str | None, *parameters: str) -> bool:
        return (active if switch is None else switch == "on") and not off.intersection(parameters)

    return Mind(
        deterrence=on(declared.deterrence, "deterrence_slope"),
        rewards=on(declared.reward_pull, "reward_slope"),
        habit=on(declared.habit, "habit_rate", "habit_weight"),
        chill=(active or "chill" in written) and "chill" not in off,
        hearsay=(active or "hearsay_weight" in written) and "hearsay_weight" not in off and declared.beliefs != "off",
        beliefs=declared.beliefs != "off",
        learning=declared.beliefs == "on",
        stake=declared.stake != "off",
        values=values,
        priors=priors,
        written=frozenset(written),
        strategic=declared.strategic,
        full=frozenset(name for name, one in FULL.items() if _is_on(declared, one)),
        differ=differ,
    )


PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "excess": ("announcement", "excess"),
    "excess_half_life": ("announcement", "half_life"),
    "protest_mean": ("protest_thresholds", "mean"),
    "protest_sd": ("protest_thresholds", "sd"),
    **{f"{prior}.{part}": (prior, part) for prior in ("prior_seen", "prior_unseen") for part in "ab"},
}
"""Where numbers stand that are part of another word."""


def place_of(name: str) -> tuple[str, ...]:
    """Where a number stands in a society's psychology."""
    return PARTS.get(name, (name,))


def numbers_of(declared: Psychology) -> dict[str, Number]:
    """The numbers that a society writes, by their names."""
    found = {}
    for name in (*DEFAULTS, *PARTS):
        value: object = declared
        for step in place_of(name):
            value = getattr(value, step, None)
        if isinstance(value, Number):
            found[name] = value
    return found


def _is_on(declared: Psychology, mechanism: Mechanism) -> bool:
    """Whether a mechanism of `full` is on: by the preset or by one of its words."""
    said = [getattr(declared, word) for word in mechanism.words]
    if said[0] == "off":
        return False
    return declared.preset == "full" or any(one is not None and one != "off" for one in said)


Mean = Callable[[Number], float]


def _protest(declared: Psychology, values: dict[str, float], written: set[str], mean: Mean) -> None:
    """The thresholds of protest, where a society gives them."""
    if isinstance(declared.protest_thresholds, Thresholds):
        values["protest_mean"] = mean(declared.protest_thresholds.mean)
        values["protest_sd"] = mean(declared.protest_thresholds.sd)
        written |= {"protest_mean", "protest_sd"}


def _announce(declared: Psychology, values: dict[str, float], written: set[str], mean: Mean) -> None:
    """The excess of an announced risk; `off` is an excess of 1."""
    if declared.announcement == "off":
        values["excess"] = 1.0
        written |= {"excess", "excess_half_life"}
    elif isinstance(declared.announcement, Announcement):
        values["excess"] = mean(declared.announcement.excess)
        values["excess_half_life"] = mean(declared.announcement.half_life)
        written |= {"excess", "excess_half_life"}
