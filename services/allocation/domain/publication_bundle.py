"""A publication in one file: its policy, its inputs and its result, so that anybody can calculate it again."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, ValidationError

from services.allocation.domain.inputs import (
    CountRow,
    CurrentBudget,
    Inputs,
    MeasureRow,
    RevenueSource,
    School,
    SchoolGrant,
)
from services.allocation.domain.limits import ALL_PUPILS
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Prepared, prepare
from services.allocation.domain.verification import Published

KIND = "ssfr-publication"
BUNDLE_VERSION = 1
_Date = Annotated[str, Field(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")]
_Figure = Annotated[str, Field(pattern=r"^-?[0-9]{1,20}(\.[0-9]{1,6})?$")]


class BundleUnreadable(ValueError):
    """The file is not a publication's bundle; says where."""


class _Rows(BaseModel):
    """The rows as :meth:`Inputs.to_document` writes them."""

    model_config = ConfigDict(extra="forbid")

    schools: list[tuple[str, str, list[str], str, str, str, list[str], _Date, _Date]]
    counts: list[tuple[str, str, str, _Figure]]
    measures: list[tuple[str, str, _Figure]]
    revenue_sources: list[tuple[str, str, str, StrictBool, StrictInt, str]]
    current_budgets: list[tuple[str, str, StrictInt]]
    school_grants: list[tuple[str, str, str, StrictInt]]


class Bundle(BaseModel):
    """The file."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["ssfr-publication"]
    bundle_version: Literal[1]
    run: dict[str, Any]
    policy: Policy
    inputs: _Rows
    result: dict[str, Any]


def bundle_document(
    run: Mapping[str, Any], policy: Policy, inputs: Inputs, result: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the bundle of a publication."""
    return {
        "kind": KIND,
        "bundle_version": BUNDLE_VERSION,
        "run": dict(run),
        "policy": policy.model_dump(mode="json"),
        "inputs": inputs.to_document(),
        "result": dict(result),
    }


def parse_bundle(text: str | bytes) -> Bundle:
    """Read a bundle.

    Raises:
        BundleUnreadable: It is no bundle, or damaged; names the first place.
    """
    try:
        return Bundle.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = "/".join(map(str, first["loc"])) or "the file"
        raise BundleUnreadable(f"{place}: {first['msg']}") from error


def inputs_of(bundle: Bundle) -> Inputs:
    """Return the bundle's rows."""
    rows = bundle.inputs
    return Inputs(
        schools=tuple(
            School(
                school_id, name, tuple(levels), school_type, low or None, high or None, frozenset(flags),
                date.fromisoformat(opened) if opened else None, date.fromisoformat(closed) if closed else None,
            )
            for school_id, name, levels, school_type, low, high, flags, opened, closed in rows.schools
        ),
        counts=tuple(CountRow(school, level, need, Decimal(count)) for school, level, need, count in rows.counts),
        revenue_sources=tuple(
            RevenueSource(source_id, name, funder, restricted, cents, account or None)
            for source_id, name, funder, restricted, cents, account in rows.revenue_sources
        ),
        measures=tuple(MeasureRow(school, measure, Decimal(value)) for school, measure, value in rows.measures),
        current_budgets=tuple(
            CurrentBudget(school, source or None, cents) for school, source, cents in rows.current_budgets
        ),
        school_grants=tuple(
            SchoolGrant(source, school, label, cents) for source, school, label, cents in rows.school_grants
        ),
    )  # fmt: skip


def published_of(bundle: Bundle) -> Published:
    """Return what the bundle says was published.

    Raises:
        BundleUnreadable: It does not name the hashes.
    """
    names = ("engine_version", "policy_hash", "inputs_hash", "result_hash")
    missing = [name for name in names if not isinstance(bundle.run.get(name), str)]
    if missing or not {"school_ids", "totals_cents"} <= set(bundle.result):
        raise BundleUnreadable(f"run: {', '.join(missing) or 'the result'} is missing")
    engine, policy, inputs, result = (str(bundle.run[name]) for name in names)
    return Published(engine, policy, inputs, result, bundle.result)


def prepare_as_published(inputs: Inputs, policy: Policy) -> Prepared:
    """Lay inputs out for a policy, with the levels and needs that only the data speak of."""
    levels = [*policy.levels, *sorted({name for school in inputs.schools for name in school.levels} - {*policy.levels})]
    counted = {row.need_category for row in inputs.counts} | {ALL_PUPILS}
    needs = [*policy.need_categories, *sorted(counted - {*policy.need_categories})]
    return prepare(inputs, levels, needs)
