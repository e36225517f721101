"""Every figure that a result shows can be explained, and the explanation comes to the figure."""

from collections.abc import Iterator
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.allocation.domain.errors import Infeasible
from services.allocation.domain.explain import NothingToExplain
from services.allocation.domain.explain_origin import DataVersion, Decision, with_origin
from services.allocation.domain.explain_subject import Figure, Subject, explain_subject
from services.allocation.domain.explain_words import in_words
from services.allocation.domain.explanation import Explanation
from services.allocation.domain.matrix import fixed_places, rate_text
from services.allocation.domain.result import Result
from tests.allocation.domain.district import district_counts, inputs, policy, run, source
from tests.allocation.domain.test_explain import check
from tests.allocation.domain.test_invariants import any_policy

_SCHOOL_COLUMNS: dict[Figure, str] = {
    "amount": "totals_cents",
    "formula": "formula_cents",
    "top_up": "top_up_cents",
    "reduction": "reduction_cents",
    "current": "current_cents",
    "minimum": "minimum_cents",
    "change": "change_cents",
}
_LINES: tuple[Figure, ...] = (
    "amount",
    "locked",
    "central_share",
    "school_grant",
    "formula",
    "top_up",
    "reduction",
    "reserve",
    "difference",
)


def shown_figures(result: Result) -> Iterator[tuple[Subject, object]]:
    """Yield every figure of a result with the value that its document shows."""
    document = result.to_json_dict()
    for row, school_id in enumerate(document["school_ids"]):
        for figure, column in _SCHOOL_COLUMNS.items():
            yield Subject(school_id, figure=figure), document[column][row]
        yield Subject(school_id, figure="change_share"), document["change_bp"][row]
        yield Subject(school_id, figure="pupils"), document["pupil_counts"][row]
        for need, shares in document["need_shares_bp"].items():
            yield Subject(school_id, figure="need_share", need_category=need), shares[row]
        for component in document["components"]:
            subject = Subject(school_id, component["source_id"], component["component_id"])
            yield subject, component["amounts_cents"][row]
    for line in document["sources"]:
        for figure in _LINES:
            yield (
                Subject(source_id=line["source_id"], figure=figure),
                line[f"{figure}_cents"],
            )
    for figure in ("amount", "locked", "central_share", "to_schools", "reserve", "difference"):
        yield Subject(figure=figure), document["district"][f"{figure}_cents"]
    for figure in ("gaining", "losing", "unchanged"):
        yield Subject(figure=figure), document["winners"][figure]
    for component in document["components"]:
        yield Subject(component_id=component["component_id"]), sum(component["amounts_cents"])
    for cell in document["matrix"]:
        named = {"source_id": cell["source_id"], "level": cell["level"], "need_category": cell["need_category"]}
        yield Subject(figure="rate", **named), cell["rate_dollars"]
        yield Subject(figure="weight", **named), cell["weight"]
        yield Subject(figure="weight_own_level", **named), cell["weight_own_level"]
    yield Subject(figure="school_control"), document["school_control_bp"]


def shown(subject: Subject, tree: Explanation) -> object:
    """Return the value as the result shows it."""
    exact = tree.exact or Fraction()
    match subject.figure:
        case "rate":
            return rate_text(exact.numerator, exact.denominator)
        case "weight" | "weight_own_level":
            return fixed_places(exact.numerator, exact.denominator)
        case "change_share" | "need_share" | "school_control":
            basis_points = exact * 100
            return (2 * basis_points.numerator + basis_points.denominator) // (2 * basis_points.denominator)
        case "pupils":
            return f"{float(exact):.2f}"
        case "gaining" | "losing" | "unchanged":
            return int(exact)
        case _:
            return tree.value_cents


def check_every_figure(result: Result) -> None:
    for subject, value in shown_figures(result):
        if value is None:
            with pytest.raises(NothingToExplain):
                explain_subject(result, subject)
            continue
        tree = explain_subject(result, subject)
        assert shown(subject, tree) == value, subject
        check(tree)
        for language in ("en", "es"):
            assert in_words(tree, language)
            assert tree.to_json_dict(language)["label"]


@given(counts=district_counts(4), money=st.lists(st.integers(0, 10**11), min_size=1, max_size=2), data=st.data())
def test_every_figure_of_every_policy(counts: dict[str, Any], money: list[int], data: st.DataObject) -> None:
    sources = {f"S{number}": cents for number, cents in enumerate(money)}
    drawn = data.draw(any_policy(list(sources)))
    current = {school: data.draw(st.integers(0, 10**10)) for school in counts if data.draw(st.booleans())}
    try:
        result = run(inputs(counts, sources, current=current), policy(*drawn["sources"]))
    except Infeasible:
        return
    check_every_figure(result)


