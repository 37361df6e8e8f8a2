"""Family 1: bonus-malus ladders.

Where the law of a limit is asked for, a month is the insurance year: the ladder moves at each tick. Where the law after
some years is, the ladder moves every twelfth tick by the claims of twelve.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from scorarium.validation.case import MONTH, Case, Files, Setting, say
from scorarium.validation.closed_forms.ladder import SYSTEMS, Ladder, with_special_bonus
from scorarium.validation.estimates import Estimate, mean, ratio, share
from scorarium.validation.section import Section

CLEAN = 4
"""Clean periods in a row after which nobody stays above rung 14 on the Belgian scale."""


def society(claims: str, *, attributes: str = "{}") -> str:
    """Drivers who cause claims at a rate and answer to nothing."""
    return f"""\
scorarium: 1
kind: society
name: motorists
tick: 1mo
attributes: {attributes}
acts: {{claim: {{rate: {claims}}}}}
psychology: passive
"""


def scheme(rungs: int, start: int, moves: str, more: str = "") -> str:
    """A scale on which lower is better and every claim is known."""
    return f"""\
scorarium: 1
kind: scheme
name: insurer
operator: {{kind: company}}
senses: {{claims: {{kind: records, sees: [claim], detection: 100%}}}}
score:
  kind: ladder
  rungs: {rungs}
  start: {start}
  better: lower
  rules: {{claim: {{on: claim}}}}
  moves: {moves}
{more}"""


def by_rung(steps: dict[int, str]) -> str:
    """A move that depends on the rung from which it starts."""
    return f"{{by: {{rung: {{{', '.join(f'{rung}: {step}' for rung, step in steps.items())}}}}}}}"


def up(first: str, further: str = "") -> Callable[[str], str]:
    """Moves by the first claim of a period and by each other; one rung down without."""
    rest = f", further: {further}" if further else ""
    return lambda every: f"{{clean: {{every: {every}, by: -1}}, first: {first}{rest}}}"


def table(ladder: Ladder, most: int) -> Callable[[str], str]:
    """Moves written out for so many claims from each rung; the last line counts for more."""
    lines = {k: {i: f"{ladder.move(i, k) - i:+d}" for i in range(ladder.rungs)} for k in range(most + 1)}
    entries = ", ".join(f"{k}: {by_rung(lines[k])}" for k in range(1, most + 1))
    return lambda every: f"{{clean: {{every: {every}, by: {by_rung(lines[0])}}}, entries: {{{entries}}}}}"


@dataclass(frozen=True)
class Scale:
    """A system of the literature, as its law and as a file says it.

    Parameters
    ----------
    ladder
        The law; one premium for each of its states.
    moves
        As a file says them, from the length of the period.
    rungs
        Number of rungs: as many as states, but where the law has to remember more than the rung.
    more
        What else the score says.
    """

    ladder: Ladder
    moves: Callable[[str], str]
    rungs: int
    more: str = ""

    @property
    def width(self) -> int:
        """States per rung."""
        return self.ladder.rungs // self.rungs

    @property
    def premiums(self) -> np.ndarray:
        """Premium of each rung."""
        return np.array(self.ladder.premiums[:: self.width])

    def law(self, rate: float, periods: int | None) -> np.ndarray:
        """Law over the rungs."""
        return np.asarray(self.ladder.law(rate, periods).reshape(self.rungs, self.width).sum(axis=1))

    def files(self, every: str, rate: str, *, attributes: str = "{}") -> Files:
        """The scale among drivers with this rate of claims."""
        start = self.ladder.start // self.width
        return Files(scheme(self.rungs, start, self.moves(every), self.more), society(rate, attributes=attributes))


def scale(name: str, moves: Callable[[str], str]) -> Scale:
    """A scale whose rung is all that counts."""
    return Scale(SYSTEMS[name], moves, SYSTEMS[name].rungs)


MERCY = f"  exceptions: {{after_clean: {{years: {CLEAN}, cap: 14}}}}\n"
SCALES = {
    "belgium": scale("belgium-new", up("+4", "+5")),
    "belgium-special": Scale(with_special_bonus(SYSTEMS["belgium-new"], 4, 5, CLEAN), up("+4", "+5"), 23, MERCY),
    "hong-kong": scale("hong-kong", up(by_rung({0: "+3", 2: "worst"}), "worst")),
    "netherlands": scale("netherlands", table(SYSTEMS["netherlands"], 3)),
    "brazil": scale("brazil", up("+1")),
    "malaysia": scale("malaysia", up("worst")),
    "switzerland": scale("switzerland-new", up("+4")),
    "denuit": scale("denuit", up("+2")),
    "ross": scale("ross", table(SYSTEMS["ross"], 3)),
}


def premium(name: str) -> Callable[[Section], Estimate]:
    """Mean premium of the rungs on which people stand."""
    return lambda s: mean(SCALES[name].premiums[s.score().astype(int)])


def on_rungs(first: int, last: int) -> Callable[[Section], Estimate]:
    """Share of people between two rungs."""
    return lambda s: share((s.score() >= first) & (s.score() <= last))


def questions(
    name: str, setting: Setting, says: str, law: Callable[[float], np.ndarray], rungs: tuple[tuple[int, int], ...]
) -> list[Case]:
    """Mean premium, and the shares of some stretches of rungs."""

    def between(first: int, last: int) -> Callable[[float], float]:
        return lambda rate: float(law(rate)[first : last + 1].sum())

    found = [
        Case(1, f"{setting.name}-premium", f"mean premium, {says}", setting,
             lambda rate: float(law(rate) @ SCALES[name].premiums), premium(name)),
    ]  # fmt: skip
    for first, last in rungs:
        where = f"rung {first}" if first == last else f"rungs {first} to {last}"
        found.append(
            Case(1, f"{setting.name}-{first}-{last}", f"share on {where}, {says}", setting, between(first, last),
                 on_rungs(first, last))
        )  # fmt: skip
    return found


def limit(name: str, rate: float, periods: int, persons: int, *rungs: tuple[int, int], tag: str = "") -> list[Case]:
    """The stationary law, after so many periods of a month that the start is forgotten."""
    of = SCALES[name]

    @cache
    def law(x: float) -> np.ndarray:
        return of.law(x, None)

    setting = Setting(f"{name}{tag}", lambda x: of.files("1mo", f"{say(12 * x)}/y"), "claims a period", rate, persons,
                      periods, MONTH)  # fmt: skip
    return questions(name, setting, f"stationary at {rate:g} claims a period: π = πP", law, rungs)


def years(name: str, rate: float, n: int, persons: int, *rungs: tuple[int, int]) -> list[Case]:
    """The law of beginners after so many years."""
    of = SCALES[name]

    @cache
    def law(x: float) -> np.ndarray:
        return of.law(x, n)

    setting = Setting(f"{name}-{n}y", lambda x: of.files("1y", f"{say(x)}/y"), "claims a year", rate, persons,
                      12 * n, MONTH)  # fmt: skip
    return questions(name, setting, f"{n} years after the start at {rate:g} claims a year: row of P^{n}", law, rungs)


def portfolio() -> list[Case]:
    """Careful and careless drivers on one scale: what a rung tells about who stands on it."""
    of, careful, periods = SCALES["belgium"], 0.08, 140

    @cache
    def law(x: float) -> np.ndarray:
        return np.stack([0.8 * of.law(careful, None), 0.2 * of.law(x, None)])

    def files(x: float) -> Files:
        rate = f"{{by: {{driver: {{careful: {say(12 * careful)}/y, careless: {say(12 * x)}/y}}}}}}"
        return of.files("1mo", rate, attributes="{driver: {shares: {careful: 80%, careless: 20%}}}")

    def careless(x: float) -> float:
        return float(law(x)[1, 0] / law(x)[:, 0].sum())

    setting = Setting("portfolio", files, "claims of the careless", 0.25, 50_000, periods, MONTH)
    return [
        Case(1, "portfolio-premium", "mean premium of a mixture of drivers", setting,
             lambda x: float(law(x).sum(axis=0) @ of.premiums), premium("belgium")),
        Case(1, "portfolio-best", "share of careless drivers on the best rung: Bayes", setting, careless,
             lambda s: ratio((s.score() == 0) & s.level("driver", "careless"), s.score() == 0)),
    ]  # fmt: skip


def cases() -> list[Case]:
    """All of family 1."""
    return [
        *limit("belgium", 0.1, 140, 14_000, (0, 0), (10, 22)),
        *limit("belgium-special", 0.1, 120, 14_000, (0, 0)),
        *limit("belgium-special", 0.3, 100, 12_000, (15, 22), tag="-often"),
        *limit("hong-kong", 0.1, 50, 30_000, (0, 0)),
        *limit("netherlands", 0.1, 90, 15_000, (0, 0), (6, 13)),
        *limit("brazil", 0.1, 24, 60_000, (0, 0)),
        *limit("malaysia", 0.1, 36, 30_000, (0, 0)),
        *limit("switzerland", 0.1, 130, 12_000, (0, 0), (9, 21)),
        *limit("denuit", 0.1, 40, 30_000, (0, 0)),
        *limit("ross", 0.5, 80, 14_000, (0, 0), (3, 3)),
        *years("belgium", 0.1, 10, 14_000, (15, 22)),
        *years("belgium-special", 0.3, 8, 12_000, (15, 22)),
        *years("hong-kong", 0.1, 3, 50_000),
        *years("netherlands", 0.1, 6, 24_000),
        *years("malaysia", 0.1, 3, 50_000),
        *years("denuit", 0.1, 5, 30_000, (0, 0)),
        *portfolio(),
    ]
