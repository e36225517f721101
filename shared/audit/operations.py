"""Which operations leave an entry in the audit trail, and why the other writing ones do not.

A writing operation that stands in neither table fails a test, and so does one that records something else than it says
(`tests/contracts/test_audit_table.py` and `tests/contracts/test_operation_matrix.py`).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_CALCULATES: Final = "calculates and stores nothing"
_DRAFT: Final = (
    "changes a draft, whose every version is kept with its author and time; drafts change many times a second while "
    "somebody moves a slider, and each entry would make the district's writers wait for each other"
)
_SAID: Final = "is itself kept with author and time, decides nothing, and holds people's words"

RECORDED: Final[Mapping[str, Mapping[str, frozenset[str]]]] = MappingProxyType(
    {
        "allocation": {
            "replace_district_settings": frozenset({"district_settings.replaced"}),
            "check_or_store_import": frozenset({"import.stored"}),
            "replace_count_basis": frozenset({"import.basis_changed"}),
            "combine_counts": frozenset({"import.stored", "import.basis_changed"}),
            "replace_import_mapping": frozenset({"import_mapping.saved"}),
            "delete_import_mapping": frozenset({"import_mapping.deleted"}),
            "create_scenario": frozenset({"scenario.created"}),
            "delete_scenario": frozenset({"scenario.deleted"}),
            "submit_scenario": frozenset({"review.submitted"}),
            "withdraw_scenario": frozenset({"review.withdrawn"}),
            "send_back_scenario": frozenset({"review.sent_back"}),
            "approve_scenario": frozenset({"review.approved"}),
            "record_board_approval": frozenset({"review.board_approved"}),
            "adopt_scenario": frozenset({"review.adopted"}),
            "replace_publication_rule": frozenset({"publication_rule.replaced"}),
            "publish_scenario": frozenset({"run.published", "run.revised"}),
            "open_public_page": frozenset({"public_page.opened"}),
            "close_public_page": frozenset({"public_page.closed"}),
            "create_invitation": frozenset({"invitation.created"}),
            "replace_invitation": frozenset({"invitation.replaced"}),
            "withdraw_invitation": frozenset({"invitation.withdrawn"}),
            "delete_proposal_comment": frozenset({"proposal.comment_deleted"}),
            "replace_title_one_settings": frozenset({"compliance_settings.replaced"}),
            "replace_compliance_settings": frozenset({"compliance_settings.replaced"}),
            "replace_salary_settings": frozenset({"compliance_settings.replaced"}),
        },
        "planning": {},
        "analytics": {},
        "surveys": {},
        # Its chain tells of accounts, which no operation makes or changes: commands do.
        "gateway": {},
    }
)

NOT_RECORDED: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "allocation": {
            "replace_scenario": _DRAFT,
            "restore_scenario_version": _DRAFT,
            "adopt_title_one": _DRAFT,
            "adopt_average_salaries": _DRAFT,
            "add_scenario_comment": _SAID,
            "resolve_scenario_comment": _SAID,
            "send_proposal": "comes from anybody, without sign-in, in floods at times; proposals decide nothing",
            "start_job": "asks for a calculation; what it finds decides nothing and is removed after 30 days",
            "cancel_job": "stops a calculation",
        }
        | dict.fromkeys(
            (
                "calculate_scenario",
                "explain_scenario_amount",
                "price_central_services",
                "measure_scenario_equity",
                "compare_counts",
                "compare_policies",
                "compare_salaries",
                "project_scenario",
                "preview_recount",
                "check_expression",
                "rename_measure",
                "find_cliffs",
                "hold_harmless_outlook",
                "solve_scenario",
                "scenario_frontier",
                "apply_library_formula",
                "get_template_policy",
                "calculate_title_one",
                "review_compliance",
                "try_proposal",
            ),
            _CALCULATES,
        ),
        "planning": {},
        "analytics": {},
        "surveys": {},
        "gateway": {
            "sign_in": "opens a session, which the session itself tells",
            "issue_token": "opens a session, which the session itself tells",
            "sign_out": "ends one's own session",
            "set_language": "changes one's own language",
        },
    }
)
