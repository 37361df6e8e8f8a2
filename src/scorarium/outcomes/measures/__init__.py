"""Measures by name: pure functions of one replicate and a world."""

from scorarium.outcomes.measures.acts import (
    acts_prevented,
    acts_provoked,
    aim_gain,
    chilled_acts,
    expression_entropy,
    good_acts_mean,
    harm_mean,
)
from scorarium.outcomes.measures.afterwards import (
    copies_corrected_share,
    never_told_share,
    notice_lag,
    notice_lag_p95,
    tail_penalty_share,
)
from scorarium.outcomes.measures.beliefs import perceived_risk_mean, perceived_risk_sd
from scorarium.outcomes.measures.detection import (
    detection_precision,
    detection_recall,
    entries_made,
    negative_entry_share,
)
from scorarium.outcomes.measures.money import lost_sales, operator_cost, points_bought_share
from scorarium.outcomes.measures.moods import (
    opinions_expressed,
    opinions_held,
    protest_rate,
    stress_mean,
    trust_operator_mean,
    trust_people_mean,
)
from scorarium.outcomes.measures.network import isolates_share, segregation_gap, ties_lost
from scorarium.outcomes.measures.office import bribed_entries, critics_targeted, exempted_entries, override_rate
from scorarium.outcomes.measures.penalty import (
    cross_context_share,
    gravity_correlation,
    listed_by_relation_share,
    minor_penalty_share,
    penalised_share,
    penalty_by_error_share,
    penalty_by_relation_share,
    penalty_on_faultless_share,
)
from scorarium.outcomes.measures.ratings import rating_gap, rating_mean
from scorarium.outcomes.measures.ratio import Measure, Measured, Ratio, Within
from scorarium.outcomes.measures.recourse import (
    appeal_days,
    appeal_days_p95,
    appeal_upheld_share,
    corrected_share,
    harm_pending,
    time_to_correct,
    time_to_correct_p95,
)
from scorarium.outcomes.measures.services import (
    adverse_share,
    barred_movement_days,
    essential_denied_days,
    favoured_share,
    refused_demands,
)
from scorarium.outcomes.measures.standing import (
    below_start_share,
    clipped_share,
    delisted_rate,
    listed_share,
    never_delisted_share,
    never_recover_share,
    participation_share,
    tier_persistence,
    time_to_recover,
    time_to_recover_p95,
)
from scorarium.outcomes.measures.twice import double_penalty_share
from scorarium.outcomes.measures.validity import purpose_loss_without, target_auc, validity_correlation
from scorarium.outcomes.measures.voice import (
    abstaining_cost,
    complied_share,
    concealed_acts,
    defied_share,
    false_claims,
    hidden_opinion_share,
    self_censored_share,
)
from scorarium.outcomes.measures.welfare import (
    extra_price_mean,
    fines_mean,
    welfare_bottom_quintile,
    welfare_gini,
    welfare_mean,
)
from scorarium.outcomes.measures.wrongful import (
    wrongful_entries,
    wrongful_entry_days,
    wrongful_listed_days,
    wrongful_ratio_max,
)

MEASURES: dict[str, Measure] = {
    measure.__name__: measure
    for measure in (
        welfare_mean, welfare_gini, welfare_bottom_quintile, fines_mean, extra_price_mean,
        acts_prevented, acts_provoked, harm_mean,
        good_acts_mean, chilled_acts, expression_entropy, aim_gain, detection_precision, detection_recall,
        negative_entry_share, entries_made, penalised_share, penalty_on_faultless_share, penalty_by_error_share,
        penalty_by_relation_share, listed_by_relation_share, gravity_correlation, minor_penalty_share,
        cross_context_share, double_penalty_share, tail_penalty_share, validity_correlation, target_auc,
        purpose_loss_without, wrongful_entries, wrongful_entry_days, wrongful_listed_days, wrongful_ratio_max,
        listed_share, time_to_recover, time_to_recover_p95, never_recover_share, below_start_share, delisted_rate,
        never_delisted_share, tier_persistence, participation_share, clipped_share, refused_demands, favoured_share,
        adverse_share, barred_movement_days, essential_denied_days, lost_sales, operator_cost,
        points_bought_share, appeal_upheld_share, appeal_days,
        appeal_days_p95, time_to_correct, time_to_correct_p95, corrected_share, copies_corrected_share, harm_pending,
        notice_lag, notice_lag_p95, never_told_share, bribed_entries,
        exempted_entries, critics_targeted, override_rate, ties_lost, isolates_share, segregation_gap,
        perceived_risk_mean, perceived_risk_sd,
        complied_share, self_censored_share, defied_share, hidden_opinion_share,
        stress_mean, trust_operator_mean, trust_people_mean, protest_rate,
        rating_mean, rating_gap,
        opinions_held, opinions_expressed,
        abstaining_cost, concealed_acts, false_claims,
    )
}  # fmt: skip
"""In the order of ``layout.OUTCOMES``."""

RATIOS = frozenset(name for name, measure in MEASURES.items() if "Ratio" in measure.__annotations__["return"])
"""Measures that give a ratio of sums, where they give anything."""

__all__ = ["MEASURES", "RATIOS", "Measure", "Measured", "Ratio", "Within"]
