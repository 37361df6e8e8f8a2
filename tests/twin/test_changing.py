"""Twin and engine through changes of what people do, of what is asked of them and of how they rate each other."""

import pytest

from tests.power.busy import SCHEME, scheme
from tests.twin.changing import ADDING, ASKING, CHANGES, JUDGED, MARKS, RATED, changing, plan_of
from tests.twin.compare import assert_same


@pytest.mark.parametrize("names", [("acts",), ("services",), ADDING, ("asking", *ADDING), tuple(CHANGES)])
def test_acts_services_and_what_others_ask(names: tuple[str, ...]) -> None:
    for base in (SCHEME, ASKING):
        assert_same(plan_of(changing(*names, base=base), weeks=22), threads=2, shard=16, block=8)


@pytest.mark.parametrize("memory", ["9 ratings", "3w", "never"])
@pytest.mark.parametrize("more", ["", "  retaliation: 50%\n"])
def test_marks(memory: str, more: str) -> None:
    base = RATED.replace("memory: 3w\n", f"memory: {memory}\n{more}")
    assert_same(plan_of(scheme(base + MARKS), scheme(base), weeks=15), threads=2, shard=16, block=8)


def test_reputations() -> None:
    assert_same(plan_of(scheme(JUDGED), weeks=9))
