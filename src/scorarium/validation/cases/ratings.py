"""Family 14: scores that are means of what others say."""

from functools import cache

from scorarium.validation.case import DAY, Case, Files, Setting, percent, say
from scorarium.validation.closed_forms import ratings
from scorarium.validation.closed_forms.ratings import Floats
from scorarium.validation.estimates import Estimate, mean, share, variance
from scorarium.validation.section import Section

SOCIETY = """\
scorarium: 1
kind: society
name: passengers
tick: 1d
attributes: {group: {shares: {majority: 70%, minority: 30%}}, known: {shares: {well: 50%, little: 50%}}}
psychology: passive
"""


def files(words: str) -> Files:
    """A platform on which people rate each other from one to five."""
    return Files(
        f"""\
scorarium: 1
kind: scheme
name: platform
operator: {{kind: platform}}
score: {{kind: ratings, range: [1, 5], better: higher, {words}}}
""",
        SOCIETY,
    )


@cache
def law(usual: float, spread: float) -> Floats:
    """Chances of one star to five."""
    return ratings.discrete_normal(1, 5, usual, spread)


def latest() -> list[Case]:
    """The latest twenty marks count, and everybody has more by far."""

    def usual(x: float) -> Files:
        return files(f"encounters: 5/d, usual: {say(x)}, spread: 0.8, memory: 20 ratings, least: 20 ratings")

    def spread(x: float) -> Files:
        return files(f"encounters: 5/d, usual: 4.2, spread: {say(x)}, memory: 20 ratings, least: 20 ratings")

    by_mean = Setting("latest", usual, "usual mark", 4.0, 60_000, 20, DAY)
    by_spread = Setting("latest-spread", spread, "spread of marks", 0.8, 60_000, 20, DAY)
    return [
        Case(14, "latest-mean", "mean score of the latest 20 marks: the usual mark", by_mean, lambda x: x,
             lambda s: mean(s.score())),
        Case(14, "latest-below", "share below 3.9 of the latest 20 whole marks", by_mean,
             lambda x: ratings.below(law(x, 0.8), 1, 20, 3.9), lambda s: share(s.score() < 3.9 - 1e-3)),
        Case(14, "latest-variance", "variance of a mean of 20 marks: a twentieth of one mark's", by_spread,
             lambda x: x**2 / 20, lambda s: variance(s.score())),
    ]  # fmt: skip


def all_marks() -> list[Case]:
    """Every mark counts, from the third on; they come in Poisson numbers."""
    ticks = 10

    def write(x: float) -> Files:
        return files(f"start: 1, encounters: {say(x)}/d, usual: 3.5, spread: 1, least: 3 ratings")

    rare = Setting("least", write, "encounters a day", 0.4, 110_000, ticks, DAY)
    often = Setting("ever", lambda x: files(f"encounters: {say(x)}/d, usual: 3.5, spread: 1"), "encounters a day", 3.0,
                    110_000, ticks, DAY)  # fmt: skip
    return [
        Case(14, "least-counted", "share with the three marks that a score needs, Poisson", rare,
             lambda x: 1 - ratings.too_few(ticks * x, 3), lambda s: share(s.marks() >= 3)),
        Case(14, "least-scored", "share whose score is no longer the 1 that it began with", rare,
             lambda x: (1 - ratings.too_few(ticks * x, 3)) * (1 - _all_ones(ticks * x)),
             lambda s: share(s.score() > 1)),
        Case(14, "ever-marks", "marks ever given to a person", often, lambda x: ticks * x, lambda s: mean(s.marks())),
        Case(14, "ever-variance", "variance of scores, 1/N over Poisson N", often,
             lambda x: ratings.one_over(ticks * x), lambda s: variance(s.score()[s.marks() > 0])),
    ]  # fmt: skip


def _all_ones(expected: float) -> float:
    """Chance that all marks are ones, given that there are three or more."""
    return ratings.all_alike(float(law(3.5, 1.0)[0]), expected, 3)


def creeping() -> list[Case]:
    """The usual mark rises day by day."""
    ticks, window = 40, 10

    def usual(rise: float) -> list[float]:
        return [3.0 + rise * t for t in range(ticks)]

    def write(rise: float, memory: str) -> Files:
        rising = f"{{by: {{time: {{0d: 3.0, {ticks}d: {say(3.0 + rise * ticks)}}}}}, between: linear}}"
        return files(f"encounters: 2/d, usual: {rising}, spread: 0.7{memory}")

    ever = Setting("creeping", lambda x: write(x, ""), "rise of the usual mark a day", 0.04, 30_000, ticks, DAY)
    window_only = Setting("creeping-window", lambda x: write(x, f", memory: {window}d"), "rise of the usual mark a day",
                          0.04, 30_000, ticks, DAY)  # fmt: skip
    return [
        Case(14, "creeping-mean", "mean score while marks creep up, all marks remembered", ever,
             lambda x: ratings.creeping(usual(x), 0.7, 2.0)[0], lambda s: mean(s.score())),
        Case(14, "window-mean", "mean score while marks creep up, ten ticks remembered", window_only,
             lambda x: ratings.creeping(usual(x)[-window:], 0.7, 2.0)[0], lambda s: mean(s.score()[s.kept() > 0])),
    ]  # fmt: skip


