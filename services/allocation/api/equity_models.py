"""Equity statistics as JSON. Conventions: pupils weigh; quantile q is the smallest value that reaches share q."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from services.allocation.domain.equity import ResultEquity


class SpreadRead(BaseModel):
    """How far dollars per pupil spread; null where a figure has no meaning."""

    model_config = ConfigDict(from_attributes=True)

    mean: float = Field(description="Dollars of the average pupil.")
    median: float = Field(description="Quantile .50.")
    range: float = Field(description="Maximum less minimum.")
    restricted_range: float = Field(description="Quantile .95 less quantile .05.")
    federal_range_ratio: float | None = Field(description="Restricted range over quantile .05.")
    coefficient_of_variation: float | None = Field(description="Population standard deviation over the mean.")
    unweighted_cv: float | None = Field(description="The same, every school once.")
    sample_cv: float | None = Field(description="Every school once, sample standard deviation (n - 1).")
    gini: float | None = Field(description="Without small-sample correction.")
    mcloone: float | None = Field(description="Pupils strictly below the median.")
    mcloone_inclusive: float | None = Field(description="Pupils below or at the median.")
    verstegen: float | None = Field(description="Pupils strictly above the median.")
    verstegen_inclusive: float | None = Field(description="Pupils above or at the median.")
    theil_t: float | None = Field(description="Natural logarithm.")
    theil_l: float | None = Field(description="Mean log deviation; null where a school has nothing.")


class LineRead(BaseModel):
    """Least-squares line of dollars per pupil on the share of pupils in need."""

    model_config = ConfigDict(from_attributes=True)

    intercept: float
    slope: float = Field(description="Dollars per pupil from no pupil in need to every pupil in need.")
    correlation: float | None
    implied_weight: float | None = Field(description="Slope over intercept.")


class NeedEquityRead(BaseModel):
    """How dollars per pupil move with one need."""

    model_config = ConfigDict(from_attributes=True)

    pupil_share: float
    by_pupils: LineRead | None = Field(description="Schools weigh by pupils.")
    by_schools: LineRead | None = Field(description="Every school once.")
    elasticity: float | None = Field(description="At the mean, of the line by pupils.")
    exposed_dollars: float | None = Field(description="Dollars of the school of the average pupil in need.")
    other_dollars: float | None = Field(description="Dollars of the school of the average other pupil.")
    exposure_gap: float | None = Field(description="The first less the second.")
    need_weight: float = Field(description="Weight w used below.")
    need_adjusted_cv: float | None = Field(
        description="Coefficient of variation of x/(1+wp) with weights N(1+wp): spread among schools of equal need."
    )


class EquityReportRead(BaseModel):
    """Spread over all pupils, and by need. Never read the spread alone: it rises when money follows need."""

    model_config = ConfigDict(from_attributes=True)

    school_count: int
    pupil_count: float
    spread: SpreadRead
    needs: dict[str, NeedEquityRead]


class DecileRead(BaseModel):
    """One tenth of the pupils, by their school's share of the need; schools that tie stay together."""

    decile: int = Field(description="1 has the least need, 10 the most.")
    school_ids: list[str]
    pupil_count: float
    dollars_per_pupil: dict[str, float] = Field(
        description="Dollars over pupils by stream: unrestricted, restricted, and current where every school has one."
    )
    need_shares: dict[str, float] = Field(description="Shares of the decile's pupils.")


class EquityRead(BaseModel):
    """The equity of what a scenario gives, beside today's."""

    result_hash: str | None = Field(description="Of a published result; null for a what-if.")
    need_category: str | None = Field(description="The need that deciles are sorted by.")
    need_weight: float
    proposed: EquityReportRead
    current: EquityReportRead | None = Field(description="Over the schools with a current budget.")
    deciles: list[DecileRead] = Field(description="Empty under ten schools with pupils.")


def equity_document(equity: ResultEquity, result_hash: str | None = None) -> dict[str, Any]:
    """Return the answer's JSON."""
    ids = equity.result.prepared.school_ids
    return {
        "result_hash": result_hash,
        "need_category": equity.need_category,
        "need_weight": equity.need_weight,
        "proposed": equity.proposed,
        "current": equity.current,
        "deciles": [
            {
                "decile": decile.decile,
                "school_ids": [ids[row] for row in decile.school_rows],
                "pupil_count": decile.pupil_count,
                "dollars_per_pupil": decile.dollars_per_pupil,
                "need_shares": decile.need_shares,
            }
            for decile in equity.deciles
        ],
    }
