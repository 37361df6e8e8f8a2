"""Schemes that change inside a run, for the comparison of twin and engine."""

from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.scheme.model import Scheme
from scorarium.society.generate import generate
from scorarium.society.recipe import Society
from tests.power.busy import SCHEME, SOCIETY, declared, scheme

CHANGES = {
    "numbers": "{at: 5w, reform: {score: {rules: {fast: {points: -6}}}, lists: {named: {lasts: 2w}}}}",
    "new-rule": "{at: 6w, reform: {score: {rules: {slow: {on: speeding, points: -1, lasts: 3w}}}}}",
    "rule-dropped": "{at: 7w, reform: {score: {rules: {fast: ~}}, lists: {named: ~}, consequences: {grounded: ~}}}",
    "tiers": "{at: 8w, reform: {tiers: {low: ~, lowest: {from: 0}, poor: {from: 6}}}}",
    "senses": "{at: 9w, reform: {senses: {cameras: ~, spies: {kind: neighbours, sees: [littering], detection: 30%, "
    "malicious: 2/y}}}}",
    "halved": "{at: 10w, convert: {0: 0, 6: 3, 12: 6, 18: 9, 24: 20}}",
    "list": "{at: 11w, reform: {lists: {shamed: {enter: {score_below: 10}, lasts: 2w}}, "
    "consequences: {late: {when: {list: shamed}, service: flights, effect: delay, amount: 3w}, "
    "fine: {when: {list: shamed}, effect: fine, amount: 1 days-income}}}}",
    "capped": "{at: 12w, reform: {score: {rules: {dirt: {at_most: 2 within 1mo}}}}}",
    "bounds": "{at: 13w, convert: {0: 40, 10: 60, 20: 90}, reform: {score: {bounds: [40, 100]}, "
    "tiers: {low: {from: 40}, middle: {from: 60}, high: {from: 80}}}}",
    "friends": "{at: 14w, reform: {score: {contagion: {friends: {share: 10%, of: points, per: mean, law: ~}}}}}",
    "together": "{at: 15w, reform: {unit: district}}",
    "apart": "{at: 18w, reform: {unit: person}}",
    "renewed": "{at: 5w, reform: {changes: {later: {at: 9w, reform: {score: {rules: {kind: {points: +7}}}}}, "
    "last: {when: {measured: {listed_share: {from: 5%}}}, reform: {lists: {named: {lasts: 1w}}}}}}}",
    "measured": "{when: {measured: {listed_share: {from: 20%}}}, reform: {score: {rules: {kind: {points: +5}}}}}",
    "protest": "{when: {measured: {protest_rate: {from: 5%}}}, stop: true}",
    "off": "{at: 20w, stop: true}",
    "wiped": "{at: 20w, stop: true, keeps_records: false}",
}
"""One line each, in the order of their times."""


def changing(*names: str, base: str = SCHEME) -> Scheme:
    """The busy scheme with some of the changes."""
    lines = [f"  {name}: {CHANGES[name]}" for name in names]
    return scheme(base + "changes:\n" + "\n".join(lines) + "\n" if names else base)


def plan_of(
    *schemes: Scheme, persons: int = 40, weeks: int = 26, seed: int = 1, psychology: str = "deterrence"
) -> CompiledPlan:
    """A world for each scheme, beside `none`."""
    place = declared(SOCIETY.replace("psychology: deterrence", f"psychology: {psychology}"), Society)
    assert isinstance(place, Society)
    people = generate(place, persons=persons, seed=seed)
    worlds = {f"w{k}": [one] for k, one in enumerate(schemes)}
    return compile_plan(people, place, worlds, seed=seed, replicate=0, years=(weeks * 7 + 1) / 365.25)