def adjusted() -> Result:
    pool = {"kind": "weighted_pool", "rule_id": "p", "weights": [{"need_category": "all", "weight": "1"}]}
    rates = {
        "kind": "per_pupil",
        "rule_id": "r",
        "base_dollars": "3.5",
        "weights": [{"need_category": "all", "weight": "2"}],
    }
    data = inputs(
        {"A": {"all": 7}, "B": {"all": 11, "poverty": 3}, "C": {"all": "13.33"}, "D": {"all": 29}},
        {"S": 320_007, "T": 100_001, "R": 9_000, "L": 77, "N": 5},
        current={"A": 90_000, "B": 70_000, "C": 50_000, "D": 10_000},
        grants=[("R", "A", 11)],
        restricted=["L"],
    )
    some = {"kind": "rule", "conditions": [{"subject": "pupil_count", "operator": ">=", "value": "8"}]}
    rules = (
        source("S", rates, pool, central_share={"percent_bp": 333}),
        source("T", pool, eligibility=some, central_services=[{"name": "Buses", "amount_cents": 1_001}]),
        {"source_id": "R", "distribution": "school_grant"},
        {"source_id": "L", "distribution": "locked"},
    )
    adjustments: list[dict[str, Any]] = [
        {
            "kind": "minimum_operational_budget",
            "adjustment_id": "mob",
            "per_school": [{"school_id": "A", "amount_cents": 42_500}],
            "per_pupil": [{"level": "*", "amount_cents": 1_033}],
            "payer": {"kind": "central_share", "source_id": "S"},
        },
        {"kind": "hold_harmless", "adjustment_id": "hh", "percent_bp": 5_750, "payer": {"kind": "gainers"}},
    ]
    return run(data, policy(*rules, adjustments=adjustments))


def test_every_figure_of_adjusted_budgets() -> None:
    result = adjusted()
    assert result.top_ups.any()
    assert result.reductions.any()
    check_every_figure(result)


def test_dollars_per_pupil_rest_on_total_and_pupils() -> None:
    result = adjusted()
    tree = explain_subject(result, Subject("D", figure="per_pupil"))
    assert tree.exact == Fraction(int(result.totals[3]), 2_900)
    assert [child.unit for child in tree.children] == ["dollars", "pupils"]


@pytest.mark.parametrize(
    "subject",
    [
        Subject("Z", figure="change"),
        Subject("A", figure="locked"),
        Subject(source_id="S", figure="change_share"),
        Subject(figure="minimum"),
        Subject(source_id="Z"),
        Subject(component_id="Z"),
        Subject(figure="rate", level="elementary"),
        Subject(figure="rate", level="nowhere", need_category="all"),
        Subject("A", figure="need_share", need_category="nothing"),
    ],
)
def test_what_is_not_there_is_refused_in_a_sentence(subject: Subject) -> None:
    with pytest.raises(NothingToExplain, match=r"^[A-Zn]"):
        explain_subject(adjusted(), subject)


def test_each_figure_by_name_has_an_answer_somewhere() -> None:
    result = adjusted()
    wheres: tuple[dict[str, str], ...] = ({"school_id": "A"}, {}, {"source_id": "S"})
    for figure in get_args(Figure):
        answers = 0
        for where in wheres:
            try:
                explain_subject(result, Subject(**where, figure=figure, level="elementary", need_category="all"))
            except NothingToExplain:
                continue
            answers += 1
        assert answers, figure


def test_the_last_branch_names_policy_author_time_and_data() -> None:
    result = adjusted()
    when = datetime(2026, 6, 23, 18, 5, tzinfo=UTC)
    data = [
        DataVersion("counts", 3, "counts.csv", when, "Ana Ruiz"),
        DataVersion("revenue_sources", 2, "money.csv", when, "Ana Ruiz", label="likely"),
    ]
    decision = Decision("Plan B", 4, published_by="Kim Lee", published_at=when, reason="Board vote 5-2", data=data)
    text = with_origin(explain_subject(result, Subject("A")), result, decision).to_text()
    for said in ("Plan B, version 4", "Kim Lee", "2026-06-23 18:05 UTC", "Board vote 5-2", "version 3,", "Ana Ruiz"):
        assert said in text
    assert "revenue sources, version 2 (likely), from money.csv" in text
    assert result.policy_hash in text
    unsaved = with_origin(explain_subject(result, Subject("A")), result, Decision("Plan B", 4, is_unsaved=True))
    assert "nobody has saved" in unsaved.to_text()


def test_plain_words_name_the_largest_parts_first() -> None:
    words = in_words(explain_subject(adjusted(), Subject("D")))
    assert words[0] == "Budget of School D: $1,964.23."
    assert words[1].startswith("It is $")
    assert all(sentence.endswith(".") for sentence in words)
    assert in_words(explain_subject(adjusted(), Subject("D")), "es")[0] == "Presupuesto de School D: $1,964.23."
