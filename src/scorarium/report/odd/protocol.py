"""The ODD protocol of exactly the model that runs (Grimm et al. 2020)."""

from __future__ import annotations

from scorarium.report import words
from scorarium.report.odd import beginning, concepts, entities, numbers, purpose, schedule, submodels
from scorarium.report.odd.matter import Matter
from scorarium.report.odd.pages import Protocol

CITED = (
    "Grimm, V., Railsback, S. F., Vincenot, C. E., et al. (2020): The ODD protocol for describing agent-based and"
    " other simulation models: a second update to improve clarity, replication, and structural realism. Journal of"
    " Artificial Societies and Social Simulation 23(2) 7. doi:10.18564/jasss.4259"
)


def describe(matter: Matter) -> Protocol:
    """Write the protocol: seven elements, parameters, and how to make the run again.

    References
    ----------
    Grimm et al. (2020) JASSS 23(2) 7.
    """
    order = matter.order
    named = words.listed([f"“{scheme.title or name}”" for name, scheme in matter.schemes.items()])
    title = matter.title or (named + " in " if named else "") + words.listed(list(order.societies))
    what = f"run {matter.document['run']}" if matter.document else "the model as it would run"
    lead = (
        (
            f"A description of {what} in the ODD protocol (Overview, Design concepts, Details). It was written by"
            " Scorarium from the compiled model itself: a mechanism that is switched off, or that nothing declares,"
            " does not appear in it."
        ),
        CITED,
    )
    elements = (
        purpose.element(matter),
        entities.element(matter),
        schedule.element(matter),
        concepts.element(matter),
        beginning.initialization(matter),
        beginning.inputs(matter),
        submodels.element(matter),
        numbers.element(matter),
        beginning.again(matter),
    )
    return Protocol(title, lead, elements)
