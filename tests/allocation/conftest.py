"""Allocation as it runs, on its own database, and a small district to work with."""

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from deploy.local.databases import ServiceDatabase
from deploy.local.nats import NatsServer
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from shared.access import Role
from shared.database import Database
from shared.testkit.identities import TestIdentities
from tests.in_process import in_process

YEAR = 2027
FILES = {
    "schools": "school_id,name,levels,school_type,grades_low,grades_high,opened_on,closed_on,flags\n"
    "S-01,Rosa Parks,elementary,district,K,5,,,title_1\n"
    "S-02,Cesar Chavez K-8,elementary|middle,district,K,8,,,\n"
    "S-03,Lincoln High,high,district,9,12,,,\n",
    "counts": "school_id,level,need_category,pupil_count\n"
    "S-01,elementary,all,500\nS-01,elementary,poverty,300\nS-01,elementary,english_learner,120\n"
    "S-02,elementary,all,310.50\nS-02,elementary,poverty,100\nS-02,middle,all,200\nS-02,middle,poverty,60\n"
    "S-03,high,all,900\nS-03,high,poverty,250\nS-03,high,english_learner,40\n",
    "revenue_sources": "source_id,name,funder,restricted,amount,account_code\n"
    'LCFF,Local control funding,state,no,"9,000,000.01",0000\n'
    "T1,Title I,federal,yes,700000.00,3010\n",
    "current_budgets": "school_id,amount\nS-01,2400000.00\nS-02,2600000.00\nS-03,4100000.00\n",
}


def policy(weight: str = "0.2", **changes: Any) -> dict[str, Any]:
    """Return a policy over the small district."""
    return {
        "schema_version": 1,
        "name": "Weighted by need",
        "fiscal_year": YEAR,
        "levels": ["elementary", "middle", "high"],
        "need_categories": ["all", "poverty", "english_learner"],
        "sources": [
            {
                "source_id": "LCFF",
                "distribution": "unlocked",
                "control": "school",
                "central_share": {"percent_bp": 500},
                "rules": [
                    {
                        "kind": "weighted_pool",
                        "rule_id": "base",
                        "label": "Weighted pupils",
                        "weights": [
                            {"level": "*", "need_category": "all", "weight": "1"},
                            {"level": "*", "need_category": "poverty", "weight": weight},
                        ],
                    }
                ],
            },
            {
                "source_id": "T1",
                "distribution": "unlocked",
                "control": "school_visible",
                "rules": [{"kind": "proportional", "rule_id": "poverty", "measure": "need:poverty"}],
            },
        ],
        "adjustments": [
            {
                "kind": "hold_harmless",
                "adjustment_id": "hh",
                "percent_bp": 9000,
                "basis": "total",
                "payer": {"kind": "gainers"},
            }
        ],
    } | changes


@dataclass(frozen=True)
class Allocation:
    """The running service and the ways a test talks to it."""

    client: httpx.AsyncClient
    identities: TestIdentities
    database: Database
    district_id: UUID

    def headers(self, role: Role = Role.BUDGET_DIRECTOR, *school_ids: str, **more: str) -> dict[str, str]:
        return self.identities.headers(role, district_id=self.district_id, school_ids=school_ids) | more

    def uow(self, district_id: UUID | None = None) -> AllocationUnitOfWork:
        return AllocationUnitOfWork(self.database, district_id or self.district_id, uuid4())

    async def get(self, path: str, role: Role = Role.BUDGET_DIRECTOR, *school_ids: str, **query: Any) -> httpx.Response:
        return await self.client.get(path, headers=self.headers(role, *school_ids), params=query)

    async def post(
        self, path: str, body: Any, role: Role = Role.BUDGET_DIRECTOR, key: str | None = None
    ) -> httpx.Response:
        headers = self.headers(role, **{"Idempotency-Key": key or uuid4().hex})
        return await self.client.post(path, headers=headers, json=body)

    async def put(
        self, path: str, body: Any, if_match: str | None = None, role: Role = Role.BUDGET_DIRECTOR
    ) -> httpx.Response:
        headers = self.headers(role) | ({} if if_match is None else {"If-Match": if_match})
        return await self.client.put(path, headers=headers, json=body)

    async def delete(self, path: str, role: Role = Role.BUDGET_DIRECTOR) -> httpx.Response:
        return await self.client.delete(path, headers=self.headers(role))

    async def upload(
        self,
        kind: str,
        content: str | bytes,
        *,
        store: bool = True,
        key: str | None = None,
        role: Role = Role.DISTRICT_IT,
        fiscal_year: int = YEAR,
        **fields: str,
    ) -> httpx.Response:
        headers = self.headers(role) | ({"Idempotency-Key": key or uuid4().hex} if store else {})
        data = {"kind": kind, "fiscal_year": str(fiscal_year), "validate_only": "false" if store else "true"} | fields
        files = {"file": (f"{kind}.csv", content.encode() if isinstance(content, str) else content, "text/csv")}
        return await self.client.post("/v1/imports", headers=headers, data=data, files=files)

    async def fill(self) -> None:
        """Import the small district."""
        for kind, content in FILES.items():
            answer = await self.upload(kind, content)
            assert answer.status_code == 201, answer.text

    async def scenario(self, document: dict[str, Any] | None = None) -> str:
        """Create a scenario and return its address."""
        body = {"name": "Draft", "fiscal_year": YEAR, "policy": document or policy()}
        answer = await self.post("/v1/scenarios", body)
        assert answer.status_code == 201, answer.text
        return str(answer.headers["Location"])

    async def publish(self, scenario: str, reason: str = "Adopted by the board.") -> dict[str, Any]:
        """Calculate and publish a scenario; return the run."""
        result = (await self.post(f"{scenario}/calculate", {})).json()
        body = {"reason": reason, "expected_result_hash": result["result_hash"]}
        answer = await self.post(f"{scenario}/publish", body)
        assert answer.status_code == 201, answer.text
        run: dict[str, Any] = json.loads(answer.text)
        return run


@pytest.fixture(scope="session")
def allocation_database(migrated: Callable[[str], ServiceDatabase]) -> ServiceDatabase:
    return migrated("allocation")


@pytest.fixture
async def allocation(
    allocation_database: ServiceDatabase, nats: NatsServer, tmp_path: Path
) -> AsyncIterator[Allocation]:
    """Yield the service with a district of its own, so that tests do not meet."""
    async with in_process("allocation", allocation_database, nats, tmp_path) as running:
        yield Allocation(running.client, running.identities, running.app.state.database, uuid4())


@pytest.fixture
async def filled(allocation: Allocation) -> Allocation:
    """Yield the service with the small district imported."""
    await allocation.fill()
    return allocation
