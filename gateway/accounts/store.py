"""Accounts and districts in the database."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from gateway.accounts.account import Account, Language
from shared.access import Role
from shared.database import Database

_SAVE = text("""
    INSERT INTO account (district_id, user_id, username, password_hash, display_name, roles, school_ids)
    VALUES (:district_id, :user_id, :username, :password_hash, :display_name, :roles, :school_ids)
    ON CONFLICT (district_id, user_id) DO UPDATE SET username = excluded.username,
        password_hash = excluded.password_hash, display_name = excluded.display_name, roles = excluded.roles,
        school_ids = excluded.school_ids
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
            await session.execute(
                text("""INSERT INTO district (district_id, name) VALUES (:district_id, :name)
                ON CONFLICT (district_id) DO UPDATE SET name = excluded.name"""),
                {"district_id": district_id, "name": name},
            )
            await session.commit()

    async def save(self, account: Account, password_hash: str) -> None:
        """Create the account, or replace all of it but language and whether it is disabled."""
        async with self._database.session(account.district_id) as session:
            await session.execute(
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
            await session.commit()

    async def set_language(self, account: Account, language: Language) -> None:
        """Keep the language somebody reads in."""
        await self._change(account, "language", language)

    async def set_disabled(self, account: Account, *, disabled: bool) -> None:
        """Shut an account out, at once, or let it in again."""
        await self._change(account, "disabled", disabled)

    async def set_roles(self, account: Account, roles: Sequence[Role]) -> None:
        """Give other roles; open sessions have them at once."""
        await self._change(account, "roles", [str(role) for role in roles])

    async def _change(self, account: Account, column: str, value: object) -> None:
        async with self._database.session(account.district_id) as session:
            changed = await session.execute(
                text(_CHANGE.format(column=column)),
                {"value": value, "district_id": account.district_id, "user_id": account.user_id},
            )
            if changed.one_or_none() is None:
                raise LookupError(f"no account {account.username}")
            await session.commit()


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
