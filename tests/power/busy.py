"""A small society under a scheme with a bit of everything: in it, no planted fault can hide for long."""

from pathlib import Path
from tempfile import TemporaryDirectory

from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.scheme.model import Scheme
from scorarium.scheme.read import load
from scorarium.society.generate import generate
from scorarium.society.recipe import Society

SOCIETY = """
scorarium: 1
kind: society
name: busy
tick: 1w
attributes: {sex: {shares: {female: 50%, male: 50%}, protected: true}, income: {quintiles: [1, 2, 3, 4, 5]}}
traits: {risk: {}}
districts: {count: 3}
ties: {friends: {mean_degree: 4, shape: regular}}
acts:
  speeding: {context: traffic, rate: 20/y, loads: {risk: 0.5}, harm: 0.5, lawful: false}
  littering: {context: civic, rate: 15/y, harm: 0.1, lawful: false}
  helping: {context: civic, rate: 10/y, benefit: 0.2}
services:
  flights: {context: movement, demand: 12/y, value: 0.5, feeds: [income]}
psychology: deterrence
"""

SCHEME = """
scorarium: 1
kind: scheme
name: everything
senses:
  police: {kind: registry, sees: [speeding, littering], detection: 60%}
  cameras:
    kind: camera
    sees: [speeding, littering]
    detection: 50%
    identification: {missed: 10%, false_match: 40%, pool: [district]}
  offices: {kind: registry, sees: [helping], detection: 60%}
score:
  kind: points
  start: 20
  bounds: [0, 30]
  better: higher
  rules:
    fast: {on: speeding, points: -4, lasts: 6w}
    dirt: {on: littering, points: -1}
    kind: {on: helping, points: +2}
  contagion: {friends: {share: 30%, of: score, law: anchored}}
tiers: {low: {from: 0}, high: {from: 25}, middle: {from: 12, margin: 2}}
lists:
  named: {colour: black, enter: {rule: fast}, lasts: 5w, repeat: adds}
  barred: {colour: black, enter: {rule: dirt}, lasts: 9w, repeat: ignored}
consequences:
  grounded: {when: {list: named}, service: flights, effect: deny}
due_process: {appeal: {who: human, sought: 6/y, decided_after: 3w, upheld_if_wrong: 80%, upheld_if_right: 10%}}
"""


def declared(text: str, kind: type[Society] | type[Scheme]) -> Society | Scheme:
    """A declaration, read from a file as a user's would be."""
    with TemporaryDirectory() as folder:
        name = kind.__name__.lower()
        path = Path(folder, f"busy.{name}.yaml")
        path.write_text(text, encoding="utf-8")
        return load(path, name, kind)


def society() -> Society:
    found = declared(SOCIETY, Society)
    assert isinstance(found, Society)
    return found


def scheme(text: str = SCHEME) -> Scheme:
    found = declared(text, Scheme)
    assert isinstance(found, Scheme)
    return found


def busy(*, persons: int = 40, weeks: int = 26, seed: int = 1) -> CompiledPlan:
    """The plan: `none` beside the world of the scheme."""
    place = society()
    people = generate(place, persons=persons, seed=seed)
    years = (weeks * 7 + 1) / 365.25
    return compile_plan(people, place, {"everything": [scheme()]}, seed=seed, replicate=0, years=years)
