"""Family 10: what people come to believe about being caught, and what the belief keeps them from."""

from collections.abc import Callable
from functools import cache
from math import exp

from scorarium.validation.case import DAY, Case, Files, Setting, percent, say
from scorarium.validation.closed_forms import learning
from scorarium.validation.estimates import Estimate, mean, share, variance
from scorarium.validation.section import Section

Law = list[tuple[float, float]]


def society(act: str, mind: str, ties: str = "{}") -> str:
    """People who learn from what comes of their acts."""
    return f"""\
scorarium: 1
kind: society
name: learners
tick: 1d
ties: {ties}
acts: {{offence: {act}}}
psychology: {{preset: passive, {mind}}}
"""


def scheme(detection: float, more: str = "") -> str:
    """An offence that is seen with a chance; who is seen is told."""
    return f"""\
scorarium: 1
kind: scheme
name: controls
operator: {{kind: state}}
senses: {{control: {{kind: inspection, sees: [offence], detection: {percent(detection)}}}}}
score:
  kind: points
  start: 0
  bounds: [~, ~]
  rules: {{caught: {{on: offence, points: -1}}}}
{more}due_process: {{notice: after}}
"""


def belief(
    a: float, b: float, *, weight: float = 1.0, memory: str = "never", slope: float = 0.0, sigma: float = 1.0
) -> str:
    """A prior that is set outright, so that nothing is announced; without a slope people learn and do the same."""
    dread = (
        f"deterrence: on, deterrence_slope: {say(slope)}, severity_exponent: {say(sigma)}" if slope else "beliefs: on"
    )
    return f"{dread}, prior_seen: {{a: {say(a)}, b: {say(b)}}}, unseen_weight: {say(weight)}, memory: {memory}"


DAILY = "{every: 1d, share: 100%}"


def moments(name: str, says: str, setting: Setting, law: Callable[[float], Law]) -> list[Case]:
    """Mean and variance of the believed risk."""
    return [
        Case(10, f"{name}-mean", f"mean belief, {says}", setting, lambda x: learning.moments_of(law(x))[0],
             lambda s: mean(s.believed())),
        Case(10, f"{name}-variance", f"variance of beliefs, {says}", setting, lambda x: learning.moments_of(law(x))[1],
             lambda s: variance(s.believed())),
    ]  # fmt: skip


def beta(a: int, b: int, p: float, n: int, persons: int) -> list[Case]:
    """One act a day: the published values."""
    setting = Setting(
        f"beta-{a}-{b}", lambda x: Files(scheme(x), society(DAILY, belief(a, b))), "detection", p, persons, n, DAY
    )
    says = f"Beta({a}, {b}) after {n} acts, each seen with {p:.0%}"
    found = moments(f"beta-{a}-{b}", says, setting, lambda x: learning.weighted(a, b, x, n, 1.0))
    tail = Case(10, f"beta-{a}-{b}-tail", f"share believing in 30 % or more, {says}", setting,
                lambda x: learning.beta_tail(a, b, x, n, 0.3),
                lambda s: share(s.believed() >= 0.3 - 1e-12))  # fmt: skip
    return [*found, tail] if tail.expected > 0.05 else found


def weighted() -> list[Case]:
    """Escapes that weigh half; acts at a rate; experience that fades."""
    half = Setting(
        "half", lambda x: Files(scheme(x), society(DAILY, belief(2, 2, weight=0.5))), "detection", 0.1, 60_000, 20, DAY
    )
    rate = Setting(
        "poisson", lambda x: Files(scheme(x), society("{rate: 0.8/d}", belief(2, 2))), "detection", 0.2, 60_000, 20, DAY
    )
    fades = Setting(
        "fading",
        lambda x: Files(scheme(x), society(DAILY, belief(2, 2, memory="10d"))),
        "detection",
        0.2,
        90_000,
        12,
        DAY,
    )
    return [
        *moments("half", "escapes weigh half", half, lambda x: learning.weighted(2, 2, x, 20, 0.5)),
        *moments("poisson", "acts at a rate: struck and escaped are independent Poissons", rate,
                 lambda x: learning.poisson_acts(2, 2, x, 16)),
        *moments("fading", "half of an experience is left after 10 ticks, kept in 64ths", fades,
                 lambda x: learning.faded(2, 2, x, 2**-0.1, 12)),
    ]  # fmt: skip


def hearsay() -> Case:
    """Two friends on a ring: their sanctions are heard of a tick later, their escapes are not."""
    n, weight = 20, 0.25

    def files(seen: float) -> Files:
        mind = belief(1, 4) + f", hearsay_weight: {say(weight)}"
        return Files(scheme(seen), society(DAILY, mind, "{friends: {mean_degree: 2, shape: ring}}"))

    def in_blocks(s: Section) -> Estimate:
        return mean(s.believed().reshape(-1, 40).mean(axis=1))

    def exact(seen: float) -> float:
        return learning.moments_of(learning.hearsay(1, 4, seen, n, 2, weight))[0]

    setting = Setting("hearsay", files, "detection", 0.2, 60_000, n, DAY)
    return Case(10, "hearsay", "mean belief when two friends' sanctions weigh a quarter (error from blocks)",
                setting, exact, in_blocks)  # fmt: skip


def hot_stove() -> list[Case]:
    """Who believes does less, and so learns less: acts are done with exp(-η p̂ S)."""
    n, p, slope = 40, 0.3, 3.0
    fine = "consequences: {fine: {when: {rule: caught}, effect: fine, amount: 1 days-income}}\n"

    def files(seen: float, eta: float) -> Files:
        return Files(scheme(seen, fine), society(DAILY, belief(1, 4, slope=eta)))

    @cache
    def exact(seen: float, eta: float) -> tuple[float, Law]:
        return learning.answered(1, 4, seen, n, lambda x: exp(-eta * x))

    def believed(seen: float) -> float:
        return learning.moments_of(exact(seen, slope)[1])[0]

    steep = Setting("stove", lambda eta: files(p, eta), "deterrence_slope", slope, 30_000, n, DAY)
    risky = Setting("stove-risk", lambda seen: files(seen, slope), "detection", p, 30_000, n, DAY)
    says = "a fine of one day-income, done with exp(-η p̂)"
    return [
        Case(10, "stove-done", f"mean number of acts done, {says}", steep, lambda eta: exact(p, eta)[0],
             lambda s: mean(s.done())),
        Case(10, "stove-belief", f"mean belief, {says}", risky, believed, lambda s: mean(s.believed())),
    ]  # fmt: skip


def cases() -> list[Case]:
    """All of family 10."""
    return [*beta(2, 2, 0.1, 10, 100_000), *beta(1, 4, 0.05, 40, 50_000), *weighted(), hearsay(), *hot_stove()]
