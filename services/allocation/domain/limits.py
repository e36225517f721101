"""The bounds that every value entering the engine obeys; the proofs in ``exact.py`` rest on them."""

import re
from decimal import Decimal

MAX_CENTS = 9_007_199_254_740_991
"""Largest amount of money: 2**53 - 1 cents, the largest integer that JavaScript holds exactly."""

MAX_PUPILS = Decimal(10_000_000)
"""Largest count of one school, level and need category."""

COUNT_PLACES = 2
"""Decimals of a pupil count: average daily attendance has fractions of a pupil."""

DECIMAL_PLACES = 6
"""Decimals of a rate, weight, threshold or measure."""

MICRO = 10**DECIMAL_PLACES
"""Six decimals as a factor: every rate, weight or measure times this is a whole number."""

MAX_DECIMAL = Decimal(1_000_000_000)
"""Largest rate, weight, threshold or measure."""

BASIS_POINTS = 10_000
"""Basis points in a whole: 10,000 = 100 %."""

MAX_PERCENT_BP = 100_000
"""Largest percentage a floor may ask for: ten times the current budget."""

CODE_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9 ._/@-]{0,63}$"
"""What a school, source, level or need category may be called."""

CODE = re.compile(CODE_PATTERN)

ALL_PUPILS = "all"
"""The need category that every pupil belongs to."""

ANY_LEVEL = "*"
"""In a rule: every schooling level. In a count row: the school as a whole."""
