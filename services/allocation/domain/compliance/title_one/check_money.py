"""The money steps of Title I: reservations and the private share before schools; all of it spent, carryover after."""

from collections.abc import Mapping
from fractions import Fraction

from services.allocation.domain.compliance.checks import Check, Figure, Say, percent
from services.allocation.domain.compliance.title_one.money import TitleOneMoney
from services.allocation.domain.compliance.title_one.schools import BASIS_POINTS, TitleOneDistrict
from services.allocation.domain.errors import dollars

RESERVE = "ESEA 1113(c)(3); 20 U.S.C. 6313(c)(3); 34 CFR 200.77"
PARENTS = "ESEA 1116(a)(3); 20 U.S.C. 6318(a)(3)"
PRIVATE = "ESEA 1117(a)(4); 20 U.S.C. 6320(a)(4); 34 CFR 200.64(a)"
SPEND = "ESEA 1113(c)(1); 34 CFR 200.78(a)(1)"
CARRYOVER = "ESEA 1127; 20 U.S.C. 6339"


def money_checks(
    district: TitleOneDistrict, money: TitleOneMoney, amounts: Mapping[str, int]
) -> tuple[tuple[Check, ...], tuple[Check, ...]]:
    """Return the checks that stand before schools are looked at, and those after."""
    return (
        (_reservations(money), _parents(district, money), _private(district, money)),
        (_spent(district, money, amounts), _carryover(district, money)),
    )


def _reservations(money: TitleOneMoney) -> Check:
    figures = (
        Figure("allocation", money.allocation_cents, "cents"),
        Figure("private_share", money.private_cents, "cents"),
        Figure("reserved", money.reserved_cents, "cents"),
        Figure("to_schools", money.to_schools_cents, "cents"),
    )
    if money.to_schools_cents <= 0:
        over = {"over": dollars(-money.to_schools_cents)}
        return Check(
            "reservations", RESERVE, "failed", Say("reserve.over", over), Say("reserve.over.remedy", over), figures
        )
    homeless = dict(money.reservations)["homeless"]
    if homeless == 0:
        return Check(
            "reservations", RESERVE, "attention", Say("reserve.homeless"), Say("reserve.homeless.remedy"), figures
        )
    said = {"reserved": dollars(money.reserved_cents), "left": dollars(money.to_schools_cents)}
    return Check("reservations", RESERVE, "passed", Say("reserve", said), None, figures)


def _parents(district: TitleOneDistrict, money: TitleOneMoney) -> Check:
    settings = district.settings
    said = {
        "threshold": dollars(settings.parent_threshold_cents),
        "least": dollars(money.parent_required_cents),
        "share": percent(Fraction(settings.parent_share_bp, BASIS_POINTS)),
        "schools_share": percent(Fraction(settings.parent_to_schools_bp, BASIS_POINTS)),
        "has": dollars(money.parent_cents),
        "schools_has": dollars(money.parent_to_schools_cents),
        "schools_least": dollars(money.parent_to_schools_required_cents),
    }
    figures = (
        Figure("parent_least", money.parent_required_cents, "cents"),
        Figure("parent_reserved", money.parent_cents, "cents"),
        Figure("parent_to_schools", money.parent_to_schools_cents, "cents"),
    )
    if money.parent_required_cents == 0:
        return Check("parent_engagement", PARENTS, "not_applicable", Say("parents.small", said), None, figures)
    if money.parent_cents < money.parent_required_cents:
        return Check(
            "parent_engagement",
            PARENTS,
            "failed",
            Say("parents.short", said),
            Say("parents.short.remedy", said),
            figures,
        )
    if not money.parent_to_schools_required_cents <= money.parent_to_schools_cents <= money.parent_cents:
        return Check(
            "parent_engagement",
            PARENTS,
            "failed",
            Say("parents.schools", said),
            Say("parents.schools.remedy", said),
            figures,
        )
    return Check("parent_engagement", PARENTS, "passed", Say("parents", said), None, figures)


def _private(district: TitleOneDistrict, money: TitleOneMoney) -> Check:
    figures = (
        Figure("private_children", money.private_of, "count"),
        Figure("private_base", money.private_base, "count"),
        Figure("private_share", money.private_cents, "cents"),
    )
    if district.private_low_income == 0:
        return Check("private_share", PRIVATE, "attention", Say("private.none"), Say("private.none.remedy"), figures)
    said = {
        "private": f"{money.private_of:,}",
        "base": f"{money.private_base:,}",
        "allocation": dollars(money.allocation_cents),
        "share": dollars(money.private_cents),
    }
    everywhere = district.settings.private_share_basis == "every_area" or not district.private_by_area
    return Check(
        "private_share", PRIVATE, "passed", Say("private.everywhere" if everywhere else "private", said), None, figures
    )


def _spent(district: TitleOneDistrict, money: TitleOneMoney, amounts: Mapping[str, int]) -> Check:
    allocated = sum(amounts.values())
    left = money.to_schools_cents - allocated
    said = {
        "allocated": dollars(allocated),
        "money": dollars(money.to_schools_cents),
        "left": dollars(abs(left)),
        "limit": percent(Fraction(district.settings.carryover_limit_bp, BASIS_POINTS)),
    }
    figures = (
        Figure("to_schools", money.to_schools_cents, "cents"),
        Figure("allocated", allocated, "cents"),
        Figure("left", left, "cents"),
    )
    if left < 0:
        return Check("all_spent", SPEND, "failed", Say("spent.over", said), Say("spent.over.remedy", said), figures)
    if left > 0:
        # What is not allocated would be carried over, which the law limits.
        over = left * BASIS_POINTS > money.allocation_cents * district.settings.carryover_limit_bp
        return Check(
            "all_spent",
            SPEND,
            "failed" if over else "attention",
            Say("spent.left", said),
            Say("spent.left.remedy", said),
            figures,
        )
    return Check("all_spent", SPEND, "passed", Say("spent", said), None, figures)


def _carryover(district: TitleOneDistrict, money: TitleOneMoney) -> Check:
    settings = district.settings
    before = settings.carryover_of_cents
    figures: tuple[Figure, ...] = (Figure("carryover", money.carryover_cents, "cents"),)
    said = {"limit": percent(Fraction(settings.carryover_limit_bp, BASIS_POINTS))}
    if money.carryover_cents == 0:
        return Check("carryover", CARRYOVER, "not_applicable", Say("carryover.none"), None, figures)
    if before is None:
        return Check(
            "carryover",
            CARRYOVER,
            "not_enough_data",
            Say("carryover.unknown"),
            Say("carryover.unknown.remedy"),
            figures,
        )
    figures = (*figures, Figure("carryover_of", before, "cents"))
    if before < settings.carryover_exempt_below_cents:
        return Check("carryover", CARRYOVER, "not_applicable", Say("carryover.small"), None, figures)
    most = before * settings.carryover_limit_bp // BASIS_POINTS
    said |= {"carryover": dollars(money.carryover_cents), "most": dollars(most)}
    if money.carryover_cents <= most:
        return Check("carryover", CARRYOVER, "passed", Say("carryover", said), None, figures)
    if settings.carryover_waiver:
        return Check("carryover", CARRYOVER, "passed", Say("carryover.waiver", said), None, figures)
    return Check(
        "carryover", CARRYOVER, "failed", Say("carryover.over", said), Say("carryover.over.remedy", said), figures
    )
