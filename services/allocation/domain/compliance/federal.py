"""Which money is federal."""

from collections.abc import Mapping

from services.allocation.domain.inputs import RevenueSource
from services.allocation.domain.staff import StaffLine, names_federal_money


def is_federal(source: RevenueSource) -> bool:
    """Say whether a revenue source is federal: by its funder; by its account where no funder is named."""
    funder = source.funder.strip().casefold()
    if funder:
        return "federal" in funder
    return names_federal_money(source.account_code or "")


def is_paid_federally(line: StaffLine, sources: Mapping[str, RevenueSource]) -> bool:
    """Say whether a staff line is paid by federal money: as payroll says, or as its revenue source is known."""
    source = sources.get(line.funding)
    return line.federal if source is None else is_federal(source)
