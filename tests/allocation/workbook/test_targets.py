"""Collars, phase-ins, triggers that wait and recounts are computed live: what is changed in the sheet follows."""

import io
from collections.abc import Sequence
from typing import Any, Final

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from services.allocation.domain.errors import Infeasible, PolicyProblems
from services.allocation.domain.result import Result
from services.allocation.files.workbook.make import district_workbook, school_workbook
from shared.testkit.libreoffice import LibreOffice
from tests.allocation.domain.district import inputs, policy, run, source
from tests.allocation.workbook.conftest import check_district, check_written, read

pytestmark = pytest.mark.timeout(600)  # LibreOffice starts slowly on a busy machine

GENERATED: Final = 24
EVERY: Final = {"kind": "weighted_pool", "rule_id": "all", "weights": [{"need_category": "all", "weight": "1"}]}
POOR: Final = {
    "kind": "weighted_pool",
    "rule_id": "poor",
    "pool_amount_cents": 333_00,
    "weights": [{"need_category": "poverty", "weight": "1"}],
}
COUNTS: Final = {
    "A": {"all": 10, "poverty": 9},
    "B": {"all": 20, "poverty": 3},
    "C": {"all": 30, "poverty": 1},
    "N": {"all": 5},
}
NOW: Final = {"A": 250_00, "B": 380_00, "C": 290_00}
COLLAR: Final = {"kind": "collar", "adjustment_id": "c", "max_loss_bp": 1_000, "max_gain_bp": 1_500}
PHASE_IN: Final = {"kind": "phase_in", "adjustment_id": "p", "steps": [{"fiscal_year": 2027, "percent_bp": 3_333}]}
RECOUNT: Final = {
    "kind": "recount",
    "adjustment_id": "r",
    "published": [{"school_id": school, "amount_cents": cents} for school, cents in NOW.items()],
}
CENTRAL: Final = {"kind": "central_share", "source_id": "S"}
RESERVE: Final = {"kind": "reserve", "source_id": "T"}
ADJUSTMENTS: Final[dict[str, list[dict[str, Any]]]] = {
    "limits on both sides": [COLLAR],
    "every school at a limit": [{**COLLAR, "max_loss_bp": 3_700, "max_gain_bp": 2_400}],
    "a limit of losses alone": [{**COLLAR, "max_loss_bp": 0, "max_gain_bp": None}],
    "a limit that a later floor rests on": [
        {**COLLAR, "max_gain_bp": 9_000},
        {"kind": "hold_harmless", "adjustment_id": "h", "percent_bp": 9_300, "payer": {"kind": "gainers"}},
    ],
    "a part of the way": [PHASE_IN],
    "a part of the way, of one source": [{**PHASE_IN, "moving_source_ids": ["S"]}],
    "revenue that is awaited": [{"kind": "trigger", "adjustment_id": "t", "revenue_cents": 9_999_00}],
    "a recount paid by the central share": [{**RECOUNT, "payer": CENTRAL}],
    "a recount paid by a reserve": [{**RECOUNT, "payer": RESERVE}],
    "a recount paid by schools that gain": [{**RECOUNT, "payer": {"kind": "gainers"}}],
    "half a recount both ways": [{**RECOUNT, "direction": "both", "percent_bp": 5_050, "payer": RESERVE}],
    "a recount with caps": [{**RECOUNT, "direction": "both", "cap_bp": 700, "cap_cents": 15_01, "payer": RESERVE}],
}


def result_of(adjustments: Sequence[dict[str, Any]], *, unit: int = 1, s_cents: int = 800_00) -> Result:
    data = inputs(COUNTS, {"S": s_cents, "T": 433_00}, current=NOW)
    pools = source("S", EVERY, central_share={"amount_cents": 100_00}), source("T", POOR)
    return run(data, policy(*pools, adjustments=adjustments, rounding_unit_cents=unit))


