"""Bodies that make sense to the allocation service: codes that exist, a file of the kind that is named."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from services.allocation.main import app
from tests.contracts.fuzzing_data import FILES, SCHOOL

Body = dict[str, Any]
POLICY: Body = {
    "name": "Need based",
    "fiscal_year": 2027,
    "sources": [
        {
            "source_id": "LCFF",
            "distribution": "unlocked",
            "rules": [
                {
                    "kind": "weighted_pool",
                    "rule_id": "formula",
                    "weights": [
                        {"level": "*", "need_category": "all", "weight": "1"},
                        {"level": "*", "need_category": "poverty", "weight": "0.34"},
                    ],
                }
            ],
        }
    ],
}
SETTINGS: Body = {
    "fiscal_year_start_month": 7,
    "levels": [
        {"level": "elementary", "name": "Elementary", "grades": ["K", "01"]},
        {"level": "high", "name": "High", "grades": ["09", "10"]},
    ],
    "need_categories": [
        {"need_category": "all", "name": "Every pupil", "duplicated": False},
        {"need_category": "poverty", "name": "Poverty", "duplicated": True},
    ],
    "current_fiscal_year": 2027,
}
MAPPING: Body = {"kind": "counts", "columns": [{"header": "school_id", "field": "school_id"}]}


def _scenario(body: Body) -> Body:
    return body | {"fiscal_year": 2027, "policy": POLICY, "copy_of": None}


def _change(body: Body) -> Body:
    return body | {"policy": POLICY, "data_versions": None}


def _calculation(body: Body) -> Body:
    return body | {"policy": POLICY}


def _amount(body: Body) -> Body:
    whose = {"school_id": SCHOOL} if body.get("school_id") else {"school_id": None}
    where = {"level": "elementary", "need_category": "poverty", "component_id": None}
    return body | {"policy": POLICY, "source_id": "LCFF"} | whose | where


def _file(body: Body) -> Body:
    kind, content = FILES[len(str(body)) % len(FILES)]
    kept = {"validate_only": body.get("validate_only", "true"), "faulty_rows": body.get("faulty_rows", "refuse")}
    return kept | {"file": content.encode(), "kind": kind, "fiscal_year": 2027}


def _expression(body: Body) -> Body:
    return body | {"policy": POLICY, "school_id": SCHOOL}


def _two_policies(body: Body) -> Body:
    return body | {"before": {"policy": POLICY}, "after": {"policy": POLICY}}


def _years(body: Body) -> Body:
    return body | {"policy": POLICY}


def _recount(body: Body) -> Body:
    return body | {"payer": {"kind": "reserve", "source_id": "LCFF", "amount_cents": None}, "data_versions": None}


def _equity(body: Body) -> Body:
    return body | {"policy": POLICY, "need_category": "poverty"}


def _borrowed(body: Body) -> Body:
    return body | {"policy": POLICY, "mapping": None, "source_ids": ["LCFF"] if body.get("source_ids") else None}


def _comment(body: Body) -> Body:
    return body | {"thread_id": None, "school_id": SCHOOL}


def _review_step(body: Body) -> Body:
    return body | {"scenario_version": 1, "reason": body.get("reason") or "Ready."}


_MAKERS: Mapping[str, tuple[str, Callable[[Body], Body]]] = {
    "create_scenario": ("ScenarioCreate", _scenario),
    "replace_scenario": ("ScenarioReplace", _change),
    "calculate_scenario": ("CalculateRequest", _calculation),
    "apply_library_formula": ("ApplyRequest", _borrowed),
    "find_cliffs": ("CliffsRequest", _calculation),
    "explain_scenario_amount": ("ExplainRequest", _amount),
    "measure_scenario_equity": ("EquityRequest", _equity),
    "price_central_services": ("CentralServicesRequest", _calculation),
    "add_scenario_comment": ("CommentCreate", _comment),
    "submit_scenario": ("ReviewStepRequest", _review_step),
    "withdraw_scenario": ("ReviewStepRequest", _review_step),
    "send_back_scenario": ("ReviewStepRequest", _review_step),
    "approve_scenario": ("ReviewStepRequest", _review_step),
    "record_board_approval": ("ReviewStepRequest", _review_step),
    "compare_policies": ("ComparePoliciesRequest", _two_policies),
    "project_scenario": ("ProjectionRequest", _years),
    "preview_recount": ("RecountRequest", _recount),
    "combine_counts": ("CountCombination", lambda body: body | {"fiscal_year": 2027, "versions": [1, 1]}),
    "compare_counts": ("CountComparisonRequest", lambda body: body | {"policy": POLICY, "versions": [1]}),
    "check_expression": ("ExpressionCheck", _expression),
    "replace_district_settings": ("DistrictSettings", lambda _: SETTINGS),
    "replace_import_mapping": ("Mapping-Input", lambda _: MAPPING),
}


@cache
def _schema_of(name: str) -> Draft202012Validator:
    components = app.openapi()["components"]
    return Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": components})


def with_sense(operation_id: str, body: Body) -> Body:
    """Return the body with sense where it is well formed and we know what makes sense there."""
    if operation_id == "check_or_store_import":
        shown = body | {"file": "content" if isinstance(body.get("file"), str | bytes) else body.get("file")}
        return _file(body) if _schema_of("Body_check_or_store_import").is_valid(shown) else body
    schema, make = _MAKERS.get(operation_id, ("", None))
    return make(body) if make is not None and _schema_of(schema).is_valid(body) else body
