"""The integers that stand for names, as compiled code knows them: the values of ``scorarium.names``.

Kernels know arrays and nothing of Scorarium outside their room; a test holds the two files together.
"""

from typing import Final

POINT: Final = 65536
NEVER: Final = 2**30
OUTSIDE: Final = -1
LEFT: Final = -2
ON_RECORD: Final = -3
BACK_ON_RECORD: Final = -4
MAX_BAND: Final = 3
FIRST_PERIODIC: Final = 1024
LATE_PLACES: Final = 512
FEW: Final = 8
EVEN: Final = 4
MAY_RISE: Final = 1
IS_WATCHED: Final = 2
IS_BULK: Final = 3
ALONE: Final = 1
LONE: Final = 2
ENDS: Final = 20
NO_TIER: Final = 255
MOST_FOLLOWED: Final = 62
GRID: Final = 256
HEFT: Final = 1024
NO_FROM: Final = -(2**31)
CONTEXT_SALT: Final = 0x5BD1E995
INSIDER_SALT: Final = 0x27D4EB2F
TARGET_SALT: Final = 0x165667B1
TOWARDS_SALT: Final = 0x2545F491
EXECUTION_SALT: Final = 0x6C62272E
SEEN_SALT: Final = 0x01B3F2A7
OBSERVER_SALT: Final = 0x7F4A7C15
ASSESSMENT_SALT: Final = 0x3C6EF372
HIDE_SALT: Final = 0x4CF5AD43
GOLDEN: Final = 0x9E3779B9
LOW32: Final = 0xFFFFFFFF

# Decision
COUNT: Final = 20
CAND: Final = 21
PERIODIC: Final = 22
AMOUNT: Final = 23
BAND_COUNT: Final = 24
BAND_CAND: Final = 28
BAND_AMOUNT: Final = 32
KNOW: Final = 40
POOL: Final = 41
MALICE: Final = 42
ADOPT: Final = 43
REPAIR: Final = 44
PASS: Final = 45
FILE: Final = 46
DECIDE: Final = 47
HEARD: Final = 97
MISSION: Final = 98
REFER: Final = 99
COPY: Final = 48
SPREAD: Final = 49
LASTS: Final = 50
DISCRETION: Final = 51
LEAVE: Final = 53
GAMER: Final = 101
FALSIFY: Final = 102
PART: Final = 103
LATE_COUNT: Final = 110
LATE_CAND: Final = 111
LATE_AMOUNT: Final = 112
PERIODIC_SEEN: Final = 113
BRIBE: Final = 54
ERR: Final = 55
REVIEW: Final = 56
SERVE: Final = 60
PLACES: Final = 61
SETTLE: Final = 62
FOLLOW: Final = 90
FOLLOW_AMOUNT: Final = 91
DRAWN: Final = 80
MEETINGS: Final = 70
MEETING: Final = 71
CHOSEN: Final = 72
SPEND: Final = 93
EFFORT: Final = 94

# Source
TRAIT: Final = 0
ATTRIBUTE: Final = 1
DISTRICT: Final = 2
BY_AMOUNT: Final = 3
TIME: Final = 4
BY_REPEAT: Final = 5
BY_SCORE: Final = 6
BY_TIER: Final = 7
BY_LIST: Final = 8
BY_RUNG: Final = 9

# Mode
CODE: Final = 0
STEP: Final = 1
LINEAR: Final = 2

# LawCode
LAW_NONE: Final = 0
LAW_FIXED: Final = 1
LAW_EXPONENTIAL: Final = 2
LAW_ERLANG: Final = 3
LAW_NORMAL: Final = 4
LAW_LOGNORMAL: Final = 5
LAW_TRUNCATED_EXPONENTIAL: Final = 6
LAW_UNIFORM: Final = 7
LAW_SHARES: Final = 8
LAW_GAMMA: Final = 9

# Unit
UNIT_PLAIN: Final = 0
UNIT_CHANCE: Final = 1
UNIT_KEPT: Final = 2

# Op
OP_TRUE: Final = 0
OP_AND: Final = 1
OP_OR: Final = 2
OP_NOT: Final = 3
OP_IS: Final = 10
OP_SCORE: Final = 11
OP_TIER: Final = 12
OP_LIST: Final = 13
OP_RUNG: Final = 14
OP_ENROLLED: Final = 15
OP_ACTS: Final = 16
OP_OPEN: Final = 17
OP_STRUCK_RULE: Final = 18
OP_STRUCK_ACT: Final = 19
OP_RELATED: Final = 20
OP_IN_SCHEME: Final = 21
OP_MEASURED: Final = 22
OP_SCORE_BY: Final = 27
OP_ENROLLED_BY: Final = 28
OP_OPEN_BY: Final = 29
OP_PLACE: Final = 23
OP_FACT: Final = 25
OP_COPIED: Final = 26

# Scored
SCORED_HOUSEHOLD: Final = 1
SCORED_DISTRICT: Final = 2

# Relation
HOUSEHOLD: Final = 0
PARENTS: Final = 1
CHILDREN: Final = 2
PARTNER: Final = 3
FRIENDS: Final = 4
WORK: Final = 5
SCHOOL: Final = 6
SAME_DISTRICT: Final = 7
REPRESENTATIVE: Final = 8
"""The first of the relations of firms."""

FAR: Final = 2**20

# Repeat
SEPARATE: Final = 0
RESTARTS: Final = 1
RESTARTS_ALL: Final = 2
IGNORED: Final = 3
ADDS: Final = 4

# Effect
DENY: Final = 0
FAVOUR: Final = 1
DELAY: Final = 2
PRICE: Final = 3
FINE: Final = 4
PAY: Final = 5
RECLAIM: Final = 6
INSPECT: Final = 7
RECOMMEND: Final = 9
WARN: Final = 10

