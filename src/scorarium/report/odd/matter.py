"""What is described: worlds that were declared, compiled as they would run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from scorarium.engine.phases import Phase, phases
from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.scheme.model import Scheme
from scorarium.society.generate import generate
from scorarium.society.recipe import Society
from scorarium.studies.order import Order

SAMPLE: Final = 2_000
"""Persons on whom the plan is compiled: its tables hang on the declarations, not on how many people there are."""


@dataclass(frozen=True)
class Matter:
    """One order, compiled.

    Parameters
    ----------
    order
        Worlds, societies and size.
    plans
        Society -> the compiled plan of its worlds.
    document
        What was kept of the run, if it is a run that is described.
    title, summary
        What a study says of itself.
    """

    order: Order
    plans: Mapping[str, CompiledPlan]
    document: Mapping[str, Any] = field(default_factory=dict)
    title: str = ""
    summary: str = ""

    @cached_property
    def phases(self) -> dict[str, list[Phase]]:
        """The phases of each society's tick."""
        return {name: phases(compiled) for name, compiled in self.plans.items()}

    @cached_property
    def schemes(self) -> dict[str, Scheme]:
        """Every scheme once, by its name; those that reforms have changed under the name of their world too."""
        found: dict[str, Scheme] = {}
        for world, declared in self.order.worlds.items():
            for scheme in declared.schemes:
                if not any(scheme.raw == other.raw for other in found.values()):
                    name = scheme.name if scheme.name not in found else f"{scheme.name} in world {world}"
                    found[name] = scheme
        return found

    @property
    def societies(self) -> Mapping[str, Society]:
        """The societies by name."""
        return self.order.societies

    def does(self, name: str) -> list[str]:
        """Everything that a phase does in some society, each sentence once."""
        own = [phase for found in self.phases.values() for phase in found if phase.name == name]
        return list(dict.fromkeys(text for phase in own for text in phase.does))


def matter_of(order: Order, *, document: Mapping[str, Any] | None = None, title: str = "", summary: str = "") -> Matter:
    """Compile an order for its description.

    Raises
    ------
    DeclarationError
        Something cannot be executed.
    """
    plans = {}
    for name, society in order.societies.items():
        people = generate(society, persons=min(order.persons_in(name), SAMPLE), seed=order.seed)
        plans[name] = compile_plan(
            people, society, order.worlds_in(name), seed=order.seed, replicate=0, years=order.years
        )
    return Matter(order, plans, document or {}, title, summary)
