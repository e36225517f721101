"""A body for every operation that takes one, which its document allows: so that what a request names is looked for."""

from collections.abc import Mapping
from typing import Any

from jsonschema import Draft202012Validator

from tests.contracts.fuzzing_bodies import MAPPING, POLICY, SETTINGS
from tests.contracts.fuzzing_data import INVITATION, SETTING

_EXPRESSION = {"expression": "pupil_count * 2"}
_MOVES = [{"setting": SETTING, "minimum": "0.5", "maximum": "2", "step": "0.1"}]
_STEP = {"scenario_version": 1, "reason": "Ready."}

BODIES: Mapping[str, Mapping[str, Any]] = {
    "replace_district_settings": SETTINGS,
    "create_scenario": {"name": "Another", "fiscal_year": 2027, "policy": POLICY},
    "replace_scenario": {"name": "Draft", "policy": POLICY},
    "add_scenario_comment": {"body": "Why?"},
    "resolve_scenario_comment": {"resolved": True},
    "replace_import_mapping": MAPPING,
    "publish_scenario": {"reason": "Board decision", "expected_result_hash": "sha256:" + "0" * 64},
    "solve_scenario": {"moves": _MOVES, "goals": [{"kind": "budget_fixed"}]},
    "scenario_frontier": {"moves": _MOVES, "need_category": "poverty", "point_count": 3},
    "create_invitation": INVITATION,
    "replace_invitation": INVITATION,
    "try_proposal": {"values": {SETTING: "1"}},
    "send_proposal": {"values": {SETTING: "1"}},
    "replace_publication_rule": {"requires": "approval"},
    "submit_scenario": _STEP,
    "withdraw_scenario": _STEP,
    "send_back_scenario": _STEP,
    "approve_scenario": _STEP,
    "record_board_approval": _STEP,
    "check_expression": _EXPRESSION,
    "rename_measure": {"name": "a", "new_name": "b"},
    "compare_policies": {"before": {"policy": POLICY}, "after": {"policy": POLICY}},
    "get_template_policy": {"fiscal_year": 2027},
    "preview_recount": {"payer": {"kind": "reserve", "source_id": "LCFF"}},
    "combine_counts": {"fiscal_year": 2027, "versions": [1, 1]},
    "replace_count_basis": {"basis": "census_day", "label": "Fall"},
    "compare_counts": {"versions": [1]},
    "open_public_page": {"district_name": "Willow Unified"},
    "start_job": {"kind": "verify_runs", "parameters": {"fiscal_year": 2027}},
}


def body_of(operation_id: str, content: Mapping[str, Any], components: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the operation's body.

    Raises:
        AssertionError: The document does not allow it; an operation that asks for something needs its line above.
    """
    body = BODIES.get(operation_id, {})
    schema = Draft202012Validator({**content["schema"], "components": components})
    faults = [fault.message for fault in schema.iter_errors(body)]
    assert not faults, f"sensible_bodies.py, {operation_id}: {faults[:3]}"
    return body