# Among
AMONG_PERSONS: Final = 0
AMONG_HOUSEHOLDS: Final = 1
AMONG_DISTRICTS: Final = 2
AMONG_FIRMS: Final = 3

# GoesBy
BY_STANDING: Final = 0
BY_RECORDS: Final = 1
BY_RISK: Final = 2
BY_NEED: Final = 3
BY_LOTTERY: Final = 4
EVENLY: Final = 5

# How
PROPORTIONAL: Final = 0
ONE_PLACE: Final = 1
HIGHEST_FIRST: Final = 2

# Answer
MET: Final = 0
FAVOURED: Final = 1
DELAYED: Final = 2
PUSHED_BACK: Final = 3
REFUSED: Final = 4
NOT_MADE: Final = 3
"""What the doors said of a demand (2: refused) that a world does not make."""

# Flag
THEIRS: Final = 1
LIVE: Final = 2
APPEALABLE: Final = 4
GONE: Final = 8
PENDING: Final = 16
MALICIOUS: Final = 32
FOLDED: Final = 64
STANDING: Final = LIVE | PENDING | FOLDED

# Listed
PRIMARY: Final = 1
BY_SPREAD: Final = 2
WRONGFUL: Final = 4

# how neighbours weigh in (Schemes.friends_of)
OF_POINTS: Final = 0
OF_SCORE: Final = 1
OF_DRIFT: Final = 2

# places in ``shard.at``: what a shard remembers between calls
NEXT: Final = 0
BLOCK: Final = 1
BLOCK_END: Final = 2
FREE: Final = 3
N_FREE: Final = 4
N_MISTAKES: Final = 5
N_DEMANDS: Final = 6
# and of the person who is being lived
N_NOTICES: Final = 7
N_OWN_DEMANDS: Final = 8
N_BELIEFS: Final = 9
N_HABITS: Final = 10
N_OPENED: Final = 11
N_STRIKES: Final = 12
N_CANDIDATES: Final = 13
N_DUTIES: Final = 14
N_NEEDED: Final = 15
IS_SAME: Final = 16
N_ANSWERS: Final = 17
N_GIFTS: Final = 18
SUMMED: Final = 19
N_BULK: Final = 20
N_NOTED: Final = 21
AT: Final = 22

STRIP: Final = 64
"""Persons whose friends are added up in one go."""
SOON: Final = 32
"""So many friends before one is read it is fetched."""
AHEAD: Final = 4
"""So many persons before somebody's turn what is read of them is fetched."""

# Sensor
INSIDER: Final = -2
TARGETED: Final = -3
CLAIMED: Final = -4

# how an official chooses (Rules.discretion): 2 in whole points
CONTINUOUS: Final = 1

# what becomes of an entry in an office that goes wrong
DROPPED: Final = 1
MILD: Final = 2

# Ends
ENDS_YES: Final = 1
ENDS_IF_HARMFUL: Final = 2

# ScoreKind
LADDER: Final = 2
FACTORS: Final = 3
RATINGS: Final = 4

# Rest
MAY_REST: Final = 0
MEMBERS: Final = 1
RESTLESS: Final = 2

# Own
OWN_SLOPE: Final = 0
OWN_EXPONENT: Final = 1
OWN_REWARD_SLOPE: Final = 2
OWN_CHILL: Final = 3
OWN_VAGUE: Final = 4
OWN_REACHED: Final = 5
OWN_OUTSIDE: Final = 6
OWN_HABIT_RATE: Final = 7
OWN_HABIT_WEIGHT: Final = 8
OWN_PRESSURE: Final = 9
OWN_INCOME_LOSS: Final = 10
OWN_INCOME_RECOVERY: Final = 11
OWN_UNSEEN: Final = 12
OWN_HEARSAY: Final = 13
OWN_MEMORY: Final = 14
OWN_CROWDED: Final = 15
OWN_HUSH: Final = 16
OWN_FOLLOW: Final = 17
OWN_STRESS: Final = 18
OWN_KEPT: Final = 19
OWN_BY_STANDING: Final = 20
OWN_LOSS: Final = 21
OWN_FAIR: Final = 22
OWN_HIDDEN: Final = 23
OWN_GAMERS: Final = 24
OWN_CLAIMED: Final = 25
OWN_SHUN: Final = 26
OWN_SORT: Final = 27
OWN_JOINING: Final = 28
OWN_LEAVING: Final = 29
OWN_HORIZON: Final = 30
OWN_STRENGTH_SEEN: Final = 31
OWN_STRENGTH_UNSEEN: Final = 32
OWN_A_SEEN: Final = 33
OWN_B_SEEN: Final = 34
OWN_A_UNSEEN: Final = 35
OWN_B_UNSEEN: Final = 36
OWN_EXCESS: Final = 37
OWN_EXCESS_HALF_LIFE: Final = 38

# Meeting
AMONG_ANYONE: Final = 0
AMONG_FRIENDS: Final = 1
AMONG_HOUSEHOLD: Final = 2
AMONG_WORK: Final = 3
AMONG_NEIGHBOURS: Final = 4

# Witness
BY_FRIENDS: Final = 1
BY_COLLEAGUES: Final = 2
BY_HOUSEHOLD: Final = 3
BY_MET: Final = 5

# Opinions
ONE_OBSERVER: Final = 1
ALL_OBSERVE: Final = 2

# FactorSource
FROM_ACTS: Final = 0
FROM_ATTRIBUTE: Final = 1
FROM_FRIENDS: Final = 2
FROM_SCORE: Final = 3
FROM_WHEN: Final = 4
