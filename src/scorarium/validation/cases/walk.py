"""Family 3: scores that are netted and clamped once a tick."""

from collections.abc import Callable, Mapping
from functools import cache

import numpy as np

from scorarium.validation.case import DAY, WEEK, Case, Files, Setting, percent, say
from scorarium.validation.closed_forms import chains, expiry, walk
from scorarium.validation.estimates import Estimate, mean, share, variance
from scorarium.validation.section import Section

Steps = Callable[[float], Mapping[int, float]]


def society(acts: str, tick: str = "1d") -> str:
    """People who do good and bad things and answer to nothing."""
    return f"""\
scorarium: 1
kind: society
name: walkers
tick: {tick}
acts: {acts}
psychology: passive
"""


def scheme(start: int, bounds: str, rules: str, more: str = "", lists: str = "{}") -> str:
    """Points without clocks, seen all of them."""
    return f"""\
scorarium: 1
kind: scheme
name: walk
operator: {{kind: state}}
senses: {{everything: {{kind: registry, sees: [good, bad], detection: 100%}}}}
score:
  kind: points
  start: {start}
  bounds: {bounds}
  better: higher
  rules: {rules}
{more}lists: {lists}
"""


def coins(up: float, down: float) -> str:
    """Two acts, each at most once a day."""
    return f"{{good: {{every: 1d, share: {percent(up)}}}, bad: {{every: 1d, share: {percent(down)}}}}}"


def poissons(good: float, bad: float) -> str:
    """Two acts at rates per day."""
    return f"{{good: {{rate: {say(good)}/d}}, bad: {{rate: {say(bad)}/d}}}}"


def rules(gain: int, loss: int) -> str:
    """What a good and a bad act are worth, for ever."""
    return f"{{good: {{on: good, points: +{gain}}}, bad: {{on: bad, points: -{loss}}}}}"


def questions(
    prefix: str, says: str, setting: Setting, law: Callable[[float], np.ndarray], tests: tuple[str, ...]
) -> list[Case]:
    """Mean, variance, lowest and highest value of one walk."""
    known: dict[str, tuple[Callable[[float], float], Callable[[Section], Estimate]]] = {
        "mean": (lambda x: chains.mean_and_variance(law(x))[0], lambda s: mean(s.score())),
        "variance": (lambda x: chains.mean_and_variance(law(x))[1], lambda s: variance(s.score())),
        "lowest": (lambda x: float(law(x)[0]), lambda s: share(s.score() == 0)),
        "highest": (lambda x: float(law(x)[-1]), lambda s: share(s.score() == len(law(setting.value)) - 1)),
    }
    return [Case(3, f"{prefix}-{test}", f"{test}: {says}", setting, *known[test]) for test in tests]


def steps_of_one() -> list[Case]:
    """±1 on 0 … 10 from the middle, long enough to forget it."""
    ticks, (up, down) = 100, walk.solve_two_coins(0.3, 0.2)

    @cache
    def law(good: float) -> np.ndarray:
        return chains.after(walk.lattice(walk.two_coins(good, down), 10), 5, ticks)

    setting = Setting(
        "coins",
        lambda good: Files(scheme(5, "[0, 10]", rules(1, 1)), society(coins(good, down))),
        "chance of a good act", up, 12_000, ticks, DAY,
    )  # fmt: skip
    says = "±1 with 30 % and 20 %, clamped to 0 … 10"
    return questions("coins", says, setting, law, ("mean", "variance", "highest"))


