"""The closed forms give what was published, before anything is simulated."""

import numpy as np
import pytest

from scorarium.validation.closed_forms import (
    appeals,
    chains,
    expiry,
    ladder,
    learning,
    listing,
    misidentification,
    network,
    walk,
)

FAER = [
    expiry.PointClass(0.30, 1, 2.5),
    expiry.PointClass(0.05, 2, 5.0),
    expiry.PointClass(0.005, 3, 10.0),
]


class TestLadder:
    """Family 1."""

    def test_denuit_stationary_law_and_powers(self) -> None:
        transition = ladder.SYSTEMS["denuit"].transition(0.1)
        assert chains.stationary(transition) == pytest.approx(
            [0.782901, 0.082338, 0.090998, 0.022278, 0.016387, 0.005097], abs=6e-7
        )
        fifth = [
            [0.791523, 0.081985, 0.088694, 0.018169, 0.015456, 0.004173],
            [0.606531, 0.063789, 0.070498, 0.199219, 0.031833, 0.028131],
        ]
        power = np.linalg.matrix_power(transition, 5)
        assert power[[0, 5]] == pytest.approx(np.array(fifth), abs=6e-7)
        assert ladder.SYSTEMS["denuit"].law(0.1, 10) == pytest.approx(
            [0.743169, 0.111269, 0.089862, 0.026100, 0.023236, 0.006365], abs=6e-7
        )

    def test_ross(self) -> None:
        pi = ladder.SYSTEMS["ross"].law(0.5)
        assert pi == pytest.approx([0.369281, 0.239560, 0.210328, 0.180832], abs=6e-7)

    @pytest.mark.parametrize(
        ("system", "expected"),
        [
            ("switzerland-new", (57.2425, 0.054411, 0.411722, 0.479513, 0.91933, 54, 47)),
            ("brazil", (65.6523, 0.018637, 0.030497, 0.012759, 0.54484, 13, 10)),
            ("malaysia", (56.5781, 0.210510, 0.309169, 0.172385, 0.0, 5, 5)),
            ("hong-kong", (47.7471, 0.129118, 0.294966, 0.188336, 0.60510, 13, 10)),
            ("netherlands", (37.0335, 0.078150, 0.325049, 0.303996, 0.82814, 32, 30)),
            ("kenya", (57.0995, 0.284992, 0.385632, 0.241185, 0.0, 6, 6)),
        ],
    )
    def test_figures_at_one_claim_in_ten_years(self, system: str, expected: tuple[float, ...]) -> None:
        f = ladder.figures(ladder.SYSTEMS[system], 0.1)
        assert (f.premium, f.relative, f.variation, f.elasticity) == pytest.approx(expected[:4], rel=2e-5)
        # a ladder that leads to the worst rung forgets for good: its eigenvalue nought is not simple
        assert f.second_eigenvalue == pytest.approx(expected[4], abs=1e-5 if expected[4] else 0.02)
        assert (f.periods_to_law, f.periods_to_premium) == expected[5:]

    def test_belgium_with_its_special_bonus(self) -> None:
        f = ladder.figures(ladder.with_special_bonus(ladder.SYSTEMS["belgium-new"], 4, 5), 0.1)
        assert (f.premium, f.elasticity) == pytest.approx((58.4283, 0.191952), abs=5e-5)
        assert f.periods_to_law == 59

    def test_belgian_relativities(self) -> None:
        _, risk = ladder.relativities(ladder.SYSTEMS["belgium-new"], 0.1474, 0.889)
        published = [
            306.0, 273.9, 248.7, 228.3, 211.2, 196.5, 183.8, 172.6, 162.5, 152.8, 143.9, 135.9, 128.9, 119.8, 111.1,
            104.8, 99.8, 95.6, 75.2, 72.7, 70.3, 68.1, 37.6,
        ]  # fmt: skip
        assert 100 * risk[::-1] == pytest.approx(published, abs=0.1)


