"""Accounts and districts in the database."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.accounts.account import Account, Language
from shared.access import Role
from shared.audit.canonical import Value
from shared.audit.entry import OPERATOR, Record
from shared.audit.writer import append
from shared.database import Database

_SAVE = text("""
    INSERT INTO account (district_id, user_id, username, password_hash, display_name, roles, school_ids)
    VALUES (:district_id, :user_id, :username, :password_hash, :display_name, :roles, :school_ids)
    ON CONFLICT (district_id, user_id) DO UPDATE SET username = excluded.username,
        password_hash = excluded.password_hash, display_name = excluded.display_name, roles = excluded.roles,
        school_ids = excluded.school_ids
    RETURNING xmax = 0 AS is_new
""")
_SAVE_DISTRICT = text("""
    INSERT INTO district (district_id, name) VALUES (:district_id, :name)
    ON CONFLICT (district_id) DO UPDATE SET name = excluded.name WHERE district.name <> excluded.name
    RETURNING xmax = 0 AS is_new
""")
_CHANGE = """
    UPDATE account SET {column} = :value WHERE district_id = :district_id AND user_id = :user_id RETURNING 1
"""


class Accounts:
    """The accounts of all districts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, username: str) -> tuple[Account, str] | None:
        """Return the account of that name with its password hash."""
        async with self._database.engine.connect() as connection:
            found = await connection.execute(text("SELECT * FROM account_named(:wanted)"), {"wanted": username})
            row = found.mappings().one_or_none()
        return None if row is None else (account_of(row), str(row["password_hash"]))

    async def save_district(self, district_id: UUID, name: str) -> None:
        """Create the district or give it this name."""
        async with self._database.session(district_id) as session:
            saved = await session.execute(_SAVE_DISTRICT, {"district_id": district_id, "name": name})
            if (row := saved.one_or_none()) is not None:
                record = Record("district.created" if row.is_new else "district.renamed", str(district_id), {})
                await append(session, district_id, [record], OPERATOR)
            await session.commit()

    async def save(self, account: Account, password_hash: str) -> None:
        """Create the account, or replace all of it but language and whether it is disabled."""
        async with self._database.session(account.district_id) as session:
            saved = await session.execute(
                _SAVE,
                {
                    "district_id": account.district_id,
                    "user_id": account.user_id,
                    "username": account.username,
                    "password_hash": password_hash,
                    "display_name": account.display_name,
                    "roles": [str(role) for role in account.roles],
                    "school_ids": list(account.school_ids),
                },
            )
            action = "account.created" if saved.one().is_new else "account.replaced"
            await _record(session, account, action, {"roles": sorted(account.roles), "schools": account.school_ids})
            await session.commit()

    async def set_language(self, account: Account, language: Language) -> None:
        """Keep the language somebody reads in."""
        await self._change(account, "language", language)

    async def set_disabled(self, account: Account, *, disabled: bool) -> None:
        """Shut an account out, at once, or let it in again."""
        await self._change(account, "disabled", disabled, "account.disabled" if disabled else "account.enabled")

    async def set_roles(self, account: Account, roles: Sequence[Role]) -> None:
        """Give other roles; open sessions have them at once."""
        names = [str(role) for role in roles]
        await self._change(account, "roles", names, "account.roles_changed", {"roles": sorted(names)})

    async def _change(
        self,
        account: Account,
        column: str,
        value: object,
        action: str | None = None,
        detail: Mapping[str, Value] | None = None,
    ) -> None:
        async with self._database.session(account.district_id) as session:
            changed = await session.execute(
                text(_CHANGE.format(column=column)),
                {"value": value, "district_id": account.district_id, "user_id": account.user_id},
            )
            if changed.one_or_none() is None:
                raise LookupError(f"no account {account.username}")
            if action is not None:
                await _record(session, account, action, detail or {})
            await session.commit()


async def _record(session: AsyncSession, account: Account, action: str, detail: Mapping[str, Value]) -> None:
    # Accounts are made and changed at the command line, by whoever may open the database.
    await append(session, account.district_id, [Record(action, str(account.user_id), detail)], OPERATOR)


def account_of(row: Any) -> Account:
    """Return the account in a row of the doors `account_named` and `session_with_key`."""
    return Account(
        district_id=row["district_id"],
        district_name=row["district_name"],
        user_id=row["user_id"],
        username=row["username"],
        display_name=row["display_name"],
        roles=tuple(Role(role) for role in row["roles"]),
        school_ids=tuple(row["school_ids"]),
        language=row["language"],
        disabled=row["disabled"],
    )
