"""The functions of the language: how many arguments each takes and what it is for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Function:
    """A function's signature as people read it, and how many arguments it takes."""

    signature: str
    least: int
    most: int


MANY = 20

COMBINE = {"min": Function("min(a, b, ...)", 2, MANY), "max": Function("max(a, b, ...)", 2, MANY)}
ROUNDING = {
    "round": Function("round(value, unit)", 1, 2),
    "round_even": Function("round_even(value, unit)", 1, 2),
    "round_down": Function("round_down(value, unit)", 1, 2),
    "round_up": Function("round_up(value, unit)", 1, 2),
}
ROOTS = {"root": Function("root(value, degree, unit)", 3, 3)}
OVER_SCHOOLS = {
    "sum": Function("sum(value)", 1, 1),
    "mean": Function("mean(value)", 1, 1),
    "lowest": Function("lowest(value)", 1, 1),
    "highest": Function("highest(value)", 1, 1),
    "rank": Function("rank(value)", 1, 1),
}
FIGURES = {
    "count": Function("count(need_category, level)", 1, 2),
    "share": Function("share(need_category)", 1, 1),
    "measure": Function('measure("name")', 1, 1),
    "source_amount": Function("source_amount(source_id)", 1, 1),
}
FACTS = {
    "level": Function("level(name)", 1, 1),
    "flag": Function("flag(name)", 1, 1),
    "school_type": Function("school_type(name)", 1, 1),
    "has": Function("has(measure)", 1, 1),
}
FUNCTIONS = (
    COMBINE
    | ROUNDING
    | ROOTS
    | OVER_SCHOOLS
    | FIGURES
    | FACTS
    | {"clamp": Function("clamp(value, low, high)", 3, 3), "if": Function("if(condition, then, else)", 3, 3)}
)

WORDS = {
    "pupils": "all pupils of the school",
    "pupil": "one pupil, to write a rate: $4,000 a pupil is $4000 / pupil",
    "current_budget": "the school's current budget in dollars",
}
"""Words that are no measure."""

RESERVED = frozenset(WORDS) | frozenset(FUNCTIONS) | {"and", "or", "not"}
