"""A policy to start from, fitted to a district's words and the year's revenue."""

from datetime import datetime

from services.allocation.domain.policy import Policy
from services.allocation.domain.policy_templates import Ground, find_template
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.district_settings import get_district_settings
from services.allocation.usecases.policy_refusals import TemplateNotFound
from services.allocation.usecases.refusals import DataMissing


async def policy_from_template(
    uow: AllocationUnitOfWork, template_id: str, fiscal_year: int, name: str, now: datetime
) -> Policy:
    """Return a template's policy; nothing is stored.

    Raises:
        TemplateNotFound: There is none of this id.
        DataMissing: The year has no revenue sources to share.
    """
    template = find_template(template_id)
    if template is None:
        raise TemplateNotFound(template_id)
    async with uow:
        versions = await uow.imports.latest_versions(fiscal_year)
        if "revenue_sources" not in versions:
            raise DataMissing(fiscal_year, ["revenue_sources"])
        sources = await uow.import_rows.read(versions["revenue_sources"])
        settings = (await get_district_settings(uow, now)).settings
    needs = settings.need_categories
    ground = Ground(
        name=name or template.title("en"),
        fiscal_year=fiscal_year,
        fiscal_year_start_month=settings.fiscal_year_start_month,
        levels=tuple(level.level for level in settings.levels),
        need_categories=tuple(need.need_category for need in needs),
        duplicated_categories=tuple(need.need_category for need in needs if need.duplicated),
        sources=tuple(sources),
    )
    return template.policy(ground)
