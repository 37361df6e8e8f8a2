"""When the schemes of a run change."""

from tests.twin.changing import changing, plan_of


def test_the_calendar_is_in_order_of_time_then_name_and_what_waits_comes_last() -> None:
    course = plan_of(changing("wiped", "measured", "off", "numbers")).course
    assert course is not None
    assert course.calendar() == [
        ("everything", "numbers", 5),
        ("everything", "off", 20),
        ("everything", "wiped", 20),
        ("everything", "measured", None),
    ]


def test_a_scheme_that_never_changes_has_no_course() -> None:
    assert plan_of(changing()).course is None
