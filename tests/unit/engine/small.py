"""Small societies, made by hand, on which plans are compiled."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.scheme.model import Scheme
from scorarium.society.population import Population
from scorarium.society.recipe import Society

ACTS = {
    "speeding": {"context": "traffic", "rate": "2/y", "is": {"licence": True}, "loads": {"risk": 0.5}, "harm": 0.05},
    "littering": {"context": "civic", "rate": "5.2178571428571425/y", "lawful": False},
    "criticism": {"context": "speech", "rate": "3/y", "lawful": True, "protected": "expression"},
    "praise": {"context": "speech", "rate": "1/y", "lawful": True, "protected": "expression"},
    "tax_debt": {"context": "tax", "rate": "0.1/y", "stays_open": {"settled": "0.5/y"}},
    "bill_late": {"context": "finance", "every": "1mo", "share": "5%"},
}
SERVICES = {
    "loans": {"context": "finance", "demand": "0.3/y", "value": 3, "feeds": ["income"]},
    "driving": {"demand": "always", "value": 0.3, "is": {"licence": True}},
    "housing": {"demand": "0.1/y", "places": "0.08/y", "value": 20},
}
SOCIETY: Mapping[str, Any] = {
    "scorarium": 1,
    "kind": "society",
    "name": "small",
    "tick": "1w",
    "attributes": {"licence": {"share": "50%"}, "age": {"shares": {"0-17": "25%", "18-59": "50%", "60+": "25%"}}},
    "traits": {"risk": {}},
    "districts": {"count": 2},
    "acts": ACTS,
    "services": SERVICES,
}
SCHEME: Mapping[str, Any] = {
    "scorarium": 1,
    "kind": "scheme",
    "name": "points",
    "senses": {"police": {"kind": "registry", "sees": ["speeding", "littering"], "detection": "10%"}},
    "score": {
        "kind": "points",
        "start": 12,
        "bounds": [0, 12],
        "rules": {"fast": {"on": "speeding", "points": -3, "lasts": "1y"}, "dirt": {"on": ["littering"], "points": -1}},
    },
}


def merged(base: Mapping[str, Any], patch: Mapping[str, Any]) -> dict[str, Any]:
    """A merge patch on plain data; `None` removes."""
    found = dict(base)
    for key, value in patch.items():
        if value is None:
            found.pop(key, None)
        elif isinstance(value, Mapping) and isinstance(found.get(key), Mapping):
            found[key] = merged(found[key], value)
        else:
            found[key] = value
    return found


def keyed(raw: Any) -> Any:
    """Plain data as the reader gives them: keys are text."""
    return {str(key): keyed(value) for key, value in raw.items()} if isinstance(raw, Mapping) else raw


def society(**patch: Any) -> Society:
    return Society.model_validate(keyed(merged(SOCIETY, patch)))


def scheme(**patch: Any) -> Scheme:
    """The scheme after a merge patch; `luck_root` is its name."""
    return Scheme.model_validate(keyed(merged(SCHEME, patch)))


def people(of: Society, n: int = 40) -> Population:
    """`n` persons in households of two and two districts; levels in turn, traits from -15 up in steps of three."""
    levels = {name: attribute.levels for name, attribute in of.attributes.items()}
    codes = {name: (np.arange(n) % len(own)).astype(np.uint8) for name, own in levels.items()}
    ring = np.stack([(np.arange(n) - 1) % n, (np.arange(n) + 1) % n], axis=1)
    no_groups = {"first": np.zeros(1, np.int32), "members": np.zeros(0, np.int32), "group": np.full(n, -1, np.int32)}
    districts = 2 if of.districts is not None else 1
    return Population(
        n=n,
        levels=levels,
        attributes=codes,
        income=np.ones(n),
        traits={name: ((3 * np.arange(n)) % 31 - 15).astype(np.int8) for name in of.traits if not of.traits[name].law},
        trait_values={name: (np.arange(n) % 7) / 5.0 for name in of.traits if of.traits[name].law},
        district=(np.arange(n) * districts // n).astype(np.int32),
        n_districts=districts,
        district_names=tuple(str(d + 1) for d in range(districts)),
        district_fields={"cameras": np.array([0.1, 0.5])[:districts]},
        district_xy=np.zeros((districts, 2)),
        household_first=np.arange(0, n + 1, 2, dtype=np.int32),
        household=(np.arange(n) // 2).astype(np.int32),
        is_child=np.zeros(n, bool),
        partner=np.full(n, -1, np.int32),
        friends_first=np.arange(0, 2 * n + 1, 2, dtype=np.int64),
        friends=np.sort(ring, axis=1).astype(np.int32).ravel(),
        work_first=no_groups["first"],
        work_members=no_groups["members"],
        work_group=no_groups["group"],
        school_first=no_groups["first"],
        school_members=no_groups["members"],
        school_group=no_groups["group"],
    )


def compiled(
    of: Society | None = None, schemes: Sequence[Scheme] | None = None, *, years: float = 1, seed: int = 7, n: int = 40
) -> CompiledPlan:
    of = of or society()
    own = schemes if schemes is not None else [scheme()]
    return compile_plan(people(of, n), of, {"it": own}, seed=seed, replicate=0, years=years)
