"""What a person stands to lose by one more entry, as the plan says it."""

from pathlib import Path

from scorarium.engine.plan import compile_plan
from scorarium.names import POINT
from scorarium.society.generate import generate
from scorarium.studies.order import order_run

LIBRARY = Path(__file__).parents[3] / "src" / "scorarium" / "scheme" / "library"
SATURATES = "saturates: {value: 16, range: [8, 40], basis: assumed}"


def test_an_act_moves_a_score_no_further_than_a_full_factor(tmp_path: Path) -> None:
    """However soon a factor is full; 1e-307 made numbers without end."""
    written = (LIBRARY / "fico.scheme.yaml").read_text(encoding="utf-8")
    assert SATURATES in written
    path = tmp_path / "soon.scheme.yaml"
    path.write_text(written.replace(SATURATES, "saturates: 1e-307"), encoding="utf-8")
    order = order_run(str(path), society="china-2018", persons=500, years=0.2, seed=1)
    name, society = next(iter(order.societies.items()))
    people = generate(society, persons=500, seed=1)
    plan = compile_plan(people, society, order.worlds_in(name), seed=1, replicate=0, years=0.2).plan
    assert int(plan.rules.stake_points.max()) == (850 - 300) * POINT
