"""Who teaches where: as many as the pupils need, but the experienced ones seldom where it is hard."""

from dataclasses import dataclass

from deploy.demo.chance import Chance, clamp
from deploy.demo.schools import Pupils, School

PUPILS_PER_TEACHER = {"elementary": 23.5, "middle": 25.5, "high": 26.5}
FIRST_SALARY = 58_000
SALARY_STEP = 2_150


@dataclass(frozen=True, slots=True)
class Staff:
    """A school's staff in one year."""

    teacher_fte: float
    support_fte: float
    experience_years: float

    @property
    def payroll_dollars(self) -> int:
        """What they cost, benefits included."""
        teacher = FIRST_SALARY + SALARY_STEP * self.experience_years
        return round((self.teacher_fte * teacher + self.support_fte * 61_000) * 1.31)


def staff_of(seed: int, school: School, pupils: Pupils, years_before_now: int) -> Staff:
    """Return a school's staff in one year."""
    steady = Chance(seed, "staff", school.school_id)
    yearly = Chance(seed, "staff", school.school_id, years_before_now)
    teachers = sum(count / PUPILS_PER_TEACHER[level] for level, count in pupils.by_level.items())
    poverty = pupils.share("poverty")
    teachers *= 1 + 0.06 * poverty + steady.around(0, 0.02)
    support = 4.5 + pupils.total / 160 + pupils.total * (0.004 * poverty + 0.012 * pupils.share("special_education"))
    experience = clamp(steady.around(15.2 - 7.5 * poverty, 1.1) + yearly.around(0, 0.25), 3, 22)
    return Staff(round(teachers * 5) / 5, round(support * 5) / 5, round(experience, 1))
