"""Examples for the OpenAPI document: one small district that fits together."""

from typing import Any

SCHOOLS_FILE = "school_id,name,levels\nS-014,Willow Creek,elementary\nS-015,Rosa Parks K-8,elementary|middle\n"
SCHOOLS_MAPPING = (
    '{"kind": "schools", "columns": [{"header": "school_id", "field": "school_id"},'
    ' {"header": "name", "field": "name"}, {"header": "levels", "field": "levels"}]}'
)
POLICY: dict[str, Any] = {
    "name": "Dollars follow need",
    "fiscal_year": 2027,
    "levels": ["elementary", "middle", "high"],
    "need_categories": ["all", "poverty"],
    "sources": [
        {
            "source_id": "LCFF",
            "distribution": "unlocked",
            "rules": [
                {
                    "kind": "weighted_pool",
                    "rule_id": "base",
                    "label": "Weighted pupils",
                    "weights": [
                        {"level": "*", "need_category": "all", "weight": "1"},
                        {"level": "*", "need_category": "poverty", "weight": "0.34"},
                    ],
                }
            ],
        }
    ],
}
DISTRICT_SETTINGS: dict[str, Any] = {
    "fiscal_year_start_month": 7,
    "levels": [
        {"level": "elementary", "name": "Elementary", "grades": ["K", "1", "2", "3", "4", "5"]},
        {"level": "middle", "name": "Middle", "grades": ["6", "7", "8"]},
    ],
    "need_categories": [
        {"need_category": "all", "name": "All pupils", "duplicated": False},
        {"need_category": "poverty", "name": "Poverty", "duplicated": False},
    ],
    "current_fiscal_year": 2027,
}
MAPPING: dict[str, Any] = {
    "kind": "counts",
    "columns": [
        {"header": "School", "field": "school_id"},
        {"header": "Enrollment", "field": "count:all"},
        {"header": "FRPM", "field": "count:poverty"},
    ],
}
