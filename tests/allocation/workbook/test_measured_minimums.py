"""A minimum by a measure is computed live: the staff that a school needs, in dollars, for another count too."""

from collections.abc import Mapping

import pytest

from services.allocation.domain.result import Result
from services.allocation.files.workbook.make import district_workbook
from shared.testkit.libreoffice import LibreOffice
from tests.allocation.domain.district import inputs, policy, run, source
from tests.allocation.workbook.conftest import check_district, check_schools, check_written, one_more, read

pytestmark = pytest.mark.timeout(600)  # LibreOffice starts slowly on a busy machine

COUNTS = {"00": 100, "01": 377, "02": 600, "03": 45, "04": 0}
EXPRESSIONS = (
    "$160000 + round_up(pupils / (22 * pupil)) * $110000.005",
    "$12001 / pupil * pupils * pupils / sum(pupils)",
    "$8000 / pupil * (pupils - 90 * pupil)",
    "if(has(extra), $400000 + extra * $1, $160000 * pupils / pupils)",
)


def of_counts(counts: Mapping[str, int], expression: str | None, unit_cents: int, kind: str) -> Result:
    """Return budgets in which a formula, or a measure of the data, sets the least that a school needs."""
    needs = {school: {"all": count, "poverty": count // 3} for school, count in counts.items()}
    extra = {"00": "790000.505", "01": "100000", "03": "400000.000001"}
    pool = {"kind": "weighted_pool", "rule_id": "all", "weights": [{"need_category": "all", "weight": "1"}]}
    payer = {"kind": kind} | ({} if kind == "gainers" else {"source_id": "S"})
    minimum = {"kind": "minimum_operational_budget", "adjustment_id": "mob", "payer": payer}
    minimum |= {"measure": "least" if expression else "extra"}
    made = policy(
        source("S", pool, central_share={"percent_bp": 1_500}),
        adjustments=[minimum],
        derived_measures=[{"name": "least", "expression": expression, "unit": "dollars"}] if expression else [],
        rounding_unit_cents=unit_cents,
    )
    return run(inputs(needs, {"S": 8_400_000_00}, measures={"extra": extra}), made)


def test_what_a_measure_asks_for_is_computed_to_the_cent(office: LibreOffice) -> None:
    results = [
        of_counts(COUNTS, expression, unit_cents, kind)
        for expression in (*EXPRESSIONS, None)
        for unit_cents, kind in ((100, "gainers"), (1, "central_share"))
    ]
    assert all(result.top_ups.any() for result in results)
    check_district(office, results)
    check_schools(office, results[0], ["00", "02"])
    written = district_workbook(results[0])
    check_written(written, office.recalculated([written])[0])


def test_another_count_moves_it(office: LibreOffice) -> None:
    counted = [(0, 133), (2, 580)]
    expressions = [*EXPRESSIONS[:2], None]
    typed = [
        one_more(district_workbook(of_counts(COUNTS, expression, 1, "gainers"), cached=False), row, count)
        for expression in expressions
        for row, count in counted
    ]
    wanted = [
        of_counts(COUNTS | {f"{row:02d}": count}, expression, 1, "gainers")
        for expression in expressions
        for row, count in counted
    ]
    for after, content in zip(wanted, office.recalculated(typed), strict=True):
        assert read(content).budgets == dict(zip(COUNTS, after.totals.tolist(), strict=True))
