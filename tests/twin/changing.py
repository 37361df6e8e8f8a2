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
    "acts": "{at: 6w, reform: {acts: {loitering: {rate: {default: 9/y, times: {sex: {female: 0.2}}}, harm: 0.1, "
    "where: street, loads: {risk: 0.5, income: 1}, amount: {mean: 2, law: exponential}, stays_open: {settled: 5/y}}, "
    "sweeping: {every: 1mo, share: 60%, benefit: 0.1}, tipping: {rate: 5/y, towards: friends, benefit: 0.2}}, "
    "senses: {wardens: {kind: patrol, sees: [loitering, sweeping], detection: 60%}}, "
    "score: {rules: {idle: {on: loitering, points: -3, lasts: 9w}, swept: {on: sweeping, points: +2}}}}}",
    "busier": "{at: 10w, reform: {acts: {loitering: {rate: {default: 30/y}}, tipping: ~}}}",
    "services": "{at: 7w, reform: {services: {hall: {demand: 12/y, value: 0.4, leads_to: {loitering: 30%}}, "
    "bench: {demand: always, value: 0.2}, stall: {demand: 6/y, places: 3/y, value: 2}}, "
    "consequences: {shut: {when: {tier: low}, service: hall, effect: deny}, "
    "off: {when: {tier: low}, service: bench, effect: deny}, "
    "first: {when: {tier: high}, service: stall, effect: favour}}}}",
    "fewer": "{at: 12w, reform: {services: {hall: ~, bench: {demand: 6/y}, stall: {demand: 1/y}}}}",
    "asking": "{at: 8w, reform: {lists: {among: {enter: {related: {friends: {enrolled: {from: 2w}, "
    "any: {few: {acts: {littering: 1 within 2w}}, hit: {rule: fast}}}}}, lasts: 2w}, "
    "near: {enter: {related: {friends: {score_below: {default: 10, by: {sex: {female: 14}}}}}}, lasts: 3w}}, "
    "consequences: {toll: {when: {list: among}, effect: fine, amount: 1 days-income}}}}",
    "measured": "{when: {measured: {listed_share: {from: 20%}}}, reform: {score: {rules: {kind: {points: +5}}}}}",
    "protest": "{when: {measured: {protest_rate: {from: 5%}}}, stop: true}",
    "off": "{at: 20w, stop: true}",
    "wiped": "{at: 20w, stop: true, keeps_records: false}",
}
"""One line each, in the order of their times."""

ASKING = SCHEME.replace(
    "consequences:",
    """  kin: {enter: {related: {friends: {acts: {speeding: 2 within 5w}}}}, lasts: 2w}
  odd: {enter: {related: {friends: {score: {to: {law: normal, mean: 16, sd: 5}}}}}, lasts: 2w}
  struck: {enter: {related: {friends: {on: littering}}}, lasts: 1w}
consequences:""",
)
"""The busy scheme, which also asks what is noted of people."""

RATED = (
    SCHEME[: SCHEME.index("score:")]
    + """score:
  kind: ratings
  range: [1, 5]
  start: 4
  encounters: 1/d
  usual: 4.2
  spread: 0.8
  towards: anyone
  memory: 3w
  least: 2 ratings
  rules: {fast: {on: speeding, points: -1, lasts: 6w}, dirt: {on: littering, points: -0.1}}
tiers: {low: {from: 1}, high: {from: 4}}
lists: {named: {enter: {score_below: 3.9}, lasts: 5w}}
"""
)
"""A scheme of marks."""

MARKS = """changes:
  heavier: {at: 4w, reform: {score: {usual: 3, spread: 1.2, rater_weight: score, retaliation: 60%,
    bias: {default: 0, by: {sex: {female: -0.4}}}}}}
  nearer: {at: 8w, reform: {score: {encounters: 2/d, least: 9 ratings, retaliation: ~, towards: friends,
    weight: {default: 1, by: {list: {named: 2}}}}}}
  plainer: {at: 11w, reform: {score: {rater_weight: ~, weight: ~, retaliation: 80%}}}
"""
"""What a change may alter of how people rate each other."""

JUDGED = (
    SCHEME[: SCHEME.index("score:")]
    + """score:
  {kind: ratings, range: [0, 1], start: 1, norm: stern_judging, opinions: public,
   errors: {execution: 5%, assessment: 5%}, rules: {fast: {on: speeding, points: -0.1}}}
changes: {a: {at: 4w, reform: {score: {norm: image_scoring, errors: {assessment: 30%}}}}}
"""
)
"""Reputations, of which the norm changes."""

ADDING = ("acts", "busier", "services", "fewer")
"""Changes of what people do and ask for: in every world."""


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
