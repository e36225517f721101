"""Which account is whose at a provider: found by its user name once, and by the provider's own id ever after."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.accounts.account import Account
from gateway.accounts.store import account_of
from gateway.providers.failures import UnknownPerson
from gateway.providers.provider import Provider
from gateway.providers.statement import Statement
from shared.audit.entry import OPERATOR, Actor, Record
from shared.audit.writer import append
from shared.database import Database

_ACCOUNT: Final = "SELECT a.*, d.name AS district_name FROM account a JOIN district d USING (district_id)"
_LINKED: Final = text(
    f"{_ACCOUNT} JOIN provider_link l USING (district_id, user_id)"
    " WHERE l.district_id = :district AND l.issuer = :issuer AND l.subject = :subject"
)
_NAMED: Final = text(f"{_ACCOUNT} WHERE a.district_id = :district AND a.username = :username")
_LINK: Final = text(
    "INSERT INTO provider_link (district_id, issuer, subject, user_id) VALUES (:district, :issuer, :subject, :user)"
    " ON CONFLICT DO NOTHING"
)
_UNLINK: Final = text("DELETE FROM provider_link WHERE district_id = :district AND user_id = :user RETURNING 1")


class ProviderLinks:
    """The links of all districts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def account(self, provider: Provider, statement: Statement) -> Account:
        """Return the account of the person, linking it the first time.

        Raises:
            UnknownPerson: There is none in the provider's district, it is shut, or it is another person's there.
        """
        who = {"district": provider.district_id, "issuer": provider.issuer, "subject": statement.subject}
        async with self._database.session(provider.district_id) as session:
            account = await _find(session, _LINKED, who)
            if account is None:
                account = await self._link(session, who, statement.username)
        if account.disabled:
            raise UnknownPerson("the account is shut")
        return account

    async def unlink(self, district_id: UUID, user_id: UUID) -> bool:
        """Let the account be found by its name once more; return whether it was linked."""
        async with self._database.session(district_id) as session:
            gone = await session.execute(_UNLINK, {"district": district_id, "user": user_id})
            was_linked = gone.first() is not None
            if was_linked:
                await append(session, district_id, [Record("account.unlinked", str(user_id), {})], OPERATOR)
            await session.commit()
        return was_linked

    async def _link(self, session: AsyncSession, who: dict[str, Any], username: str) -> Account:
        account = await _find(session, _NAMED, {"district": who["district"], "username": username})
        if account is None:
            raise UnknownPerson("no account has this name")
        if account.disabled:
            return account
        await session.execute(_LINK, who | {"user": account.user_id})
        linked = await _find(session, _LINKED, who)
        if linked is None or linked.user_id != account.user_id:
            # The name was given to somebody else at the provider, who must not get what the first one had.
            raise UnknownPerson("the account is linked to another person")
        record = Record("account.linked", str(account.user_id), {"issuer": who["issuer"]})
        await append(session, account.district_id, [record], Actor(account.user_id, "sign_in"))
        await session.commit()
        return account


async def _find(session: AsyncSession, query: Any, values: dict[str, Any]) -> Account | None:
    row = (await session.execute(query, values)).mappings().one_or_none()
    return None if row is None else account_of(row)