class TestExpiry:
    """Family 2."""

    def test_points_in_force(self) -> None:
        law = expiry.points_in_force(FAER)
        assert law[:6] == pytest.approx([0.349938, 0.262453, 0.185904, 0.107715, 0.053277, 0.024340], abs=6e-7)
        tails = [law[k:].sum() for k in (4, 6, 8)]
        assert tails == pytest.approx([0.09398930, 0.01637249, 0.00222695], abs=1e-8)
        assert expiry.mean_and_variance(FAER) == pytest.approx((1.4, 2.2))

    def test_one_class_and_gamma_drivers(self) -> None:
        assert expiry.points_in_force([expiry.PointClass(0.5, 1, 3, 0.6)])[3:].sum() == pytest.approx(0.06285693)
        assert expiry.gamma_tail(0.3, 1, 3, 3) == pytest.approx(0.10628371)

    def test_blocked_deletion(self) -> None:
        assert expiry.blocked(0.3, 2)[:3] == pytest.approx([0.548812, 0.247617, 0.111722], abs=6e-7)

    def test_blocked_deletion_in_ticks_tends_to_it(self) -> None:
        fine = expiry.blocked_in_ticks(0.3 * 2 / 400, 400, 6000, most=40)
        assert fine[:6] == pytest.approx(expiry.blocked(0.3, 2)[:6], abs=1e-3)
        assert fine.sum() == pytest.approx(1.0)

    def test_scan_statistic(self) -> None:
        assert 1 - expiry.no_pair(0.2, 2, 10) == pytest.approx(0.37946716)
        for k, psi, two, three in (
            (3, 1.0, 0.22182212, 0.33748625), (4, 2.0, 0.37523321, 0.53857700), (5, 3.0, 0.46836188, 0.64682434),
        ):  # fmt: skip
            assert (1 - expiry.scan_two(k, psi), 1 - expiry.scan_three(k, psi)) == pytest.approx((two, three))
        assert expiry.no_pair(0.2, 2, 4) == pytest.approx(expiry.scan_two(2, 0.4))

    def test_scan_in_ticks_tends_to_it(self) -> None:
        assert expiry.ever_live_in_ticks(0.2 * 2 / 200, 200, 2, 1000) == pytest.approx(0.37946716, abs=2e-3)
        assert expiry.ever_live_in_ticks(1.0 / 48, 48, 3, 144) == pytest.approx(0.33748625, abs=8e-3)


class TestWalk:
    """Family 3."""

    def test_plus_minus_one(self) -> None:
        law = walk.plus_minus_one(0.3, 0.2, 10)
        assert (law[0], law[10]) == pytest.approx((0.00584812, 0.33723208), abs=1e-8)
        assert chains.mean_and_variance(law)[0] == pytest.approx(8.12865864)
        up, down = walk.solve_two_coins(0.3, 0.2)
        chain = walk.lattice(walk.two_coins(up, down), 10)
        assert (up, down) == pytest.approx((0.5, 0.4))
        assert chains.stationary(chain) == pytest.approx(law)

    def test_poisson_steps(self) -> None:
        law = chains.stationary(walk.lattice(walk.poisson_steps(0.8, 1, 0.1, 5), 100))
        found = (law[100], law @ np.arange(101), law[:50].sum())
        assert found == pytest.approx((0.39406223, 95.243356, 0.00038379), rel=2e-5)
        chain = walk.lattice(walk.poisson_steps(0.4, 1, 0.1, 5), 50)
        law = chains.stationary(chain)
        assert (law[0], law @ np.arange(51)) == pytest.approx((0.09047420, 11.451595))
        hit = chains.hits(chain, 25, [0], 200)[:, 0]
        assert hit[[50, 100, 200]] == pytest.approx([0.08623707, 0.27408474, 0.55415041])

    @pytest.mark.parametrize(
        ("mean", "sd", "high", "atoms", "moments"),
        [
            (0.2, 1.0, 10, (0.00369591, 0.25468972), (8.16415736, 4.56461811)),
            (-0.3, 2.0, 20, (0.20146253, 0.00842259), (4.76200877, 24.73853079)),
        ],
    )
    def test_gaussian_steps(
        self, mean: float, sd: float, high: float, atoms: tuple[float, float], moments: tuple[float, float]
    ) -> None:
        states, chain = walk.gaussian_steps(mean, sd, 0, high)
        law = chains.stationary(chain)
        assert (law[0], law[-1]) == pytest.approx(atoms, abs=1e-7)
        assert chains.mean_and_variance(law, states) == pytest.approx(moments, rel=1e-7)

    def test_reflected_brownian_motion(self) -> None:
        assert walk.reflected_brownian(-0.5, 4, 0, 10) == pytest.approx((3.10574510, 6.25775919))

    def test_gambler(self) -> None:
        assert walk.ruin(0.45, 90, 100) == pytest.approx((0.865569, 765.5694), rel=1e-6)
        transition = walk.lattice({1: 0.45, -1: 0.55}, 10)
        ruined = chains.hits(transition, 9, [0, 10], 4000)[-1]
        assert ruined == pytest.approx([walk.ruin(0.45, 9, 10)[0], 1 - walk.ruin(0.45, 9, 10)[0]])


