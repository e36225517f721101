"""Small districts for the engine's tests, written in few words."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from services.allocation.domain.engine import allocate
from services.allocation.domain.inputs import (
    CountRow,
    CurrentBudget,
    Inputs,
    MeasureRow,
    RevenueSource,
    School,
    SchoolGrant,
)
from services.allocation.domain.policy import Policy, policy_from_document
from services.allocation.domain.prepare import prepare
from services.allocation.domain.result import Result

LEVELS = ("elementary", "middle", "high")
NEEDS = ("all", "poverty", "english_learner", "special_education")


def inputs(
    counts: Mapping[str, Mapping[str, object]],
    sources: Mapping[str, int],
    *,
    current: Mapping[str, int] | None = None,
    measures: Mapping[str, Mapping[str, str]] | None = None,
    grants: Sequence[tuple[str, str, int]] = (),
    restricted: Sequence[str] = (),
    schools: Mapping[str, Mapping[str, Any]] | None = None,
) -> Inputs:
    """Counts by school and ``need`` or ``need@level``; the level is elementary unless said."""
    rows = []
    levels: dict[str, set[str]] = {}
    for school_id, needs in counts.items():
        levels[school_id] = set()
        for name, pupils in needs.items():
            need, _, level = name.partition("@")
            levels[school_id].add(level or "elementary")
            rows.append(CountRow(school_id, level or "elementary", need, Decimal(str(pupils))))
    named = schools or {}
    return Inputs(
        schools=tuple(
            School(
                **{"school_id": s, "name": f"School {s}", "levels": tuple(sorted(found - {"*"})), **named.get(s, {})}
            )
            for s, found in levels.items()
        ),
        counts=tuple(rows),
        revenue_sources=tuple(
            RevenueSource(source_id, source_id, "state", source_id in restricted, cents)
            for source_id, cents in sources.items()
        ),
        measures=tuple(
            MeasureRow(school_id, measure, Decimal(value))
            for measure, values in (measures or {}).items()
            for school_id, value in values.items()
        ),
        current_budgets=tuple(CurrentBudget(school_id, None, cents) for school_id, cents in (current or {}).items()),
        school_grants=tuple(SchoolGrant(source, school, "", cents) for source, school, cents in grants),
    )


def source(source_id: str, *rules: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """An unlocked source with rules."""
    return {"source_id": source_id, "distribution": "unlocked", "rules": list(rules), **more}


def policy(*sources: Mapping[str, Any], adjustments: Sequence[Mapping[str, Any]] = (), **more: Any) -> Policy:
    """A policy over the usual levels and needs."""
    document = {
        "name": "Test",
        "fiscal_year": 2027,
        "levels": LEVELS,
        "need_categories": NEEDS,
        "sources": list(sources),
        "adjustments": list(adjustments),
    }
    return policy_from_document(document | more)


def run(data: Inputs, decisions: Policy) -> Result:
    """Prepare and allocate, and check what must hold for every result."""
    result = allocate(prepare(data, LEVELS, NEEDS), decisions)
    check_invariants(result)
    return result


def check_invariants(result: Result) -> None:
    """Every source, every school and the district sum, to the cent."""
    document = result.to_json_dict()
    for row in document["sources"]:
        parts = ("locked_cents", "central_share_cents", "school_grant_cents", "formula_cents", "top_up_cents")
        summed = sum(row[part] for part in parts) - row["reduction_cents"] + row["reserve_cents"]
        assert summed == row["amount_cents"]
        assert row["difference_cents"] == 0
        assert min(row["central_share_cents"], row["reserve_cents"], row["top_up_cents"], row["reduction_cents"]) >= 0
        amounts = [c["amounts_cents"] for c in document["components"] if c["source_id"] == row["source_id"]]
        to_schools = row["school_grant_cents"] + row["formula_cents"] + row["top_up_cents"] - row["reduction_cents"]
        assert sum(map(sum, amounts)) == to_schools
        if amounts:
            assert min(map(sum, zip(*amounts, strict=True)), default=0) >= 0
    columns = [component["amounts_cents"] for component in document["components"]]
    by_school = [sum(cells) for cells in zip(*columns, strict=True)] or [0] * len(document["school_ids"])
    assert by_school == document["totals_cents"]
    assert document["totals_cents"] == [
        formula + top_up - reduction
        for formula, top_up, reduction in zip(
            document["formula_cents"], document["top_up_cents"], document["reduction_cents"], strict=True
        )
    ]
    assert document["district"]["difference_cents"] == 0


def by_school(result: Result, component_id: str) -> dict[str, int]:
    """Cents of one component by school."""
    component = next(c for c in result.components if c.component_id == component_id)
    return dict(zip(result.prepared.school_ids, component.amounts.tolist(), strict=True))


def totals(result: Result) -> dict[str, int]:
    """Cents by school."""
    return dict(zip(result.prepared.school_ids, result.totals.tolist(), strict=True))


pupil_counts = st.one_of(
    st.integers(0, 3_000).map(Decimal), st.integers(0, 300_000).map(lambda hundredths: Decimal(hundredths) / 100)
)


@st.composite
def district_counts(draw: st.DrawFn, largest: int = 12) -> dict[str, dict[str, Decimal]]:
    """Counts of a random district, with K-8 schools and schools without pupils."""
    counts: dict[str, dict[str, Decimal]] = {}
    for number in range(draw(st.integers(1, largest))):
        levels = draw(st.lists(st.sampled_from(LEVELS), min_size=1, max_size=2, unique=True))
        counts[f"{number:03d}"] = {
            f"{need}@{level}": draw(pupil_counts)
            for level in levels
            for need in draw(st.sampled_from([NEEDS, NEEDS[:2]]))
        }
    return counts


decimals = st.integers(0, 5_000_000).map(lambda micro: str(Decimal(micro) / 1_000_000))


@st.composite
def cell_weights(draw: st.DrawFn) -> list[dict[str, str]]:
    """Weights of random cells, named levels and ``*`` mixed."""
    cells = draw(
        st.lists(
            st.tuples(st.sampled_from((*LEVELS, "*")), st.sampled_from(NEEDS)), min_size=1, max_size=8, unique=True
        )
    )
    return [{"level": level, "need_category": need, "weight": draw(decimals)} for level, need in cells]
