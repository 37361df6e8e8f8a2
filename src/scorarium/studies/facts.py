"""Published outcomes of a scheme beside those that come out when its home society lives under it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from scorarium.errors import Complaint, DeclarationError
from scorarium.outcomes.layout import OUTCOMES
from scorarium.quantities import Duration
from scorarium.scheme.consequences import Fact
from scorarium.scheme.faults import place
from scorarium.scheme.model import Scheme
from scorarium.scheme.sources import numbers_of
from scorarium.studies.beside import NotMeasuredError, Seen, rate_of, simulated
from scorarium.studies.order import SEED, Order, order_run
from scorarium.studies.run import make_run

if TYPE_CHECKING:
    from scorarium.studies.progress import Tell

PERSONS: Final = 20_000
REPLICATES: Final = 5
YEAR: Final = 365.25


@dataclass(frozen=True)
class Window:
    """When a fact looks: at the end of so many days, over the last so many of them, or, with 0, at that moment."""

    end: float
    over: float


@dataclass(frozen=True)
class Beside:
    """One published figure beside the simulated one.

    Parameters
    ----------
    name, fact
        As declared.
    unit
        Of both figures, as the outcome's; for a share of something, 1.
    published, low, high
        The figure in that unit, and the ends of its range (of the figure and of what it is a share).
    value, interval
        Simulated; `nan` and `None` where nothing can be said.
    numbers
        Paths of the numbers that were fitted to it; without any it is a prediction.
    """

    name: str
    fact: Fact
    unit: str
    published: float
    low: float
    high: float
    value: float
    interval: tuple[float, float] | None
    numbers: tuple[str, ...]

    @property
    def is_fitted(self) -> bool:
        """Whether numbers were chosen so that it comes out: then it is no prediction."""
        return bool(self.numbers)

    @property
    def is_missed(self) -> bool:
        """Whether it is a prediction that does not come out."""
        return not self.is_fitted and self.agrees is False

    @property
    def agrees(self) -> bool | None:
        """Whether the published range meets the interval; None where there is no interval."""
        if self.interval is None:
            return None
        return self.interval[0] <= self.high and self.low <= self.interval[1]


def facts_of(
    scheme: Scheme,
    *,
    society: str | None = None,
    persons: int = PERSONS,
    replicates: int = REPLICATES,
    seed: int = SEED,
    threads: int | None = None,
    progress: Tell | None = None,
) -> list[Beside]:
    """Live the scheme on its home and put each of its facts beside what comes out.

    Parameters
    ----------
    society
        Another society than its home.
    persons, replicates, seed, threads, progress
        As for `run`. Facts of the same window share a run; all share their luck.

    Raises
    ------
    DeclarationError
        Something is faulty, cannot be executed, or cannot be measured as the fact asks.
    """
    fitted = fitted_numbers(scheme)
    found: dict[str, Beside] = {}
    for window, names in windows(scheme).items():
        order = _order(scheme, window, society=society, persons=persons, replicates=replicates, seed=seed)
        seen = Seen.of(make_run(order, threads=threads, progress=progress).dataset, order)
        for name in names:
            found[name] = _beside(scheme, name, seen, fitted.get(name, ()))
    return [found[name] for name in scheme.facts]


def windows(scheme: Scheme) -> dict[Window, list[str]]:
    """The facts of a scheme by the window in which they look, shortest first."""
    found: dict[Window, list[str]] = {}
    for name, fact in scheme.facts.items():
        found.setdefault(_window(scheme, name, fact), []).append(name)
    return dict(sorted(found.items(), key=lambda item: (item[0].end, item[0].over)))


def fitted_numbers(scheme: Scheme) -> dict[str, tuple[str, ...]]:
    """The paths of the numbers that say that they were fitted, by the fact to which."""
    found: dict[str, tuple[str, ...]] = {}
    for one in numbers_of(scheme):
        if one.source.basis == "fitted" and one.source.to is not None:
            found[one.source.to] = (*found.get(one.source.to, ()), one.path)
    return found


def _window(scheme: Scheme, name: str, fact: Fact) -> Window:
    over = fact.over.constant_value if fact.over is not None else 0.0
    end = fact.at.constant_value if fact.at is not None else over
    if end <= 0.0 or over > end:
        complaint = Complaint("nothing says when this was so", expected="at: 1y, or over: 1y", on_key=True)
        raise DeclarationError([place(complaint, ("facts", name), scheme.positions, scheme.name)])
    return Window(end, over)


def _order(scheme: Scheme, window: Window, *, society: str | None, persons: int, replicates: int, seed: int) -> Order:
    before = window.end - window.over if window.over else 0.0
    return order_run(
        scheme,
        society=society,
        persons=persons,
        replicates=replicates,
        seed=seed,
        years=window.end / YEAR,
        burn_in=Duration(Fraction(before)) if before > 0.0 else None,
    )


def _beside(scheme: Scheme, name: str, seen: Seen, numbers: tuple[str, ...]) -> Beside:
    fact = scheme.facts[name]
    try:
        unit, factor = rate_of(fact)
        value, interval = simulated(seen, fact)
    except NotMeasuredError as error:
        complaint = Complaint(str(error), expected="a measure that this version can put beside it")
        at = ("facts", name, "measure")
        raise DeclarationError([place(complaint, at, scheme.positions, scheme.name)]) from None
    top, of = _ends(fact.value), _ends(fact.of) if fact.of is not None else (1.0, 1.0, 1.0)
    published, low, high = (factor * above / below for above, below in zip(top, (of[0], of[2], of[1]), strict=True))
    return Beside(name, fact, unit, published, low, high, value, interval, numbers)


def _ends(number: Any) -> tuple[float, float, float]:
    """A number and the ends of its range."""
    value = number.constant_value
    low, high = number.default.source.range or (value, value)
    return value, low, high


def as_document(scheme: Scheme, found: list[Beside], asked: Mapping[str, Any]) -> dict[str, Any]:
    """What `facts --json` prints."""
    return {
        "scheme": scheme.name,
        **asked,
        "facts": {
            one.name: {
                "measure": one.fact.measure,
                "unit": one.unit,
                "published": one.published,
                "published_range": [one.low, one.high] if one.low < one.high else None,
                "simulated": None if math.isnan(one.value) else one.value,
                "interval": list(one.interval) if one.interval is not None else None,
                "agrees": one.agrees,
                "kind": "fitted" if one.is_fitted else "prediction",
                "numbers": list(one.numbers),
                "why": one.fact.why if one.is_missed else None,
                "ref": one.fact.ref,
            }
            for one in found
        },
        "meaning": {one.fact.measure: OUTCOMES[one.fact.measure].meaning for one in found},
    }
