"""Small counts of people are hidden before anything is shown to the public.

Source: 34 CFR 99.31(b); NCES 2011-603; the district's rule is hide n < 10 unless it says otherwise.
"""

from collections.abc import Sequence
from fractions import Fraction

Number = int | Fraction
FEWEST_SHOWN = 10


def hidden_cells(
    counts: Sequence[Sequence[Number]], enrollments: Sequence[Number], fewest: int = FEWEST_SHOWN
) -> list[list[bool]]:
    """Say which counts to hide, so that neither a cell nor a subtraction tells of fewer than ``fewest`` people.

    Rows are schools, columns are groups of their pupils; the sum of each column is published, and each school's
    enrollment. Groups may overlap, so a row has no sum.

    1. Hidden first: 1 to fewest - 1 pupils, and all but so few of a school, or all of them.
    2. A lone hidden cell of a column comes out by subtraction, and one of a row nearly: the smallest other cells are
       hidden too, until each such row and column has at least two and the column's hide at least ``fewest`` pupils.
    3. Audit: with the column's sum and the enrollments known, each hidden count could still be anything within a span
       of at least ``fewest``; otherwise more is hidden. A column may end up hidden as a whole.

    Args:
        counts: Pupils by school and group.
        enrollments: Pupils of each school.
        fewest: The smallest number that is shown.
    """
    columns = len(counts[0]) if counts else 0
    hidden = [
        [_is_small(count, everyone, fewest) for count in row] for row, everyone in zip(counts, enrollments, strict=True)
    ]
    changed = True
    while changed:
        changed = False
        for row, cells in enumerate(hidden):
            if sum(cells) == 1 and columns > 1:
                changed |= _hide_smallest([(counts[row][column], row, column) for column in range(columns)], hidden)
        for column in range(columns):
            while _tells(column, counts, enrollments, hidden, fewest):
                if not _hide_smallest([(counts[row][column], row, column) for row in range(len(counts))], hidden):
                    break
                changed = True
    return hidden


def _is_small(count: Number, everyone: Number, fewest: int) -> bool:
    if 0 < everyone < fewest:
        return True
    return 0 < count < fewest or (count > 0 and everyone - count < fewest)


def _hide_smallest(cells: Sequence[tuple[Number, int, int]], hidden: list[list[bool]]) -> bool:
    """Hide the smallest shown cell that is not zero, else a zero; False when all are hidden."""
    shown = [cell for cell in cells if not hidden[cell[1]][cell[2]]]
    if not shown:
        return False
    _, row, column = min(shown, key=lambda cell: (cell[0] == 0, cell[0], cell[1], cell[2]))
    hidden[row][column] = True
    return True


def _tells(
    column: int,
    counts: Sequence[Sequence[Number]],
    enrollments: Sequence[Number],
    hidden: Sequence[Sequence[bool]],
    fewest: int,
) -> bool:
    rows = [row for row in range(len(counts)) if hidden[row][column]]
    if not rows:
        return False
    total = sum(counts[row][column] for row in rows)
    if len(rows) < 2 or total < fewest:
        return True
    room = sum(enrollments[row] for row in rows)
    for row in rows:
        least = max(0, total - (room - enrollments[row]))
        most = min(enrollments[row], total)
        # A school too small to show anything of is safe when nothing narrows its count within its enrollment.
        if most - least < min(fewest, enrollments[row]):
            return True
    return False
