"""Accounts for trying things out, one for each role: made in demo mode only, with passwords of their own each time."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from gateway.accounts.account import Account, check_username
from gateway.accounts.passwords import Passwords, new_password
from gateway.accounts.store import Accounts
from shared.access import SCHOOL_ROLES, Role

DISTRICT_ID: Final = UUID("0d157a1c-7000-4000-8000-000000000001")
DISTRICT_NAME: Final = "Juniper Valley Unified School District"
SCHOOLS: Final = ("101", "301", "401", "501")  # of the demonstration district: one of each kind
_NAMES: Final = {
    Role.SUPERINTENDENT: "Sofía Ramírez",
    Role.BUDGET_DIRECTOR: "Grace Okafor",
    Role.BUDGET_ANALYST: "Daniel Kim",
    Role.BOARD_MEMBER: "Ruth Abrams",
    Role.PRINCIPAL: "Marcus Hill",
    Role.SCHOOL_TEAM_MEMBER: "Ana Torres",
    Role.COUNCIL_MEMBER: "Peter Novak",
    Role.TEACHER_OR_STAFF: "Lena Fischer",
    Role.FAMILY_OR_COMMUNITY: "Rosa Delgado",
    Role.SURVEY_MANAGER: "Imani Brooks",
    Role.INTERVIEWER: "Tom Nguyen",
    Role.PROJECT_MANAGER: "Priya Shah",
    Role.RESEARCHER: "Elif Demir",
    Role.DISTRICT_IT: "Sam Carter",
    Role.SYSTEM_ADMINISTRATOR: "Noor Haddad",
}


class DemoEntry(BaseModel):
    """One account of the file."""

    model_config = ConfigDict(extra="forbid")

    username: str
    password: str = Field(min_length=8)
    display_name: str
    role: Role
    school_ids: list[str] = []


_ENTRIES: Final = TypeAdapter(list[DemoEntry])


def read_file(path: Path) -> list[DemoEntry]:
    """Return the accounts in the file."""
    return _ENTRIES.validate_json(path.read_bytes())


def write_file(path: Path, school_ids: Iterable[str] = SCHOOLS) -> list[DemoEntry]:
    """Make an account for each role, school roles at the first school, and a principal for each school."""
    schools = list(school_ids)
    entries = [
        DemoEntry(
            username=role.replace("_", "-"),
            password=new_password(),
            display_name=name,
            role=role,
            school_ids=schools[:1] if role in SCHOOL_ROLES else [],
        )
        for role, name in _NAMES.items()
    ]
    entries += [
        DemoEntry(
            username=f"principal-{school_id.lower()}",
            password=new_password(),
            display_name=f"Principal of {school_id}",
            role=Role.PRINCIPAL,
            school_ids=[school_id],
        )
        for school_id in schools[1:]
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    making = path.with_name(path.name + ".making")
    making.unlink(missing_ok=True)
    making.touch(mode=0o600)
    making.write_text(json.dumps([entry.model_dump(mode="json") for entry in entries], indent=2, ensure_ascii=False))
    making.rename(path)
    return entries


async def load_entries(
    accounts: Accounts,
    passwords: Passwords,
    entries: Iterable[DemoEntry],
    district_id: UUID = DISTRICT_ID,
    district_name: str = DISTRICT_NAME,
) -> int:
    """Create the district and the accounts, or correct what differs; return how many were written."""
    await accounts.save_district(district_id, district_name)
    written = 0
    for entry in entries:
        check_username(entry.username)
        account = Account(
            district_id=district_id,
            district_name=district_name,
            user_id=uuid5(district_id, entry.username),
            username=entry.username,
            display_name=entry.display_name,
            roles=(entry.role,),
            school_ids=tuple(entry.school_ids),
            language="en",
        )
        found = await accounts.find(entry.username)
        if found is not None and _same(found[0], account) and await passwords.matches(entry.password, found[1]):
            continue
        await accounts.save(account, await passwords.hash(entry.password))
        written += 1
    return written


def _same(kept: Account, wanted: Account) -> bool:
    return (kept.user_id, kept.display_name, kept.roles, kept.school_ids) == (
        wanted.user_id,
        wanted.display_name,
        wanted.roles,
        wanted.school_ids,
    )
