"""Integers that stand for names after the plan: decisions of luck, closed choices, units.

Decision numbers are part of every stored result: they are never reused and never renumbered.
"""

from enum import IntEnum, unique

POINT = 65536
"""Units of one point of score and of one day of median income: both are kept as integers of 1/65536."""

NEVER = 2**30
"""The tick that never comes."""

OUTSIDE = -1
"""Nobody's member, and nothing is recorded."""

LEFT = -2
"""A member no more: consent was taken back, or the scheme has ended."""

ON_RECORD = -3
"""Entries are made without consent: there is an account, but no score, tier, list or consequence follows from it."""

BACK_ON_RECORD = -4
"""The same after consent was taken back."""

MAX_BAND = 3
"""Bands above the base rate: up to 2**3 times the largest base rate of a cell."""


LATE_PLACES = 512
"""Candidates of one kind and tick that come of a change: their places in the luck of their process."""


@unique
class Decision(IntEnum):
    """The first half of a draw's address: which question the draw answers."""

    # the society, drawn at tick 0
    ATTRIBUTE = 1
    TRAIT = 2
    DISTRICT = 3
    HOUSEHOLD = 4
    FRIEND = 5
    WORK = 6
    SCHOOL = 7
    FIELD = 8
    ORDER = 9
    MAP = 10
    ONCE = 11
    # the life
    COUNT = 20
    CAND = 21
    PERIODIC = 22
    AMOUNT = 23
    BAND_COUNT = 24  # 24, 25, 26: one number per band
    BAND_CAND = 28  # 28, 29, 30
    BAND_AMOUNT = 32  # 32, 33, 34
    # the scheme
    KNOW = 40
    POOL = 41
    MALICE = 42
    ADOPT = 43
    REPAIR = 44
    PASS = 45
    FILE = 46
    DECIDE = 47
    COPY = 48
    SPREAD = 49
    LASTS = 50
    DISCRETION = 51
    ROLLOUT = 52
    LEAVE = 53
    # the office
    BRIBE = 54
    ERR = 55
    REVIEW = 56
    # the services
    SERVE = 60
    PLACES = 61
    SETTLE = 62
    # those whom one meets
    MEETINGS = 70
    MEETING = 71
    CHOSEN = 72
    # numbers that are drawn each time they are used
    DRAWN = 80
    # what came later
    FOLLOW = 90
    FOLLOW_AMOUNT = 91
    PERSONAL = 92  # at tick 0: rates that are drawn once for each person
    SPEND = 93
    EFFORT = 94
    REDRAW = 96
    HEARD = 97  # of the procedure that a list has of its own
    MISSION = 98
    REFER = 99
    PROTEST = 100  # at tick 0: the threshold of each person
    GAMER = 101  # at tick 0: who does for points what brings points
    FALSIFY = 102
    PART = 103  # of two friends: whether their tie ends or comes back
    LATE_COUNT = 110  # acts that come, or are done more often, from a change on
    LATE_CAND = 111
    LATE_AMOUNT = 112
    PERIODIC_SEEN = 113  # how an act done once a period is sensed, and put down to whom


class Sensor(IntEnum):
    """What stands in an entry's place for a sense where no sense made it."""

    DUTY = -1  # a standing duty
    INSIDER = -2  # an official wrote another's entry
    TARGETED = -3  # an official wrote it about a critic
    CLAIMED = -4  # the person claimed it falsely


class Ends(IntEnum):
    """Whether an entry ends a clean period."""

    NO = 0
    YES = 1
    IF_HARMFUL = 2


class ScoreKind(IntEnum):
    """How a score comes about."""

    POINTS = 0
    RECORD = 1
    LADDER = 2
    FACTORS = 3
    RATINGS = 4


class Rest(IntEnum):
    """Whom a scheme makes the engine look at in every tick: members to whom something happened, members, everybody."""

    MAY_REST = 0
    MEMBERS = 1
    RESTLESS = 2


class Source(IntEnum):
    """What a number, or a factor of a rate, looks at."""

    TRAIT = 0
    ATTRIBUTE = 1
    DISTRICT = 2
    AMOUNT = 3
    TIME = 4
    REPEAT = 5
    SCORE = 6
    TIER = 7
    LIST = 8
    RUNG = 9


class Mode(IntEnum):
    """How a table is looked up."""

    CODE = 0
    STEP = 1
    LINEAR = 2


class LawCode(IntEnum):
    """How a drawn number is drawn."""

    NONE = 0
    FIXED = 1
    EXPONENTIAL = 2
    ERLANG = 3
    NORMAL = 4
    LOGNORMAL = 5
    TRUNCATED_EXPONENTIAL = 6
    UNIFORM = 7
    SHARES = 8
    GAMMA = 9


class Unit(IntEnum):
    """What is made of a number that is multiplied or drawn, before it is used."""

    PLAIN = 0
    CHANCE = 1  # a hazard per tick becomes the chance in one tick
    KEPT = 2  # a half-life in ticks becomes what is left after one tick


