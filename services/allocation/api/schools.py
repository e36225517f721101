"""The district's schools, as last imported."""

from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field

from services.allocation.api.deps import UnitOfWorkDep, Year
from services.allocation.usecases.read_imports import list_schools as read_all
from shared.authorisation import SecuredRouter
from shared.paging import Page, PageSize, PageToken, key_of, token_after

router = SecuredRouter("allocation", prefix="/v1/schools", tags=["data"])


class SchoolRead(BaseModel):
    """A school of a fiscal year."""

    model_config = ConfigDict(from_attributes=True)

    school_id: str = Field(examples=["S-014"])
    name: str = Field(examples=["Rosa Parks K-8"])
    levels: list[str] = Field(examples=[["elementary", "middle"]])
    school_type: str = Field(examples=["district"])
    pupil_count: Decimal | None = Field(examples=["412.00"], description="All pupils; null where none were counted.")


@router.get("")
async def list_schools(
    fiscal_year: Year, uow: UnitOfWorkDep, page_size: PageSize = 200, page_token: PageToken = ""
) -> Page[SchoolRead]:
    """List the schools of a fiscal year, by id."""
    filters = f"schools:{fiscal_year}"
    rows = await read_all(uow, fiscal_year, key_of(page_token, filters), page_size + 1)
    more = token_after(rows[page_size - 1].school_id, filters) if len(rows) > page_size else ""
    return Page[SchoolRead](items=[SchoolRead.model_validate(row) for row in rows[:page_size]], next_page_token=more)
