"""Who may call what: the one table that routes, documentation and tests are made from.

An operation that is not listed cannot be served: building the service fails.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """The roles of a district's people."""

    SUPERINTENDENT = "superintendent"
    BUDGET_DIRECTOR = "budget_director"
    BUDGET_ANALYST = "budget_analyst"
    BOARD_MEMBER = "board_member"
    PRINCIPAL = "principal"
    SCHOOL_TEAM_MEMBER = "school_team_member"
    COUNCIL_MEMBER = "council_member"
    TEACHER_OR_STAFF = "teacher_or_staff"
    FAMILY_OR_COMMUNITY = "family_or_community"
    SURVEY_MANAGER = "survey_manager"
    INTERVIEWER = "interviewer"
    PROJECT_MANAGER = "project_manager"
    RESEARCHER = "researcher"
    DISTRICT_IT = "district_it"
    SYSTEM_ADMINISTRATOR = "system_administrator"


class Scope(StrEnum):
    """What part of a district an operation shows."""

    PUBLIC = "public"  # nobody needs to sign in
    SIGNED_IN = "signed_in"  # the caller's own things
    DISTRICT = "district"
    SCHOOL = "school"  # one school; school roles only where it is their own


SCHOOL_ROLES = frozenset({Role.PRINCIPAL, Role.SCHOOL_TEAM_MEMBER, Role.COUNCIL_MEMBER, Role.TEACHER_OR_STAFF})
EVERYONE = frozenset(Role)

PUBLISHERS = frozenset({Role.SUPERINTENDENT, Role.BUDGET_DIRECTOR})
FORMULA_EDITORS = PUBLISHERS | {Role.BUDGET_ANALYST}
DISTRICT_READERS = FORMULA_EDITORS | {Role.BOARD_MEMBER, Role.PROJECT_MANAGER}
IMPORTERS = FORMULA_EDITORS | {Role.DISTRICT_IT}
DATA_READERS = DISTRICT_READERS | {Role.DISTRICT_IT}
SETTINGS_EDITORS = PUBLISHERS | {Role.DISTRICT_IT}
AUDITORS = PUBLISHERS | {Role.DISTRICT_IT, Role.SYSTEM_ADMINISTRATOR}


@dataclass(frozen=True, slots=True)
class Access:
    """Who may call one operation."""

    scope: Scope
    roles: frozenset[Role] = frozenset()


_PUBLIC = Access(Scope.PUBLIC)
_SIGNED_IN = Access(Scope.SIGNED_IN, EVERYONE)
_HEALTH = {"live": _PUBLIC, "ready": _PUBLIC}


def _district(roles: frozenset[Role]) -> Access:
    return Access(Scope.DISTRICT, roles)


def _school(roles: frozenset[Role]) -> Access:
    return Access(Scope.SCHOOL, roles)


