"""No published table tells of a small group, neither by a cell nor by subtraction."""

from hypothesis import given
from hypothesis import strategies as st

from shared.small_cells import FEWEST_SHOWN, hidden_cells


def test_a_lone_small_cell_takes_others_with_it() -> None:
    # Rows are schools; columns poverty and English learner; enrollments 74, 61, 106.
    counts = [[42, 7], [31, 18], [55, 21]]
    assert hidden_cells(counts, [74, 61, 106]) == [[True, True], [True, True], [False, False]]


def test_nothing_small_hides_nothing() -> None:
    assert hidden_cells([[42, 17], [31, 18]], [100, 90]) == [[False, False], [False, False]]
    assert hidden_cells([[0, 17], [31, 18]], [100, 90]) == [[False, False], [False, False]]
    assert hidden_cells([], []) == []


def test_all_or_nearly_all_of_a_school_tells_as_much_as_nearly_none() -> None:
    assert hidden_cells([[95], [50], [60]], [100, 100, 100])[0] == [True]
    assert hidden_cells([[100], [50], [60]], [100, 100, 100])[0] == [True]


def test_a_tiny_school_shows_no_group() -> None:
    assert hidden_cells([[0, 0], [30, 30], [40, 40]], [8, 100, 100])[0] == [True, True]


_TABLES = st.lists(
    st.tuples(st.integers(0, 400), st.lists(st.integers(0, 100), min_size=3, max_size=3)), min_size=1, max_size=12
).map(lambda rows: ([[everyone * share // 100 for share in shares] for everyone, shares in rows], [r[0] for r in rows]))


@given(_TABLES)
def test_what_is_shown_is_large_and_what_is_hidden_could_be_many_things(
    table: tuple[list[list[int]], list[int]],
) -> None:
    counts, enrollments = table
    hidden = hidden_cells(counts, enrollments)
    for row, everyone in enumerate(enrollments):
        assert sum(hidden[row]) != 1
        for column, count in enumerate(counts[row]):
            if not hidden[row][column]:
                assert count == 0 or (FEWEST_SHOWN <= count <= everyone - FEWEST_SHOWN)
    for column in range(3):
        rows = [row for row in range(len(counts)) if hidden[row][column]]
        if not rows or len(rows) == len(counts):
            continue  # nothing is hidden, or the column's sum is hidden too
        total = sum(counts[row][column] for row in rows)
        assert len(rows) >= 2
        assert total >= FEWEST_SHOWN
        room = sum(enrollments[row] for row in rows)
        for row in rows:
            least = max(0, total - (room - enrollments[row]))
            most = min(enrollments[row], total)
            assert most - least >= min(FEWEST_SHOWN, enrollments[row])


@given(_TABLES)
def test_the_same_cells_are_hidden_every_time(table: tuple[list[list[int]], list[int]]) -> None:
    assert hidden_cells(*table) == hidden_cells(*table)
