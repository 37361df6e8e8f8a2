"""How changes are read aloud that bring others."""

from scorarium.scheme.aloud.added import changes
from tests.unit.engine.small import scheme


def test_a_change_that_brings_and_takes_away() -> None:
    second = {"at": "2y", "reform": {"title": "Another", "changes": {"third": {"at": "3y", "stop": True}}}}
    made = scheme(changes={"first": {"at": "1y", "reform": {"unit": "household", "changes": {"second": second}}}})
    [(name, told)] = changes(made)
    assert name == "first"
    assert told.split(". ") == [
        "1 year after the start, the scheme changes",
        "“unit” becomes household",
        "It brings a further change, “second”: 2 years after the start, the scheme changes",
        "“title” becomes Another",
        "It brings a further change, “third”: 3 years after the start, the scheme changes",
        "The scheme ends.",
    ]
    [(_, told)] = changes(scheme(changes={"first": {"at": "1y", "reform": {"changes": {"second": None}}}}))
    assert told.endswith("The change “second” does not come any more.")
