"""Functions over shards on threads."""

import threading
import time

import pytest

from scorarium.engine.threads import Workers


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_results_come_in_the_order_of_the_items(threads: int) -> None:
    with Workers(threads) as workers:
        for n in (0, 1, 2, 7, 100):
            assert workers.map(lambda x: x * x, range(n)) == [x * x for x in range(n)]


def test_threads_work_at_the_same_time() -> None:
    both = threading.Barrier(2, timeout=10)
    with Workers(2) as workers:
        assert len(set(workers.map(lambda _: both.wait(), [0, 1]))) == 2


@pytest.mark.parametrize("threads", [1, 3])
def test_an_error_is_raised_and_the_rest_is_left(threads: int) -> None:
    asked: list[int] = []

    def fail(x: int) -> int:
        asked.append(x)
        if x == 3:
            raise ValueError("item 3")
        time.sleep(0.001)  # so that the others are not through before it is known
        return x

    with Workers(threads) as workers:
        with pytest.raises(ValueError, match="item 3"):
            workers.map(fail, range(1000))
        assert len(asked) < 500
        assert workers.map(str, range(5)) == list("01234")
