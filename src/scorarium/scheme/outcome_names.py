"""The outcomes of which a declaration may speak, whether or not this version measures them yet."""

from typing import Final

from scorarium.names import Measure

OUTCOME_NAMES: Final = frozenset({
    "welfare_mean", "welfare_gini", "welfare_bottom_quintile", "acts_prevented", "acts_provoked", "harm_mean",
    "good_acts_mean", "chilled_acts", "expression_entropy", "detection_precision", "detection_recall",
    "penalty_on_faultless_share", "wrongful_entries", "wrongful_listed_days", "wrongful_ratio_max",
    "cross_context_share", "gravity_correlation", "listed_share", "time_to_recover", "never_recover_share",
    "tier_persistence", "ties_lost", "isolates_share", "segregation_gap", "stress_mean", "trust_operator_mean",
    "trust_people_mean", "protest_rate", "participation_share", "abstaining_cost", "time_to_correct",
    "corrected_share", "harm_pending", "points_bought_share", "validity_correlation", "target_auc", "bribed_entries",
    "critics_targeted", "operator_cost", "lost_sales", "refused_demands", "minor_penalty_share", "favoured_share",
    "adverse_share", "double_penalty_share", "tail_penalty_share", "override_rate", "notice_lag",
    "appeal_upheld_share", "appeal_days", "barred_movement_days", "essential_denied_days", "aim_gain",
    "purpose_loss_without", "copies_corrected_share", "never_delisted_share", "penalty_by_relation_share",
    "penalty_by_error_share", "clipped_share", "negative_entry_share",
})  # fmt: skip

MEASURED_NAMES: Final = tuple(measure.name.lower() for measure in Measure)
"""Shares of the society that a condition can ask for while a run goes on."""
