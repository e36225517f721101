"""Who was let in, and to what, is told by the chain of the gateway's own database."""

import asyncio
from collections.abc import AsyncIterator, Callable
from uuid import UUID, uuid4

import pytest

from deploy.local.databases import ServiceDatabase
from gateway.accounts.account import Account
from gateway.accounts.disable import set_disabled
from gateway.accounts.save import WantedAccount, save_account
from gateway.accounts.store import Accounts
from gateway.providers.links import ProviderLinks
from shared.access import Role
from shared.audit.chain import Walk
from shared.audit.entry import Entry
from shared.audit.reader import along, head_of
from shared.database import Database
from tests.gateway.conftest import PASSWORD


@pytest.fixture
async def database(migrated: Callable[[str], ServiceDatabase]) -> AsyncIterator[Database]:
    found = Database(migrated("gateway").app_url, pool_size=2)
    yield found
    await found.close()


def wanted(district_id: UUID, name: str, *roles: Role) -> WantedAccount:
    return WantedAccount(district_id, "North Unified", name, "Toni Lark", roles, ("S-14",))


async def told(database: Database, district_id: UUID) -> list[Entry]:
    walk, entries = Walk(), []
    async for entry in along(database, district_id):
        walk.take(entry)
        entries.append(entry)
    walk.arrive(await head_of(database, district_id))
    assert walk.findings == []
    return entries


async def test_each_change_of_an_account_is_told_and_no_name(
    database: Database, migrated: Callable[[str], ServiceDatabase]
) -> None:
    url, district_id, name = migrated("gateway").app_url, uuid4(), f"toni-{uuid4().hex[:8]}"
    user_id = await save_account(wanted(district_id, name, Role.PRINCIPAL), PASSWORD, url)
    await save_account(wanted(district_id, name, Role.SUPERINTENDENT, Role.DISTRICT_IT), PASSWORD, url)
    assert await set_disabled(name, url, disabled=True)
    assert await set_disabled(name, url, disabled=False)
    accounts = Accounts(database)
    found = await accounts.find(name)
    assert found is not None
    account: Account = found[0]
    await accounts.set_roles(account, [Role.BOARD_MEMBER])
    await accounts.set_language(account, "es")
    await accounts.save_district(district_id, "South Unified")
    assert not await ProviderLinks(database).unlink(district_id, user_id)

    entries = await told(database, district_id)
    assert [(entry.action, entry.subject) for entry in entries] == [
        ("district.created", str(district_id)),
        ("account.created", str(user_id)),
        ("account.replaced", str(user_id)),
        ("account.disabled", str(user_id)),
        ("account.enabled", str(user_id)),
        ("account.roles_changed", str(user_id)),
        ("district.renamed", str(district_id)),
    ]
    assert entries[2].detail == {"roles": ["district_it", "superintendent"], "schools": ["S-14"]}
    assert {(entry.user_id, entry.role) for entry in entries} == {(None, "operator")}
    assert not any(word in str(entries) for word in ("Toni", name, "Unified", PASSWORD))


async def test_a_refused_change_leaves_nothing(database: Database, migrated: Callable[[str], ServiceDatabase]) -> None:
    url, district_id = migrated("gateway").app_url, uuid4()
    with pytest.raises(ValueError, match="password"):
        await save_account(wanted(district_id, "toni-x", Role.PRINCIPAL), "short", url)
    assert await told(database, district_id) == []
    await asyncio.gather(*(Accounts(database).save_district(district_id, "North") for _ in range(4)))
    assert [entry.action for entry in await told(database, district_id)] == ["district.created"]
