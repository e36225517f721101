"""Makes the page "who may do what" from the access table: `python -m shared.access_page > docs/access.md`."""

import sys

from shared.access import OPERATIONS, SCHOOL_ROLES, Access, Role, Scope

_INTRODUCTION = """# Who may do what

Made from `shared/access.py`, the one table that the services obey; do not edit it here
(`python -m shared.access_page > docs/access.md`). A `●` means the role may call the operation, a `◐` only for the
person's own schools. Operations marked *public* need no sign-in. Whatever is not listed cannot be called.
"""
_SHORT = {
    Role.SUPERINTENDENT: "superintendent",
    Role.BUDGET_DIRECTOR: "budget director",
    Role.BUDGET_ANALYST: "budget analyst",
    Role.BOARD_MEMBER: "board member",
    Role.PRINCIPAL: "principal",
    Role.SCHOOL_TEAM_MEMBER: "school team",
    Role.COUNCIL_MEMBER: "council",
    Role.TEACHER_OR_STAFF: "staff",
    Role.FAMILY_OR_COMMUNITY: "family",
    Role.SURVEY_MANAGER: "survey manager",
    Role.INTERVIEWER: "interviewer",
    Role.PROJECT_MANAGER: "project manager",
    Role.RESEARCHER: "researcher",
    Role.DISTRICT_IT: "district IT",
    Role.SYSTEM_ADMINISTRATOR: "administrator",
}


def page() -> str:
    """Return the page as Markdown."""
    parts = [_INTRODUCTION]
    for service, operations in OPERATIONS.items():
        parts.append(f"## {service}\n")
        parts.append("| operation | " + " | ".join(_SHORT[role] for role in Role) + " |")
        parts.append("| --- |" + " :-: |" * len(Role))
        for operation, access in operations.items():
            public = " (*public*)" if access.scope is Scope.PUBLIC else ""
            parts.append(f"| `{operation}`{public} | " + " | ".join(_mark(access, role) for role in Role) + " |")
        parts.append("")
    return "\n".join(parts)


def _mark(access: Access, role: Role) -> str:
    if access.scope is Scope.PUBLIC:
        return "●"
    if role not in access.roles:
        return ""
    return "◐" if access.scope is Scope.SCHOOL and role in SCHOOL_ROLES else "●"


if __name__ == "__main__":
    sys.stdout.write(page())