def poisson_steps() -> list[Case]:
    """Many small goods, few great evils."""
    ticks = 160

    @cache
    def strict(good: float) -> np.ndarray:
        return chains.after(walk.lattice(walk.poisson_steps(good, 1, 0.1, 5), 50), 25, ticks)

    @cache
    def mild(bad: float) -> np.ndarray:
        return chains.after(walk.lattice(walk.poisson_steps(0.8, 1, bad, 5), 100), 100, ticks)

    low = Setting(
        "poisson-low",
        lambda good: Files(scheme(25, "[0, 50]", rules(1, 5)), society(poissons(good, 0.1))),
        "rate of good acts", 0.4, 16_000, ticks, DAY,
    )  # fmt: skip
    high = Setting(
        "poisson-high",
        lambda bad: Files(scheme(100, "[0, 100]", rules(1, 5)), society(poissons(0.8, bad))),
        "rate of bad acts", 0.1, 24_000, ticks, DAY,
    )  # fmt: skip
    return [
        *questions("strict", "Poisson(0.4) - 5 Poisson(0.1) a tick, netted, clamped to 0 … 50", low, strict,
                   ("mean", "lowest")),
        *questions("mild", "Poisson(0.8) - 5 Poisson(0.1) a tick, netted, clamped to 0 … 100", high, mild,
                   ("mean", "highest")),
    ]  # fmt: skip


def first_hits() -> list[Case]:
    """Ever at the bottom; the gambler."""
    fallen = "{fallen: {enter: {score: {to: 0}}, lasts: never}}"
    hit = Setting(
        "hit",
        lambda bad: Files(scheme(25, "[0, 50]", rules(1, 5), lists=fallen), society(poissons(0.4, bad))),
        "rate of bad acts", 0.1, 12_000, 100, DAY,
    )  # fmt: skip

    def ever(bad: float) -> float:
        return float(chains.hits(walk.lattice(walk.poisson_steps(0.4, 1, bad, 5), 50), 25, [0], 100)[-1, 0])

    ends = (
        "{ruined: {enter: {score: {to: 0}, not: {list: won}}, lasts: never},"
        " won: {enter: {score: {from: 10}, not: {list: ruined}}, lasts: never}}"
    )
    up, down = walk.solve_two_coins(0.225, 0.275)
    game = Setting(
        "ruin",
        lambda good: Files(scheme(9, "[0, 10]", rules(1, 1), lists=ends), society(coins(good, down))),
        "chance of a good act", up, 24_000, 150, DAY,
    )  # fmt: skip

    def ruined(good: float) -> float:
        return float(chains.hits(walk.lattice(walk.two_coins(good, down), 10), 9, [0, 10], 150)[-1, 0])

    return [
        Case(3, "first-hit", "share that was ever at 0 within 100 ticks from 25", hit, ever,
             lambda s: share(s.listed("fallen"))),
        Case(3, "gambler", "share ruined before winning, from 9 of 10 (Feller: 0.210 in the end)", game, ruined,
             lambda s: share(s.listed("ruined"))),
    ]  # fmt: skip


def decaying() -> list[Case]:
    """The base decays before the tick's points are added: an AR(1) of Poisson noise."""
    ticks, decay = 60, "  decay: {half_life: 10d, towards: 0}\n"
    setting = Setting(
        "decay",
        lambda bad: Files(scheme(0, "[~, ~]", rules(1, 2), more=decay), society(poissons(0.5, bad))),
        "rate of bad acts", 2.0, 24_000, ticks, DAY,
    )  # fmt: skip

    def moments(bad: float) -> tuple[float, float]:
        return walk.autoregressive(2**-0.1, 0.5 - 2 * bad, 0.5 + 4 * bad, ticks)

    says = "x ← x · 2^(-tick / half-life) + net: AR(1)"
    return [
        Case(3, "decay-mean", f"mean, {says}", setting, lambda x: moments(x)[0], lambda s: mean(s.score())),
        Case(3, "decay-variance", f"variance, {says}", setting, lambda x: moments(x)[1], lambda s: variance(s.score())),
    ]  # fmt: skip


