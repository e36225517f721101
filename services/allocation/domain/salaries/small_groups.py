"""Which figures rest on too few people to be shown, in a table whose row and column totals are known."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

Cell = tuple[str, str]
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Hidden:
    """The cells that are not shown, and the columns whose total is not shown either."""

    cells: frozenset[Cell]
    columns: frozenset[str]


def hidden_cells(people: Mapping[Cell, int], least: int) -> Hidden:
    """Hide cells of fewer people than ``least``, and as many more as keep them from being found by subtraction.

    Row totals (what a school's staff costs) are known, and column totals (what a job class costs) where ``columns``
    does not name them. In every row and every column with hidden cells there are at least two of them, and they hold
    at least ``least`` people together.

    Source: primary and complementary suppression, NCES 2011-603.
    """
    hidden = {cell for cell, count in people.items() if 0 < count < least}
    of_column: dict[str, int] = {}
    for (_, column), count in people.items():
        of_column[column] = of_column.get(column, 0) + count
    columns = {column for column, count in of_column.items() if 0 < count < least}
    if columns and (len(columns) == 1 or sum(of_column[column] for column in columns) < least):
        columns |= set(_smallest([(of_column[each], each) for each in of_column if each not in columns]))
    while True:
        more = _more(people, hidden, frozenset(columns), least)
        if not more:
            return Hidden(frozenset(hidden), frozenset(columns))
        hidden |= more


def _more(people: Mapping[Cell, int], hidden: set[Cell], columns: frozenset[str], least: int) -> set[Cell]:
    for axis in (0, 1):
        lines: dict[str, list[Cell]] = {}
        for cell in people:
            lines.setdefault(cell[axis], []).append(cell)
        for name, line in sorted(lines.items()):
            gone = [cell for cell in line if cell in hidden]
            if not gone or (axis == 1 and name in columns):
                continue
            if len(gone) < 2 or sum(people[cell] for cell in gone) < least:
                shown = [(people[cell], cell) for cell in line if cell not in hidden and people[cell]]
                if shown:
                    return set(_smallest(shown))
    return set()


def _smallest(counted: list[tuple[int, Key]]) -> list[Key]:
    return [min(counted, key=lambda each: (each[0], str(each[1])))[1]] if counted else []