class TestNetwork:
    """Family 4."""

    @pytest.mark.parametrize(
        ("degree", "share", "ratio", "neighbours"),
        [
            (3, 0.3, 0.53809943, 0.20206274),
            (4, 0.5, 0.30731142, 0.25849698),
            (8, 0.5, 0.27598079, 0.12808900),
            (10, 0.8, 0.04964861, 0.16923111),
            (6, 0.9, 0.01693386, 0.33457948),
        ],
    )
    def test_random_regular_graphs(self, degree: int, share: float, ratio: float, neighbours: float) -> None:
        assert network.regular_ratio(degree, share) == pytest.approx(ratio, abs=1e-8)
        assert network.regular_neighbours(degree, share) == pytest.approx(neighbours, abs=1e-8)
        values, weights = network.regular_spectrum(degree)
        assert weights @ network.shrink(values, share) ** 2 == pytest.approx(ratio, rel=1e-6)

    def test_exact_graphs(self) -> None:
        assert network.variance_ratio(network.complete_spectrum(100), 0.5) == pytest.approx(0.25501881, abs=1e-8)
        assert network.variance_ratio(network.complete_spectrum(5), 0.5) == pytest.approx(0.35802469, abs=1e-8)
        assert network.variance_ratio(network.ring_spectrum(50), 0.5) == pytest.approx(0.38490018, abs=1e-8)
        assert network.line_ratio(0.5) == pytest.approx(0.38490018, abs=1e-8)
        star = np.zeros((5, 5))
        star[0, 1:] = star[1:, 0] = 1
        hub = network.anchored(network.by_rows(star), np.array([1.0, 0, 0, 0, 0]), 0.5)
        assert hub == pytest.approx([2 / 3, *[1 / 3] * 4])

    def test_friedkin_johnsen_group_of_four(self) -> None:
        rows = [[0.220, 0.120, 0.360, 0.300], [0.147, 0.215, 0.344, 0.294], [0, 0, 1, 0], [0.090, 0.178, 0.446, 0.286]]
        weights = np.array(rows)
        found = network.anchored(weights, np.array([25, 25, 75, 85]), 1 - np.diag(weights))
        assert found == pytest.approx([60, 60, 75, 75], abs=0.03)
        assert network.consensus(np.array([[0.5, 0.5], [0.25, 0.75]])) == pytest.approx([1 / 3, 2 / 3])


class TestMisidentification:
    """Family 5."""

    def test_predictive_values(self) -> None:
        assert misidentification.predictive_value(0.01, 0.80, 0.096) == pytest.approx(0.077640, abs=1e-6)
        assert misidentification.predictive_value(0.001, 1.0, 0.05) == pytest.approx(0.019627, abs=1e-6)
        assert misidentification.predictive_value(0.02, 0.9, 0.005) == pytest.approx(0.78602620)
        assert misidentification.another_match(12_000_000, 1 / 12e6) == pytest.approx(0.41802328, abs=1e-7)
        assert misidentification.false_positive_rate(0.39, 0.59, 0.48) == pytest.approx(0.2310, abs=1e-4)

    def test_searches(self) -> None:
        assert misidentification.false_alarm(1e-5, 2500) == pytest.approx(0.02469021, abs=1e-8)
        assert misidentification.alarms(1e-3, 0.9, 1e-5, 2500) == pytest.approx((0.02556799, 0.96470320, 0.96523592))
        assert misidentification.alarms(0.05, 0.7, 1e-3, 200) == pytest.approx((0.20999159, 0.82043102, 0.84886797))

    def test_bookings(self) -> None:
        booking = misidentification.Booking(0.5, 0.1, 0.4, 0.05)
        assert booking.listed(5) == pytest.approx((0.61518786, 0.00498752), abs=1e-8)
        assert booking.innocent_share(5) == pytest.approx(0.06800386)
        assert booking.innocent_share(5, 2) == pytest.approx(0.00045247667)


class TestListing:
    """Family 7."""

    def test_repeat_laws(self) -> None:
        two, one = (0.28571429, 0.32967995, 0.4), (0.33333333, 0.39346934, 0.5)
        for rate, lasts, expected in ((0.2, 2.0, two), (0.5, 1.0, one)):
            found = tuple(listing.share_listed(law, rate, lasts) for law in ("ignored", "restarts", "adds"))
            assert found == pytest.approx(expected)
        assert listing.mean_spell("restarts", 0.2, 2) == pytest.approx(2.459123, abs=1e-6)
        assert listing.mean_spell("adds", 0.2, 2) == pytest.approx(3.333333, abs=1e-6)

    def test_repeat_laws_in_ticks(self) -> None:
        assert listing.share_in_ticks("restarts", 0.01, 100) == pytest.approx(0.63396766)
        assert listing.share_in_ticks("ignored", 0.01, 100) == pytest.approx(1 / 1.99)
        for law in ("ignored", "restarts", "adds"):
            settled = listing.listed_after(law, 0.05, 9, 3000)
            assert settled == pytest.approx(listing.share_in_ticks(law, 0.05, 9), rel=1e-9)

    def test_ticks_tend_to_continuous_time(self) -> None:
        p = -np.expm1(-0.2 / 500)
        for law in ("ignored", "restarts", "adds"):
            assert listing.share_in_ticks(law, p, 1000) == pytest.approx(listing.share_listed(law, 0.2, 2), rel=1e-3)

    def test_stocks(self) -> None:
        assert listing.stock_exponential(12, 365) == 4380
        assert listing.stock_exponential(12, 365, 100) == pytest.approx(1049.654269)
        assert listing.stock_fixed(12, 365, 100) == 1200
        fine = listing.stock_in_ticks(12 / 10, listing.survives_exponential(3650), 1000)
        assert fine == pytest.approx(1049.654269, rel=2e-3)
        assert listing.stock_in_ticks(0.1, listing.survives_erlang(40, 3), 4000) == pytest.approx(4.0, rel=1e-3)

    def test_erlang(self) -> None:
        assert listing.erlang_b(10, 10) == pytest.approx(0.214582, abs=1e-6)
        assert listing.erlang_c(10, 8) == pytest.approx(0.409180, abs=1e-6)


