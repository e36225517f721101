"""Average against actual salaries: a worked pair of schools, and what always holds."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from services.allocation.domain.salaries.charging import charge
from services.allocation.domain.salaries.settings import SalarySettings
from services.allocation.domain.salaries.small_groups import hidden_cells
from services.allocation.domain.salaries.transition import transition
from services.allocation.domain.staff import CENTRAL, StaffLine


def line(person: int, school: str, salary: int, job: str = "Teacher", fte: str = "1", **more: object) -> StaffLine:
    return StaffLine(person, school, job, Decimal(fte), salary * 100, salary * 30, **more)  # type: ignore[arg-type]


# Young teachers at A, experienced ones at B: 60,000 and 100,000 with 30 % of benefits.
PAIR = [
    *(line(person, "A", 60_000) for person in range(1, 11)),
    *(line(person, "B", 100_000) for person in range(11, 21)),
    line(99, CENTRAL, 150_000, "Director"),
]


@st.composite
def payrolls(draw: st.DrawFn) -> list[StaffLine]:
    return [
        StaffLine(
            person=draw(st.integers(1, 40)),
            school_id=draw(st.sampled_from(["", "A", "B", "C", "D"])),
            job_class=draw(st.sampled_from(["Teacher", "Aide", "Principal"])),
            fte=Decimal(draw(st.integers(0, 15_000))) / 10_000,
            salary_cents=draw(st.integers(0, 20_000_000)),
            benefits_cents=draw(st.integers(0, 5_000_000)),
            federal=draw(st.booleans()),
        )
        for _ in range(draw(st.integers(0, 40)))
    ]


settings_drawn = st.builds(
    SalarySettings,
    include_federal=st.booleans(),
    include_benefits=st.booleans(),
    transition_years=st.integers(1, 10),
    gainers_at_once=st.booleans(),
    pool_first_bp=st.integers(0, 10_000),
    pool_limit_cents=st.none() | st.integers(0, 10_000_000),
    tolerated_bp=st.integers(0, 500),
)


def test_averaging_makes_the_school_of_young_teachers_pay_for_the_other() -> None:
    found = charge(PAIR, SalarySettings())
    by_id = {school.school_id: school for school in found.schools}
    # Average 80,000 and 24,000 of benefits: 104,000 a position; A's cost 78,000 and B's 130,000.
    assert [each.average_cents for each in found.classes] == [10_400_000]
    assert by_id["A"].actual_cents == 78_000_000
    assert by_id["A"].average_cents == 104_000_000
    assert by_id["A"].transfer_cents == 26_000_000
    assert by_id["B"].transfer_cents == -26_000_000
    assert found.moved_cents == 26_000_000
    assert found.central_cents == 19_500_000
    assert found.classes[0].average_salary_cents == 8_000_000
    assert found.classes[0].benefits_bp == 3_000


def test_a_transition_moves_in_even_steps_and_the_pool_softens_the_losers() -> None:
    years = transition(charge(PAIR, SalarySettings()).schools, SalarySettings(transition_years=2))
    assert [year.actual_share_bp for year in years] == [0, 5_000, 10_000, 10_000]
    assert [year.pool_share_bp for year in years] == [0, 5_000, 2_500, 0]
    losses = [{each.school_id: each.change_cents for each in year.schools}["B"] for year in years]
    # B is charged 130,000 and then 260,000 dollars more; the pool pays half, then a quarter, then nothing.
    assert losses == [0, -6_500_000, -19_500_000, -26_000_000]
    assert [year.cost_cents for year in years] == [0, 6_500_000, 6_500_000, 0]
    assert [(year.gaining, year.losing) for year in years] == [(0, 0), (1, 1), (1, 1), (1, 1)]


def test_gainers_at_once_are_paid_by_the_district_until_the_others_bear_their_cost() -> None:
    settings = SalarySettings(transition_years=2, gainers_at_once=True, pool_first_bp=0)
    years = transition(charge(PAIR, settings).schools, settings)
    assert [year.gainers_cents for year in years] == [0, 13_000_000, 0, 0]


def test_a_limit_cuts_the_pool_and_says_so() -> None:
    settings = SalarySettings(transition_years=1, pool_first_bp=10_000, pool_limit_cents=1_000)
    years = transition(charge(PAIR, settings).schools, settings)
    assert years[1].pool_cents == 1_000
    assert years[1].limited
    assert not years[2].limited


def test_federal_staff_and_benefits_can_be_left_out() -> None:
    staff = [*PAIR, line(50, "A", 70_000, federal=True)]
    found = charge(staff, SalarySettings(include_federal=False, include_benefits=False))
    assert [school.actual_cents for school in found.schools] == [60_000_000, 100_000_000]


@given(payrolls(), settings_drawn)
def test_transfers_sum_to_zero_in_every_job_class_and_in_all(staff: list[StaffLine], settings: SalarySettings) -> None:
    found = charge(staff, settings)
    assert sum(school.transfer_cents for school in found.schools) == 0
    for job in found.classes:
        cells = [each for school in found.schools for each in school.classes if each.job_class == job.job_class]
        assert sum(each.average_cents for each in cells) == job.actual_cents == sum(each.actual_cents for each in cells)


@given(payrolls(), settings_drawn)
def test_a_transition_conserves_what_is_charged_and_ends_at_actual_cost(
    staff: list[StaffLine], settings: SalarySettings
) -> None:
    found = charge(staff, settings)
    years = transition(found.schools, settings)
    total = sum(school.actual_cents for school in found.schools)
    for year in years:
        assert sum(each.charged_cents for each in year.schools) + year.gainers_cents == total
        assert sum(each.change_cents for each in year.schools) == year.cost_cents
        assert year.pool_cents <= (settings.pool_limit_cents if settings.pool_limit_cents is not None else total)
        assert min((each.pool_cents for each in year.schools), default=0) >= 0
    first, last = years[0], years[-1]
    assert all(each.change_cents == 0 for each in first.schools)
    assert [each.charged_cents for each in last.schools] == [school.actual_cents for school in found.schools]
    assert last.cost_cents == 0


@given(payrolls(), st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_nothing(staff: list[StaffLine], random: object) -> None:
    shuffled = list(staff)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert charge(shuffled, SalarySettings()) == charge(staff, SalarySettings())


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("ABCDEF"), st.sampled_from(["Teacher", "Aide", "Clerk", "Cook"])),
        st.integers(0, 40),
        max_size=24,
    ),
    st.integers(5, 30),
)
def test_no_hidden_cell_can_be_found_by_subtraction(people: dict[tuple[str, str], int], least: int) -> None:
    hidden = hidden_cells(people, least)
    for cell, count in people.items():
        assert not 0 < count < least or cell in hidden.cells
    for axis in (0, 1):
        for name in {cell[axis] for cell in people}:
            if axis == 1 and name in hidden.columns:
                continue
            line = [cell for cell in people if cell[axis] == name and people[cell]]
            gone = [cell for cell in line if cell in hidden.cells]
            if gone and len(gone) < len(line):
                assert len(gone) >= 2
                assert sum(people[cell] for cell in gone) >= least
