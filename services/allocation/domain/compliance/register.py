"""The register of rules: whose rule binds each source's money, and whether the district keeps, relaxes or waives it."""

from dataclasses import dataclass
from typing import Literal

from services.allocation.domain.compliance.checks import Check, Figure, Say
from services.allocation.domain.compliance.federal import is_federal
from services.allocation.domain.inputs import RevenueSource
from services.allocation.domain.policy import SourcePolicy

CITE = "34 CFR 76.700; ESEA 8401"
Origin = Literal["district", "state", "federal"]
Status = Literal["kept", "relaxed", "waived"]


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One source's rule. ``problem`` is the key of what stands against it; empty when nothing does."""

    source: RevenueSource
    policy: SourcePolicy | None
    problem: str

    @property
    def origin(self) -> Origin | None:
        """Where the rule comes from, as the policy says."""
        return self.policy.flexibility.origin if self.policy else None

    @property
    def status(self) -> Status | None:
        """What the district does with the rule."""
        return self.policy.flexibility.status if self.policy else None


@dataclass(frozen=True, slots=True)
class Register:
    """Every source's rule, and the check."""

    entries: tuple[RegisterEntry, ...]
    check: Check


def register(sources: dict[str, RevenueSource], policies: dict[str, SourcePolicy]) -> Register:
    """Return the register of all sources, those that the policy does not mention among them."""
    entries = tuple(
        RegisterEntry(source, policies.get(source_id), _problem(source, policies.get(source_id)))
        for source_id, source in sources.items()
    )
    return Register(entries, _check(entries))


def _problem(source: RevenueSource, policy: SourcePolicy | None) -> str:
    if policy is None:
        return "unmentioned"
    origin, status = policy.flexibility.origin, policy.flexibility.status
    if origin is None:
        # Money without strings needs no rule; money with strings has one, and somebody made it.
        return "no_origin" if source.restricted else ""
    if origin == "federal" and status in {"relaxed", "waived"}:
        return "federal_waiver"
    if origin == "state" and status in {"relaxed", "waived"}:
        return "state_waiver"
    if origin == "district" and is_federal(source) and source.restricted:
        return "federal_as_district"
    return "no_status" if status is None and source.restricted else ""


def _check(entries: tuple[RegisterEntry, ...]) -> Check:
    found: dict[str, int] = {}
    for entry in entries:
        if entry.problem:
            found[entry.problem] = found.get(entry.problem, 0) + 1
    figures = (
        Figure("register_sources", len(entries), "count"),
        *(
            Figure(f"register_{status}", sum(entry.status == status for entry in entries), "count")
            for status in ("kept", "relaxed", "waived")
        ),
    )
    named = ", ".join(_name(entry) for entry in entries if entry.problem)
    values = {"count": str(sum(found.values())), "sources": named}
    if found.get("federal_as_district"):
        wrong = ", ".join(_name(entry) for entry in entries if entry.problem == "federal_as_district")
        said = {"sources": wrong}
        return Check("register", CITE, "failed", Say("register.wrong", said), Say("register.wrong.remedy"), figures)
    if found:
        return Check("register", CITE, "attention", Say("register.open", values), Say("register.open.remedy"), figures)
    return Check("register", CITE, "passed", Say("register"), None, figures)


def _name(entry: RegisterEntry) -> str:
    return entry.source.name or entry.source.source_id
