"""What a run says before it begins: who is asked or fed in vain, and what nobody does."""

from pathlib import Path

from scorarium.studies.order import order_run
from scorarium.studies.remarks import absent, in_vain

CASES = Path(__file__).parents[2] / "cases"


def test_a_scheme_that_is_fed_and_not_there_is_named() -> None:
    court, society = str(CASES / "03-court-defaulters.scheme.yaml"), str(CASES / "03-court.society.yaml")
    [told] = absent(order_run([court], society=society))
    assert told == (
        "In world court-defaulters-2013, court-defaulters-2013 feeds sesame-credit-2015, which is not there: nothing "
        "comes of it. To put it there: court-defaulters-2013+sesame-credit-2015."
    )
    both = f"{court}+{CASES / '05-sesame.scheme.yaml'}"
    assert absent(order_run([both], society=society)) == []


def test_what_nobody_does_is_said() -> None:
    danwei = str(CASES / "12-danwei.scheme.yaml")
    assert in_vain(order_run([danwei], society="plain")) == [
        "danwei-dangan watches in vain for remark_political, absence_work, loyalty_shown: nobody does that in plain."
    ]
    assert in_vain(order_run(["suining-2010"])) == []