OPERATIONS: Mapping[str, Mapping[str, Access]] = MappingProxyType(
    {
        "allocation": _HEALTH
        | {
            "get_district_settings": _district(DATA_READERS | SCHOOL_ROLES),
            "replace_district_settings": _district(SETTINGS_EDITORS),
            "list_schools": _district(DATA_READERS | SCHOOL_ROLES),
            "check_or_store_import": _district(IMPORTERS),
            "list_imports": _district(DATA_READERS),
            "get_import": _district(DATA_READERS),
            "list_import_mappings": _district(DATA_READERS),
            "replace_import_mapping": _district(IMPORTERS),
            "delete_import_mapping": _district(IMPORTERS),
            "list_scenarios": _district(DISTRICT_READERS),
            "create_scenario": _district(FORMULA_EDITORS),
            "get_scenario": _district(DISTRICT_READERS),
            "replace_scenario": _district(FORMULA_EDITORS),
            "delete_scenario": _district(FORMULA_EDITORS),
            "calculate_scenario": _district(DISTRICT_READERS),
            "measure_scenario_equity": _district(DISTRICT_READERS),
            "price_central_services": _district(DISTRICT_READERS),
            "compare_scenarios": _district(DISTRICT_READERS),
            "list_scenario_comments": _district(DISTRICT_READERS),
            "add_scenario_comment": _district(DISTRICT_READERS),
            "resolve_scenario_comment": _district(DISTRICT_READERS),
            "list_scenario_reviews": _district(DISTRICT_READERS),
            "get_scenario_review": _district(DISTRICT_READERS),
            "submit_scenario": _district(FORMULA_EDITORS),
            "withdraw_scenario": _district(FORMULA_EDITORS),
            "send_back_scenario": _district(PUBLISHERS | {Role.BOARD_MEMBER}),
            "approve_scenario": _district(PUBLISHERS),
            "record_board_approval": _district(PUBLISHERS | {Role.BOARD_MEMBER}),
            "adopt_scenario": _district(PUBLISHERS),
            "get_publication_rule": _district(DISTRICT_READERS),
            "replace_publication_rule": _district(PUBLISHERS),
            "check_expression": _district(DISTRICT_READERS),
            "list_scenario_versions": _district(DISTRICT_READERS),
            "get_scenario_version": _district(DISTRICT_READERS),
            "restore_scenario_version": _district(FORMULA_EDITORS),
            "compare_policies": _district(DISTRICT_READERS),
            "project_scenario": _district(DISTRICT_READERS),
            "preview_recount": _district(DISTRICT_READERS),
            "list_count_versions": _district(DATA_READERS),
            "replace_count_basis": _district(IMPORTERS),
            "combine_counts": _district(IMPORTERS),
            "compare_counts": _district(DISTRICT_READERS),
            "break_down_counts": _district(DATA_READERS),
            "list_policy_templates": _district(DATA_READERS),
            "get_template_policy": _district(DISTRICT_READERS),
            "explain_scenario_amount": _district(DISTRICT_READERS),
            "list_library_formulas": _district(DISTRICT_READERS),
            "get_library_formula": _district(DISTRICT_READERS),
            "apply_library_formula": _district(DISTRICT_READERS),
            "find_cliffs": _district(DISTRICT_READERS),
            "list_policy_settings": _district(DISTRICT_READERS),
            "solve_scenario": _district(DISTRICT_READERS),
            "scenario_frontier": _district(DISTRICT_READERS),
            "hold_harmless_outlook": _district(DISTRICT_READERS),
            "create_invitation": _district(FORMULA_EDITORS),
            "list_invitations": _district(DISTRICT_READERS),
            "get_invitation": _district(DISTRICT_READERS),
            "replace_invitation": _district(FORMULA_EDITORS),
            "withdraw_invitation": _district(FORMULA_EDITORS),
            "summarise_invitation": _district(DISTRICT_READERS),
            "list_proposals": _district(DISTRICT_READERS),
            "delete_proposal_comment": _district(FORMULA_EDITORS),
            "open_invitation": _PUBLIC,
            "try_proposal": _PUBLIC,
            "send_proposal": _PUBLIC,
            "publish_scenario": _district(PUBLISHERS),
            "list_allocation_runs": _district(DATA_READERS | SCHOOL_ROLES),
            "get_allocation_run": _district(DATA_READERS | SCHOOL_ROLES),
            "get_allocation_run_result": _district(DATA_READERS),
            "verify_allocation_run": _district(DATA_READERS | SCHOOL_ROLES),
            "get_publication_bundle": _district(DATA_READERS),
            "get_public_page": _district(DATA_READERS | SCHOOL_ROLES),
            "open_public_page": _district(PUBLISHERS),
            "close_public_page": _district(PUBLISHERS),
            "get_public_allocation": _PUBLIC,
            "get_run_matrix": _district(DATA_READERS | SCHOOL_ROLES),
            "explain_run_matrix": _district(DATA_READERS | SCHOOL_ROLES),
            "get_school_outlook": _school(DATA_READERS | SCHOOL_ROLES),
            "get_school_allocation": _school(DATA_READERS | SCHOOL_ROLES),
            "explain_school_allocation": _school(DATA_READERS | SCHOOL_ROLES),
            "explain_allocation_run": _district(DATA_READERS),
            "get_run_workbook": _district(DATA_READERS),
            "get_school_workbook": _school(DATA_READERS | SCHOOL_ROLES),
            "get_scenario_workbook": _district(DISTRICT_READERS),
            "get_school_notice": _school(DATA_READERS | SCHOOL_ROLES),
            "get_run_packet": _district(DATA_READERS),
            "get_scenario_packet": _district(DISTRICT_READERS),
            "get_policy_schema": _district(DATA_READERS),
            "rename_measure": _district(FORMULA_EDITORS),
            "list_data_names": _district(DISTRICT_READERS),
            "get_title_one_settings": _district(DISTRICT_READERS),
            "replace_title_one_settings": _district(FORMULA_EDITORS),
            "calculate_title_one": _district(DISTRICT_READERS),
            "adopt_title_one": _district(FORMULA_EDITORS),
            "get_compliance_settings": _district(DISTRICT_READERS),
            "replace_compliance_settings": _district(FORMULA_EDITORS),
            "review_compliance": _district(DISTRICT_READERS),
            "get_salary_settings": _district(DISTRICT_READERS),
            "replace_salary_settings": _district(FORMULA_EDITORS),
            "compare_salaries": _district(DISTRICT_READERS),
            "adopt_average_salaries": _district(FORMULA_EDITORS),
            "list_sweep_choices": _district(DISTRICT_READERS),
            "start_job": _district(FORMULA_EDITORS),
            "list_jobs": _district(DISTRICT_READERS),
            "get_job": _district(DISTRICT_READERS),
            "cancel_job": _district(FORMULA_EDITORS),
            "get_job_file": _district(DISTRICT_READERS),
            "list_audit_entries": _district(AUDITORS),
        },
        "planning": _HEALTH
        | {
            "get_school_funding": _school(DISTRICT_READERS | SCHOOL_ROLES),
            "list_school_funding": _district(DISTRICT_READERS),
        },
        "analytics": _HEALTH,
        "surveys": _HEALTH,
        "gateway": _HEALTH
        | {
            "sign_in": _PUBLIC,
            "issue_token": _PUBLIC,
            "list_demo_accounts": _PUBLIC,
            "list_sign_in_providers": _PUBLIC,
            "begin_provider_sign_in": _PUBLIC,
            "finish_provider_sign_in": _PUBLIC,
            "get_openapi_document": _PUBLIC,
            "show_api_reference": _PUBLIC,
            "get_session": _SIGNED_IN,
            "sign_out": _SIGNED_IN,
            "set_language": _SIGNED_IN,
            "stream_events": _SIGNED_IN,
        },
    }
)
