"""How the tables of the plan, the state and a shard lie in memory: the types that compiled code is made for.

``"i4:2"`` is an int32 array of two dimensions, ``"i8"`` and ``"f8"`` alone are numbers.
"""

from functools import cache

import numpy as np

from scorarium.engine.state import empty_state
from scorarium.engine.tables import Sizes
from scorarium.kernels.views import ViewType, layout

NOBODY = Sizes(*[0] * len(Sizes._fields))

PLAN = {
    "luck": "seed_low i8, seed_high i8, replicate i8, first i8",
    "clock": "n_ticks i8, days f8, years f8, num i8, den i8",
    "people": "district i4:1, district_size i4:1, attribute u1:2, trait u1:2, income f8:1, cell i4:1, is_child u1:1",
    "ties": (
        "household i4:1, household_first i4:1, partner i4:1, friends_first i8:1, friends i4:1, work i4:1, "
        "work_first i8:1, work_members i4:1, school i4:1, school_first i8:1, school_members i4:1, "
        "firm_first i8:2, firm_members i4:1"
    ),
    "acts": (
        "n_acts i8, scale f8:1, factor_first i4:1, factor_source u1:1, factor_arg i4:1, factor_table i4:1, "
        "factor_value f8:1, count_threshold u8:2, alias_threshold u8:2, alias_kind i4:2, "
        "early i4:1, late i4:1, late_place i4:1, largest f8:2, "
        "periodic i4:1, period_num i8:1, period_den i8:1, harm i8:1, benefit i8:1, cost i8:1, lawful u1:1, "
        "protected u1:1, gravity u1:1, income_load f8:1, amount i4:1, opens i4:1, open_act i4:1, open_settled "
        "i4:1, service i4:1, buys i4:1, worth i4:1"
    ),
    "moved": "first i4:1, row i4:2, start i4:1, part f8:1",
    "services": (
        "value i8:1, always u1:1, gate i4:2, feeds_income u1:1, places f8:1, queue i4:1, follow i4:1, "
        "follow_first i4:1, follow_act i4:1, follow_share i4:1, worth i4:1"
    ),
    "numbers": (
        "base f8:1, first i4:1, source u1:1, arg i4:1, mode u1:1, start i4:1, length i4:1, key f8:1, value "
        "f8:1, law u1:1, law_a f8:1, law_b f8:1, unit u1:1, salt u4:1, once u1:1, apart u1:1, share_first i4:1, "
        "share_value f8:1, share_upto f8:1"
    ),
    "by": (
        "senses_delay i4:1, senses_malicious i4:1, senses_least i4:1, senses_within i4:1, senses_households i4:1, "
        "senses_confirm_true i4:1, senses_confirm_false i4:1, senses_gallery i4:1, senses_context_error i4:1, "
        "schemes_decay i4:1, schemes_decay_towards i4:1, schemes_clean_every i4:1, schemes_clean_points i4:1, "
        "schemes_friends_share i4:1, schemes_household_share i4:1, schemes_innovation i4:1, schemes_imitation i4:1, "
        "schemes_known_share i4:1, schemes_appeal_rate i4:1, schemes_appeal_known i4:1, schemes_appeal_within i4:1, "
        "schemes_appeal_wrong i4:1, schemes_appeal_right i4:1, schemes_appeal_tries i4:1, schemes_appeal_wait i4:1, "
        "tiers_from i4:1, tiers_margin i4:1, tiers_lasts i4:1, rules_per i4:1, rules_above i4:1, rules_every i4:1, "
        "rules_repeat_within i4:1, rules_reach i4:1, lists_grace i4:1, lists_repeat_within i4:1, "
        "lists_ground_review i4:1, lists_leaving_value i4:1, lists_leaving_points i4:1, "
        "spreads_share i4:1, spreads_lasts i4:1, "
        "spreads_steps i4:1, contagions_share i4:1, ladders_clean_periods i4:1, ladders_cap i4:1, factors_start i4:1, "
        "factors_weight i4:1, factors_saturates i4:1, factors_missing i4:1, reputations_execution i4:1, "
        "reputations_assessment i4:1, wallets_lot i4:1, wallets_worth i4:1, wallets_rate i4:1, efforts_total i4:1, "
        "repairs_sought i4:1, repairs_takes i4:1, repairs_cost i4:1, "
        "repairs_passes i4:1, repairs_points i4:1, repairs_value i4:1, consequences_per i4:1, "
        "consequences_lasts i4:1, consequences_every i4:1, consequences_fatigue i4:1, copies_kept i4:1, "
        "copies_reaches i4:1, copies_after i4:1, schemes_forgets i4:1, games_rate i4:1, games_referral i4:1, "
        "acts_harm i4:1, acts_benefit i4:1, acts_cost i4:1, "
        "services_value i4:1, services_places i4:1"
    ),
    "conditions": "first i4:1, op u1:1, a i4:1, b i4:1, mask i8:1, low f8:1, high f8:1",
    "facts": "scheme i4:1, program i4:1, moment u1:1",
    "worlds": "first i4:1, punished u1:2, touched u1:2, raised u1:2, measures u1:1",
    "schemes": (
        "world i4:1, salt u4:1, slot i4:1, kind u1:1, start i4:1, low i4:1, high i4:1, better i4:1, decay "
        "f8:1, decay_towards i4:1, clean_every i4:1, clean_points i4:1, friends_share f8:1, friends_of u1:1, "
        "friends_mean u1:1, household_share f8:1, household_of u1:1, household_mean u1:1, who i4:1, "
        "start_tick i4:2, end_tick i4:1, innovation f8:1, imitation f8:1, dropout f8:1, records_all u1:1, "
        "known_share f8:1, knows_entry u1:1, tier_first i4:1, tier_from i4:1, tier_margin i4:1, tier_lasts i4:1, "
        "tier_when i4:1, tier_code i4:1, hears u1:1, own_case i4:1, appeal u1:1, appeal_rate f8:1, appeal_known f8:1, "
        "appeal_within i4:1, "
        "appeal_decided i4:1, appeal_wrong f8:1, appeal_right f8:1, appeal_tries i4:1, appeal_wait i4:1, "
        "appeal_suspends u1:1, keeps_entries u1:1, forgets i4:1, quiet i4:1, "
        "refusal i4:1, unit i4:1, unit_is u1:1, abstains i4:1"
    ),
    "senses": (
        "scheme i4:1, salt u4:1, group i4:1, delay i4:1, witnesses u1:1, met i4:1, least i4:1, "
        "within i4:1, report_first i4:1, "
        "confirm_true f8:1, "
        "confirm_false f8:1, identification u1:1, missed i4:1, false_match i4:1, gallery f8:1, context_error "
        "f8:1, pool i4:1, malicious f8:1, malice_by u1:1, inspect_first i4:1, inspect i4:1, sees_first i4:1, "
        "sees_sense i4:1, sees_detection i4:1, pool_of i4:2, pool_size i4:2, pool_first i4:1, pool_act i4:1, "
        "pool_rule i4:1"
    ),
    "rules": (
        "scheme i4:1, salt u4:1, slot i4:1, points i4:1, per f8:1, above f8:1, lasts i4:1, until_settled "
        "i4:1, repeat u1:1, repeat_within i4:1, counts_repeat u1:1, keep i4:1, until i4:1, until_repaired u1:1, "
        "erased u1:1, discretion u1:1, mildest f8:1, harshest f8:1, reach i4:1, recalled i4:1, ends_clean u1:2, "
        "cap i4:1, cap_limit i8:1, "
        "cap_points u1:1, cap_num i8:1, cap_den i8:1, sets u1:1, seen_by i8:1, when i4:1, every_num i8:1, "
        "every_den i8:1, state u1:1, harmful u1:1, helpful u1:1, vague u1:1, scored u1:1, factor i4:1, "
        "of_act_first i4:1, "
        "of_act i4:1, recalls_first i4:1, recalls i4:1, "
        "minds_first i4:1, minds_rule i4:1, minds_weight f8:1, minds_groups u1:1, minds_own i4:1, stake_points "
        "i4:1, stake_fine f8:1, stake_direct f8:1, stake_pay f8:1"
    ),
    "offices": (
        "of_scheme i4:1, scheme i4:1, official i4:1, exempts i4:1, bribable i4:1, can_pay f8:1, price i8:1, insider "
        "i4:1, targets i4:1, dearest i4:1, wrong_first i4:1, wrong_act i4:1, wrong_rule i4:1, pool_row i4:1"
    ),
    "contagions": "first i4:1, relation u1:1, share f8:1, of u1:1, mean u1:1",
    "ladders": (
        "of_scheme i4:1, lowest i4:1, period_num i8:1, period_den i8:1, target i4:3, clean_periods i4:1, cap i4:1"
    ),
    "factors": (
        "first i4:1, start i4:1, weight f8:1, source u1:1, arg i4:1, span f8:1, saturates f8:1, sign i4:1, "
        "logistic u1:1, missing f8:1, low f8:1, high f8:1, told i4:1"
    ),
    "learned": (
        "scheme i4:1, first i4:1, width i4:1, base i4:1, target i4:1, chance i4:1, refit_num i8:1, refit_den i8:1, "
        "window i4:1, method u1:1, sign i4:1, barred i8:1, truth i4:1"
    ),
    "circles": (
        "relation u1:1, first i8:1, member i4:1, rank i4:2, who i4:1, scheme i4:1, now i4:1, of_act i4:1, "
        "is_chosen u1:1, chosen f8:2, chosen_by i4:2"
    ),
    "ratings": (
        "of_scheme i4:1, circle i4:1, rated i4:1, person i4:2, met i4:1, usual i4:1, bias i4:1, spread f8:1, "
        "weight i4:1, "
        "weighs u1:1, by_score u1:1, retaliation i4:1, least i4:1, keep i4:1, span i4:1, steps i4:1, ring_first i8:1, "
        "bin_first i8:1, gatherings i8, law i8:3"
    ),
    "reputations": (
        "of_scheme i4:1, norm i4:1, opinions u1:1, execution f8:1, assessment f8:1, width i4:1, first i8:1, sees i4:2"
    ),
    "changing": (
        "row i4:1, levels i4:1, move i4:1, world i4:1, redrawn f8:1, slot i4:1, given i4:1, upto f8:3, "
        "act_first i4:1, act_move i4:1, act_step i4:1, step_by i4:1, redrawn_by i4:1"
    ),
    "efforts": (
        "of_sense i4:1, of_door i4:1, scheme i4:1, slot i4:1, door i4:1, among u1:1, goes_by u1:1, how u1:1, "
        "total f8:1, power f8:1, memory i4:1, risk i4:1, starts f8:2, risks f8:2"
    ),
    "stages": "first i4:1, at i4:1, until i4:1, who i4:1, there u1:2",
    "games": "of_scheme i4:1, scheme i4:1, rate f8:1, lasts i4:1, referral i4:1, first i4:1, consequence i4:1",
    "wallets": "of_scheme i4:1, lot i8:1, worth f8:1, rate f8:1, oldest_first u1:1, is_bought u1:1",
    "strategies": (
        "of_act i4:1, boldness f8:1, first i4:1, rule i4:1, flat f8:1, slope f8:1, mark_first i4:1, mark f8:1"
    ),
    "belonging": (
        "joins i8, leaves i8, joining f8, leaving f8, horizon f8:1, weighs u1:1, may_leave u1:1, start_worth f8:1, "
        "of_list f8:1"
    ),
    "stakes": "first i4:1, border i4:1, loss f8:1, gain f8:1",
    "lists": (
        "scheme i4:1, slot i4:1, bit i4:1, procedure i4:1, lasts i4:1, until i4:1, settled i8:1, repeat u1:1, "
        "grace i4:1, "
        "decided i4:1, own_ground i4:1, repeat_within i4:1, struck i4:1, spread_first i4:1, leaving_sets u1:1, "
        "leaving_value i4:1, leaving_points i4:1, black u1:1, ground_first i4:1, ground_enter i4:1, "
        "ground_moment u1:1, ground_lasts i4:1, "
        "ground_forever u1:1, ground_until i4:1, ground_settled i8:1, ground_repeat u1:1, ground_follows i4:1, "
        "ground_bias i4:1, ground_weighs u1:1, ground_review i4:1"
    ),
    "spreads": "relation u1:1, share f8:1, lasts i4:1, steps i4:1",
    "consequences": (
        "scheme i4:1, salt u4:1, when i4:1, moment u1:1, effect u1:1, service i4:1, strength i4:1, follows i4:1, "
        "bias i4:1, decisive i4:1, amount i4:1, per f8:1, lasts i4:1, "
        "state i4:1, stays i4:1, of_value u1:1, had i4:1, every i4:1, sense i4:1, "
        "export i4:1, act i4:1, factor f8:1, way i4:1, advised i4:1, "
        "fatigue f8:1, edge i4:1, had_of i4:1, of_service_first i4:1, "
        "of_service i4:1, of_scheme_first i4:1, of_scheme i4:1, of_act_first i4:1, of_act i4:1"
    ),
    "tellings": "giver i4:1, copy i4:1",
    "copies": "scheme i4:1, slot i4:1, source i4:1, kept i4:1, reaches f8:1, after i4:1",
    "repairs": (
        "scheme i4:1, slot i4:1, when i4:1, sought f8:1, takes i4:1, cost i8:1, passes f8:1, points i4:1, "
        "sets u1:1, value i4:1, ends i8:1, settles i8:1, limit i4:1, limit_num i8:1, limit_den i8:1"
    ),
    "minds": (
        "deterrence i8, rewards i8, habit i8, chill i8, hearsay i8, income i8, slope f8, exponent f8, "
        "reward_slope f8, unseen i8, hearsay_weight i8, habit_rate f8, habit_weight f8, chill_reach f8, "
        "pressure f8, income_loss f8, income_recovery f8, late_loss f8, favour_gain f8, warn i8, memory f8:1"
    ),
    "moods": (
        "stress i8, weight f8, kept f8, watched f8:1, near f8, swing f8, listed f8, refused f8, trust i8, loss f8, "
        "fair f8, explains u1:1, shown i8, by_standing f8, visible u1:1, bottom f8:1, width f8:1, "
        "crowding i8, crowded f8, pays u1:2, silence i8, hush f8, conformity i8, follow f8, faded f8, "
        "protest i8, threshold f8:1"
    ),
    "wiles": (
        "hides i8, hidden f8, left f8, effort i8, games i8, gamers f8, lure f8, cheap u1:2, claims i8, claimed f8, "
        "first i4:1, rule i4:1, act i4:1, is_cheap u1:1"
    ),
    "bonds": "parts i8, rate f8, shun f8, sort f8, label u1:1",
    "selves": "differ i8, believe i8, horizons i8, row i4:1, value f8:2",
    "risks": "scheme i4:1, bit i4:1, prior_a f8:2, prior_b f8:2, known u1:1, true f8:1, first i4:1",
    "sizes": (
        "persons i8, worlds i8, schemes i8, lists i8, rules i8, caps i8, groups i8, repairs i8, opens i8, "
        "copies i8, told i8, gatherings i8, "
        "edges i8, services i8, districts i8, pools i8, most_pools i8, pool_rows i8, ladders i8, "
        "factors i8, queues i8, follows i8, offices i8, facts i8, recalls i8, spreads i8, decided i8, own_grounds i8, "
        "struck i8, ratings i8, ring i8, heavy i8, bins i8, opinions i8, gifts i8, "
        "changing i8, moves i8, "
        "wallets i8, efforts i8, had i8, priced i8, remembered i8, voices i8, weighed i8, "
        "stressed i8, trusting i8, trusted i8, seeing i8, protests i8, swayed i8, hiding i8, wily i8, parting i8, "
        "friendships i8, firms i8, "
        "games i8, abstains i8, units i8, quiets i8, own_cases i8, moved i8, worths i8, reports i8"
    ),
}