class TestLearning:
    """Family 10."""

    def test_beta(self) -> None:
        assert learning.beta_moments(2, 2, 0.1, 10) == pytest.approx((0.21428571, 0.00459184), abs=1e-8)
        assert learning.beta_moments(1, 4, 0.05, 40) == pytest.approx((0.06666667, 0.00093827), abs=1e-8)
        assert learning.beta_tail(2, 2, 0.1, 10, 0.3) == pytest.approx(0.07019083, abs=1e-8)
        found = learning.moments_of(learning.weighted(2, 2, 0.1, 10, 1.0))
        assert found == pytest.approx(learning.beta_moments(2, 2, 0.1, 10))

    def test_average(self) -> None:
        assert learning.exponential_average(0.5, 0.2, 0.1, 10) == pytest.approx((0.14294967, 0.00988471), abs=1e-8)

    @pytest.mark.parametrize(
        ("case", "expected"),
        [
            ((1, 9, 0.3, 0.25, 50), (0.82231171, 21.59578698, 0.24699082)),
            ((2, 8, 0.1, 0.3, 100), (0.04368144, 95.84297357, 0.11725500)),
            ((1, 1, 0.2, 0.6, 30), (0.23541819, 23.25766589, 0.31515206)),
        ],
    )
    def test_hot_stove(self, case: tuple[float, float, float, float, int], expected: tuple[float, ...]) -> None:
        assert learning.hot_stove(*case) == pytest.approx(expected, abs=1e-8)

    def test_memory_that_never_fades_is_the_beta_belief(self) -> None:
        found = learning.moments_of(learning.faded(2, 2, 0.1, 1.0, 10))
        assert found == pytest.approx(learning.beta_moments(2, 2, 0.1, 10))


class TestAppeals:
    """Family 12."""

    def test_without_an_end(self) -> None:
        assert appeals.mean_days(0.02, 30, 0.4) == pytest.approx(200)
        assert appeals.mean_days(0.02, 30, 0.4, 10) == pytest.approx(215)

    @pytest.mark.parametrize(
        ("case", "expected"),
        [
            ((0.02, 1 / 30, 0.4, 365, 0), (173.74330528, 0.85336120)),
            ((0.02, 1 / 30, 0.4, 365, 2), (201.46392893, 0.63420504)),
            ((0.1, 0.2, 0.7, 60, 0), (20.79041904, 0.96311190)),
            ((0.005, 0.05, 0.5, 730, 1), (472.13841642, 0.48569208)),
        ],
    )
    def test_chain_and_convolution_agree(
        self, case: tuple[float, float, float, int, int], expected: tuple[float, float]
    ) -> None:
        assert appeals.chain(*case) == pytest.approx(expected, abs=1e-8)
        files, decides, upheld, lasts, tries = case
        procedure = appeals.Appeals(files, appeals.geometric(decides, lasts), upheld, tries)
        mean, _, corrected = appeals.standing_days(procedure, lasts)
        assert mean == pytest.approx(expected[0], abs=1e-8)
        assert corrected == pytest.approx(appeals.chain(files, decides, upheld, lasts - 1, tries)[1], abs=1e-12)

    def test_long_run_without_an_end(self) -> None:
        procedure = appeals.Appeals(0.02, appeals.fixed(30), 0.4, wait=10)
        assert appeals.standing_days(procedure, 6000)[0] == pytest.approx(215, rel=1e-6)

    def test_continuous_forms(self) -> None:
        assert appeals.exponential_min(0.01, 180) == pytest.approx((83.47011118, 0.83470111))
        assert appeals.erlang_min(3, 0.05, 100) == pytest.approx(56.56364703)
        assert appeals.office_wait(8, 1, 10) == pytest.approx(0.20459008)
