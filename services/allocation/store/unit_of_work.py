"""Allocation's transaction and its repositories."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.allocation.store.comments import ScenarioComments
from services.allocation.store.compliance_settings import ComplianceSettingsStore
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
from shared.unit_of_work import UnitOfWork


class AllocationUnitOfWork(UnitOfWork):
    """A district's transaction in allocation."""

    settings: DistrictSettingsStore
    imports: Imports
    import_rows: ImportRows
    mappings: ImportMappings
    schools: Schools
    scenarios: Scenarios
    runs: AllocationRuns
    invitations: Invitations
    comments: ScenarioComments
    reviews: Reviews
    public_allocations: PublicAllocations
    jobs: Jobs
    compliance_settings: ComplianceSettingsStore

    def _open(self, session: AsyncSession) -> None:
        super()._open(session)
        district_id: UUID = self.district_id
        self.settings = DistrictSettingsStore(session, district_id)
        self.imports = Imports(session, district_id)
        self.import_rows = ImportRows(session, district_id)
        self.mappings = ImportMappings(session, district_id)
        self.schools = Schools(session, district_id)
        self.scenarios = Scenarios(session, district_id)
        self.runs = AllocationRuns(session, district_id)
        self.invitations = Invitations(session, district_id)
        self.comments = ScenarioComments(session, district_id)
        self.reviews = Reviews(session, district_id)
        self.public_allocations = PublicAllocations(session, district_id)
        self.jobs = Jobs(session, district_id)
        self.compliance_settings = ComplianceSettingsStore(session, district_id)
