"""Family 6: how a voluntary scheme spreads, snowballs and is left again."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from scorarium.validation.case import MONTH, Case, Files, Setting, say
from scorarium.validation.closed_forms import diffusion
from scorarium.validation.estimates import Estimate, mean, share
from scorarium.validation.section import Bools, Section

P, Q = 0.03, 0.38
"""Innovation and imitation a year (Sultan, Farley & Lehmann 1990)."""

A_YEAR, WORTH, LOSS = 12.0, 6.0, 2.0


def files(p: float, q: float, *, mind: str = "", price: str = "100%", tier: str = "member", ties: str = "{}") -> Files:
    """People who may join a club; those who have buy tickets at another price."""
    return Files(
        f"""\
scorarium: 1
kind: scheme
name: club
operator: {{kind: company}}
enrolment:
  kind: opt_in
  adoption: {{innovation: {say(p)}/y, imitation: {say(q)}/y}}
  consent: {{asked: true, free: true, withdrawal: free}}
score:
  kind: points
  start: {0 if tier == "guest" else 1}
  bounds: [~, ~]
  better: higher
  rules: {{used: {{on: shopping, points: 0}}}}
senses: {{till: {{kind: purchases, sees: [shopping], detection: 100%}}}}
tiers: {{guest: {{from: 0}}, member: {{from: 1}}, patron: {{from: 2}}}}
consequences: {{tickets: {{when: {{tier: {tier}}}, service: tickets, effect: price, amount: {price}}}}}
""",
        f"""\
scorarium: 1
kind: society
name: customers
tick: 1mo
ties: {ties}
acts: {{shopping: {{context: shopping, every: 1mo, share: 1%}}}}
services: {{tickets: {{context: leisure, demand: 12/y, value: 1}}}}
psychology: {{preset: passive{mind}}}
""",
    )


def inside(s: Section) -> Bools:
    """Who has joined and not left."""
    return np.asarray(s.state.enrolled[0] >= 0)


def together(law: Callable[[], tuple[float, float]]) -> Callable[[Section], Estimate]:
    """A share that everybody moves: its variance is that of the whole course."""
    return lambda s: Estimate(float(inside(s).mean()), (law()[1] / inside(s).size) ** 0.5)


def bass(ticks: int) -> Case:
    """Everybody looks at everybody."""
    setting = Setting(f"bass-{ticks}", lambda q: files(P, q), "imitation", Q, 100_000, ticks, MONTH)
    return Case(6, f"bass-{ticks}", f"share who have joined after {ticks} months", setting,
                lambda q: diffusion.bass(P, q, ticks, A_YEAR)[0],
                together(lambda: diffusion.bass(P, Q, ticks, A_YEAR)))  # fmt: skip


def alone() -> Case:
    """Nobody looks at anybody."""
    setting = Setting("bass-alone", lambda p: files(p, 0), "innovation", 0.3, 100_000, 24, MONTH)
    return Case(6, "bass-alone", "share who have joined by themselves after 24 months", setting,
                lambda p: diffusion.bass(p, 0, 24, A_YEAR)[0], lambda s: share(inside(s)))  # fmt: skip


def ring() -> Case:
    """Each looks at two neighbours."""
    ties = "{friends: {mean_degree: 2, shape: ring}}"
    setting = Setting("ring", lambda q: files(P, q, mind=", joining: 0", ties=ties), "imitation", Q, 200_000, 60, MONTH)

    def in_blocks(s: Section) -> Estimate:
        return mean(inside(s).reshape(-1, 100).mean(axis=1))

    return Case(6, "ring", "share who have joined on a ring after 60 months (error from blocks)", setting,
                lambda q: diffusion.ring(P, q, 60, A_YEAR), in_blocks)  # fmt: skip


def snowball() -> Case:
    """What membership opens pulls, and staying out costs the more the more have joined."""
    ticks = 36
    setting = Setting("snowball", lambda j: files(P, Q, mind=f", joining: {say(j)}", price="50%"), "joining", 0.1,
                      100_000, ticks, MONTH)  # fmt: skip

    def law(j: float) -> tuple[float, float]:
        return diffusion.snowball(P, Q, j, WORTH, ticks, A_YEAR)

    return Case(6, "snowball", "share who have joined where membership is worth 6 days-income a year", setting,
                lambda j: law(j)[0], together(lambda: law(0.1)))  # fmt: skip


def driven_out() -> Case:
    """Who stays at a loss leaves by and by."""
    ticks, price = 24, f"{100 * (1 + LOSS / 12):.12g}%"

    def write(x: float) -> Files:
        return files(1.0, 0, mind=f", leaving: {say(x)}", price=price, tier="guest")

    setting = Setting("driven-out", write, "leaving", 0.3, 100_000, ticks, MONTH)
    return Case(6, "driven-out", "share who are in where membership costs 2 days-income a year", setting,
                lambda x: diffusion.driven_out(1.0, x, LOSS, ticks, A_YEAR), lambda s: share(inside(s)))  # fmt: skip


def cases() -> list[Case]:
    """All of family 6."""
    return [bass(60), bass(84), bass(120), alone(), ring(), snowball(), driven_out()]
