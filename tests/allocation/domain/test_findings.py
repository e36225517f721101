"""What a result is noted for, in sentences that are right for one and for many."""

from datetime import date

import pytest

from services.allocation.domain.findings import findings
from services.allocation.spanish.catalog import SENTENCES
from tests.allocation.domain.district import inputs, policy, run, source

POOL = {"kind": "weighted_pool", "rule_id": "pool", "weights": [{"need_category": "all", "weight": "1"}]}


@pytest.mark.parametrize(
    ("closed", "english", "spanish"),
    [
        (("B",), "One school is not open in this fiscal year and receives nothing", "Una escuela no está abierta"),
        (("B", "C"), "2 schools are not open in this fiscal year and receive nothing", "2 escuelas no están abiertas"),
    ],
)
def test_closed_schools_are_counted_in_words_for_one_and_for_many(
    closed: tuple[str, ...], english: str, spanish: str
) -> None:
    counts = {school: {"all": 0 if school in closed else 10} for school in "ABC"}
    data = inputs(counts, {"S": 1_000}, schools={school: {"closed_on": date(2026, 1, 1)} for school in closed})
    (found,) = [each for each in findings(run(data, policy(source("S", POOL)))) if each.code == "school_closed"]
    assert (found.message, found.school_ids) == (english, closed)
    assert SENTENCES.say(found.message, "es").startswith(spanish)
