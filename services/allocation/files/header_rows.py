"""Where the header stands in a sheet that may begin with titles."""

from collections.abc import Sequence

from services.allocation.domain.importing.numbers import NumberFault, parse_number

LOOKED_AT = 40


def find_header(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the index of the header: the first row about as wide as the table and made of names, not figures.

    Titles above a table fill one or two cells. The width of the table is the largest number of filled cells among the
    first rows.
    """
    filled = [[cell.strip() for cell in row if cell.strip()] for row in rows[:LOOKED_AT]]
    width = max((len(cells) for cells in filled), default=0)
    if width == 0:
        return None
    least = 1 if width == 1 else max(2, (width * 6 + 9) // 10)
    for index, cells in enumerate(filled):
        names = sum(isinstance(parse_number(cell), NumberFault) for cell in cells)
        if len(cells) >= least and names * 2 >= len(cells):
            return index
    return next(index for index, cells in enumerate(filled) if cells)
