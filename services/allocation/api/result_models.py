"""A result as JSON: columns over the schools, so that a thousand of them travel light."""

from typing import Annotated

import orjson
from fastapi import Response
from pydantic import BaseModel, Field

from services.allocation.domain.explain_words import in_words
from services.allocation.domain.explanation import Explanation
from services.allocation.domain.phrases import Language
from shared.money import MAX_CENTS

Money = Annotated[int, Field(ge=-MAX_CENTS, le=MAX_CENTS)]


class ResultComponent(BaseModel):
    """What one rule or adjustment gives each school."""

    component_id: str
    source_id: str | None = Field(description="null: of all sources together, where only figures were asked for.")
    kind: str
    label: str
    amounts_cents: list[Money] = Field(description="Empty for a rule where only figures were asked for.")
    amount_cents: Money | None = Field(default=None, description="Of all schools; only where the amounts are left out.")
    school_count: int | None = Field(default=None, description="Schools that receive some; only there as well.")


class ResultSource(BaseModel):
    """One source, reconciled; `difference_cents` is 0."""

    source_id: str
    name: str
    funder: str
    restricted: bool
    control: str
    distribution: str
    amount_cents: Money
    locked_cents: Money
    central_share_cents: Money
    school_grant_cents: Money
    formula_cents: Money
    top_up_cents: Money
    reduction_cents: Money
    reserve_cents: Money
    difference_cents: Money
    school_count: int
    eligibility: list[int] = Field(
        description="1 for each school that may receive it; empty where all may and only figures were asked for."
    )


class ResultDistrict(BaseModel):
    """All sources together, reconciled; `difference_cents` is 0."""

    amount_cents: Money
    locked_cents: Money
    central_share_cents: Money
    to_schools_cents: Money
    reserve_cents: Money
    difference_cents: Money


class MatrixRow(BaseModel):
    """Dollars for one pupil of a level and need category; `source_id` null stands for all sources together."""

    source_id: str | None
    level: str
    need_category: str
    rate_dollars: str
    weight: str | None
    weight_own_level: str | None


class Winners(BaseModel):
    """Schools by how they compare with their current budget."""

    gaining: int
    losing: int
    unchanged: int


class ResultFinding(BaseModel):
    """Something to look at."""

    code: str
    severity: str
    message: str
    school_ids: list[str]


class _ResultColumns(BaseModel):
    """What every school receives, and the proof that every source sums; lists stand in the order of `school_ids`."""

    schema_version: int
    engine_version: str
    fiscal_year: int
    policy_name: str
    policy_hash: str
    inputs_hash: str
    school_ids: list[str]
    school_names: list[str]
    school_levels: list[list[str]]
    pupil_counts: list[str] = Field(examples=[["412.00"]])
    components: list[ResultComponent]
    totals_cents: list[Money]
    formula_cents: list[Money]
    top_up_cents: list[Money]
    reduction_cents: list[Money]
    current_cents: list[Money | None]
    minimum_cents: list[Money | None]
    change_cents: list[Money | None]
    change_bp: list[int | None]
    held_harmless: list[bool]
    need_shares_bp: dict[str, list[int | None]]
    school_control_bp: int | None
    sources: list[ResultSource]
    district: ResultDistrict
    matrix: list[MatrixRow] = Field(description="Empty where only figures were asked for.")
    winners: Winners
    findings: list[ResultFinding]


class ResultRead(_ResultColumns):
    """What every school receives, and the proof that every source sums; lists stand in the order of `school_ids`."""

    result_hash: str


class CalculatedRead(_ResultColumns):
    """A result that nothing was stored of; lists stand in the order of `school_ids`."""

    result_hash: str | None = Field(description="null where only figures were asked for.")
    schools_hash: str | None = Field(
        default=None,
        description="Stands for what is known of the schools; only where only figures were asked for. Given as "
        "`known_schools`, it keeps the next answer short.",
    )
    need_cents: list[Money] | None = Field(
        default=None,
        description="What of `formula_cents` comes with needs; the rest is base. Only with figures only.",
    )


class ExplanationRow(BaseModel):
    """A cell of an input file that a figure rests on."""

    file: str
    row: int = Field(description="Row as a spreadsheet shows it; 0 for what was typed.")
    version: int | None
    column: str
    value: str


class ExplanationRead(BaseModel):
    """A figure, its arithmetic and what it rests on, down to the files."""

    label: str
    operation: str = Field(description="How the children make the figure: sum, product, apportion, rounding ...")
    value_cents: Money | None = Field(default=None, description="The figure, where it is money in whole cents.")
    value: str | None = Field(default=None, description="The figure, where it is anything else.")
    unit: str
    formula: str = Field(examples=["500 × $3,741.00"])
    source_note: str
    children: list["ExplanationRead"]
    rows: list[ExplanationRow]


class ExplainedFigure(ExplanationRead):
    """A figure with its whole tree, and in a few sentences for families."""

    in_words: list[str] = Field(
        description="Short sentences in plain words, the most important first.",
        examples=[["Budget of Willow Creek: $2,534,940.00."]],
    )


def explanation_answer(explanation: Explanation, language: Language) -> Response:
    """Return an explanation as JSON; it is made of plain values already, so no model checks it once more."""
    document = explanation.to_json_dict(language)
    document["in_words"] = in_words(explanation, language)
    return Response(orjson.dumps(document), media_type="application/json")