def test_what_they_want_comes_to_the_engines_cents(office: LibreOffice) -> None:
    results = []
    for unit in (1, 100):
        for adjustments in ADJUSTMENTS.values():
            try:
                results.append(result_of(adjustments, unit=unit))
            except Infeasible as error:
                assert error.code in {"outside_collar", "money_cannot_move"}  # noqa: PT017  limits in whole dollars
    assert len(results) > 2 * (len(ADJUSTMENTS) - 3)
    check_district(office, results)
    of_schools = [(result, school_id) for result in results[::3] for school_id in COUNTS]
    made = [school_workbook(result, school_id, cached=False) for result, school_id in of_schools]
    for (result, school_id), content in zip(of_schools, office.recalculated(made), strict=True):
        found = read(content)
        assert found.budgets == {school_id: int(result.totals[result.prepared.school_rows[school_id]])}
        assert found.differences == [0]


def test_generated_limits_and_steps_come_to_the_same_cents(office: LibreOffice) -> None:
    results: list[Result] = []

    @settings(
        max_examples=GENERATED * 3,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        pupils=st.lists(st.tuples(st.integers(0, 900), st.integers(0, 2_000_000_00)), min_size=1, max_size=12),
        money=st.integers(1_000_00, 10_000_000_00),
        loss=st.none() | st.integers(0, 4_000),
        gain=st.none() | st.integers(0, 9_000),
        part=st.integers(0, 10_000),
        unit=st.sampled_from([1, 100]),
    )
    def draw(
        pupils: list[tuple[int, int]], money: int, loss: int | None, gain: int | None, part: int, unit: int
    ) -> None:
        counts = {f"{place:02d}": {"all": count} for place, (count, _) in enumerate(pupils)}
        current = {f"{place:02d}": cents for place, (_, cents) in enumerate(pupils) if cents % 5}
        steps = [{"fiscal_year": 2020, "percent_bp": part}]
        limited = [{**COLLAR, "max_loss_bp": loss, "max_gain_bp": gain}] if (loss, gain) != (None, None) else []
        for adjustments in (limited, [{**PHASE_IN, "steps": steps}]):
            try:
                made = policy(source("S", EVERY), adjustments=adjustments, rounding_unit_cents=unit)
                results.append(run(inputs(counts, {"S": money}, current=current), made))
            except (Infeasible, PolicyProblems):  # no current budgets to hold anybody to
                continue

    draw()
    moved = [result for result in results if result.reductions.any()][:GENERATED]
    assert len(moved) == GENERATED
    assert len({type(lift.adjustment) for result in moved for lift in result.lifts}) == 2
    check_district(office, moved)


HELD: Final = {**COLLAR, "max_loss_bp": 3_700, "max_gain_bp": 2_400}
CHANGED: Final[list[tuple[str, float, list[dict[str, Any]], list[dict[str, Any]]]]] = [
    ("c: largest gain", 0.3, [HELD], [{**HELD, "max_gain_bp": 3_000}]),
    ("c: largest loss", 0.02, [COLLAR], [{**COLLAR, "max_loss_bp": 200}]),
    ("c: largest gain", 0.9, [COLLAR], [{**COLLAR, "max_gain_bp": 9_000}]),
    (
        "p: of the way to the formula",
        0.7771,
        [PHASE_IN],
        [{**PHASE_IN, "steps": [{"fiscal_year": 2027, "percent_bp": 7_771}]}],
    ),
    (
        "r: of each change",
        0.25,
        [{**RECOUNT, "payer": CENTRAL}],
        [{**RECOUNT, "payer": CENTRAL, "percent_bp": 2_500}],
    ),
]


def test_a_changed_limit_is_followed_to_the_cent(office: LibreOffice) -> None:
    typed = [changed(district_workbook(result_of(before)), label, value) for label, value, before, _ in CHANGED]
    for (label, _, _, then), content in zip(CHANGED, office.recalculated(typed), strict=True):
        found, after = read(content), result_of(then)
        assert found.budgets == dict(zip(after.prepared.school_ids, after.totals.tolist(), strict=True)), label
        assert "differ" in found.check