class Own(IntEnum):
    """What may differ among people in how they answer to being scored."""

    SLOPE = 0
    EXPONENT = 1
    REWARD_SLOPE = 2
    CHILL = 3
    VAGUE = 4
    REACHED = 5
    OUTSIDE = 6
    HABIT_RATE = 7
    HABIT_WEIGHT = 8
    PRESSURE = 9
    INCOME_LOSS = 10
    INCOME_RECOVERY = 11
    UNSEEN = 12
    HEARSAY = 13
    MEMORY = 14
    CROWDED = 15
    HUSH = 16
    FOLLOW = 17
    STRESS = 18
    KEPT = 19
    BY_STANDING = 20
    LOSS = 21
    FAIR = 22
    HIDDEN = 23
    GAMERS = 24
    CLAIMED = 25
    SHUN = 26
    SORT = 27
    JOINING = 28
    LEAVING = 29
    HORIZON = 30
    STRENGTH_SEEN = 31
    STRENGTH_UNSEEN = 32
    A_SEEN = 33
    B_SEEN = 34
    A_UNSEEN = 35
    B_UNSEEN = 36
    EXCESS = 37
    EXCESS_HALF_LIFE = 38


class Meeting(IntEnum):
    """Whom one can meet."""

    ANYONE = 0
    FRIENDS = 1
    HOUSEHOLD = 2
    WORK = 3
    NEIGHBOURS = 4


class Witness(IntEnum):
    """Who could tell of an act."""

    NOBODY = 0
    FRIENDS = 1
    WORK = 2
    HOUSEHOLD = 3
    KNOWN = 4
    MET = 5


class Opinions(IntEnum):
    """Who forms an opinion of a person."""

    PUBLIC = 0
    ONE_OBSERVER = 1
    ALL_OBSERVE = 2


GRID = 256
"""Laws of marks are kept for so many means between the lowest and the highest mark."""

HEFT = 1024
"""A mark of weight 1 counts so much."""


class FactorSource(IntEnum):
    """What a factor of a weighted score looks at."""

    ACTS = 0
    ATTRIBUTE = 1
    FRIENDS = 2
    SCORE = 3
    WHEN = 4


class Op(IntEnum):
    """Operations of a compiled condition (postfix)."""

    TRUE = 0
    AND = 1
    OR = 2
    NOT = 3
    IS = 10
    SCORE = 11
    TIER = 12
    LIST = 13
    RUNG = 14
    ENROLLED = 15
    ACTS = 16
    OPEN = 17
    STRUCK_RULE = 18
    STRUCK_ACT = 19
    RELATED = 20
    IN_SCHEME = 21
    MEASURED = 22
    PLACE = 23
    FACT = 25
    COPIED = 26
    # as SCORE (or RUNG), ENROLLED and OPEN, with numbers that depend or are drawn instead of plain ends
    SCORE_BY = 27
    ENROLLED_BY = 28
    OPEN_BY = 29


class Measure(IntEnum):
    """Shares of the society that can be asked for while a run goes on, by the name of their outcome."""

    LISTED_SHARE = 0
    PARTICIPATION_SHARE = 1
    PROTEST_RATE = 2


class Scored(IntEnum):
    """Who gets the score."""

    PERSON = 0
    HOUSEHOLD = 1
    DISTRICT = 2


class Relation(IntEnum):
    """Whom a condition may ask about."""

    HOUSEHOLD = 0
    PARENTS = 1
    CHILDREN = 2
    PARTNER = 3
    FRIENDS = 4
    WORK = 5
    SCHOOL = 6
    DISTRICT = 7
    REPRESENTATIVE = 8  # from here on ties of firms
    REPRESENTS = 9
    SAME_REPRESENTATIVE = 10
    STAFF = 11
    EMPLOYER = 12
    SUPPLIERS = 13
    CUSTOMERS = 14  # no word of the language: those whom one supplies


class Repeat(IntEnum):
    """What a new ground or entry does to what is there."""

    SEPARATE = 0
    RESTARTS = 1
    RESTARTS_ALL = 2
    IGNORED = 3
    ADDS = 4


class Effect(IntEnum):
    """What standing does."""

    DENY = 0
    FAVOUR = 1
    DELAY = 2
    PRICE = 3
    FINE = 4
    PAY = 5
    RECLAIM = 6
    INSPECT = 7
    ALLOCATE = 8
    RECOMMEND = 9
    WARN = 10


class Among(IntEnum):
    """Among whom scarce attention is shared out."""

    PERSONS = 0
    HOUSEHOLDS = 1
    DISTRICTS = 2
    FIRMS = 3


class GoesBy(IntEnum):
    """By what scarce attention or scarce places go."""

    SCORE = 0
    RECORDS = 1
    RISK = 2
    NEED = 3
    LOTTERY = 4
    EVENLY = 5


class How(IntEnum):
    """How it follows what it goes by."""

    PROPORTIONAL = 0
    ONE_PLACE = 1
    HIGHEST_FIRST = 2


class Answer(IntEnum):
    """What became of a demand for a service."""

    MET = 0
    FAVOURED = 1
    DELAYED = 2
    PUSHED_BACK = 3
    REFUSED = 4


class Flag(IntEnum):
    """Bits of an entry."""

    THEIRS = 1
    LIVE = 2
    APPEALABLE = 4
    GONE = 8
    PENDING = 16
    MALICIOUS = 32
    FOLDED = 64


class Listed(IntEnum):
    """Bits of a listing."""

    PRIMARY = 1
    SPREAD = 2
    WRONGFUL = 4


class Event(IntEnum):
    """What the act pass tells the passes after it, person by person."""

    ENTRY = 0
    DEMAND = 1
    BELIEF = 2
    HABIT = 3
    OPENED = 4
