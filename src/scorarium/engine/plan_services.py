"""Services: what they are worth, who holds them, how scarce they are, and what a met demand leads to."""

from __future__ import annotations

import numpy as np

from scorarium.engine.plan_acts import Kind, make_kind, rows_of
from scorarium.engine.plan_columns import TYPES, column, ints, ragged, to_units
from scorarium.engine.plan_conditions import ConditionPool
from scorarium.engine.plan_frame import Frame, placing
from scorarium.engine.plan_numbers import NumberPool
from scorarium.engine.plan_varied import Varied
from scorarium.engine.tables import Services
from scorarium.quantities import Number
from scorarium.scheme.acts import Service

REST = -1


def services_table(frame: Frame, conditions: ConditionPool, varied: Varied, worths: int) -> Services:
    """Doors as the engine reads them; `worths` acts have a row of their own before them."""
    rows = list(frame.services.values())
    numbers = varied.numbers
    always = [service.demand == "always" for service in rows]
    gates = [
        [conditions.facts(service.is_, world) if held else -1 for service, held in zip(rows, always, strict=True)]
        for world in range(frame.n_worlds)
    ]
    places = [scarce(varied, name, one) for name, one in frame.services.items()]
    values = [
        varied.plain("services_value", one.value, place=f"services/{name}") for name, one in frame.services.items()
    ]
    leads = [follow_ups(frame, name, service, numbers) for name, service in frame.services.items()]
    leading = {name: row for row, name in enumerate(frame.leading)}
    follow_first, follow_act = ragged([[act for act, _ in own] for own in leads])
    return Services(
        value=column([to_units(value) for value in values], TYPES["i8"]),
        always=column(always, TYPES["u1"]),
        gate=np.array(gates, np.int32).reshape(frame.n_worlds, len(rows)),
        feeds_income=column(["income" in (service.feeds or ()) for service in rows], TYPES["u1"]),
        places=column(places, TYPES["f8"]),
        queue=ints([frame.queues.get(name, -1) for name in frame.services]),
        follow=ints([leading.get(name, -1) for name in frame.services]),
        follow_first=follow_first,
        follow_act=follow_act,
        follow_share=ints([share for own in leads for _, share in own]),
        worth=rows_of([one.value is not None and not one.value.is_constant for one in rows], worths),
    )


def scarce(varied: Varied, name: str, service: Service) -> float:
    """Places per person and tick, -1 where there are enough."""
    if service.places is None:
        varied.nothing("services_places")
        return -1.0
    return varied.rate("services_places", service.places, place=f"services/{name}")


def follow_ups(frame: Frame, name: str, service: Service, numbers: NumberPool) -> list[tuple[int, int]]:
    """(act, number of its share) for each act that a met demand makes possible; the rest comes last.

    The declared share is the mean over those who do the act at all; the act's own loads weigh on it.
    """
    found, rest = [], []
    with placing(frame.society, "services", name):
        for act, share in service.leads_to.items():
            if act not in frame.act_row or act in frame.absent_acts:
                continue
            if isinstance(share, Number):
                kind = make_kind(frame, Kind(act), share, frame.acts[act], "leads_to")
                tables = [(one.source, one.arg, one.table) for one in [*kind.factors, *kind.moved]]
                found.append((frame.act_row[act], numbers.weighed(kind.scale, tables)))
            else:
                rest.append((frame.act_row[act], REST))
    return found + rest