def test_more_money_is_shared_within_the_limits_and_where_there_was_none(office: LibreOffice) -> None:
    """Other schools may come to a limit then: a spare round finds them. A pool that was empty is as exact as others."""
    large = {f"{place:02d}": {"all": 1_000 + place * 7_919 % 5_003} for place in range(30)}

    def at(cents: int) -> Result:
        return run(inputs(large, {"S": cents}), policy(source("S", EVERY)))

    typed = [
        changed(district_workbook(result_of([COLLAR])), "S: amount", 815.01),
        changed(district_workbook(at(0)), "S: amount", 87_654_321.01),
    ]
    wanted = [result_of([COLLAR], s_cents=815_01), at(8_765_432_101)]
    for after, content in zip(wanted, office.recalculated(typed), strict=True):
        assert read(content).budgets == dict(zip(after.prepared.school_ids, after.totals.tolist(), strict=True))


def test_a_part_of_the_way_is_exact_in_the_largest_district_and_after_a_change(office: LibreOffice) -> None:
    """Also where a change leaves whole dollars for cents, and where there is nothing to come from."""
    part = {**PHASE_IN, "steps": [{"fiscal_year": 2027, "percent_bp": 3_337}]}

    def at(money: int, first: int, unit: int, current: dict[str, int]) -> Result:
        counts = {f"{place:02d}": {"all": 1_000 + place * 7_919 % 5_003} for place in range(30)}
        counts["30"] = {"all": first}
        return run(
            inputs(counts, {"S": money}, current=current),
            policy(source("S", EVERY), adjustments=[part], rounding_unit_cents=unit),
        )

    budgets = {f"{place:02d}": 100_000_000_007 + place**5 * 1_009 for place in range(30)}
    cases = [(4_000_000_000_000, 400, 100, budgets), (4_000_000_000_000, 400, 1, budgets), (10**9, 400, 1, {"30": 0})]
    cases += [(20_000_000_000_000, 400, 1, {school: cents * 6 for school, cents in budgets.items()})]
    typed, wanted = [], []
    for money, first, unit, current in cases:
        typed += [district_workbook(at(money, first, unit, current), cached=False)]
        typed += [with_pupils(typed[-1], 30, 401), changed(typed[-1], "S: amount", (money + 33) / 100)]
        wanted += [at(money, each, unit, current) for each in (first, first + 1)]
        wanted += [at(money + 33, first, unit, current)]
    computed = office.recalculated(typed)
    for content, result in zip(computed, wanted, strict=True):
        assert read(content).budgets == dict(zip(result.prepared.school_ids, result.totals.tolist(), strict=True))
    check_written(district_workbook(wanted[6]), computed[6])


def test_a_schools_own_budget_hangs_on_its_own_cells(office: LibreOffice) -> None:
    """What the school is to have is a formula of its own pupils, no value of the system."""
    kinds: list[list[dict[str, Any]]] = [[COLLAR], [PHASE_IN], [{**RECOUNT, "payer": CENTRAL}]]
    made = [school_workbook(result_of(adjustments), "C") for adjustments in kinds]
    for content in made:
        book = openpyxl.load_workbook(io.BytesIO(content))
        titles = {cell.value: cell.column for cell in book["Steps"][2]}
        assert str(book["Steps"].cell(4, titles["Is to have"]).value).startswith("=")
    computed = office.recalculated([*made, *(with_pupils(content, 0, 29) for content in made)])
    check_written(made[1], computed[1])
    for adjustments, same, other in zip(kinds, computed[:3], computed[3:], strict=True):
        assert read(same).differences == [0]
        assert read(other).budgets["C"] < read(same).budgets["C"] or adjustments == [COLLAR]


def changed(content: bytes, label: str, value: float) -> bytes:
    """Return a workbook in which a setting of the policy has another value."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [row for row in book["Policy"].iter_rows(min_row=2) if row[0].value == label]
    assert len(cells) == 1, label
    cells[0][1].value = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def with_pupils(content: bytes, row: int, count: int) -> bytes:
    """Return a workbook in which the school of a row has another count of pupils."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    pupils = next(cell.column for cell in book["Schools"][2] if cell.value == "elementary · all")
    book["Schools"].cell(4 + row, pupils).value = count
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()
