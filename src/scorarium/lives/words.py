"""Words for the plan's integers: names, dates, figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from scorarium.engine.plan_labels import Labels
from scorarium.names import NEVER, POINT, Sensor
from scorarium.society.population import Population

YEAR = 365.25
OFFICIALS: dict[int, str] = {
    Sensor.INSIDER: "an official's error",
    Sensor.TARGETED: "an official",
    Sensor.CLAIMED: "a false claim of their own",
}
MONTH = YEAR / 12
ORDINALS = ("lowest", "second", "third", "fourth", "highest")


@dataclass(frozen=True)
class Calendar:
    """What a tick is called.

    Parameters
    ----------
    days
        Length of a tick.
    """

    days: float

    @property
    def word(self) -> str:
        """The word for one step of the calendar within a year."""
        return "day" if self.days < 6 else "week" if self.days < 28 else "month"

    def split(self, t: int) -> tuple[int, int]:
        """Year and step of a tick, both from 1."""
        days = t * self.days + self.days / 2
        year = floor(days / YEAR)
        step = {"day": 1.0, "week": 7.0, "month": MONTH}[self.word]
        return year + 1, floor((days - year * YEAR) / step) + 1

    def date(self, t: int) -> str:
        """A date: `year 2, week 14`."""
        year, step = self.split(t)
        return f"year {year}, {self.word} {step}"

    def span(self, ticks: int) -> str:
        """A length of time in the words of every day."""
        days = ticks * self.days
        if days >= 2 * YEAR - 1:
            return f"{days / YEAR:.3g} years"
        for word, length in (("month", MONTH), ("week", 7.0)):
            if days >= 2.5 * length:
                return f"{days / length:.0f} {word}s"
        return counted(round(days), "day")

    def until(self, t: int) -> str:
        """The end of something: a date, or for ever."""
        return "for good" if t >= NEVER else f"until {self.date(t)}"


def counted(n: int, word: str, plural: str = "") -> str:
    """A number and its noun: `1 day`, `3 days`."""
    return f"{n:,} {word if n == 1 else plural or word + 's'}"


def times(n: int) -> str:
    """How often: once, twice, 7 times."""
    return {1: "once", 2: "twice"}.get(n, f"{n} times")


def said(name: str) -> str:
    """A name as words: `bill_late` is bill late."""
    return name.replace("_", " ")


def listed(names: Sequence[str]) -> str:
    """`a, b and c`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def points(units: int, *, sign: bool = True) -> str:
    """Points with a real minus sign: `−30`, `+2.5`."""
    value = units / POINT
    text = f"{abs(value):,.2f}".rstrip("0").rstrip(".")
    if text == "0":
        return "0"
    return ("−" if value < 0 else "+" if sign else "") + text


def money(units: float) -> str:
    """Money: days of median income."""
    value = units / POINT
    text = f"{abs(value):,.1f}" if abs(value) >= 10 else f"{abs(value):,.2f}".rstrip("0").rstrip(".")
    return f"{'−' if value < 0 else ''}{text} {'day' if text == '1' else 'days'} of income"


def share(value: float) -> str:
    """A share in per cent."""
    return f"{value * 100:.0f} %" if value >= 0.0995 or value == 0 else f"{value * 100:.1f} %"


def number(person: int) -> str:
    """A person's number, in groups of three."""
    return f"{person:,}".replace(",", "\u202f")


def portrait(population: Population, person: int) -> str:
    """Who it is, as far as a drawn person is anybody: `woman, aged 35–59, urban, third income fifth`."""
    first = [name for name in ("sex", "age", "urban", "income") if name in population.levels]
    found = []
    for name in [*first, *(name for name in population.levels if name not in first)]:
        levels = population.levels[name]
        found.append(trait_of(name, levels[int(population.attributes[name][person])], levels))
    return ", ".join(word for word in found if word)


def trait_of(name: str, level: str, levels: Sequence[str]) -> str:
    """One attribute in words; what is not so, and what is ordinary, goes without saying."""
    if name == "sex":
        return {"female": "woman", "male": "man"}.get(level, level)
    if name == "urban" and level in ("urban", "rural"):
        return level
    if name == "age":
        return f"aged {level.replace('-', '–')}"
    if name == "income" and levels == ("1", "2", "3", "4", "5"):
        return f"{ORDINALS[int(level) - 1]} income fifth"
    if levels == ("false", "true"):
        return said(name) if level == "true" else ""
    return "" if level in ("ordinary", "other", "none") else f"{said(name)} {said(level)}"


@dataclass(frozen=True)
class Words:
    """Names of a run, in the words of a story."""

    labels: Labels
    calendar: Calendar

    def act(self, b: int) -> str:
        """An act; what no act made is a duty."""
        return said(self.labels.kinds[b]) if b >= 0 else "a standing duty"

    def sense(self, k: int) -> str:
        """A sense, or the official who wrote an entry in its place."""
        return said(self.labels.senses[k]) if k >= 0 else OFFICIALS.get(k, "")

    def rule(self, r: int) -> str:
        """A rule; the entry of an act that only a ground or condition names goes by the act."""
        return said(self.labels.rules[r].removeprefix("act:")) if r >= 0 else ""

    def level(self, attribute: int, code: int) -> str:
        """A level of an attribute: yes and no, a fifth of incomes, or by its name."""
        levels = self.labels.levels[attribute]
        if levels == ("false", "true"):
            return ("no", "yes")[code]
        is_fifth = self.labels.attributes[attribute] == "income" and levels == ("1", "2", "3", "4", "5")
        return f"the {ORDINALS[code]} fifth" if is_fifth else said(levels[code])

    def tier(self, s: int, code: int) -> str:
        """A tier, or none."""
        return self.labels.tiers[s][code] if code >= 0 else "no tier"
