"""Names that carry no luck and orders that mean nothing change nothing."""

from dataclasses import replace

import numpy as np
import pytest

from scorarium.scheme.model import Scheme
from scorarium.society.generate import generate
from scorarium.society.population import Population
from scorarium.society.recipe import Society
from tests.power.busy import SCHEME, SOCIETY, declared, scheme, society
from tests.properties.lived import Arrays, after, differing, library, of_scheme, of_world, plan_of

RENAMED = {
    "acts": {"speeding": "racing", "littering": "dropping", "helping": "aiding"},
    "services": {"flights": "trains"},
    "tiers": {"low: {": "dregs: {", "middle: {": "decent: {", "high: {": "worthy: {"},
    "society": {"busy": "idle"},
}


def lived(place: Society, rules: Scheme, world: str = "it") -> Arrays:
    who = generate(place, persons=80, seed=5)
    return after(plan_of({world: (rules,)}, place=place, who=who, years=0.4, seed=5))


@pytest.mark.parametrize("what", RENAMED)
def test_renaming_what_carries_no_luck_changes_nothing(what: str) -> None:
    texts = [SOCIETY, SCHEME]
    for old, new in RENAMED[what].items():
        assert any(old in text for text in texts)
        texts = [text.replace(old, new) for text in texts]
    place, rules = declared(texts[0], Society), declared(texts[1], Scheme)
    assert isinstance(place, Society)
    assert isinstance(rules, Scheme)
    assert differing(lived(society(), scheme()), lived(place, rules)) == []


def test_renaming_a_world_changes_nothing() -> None:
    assert differing(lived(society(), scheme()), lived(society(), scheme(), "another")) == []


def test_a_sense_by_another_name_has_other_luck() -> None:
    """The same test can fail: names of senses are salts."""
    other = declared(SCHEME.replace("cameras", "watchers"), Scheme)
    assert isinstance(other, Scheme)
    assert "n_seen" in differing(lived(society(), scheme()), lived(society(), other))


def test_order_of_worlds_changes_nothing() -> None:
    names = [one.name for one in library()]
    forth = plan_of({one.name: (one,) for one in library()}, years=0.5)
    back = plan_of({one.name: (one,) for one in reversed(library())}, years=0.5)
    one, two = after(forth), after(back)
    for k in range(len(names)):
        assert differing(of_world(one, k + 1), of_world(two, len(names) - k)) == [], names[k]
        mine, theirs = of_scheme(forth, one, k), of_scheme(back, two, len(names) - 1 - k)
        assert differing(mine, theirs) == [], names[k]


def test_order_of_lists_and_tiers_changes_nothing() -> None:
    """Rows move, people do not."""
    lines = SCHEME.splitlines()
    first, second = (
        next(k for k, line in enumerate(lines) if line.startswith(f"  {name}:")) for name in ("named", "barred")
    )
    lines[first], lines[second] = lines[second], lines[first]
    text = "\n".join(lines).replace(
        "{low: {from: 0}, high: {from: 25}, middle: {from: 12, margin: 2}}",
        "{low: {from: 0}, middle: {from: 12, margin: 2}, high: {from: 25}}",
    )
    assert text.splitlines() != SCHEME.splitlines()
    other = declared(text + "\n", Scheme)
    assert isinstance(other, Scheme)
    one, two = lived(society(), scheme()), lived(society(), other)
    for name in ("on", "since", "until", "times", "grounds", "listed_ticks", "wrong_ticks"):
        assert np.array_equal(one[name], two[name][::-1]), name
    code = np.array([0, 2, 1, -1])  # of a tier as it was declared first, by its code as declared second; -1 is none
    assert np.array_equal(one["tier"], code[two["tier"]])
    assert np.array_equal(one["score"], two["score"])
    assert np.array_equal(one["welfare"], two["welfare"])


def test_rates_do_not_depend_on_the_order_of_people() -> None:
    """Their mean is summed in whole numbers: whoever comes first, the scale is the same to the last bit."""
    place = society()
    who = generate(place, persons=200, seed=5)
    scale = plan_of({"it": (scheme(),)}, place=place, who=who).plan.acts.scale
    rng = np.random.default_rng(0)
    for _ in range(5):
        order = rng.permutation(who.n)
        mixed = permuted(who, order)
        again = plan_of({"it": (scheme(),)}, place=place, who=mixed).plan.acts
        assert again.scale.tobytes() == scale.tobytes()


def permuted(who: Population, order: np.ndarray) -> Population:
    """The same attributes and traits in other places."""
    return replace(
        who,
        attributes={name: codes[order] for name, codes in who.attributes.items()},
        traits={name: codes[order] for name, codes in who.traits.items()},
    )
