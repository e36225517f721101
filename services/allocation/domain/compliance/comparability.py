"""Comparability: what state and local money buys in Title I schools, against the others of the same grade span.

Source: ESEA 1118(c); 20 U.S.C. 6321(c).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from services.allocation.domain.compliance.checks import Check, Figure, Say, percent
from services.allocation.domain.compliance.settings import ComplianceSettings

CITE = "ESEA 1118(c); 20 U.S.C. 6321(c)"
BASIS_POINTS = 10_000
Why = Literal["", "small", "single", "no_staff"]


@dataclass(frozen=True, slots=True)
class ComparedSchool:
    """One school's pupils and what state and local money buys there; ``fte`` in positions."""

    school_id: str
    name: str
    span: str
    title_one: bool
    pupils: Fraction
    fte: Fraction
    dollars_cents: int


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One Title I school held against the mean of its span.

    Attributes:
        exempt: Why it is not tested; empty when it is.
        ratio, mean_ratio: Pupils per position.
        per_pupil, mean_per_pupil: Cents per pupil.
        ratio_holds, dollars_holds: None where the test cannot be made.
    """

    school: ComparedSchool
    exempt: Why
    ratio: Fraction | None = None
    mean_ratio: Fraction | None = None
    ratio_holds: bool | None = None
    per_pupil: Fraction | None = None
    mean_per_pupil: Fraction | None = None
    dollars_holds: bool | None = None
    holds: bool | None = None


@dataclass(frozen=True, slots=True)
class Comparability:
    """Every Title I school with its test, and the check."""

    lines: tuple[ComparedLine, ...]
    check: Check


def comparability(schools: Sequence[ComparedSchool], settings: ComplianceSettings, *, has_staff: bool) -> Comparability:
    """Test every Title I school against the schools of its span without Title I; against all where there are none.

    Without staff data the dollars of the scenario are compared, and nothing is said about positions.
    """
    spans: dict[str, list[ComparedSchool]] = {}
    for school in schools:
        spans.setdefault(school.span, []).append(school)
    lines = tuple(_line(school, spans[school.span], settings, has_staff) for school in schools if school.title_one)
    return Comparability(lines, _check(lines, settings, has_staff))


def _line(
    school: ComparedSchool, span: Sequence[ComparedSchool], settings: ComplianceSettings, has_staff: bool
) -> ComparedLine:
    if school.pupils <= settings.small_school_pupils:
        return ComparedLine(school, "small")
    if len(span) == 1:
        return ComparedLine(school, "single")
    others = [each for each in span if not each.title_one and each.pupils > settings.small_school_pupils]
    # Where every school of the span has Title I, each is held against the mean of all of them.
    base = others or [each for each in span if each.pupils > settings.small_school_pupils]
    if has_staff and school.fte == 0:
        return ComparedLine(school, "no_staff")
    ratio = school.pupils / school.fte if school.fte else None
    mean_ratio = _ratio(base)
    per_pupil = Fraction(school.dollars_cents) / school.pupils
    mean_per_pupil = _per_pupil(base)
    ratio_holds = None
    if has_staff and ratio is not None and mean_ratio is not None:
        ratio_holds = ratio * BASIS_POINTS <= mean_ratio * settings.ratio_limit_bp
    dollars_holds = None
    if mean_per_pupil is not None:
        dollars_holds = per_pupil * BASIS_POINTS >= mean_per_pupil * settings.dollars_limit_bp
    test = settings.comparability_test if has_staff else "dollars"
    chosen = {"staff_ratio": [ratio_holds], "dollars": [dollars_holds], "either": [ratio_holds, dollars_holds]}[test]
    known = [each for each in chosen if each is not None]
    return ComparedLine(
        school,
        "",
        ratio if has_staff else None,
        mean_ratio if has_staff else None,
        ratio_holds,
        per_pupil,
        mean_per_pupil,
        dollars_holds,
        any(known) if known else None,
    )


def _ratio(schools: Iterable[ComparedSchool]) -> Fraction | None:
    staffed = [each for each in schools if each.fte]
    fte = sum((each.fte for each in staffed), Fraction(0))
    return sum((each.pupils for each in staffed), Fraction(0)) / fte if fte else None


def _per_pupil(schools: Sequence[ComparedSchool]) -> Fraction | None:
    pupils = sum((each.pupils for each in schools), Fraction(0))
    return Fraction(sum(each.dollars_cents for each in schools)) / pupils if pupils else None


def _check(lines: Sequence[ComparedLine], settings: ComplianceSettings, has_staff: bool) -> Check:
    tested = [line for line in lines if line.holds is not None]
    wrong = [line for line in tested if not line.holds]
    figures = (
        Figure("title_one_schools", len(lines), "count"),
        Figure("tested_schools", len(tested), "count"),
        Figure("exempt_schools", sum(line.exempt in {"small", "single"} for line in lines), "count"),
        Figure("failing_schools", len(wrong), "count"),
    )
    values = {
        "tested": str(len(tested)),
        "ratio": percent(Fraction(settings.ratio_limit_bp, BASIS_POINTS)),
        "dollars": percent(Fraction(settings.dollars_limit_bp, BASIS_POINTS)),
        "wrong": str(len(wrong)),
        "schools": ", ".join(line.school.name for line in wrong[:6])
        + (f" (+{len(wrong) - 6})" if len(wrong) > 6 else ""),
    }
    if not lines:
        return Check("comparability", CITE, "not_applicable", Say("comparability.none"), None, figures)
    if not tested:
        return Check("comparability", CITE, "not_applicable", Say("comparability.exempt"), None, figures)
    kind = settings.comparability_test if has_staff else "planned"
    if wrong:
        remedy = Say("comparability.staff.remedy" if has_staff else "comparability.dollars.remedy", values)
        ids = tuple(line.school.school_id for line in wrong)
        return Check("comparability", CITE, "failed", Say(f"comparability.{kind}.fails", values), remedy, figures, ids)
    outcome: Literal["passed", "attention"] = "passed" if has_staff else "attention"
    remedy_said = None if has_staff else Say("comparability.import")
    return Check("comparability", CITE, outcome, Say(f"comparability.{kind}", values), remedy_said, figures)
