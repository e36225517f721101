"""How pupils do: hardship weighs heavily, experience and money for need help a little."""

from deploy.demo.chance import Chance, clamp
from deploy.demo.schools import Pupils, School
from deploy.demo.staff import Staff


def outcomes_of(
    seed: int, school: School, pupils: Pupils, staff: Staff, budget_cents: int, years_before_now: int
) -> dict[str, float]:
    """Return the measures of one year: percents with one decimal."""
    steady = Chance(seed, "outcomes", school.school_id)
    yearly = Chance(seed, "outcomes", school.school_id, years_before_now)
    poverty, english = pupils.share("poverty"), pupils.share("english_learner")
    # Dollars for each pupil, counting a pupil in poverty as one and a half.
    dollars = budget_cents / 100 / (pupils.total * (1 + 0.5 * poverty))
    push = 1.1 * (staff.experience_years - 10) + 0.0022 * (dollars - 9_000) + steady.around(0, 4.0)
    reading = clamp(80 - 44 * poverty - 14 * english + push + yearly.around(0, 1.2), 4, 98)
    math = clamp(74 - 47 * poverty - 6 * english + push + yearly.around(0, 1.4), 3, 98)
    attendance = clamp(96.5 - 5.2 * poverty + yearly.around(0, 0.5), 80, 99)
    absent = clamp(6 + 24 * poverty + steady.around(0, 2) + yearly.around(0, 1), 1, 60)
    found = {
        "reading_proficient_percent": reading,
        "math_proficient_percent": math,
        "attendance_percent": attendance,
        "chronically_absent_percent": absent,
    }
    if school.kind == "high":
        found["graduation_percent"] = clamp(96 - 15 * poverty + steady.around(0, 1.5), 50, 99.5)
    return {name: round(value, 1) for name, value in found.items()}
