"""Allocation's transaction and its repositories."""

from collections.abc import Callable
from typing import Generic, TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.allocation.store.comments import ScenarioComments
from services.allocation.store.compliance_settings import ComplianceSettingsStore
from services.allocation.store.count_versions import CountVersions
from services.allocation.store.district_settings import DistrictSettingsStore
from services.allocation.store.import_mappings import ImportMappings
from services.allocation.store.import_rows import ImportRows
from services.allocation.store.imports import Imports
from services.allocation.store.invitations import Invitations
from services.allocation.store.jobs import Jobs
from services.allocation.store.public_allocations import PublicAllocations
from services.allocation.store.reviews import Reviews
from services.allocation.store.runs import AllocationRuns
from services.allocation.store.scenarios import Scenarios
from services.allocation.store.schools import Schools
from shared.audit.reader import AuditTrail
from shared.unit_of_work import UnitOfWork

R = TypeVar("R")


class _Repository(Generic[R]):
    """A repository made when it is first asked for: a write that needs one does not pay for building all of them."""

    def __init__(self, make: Callable[[AsyncSession, UUID], R]) -> None:
        self._make = make
        self._name = ""

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, uow: "AllocationUnitOfWork", _owner: type) -> R:
        # Kept on the instance, where Python finds it before it asks here again.
        made = uow.__dict__[self._name] = self._make(uow.session, uow.district_id)
        return made


class AllocationUnitOfWork(UnitOfWork):
    """A district's transaction in allocation."""

    settings = _Repository(DistrictSettingsStore)
    imports = _Repository(Imports)
    import_rows = _Repository(ImportRows)
    mappings = _Repository(ImportMappings)
    schools = _Repository(Schools)
    scenarios = _Repository(Scenarios)
    runs = _Repository(AllocationRuns)
    invitations = _Repository(Invitations)
    comments = _Repository(ScenarioComments)
    reviews = _Repository(Reviews)
    public_allocations = _Repository(PublicAllocations)
    jobs = _Repository(Jobs)
    compliance_settings = _Repository(ComplianceSettingsStore)
    count_versions = _Repository(CountVersions)
    audit = _Repository(AuditTrail)

    def _open(self, session: AsyncSession) -> None:
        super()._open(session)
        # Those of the transaction before know a session that is closed.
        for name, part in vars(type(self)).items():
            if isinstance(part, _Repository):
                self.__dict__.pop(name, None)