def bias() -> list[Case]:
    """The marks of some are lower for no act of theirs."""

    def write(x: float) -> Files:
        unfair = f"bias: {{default: 0, by: {{group: {{minority: {say(-x)}}}}}}}"
        return files(f"encounters: 4/d, usual: 4.3, spread: 0.6, memory: 12 ratings, {unfair}")

    def gap(s: Section) -> Estimate:
        minority = s.level("group", "minority")
        a, b = mean(s.score()[~minority]), mean(s.score()[minority])
        return Estimate(a.value - b.value, (a.standard_error**2 + b.standard_error**2) ** 0.5)

    setting = Setting("bias", write, "bias", 0.2, 60_000, 20, DAY)
    return [Case(14, "bias-gap", "gap between groups: the bias as declared", setting, lambda x: x, gap)]


def weights() -> list[Case]:
    """Late marks weigh more; marks of the little known weigh less."""
    half, each = 10, 0.5

    def late(x: float) -> Files:
        weight = f"weight: {{by: {{time: {{0d: 1, {half}d: {say(x)}}}}}}}"
        usual = f"usual: {{by: {{time: {{0d: 2, {half}d: 4}}}}}}"
        return files(f"encounters: {say(each)}/d, {usual}, spread: 0.8, {weight}")

    def light(x: float) -> Files:
        """Those who are little known keep the score that they began with: nobody meets them."""
        start = f"start: {{by: {{known: {{well: 5, little: {say(x)}}}}}}}"
        who = "rated: {is: {group: minority}}, raters: {is: {group: majority}}, rater_weight: score"
        return files(f"{start}, {who}, encounters: 6/d, usual: 3.5, spread: 1, memory: 4 ratings")

    heavier = Setting("weight", late, "weight of late marks", 3.0, 60_000, 2 * half, DAY)
    lighter = Setting("by-score", light, "score of raters of little weight", 1.5, 400_000, 8, DAY)
    return [
        Case(14, "weight-mean", "mean score where marks of the second half weigh three times as much", heavier,
             lambda x: ratings.two_weights((half * each, 2.0, 1.0), (half * each, 4.0, x)),
             lambda s: mean(s.score()[s.marks() > 0])),
        Case(14, "by-score-variance", "variance of four marks where half of the raters weigh (score - 1)/4 as much",
             lighter, lambda x: ratings.weighing(1.0, 4, 0.5, (x - 1) / 4),
             lambda s: variance(s.score()[s.level("group", "minority") & (s.kept() == 4)])),
    ]  # fmt: skip


def answers() -> list[Case]:
    """A bad mark, one spread below the usual, is answered with the same a tick later."""
    ticks, each = 12, 2.0

    def write(x: float) -> Files:
        return files(f"encounters: {say(each)}/d, usual: 4.2, spread: 0.9, retaliation: {percent(x)}")

    @cache
    def exact(x: float) -> tuple[float, float]:
        return ratings.answered(law(4.2, 0.9), 1, 4.2, 0.9, x, each, ticks)

    setting = Setting("answers", write, "share of bad marks that are answered", 0.6, 120_000, ticks, DAY)
    return [
        Case(14, "answers-marks", "marks ever given to a person, answers among them", setting,
             lambda x: exact(x)[1], lambda s: mean(s.marks())),
        Case(14, "answers-mean", "mean score under retaliation", setting,
             lambda x: exact(x)[0], lambda s: mean(s.score()[s.marks() > 0])),
    ]  # fmt: skip


def thumbs() -> list[Case]:
    """Up or down: one bit."""

    def write(x: float) -> Files:
        words = f"encounters: 3/d, usual: {say(x)}, spread: 0.5, memory: 10 ratings, least: 10 ratings"
        one = files(words)
        return Files(one.scheme.replace("[1, 5]", "[0, 1]"), one.society)

    setting = Setting("thumbs", write, "share of thumbs that go up", 0.8, 60_000, 20, DAY)
    return [
        Case(14, "thumbs-all", "share of whom all of the latest ten say good", setting, lambda x: x**10,
             lambda s: share(s.score() > 1 - 1e-6)),
    ]  # fmt: skip


def cases() -> list[Case]:
    """All of family 14."""
    return [*latest(), *all_marks(), *creeping(), *bias(), *weights(), *answers(), *thumbs()]
