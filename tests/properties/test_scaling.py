"""Points have no size of their own: all of them times a power of two give the same lives and scores so much larger."""

import pytest

from scorarium.scheme.model import Scheme
from scorarium.society.generate import generate
from tests.power.busy import declared, society
from tests.properties.lived import after, differing, plan_of

IN_POINTS = (
    "score",
    "base",
    "live",
    "harm_live",
    "new_harm",
    "penalty",
    "wrong_penalty",
    "pub_score",
    "pub_base",
    "pub_new_harm",
    "pub_harm_live",
    "record",
)


def scheme(k: float) -> Scheme:
    """Every number of points `k` times as large."""
    found = declared(
        f"""
scorarium: 1
kind: scheme
name: scaled
senses:
  police: {{kind: registry, sees: [speeding, littering], detection: 60%}}
  cameras:
    kind: camera
    sees: [speeding]
    detection: 50%
    identification: {{missed: 10%, false_match: 40%, pool: [district]}}
  offices: {{kind: registry, sees: [helping], detection: 60%}}
score:
  kind: points
  start: {20 * k}
  bounds: [0, {30 * k}]
  better: higher
  rules:
    fast: {{on: speeding, points: {-4 * k}, lasts: 6w}}
    dirt: {{on: littering, points: {-1 * k}}}
    kind: {{on: helping, points: {2 * k}}}
tiers: {{low: {{from: 0}}, middle: {{from: {12 * k}, margin: {2 * k}}}, high: {{from: {25 * k}}}}}
lists:
  named: {{colour: black, enter: {{tier: low}}, lasts: 5w}}
  praised: {{colour: red, enter: {{score: {{from: {28 * k}}}}}, lasts: 3w}}
consequences:
  grounded: {{when: {{list: named}}, service: flights, effect: deny}}
  favoured: {{when: {{tier: high}}, service: flights, effect: favour}}
""",
        Scheme,
    )
    assert isinstance(found, Scheme)
    return found


@pytest.mark.parametrize("k", [2, 64, 0.5])
def test_scores_scale_and_lives_do_not(k: float) -> None:
    place = society()
    who = generate(place, persons=120, seed=9)
    one, other = (after(plan_of({"it": (scheme(by),)}, place=place, who=who, years=0.75, seed=9)) for by in (1, k))
    assert differing(one, other, but=IN_POINTS) == []
    for name in ("score", "base", "live", "penalty", "wrong_penalty"):
        assert (other[name] == one[name] * k).all(), name
    assert (other["record"]["points"] == one["record"]["points"] * k).all()
    assert one["times"].sum() > 0
    assert one["refused"].sum() > 0


def test_points_that_do_not_scale_together_are_noticed() -> None:
    place = society()
    who = generate(place, persons=120, seed=9)
    one, other = (after(plan_of({"it": (made,)}, place=place, who=who, years=0.75, seed=9)) for made in made_apart())
    assert differing(one, other, but=IN_POINTS) != []


def made_apart() -> tuple[Scheme, Scheme]:
    from scorarium.scheme.read import reformed

    return scheme(1), reformed(scheme(2), {"score": {"start": 41}})
