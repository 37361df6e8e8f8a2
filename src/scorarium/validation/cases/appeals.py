"""Family 12: how long an error stands.

Everybody is slandered by two friends in the first tick, once; nobody does anything. The rest is the procedure alone.
"""

from dataclasses import dataclass, replace

import numpy as np

from scorarium.validation.case import DAY, Case, Files, Setting, percent, say
from scorarium.validation.closed_forms import appeals
from scorarium.validation.estimates import mean, share

CERTAIN = "20/d"


@dataclass(frozen=True)
class Procedure:
    """An appeal in words of the language; `decided` is in days: fixed, or drawn in so many exponential `stages`."""

    sought: float
    decided: float
    upheld: float
    lasts: int
    stages: int = 0
    tries: int = 0
    wait: int = 0
    known: float = 1.0
    malice: str = CERTAIN

    def exact(self, most: int) -> appeals.Appeals:
        """The same in ticks of a day."""
        decided = appeals.fixed(round(self.decided))
        if self.stages:
            decided = appeals.in_stages(self.decided, self.stages, most)
        return appeals.Appeals(float(-np.expm1(-self.sought)), decided, self.upheld, self.tries, self.wait)

    def words(self) -> str:
        """As one writes it."""
        decided = f"{say(self.decided)}d"
        if self.stages:
            law = "exponential" if self.stages == 1 else f"erlang, stages: {self.stages}"
            decided = f"{{mean: {decided}, law: {law}}}"
        return (
            f"{{who: human, sought: {say(self.sought)}/d, decided_after: {decided}, within: 100y, "
            f"upheld_if_wrong: {percent(self.upheld)}, upheld_if_right: 0%, at_most: {self.tries or 1_000}, "
            f"wait: {self.wait}d, known_to: {percent(self.known)}}}"
        )


SOCIETY = """\
scorarium: 1
kind: society
name: slandered
tick: 1d
ties: {friends: {mean_degree: 2, shape: ring}}
acts: {theft: {rate: 0/y, lawful: false}}
psychology: passive
"""


def files(p: Procedure) -> Files:
    """One wrong entry each, and a list that it alone grounds."""
    return Files(
        f"""\
scorarium: 1
kind: scheme
name: hearsay
operator: {{kind: state}}
senses: {{neighbours: {{kind: neighbours, sees: [theft], detection: 0%, malicious: {p.malice}}}}}
score:
  kind: points
  start: 0
  bounds: [~, ~]
  rules: {{theft: {{on: theft, points: -1, lasts: {p.lasts}d, at_most: 1 within 100y}}}}
lists: {{suspects: {{colour: black, enter: {{rule: theft}}, lasts: {p.lasts}d}}}}
due_process: {{notice: after, appeal: {p.words()}}}
""",
        SOCIETY,
    )


def answer(
    name: str, says: str, p: Procedure, persons: int, tests: tuple[str, ...], moved: str = "upheld"
) -> list[Case]:
    """Days that the error stood, and whether it was corrected; moved is the chance of success or of knowing."""

    def at(x: float) -> Procedure:
        return replace(p, known=x) if moved == "known" else replace(p, upheld=x)

    value = p.known if moved == "known" else p.upheld
    setting = Setting(name, lambda x: files(at(x)), moved, value, persons, p.lasts + 2, DAY)

    def exact(x: float) -> tuple[float, float, float]:
        now = at(x)
        return appeals.standing_days(now.exact(p.lasts), p.lasts, now.known)

    known: dict[str, Case] = {
        "days": Case(12, f"{name}-days", f"mean days that a wrong entry stands, {says}", setting, lambda x: exact(x)[0],
                     lambda s: mean(s.wrong_days())),
        "corrected": Case(12, f"{name}-corrected", f"share corrected, {says}", setting, lambda x: exact(x)[2],
                          lambda s: share(s.upheld() > 0)),
        "listed": Case(12, f"{name}-listed", f"mean days wrongly listed, {says}", setting, lambda x: exact(x)[0],
                       lambda s: mean(s.wrongly_listed_ticks("suspects"))),
    }  # fmt: skip
    return [known[test] for test in tests]


def stock() -> list[Case]:
    """Wrong entries that come one by one (Little): those standing now came within the last D ticks and still stand."""
    p = Procedure(0.1, 5, 0.6, 60, malice="0.01/d")
    ticks = 80

    def exact(x: float) -> float:
        left = 1 - np.cumsum(appeals.corrected_at(replace(p, upheld=x).exact(p.lasts), p.lasts))
        q = np.exp(-0.02)
        age = np.arange(p.lasts)
        return float((left * (1 - q) * q ** (ticks - 1 - age)).sum())

    setting = Setting("stock", lambda x: files(replace(p, upheld=x)), "upheld_if_wrong", p.upheld, 56_000, ticks, DAY)
    return [
        Case(12, "stock", "share with a wrong entry that stands: arrivals times survival", setting, exact,
             lambda s: share(s.wrong_standing() > 0)),
    ]  # fmt: skip


def rightly() -> Case:
    """An entry that is right and has no clock: struck out all the same, its points return."""
    ticks = 60

    def scheme(upheld: float) -> str:
        return f"""\
scorarium: 1
kind: scheme
name: leniency
operator: {{kind: state}}
senses: {{patrol: {{kind: patrol, sees: [theft], detection: 100%}}}}
score:
  kind: points
  start: 0
  bounds: [~, ~]
  rules: {{theft: {{on: theft, points: -1, at_most: 1 within 100y}}}}
due_process:
  notice: after
  appeal:
    {{who: human, sought: 0.1/d, decided_after: 5d, within: 100y, upheld_if_wrong: 100%,
     upheld_if_right: {percent(upheld)}, at_most: 2, wait: 3d, known_to: 100%}}
"""

    def exact(upheld: float) -> float:
        procedure = appeals.Appeals(float(-np.expm1(-0.1)), appeals.fixed(5), upheld, 2, 3)
        return float(appeals.corrected_at(procedure, ticks).sum())

    society = SOCIETY.replace("rate: 0/y", "every: 1d")
    setting = Setting("rightly", lambda x: Files(scheme(x), society), "upheld_if_right", 0.3, 20_000, ticks, DAY)
    return Case(12, "right-entries", "share whose rightful entry was struck out: two tries, three days between them",
                setting, exact, lambda s: share(s.score() == 0))  # fmt: skip


def cases() -> list[Case]:
    """All of family 12."""
    return [
        *answer("fixed", "decided after 30 days, 40 % upheld", Procedure(0.02, 30, 0.4, 365), 14_000,
                ("days", "corrected", "listed")),
        *answer("drawn", "decided after 5 days on average, 70 % upheld, any number of tries",
                Procedure(0.1, 5, 0.7, 60, stages=1), 20_000, ("days", "corrected")),
        *answer("stages", "decided in three exponential stages of 10 days in all",
                Procedure(0.05, 10, 0.6, 90, stages=3), 20_000, ("days", "corrected")),
        *answer("two-tries", "at most two tries", Procedure(0.05, 10, 0.4, 120, tries=2), 20_000,
                ("days", "corrected")),
        *answer("wait", "ten days before the next try", Procedure(0.1, 5, 0.4, 90, wait=10), 20_000, ("days",)),
        *answer("known", "half know that they can appeal", Procedure(0.1, 5, 0.7, 60, known=0.5), 20_000,
                ("days", "corrected"), "known"),
        *stock(),
        rightly(),
    ]  # fmt: skip
