"""All outcomes: value, interval, difference to none, noise floor."""

from __future__ import annotations

from typing import Final

from scorarium.report import words
from scorarium.report.content import Section
from scorarium.report.material import Material, Measured, World
from scorarium.report.sections import say

FAMILIES: Final[dict[str, tuple[str, ...]]] = {
    "Welfare": ("welfare_mean", "welfare_gini", "welfare_bottom_quintile", "fines_mean", "extra_price_mean"),
    "What people do": (
        "acts_prevented", "acts_provoked", "harm_mean", "good_acts_mean", "chilled_acts", "expression_entropy",
        "aim_gain",
    ),
    "What is said and what is not": (
        "complied_share", "self_censored_share", "defied_share", "hidden_opinion_share",
    ),
    "What the scheme sees": ("detection_precision", "detection_recall", "negative_entry_share", "entries_made"),
    "Who is penalised, and for what": (
        "penalised_share", "penalty_on_faultless_share", "penalty_by_error_share", "penalty_by_relation_share",
        "listed_by_relation_share", "gravity_correlation", "minor_penalty_share", "cross_context_share",
        "double_penalty_share", "tail_penalty_share",
    ),
    "What the score tells": ("validity_correlation", "target_auc", "purpose_loss_without"),
    "Wrong entries and lists": (
        "wrongful_entries", "wrongful_entry_days", "wrongful_listed_days", "wrongful_ratio_max",
    ),
    "Standing": (
        "listed_share", "time_to_recover", "time_to_recover_p95", "never_recover_share", "below_start_share",
        "delisted_rate", "never_delisted_share", "tier_persistence", "participation_share", "abstaining_cost",
        "clipped_share",
    ),
    "Ratings": ("rating_mean", "rating_gap"),
    "Doors": ("refused_demands", "favoured_share", "adverse_share", "barred_movement_days", "essential_denied_days"),
    "Money and points": ("lost_sales", "operator_cost", "points_bought_share"),
    "Recourse": (
        "notice_lag", "notice_lag_p95", "never_told_share", "appeal_upheld_share", "appeal_days", "appeal_days_p95",
        "time_to_correct", "time_to_correct_p95", "corrected_share", "copies_corrected_share", "harm_pending",
    ),
    "Power": ("bribed_entries", "exempted_entries", "critics_targeted", "override_rate"),
    "Among people": ("isolates_share", "segregation_gap"),
    "Minds": (
        "perceived_risk_mean", "perceived_risk_sd", "stress_mean", "trust_operator_mean", "trust_people_mean",
        "protest_rate", "concealed_acts", "false_claims", "ties_lost", "opinions_held", "opinions_expressed",
    ),
}  # fmt: skip
OTHER = "Further outcomes"


def section(material: Material) -> Section | None:
    """One table for each family of outcomes."""
    names = list(material.outcomes())
    placed = {name for family in FAMILIES.values() for name in family}
    families = {family: [name for name in among if name in names] for family, among in FAMILIES.items()}
    families[OTHER] = [name for name in names if name not in placed]
    tables = [
        {"title": family, "rows": rows} for family, among in families.items()
        if (rows := [row for name in among if (row := _outcome(material, name)) is not None])
    ]  # fmt: skip
    if not tables:
        return None
    lead = (
        f"{say.uncertainty(material)} The difference is taken person by person under the same luck, so its interval is"
        " narrower than that of the value. The noise floor is the half-width that the difference would have if the two"
        " worlds had luck of their own: a difference within it, or whose interval holds nought, is grey."
    )
    return Section("outcomes", "All outcomes", "Everything that was measured", (lead,), kind="outcomes",
                   data={"tables": tables})  # fmt: skip


def _outcome(material: Material, name: str) -> dict[str, object] | None:
    """One outcome: its meaning, and a line for each world that knows it."""
    lines = [line for none in material.nones if (line := _base(material, name, none)) is not None]
    lines += [line for world in material.worlds if (line := _line(material, name, world)) is not None]
    if not lines:
        return None
    one = next(found for world in material.document["worlds"] if (found := material.measured(name, world)) is not None)
    better = {"higher": "more is better", "lower": "less is better"}.get(one.outcome.better, "")
    return {
        "title": say.title(name), "name": name, "unit": say.unit(name, one.unit), "meaning": one.outcome.meaning,
        "better": better, "lines": lines,
    }  # fmt: skip


def _base(material: Material, name: str, none: str) -> dict[str, object] | None:
    """The line of a world without schemes."""
    found = material.measured(name, none)
    if found is None:
        return None
    empty = {"difference": "", "ends": "", "floor": "", "quiet": False, "why": ""}
    value = {"value": say.number(name, found.here), "interval": say.interval(name, found.here)}
    return {"world": none, "tone": "w0", **value, **empty}


def _why(found: Measured) -> str:
    """Why a difference is grey."""
    if not found.is_noise or found.difference.value == 0:
        return ""
    return "interval holds nought" if found.is_unclear else "below the noise floor"


def _line(material: Material, name: str, world: World) -> dict[str, object] | None:
    found = material.measured(name, world.name)
    if found is None:
        return None
    by = say.factor(name)
    floor = found.floor * by
    is_floor = words.is_number(floor) and found.difference.is_known
    return {
        "world": world.name, "tone": world.tone, "value": say.number(name, found.here),
        "interval": say.interval(name, found.here), "difference": say.number(name, found.difference, signed=True),
        "ends": say.interval(name, found.difference, signed=True),
        "floor": words.short(floor) if is_floor else "",
        "quiet": found.is_noise, "why": _why(found),
    }  # fmt: skip