ROWS = {
    "rows": (
        "has_follows i8, has_ranks i8, moves_income i8, has_moods i8, has_examples i8, "
        "kinds i8, columns i8, n_late i8, has_due i8, "
        "n_periodic i8, n_raised i8, raises i8, raised_kind i4:1, count_few u4:2, count_sure u1:1, word_column i4:1, "
        "word_limit i8:2, is_sharp u1:1, near u2:1, near_first i8:1, near_scale f8:1, "
        "most_candidates i8, most_mistakes i8, "
        "most_demands i8, has_scarce i8, has_money i8, held_money i8:2, held_first i4:1, held_service i4:1, "
        "held_usual i8:1, held_all u1:1, door_first i4:1, door_is_list u1:1, door_row i4:1, door_mask i8:1, "
        "raised_below f8:2, raised_most f8:1, steady_tiers u1:1, form u1:1, "
        "glance_first i4:1, glance_salt u4:1, glance_limit i8:1, plain_money i8:1, plain_harm i8:1, plain_did i8:1, "
        "is_even i8, "
        "codes u1:2, factor_first i4:1, factor_column i4:1, "
        "factor_start i4:1, factor_value f8:1, "
        "pick_threshold u4:1/8, pick_kind u2:1/8, pick_alias u2:1/8, tells u1:1, "
        "weighs_points u1:1, has_delay i8, has_delays u1:1, settles u1:1, has_ties u1:1, "
        "is_anchored u1:1, is_while u1:1, sense_position i4:1, district_first i4:1, eligible u1:2, n_eligible i8:1, "
        "list_first i4:1, list_row i4:1, copy_first i4:1, copy_row i4:1, repair_first i4:1, repair_row i4:1, "
        "cap_first i4:1, cap_rule i4:1, duty_first i4:1, duty_rule i4:1, state_first i4:1, state_rule i4:1, "
        "malice_first i4:1, malice_sense i4:1, pull_first i4:1, pull_sense i4:1, "
        "has_untils u1:1, has_repaired u1:1, has_end u1:1, put_first i4:1, put_rule i4:1, "
        "moment_first i4:1, moment_fact i4:1, recall_first i4:1, recall_rule i4:1, has_recalls i8, "
        "publishes_scores i8, publishes_bases i8, publishes_harm i8, publishes_sanctions i8, publishes_tiers i8, "
        "publishes_lists i8, rest u1:1, drifts u1:1, holding_first i4:1, holding_edge i4:1, "
        "tier_least i8:2, tier_upto i8:2, quiet_tiers u1:2, begins u1:1, "
        "waits_open u1:1, may_rest i8, "
        "has_bulk i8, in_bulk u1:1, bulk_first i4:1, bulk_kind i4:1, bulk_scheme i4:1, bulk_salt u4:1, "
        "bulk_limit i8:1, bulk_points i8:1, bulk_harm i4:1, bulk_entered i4:1, bulk_struck i4:1, "
        "ladder_lines i8, most_answers i8, most_gifts i8, deters f8:1, draws f8:1, surely f8:2, "
        "has_lone i8, has_loners u1:1, lone_group i4:1, lone_way u1:1, lone_deters f8:1, lone_draws f8:1, "
        "lone_habit f8:1, has_passing i8, passes u1:1, spot_first i4:1, spot_salt u4:1, spot_limit i8:1, "
        "spot_world i4:1, teaches i8:1, way_first i4:1, way_is_list u1:1, way_row i4:1, way_mask i8:1"
    ),
    "now": "periodic u1:1, duties u1:1, cap_resets u1:1, repair_resets u1:1, ladder_ends u1:1, most_entries i8, "
    "month i8, month_begins i8, rests i8, pulls i8",
}
"""What the engine adds to a plan: rows side by side, flags that select loops, and what holds this tick."""

