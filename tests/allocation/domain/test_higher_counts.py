"""The higher of several counts, school by school."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from services.allocation.domain.higher_counts import higher_of
from services.allocation.domain.inputs import CountRow

ROWS = st.dictionaries(
    st.tuples(st.sampled_from(["A", "B"]), st.sampled_from(["elementary", "high"])),
    st.tuples(st.integers(0, 500), st.integers(0, 500)).map(lambda pair: (max(pair), min(pair))),
)


@given(st.lists(ROWS, min_size=1, max_size=4))
def test_the_higher_count_is_in_no_version_exceeded_and_keeps_needs_within_pupils(
    versions: list[dict[tuple[str, str], tuple[int, int]]],
) -> None:
    rows = [
        [
            CountRow(school, level, need, Decimal(count))
            for (school, level), counts in version.items()
            for need, count in zip(("all", "poverty"), counts, strict=True)
        ]
        for version in versions
    ]
    highest = {(row.school_id, row.level, row.need_category): row.pupil_count for row in higher_of(rows)}
    for version in rows:
        for row in version:
            assert highest[row.school_id, row.level, row.need_category] >= row.pupil_count
    for (school, level, need), count in highest.items():
        assert need == "all" or count <= highest[school, level, "all"]
    backwards = {(r.school_id, r.level, r.need_category): r.pupil_count for r in higher_of(rows[::-1])}
    assert backwards == highest


def test_rows_stand_by_school_level_and_need_and_equal_counts_are_of_the_version_before() -> None:
    first = [CountRow("B", "high", "all", Decimal(5)), CountRow("A", "middle", "all", Decimal(3))]
    second = [
        CountRow("B", "high", "all", Decimal("5.0")),
        CountRow("A", "middle", "poverty", Decimal(1)),
        CountRow("A", "middle", "all", Decimal(4)),
        CountRow("A", "high", "all", Decimal(9)),
    ]
    found = higher_of([first, second])
    assert [(row.school_id, row.level, row.need_category, int(row.pupil_count)) for row in found] == [
        ("A", "high", "all", 9),
        ("A", "middle", "all", 4),
        ("A", "middle", "poverty", 1),
        ("B", "high", "all", 5),
    ]
    assert found[-1] is first[0]
    assert higher_of([]) == []
