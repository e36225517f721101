"""Cutting one figure into a few others by largest remainder, as formulas of single cells."""

from collections.abc import Sequence

from services.allocation.files.workbook.apportioning import FIGURES, chunks_of_money, digit, remainder
from services.allocation.files.workbook.book import Book, Scalar


def split(
    book: Book, group: str, labels: Sequence[str], shares: Sequence[Scalar], units: Scalar, whole: int
) -> list[Scalar]:
    """Cut units by shares that sum to ``whole``, by largest remainder in the order given; return each part's units."""
    say = book.say
    numbers = [int(share.value or 0) for share in shares]
    unit_count = int(units.value or 0)
    parts = [divmod(unit_count * number, whole) for number in numbers]
    left_count = unit_count - sum(part for part, _ in parts)
    floors = [
        book.scalar(
            FIGURES,
            say("{what}, {part}: whole units", what=group, part=label),
            part,
            f"INT(ROUND({units.ref}*{share.ref}/{whole},5))",
        )
        for label, share, (part, _) in zip(labels, shares, parts, strict=True)
    ]
    rests = [
        book.scalar(
            FIGURES,
            say("{what}, {part}: remainder", what=group, part=label),
            rest,
            f"ROUND({units.ref}*{share.ref}-{floor.ref}*{whole},0)",
        )
        for label, share, floor, (_, rest) in zip(labels, shares, floors, parts, strict=True)
    ]
    return _by_rank(book, group, labels, floors, rests, units, left_count)


def split_exactly(
    book: Book, group: str, labels: Sequence[str], weights: Sequence[Scalar], units: Scalar, largest: int
) -> list[Scalar]:
    """Cut units by whole weights, by largest remainder in the order given, however long the numbers are.

    Args:
        book: The workbook.
        group: What is cut, for the labels.
        labels: Of the parts.
        weights: Whole numbers, at least 0; nothing is cut while all are 0.
        units: How many units are cut, at most the sum of the weights.
        largest: What the sum of the weights may come to by changes in the sheet.
    """
    say = book.say
    numbers = [int(weight.value or 0) for weight in weights]
    unit_count, total = int(units.value or 0), sum(numbers)
    whole = book.scalar(
        FIGURES, say("{what}: sum of weights", what=group), total, "+".join(weight.ref for weight in weights)
    )
    parts = [divmod(unit_count * number, max(total, 1)) for number in numbers]
    chunks = chunks_of_money(largest, largest)
    digits = [digit(units.ref, place, chunks) for place in range(chunks.count)]
    floors, rests = [], []
    for label, weight, (part, rest) in zip(labels, weights, parts, strict=True):
        title = say("{what}, {part}: guess", what=group, part=label)
        fraction = f"{units.ref}*({weight.ref}/MAX({whole.ref},1))"
        guess = book.scalar(FIGURES, title, part, f"INT({fraction})")
        raw = remainder(digits, weight.ref, guess.ref, whole.ref, chunks)
        title = say("{what}, {part}: rest of the guess", what=group, part=label)
        left = book.scalar(FIGURES, title, rest, raw)
        title = say("{what}, {part}: whole units", what=group, part=label)
        exact = f"{guess.ref}+({whole.ref}>0)*(({left.ref}>={whole.ref})-({left.ref}<0))"
        floors.append(book.scalar(FIGURES, title, part, exact))
        title = say("{what}, {part}: remainder", what=group, part=label)
        rests.append(book.scalar(FIGURES, title, rest, f"{left.ref}-({floors[-1].ref}-{guess.ref})*{whole.ref}"))
    left_count = unit_count - sum(part for part, _ in parts) if total else 0
    return _by_rank(book, group, labels, floors, rests, units, left_count)


def _by_rank(
    book: Book,
    group: str,
    labels: Sequence[str],
    floors: Sequence[Scalar],
    rests: Sequence[Scalar],
    units: Scalar,
    left_count: int,
) -> list[Scalar]:
    """Give the units left over to the largest remainders, the first of equals first."""
    say = book.say
    left = book.scalar(
        FIGURES,
        say("{what}: units left over", what=group),
        left_count,
        f"{units.ref}-({'+'.join(floor.ref for floor in floors)})",
    )
    values = [int(rest.value or 0) for rest in rests]
    ranked = sorted(range(len(rests)), key=lambda index: (-values[index], index))[:left_count]
    found = []
    for index, (label, floor, rest) in enumerate(zip(labels, floors, rests, strict=True)):
        before = [f"({other.ref}>{rest.ref})" for other in rests if other is not rest]
        before += [f"({other.ref}={rest.ref})" for other in rests[:index]]
        rank = "+".join(before) or "0"
        found.append(
            book.scalar(
                FIGURES,
                say("{what}, {part}: units", what=group, part=label),
                int(floor.value or 0) + (index in ranked),
                f"{floor.ref}+(({rank})<{left.ref})",
            )
        )
    return found
