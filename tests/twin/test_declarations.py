"""Twin and engine live the same society under schemes drawn from the words of the language, bit for bit."""

from hypothesis import given

from scorarium.engine.plan import CompiledPlan
from tests.twin.compare import assert_same
from tests.twin.declarations import pairs


@given(pairs())
def test_twin_and_engine_are_the_same(compiled: CompiledPlan) -> None:
    assert_same(compiled)
