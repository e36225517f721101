"""Policies to start from: plain ones that fit any district's own levels, need categories and revenue sources."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.allocation.domain.inputs import RevenueSource
from services.allocation.domain.limits import ALL_PUPILS
from services.allocation.domain.phrases import Language, in_language
from services.allocation.domain.policy import Policy, policy_from_document


@dataclass(frozen=True, slots=True)
class Ground:
    """What a template is fitted to."""

    name: str
    fiscal_year: int
    fiscal_year_start_month: int
    levels: tuple[str, ...]
    need_categories: tuple[str, ...]
    duplicated_categories: tuple[str, ...]
    sources: tuple[RevenueSource, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A policy to start from: title and description in English and Spanish."""

    template_id: str
    titles: tuple[str, str]
    descriptions: tuple[str, str]
    needs: tuple[str, ...]
    build: Callable[[Ground], dict[str, Any]]

    def title(self, language: Language) -> str:
        """Return what it is called."""
        return in_language(self.titles, language)

    def description(self, language: Language) -> str:
        """Return what it does."""
        return in_language(self.descriptions, language)

    def policy(self, ground: Ground) -> Policy:
        """Return the policy fitted to a district: unrestricted sources by the formula, restricted ones locked."""
        return policy_from_document(
            {
                "name": ground.name,
                "fiscal_year": ground.fiscal_year,
                "fiscal_year_start_month": ground.fiscal_year_start_month,
                "levels": ground.levels,
                "need_categories": ground.need_categories,
                "duplicated_categories": ground.duplicated_categories,
                **self.build(ground),
            }
        )


TABLE_2_2: Mapping[str, Mapping[str, str]] = {
    "elementary": {"all": "3.741", "poverty": "1.272", "english_learner": "0.636", "special_education": "3.442"},
    "middle": {"all": "3.667", "poverty": "1.247", "english_learner": "0.513", "special_education": "3.154"},
    "high": {"all": "4.683", "poverty": "1.077", "english_learner": "0.749", "special_education": "3.887"},
}
"""Rates of the guidebook's Table 2.2 in thousands of dollars: as weights they share whatever money there is alike."""

LCFF_NEEDS = ("poverty", "english_learner", "foster")
HALF_BP = 5_000
HYBRID_WEIGHTS = {ALL_PUPILS: "0.2", "poverty": "1", "english_learner": "0.6", "special_education": "2"}


def _sources(ground: Ground, rules: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"source_id": source.source_id, "distribution": "locked", "control": "central"}
        if source.restricted
        else {"source_id": source.source_id, "distribution": "unlocked", "rules": list(rules)}
        for source in sorted(ground.sources, key=lambda source: source.source_id)
    ]


def _equal(ground: Ground) -> dict[str, Any]:
    weights = [{"need_category": ALL_PUPILS, "weight": "1"}]
    return {"sources": _sources(ground, [_pool("pupils", "Every pupil alike", weights)])}


def _targeted(ground: Ground) -> dict[str, Any]:
    weights = []
    for level in ground.levels:
        row = TABLE_2_2.get(level, TABLE_2_2["elementary"])
        weights += [
            {"level": level, "need_category": need, "weight": row[need]}
            for need in ground.need_categories
            if need in row
        ]
    return {"sources": _sources(ground, [_pool("table", "Targeted Revenue Model, Table 2.2", weights)])}


def _concentrated(ground: Ground) -> dict[str, Any]:
    needs = [need for need in ground.need_categories if need in LCFF_NEEDS]
    # Without an unduplicated count the largest of the groups is the least it can be.
    counted = [f"count({need})" for need in needs] or ["0 * pupils"]
    largest = counted[0] if len(counted) == 1 else f"max({', '.join(counted)})"
    measures = [
        {
            "name": "need_share",
            "label": "Share of pupils with need",
            "unit": "ratio",
            "expression": f"if(pupils > 0, {largest} / pupils, 0)",
        },
        {
            "name": "lcff_points",
            "label": "Base, supplement and concentration",
            "unit": "pupils",
            "expression": "pupils * (1 + 20% * need_share + 65% * max(need_share - 55%, 0))",
        },
    ]
    rule = {
        "kind": "proportional",
        "rule_id": "lcff",
        "label": "Base, supplement and concentration",
        "measure": "lcff_points",
    }
    return {"derived_measures": measures, "sources": _sources(ground, [rule])}


def _hybrid(ground: Ground) -> dict[str, Any]:
    weights = [
        {"need_category": need, "weight": weight}
        for need, weight in HYBRID_WEIGHTS.items()
        if need in ground.need_categories
    ]
    # Positions in halves, shared as a pool: so they can never cost more than there is.
    positions = [
        {
            "name": "positions",
            "label": "Teaching positions",
            "unit": "ratio",
            "expression": "max(round_up(pupils / (25 * pupil), 0.5), if(pupils > 0, 1, 0))",
        }
    ]
    staff = {
        "kind": "proportional",
        "rule_id": "staff",
        "label": "One teacher for 25 pupils, at least one",
        "measure": "positions",
        "pool_share_bp": HALF_BP,
    }
    need = _pool("need", "Pupils by need", weights)
    return {
        "derived_measures": positions,
        "sources": _sources(ground, [staff, need | {"pool_share_bp": HALF_BP}]),
    }


def _pool(rule_id: str, label: str, weights: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {"kind": "weighted_pool", "rule_id": rule_id, "label": label, "weights": list(weights)}


TEMPLATES: tuple[Template, ...] = (
    Template(
        "equal_per_pupil",
        ("Equal per pupil", "Igual por estudiante"),
        (
            "Every unrestricted dollar follows every pupil alike: the simplest policy, and a yardstick for all others.",
            "Cada dólar sin restricción sigue por igual a cada estudiante: la política más simple y una vara de medir.",
        ),
        (),
        _equal,
    ),
    Template(
        "targeted_revenue_model",
        ("Targeted Revenue Model, Table 2.2", "Modelo de ingresos dirigidos, tabla 2.2"),
        (
            "The guidebook's matrix of level by need, scaled to the money there is.",
            "La matriz de nivel por necesidad de la guía, ajustada al dinero disponible.",
        ),
        ("poverty", "english_learner", "special_education"),
        _targeted,
    ),
    Template(
        "base_supplement_concentration",
        ("Base, supplement and concentration", "Base, suplemento y concentración"),
        (
            "As California funds districts: 20 % more for the share of pupils with need, 65 % above a share of 55 %.",
            "Como California financia los distritos: 20 % más por la proporción con necesidad y 65 % sobre el 55 %.",
        ),
        LCFF_NEEDS,
        _concentrated,
    ),
    Template(
        "staffing_and_need",
        ("Staffing and need", "Personal y necesidad"),
        (
            "Half of the money as positions, one for 25 pupils; the other half by need.",
            "La mitad del dinero en puestos, uno por cada 25 estudiantes; la otra mitad según la necesidad.",
        ),
        ("poverty", "english_learner", "special_education"),
        _hybrid,
    ),
)


def find_template(template_id: str) -> Template | None:
    """Return a template by its id."""
    return next((template for template in TEMPLATES if template.template_id == template_id), None)
