"""How a shared pool is explained: own part, all parts, the pool, and the unit of the largest remainder."""

from fractions import Fraction

from services.allocation.domain.explanation import Explanation, money, money_of, number
from services.allocation.domain.phrases import Phrase, say


def apportioned(
    label: Phrase,
    own: Explanation,
    pool: Explanation,
    everyone: Explanation,
    given_cents: int,
    pool_cents: int,
    unit_cents: int,
    sign: int = 1,
) -> Explanation:
    """Return own / everyone x pool, cut down to the unit, and the unit that the largest remainder may have added.

    ``given_cents`` is what the school was given of the pool.
    """
    units = pool_cents // unit_cents
    total = everyone.exact
    if not units or not total:
        return Explanation(label, "given", Fraction(), formula=money(Fraction()), children=(own, pool, everyone))
    share = own.exact or Fraction()
    # In whole numbers: own / everyone x units = top / bottom.
    top = share.numerator * total.denominator * units
    bottom = share.denominator * total.numerator
    whole = top // bottom
    given = given_cents // unit_cents
    amount = Fraction(given_cents, 100)
    children = [own, pool, everyone]
    equals = "="
    if given * bottom != top:
        key = "largest_remainder" if given > whole else "cut_down"
        added = Fraction((given - whole) * unit_cents, 100)
        exact = money(Fraction(top * unit_cents, bottom * 100))
        phrase = say(key, unit=unit_phrase(unit_cents), exact=exact)
        children.append(Explanation(phrase, "rounding", added, formula=money(added)))
        equals = "≈"
    own_text = money(share) if own.unit == "dollars" else number(share)
    all_text = money(total) if everyone.unit == "dollars" else number(total)
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
