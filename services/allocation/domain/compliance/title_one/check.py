"""Test a Title I plan against each step of the law: what is wrong, where the law says so, and the way out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from services.allocation.domain.compliance.checks import Check, Figure, Say, percent, share_bp
from services.allocation.domain.compliance.title_one.check_money import money_checks
from services.allocation.domain.compliance.title_one.money import TitleOneMoney
from services.allocation.domain.compliance.title_one.propose import ServingOption, widest_legal
from services.allocation.domain.compliance.title_one.schools import BASIS_POINTS, RankedSchool, TitleOneDistrict
from services.allocation.domain.errors import dollars

MEASURE = "ESEA 1113(a)(5); 20 U.S.C. 6313(a)(5); 34 CFR 200.78(a)(2)"
ELIGIBLE = "ESEA 1113(a)(2), (b)(1)(A); 20 U.S.C. 6313(a)(2), (b)(1)(A)"
FIRST = "ESEA 1113(a)(3); 20 U.S.C. 6313(a)(3)"
RANK = "ESEA 1113(a)(4), (c)(1); 20 U.S.C. 6313(a)(4), (c)(1)"
FLOOR = "ESEA 1113(c)(2); 20 U.S.C. 6313(c)(2); 34 CFR 200.78(b)"
ORDER = "34 CFR 200.78(c)"
SKIP = "ESEA 1113(b)(1)(D); 20 U.S.C. 6313(b)(1)(D)"
SCHOOLWIDE = "ESEA 1114(a)(1); 20 U.S.C. 6314(a)(1); 34 CFR 200.25(b)"
EXEMPT = "ESEA 1113(a)(6); 20 U.S.C. 6313(a)(6)"


@dataclass(frozen=True, slots=True)
class _Plan:
    district: TitleOneDistrict
    ranked: Sequence[RankedSchool]
    options: Sequence[ServingOption]
    amounts: Mapping[str, int]

    @property
    def served(self) -> list[RankedSchool]:
        return [each for each in self.ranked if each.school_id in self.amounts]

    @property
    def skipped(self) -> set[str]:
        return {each.school_id for each in self.district.settings.skipped}

    def per_child(self, each: RankedSchool) -> Fraction:
        children = each.school.low_income
        return Fraction(self.amounts[each.school_id], children) if children else Fraction(0)

    def same_group(self, one: RankedSchool, other: RankedSchool) -> bool:
        return self.district.settings.grouping == "district" or one.school.span == other.school.span


def check_plan(
    district: TitleOneDistrict,
    ranked: Sequence[RankedSchool],
    options: Sequence[ServingOption],
    money: TitleOneMoney,
    amounts: Mapping[str, int],
) -> tuple[Check, ...]:
    """Return every step of the law in its order, tested on cents by school served."""
    plan = _Plan(district, ranked, options, amounts)
    before, after = money_checks(district, money, amounts)
    return (
        _measure(plan),
        _eligible(plan),
        _first(plan),
        _rank(plan),
        *before,
        _floor(plan, money),
        _order(plan),
        _skip(plan),
        _schoolwide(plan),
        *after,
    )


def _measure(plan: _Plan) -> Check:
    district = plan.district
    figures = (
        Figure("low_income", district.low_income, "count"),
        Figure("private_low_income", district.private_low_income, "count"),
        Figure("district_share", share_bp(district.share), "share_bp"),
    )
    if district.low_income == 0:
        missing = Say("measure.none", {"counts": ", ".join(district.settings.poverty_counts)})
        return Check("measure", MEASURE, "not_enough_data", missing, Say("measure.none.remedy"), figures)
    multiplied = tuple(each.school_id for each in district.schools if each.community_eligibility)
    values = {
        "share": percent(district.share),
        "count": str(len(multiplied)),
        "multiplier": f"{district.settings.community_eligibility_multiplier.normalize():f}",
    }
    return Check(
        "measure", MEASURE, "passed", Say("measure.cep" if multiplied else "measure", values), None, figures, multiplied
    )


def _eligible(plan: _Plan) -> Check:
    district = plan.district
    figures = (
        Figure("district_share", share_bp(district.share), "share_bp"),
        Figure("eligible_schools", sum(each.eligible for each in plan.ranked), "count"),
        Figure("served_schools", len(plan.amounts), "count"),
    )
    known = {each.school_id for each in plan.ranked}
    unknown = tuple(sorted(set(plan.amounts) - known))
    if unknown:
        values = {"schools": ", ".join(unknown)}
        return Check(
            "eligible",
            ELIGIBLE,
            "failed",
            Say("eligible.unknown", values),
            Say("eligible.unknown.remedy"),
            figures,
            unknown,
        )
    if not plan.amounts:
        return Check("eligible", ELIGIBLE, "failed", Say("eligible.nobody"), Say("eligible.nobody.remedy"), figures)
    wrong = tuple(each.school_id for each in plan.served if not each.eligible)
    if wrong:
        values = {"schools": _names(plan, wrong), "share": percent(district.share)}
        return Check(
            "eligible", ELIGIBLE, "failed", Say("eligible.wrong", values), Say("eligible.wrong.remedy"), figures, wrong
        )
    if district.exempt:
        return Check("eligible", EXEMPT, "not_applicable", Say(f"exempt.{district.exempt}"), None, figures)
    unserved = [each for each in plan.ranked if each.eligible and each.school_id not in plan.amounts]
    values = {"share": percent(district.share), "schools": _shares(unserved)}
    return Check(
        "eligible", ELIGIBLE, "passed", Say("eligible.unserved" if unserved else "eligible", values), None, figures
    )


def _first(plan: _Plan) -> Check:
    settings = plan.district.settings
    limit = {"limit": percent(Fraction(settings.serve_first_bp, BASIS_POINTS))}
    if plan.district.exempt:
        return Check("serve_first", EXEMPT, "not_applicable", Say(f"exempt.{plan.district.exempt}"))
    first = [each for each in plan.ranked if each.first]
    figures = (Figure("serve_first_schools", len(first), "count"),)
    if not first:
        return Check("serve_first", FIRST, "not_applicable", Say("first.none", limit), None, figures)
    if not plan.served:
        return Check("serve_first", FIRST, "not_applicable", Say("nobody"), None, figures)
    left_out = [each for each in first if each.school_id not in plan.amounts and each.school_id not in plan.skipped]
    lowest = min((each.share for each in plan.served if each.first), default=Fraction(1))
    others = any(not each.first for each in plan.served)
    wrong = [each for each in left_out if others or each.share > lowest]
    if wrong:
        values = {"schools": _shares(wrong), **limit}
        ids = tuple(each.school_id for each in wrong)
        return Check(
            "serve_first", FIRST, "failed", Say("first.left_out", values), Say("first.left_out.remedy"), figures, ids
        )
    served = [each for each in plan.served if each.first]
    skipped = [each for each in first if each.school_id not in plan.amounts and each.school_id in plan.skipped]
    counts = {"served": str(len(served)), "count": str(len(first)), "skipped": str(len(skipped))}
    key = "first.partly" if left_out else "first.skipped" if skipped else "first"
    return Check("serve_first", FIRST, "passed", Say(key, limit | counts), None, figures)


def _rank(plan: _Plan) -> Check:
    if plan.district.exempt:
        return Check("rank_order", EXEMPT, "not_applicable", Say(f"exempt.{plan.district.exempt}"))
    if not plan.served:
        return Check("rank_order", RANK, "not_applicable", Say("nobody"))
    wrong: list[RankedSchool] = []
    ahead: list[RankedSchool] = []
    for each in plan.ranked:
        if each.first or not each.eligible or each.school_id in plan.amounts or each.school_id in plan.skipped:
            continue
        # A school kept one more year because it was served before stands outside the order.
        passed = [
            other
            for other in plan.served
            if not other.first
            and other.why != "previously_served"
            and other.group == each.group
            and other.share < each.share
        ]
        if passed:
            wrong.append(each)
            ahead.extend(passed)
    figures = (Figure("served_schools", len(plan.amounts), "count"),)
    if wrong:
        values = {"schools": _shares(wrong), "others": _shares(list(dict.fromkeys(ahead)))}
        ids = tuple(each.school_id for each in wrong)
        return Check(
            "rank_order", RANK, "failed", Say("rank.passed_over", values), Say("rank.passed_over.remedy"), figures, ids
        )
    grouped = plan.district.settings.grouping == "grade_span"
    return Check("rank_order", RANK, "passed", Say("rank.by_span" if grouped else "rank"), None, figures)


def _floor(plan: _Plan, money: TitleOneMoney) -> Check:
    district, limit = plan.district, plan.district.settings.thirty_five_bp
    least = district.floor_per_child()
    if not plan.served:
        return Check("floor", FLOOR, "not_applicable", Say("nobody"))
    low = [each for each in plan.served if each.share * BASIS_POINTS < limit]
    said = {"limit": percent(Fraction(limit, BASIS_POINTS)), "floor": _up_dollars(least)}
    if not low:
        return Check("floor", FLOOR, "not_applicable", Say("floor.none", said))
    children = sum(each.school.low_income for each in plan.served)
    cost = _up(least * children)
    figures = (
        Figure("floor_per_child", _up(least), "cents"),
        Figure("children_served", children, "count"),
        Figure("floor_cost", cost, "cents"),
        Figure("to_schools", money.to_schools_cents, "cents"),
    )
    below = [each for each in plan.served if plan.per_child(each) < least]
    if not below:
        return Check("floor", FLOOR, "passed", Say("floor", said), None, figures)
    said |= {
        "low": _shares(low),
        "schools": _names(plan, tuple(each.school_id for each in below)),
        "children": f"{children:,}",
        "cost": dollars(cost),
        "money": dollars(money.to_schools_cents),
    }
    ids = tuple(each.school_id for each in below)
    if cost <= money.to_schools_cents:
        return Check("floor", FLOOR, "failed", Say("floor.below", said), Say("floor.below.remedy", said), figures, ids)
    widest = widest_legal(plan.options)
    remedy = Say("floor.unpaid.reserve", said)
    if widest is not None:
        last = next(each for each in plan.ranked if each.school_id == widest.school_ids[-1])
        said |= {"count": str(widest.count), "last": last.school.name, "share": percent(last.share)}
        remedy = Say("floor.unpaid.remedy", said)
    return Check("floor", FLOOR, "failed", Say("floor.unpaid", said), remedy, figures, ids)


def _order(plan: _Plan) -> Check:
    if not plan.served:
        return Check("per_child_order", ORDER, "not_applicable", Say("nobody"))
    wrong: list[RankedSchool] = []
    pair: tuple[RankedSchool, RankedSchool] | None = None
    for richer in plan.served:
        poorer = [
            other
            for other in plan.served
            if other.share > richer.share
            and plan.same_group(other, richer)
            and plan.per_child(other) < plan.per_child(richer)
        ]
        if poorer:
            wrong.append(richer)
            pair = pair or (poorer[0], richer)
    if pair is None:
        return Check("per_child_order", ORDER, "passed", Say("order"))
    low, high = pair
    values = {
        "poorer": low.school.name,
        "poorer_share": percent(low.share),
        "less": _cut_dollars(plan.per_child(low)),
        "richer": high.school.name,
        "richer_share": percent(high.share),
        "more": _cut_dollars(plan.per_child(high)),
    }
    ids = tuple(each.school_id for each in wrong)
    return Check(
        "per_child_order", ORDER, "failed", Say("order.rises", values), Say("order.rises.remedy", values), (), ids
    )


def _skip(plan: _Plan) -> Check:
    settings = plan.district.settings
    if not settings.skipped:
        return Check("skipping", SKIP, "not_applicable", Say("skip.none"))
    by_id = {each.school_id: each for each in plan.ranked}
    wrong: list[tuple[str, int, int]] = []
    for skip in settings.skipped:
        each = by_id.get(skip.school_id)
        if each is None:
            wrong.append((skip.school_id, skip.supplemental_cents, 0))
            continue
        # It would have received at least what a child brings in any served school with less poverty.
        lower = [
            plan.per_child(other) for other in plan.served if other.share <= each.share and plan.same_group(other, each)
        ]
        every = [plan.per_child(other) for other in plan.served]
        owed = _up((max(lower) if lower else min(every, default=Fraction(0))) * each.school.low_income)
        if skip.school_id in plan.amounts or not skip.comparable or skip.supplemental_cents < owed:
            wrong.append((each.school.name, skip.supplemental_cents, owed))
    ids = tuple(skip.school_id for skip in settings.skipped)
    if wrong:
        name, has, owed = wrong[0]
        values = {"school": name, "has": dollars(has), "owed": dollars(owed)}
        return Check("skipping", SKIP, "failed", Say("skip.short", values), Say("skip.short.remedy", values), (), ids)
    return Check("skipping", SKIP, "passed", Say("skip", {"count": str(len(ids))}), None, (), ids)


def _schoolwide(plan: _Plan) -> Check:
    settings = plan.district.settings
    limit = {"limit": percent(Fraction(settings.schoolwide_bp, BASIS_POINTS))}
    able = {
        each.school_id
        for each in plan.served
        if each.share * BASIS_POINTS >= settings.schoolwide_bp or each.school_id in settings.schoolwide_waivers
    }
    named = settings.schoolwide_schools
    figures = (
        Figure("schoolwide_possible", len(able), "count"),
        Figure("targeted_assistance", len(plan.amounts) - len(able), "count"),
    )
    wrong = tuple(school_id for school_id in named or () if school_id not in able)
    if wrong:
        values = {"schools": _names(plan, wrong), **limit}
        return Check(
            "schoolwide",
            SCHOOLWIDE,
            "failed",
            Say("schoolwide.low", values),
            Say("schoolwide.low.remedy"),
            figures,
            wrong,
        )
    if not plan.served:
        return Check("schoolwide", SCHOOLWIDE, "not_applicable", Say("nobody"), None, figures)
    values = {"able": str(len(able)), "other": str(len(plan.amounts) - len(able)), **limit}
    return Check("schoolwide", SCHOOLWIDE, "passed", Say("schoolwide", values), None, figures)


def _names(plan: _Plan, ids: Sequence[str]) -> str:
    names = {each.school_id: each.school.name for each in plan.ranked}
    return _listed([names.get(school_id, school_id) for school_id in ids])


def _shares(schools: Sequence[RankedSchool]) -> str:
    return _listed([f"{each.school.name} ({percent(each.share)})" for each in schools])


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:6]) + (f" (+{len(names) - 6})" if len(names) > 6 else "")


def _up(cents: Fraction) -> int:
    return -(-cents.numerator // cents.denominator)


def _up_dollars(cents: Fraction) -> str:
    return dollars(_up(cents))


def _cut_dollars(cents: Fraction) -> str:
    return dollars(cents.numerator // cents.denominator)
