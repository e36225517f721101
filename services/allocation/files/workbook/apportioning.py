"""Largest remainder in formulas, exact to the last unit.

A spreadsheet counts exactly with whole numbers below 10**15. Units x weight needs more, so the remainder of its
division by the sum of the weights is computed digit by digit, as on paper: with units = u2 x P**2 + u1 x P + u0, and
the same cut of a first guess of the quotient, Horner's rule adds up u x weight - q x sum without ever leaving the
exact range.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from xlsxwriter.utility import xl_col_to_name

from services.allocation.domain.exact import apportion
from services.allocation.files.workbook.book import Book, Column, Scalar

EXACT_LIMIT = 10**15
_ROOM = 4
"""How much larger a sum may become by changes in the sheet before its arithmetic is no longer exact."""

_LEAST_FACTOR, _LEAST_DIVISOR = 10**9, 10**6
"""What a pool that is empty today, or a group of nobody, may come to all the same: ten million dollars, a hundred
pupils with weights to four decimals."""

STEPS = "Steps"
FIGURES = "Figures"


@dataclass(frozen=True, slots=True)
class Chunks:
    """How a large factor is cut: ``count`` digits to the base ``base``."""

    base: int
    count: int


def chunks_for(largest_factor: int, divisor: int) -> Chunks | None:
    """Return a cut that keeps every number on the way exact; None where there is none."""
    bound = 3 * _ROOM * max(divisor, _LEAST_DIVISOR)
    digits = len(str(EXACT_LIMIT // bound)) - 1 if bound < EXACT_LIMIT else 0
    if digits < 1:
        return None
    digits = min(digits, 7)
    length = len(str(max(largest_factor, _LEAST_FACTOR) * _ROOM))
    return Chunks(10**digits, -(-length // digits))


def chunks_of_money(largest: int, divisor: int) -> Chunks:
    """Return a cut for amounts of a district: one digit at a time is exact for sums up to 3 x 10**14 cents."""
    return chunks_for(largest, divisor) or Chunks(10, len(str(largest)) + 1)


def digit(ref: str, place: int, chunks: Chunks) -> str:
    """Return the formula of one digit of a whole number."""
    if place == chunks.count - 1:
        return f"INT({ref}/{chunks.base**place})" if place else ref
    low = f"INT({ref}/{chunks.base**place})" if place else ref
    return f"({low}-INT({ref}/{chunks.base ** (place + 1)})*{chunks.base})"


def remainder(factor_digits: list[str], weight: str, guess: str, divisor: str, chunks: Chunks) -> str:
    """Return the formula of factor x weight - guess x divisor."""
    terms = [
        f"{factor_digits[place]}*{weight}-{digit(guess, place, chunks)}*{divisor}" for place in range(chunks.count)
    ]
    formula = f"({terms[-1]})"
    for term in reversed(terms[:-1]):
        formula = f"({formula}*{chunks.base}+{term})"
    return formula


def shared(book: Book, group: str, weights: Column, units: Scalar, unit_cents: int, *, largest: int = 0) -> Column:
    """Share units by whole weights, by largest remainder, ties to the school that stands first; in cents.

    Args:
        book: The workbook.
        group: What is shared, for the headings.
        weights: Whole numbers, at least 0, by school.
        units: How many units are shared.
        unit_cents: What a unit is worth.
        largest: What the units and the sum of the weights may come to by changes in the sheet, where today's say
            little about it: nothing may be left to pay today.
    """
    total = weights.total()
    unit_count = int(units.value or 0)
    chunks = chunks_for(max(unit_count, largest), max(total, largest))
    if chunks is None:
        return settled(book, group, weights, units, unit_cents)
    say = book.say
    sums = book.scalar(
        FIGURES, say("{what}: sum of weights", what=group), total, f"SUM({weights.all})", over_schools=True
    )
    digits = [
        book.scalar(
            FIGURES,
            say(
                "{what}: units, digit {digit} of {count} to the base {base}",
                what=group,
                digit=place + 1,
                count=chunks.count,
                base=f"{chunks.base:,}",
            ),
            unit_count // chunks.base**place % (chunks.base if place < chunks.count - 1 else unit_count + 2),
            digit(units.ref, place, chunks),
        )
        for place in range(chunks.count)
    ]
    whole, rest = divided(
        book,
        group,
        weights,
        units,
        sums,
        lambda guess: remainder([each.ref for each in digits], weights.ref, guess, sums.ref, chunks),
        whole=say("Whole units"),
        quotient=say("units x weight / sum"),
        product=say("of units x weight / sum"),
    )
    return rounded_up(book, group, units, sums, whole, rest, unit_cents)


def divided(
    book: Book,
    group: str,
    factor: Column,
    by: Scalar,
    over: Scalar,
    exact: Callable[[str], str],
    *,
    whole: str,
    quotient: str,
    product: str,
) -> tuple[Column, Column]:
    """Return the whole part of factor x by / over and its remainder, by school: a guess in floats, put right exactly.

    Args:
        book: The workbook.
        group: What is shared, for the headings.
        factor: Whole numbers, at least 0, by school.
        by: What each is multiplied by.
        over: What the product is divided by; where it is 0 all is 0.
        exact: The formula of what a guess, named by its place, leaves of the product.
        whole: Heading of the whole part.
        quotient: In words, what the guess is.
        product: In words, what the remainder is left of.
    """
    say = book.say
    many, parts = _int(by.value), _int(over.value)
    found = [divmod(_int(value) * many, parts) if parts else (0, 0) for value in factor.values]
    wholes, rests = [quotient_of for quotient_of, _ in found], [left for _, left in found]
    guess = book.column(
        STEPS,
        say("Guess"),
        wholes,
        f"IF({over.ref}=0,0,INT({factor.ref}*({by.ref}/{over.ref})))",
        group=group,
        note=quotient,
    )
    raw = book.column(STEPS, say("Rest"), rests, exact(guess.ref), group=group, note=say("exact, of the guess"))
    right = book.column(
        STEPS,
        whole,
        wholes,
        f"{guess.ref}+({over.ref}>0)*(({raw.ref}>={over.ref})-({raw.ref}<0))",
        group=group,
        note=say("the guess put right"),
    )
    rest = book.column(
        STEPS,
        say("Remainder"),
        rests,
        f"{raw.ref}-({right.ref}-{guess.ref})*{over.ref}",
        group=group,
        note=product,
    )
    return right, rest


def rounded_up(
    book: Book, group: str, units: Scalar, sums: Scalar, whole: Column, rest: Column, unit: int | Scalar
) -> Column:
    """Give the units left over to the largest remainders, ties to the school that stands first; in cents.

    Args:
        book: The workbook.
        group: What is shared, for the headings.
        units: How many units are shared.
        sums: The sum of the weights: no remainder reaches it, and where it is 0 nothing is shared.
        whole: Whole units by school.
        rest: What was left of their division; below 0 where a school gets none of the units left over.
        unit: What a unit is worth in cents.
    """
    say = book.say
    unit_count, unit_cents = int(units.value or 0), unit if isinstance(unit, int) else int(unit.value or 1)
    total = int(sums.value or 0)
    left_count = unit_count - whole.total() if total else 0
    rests = [_int(value) for value in rest.values]
    threshold_value = sorted(rests, reverse=True)[left_count - 1] if left_count > 0 else max(total, 1)
    above = sum(value > threshold_value for value in rests)
    left = book.scalar(
        FIGURES,
        say("{what}: units left over", what=group),
        left_count,
        f"IF({sums.ref}=0,0,{units.ref}-SUM({whole.all}))",
        over_schools=True,
    )
    threshold = book.scalar(
        FIGURES,
        say("{what}: smallest remainder that gets one", what=group),
        threshold_value,
        f"IF({left.ref}>0,LARGE({rest.all},{left.ref}),MAX({sums.ref},1))",
        over_schools=True,
    )
    ties = book.scalar(
        FIGURES,
        say("{what}: of those with just that remainder get one", what=group),
        left_count - above,
        f"{left.ref}-SUMPRODUCT(--({rest.all}>{threshold.ref}))",
        over_schools=True,
    )
    running = []
    count = 0
    for value in rests:
        count += value == threshold_value
        running.append(count)
    here = f"({rest.ref}={threshold.ref})"
    tie = book.column(
        STEPS,
        say("Ties so far"),
        running,
        f"{book.tab(STEPS)}!${xl_col_to_name(len(book.school_sheets[STEPS].columns))}{{p}}+{here}"
        if book.whole
        else None,
        first=f"0+{here}" if book.whole else None,
        group=group,
        note=say("with just that remainder"),
        kind="formula" if book.whole else "settled",
    )
    amounts = [
        (_int(w) + (r > threshold_value or (r == threshold_value and t <= left_count - above))) * unit_cents
        for w, r, t in zip(whole.values, rests, running, strict=True)
    ]
    more = f"({rest.ref}>{threshold.ref})+{here}*({tie.ref}<={ties.ref})"
    worth = unit if isinstance(unit, int) else unit.ref
    formula, note = f"({whole.ref}+{more})*{worth}", say("with its unit of the rest")
    return book.column(STEPS, say("Cents"), amounts, formula, group=group, note=note)


def settled(book: Book, group: str, weights: Column, units: Scalar, unit_cents: int) -> Column:
    """Share by weights that a spreadsheet cannot divide exactly: the last unit is settled by the engine.

    The share is computed live; what rounding by largest remainder did to it is a value. Once an input is changed the
    settled values no longer fit, and the share is rounded by its own fraction instead.
    """
    unit_count = int(units.value or 0)
    numbers = [_int(value) for value in weights.values]
    total = sum(numbers)
    say = book.say
    label = say("{what}: sum of weights", what=group)
    sums = book.scalar(FIGURES, label, float(total), f"SUM({weights.all})", over_schools=True)
    exact = [unit_count * number / total if total else 0.0 for number in numbers]
    given = _apportioned(unit_count, numbers) if total else [0] * len(numbers)
    share = book.column(
        STEPS,
        say("Share"),
        exact,
        f"IF({sums.ref}=0,0,{weights.ref}*({units.ref}/{sums.ref}))",
        group=group,
        note=say("units x weight / sum"),
        style="number",
    )
    rounding = book.column(
        STEPS,
        say("Settled rounding"),
        [units_given - part for units_given, part in zip(given, exact, strict=True)],
        group=group,
        note=say("largest remainder, settled by the engine: the weights are too long for exact division here"),
        style="number",
        kind="settled",
    )
    fits = book.scalar(
        FIGURES,
        say("{what}: do the settled roundings fit?", what=group),
        1,
        f"IF(SUMPRODUCT(--(ABS({share.all}+{rounding.all}-ROUND({share.all}+{rounding.all},0))>0.02))=0,"
        f"IF(SUMPRODUCT(ROUND({share.all}+{rounding.all},0))={units.ref},1,0),0)",
        over_schools=True,
    )
    floors = book.scalar(
        FIGURES,
        say("{what}: whole units", what=group),
        int(sum(int(part) for part in exact)),
        f"SUMPRODUCT(INT(ROUND({share.all},5)))",
        over_schools=True,
    )
    cut = book.scalar(
        FIGURES,
        say("{what}: smallest fraction that gets one", what=group),
        1,
        f"IF({units.ref}>{floors.ref},LARGE({share.all}-INT({share.all}),MIN({units.ref}-{floors.ref},ROWS({share.all}))),2)"
        if not book.whole
        else f"IF({units.ref}>{floors.ref},SUMPRODUCT(LARGE(ROUND({share.all},5)-INT(ROUND({share.all},5)),"
        f"MIN({units.ref}-{floors.ref},ROWS({share.all})))),2)",
        over_schools=True,
    )
    live = f"INT(ROUND({share.ref},5))+(ROUND({share.ref},5)-INT(ROUND({share.ref},5))>={cut.ref})"
    return book.column(
        STEPS,
        say("Cents"),
        [each * unit_cents for each in given],
        f"IF({fits.ref}=1,ROUND({share.ref}+{rounding.ref},0),{live})*{unit_cents}",
        group=group,
        note=say("rounded"),
    )


def _apportioned(units: int, weights: list[int]) -> list[int]:
    return [int(value) for value in apportion(units, np.array(weights, dtype=object)).tolist()]


def _int(value: object) -> int:
    return int(value) if isinstance(value, int | float) else 0
