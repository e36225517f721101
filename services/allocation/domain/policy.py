"""A policy: every decision of a district about one fiscal year's money, as one document."""

import json
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, model_validator

from services.allocation.domain.adjustments import Adjustment
from services.allocation.domain.canonical import canonical_hash
from services.allocation.domain.derived_measures import DerivedMeasure
from services.allocation.domain.eligibility_rules import Eligibility, EligibleAll
from services.allocation.domain.errors import PolicyProblem, PolicyProblems
from services.allocation.domain.exact_types import BasisPoints, Cents, Code, Label, PolicyPart, is_empty, is_unset
from services.allocation.domain.expressions.nodes import ExpressionFault
from services.allocation.domain.formula_rules import Figure, money_text, times_text
from services.allocation.domain.limits import ALL_PUPILS, BASIS_POINTS
from services.allocation.domain.rules import Rule
from shared.validation_faults import fault_message, fault_pointer


class CentralShare(PolicyPart):
    """What is held centrally: a share of the source in basis points, or an amount in cents."""

    percent_bp: BasisPoints | None = None
    amount_cents: Cents | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> "CentralShare":
        if (self.percent_bp is None) == (self.amount_cents is None):
            raise ValueError("give either percent_bp or amount_cents")
        return self


class CentralService(PolicyPart):
    """A service the central share pays for, and whether it stays central, goes to schools, or is sold to them.

    What is devolved or sold is no part of the central share, so schools receive its money; of what is sold they
    then buy as much as they have of ``sold_per``, at the price.
    """

    name: Label
    mode: Literal["central", "devolved", "sold"] = "central"
    amount_cents: Cents = 0
    price_cents: Cents | None = Field(
        default=None, exclude_if=is_unset, description="What schools pay for one unit of a sold service."
    )
    sold_per: Figure | None = Field(
        default=None, exclude_if=is_unset, description="What is counted as units: pupils, fte; null: one per school."
    )

    @property
    def charge_expression(self) -> str:
        """What a school pays that buys the service: the price of each of its units."""
        price = money_text(self.price_cents or 0)
        return price if self.sold_per is None else times_text(price, self.sold_per)


class Flexibility(PolicyPart):
    """What a school may do with the money, where that rule comes from, and whether it is kept."""

    object_codes: tuple[Label, ...] = ()
    job_classes: tuple[Label, ...] = ()
    need_categories: tuple[Code, ...] = ()
    origin: Literal["district", "state", "federal"] | None = None
    status: Literal["kept", "relaxed", "waived"] | None = None


class SourcePolicy(PolicyPart):
    """The decisions about one revenue source."""

    source_id: Code
    distribution: Literal["unlocked", "locked", "school_grant"]
    control: Literal["school", "school_visible", "central"] = "school"
    central_share: CentralShare | None = Field(
        default=None, description="null: the sum of the central_services whose mode is central."
    )
    central_services: tuple[CentralService, ...] = ()
    eligibility: Eligibility = Field(default_factory=EligibleAll)
    flexibility: Flexibility = Field(default_factory=Flexibility)
    rules: tuple[Rule, ...] = ()

    @model_validator(mode="after")
    def _locked_money_has_no_rules(self) -> "SourcePolicy":
        if self.distribution == "locked" and (self.rules or self.central_share is not None):
            raise ValueError("a locked source stays where it is: it has neither rules nor a central share")
        if self.distribution == "unlocked" and not self.rules and not self._all_central:
            raise ValueError("an unlocked source needs at least one rule")
        if self.distribution == "school_grant" and any(rule.kind != "school_grant" for rule in self.rules):
            raise ValueError("a school_grant source has only rules of kind school_grant; use distribution unlocked")
        names = [rule.rule_id for rule in self.rules]
        if len(names) != len(set(names)):
            raise ValueError(f"rule_id must differ within the source: {', '.join(names)}")
        return self

    @property
    def _all_central(self) -> bool:
        return self.central_share is not None and self.central_share.percent_bp == BASIS_POINTS


class LevelGroup(PolicyPart):
    """A name for several levels, such as grades: a weight or rate of the group is that of each, unless it has one."""

    level_group: Code
    levels: tuple[Code, ...] = Field(min_length=1)


class NeedUnion(PolicyPart):
    """A need category that counts each pupil of several others once (an unduplicated count)."""

    need_category: Code
    of: tuple[Code, ...] = Field(min_length=2)


