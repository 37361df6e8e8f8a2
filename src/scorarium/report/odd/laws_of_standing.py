"""What follows from a record: stand, serve, feel, meet, record."""

from __future__ import annotations

from typing import Final

from scorarium.engine.reads import has_effect
from scorarium.names import Effect
from scorarium.report.odd.law import Law

OF_STANDING: Final = (
    Law(
        "stand", "Tiers",
        "A person stands in the tier with the highest border that the score has reached; on the way back to a better"
        " tier the border must be passed by its `margin`, and no tier is left before its `lasts`.",
        "tiers",
    ),
    Law(
        "stand", "Listing",
        "Who has a ground is listed: a moment (an entry) or a state (a score, a tier, an open debt). A listing is"
        " wrongful when the entry that grounds it was no act of the person's.",
        "lists are entered",
    ),
    Law(
        "stand", "Joint punishment",
        "Those who are tied to a person (household, friends, work …) are listed too, each with a given probability,"
        " while the person was listed for a ground of their own at the end of the previous tick; it spreads `steps`"
        " far, and who is reached has no ground and no term of their own.",
        "listings spread by ties",
    ),
    Law(
        "stand",
        "Signing",
        "A listing is proposed to somebody who signs: they follow with the probability `follows`, moved by `bias`;"
        " where they weigh the case, as an appeal would be decided; where they review, again and again.",
        on=lambda compiled: bool((compiled.plan.lists.decided >= 0).any()),
    ),
    Law(
        "stand", "Copies",
        "A recipient keeps a copy of a standing for as long as it holds and for `kept` longer; a correction reaches it"
        " with a probability and after a delay.",
        "recipients keep copies",
    ),
    Law("stand", "Fines", "A fine is taken once for a moment, or whenever its period"
                          " ends.", on=has_effect(Effect.FINE)),
    Law("stand", "Payments", "Money is paid likewise.", on=has_effect(Effect.PAY)),
    Law(
        "stand", "Warnings",
        "A warning adds to the beliefs of the scheme once, when its state comes true.", on=has_effect(Effect.WARN),
    ),
    Law(
        "serve", "Demands",
        "Services are demanded at their rate, or held all the time; each demand is met, favoured, delayed, pushed back"
        " or refused. A refusal goes before a delay, and a delay before a favour; favours do not add up.",
        "demands are answered",
    ),
    Law(
        "serve",
        "What demands lead to",
        "A demand that is met leads to one of its acts, each with its probability, in the tick after; a demand that is"
        " refused leads to none.",
        on=lambda compiled: any(one.leads_to for one in compiled.frame.services.values()),
    ),
    Law(
        "serve",
        "Places that are bought",
        "Who has done the act that buys a place goes before the others.",
        on=lambda compiled: any(one.buys for one in compiled.frame.acts.values()),
    ),
    Law(
        "serve", "Doors",
        "While its condition holds, a consequence changes the share `strength` of demands for its service.",
        "doors open and shut by standing",
    ),
    Law(
        "serve", "Delay",
        "A demand that waits d loses the share k·d/(1 + k·d) of its value (Mazur 1987).", on=has_effect(Effect.DELAY),
    ),
    Law(
        "serve", "Price",
        "A price of 130 % of the ordinary one costs 30 % of the service's value.", on=has_effect(Effect.PRICE),
    ),
    Law(
        "serve", "Favour",
        "A favoured demand is worth more by the share `favour_gain`, and goes first where places are scarce.",
        on=has_effect(Effect.FAVOUR),
    ),
    Law(
        "serve", "Scarce places",
        "In each district and tick n places are given in the order of (favour, a draw): a favour to one pushes another"
        " back.",
        "scarce places are shared out",
    ),
    Law(
        "feel", "Welfare",
        "Per tick, in days of median income: income · Δ + Σ values of services met − fines + payments − Σ costs of own"
        " acts − the district's harm (less benefit) of the previous tick, shared equally.",
        "welfare is summed",
    ),
    Law(
        "feel", "Income",
        "Relative income y in [0.2, 1.5] falls by `income_loss` for each unit of value refused at a service that feeds"
        " it, and recovers: y ← y + (1 − y) · Δ/`income_recovery`.",
        "refusals lower income, which recovers",
    ),
    Law(
        "feel", "Learning of risks",
        "Beliefs are Beta(a, b) for each risk group (senses of one kind; at most three a scheme). An own act that"
        " brought an entry of which the person can know adds 1 to a; one that did not adds `unseen_weight` to b. An"
        " announced risk begins at its `excess` over the true one and fades with its half-life; experience fades with"
        " `memory`.",
        "beliefs learn from what came of acts",
    ),
    Law(
        "feel", "Growth of habit",
        "At each own candidate under a punishing rule, h ← h + ρ · (1[withheld] − h).",
        "habit follows what was withheld",
    ),
    Law(
        "feel", "Own strengths",
        "Where a number of psychology depends on what people are or where they live, or is drawn, each person has it"
        " for the whole run, within the bounds of its kind. Of two friends each shuns the other's label by their own.",
        "each person has strengths of their own",
    ),
    Law(
        "feel", "Hearsay",
        "A friend's sanction adds `hearsay_weight` to a: sanctions are told, escapes are not.",
        "friends' sanctions are heard of",
    ),
    Law(
        "feel", "Stress",
        "In standard deviations: `stress_watched` for each scheme one is in (half where rules and reasons are public)"
        " + `stress_near` · (share of the way from the start to the nearest bad border) + `stress_listed` on a black"
        " list + shocks, `stress_refused` a refusal and `stress_swing` for the way gone at once, which fade at"
        " `stress_drain`. Welfare falls by `stress_weight` · stress · Δ.",
        "being scored, refused and listed stresses people",
    ),
    Law(
        "feel", "Trust in the operator",
        "Begins at nought; each wrong entry, and each tick with a sanction that is not explained, takes `trust_loss`;"
        " a tick with a right and explained one gives `trust_fair` · `trust_loss`, where the person can know of it"
        " (Skogan 2006). It moves no act.",
        "wrong and unexplained sanctions cost trust in the operator",
    ),
    Law(
        "feel", "Trust in people",
        "`trust_by_standing` · mean over friends of where their shown score lies between the worst (0) and the best"
        " (1), summed over the schemes that show it.",
        "scores that are shown move trust in people",
    ),
    Law(
        "feel", "Protest",
        "Whoever has a grievance (below the start, standing harmful points, on a black list, a standing entry that is"
        " not theirs) is in protest if the share of friends in protest in the previous tick reaches the own"
        " threshold, drawn once from a normal law (Granovetter 1978).",
        "people protest when enough of their friends do",
    ),
    Law(
        "meet", "Joining",
        "People join with the hazard p + q · (share who have joined), and because others have (Bass 1969).",
        "people join by themselves and because others have",
    ),
    Law(
        "meet", "What draws people in",
        "The share who have joined is taken among a person's friends, and the hazard is multiplied by exp(joining · (W"
        " + F · max(0, W))): W is what membership opens less what it shuts in a year at the score of the beginning,"
        " F the share of all who have joined. Staying out costs F · max(0, W): as many doors ask for a score as there"
        " are people who have one.",
        "what membership opens, and what staying out costs, draws people in",
    ),
    Law(
        "meet", "Leaving",
        "Whoever stays at a loss (doors shut less doors opened where they stand, in a year) that is larger than what"
        " staying out costs leaves with the hazard leaving · the difference, if consent can be taken back; nobody comes"
        " back.",
        "those who stay at a loss leave",
    ),
    Law(
        "meet", "Shunning and sorting",
        "A tie of friendship ends with the hazard r · (e^x − 1) and comes back with r · e^(−x), r = `tie_ends` and x ="
        " ln `shunning` for each of the two who is on a black list that all can read or has a shown score below the"
        " start, + `sorting` · u, u the distance of their shown standing or 1 where one is so labelled and the other is"
        " not. Who is no friend any more is not heard of, weighed, followed or protested with.",
        "friendships end and come back by published standing",
    ),
    Law(
        "record", "Publication",
        "What others may read of a person (score, tier, lists, sanctions) is put down at the end of the tick and read"
        " in the next: there is no order among persons.",
        "what others may read tomorrow is put down",
    ),
)  # fmt: skip
"""In the order of the tick."""
