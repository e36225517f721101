"""Places among schools and roots are computed live, for another count too; a school's own file holds its place."""

from collections.abc import Mapping
from datetime import date

import pytest

from services.allocation.domain.result import Result
from services.allocation.files.workbook.make import district_workbook
from shared.testkit.libreoffice import LibreOffice
from tests.allocation.domain.district import inputs, policy, run, source
from tests.allocation.workbook.conftest import check_district, check_schools, check_written, one_more, read

pytestmark = pytest.mark.timeout(600)  # LibreOffice starts slowly on a busy machine

COUNTS = {"00": 90, "01": 377, "02": 600, "03": 45, "04": 0, "05": 30, "06": 600}
EXPRESSIONS = (
    "if(rank(share(poverty)) <= sum(1) / 2, $500 / pupil * pupils, $100 / pupil * pupils)",
    "$10000 / rank(pupils)",
    "$1000 * rank(pupils * share(poverty) / 7)",
    "if(has(extra), $77 * rank(extra / 3), $5)",
    "$1000 * root(pupils / pupil, 2, 0.01)",
    "$3 * root(count(poverty) / pupil, 3, 0.5)",
    "$1 * root(pupils / pupil - 30, 2, 1)",
)


def of_counts(counts: Mapping[str, int], expression: str) -> Result:
    """Return budgets by a formula; a third of the pupils is poor, so shares are equal or nearly so; one is closed."""
    needs = {school: {"all": count, "poverty": count // 3} for school, count in counts.items()}
    rest = {"kind": "weighted_pool", "rule_id": "rest", "weights": [{"need_category": "all", "weight": "1"}]}
    rule = {"kind": "formula", "rule_id": "formula", "measure": "asked"}
    asked = {"name": "asked", "expression": expression, "unit": "dollars"}
    extra = {"00": "0.3", "01": "100000000", "03": "0.3", "06": "0.2"}
    closed = {"06": {"closed_on": date(2020, 6, 30)}}
    data = inputs(needs, {"S": 8_400_000_00}, measures={"extra": extra}, schools=closed)
    return run(data, policy(source("S", rule, rest), derived_measures=[asked]))


def test_places_and_roots_come_to_the_same_cents(office: LibreOffice) -> None:
    results = [of_counts(COUNTS, expression) for expression in EXPRESSIONS]
    check_district(office, results)
    check_schools(office, results[0], ["00", "04"])
    written = [district_workbook(result) for result in results]
    for before, computed in zip(written, office.recalculated(written), strict=True):
        check_written(before, computed)


def test_another_count_changes_the_places_of_all(office: LibreOffice) -> None:
    counted = [(0, 378), (2, 44)]
    asked = EXPRESSIONS[:5]
    typed = [
        one_more(district_workbook(of_counts(COUNTS, expression), cached=False), row, count)
        for expression in asked
        for row, count in counted
    ]
    wanted = [of_counts(COUNTS | {f"{row:02d}": count}, expression) for expression in asked for row, count in counted]
    for after, content in zip(wanted, office.recalculated(typed), strict=True):
        assert read(content).budgets == dict(zip(COUNTS, after.totals.tolist(), strict=True))
