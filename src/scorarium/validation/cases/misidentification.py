"""Family 5: taken for somebody else.

A seen act that is put to a wrong person goes into a pool of those who look alike; each of its n people gets
Poisson(W / n) entries a tick later, W being the wrong attributions of the pool. Wrong entries of two people share W:
their number in all has twice the variance of a Poisson.
"""

import numpy as np

from scorarium.validation.case import DAY, MONTH, Case, Files, Setting, percent, say
from scorarium.validation.closed_forms import misidentification
from scorarium.validation.estimates import Estimate, mean, ratio
from scorarium.validation.section import Section


def society(act: str, attributes: str, tick: str) -> str:
    """Some offend, others do not."""
    return f"""\
scorarium: 1
kind: society
name: lookalikes
tick: {tick}
attributes: {attributes}
acts: {{offence: {act}}}
psychology: passive
"""


def scheme(detection: float, identification: str) -> str:
    """A camera that takes people for others."""
    return f"""\
scorarium: 1
kind: scheme
name: cameras
operator: {{kind: state}}
senses:
  cameras: {{kind: camera, sees: [offence], detection: {percent(detection)}, identification: {identification}}}
score:
  kind: points
  start: 0
  bounds: [~, ~]
  rules: {{offence: {{on: offence, points: -1}}}}
"""


def shared_error(p: float, n: int, slope: float, strays: float, people: int) -> float:
    """Error of a share among n people whose stray entries (mean `strays` each) come from pools of `people`."""
    return float(np.sqrt(p * (1 - p) / n + slope**2 * strays / people))


def bookings() -> list[Case]:
    """Offenders and innocent people in one pool."""
    model = misidentification.Booking(10.0, 0.2, 0.5, 0.3)
    years, ticks, delayed = 13 / 12, 13, 1 / 12

    def files(false: float) -> Files:
        who = "{doer: {shares: {yes: 20%, no: 80%}}}"
        seen = f"{{missed: 0%, false_match: {percent(false)}, pool: [district]}}"
        return Files(
            scheme(model.detection, seen), society(f"{{rate: {say(model.rate)}/y, is: {{doer: yes}}}}", who, "1mo")
        )

    def moved(false: float) -> misidentification.Booking:
        return misidentification.Booking(model.rate, model.offenders, model.detection, false)

    strays = model.stray * (years - delayed)
    setting = Setting("bookings", files, "false_match", model.mistaken, 160_000, ticks, MONTH)

    def innocent(s: Section) -> Estimate:
        booked = s.entries()[s.level("doer", "no")] >= 1
        p = float(booked.mean())
        return Estimate(p, shared_error(p, booked.size, 1 - p, strays, len(s.entries())))

    def among_listed(s: Section) -> Estimate:
        booked = s.entries() >= 1
        of_innocent = ratio(booked & s.level("doer", "no"), booked)
        rise = 0.8 * np.exp(-strays) / float(booked.mean()) * (1 - of_innocent.value)
        return Estimate(
            of_innocent.value, float(np.hypot(of_innocent.standard_error, rise * np.sqrt(strays / booked.size)))
        )

    def right(s: Section) -> Estimate:
        return mean((s.entries() - s.wrong())[s.level("doer", "yes")])

    return [
        Case(5, "innocent-booked", "share of the innocent with an entry: 1 - e^(-β t), a tick late", setting,
             lambda x: moved(x).listed(years, 1, delayed=delayed)[1], innocent),
        Case(5, "innocent-among-booked", "share of the booked who never did anything", setting,
             lambda x: moved(x).innocent_share(years, 1, delayed=delayed), among_listed),
        Case(5, "offenders-right", "mean number of their own acts in the file of an offender", setting,
             lambda x: model.rate * model.detection * (1 - x) * years, right),
    ]  # fmt: skip


def groups() -> list[Case]:
    """A camera that errs more over one group: who bears its errors."""

    def files(minority: float) -> Files:
        who = "{group: {shares: {majority: 80%, minority: 20%}}}"
        false = f"{{by: {{group: {{majority: 2%, minority: {percent(minority)}}}}}}}"
        return Files(
            scheme(1.0, f"{{missed: 0%, false_match: {false}, pool: [group]}}"), society("{rate: 2/d}", who, "1d")
        )

    def wrong_each(s: Section) -> Estimate:
        over, under = (s.wrong()[s.level("group", g)] for g in ("minority", "majority"))
        r = float(over.mean() / under.mean())
        return Estimate(r, r * float(np.sqrt(2 / over.sum() + 2 / under.sum())))

    setting = Setting("groups", files, "false_match of the minority", 0.1, 24_000, 50, DAY)
    return [
        Case(5, "group-ratio", "wrong entries of the minority per head over those of the majority: ratio of the error "
             "shares", setting, lambda x: x / 0.02, wrong_each)
    ]  # fmt: skip


def further_entries() -> list[Case]:
    """Errors of context: for each recorded act an entry that was nobody's act."""

    def files(error: float) -> Files:
        seen = f"{{missed: 20%, false_match: 0%, context_error: {percent(error)}, pool: [district]}}"
        return Files(scheme(1.0, seen), society("{rate: 0.5/d}", "{}", "1d"))

    ticks = 60
    setting = Setting("context", files, "context_error", 0.05, 20_000, ticks, DAY)
    return [
        Case(5, "context-errors", "mean number of entries that nobody earned: error · recorded acts, a tick late",
             setting,
             lambda x: 0.5 * 0.8 * x * (ticks - 1),
             lambda s: Estimate(float(s.wrong().mean()), float(np.sqrt(2 * s.wrong().sum()) / s.wrong().size))),
    ]  # fmt: skip


def searches() -> list[Case]:
    """One against many: whoever is seen is looked for in a gallery, and ties go by lot."""
    hit, gallery, ticks = 0.9, 2_000, 50

    def files(per_comparison: float) -> Files:
        seen = (
            f"{{missed: {percent(1 - hit)}, false_match: {say(per_comparison)}, gallery: {gallery}, pool: [district]}}"
        )
        return Files(scheme(1.0, seen), society("{every: 1d}", "{}", "1d"))

    def search(per_comparison: float) -> misidentification.Search:
        return misidentification.search(hit, per_comparison, gallery)

    setting = Setting("search", files, "false_match per comparison", 2e-4, 24_000, ticks, DAY)
    says = f"one search in a gallery of {gallery:,} for each act"
    return [
        Case(5, "search-right", f"mean entries of own acts, {says}", setting, lambda f: ticks * search(f).right,
             lambda s: mean(s.entries() - s.wrong())),
        Case(5, "search-wrong", f"mean entries of others' acts, {says}", setting,
             lambda f: (ticks - 1) * search(f).wrong,
             lambda s: Estimate(float(s.wrong().mean()), float(np.sqrt(2 * s.wrong().sum()) / s.wrong().size))),
    ]  # fmt: skip


def cases() -> list[Case]:
    """All of family 5."""
    return [*bookings(), *groups(), *further_entries(), *searches()]
