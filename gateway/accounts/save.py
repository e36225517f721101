"""Create one account, or change the one of that name: what every command that makes accounts does."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from gateway.accounts.account import Account, check_username, normal_username
from gateway.accounts.passwords import NO_PASSWORD, check_strength, hash_password
from gateway.accounts.store import Accounts
from shared.access import SCHOOL_ROLES, Role
from shared.database import Database


@dataclass(frozen=True, slots=True)
class WantedAccount:
    """An account as it shall be; its district is made where it is missing."""

    district_id: UUID
    district_name: str
    username: str
    display_name: str
    roles: tuple[Role, ...]
    school_ids: tuple[str, ...] = ()

    @property
    def sees_nothing(self) -> bool:
        """Whether its roles show their own schools only, and none is named."""
        return set(self.roles) <= SCHOOL_ROLES and not self.school_ids


async def save_account(wanted: WantedAccount, password: str | None, url: str) -> UUID:
    """Create the account, or replace the one of that name in the district; return its id.

    Without a password only the district's identity provider opens it.

    Raises:
        ValueError: The user name cannot be one or belongs to another district, or the password is weak; says which.
    """
    username = normal_username(wanted.username)
    check_username(username)
    if password is not None:
        check_strength(password, username)
    database = Database(url, 1)
    try:
        accounts = Accounts(database)
        found = await accounts.find(username)
        if found is not None and found[0].district_id != wanted.district_id:
            raise ValueError(f"The user name {username} is taken. Choose another.")
        await accounts.save_district(wanted.district_id, wanted.district_name)
        account = Account(
            district_id=wanted.district_id,
            district_name=wanted.district_name,
            user_id=found[0].user_id if found is not None else uuid4(),
            username=username,
            display_name=wanted.display_name,
            roles=wanted.roles,
            school_ids=wanted.school_ids,
            language="en",
        )
        await accounts.save(account, NO_PASSWORD if password is None else hash_password(password))
    finally:
        await database.close()
    return account.user_id
