"""Sums as text, and sums over many schools: the largest by name, the rest together."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from services.allocation.domain.exact import IntVector, exact_sum
from services.allocation.domain.explanation import Explanation, money, money_of
from services.allocation.domain.phrases import Phrase, say
from services.allocation.domain.prepare import Prepared

MOST_NAMED = 40
"""Schools named one by one in a sum over all of them; a reader who wants another one looks at that school."""


def sum_formula(parts: Sequence[Fraction], total: Fraction) -> str:
    """Return ``$1.00 + $2.00 = $3.00``; a single part is only named."""
    shown = [part for part in parts if part]
    if len(shown) < 2:
        return money(total)
    text = " + ".join(money(part) for part in shown).replace("+ -", "- ")
    return f"{text} = {money(total)}"


def over_schools(label: Phrase, prepared: Prepared, cents: IntVector, sign: int = 1) -> Explanation:
    """Return the sum of an amount over the schools that have it, largest first."""
    largest = np.argsort(-np.abs(cents), kind="stable")[:MOST_NAMED].tolist()
    amounts = [(sign * int(cents[row]), row) for row in largest if cents[row]]
    total = sign * exact_sum(cents)
    count = int(np.count_nonzero(cents))
    children = [
        Explanation(
            say("component", label=prepared.schools[row].name), "given", Fraction(value, 100), formula=money_of(value)
        )
        for value, row in amounts
    ]
    if count > len(amounts):
        value = total - sum(value for value, _ in amounts)
        phrase = say("other_schools", count=f"{count - len(amounts):,}")
        children.append(Explanation(phrase, "given", Fraction(value, 100), formula=money_of(value)))
    note = say("over_schools_note", count=f"{count:,}")
    return Explanation(label, "sum", Fraction(total, 100), formula=money_of(total), note=note, children=tuple(children))
