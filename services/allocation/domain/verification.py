"""Is a publication what its policy and inputs give? Recomputed from what was kept, hash by hash."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.allocation.domain.canonical import canonical_hash
from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import Infeasible, InputProblems, PolicyProblems
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.result_document import ENGINE_VERSION

MOST_DIFFERENCES = 50


@dataclass(frozen=True, slots=True)
class Published:
    """What was made final: its hashes, and its document where that was kept."""

    engine_version: str
    policy_hash: str
    inputs_hash: str
    result_hash: str
    result: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class HashCheck:
    """One hash, as published and as found now."""

    name: str  # document, policy, inputs or result
    published: str
    found: str

    @property
    def agrees(self) -> bool:
        """Whether both are the same."""
        return self.published == self.found


@dataclass(frozen=True, slots=True)
class Difference:
    """A school whose amount comes out differently; None where one side has no such school."""

    school_id: str
    published_cents: int | None
    found_cents: int | None


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome: every hash, and where the result differs, the schools that do.

    Attributes:
        problem: Why it cannot be calculated now, where it cannot.
    """

    checks: tuple[HashCheck, ...]
    differences: tuple[Difference, ...]
    published_engine: str
    present_engine: str
    problem: str | None = None

    @property
    def verified(self) -> bool:
        """Whether every hash is the published one."""
        return self.problem is None and all(check.agrees for check in self.checks)


def verify(published: Published, policy: Policy, prepared: Prepared) -> Verification:
    """Recompute a publication and compare: the kept document with its own hash, then policy, inputs and result."""
    document = {name: value for name, value in published.result.items() if name != "result_hash"}
    checks = [
        HashCheck("document", published.result_hash, canonical_hash(document)),
        HashCheck("policy", published.policy_hash, policy.policy_hash()),
        HashCheck("inputs", published.inputs_hash, prepared.inputs_hash),
    ]
    try:
        result = allocate(prepared, policy)
    except (PolicyProblems, InputProblems, Infeasible) as error:
        return Verification(tuple(checks), (), published.engine_version, ENGINE_VERSION, str(error))
    checks.append(HashCheck("result", published.result_hash, result.result_hash))
    agree = all(check.agrees for check in checks)
    differences = () if agree else _differences(published.result, result.to_json_dict())
    return Verification(tuple(checks), differences, published.engine_version, ENGINE_VERSION)


def _differences(published: Mapping[str, Any], found: Mapping[str, Any]) -> tuple[Difference, ...]:
    before = dict(zip(published["school_ids"], published["totals_cents"], strict=True))
    now = dict(zip(found["school_ids"], found["totals_cents"], strict=True))
    return tuple(
        Difference(school_id, before.get(school_id), now.get(school_id))
        for school_id in sorted({*before, *now})
        if before.get(school_id) != now.get(school_id)
    )[:MOST_DIFFERENCES]
