"""How a shared pool is explained: own part, all parts, the pool, and the unit of the largest remainder."""

from fractions import Fraction

from services.allocation.domain.exact import IntVector, apportion, split_exact
from services.allocation.domain.explanation import Explanation, money, money_of, number
from services.allocation.domain.phrases import Phrase, say


def apportioned(
    label: Phrase,
    own: Explanation,
    pool: Explanation,
    everyone: Explanation,
    weights: IntVector,
    row: int,
    pool_cents: int,
    unit_cents: int,
    sign: int = 1,
) -> Explanation:
    """Return own / everyone x pool, cut down to the unit, and the unit that the largest remainder may have added."""
    units = pool_cents // unit_cents
    if not units or not everyone.exact:
        return Explanation(label, "given", Fraction(), formula=money(Fraction()), children=(own, pool, everyone))
    given = int(apportion(units, weights)[row])
    whole = int(split_exact(units, weights)[0][row])
    exact = (own.exact or Fraction()) / everyone.exact * Fraction(units * unit_cents, 100)
    amount = Fraction(given * unit_cents, 100)
    children = [own, pool, everyone]
    equals = "="
    if exact != amount:
        key = "largest_remainder" if given > whole else "cut_down"
        added = Fraction((given - whole) * unit_cents, 100)
        children.append(
            Explanation(
                say(key, unit=unit_phrase(unit_cents), exact=money(exact)), "rounding", added, formula=money(added)
            )
        )
        equals = "≈"
    own_text = money(own.exact or Fraction()) if own.unit == "dollars" else number(own.exact or Fraction())
    all_text = money(everyone.exact) if everyone.unit == "dollars" else number(everyone.exact)
    return Explanation(
        label,
        "apportion",
        sign * amount,
        formula=f"{own_text} ÷ {all_text} × {money_of(units * unit_cents)} {equals} {money(amount)}",
        children=tuple(children),
    )


def unit_phrase(unit_cents: int) -> Phrase:
    """Return the rounding unit in words."""
    if unit_cents in {1, 100}:
        return say("cent" if unit_cents == 1 else "dollar")
    return say("unit_cents", dollars=money_of(unit_cents))