def live_and_clamped() -> list[Case]:
    """Entries keep their points whatever the bound hides: 12 - 3 N, not below 0."""

    def files(bad: float) -> Files:
        entry = "{bad: {on: bad, points: -3, lasts: 30w}}"
        return Files(
            scheme(12, "[0, 12]", entry), society(f"{{good: {{rate: 0/y}}, bad: {{rate: {say(bad)}/w}}}}", "1w")
        )

    setting = Setting("hidden", files, "rate of bad acts", 0.08, 30_000, 40, WEEK)

    def law(bad: float) -> np.ndarray:
        live = expiry.points_in_force([expiry.PointClass(bad, 1, 30)], most=60)
        score = np.zeros(13)
        for n, p in enumerate(live):
            score[max(0, 12 - 3 * n)] += p
        return score

    return questions("hidden", "live points in full, then clamped: 12 - 3 Poisson, at least 0", setting, law,
                     ("mean", "lowest"))  # fmt: skip


def clean_periods() -> list[Case]:
    """A reward for each clean period: the clock runs from the last bad act."""
    ticks, every = 60, 8

    def exact(bad: float) -> float:
        harm, total = -np.expm1(-bad), 0.0
        for t in range(1, ticks):
            since = np.arange(every, t + 1, every)
            starts = np.where(since == t, 1.0, harm)  # the account was opened in tick 0
            total += float((starts * (1 - harm) ** since).sum())
        return 5 * total

    def files(bad: float) -> Files:
        more = "  clean_period: {every: 8d, without: [any], points: +5}\n"
        none = "{bad: {on: bad, points: -0.0625, lasts: 1d}}"
        return Files(scheme(0, "[~, ~]", none, more), society(f"{{good: {{rate: 0/y}}, bad: {{rate: {say(bad)}/d}}}}"))

    setting = Setting("clean", files, "rate of bad acts", 0.1, 20_000, ticks, DAY)

    def rewards(s: Section) -> Estimate:
        return mean(np.ceil(s.score() / 5 - 1e-9) * 5)

    return [Case(3, "clean-periods", "mean reward: one in each tick at a whole number of clean periods after the last "
                 "bad act", setting, exact, rewards)]  # fmt: skip


def drawn_steps(mean_step: float, sd: float, top: int, start: int) -> list[Case]:
    """Steps of any law: an act that always comes, in proportion to its drawn amount, less a fixed one."""
    ticks, shift = 60, 12

    @cache
    def law(mu: float) -> tuple[np.ndarray, np.ndarray]:
        states, transition = walk.gaussian_steps(mu, sd, 0, top)
        first = walk.gaussian_step(states, start, mu, sd)
        return states, chains.after(transition, first, ticks - 1)

    def files(mu: float) -> Files:
        amount = f"{{mean: {say(shift + mu)}, law: normal, sd: {say(sd)}}}"
        acts = f"{{good: {{every: 1d, amount: {amount}}}, bad: {{every: 1d}}}}"
        points = f"{{good: {{on: good, points: +1, per: 1}}, bad: {{on: bad, points: -{shift}}}}}"
        return Files(scheme(start, f"[0, {top}]", points), society(acts))

    setting = Setting(f"gaussian-{top}", files, "mean of a step", mean_step, 48_000, ticks, DAY)
    says = f"x ← clip(x + N({mean_step:g}, {sd:g}²), 0, {top})"

    def end(which: int) -> Callable[[float], float]:
        return lambda mu: float(law(mu)[1][which])

    return [
        Case(3, f"gaussian-{top}-mean", f"mean: {says}", setting,
             lambda mu: chains.mean_and_variance(law(mu)[1], law(mu)[0])[0], lambda s: mean(s.score())),
        Case(3, f"gaussian-{top}-highest", f"share at the upper end: {says}", setting, end(-1),
             lambda s: share(s.score() >= top)),
        Case(3, f"gaussian-{top}-lowest", f"share at the lower end: {says}", setting, end(0),
             lambda s: share(s.score() <= 0)),
    ]  # fmt: skip


def cases() -> list[Case]:
    """All of family 3."""
    return [
        *steps_of_one(),
        *drawn_steps(0.2, 1.0, 10, 5)[:2],
        *drawn_steps(-0.3, 2.0, 20, 10)[::2],
        *poisson_steps(),
        *first_hits(),
        *decaying(),
        *live_and_clamped(),
        *clean_periods(),
    ]
