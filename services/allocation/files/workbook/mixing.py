"""A share of the way between two lists of amounts, as formulas that are exact to the last unit (``domain.moves``).

With O and N the sums of the old and the new amounts, every school's share of N is
(old x (10,000 - p) x N / O + new x p) / (10,000 x unit). The numbers are too long to be divided at once: first the old
amounts are brought to the new sum, which leaves a remainder below O; then what follows is divided by 10,000 x unit,
which leaves another. Units left over go to the largest of the second remainders, among equal ones by the first.
"""

from dataclasses import dataclass

from services.allocation.domain.limits import BASIS_POINTS
from services.allocation.files.workbook.apportioning import (
    FIGURES,
    STEPS,
    Chunks,
    chunks_of_money,
    digit,
    divided,
    remainder,
    rounded_up,
)
from services.allocation.files.workbook.book import Book, Column, Scalar, Value


@dataclass(frozen=True, slots=True)
class Ends:
    """Where the way begins and where it leads, in cents by school and together; others than those on it have 0."""

    old: Column
    new: Column
    old_sum: Scalar
    new_sum: Scalar


def mixed(
    book: Book, group: str, ends: Ends, points: str, percent_bp: int, unit: Scalar, units: Scalar, largest: int
) -> Column:
    """Return what each school has on the way, in cents.

    Args:
        book: The workbook.
        group: What is shared, for the headings.
        ends: Both ends of the way.
        points: The formula of how much of it is gone, in basis points.
        percent_bp: What that comes to.
        unit: What a unit is worth.
        units: How many units there are: the new sum.
        largest: What either sum may come to by changes in the sheet.
    """
    say = book.say
    rest_bp = BASIS_POINTS - percent_bp
    old_sum, new_sum = int(ends.old_sum.value or 0), int(ends.new_sum.value or 0)
    kept_values = [int(value or 0) * rest_bp for value in ends.old.values]
    chunks = chunks_of_money(max([largest, new_sum, *kept_values]), max(largest, old_sum, new_sum))

    def column(title: str, values: list[int], formula: str, note: str) -> Column:
        shown: list[Value] = list(values)
        return book.column(STEPS, title, shown, formula, group=group, note=note)

    kept = column(
        say("Old, what is left of it"),
        kept_values,
        f"{ends.old.ref}*({BASIS_POINTS}-{points})",
        say("cents x basis points"),
    )
    brought, first_rest = _brought(book, group, kept, ends, chunks)
    size = int(unit.value or 1) * BASIS_POINTS
    sums = [
        int(part or 0) + int(new or 0) * percent_bp for part, new in zip(brought.values, ends.new.values, strict=True)
    ]
    both = column(say("Both"), sums, f"{brought.ref}+{ends.new.ref}*{points}", say("cents x basis points"))
    whole_size = f"({BASIS_POINTS}*{unit.ref})"
    guess = column(say("Guess"), [value // size for value in sums], f"INT({both.ref}/{whole_size})", say("units"))
    raw = f"({both.ref}-{guess.ref}*{whole_size})"
    whole = column(
        say("Whole units"),
        [value // size for value in sums],
        f"{guess.ref}+({raw}>={whole_size})-({raw}<0)",
        say("the guess put right"),
    )
    left = f"{both.ref}-{whole.ref}*{whole_size}"
    second_rest = column(say("Remainder"), [value % size for value in sums], left, say("of the division"))
    return _largest_first(book, group, ends, units, unit, whole, second_rest, first_rest)


def _brought(book: Book, group: str, kept: Column, ends: Ends, chunks: Chunks) -> tuple[Column, Column]:
    """Bring the old amounts to the new sum; return the whole part and the remainder."""
    say = book.say
    old, new = ends.old_sum.ref, ends.new_sum.ref
    digits = [digit(kept.ref, place, chunks) for place in range(chunks.count)]
    return divided(
        book,
        group,
        kept,
        ends.new_sum,
        ends.old_sum,
        lambda guess: remainder(digits, new, guess, old, chunks),
        whole=say("Old, brought to the new sum"),
        quotient=say("old x new sum / old sum"),
        product=say("of old x new sum / old sum"),
    )


def _largest_first(
    book: Book,
    group: str,
    ends: Ends,
    units: Scalar,
    unit: Scalar,
    whole: Column,
    second_rest: Column,
    first_rest: Column,
) -> Column:
    """Give the units left over to the largest second remainders; among those equal to the last, by the first."""
    say = book.say
    left_count = int(units.value or 0) - whole.total() if ends.old_sum.value else 0
    seconds = [int(value or 0) for value in second_rest.values]
    size = int(unit.value or 1) * BASIS_POINTS
    threshold_value = sorted(seconds, reverse=True)[left_count - 1] if left_count > 0 else size
    left = book.scalar(
        FIGURES,
        say("{what}: units left over", what=group),
        left_count,
        f"IF({ends.old_sum.ref}=0,0,{units.ref}-SUM({whole.all}))",
        over_schools=True,
    )
    threshold = book.scalar(
        FIGURES,
        say("{what}: smallest remainder that may get one", what=group),
        threshold_value,
        f"IF({left.ref}>0,LARGE({second_rest.all},{left.ref}),{BASIS_POINTS}*{unit.ref})",
        over_schools=True,
    )
    with_sure = book.column(
        STEPS,
        say("Whole units"),
        [int(value or 0) + (second > threshold_value) for value, second in zip(whole.values, seconds, strict=True)],
        f"{whole.ref}+({second_rest.ref}>{threshold.ref})",
        group=group,
        note=say("with those of larger remainders"),
    )
    candidates = book.column(
        STEPS,
        say("Remainder"),
        [
            int(first or 0) if second == threshold_value else -1
            for first, second in zip(first_rest.values, seconds, strict=True)
        ],
        f"IF({second_rest.ref}={threshold.ref},{first_rest.ref},-1)",
        group=group,
        note=say("of those with just that remainder; -1: others"),
    )
    return rounded_up(book, group, units, ends.old_sum, with_sure, candidates, unit)