class Policy(PolicyPart):
    """Every decision about one fiscal year's money."""

    schema_version: Literal[1] = 1
    name: Annotated[Label, Field(min_length=1)]
    fiscal_year: Annotated[int, Field(strict=True, ge=1990, le=2100, description="Named by the year it ends in.")]
    fiscal_year_start_month: Annotated[int, Field(strict=True, ge=1, le=12)] = 7
    levels: tuple[Code, ...] = Field(default=("elementary", "middle", "high"), min_length=1)
    need_categories: tuple[Code, ...] = Field(default=(ALL_PUPILS,), min_length=1)
    duplicated_categories: tuple[Code, ...] = Field(
        default=(), description="Need categories in which one pupil may count more than once."
    )
    level_groups: tuple[LevelGroup, ...] = Field(
        default=(),
        exclude_if=is_empty,
        description="Names for several levels, wherever a rule, condition or expression names a level.",
    )
    unions: tuple[NeedUnion, ...] = Field(
        default=(),
        exclude_if=is_empty,
        description="Unduplicated categories; checked against the categories they unite.",
    )
    rounding_unit_cents: Annotated[int, Field(strict=True, ge=1, le=1_000_000)] = Field(
        default=1, description="1: cents, 100: whole dollars."
    )
    derived_measures: tuple[DerivedMeasure, ...] = Field(default=(), max_length=200)
    sources: tuple[SourcePolicy, ...] = Field(min_length=1)
    adjustments: tuple[Adjustment, ...] = ()

    @model_validator(mode="after")
    def _names_differ(self) -> "Policy":
        for what, names in (
            ("levels", self.levels),
            ("need_categories", self.need_categories),
            ("source_id", tuple(source.source_id for source in self.sources)),
            ("unions", tuple(union.need_category for union in self.unions)),
            ("level_groups", tuple(level for group in self.level_groups for level in group.levels)),
            ("level_group", (*self.levels, *(group.level_group for group in self.level_groups))),
            ("adjustment_id", tuple(adjustment.adjustment_id for adjustment in self.adjustments)),
        ):
            if len(names) != len(set(names)):
                raise ValueError(
                    f"{what}: {', '.join(sorted({n for n in names if names.count(n) > 1}))} is listed twice"
                )
        if ALL_PUPILS not in self.need_categories:
            raise ValueError('need_categories must contain "all", the category of every pupil')
        for what, named, known in (
            ("level_groups", {level for group in self.level_groups for level in group.levels}, self.levels),
            (
                "unions",
                {need for union in self.unions for need in (union.need_category, *union.of)},
                self.need_categories,
            ),
        ):
            if not named <= set(known):
                raise ValueError(f"{what}: {', '.join(sorted(named - set(known)))} is not listed in the policy")
        return self

    @property
    def levels_by_group(self) -> dict[str, tuple[str, ...]]:
        """The levels that each group's name stands for."""
        return {group.level_group: group.levels for group in self.level_groups}

    def policy_hash(self) -> str:
        """Return the hash of the policy's canonical JSON."""
        document = self.model_dump(mode="json")
        # Policies without derived measures keep the hash they had before there were any.
        if not self.derived_measures:
            del document["derived_measures"]
        # Nor does a minimum that no measure sets: it was hashed before a measure could.
        for adjustment in document["adjustments"]:
            if adjustment.get("measure", "") is None:
                del adjustment["measure"]
        return canonical_hash(document)


def parse_policy(text: str | bytes) -> Policy:
    """Read a policy from JSON text; decimals stay exact.

    Raises:
        PolicyProblems: Not JSON, a key twice or unknown, or a value out of bounds; all faults are listed.
    """
    try:
        document = json.loads(
            text, parse_float=Decimal, parse_constant=_refuse_constant, object_pairs_hook=_no_key_twice
        )
    except (ValueError, RecursionError) as error:
        raise PolicyProblems(
            [
                PolicyProblem(
                    "", "not_json", f"the policy is not valid JSON: {error}", "Check commas, quotes and brackets."
                )
            ]
        ) from error
    return policy_from_document(document)


def policy_from_document(document: object) -> Policy:
    """Check a policy that is already parsed.

    Raises:
        PolicyProblems: Every fault, with its JSON pointer.
    """
    try:
        return Policy.model_validate(document)
    except ValidationError as error:
        problems = [_problem(fault, document) for fault in error.errors(include_url=False)]
        # A list whose only entry is wrong is reported as empty too; the entry's own fault says it better.
        pointers = [problem.pointer for problem in problems]
        raise PolicyProblems(
            [
                problem
                for problem in problems
                if problem.code != "too_short"
                or not any(pointer.startswith(problem.pointer + "/") for pointer in pointers)
            ]
        ) from error


def policy_schema() -> dict[str, Any]:
    """Return the JSON Schema of a policy."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Policy.model_json_schema()}


def _problem(fault: Any, document: object) -> PolicyProblem:
    kind = str(fault["type"])
    pointer = fault_pointer(fault["loc"], document, is_missing=kind == "missing")
    error = fault.get("ctx", {}).get("error")
    if isinstance(error, ExpressionFault):
        # It says itself what to do, and where in the expression.
        return PolicyProblem(pointer, error.fault.code, str(error.fault), error.fault.remedy)
    remedy = {
        "extra_forbidden": "Remove the key or correct its spelling; docs/allocation/policy.md lists all keys.",
        "missing": "Add the key.",
        "union_tag_invalid": "Use one of the kinds listed.",
        "union_tag_not_found": 'Add "kind".',
    }.get(kind, "Correct the value; docs/allocation/policy.md says what is allowed.")
    return PolicyProblem(pointer, kind, fault_message(str(fault["msg"])), remedy)


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) != len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"key {next(key for key in keys if keys.count(key) > 1)!r} appears twice")
    return document
