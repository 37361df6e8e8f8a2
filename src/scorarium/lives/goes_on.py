"""What goes on from one year of a life to the next."""

from __future__ import annotations

from scorarium.lives.life import Life
from scorarium.lives.words import listed, said


def still(life: Life, year: int) -> str:
    """What goes on from the years before: lists on which they stand, what is taken away; nothing where all is well."""
    labels = life.compiled.labels
    stands: dict[str, None] = {}
    lacks: dict[str, None] = {}
    for event in life.events:
        if life.calendar.split(event.tick)[0] >= year:
            break
        if event.what in ("listed", "off_list") and event.scheme in life.schemes:
            _put(stands, said(labels.lists[event.facts["list"]]), is_in=event.what == "listed")
        elif event.what == "held":
            _put(lacks, said(labels.services[event.facts["service"]]), is_in=event.facts["taken"])
    told = [f"on the list {listed(list(stands))}"] if len(stands) == 1 else []
    told += [f"on the lists {listed(list(stands))}"] if len(stands) > 1 else []
    told += [f"without {listed(list(lacks))}"] if lacks else []
    return f"Still {', '.join(told)}" if told else ""


def _put(names: dict[str, None], name: str, *, is_in: bool) -> None:
    """Put a name among others, or take it away."""
    if is_in:
        names[name] = None
    else:
        names.pop(name, None)
