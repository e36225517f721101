"""Planning's transaction and its repositories."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.planning.store.funding import Fundings
from shared.unit_of_work import UnitOfWork


class PlanningUnitOfWork(UnitOfWork):
    """A district's transaction in planning."""

    fundings: Fundings

    def _open(self, session: AsyncSession) -> None:
        super()._open(session)
        self.fundings = Fundings(session, self.district_id)
