"""What a consequence takes or gives, in days-income, for whoever asks for the service."""

from __future__ import annotations

from dataclasses import dataclass

from scorarium.engine.plan_acts import Kind, mean_product
from scorarium.engine.plan_belief import axis_factor, typical
from scorarium.engine.plan_consequences import is_one_share, shares_of
from scorarium.engine.plan_defaults import assumed
from scorarium.engine.plan_frame import Frame
from scorarium.engine.psychology import Mind
from scorarium.quantities import DAYS_PER_YEAR, Number
from scorarium.scheme.consequences import Consequence
from scorarium.scheme.model import Scheme

YEAR = float(DAYS_PER_YEAR)


@dataclass(frozen=True)
class Worth:
    """What goes on while a consequence stands (per year) and what comes once; losses positive, gains in `gain`."""

    loss_rate: float = 0.0
    gain_rate: float = 0.0
    loss_once: float = 0.0
    gain_once: float = 0.0

    def loss(self, years: float) -> float:
        """What is lost over so many years."""
        return self.loss_rate * years + self.loss_once

    def gain(self, years: float) -> float:
        """What is gained over so many years."""
        return self.gain_rate * years + self.gain_once


def at_first(frame: Frame, number: Number | None, otherwise: float = 0.0) -> float:
    """A number the first time, on average over people."""
    if number is None:
        return otherwise
    axes = (number.by,) if number.by is not None else number.times
    repeat = next((axis for axis in axes if axis.on == "repeat"), None)
    if repeat is None:
        return typical(frame, number)
    rows = [plain.value for bound, plain in sorted(repeat.cases, key=lambda case: float(case[0])) if float(bound) <= 1]
    default = None if number.default is None else number.default.value
    if number.by is not None:
        return rows[-1] if rows else (default or 0.0)
    others = [axis_factor(frame, axis, 1.0) for axis in axes if axis is not repeat]
    first = rows[-1] if rows else 1.0
    return (default or 0.0) * first * mean_product(frame, [], [one for one in others if one is not None])


def asked_per_year(frame: Frame, kinds: list[Kind], service: str) -> float:
    """How often those who ask for a service at all do so in a year; services held count each day."""
    if frame.services[service].demand == "always":
        return YEAR
    row = frame.service_row[service]
    for kind in kinds:
        if kind.service == row:
            per_tick = kind.mean / kind.doers if kind.doers > 0 else 0.0
            return per_tick * YEAR / float(frame.time.days)
    return 0.0


def strength_of(frame: Frame, scheme: Scheme, one: Consequence) -> float:
    """How often a consequence is carried out."""
    total = 1.0
    for part, otherwise in shares_of(scheme, one):
        total *= at_first(frame, part, otherwise)
    if one.decided is not None and not is_one_share(one.decided):
        share = at_first(frame, one.decided.follows, assumed("decided.follows"))
        biased = max(0.0, min(1.0, share + at_first(frame, one.decided.bias)))
        total = total / share * biased if share > 0 else total
    return total


def worth_of(frame: Frame, kinds: list[Kind], mind: Mind, scheme: Scheme, one: Consequence) -> Worth:
    """What a consequence is worth to those whom it concerns."""
    share = strength_of(frame, scheme, one)
    amount = one.amount if isinstance(one.amount, Number) else None
    if one.effect in ("fine", "pay"):
        money = share * at_first(frame, amount)
        every = at_first(frame, one.every)
        rate, once = (money * YEAR / every, 0.0) if every > 0 else (0.0, money)
        return Worth(loss_rate=rate, loss_once=once) if one.effect == "fine" else Worth(gain_rate=rate, gain_once=once)
    if one.service is None or one.service not in frame.services:
        return Worth()
    value = typical(frame, frame.services[one.service].value)
    flow = share * value * asked_per_year(frame, kinds, one.service)
    if one.effect == "reclaim":
        return Worth(loss_once=reclaimed(frame, flow, share, amount))
    if one.effect == "deny":
        return Worth(loss_rate=flow)
    if one.effect == "favour":
        return Worth(gain_rate=flow * mind.values["favour_gain"])
    if one.effect == "delay":
        waited = mind.values["late_loss"] * at_first(frame, amount) / YEAR
        return Worth(loss_rate=flow * waited / (1.0 + waited))
    if one.effect == "price" and amount is not None:
        dearer = at_first(frame, amount) - 1.0
        return Worth(loss_rate=flow * max(0.0, dearer), gain_rate=flow * max(0.0, -dearer))
    return Worth()


def reclaimed(frame: Frame, year: float, share: float, amount: Number | None) -> float:
    """What is taken back of a year's worth: a share of it, or money."""
    if amount is None:
        return year
    return (share if amount.dimension == "money" else year) * at_first(frame, amount)
