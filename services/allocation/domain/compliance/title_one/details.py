"""The legal details of Title I that a district confirms against the statute: each a setting, with its cite."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.allocation.domain.compliance.title_one.settings import TitleOneSettings
from services.allocation.domain.compliance.words import words
from services.allocation.domain.phrases import Language


@dataclass(frozen=True, slots=True)
class Detail:
    """A setting that holds a legal detail."""

    setting: str
    cite: str
    unit: str


DETAILS = (
    Detail("community_eligibility_multiplier", "42 U.S.C. 1759a(a)(1)(F)(vii); ESEA 1113(a)(5)", "ratio"),
    Detail("thirty_five_bp", "ESEA 1113(b)(1)(A); 20 U.S.C. 6313(b)(1)(A)", "share_bp"),
    Detail("keep_previously_served", "ESEA 1113(b)(1)(C); 20 U.S.C. 6313(b)(1)(C)", "yes_no"),
    Detail("serve_first_bp", "ESEA 1113(a)(3)(A); 20 U.S.C. 6313(a)(3)(A)", "share_bp"),
    Detail("high_schools_join", "ESEA 1113(a)(3)(B); 20 U.S.C. 6313(a)(3)(B)", "yes_no"),
    Detail("high_schools_bp", "ESEA 1113(a)(3)(B); 20 U.S.C. 6313(a)(3)(B)", "share_bp"),
    Detail("small_district_pupils", "ESEA 1113(a)(6); 20 U.S.C. 6313(a)(6)", "count"),
    Detail("floor_percent_bp", "ESEA 1113(c)(2)(A); 34 CFR 200.78(b)(1)", "share_bp"),
    Detail("private_share_basis", "ESEA 1117(a)(4); 20 U.S.C. 6320(a)(4); 34 CFR 200.64(a)", "text"),
    Detail("parent_threshold_cents", "ESEA 1116(a)(3)(A); 20 U.S.C. 6318(a)(3)(A)", "cents"),
    Detail("parent_share_bp", "ESEA 1116(a)(3)(A); 20 U.S.C. 6318(a)(3)(A)", "share_bp"),
    Detail("parent_to_schools_bp", "ESEA 1116(a)(3)(C); 20 U.S.C. 6318(a)(3)(C)", "share_bp"),
    Detail("schoolwide_bp", "ESEA 1114(a)(1); 34 CFR 200.25(b)", "share_bp"),
    Detail("carryover_limit_bp", "ESEA 1127(a); 20 U.S.C. 6339(a)", "share_bp"),
    Detail("carryover_exempt_below_cents", "ESEA 1127(c); 20 U.S.C. 6339(c)", "cents"),
)


def details_of(settings: TitleOneSettings, language: Language) -> list[dict[str, Any]]:
    """Return every detail with the value in force and the default."""
    chosen: Mapping[str, Any] = settings.model_dump(mode="json")
    usual: Mapping[str, Any] = TitleOneSettings().model_dump(mode="json")
    return [
        {
            "setting": each.setting,
            "label": words(f"detail.{each.setting}", language),
            "value": chosen[each.setting],
            "default": usual[each.setting],
            "unit": each.unit,
            "cite": each.cite,
        }
        for each in DETAILS
    ]
