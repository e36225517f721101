"""Title I of a district for one year: the ranking, the money, the plan and every step of the law tested on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.allocation.domain.compliance.checks import Check, share_bp
from services.allocation.domain.compliance.title_one.check import check_plan
from services.allocation.domain.compliance.title_one.details import details_of
from services.allocation.domain.compliance.title_one.money import TitleOneMoney, money_of
from services.allocation.domain.compliance.title_one.propose import (
    ServingOption,
    propose,
    serving_options,
    widest_legal,
)
from services.allocation.domain.compliance.title_one.schools import (
    BASIS_POINTS,
    RankedSchool,
    TitleOneDistrict,
    ranking,
)
from services.allocation.domain.compliance.words import words
from services.allocation.domain.phrases import Language


@dataclass(frozen=True)
class TitleOneOutcome:
    """The year's answer. ``amounts``: cents by school served; ``proposed`` when nobody typed them."""

    district: TitleOneDistrict
    ranked: tuple[RankedSchool, ...]
    options: tuple[ServingOption, ...]
    money: TitleOneMoney
    amounts: Mapping[str, int]
    proposed: bool
    checks: tuple[Check, ...]

    @property
    def legal(self) -> bool:
        """Whether somebody is served and no step of the law is violated."""
        return bool(self.amounts) and all(check.outcome != "failed" for check in self.checks)

    def to_json_dict(self, language: Language) -> dict[str, Any]:
        """Return the outcome as plain values."""
        district, money = self.district, self.money
        widest = widest_legal(self.options)
        return {
            "legal": self.legal,
            "proposed": self.proposed,
            "exempt": district.exempt or None,
            "poverty_measure": district.settings.poverty_measure,
            "district": {
                "school_count": len(district.schools),
                "served_count": len(self.amounts),
                "low_income": district.low_income,
                "private_low_income": district.private_low_income,
                "share_bp": share_bp(district.share),
                "floor_per_child_cents": -(
                    -district.floor_per_child().numerator // district.floor_per_child().denominator
                ),
                "floor_applies": _floor_applies(district, self.ranked, self.amounts),
            },
            "money": {
                "allocation_cents": money.allocation_cents,
                "carryover_cents": money.carryover_cents,
                "private_cents": money.private_cents,
                "private_children": money.private_of,
                "private_base_children": money.private_base,
                "reservations": [
                    {"name": name, "label": words(f"reservation.{name}", language, name), "amount_cents": cents}
                    for name, cents in money.reservations
                ],
                "reserved_cents": money.reserved_cents,
                "to_schools_cents": money.to_schools_cents,
                "allocated_cents": sum(self.amounts.values()),
                "left_cents": money.to_schools_cents - sum(self.amounts.values()),
            },
            "schools": [self._school(each) for each in self.ranked],
            "options": [
                {
                    "count": each.count,
                    "last_school_id": each.school_ids[-1],
                    "children": each.children,
                    "to_schools_cents": each.to_schools_cents,
                    "per_child_cents": each.per_child.numerator // each.per_child.denominator,
                    "lowest_share_bp": share_bp(each.lowest_share),
                    "floor_per_child_cents": each.floor_cents or None,
                    "floor_total_cents": each.floor_total_cents or None,
                    "verdict": each.verdict,
                    "widest": widest is not None and each.count == widest.count,
                }
                for each in self.options
            ],
            "checks": [check.to_json_dict(language) for check in self.checks],
            "details": details_of(district.settings, language),
        }

    def _school(self, each: RankedSchool) -> dict[str, Any]:
        school, settings = each.school, self.district.settings
        amount = self.amounts.get(school.school_id)
        skipped = any(skip.school_id == school.school_id for skip in settings.skipped)
        able = each.share * BASIS_POINTS >= settings.schoolwide_bp or school.school_id in settings.schoolwide_waivers
        named = settings.schoolwide_schools is None or school.school_id in settings.schoolwide_schools
        return {
            "school_id": school.school_id,
            "name": school.name,
            "span": school.span,
            "position": each.position,
            "enrolled": f"{float(school.enrolled):.2f}",
            "children": f"{float(school.children):.2f}",
            "low_income": school.low_income,
            "private_low_income": school.private_low_income,
            "share_bp": share_bp(each.share),
            "community_eligibility": school.community_eligibility,
            "previously_served": school.previously_served,
            "eligible": each.eligible,
            "why": each.why or None,
            "serve_first": each.first,
            "skipped": skipped,
            "served": amount is not None,
            "amount_cents": amount,
            "per_child_cents": amount // school.low_income if amount is not None and school.low_income else None,
            "per_child_whole": amount is not None and bool(school.low_income) and amount % school.low_income == 0,
            "programme": None if amount is None else "schoolwide" if able and named else "targeted_assistance",
        }


def title_one(district: TitleOneDistrict) -> TitleOneOutcome:
    """Rank, propose amounts where none are typed, and test every step of the law."""
    ranked = ranking(district)
    options = serving_options(district)
    typed = district.settings.plan
    amounts = (
        propose(district, options)
        if typed is None
        else {each.school_id: each.amount_cents for each in typed if each.amount_cents > 0}
    )
    money = money_of(district, set(amounts))
    checks = check_plan(district, ranked, options, money, amounts)
    return TitleOneOutcome(district, ranked, options, money, amounts, typed is None, checks)


def _floor_applies(district: TitleOneDistrict, ranked: Sequence[RankedSchool], amounts: Mapping[str, int]) -> bool:
    limit = district.settings.thirty_five_bp
    return any(each.school_id in amounts and each.share * BASIS_POINTS < limit for each in ranked)
