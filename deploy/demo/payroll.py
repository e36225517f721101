"""What payroll knows: one line for each person, job, place and source of money; ids only, nobody has a name here."""

from dataclasses import dataclass

from deploy.demo.chance import Chance, clamp
from deploy.demo.schools import Pupils, School
from deploy.demo.staff import FIRST_SALARY, SALARY_STEP, Staff

GENERAL = "LCFF_BASE"
BENEFITS_BP = 3_100
LONGEVITY_FROM_YEARS = 15
LONGEVITY_DOLLARS = 2_400
TITLE_ONE_SHARE = 0.40  # schools from this share of poverty on have staff paid by Title I


@dataclass(frozen=True, slots=True)
class JobClass:
    """A kind of position and what it pays: dollars at the start and for each year of service."""

    name: str
    first_salary: int
    step: int


TEACHER = JobClass("Teacher", FIRST_SALARY, SALARY_STEP)
SPECIAL_TEACHER = JobClass("Special education teacher", FIRST_SALARY + 2_000, SALARY_STEP)
PRINCIPAL = JobClass("Principal", 138_000, 1_900)
ASSISTANT = JobClass("Assistant principal", 116_000, 1_600)
COUNSELOR = JobClass("Counselor", 66_000, 2_000)
AIDE = JobClass("Instructional aide", 31_000, 520)
OFFICE = JobClass("Office clerk", 42_000, 640)
CUSTODIAN = JobClass("Custodian", 44_000, 560)
COACH = JobClass("Instructional coach", 72_000, 2_050)
CENTRAL_OFFICE = (
    (JobClass("Director", 152_000, 1_500), 9),
    (JobClass("Analyst", 84_000, 1_700), 26),
    (JobClass("Payroll and accounts", 58_000, 900), 18),
    (JobClass("Maintenance", 61_000, 800), 34),
)


@dataclass(frozen=True, slots=True)
class PayrollLine:
    """A line of the extract, in hundredths of a position and whole cents."""

    employee_id: str
    school_id: str
    job_class: str
    fte_hundredths: int
    salary_cents: int
    benefits_cents: int
    longevity_cents: int
    funding: str
    years: int


class _Payroll:
    def __init__(self) -> None:
        self.lines: list[PayrollLine] = []
        self.people = 0

    def hire(
        self, school_id: str, job: JobClass, years: float, fte_hundredths: int, split: tuple[tuple[str, int], ...]
    ) -> None:
        """Add a person; ``split`` says which source pays how many percent of the position."""
        self.people += 1
        employee = f"E{100_000 + self.people}"
        served = int(clamp(years, 0, 38))
        for funding, share in split:
            part = fte_hundredths * share // 100
            longevity = LONGEVITY_DOLLARS * part if served >= LONGEVITY_FROM_YEARS else 0
            salary = (job.first_salary + job.step * min(served, 20)) * part + longevity
            self.lines.append(
                PayrollLine(
                    employee,
                    school_id,
                    job.name,
                    part,
                    salary,
                    salary * BENEFITS_BP // 10_000,
                    longevity,
                    funding,
                    served,
                )
            )


def payroll_of(
    seed: int, schools: list[School], pupils: dict[str, Pupils], staff: dict[str, Staff], years_before_now: int
) -> list[PayrollLine]:
    """Return the extract of one year: schools in their order, the central office last."""
    payroll = _Payroll()
    for school in schools:
        chance = Chance(seed, "payroll", school.school_id, years_before_now)
        _of_school(payroll, school, pupils[school.school_id], staff[school.school_id], chance)
    chance = Chance(seed, "payroll", "central", years_before_now)
    for job, count in CENTRAL_OFFICE:
        for _ in range(count):
            payroll.hire("", job, chance.around(12, 5), 100, ((GENERAL, 100),))
    return payroll.lines


def _of_school(payroll: _Payroll, school: School, pupils: Pupils, staff: Staff, chance: Chance) -> None:
    def years() -> float:
        return chance.around(staff.experience_years, 4.5)

    general = ((GENERAL, 100),)
    poor = pupils.share("poverty") >= TITLE_ONE_SHARE
    payroll.hire(school.school_id, PRINCIPAL, years() + 6, 100, general)
    for _ in range(pupils.total // 650):
        payroll.hire(school.school_id, ASSISTANT, years() + 3, 100, general)
    special = round(pupils.total * pupils.share("special_education") / 28)
    whole, part = divmod(round(staff.teacher_fte * 100), 100)
    for number in range(whole):
        job = SPECIAL_TEACHER if number < special else TEACHER
        paid = (("IDEA", 60), ("STATE_SPED", 40)) if number < special else general
        payroll.hire(school.school_id, job, years(), 100, paid)
    if part:
        payroll.hire(school.school_id, TEACHER, years(), part, general)
    if poor:
        payroll.hire(school.school_id, COACH, years() + 4, 100, (("TITLE_I", 100),))
    support = [
        (COUNSELOR, max(1, pupils.total // 520)),
        (OFFICE, 1 + pupils.total // 480),
        (CUSTODIAN, 1 + pupils.total // 420),
    ]
    for job, count in support:
        for _ in range(count):
            payroll.hire(school.school_id, job, years(), 100, general)
    for number in range(1 + round(staff.support_fte / 3)):
        paid = (("TITLE_I", 50), (GENERAL, 50)) if poor and number < 3 else general
        payroll.hire(school.school_id, AIDE, years() - 2, 75, paid)
