"""Friends with the asked degree, clustering and likeness; exact shapes; groups that do not overlap."""

from __future__ import annotations

import numpy as np
import pytest

from scorarium.errors import MalformedError
from scorarium.kernels import ties as kernel
from scorarium.names import Decision
from scorarium.society.dice import Dice
from scorarium.society.graphs import Friends, Graph, inbreeding, local_clustering
from scorarium.society.groups import draw_groups
from scorarium.society.ties import draw_friends


def dense(graph: Graph) -> np.ndarray:
    n = len(graph.first) - 1
    matrix = np.zeros((n, n), int)
    for person in range(n):
        matrix[person, graph.friends[graph.first[person] : graph.first[person + 1]]] = 1
    return matrix


def people(n: int, seed: int = 0) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    return {
        "district": (np.arange(n) * 10 // n).astype(np.int32),
        "age": rng.integers(0, 4, n).astype(np.int32),
        "group": (rng.random(n) < 0.1).astype(np.int32),
    }


def homes(n: int) -> np.ndarray:
    return (np.arange(n) // 3).astype(np.int32)


def test_clustering_and_inbreeding_against_plain_matrices() -> None:
    n = 300
    level = people(n)["age"]
    graph = draw_friends(Friends(8, 0.3), {}, homes(n), Dice(1, 0))
    matrix = dense(graph)
    assert np.array_equal(matrix, matrix.T)
    assert (np.diag(matrix) == 0).all()
    assert matrix.sum() == len(graph.friends)
    degree = matrix.sum(axis=1)
    closed = np.diag(matrix @ matrix @ matrix) / np.maximum(degree * (degree - 1), 1)
    assert local_clustering(graph, Dice(1, 0)) == pytest.approx(closed.mean())
    found, every = np.zeros((2, n), np.int64), np.arange(n, dtype=np.int32)
    kernel.all_triangles(graph.first, graph.friends, found[0])
    kernel.triangles(graph.first, graph.friends, every, found[1])
    assert (found * 2 == np.diag(matrix @ matrix @ matrix)).all()
    same = sum(level[i] == level[j] for i, j in np.argwhere(matrix)) / matrix.sum()
    chance = sum((degree[level == a].sum() / degree.sum()) ** 2 for a in range(4))
    assert inbreeding(graph, level) == pytest.approx((same - chance) / (1 - chance))


def test_rows_ascend_without_doubles_self_or_household() -> None:
    n = 5_000
    home = homes(n)
    graph = draw_friends(Friends(12, 0.25, {"district": 0.6}), people(n), home, Dice(2, 0))
    owner = np.repeat(np.arange(n), graph.degree)
    inner = np.diff(owner) == 0
    assert (np.diff(graph.friends)[inner] > 0).all()
    assert (home[owner] != home[graph.friends]).all()
    forth = set(zip(owner.tolist(), graph.friends.tolist(), strict=True))
    assert all((j, i) in forth for i, j in forth)


@pytest.mark.parametrize(
    ("degree", "clustering"),
    [(4.0, 0.0), (4.0, 0.1), (4.0, 0.25), (4.0, 0.5), (12.0, 0.0), (12.0, 0.1), (12.0, 0.25), (12.0, 0.5), (12.0, 0.7)],
)
def test_degree_and_clustering_as_asked(degree: float, clustering: float) -> None:
    n = 20_000
    graph = draw_friends(Friends(degree, clustering), {}, np.arange(n, dtype=np.int32), Dice(3, 0))
    assert graph.degree.mean() == pytest.approx(degree, rel=0.02)
    assert local_clustering(graph, Dice(3, 0)) == pytest.approx(clustering, abs=0.02)
    assert graph.degree.var() > 2 * degree  # right-skewed: a random graph would have the mean


@pytest.mark.parametrize(
    "alike",
    [
        {"district": 0.6},
        {"group": 0.5},
        {"age": 0.4, "group": 0.3},
        {"district": 0.5, "age": 0.3, "group": 0.4},
        {"age": 0.0},
    ],
)
def test_likeness_as_asked(alike: dict[str, float]) -> None:
    n = 30_000
    level = people(n)
    graph = draw_friends(Friends(10, 0.2, alike), level, homes(n), Dice(4, 0))
    for name, share in alike.items():
        assert inbreeding(graph, level[name]) == pytest.approx(share, abs=0.03)
    for name in set(level) - set(alike):
        assert inbreeding(graph, level[name]) == pytest.approx(0.0, abs=0.03)


def test_likeness_that_comes_with_another_is_not_added_twice() -> None:
    n = 30_000
    district = (np.arange(n) * 10 // n).astype(np.int32)
    group = ((district < 2) ^ (np.random.default_rng(1).random(n) < 0.05)).astype(np.int32)
    level = {"district": district, "group": group}
    graph = draw_friends(Friends(10, 0.2, {"district": 0.6, "group": 0.6}), level, homes(n), Dice(4, 0))
    assert inbreeding(graph, group) == pytest.approx(0.6, abs=0.03)
    assert inbreeding(graph, district) == pytest.approx(0.6, abs=0.03)


def test_another_replicate_has_other_friends() -> None:
    one, again, other = (draw_friends(Friends(6, 0.2), {}, homes(500), Dice(1, r)) for r in (0, 0, 1))
    assert np.array_equal(one.friends, again.friends)
    assert not np.array_equal(one.friends, other.friends)


@pytest.mark.parametrize(("n", "degree"), [(1200, 4), (50, 3), (10, 9), (10, 6), (9, 4), (2001, 8), (4, 0)])
def test_regular(n: int, degree: int) -> None:
    graph = draw_friends(Friends(degree, shape="regular"), {}, homes(n), Dice(1, 0))
    matrix = dense(graph)
    assert (matrix.sum(axis=1) == degree).all()
    assert np.array_equal(matrix, matrix.T)
    assert (np.diag(matrix) == 0).all()


def test_a_regular_graph_is_random() -> None:
    # the second eigenvalue of a random 4-regular graph lies near 2 sqrt(3) = 3.46; that of a ring near 4
    matrix = dense(draw_friends(Friends(4, shape="regular"), {}, homes(1200), Dice(5, 0)))
    second = np.sort(np.linalg.eigvalsh(matrix))[-2]
    assert 3.3 < second < 3.6


def test_ring_star_and_complete() -> None:
    ring = dense(draw_friends(Friends(4, shape="ring"), {}, homes(9), Dice(1, 0)))
    assert ring[0].nonzero()[0].tolist() == [1, 2, 7, 8]
    assert (ring.sum(axis=1) == 4).all()
    star = dense(draw_friends(Friends(1, shape="star"), {}, homes(5), Dice(1, 0)))
    assert star[0].tolist() == [0, 1, 1, 1, 1]
    assert star[1:, 1:].sum() == 0
    assert np.array_equal(star, star.T)
    complete = dense(draw_friends(Friends(1, shape="complete"), {}, homes(6), Dice(1, 0)))
    assert np.array_equal(complete, 1 - np.eye(6, dtype=int))


@pytest.mark.parametrize(
    ("friends", "n", "says"),
    [
        (Friends(12), 10, "cannot have so many"),
        (Friends(12, shape="regular"), 10, "cannot have so many"),
        (Friends(3, shape="regular"), 9, "come in pairs"),
        (Friends(3, shape="ring"), 9, "either side"),
        (Friends(2, 0.3, shape="ring"), 9, "leaves no room"),
        (Friends(2, shape="complete"), 20_000, "memory"),
    ],
)
def test_what_cannot_be_is_refused(friends: Friends, n: int, says: str) -> None:
    with pytest.raises(MalformedError, match=says):
        draw_friends(friends, {}, homes(n), Dice(1, 0))


@pytest.mark.parametrize("even", [False, True])
def test_groups_do_not_overlap_and_have_their_size(even: bool) -> None:
    n = 20_000
    district = (np.arange(n) * 20 // n).astype(np.int32)
    who = np.random.default_rng(1).random(n) < 0.5
    groups = draw_groups(who, district, 12.0, Dice(1, 0), decision=Decision.WORK, even=even)
    sizes = np.diff(groups.first)
    assert sizes.min() >= 1
    assert sizes.mean() == pytest.approx(12.0, rel=0.02)
    assert np.array_equal(np.sort(groups.members), np.flatnonzero(who))
    assert (groups.group[~who] == -1).all()
    for number in range(0, len(sizes), 97):
        members = groups.members[groups.first[number] : groups.first[number + 1]]
        assert (np.diff(members) > 0).all()
        assert (groups.group[members] == number).all()
        assert len(set(district[members])) == 1
    assert (sizes.max() - sizes.min() <= 2) == even


def test_districts_with_few_people_share_their_groups() -> None:
    district = (np.arange(100) // 5).astype(np.int32)
    groups = draw_groups(np.ones(100, bool), district, 20.0, Dice(1, 0), decision=Decision.SCHOOL, even=True)
    assert np.diff(groups.first).tolist() == [20] * 5


def test_nobody_in_a_group() -> None:
    groups = draw_groups(np.zeros(5, bool), np.zeros(5, np.int32), 3.0, Dice(1, 0), decision=Decision.WORK)
    assert len(groups.members) == 0
    assert (groups.group == -1).all()