HIDDEN = (
    "head i4:2, tail i4:2, case_entry i4:2, next_check i4:2, near_sanction u1:2, near_harm u1:2, stirred u1:2, "
    "answered_first i8:1, answered_by i4:1, answered_mark u1:1, spared f8:2"
)
"""What the engine keeps beside the state: where a person's record begins and ends in the arena of the shard, when it is
next looked at, whether a friend was sanctioned or harms in the previous tick, and whether the person was struck off a
list since they were last looked at; and the chance of each pool's persons not to be taken for others of it now."""

ENTRY = np.dtype(
    [
        ("amount", "f8"),
        ("grounded", "i8"),
        ("following", "i4"),
        ("tick", "i4"),
        ("expiry", "i4"),
        ("points", "i4"),
        ("rule", "i2"),
        ("act", "i2"),
        ("sense", "i2"),
        ("flags", "u1"),
        ("tries", "u1"),
    ]
)
"""An entry in 40 bytes."""

SHARD = (
    "first i8, last i8, block i8, n_cand_places i8, n_strike_places i8, n_mistake_places i8, n_demand_places i8, "
    "n_answer_places i8, answer_to i8:1, answer_by i4:1, answer_mark u1:1, "
    "n_gift_places i8, gift_to i8:1, gift_money i8:1, "
    "at i8:1, "
    "n_candidates i4:1, cand_first i4:1, cand_who u4:1, cand_word u4:1, cand_height_word u4:1, cand_kind i4:1, "
    "cand_height f8:1, cand_base f8:1, cand_sense u4:1, cand_person u4:1, "
    "cand_index u4:1, cand_at i4:1, cand_done i8:1, cand_unsure i8:1, "
    "n_due i4:1, due_first i4:1, due_order i4:1, due_who i4:1, "
    "due_index i4:1, due_kind i4:1, due_way i4:1, "
    "due_height f8:1, due_base f8:1, due_sense u4:1, due_person u4:1, closed i8:2, gained i8:2, lost f8:2, "
    "notice_scheme i4:1, notice_rule i4:1, notice_act i4:1, notice_sense i4:1, notice_flags i4:1, notice_due i4:1, "
    "notice_amount f8:1, own_service i4:1, own_word u4:1, own_lot u4:1, belief_group i4:1, belief_struck u1:1, "
    "habit_world i4:1, habit_withheld u1:1, opened_world i4:1, opened_state i4:1, opened_amount f8:1, duty i4:1, "
    "strike_rule i4:1, strike_act i4:1, strike_entry i4:1, strike_repeat i4:1, strike_flags i4:1, strike_amount f8:1, "
    "mistake i8:1, demand_person i4:1, demand_service i4:1, demand_word u4:1, demand_lot u4:1, demand_said u1:2, "
    "demand_back u1:2, n_done i8:2, n_prevented i8:2, n_provoked i8:2, n_answer i8:3, n_seen i8:2, n_clipped i8:1, "
    "n_enrolled i8:1, harm i8:2, plain_n i8:1, plain_harm i8:1, plain_money i8:1, plain_did i8:1"
    ", own_order i4:1, own_kind i4:1, own_height f8:1, demand_order i4:1, n_paid i8:1, n_worth i8:2"
    ", n_late_places i8, came_first i4:1, late_kind i4:1, late_index i4:1, late_height f8:1, late_base f8:1, "
    "late_sense u4:1, late_person u4:1"
    ", demand_rank f8:2, busy u1:1, looks u1:1, chosen u1:1, chosen_who u4:1, drifted i4:2, moved_to i4:2"
    ", friends_sum i8:1, n_friends i4:1, friends_line i8:1"
    ", pull_who u4:1, pull_nth u4:1, pull_word u4:1, pull_more u4:1"
    ", bulk_who u4:1, bulk_kind i4:1, bulk_word u4:1, seen_who u4:1, seen_row i4:1, net i4:2, harmed i4:2, struck u1:2"
    ", entered i4:2"
)
"""A shard's notes of the tick and its arena of entries (whose columns follow)."""


PICK = np.dtype([("threshold", "u4"), ("kind", "u2"), ("alias", "u2")])
"""A column of a cell's alias table in 8 bytes."""


def fields(words: str) -> dict[str, str]:
    """``"first i8, at i8:1"`` as a mapping."""
    pairs = [(name, kind) for name, kind in (word.split() for word in words.split(","))]
    return dict(pairs)


@cache
def plan_type() -> ViewType:
    """The plan with what the engine adds: nothing of it changes during a call."""
    return layout("plan", {name: fields(words) for name, words in {**PLAN, **ROWS}.items()}, is_frozen=True)


@cache
def state_type() -> ViewType:
    """The state with what the engine keeps beside it."""
    known = {name: f"{array.dtype.str[1:]}:{array.ndim}" for name, array in empty_state(NOBODY, 0)._asdict().items()}
    return layout("state", {**known, **fields(HIDDEN)}, is_frozen=False)


@cache
def shard_type() -> ViewType:
    """A shard's notes and arena."""
    columns = {name: f"{ENTRY[name].str[1:]}:1" for name in ENTRY.names or ()}
    return layout("shard", {**fields(SHARD), **columns}, is_frozen=False, steps=dict.fromkeys(columns, ENTRY.itemsize))
