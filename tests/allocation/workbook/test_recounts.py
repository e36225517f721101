"""A recount is computed live: who pays for it, and which source carries what, for one pupil more, too."""

import io
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from services.allocation.domain.errors import Infeasible
from services.allocation.domain.result import Result
from services.allocation.files.workbook.make import district_workbook, school_workbook
from shared.testkit.libreoffice import LibreOffice
from tests.allocation.domain.district import inputs, policy, run, source
from tests.allocation.workbook.conftest import cents, check_written, one_more, read, reconciliation_of

pytestmark = pytest.mark.timeout(600)  # LibreOffice starts slowly on a busy machine

GENERATED: Final = 11
PROMISED: Final = (0, 80, 95, 99, 100, 101, 110)  # percent of what the formula gives; 0: no promise
GAINERS: Final = {"kind": "gainers"}
CENTRAL: Final = {"kind": "central_share", "source_id": "S"}
RESERVE: Final = {"kind": "reserve", "source_id": "T"}


def pool(rule_id: str, need: str, **more: object) -> dict[str, Any]:
    return {"kind": "weighted_pool", "rule_id": rule_id, "weights": [{"need_category": need, "weight": "1"}], **more}


def of_counts(
    counts: Mapping[str, int], promised: Mapping[str, int], recount: Mapping[str, Any], money: Mapping[str, int]
) -> Result:
    """Return a recount over up to three sources; every third pupil is poor, and one pool is shared by a measure."""
    needs = {school: {"all": count, "poverty": count // 3} for school, count in counts.items()}
    fixed = {school: str(9 + place % 4) for place, school in enumerate(counts)}
    decided = [
        source("S", pool("all", "all"), central_share={"percent_bp": 2_000}),
        source("T", pool("poor", "poverty", pool_share_bp=6_000)),
        source("U", {"kind": "proportional", "rule_id": "fixed", "measure": "fixed", "pool_share_bp": 9_000}),
    ]
    adjustment = {
        "kind": "recount",
        "adjustment_id": "r",
        "published": [{"school_id": school, "amount_cents": cents} for school, cents in promised.items()],
        **recount,
    }
    made = policy(*(one for one in decided if one["source_id"] in money), adjustments=[adjustment])
    return run(inputs(needs, money, measures={"fixed": fixed}), made)


def promises(counts: Mapping[str, int], money: Mapping[str, int], parts: list[int]) -> dict[str, int]:
    """Return what schools were promised: a part of what the formula gives them now; 0 parts are no promise."""
    nothing = {"payer": CENTRAL, "percent_bp": 0}
    before = of_counts(counts, {"00": 1}, nothing, money).formula.tolist()
    named = zip(sorted(counts), before, parts, strict=True)
    return {school: cents * part // 100 for school, cents, part in named if part} or {"00": 1}


def generated() -> list[tuple[Result, Result, bytes]]:
    """Return recounts, the same with another count of one school, and the workbook in which that count is typed."""
    found: list[tuple[Result, Result, bytes]] = []
    kinds: set[tuple[object, ...]] = set()

    @settings(
        max_examples=GENERATED * 12,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        pupils=st.lists(
            st.tuples(st.integers(3, 900), st.sampled_from([0, 80, 95, 99, 100, 101, 110])), min_size=2, max_size=9
        ),
        money=st.tuples(st.integers(10**5, 10**11), st.integers(10**5, 10**10), st.integers(10**5, 10**10)),
        sources=st.integers(1, 3),
        named=st.none() | st.sampled_from([["T"], ["S", "U"]]),
        payer=st.sampled_from([GAINERS, CENTRAL, RESERVE]),
        limits=st.sampled_from([{}, {"percent_bp": 3_333}, {"cap_bp": 150}, {"cap_cents": 77_777}]),
        direction=st.sampled_from(["up_only", "both"]),
        more=st.sampled_from([1, 2, 40]),
        where=st.integers(0, 8),
    )
    def draw(
        pupils: list[tuple[int, int]],
        money: tuple[int, int, int],
        sources: int,
        named: list[str] | None,
        payer: dict[str, str],
        limits: dict[str, int],
        direction: str,
        more: int,
        where: int,
    ) -> None:
        counts = {f"{place:02d}": count for place, (count, _) in enumerate(pupils)}
        have = dict(list(zip("STU", money, strict=True))[:sources])
        if payer == RESERVE and "T" not in have:
            payer = {"kind": "reserve", "source_id": "S"}
        carried = [one for one in named or [] if one in have] or None
        recount = {"payer": payer, "direction": direction, "moving_source_ids": carried, **limits}
        row = where % len(counts)
        grown = counts | {f"{row:02d}": counts[f"{row:02d}"] + more}
        kind = payer["kind"], sources, direction
        if kind in kinds or len(found) == GENERATED:
            return
        try:
            promised = promises(counts, have, [part for _, part in pupils])
            today = of_counts(counts, promised, recount, have)
            after = of_counts(grown, promised, recount, have)
        except Infeasible:
            return
        if not (today.top_ups.any() or after.top_ups.any()):
            return
        kinds.add(kind)
        found.append((today, after, one_more(district_workbook(today, cached=False), row, grown[f"{row:02d}"])))

    draw()
    return found


def test_another_count_comes_to_what_the_engine_gives_for_it(office: LibreOffice) -> None:
    cases = generated()
    assert len(cases) == GENERATED
    sources_that_carry = [
        len({c.source_id for c in after.components if c.kind == "reduction"}) for _, after, _ in cases
    ]
    assert max(sources_that_carry) == 3
    paid = [after.policy.adjustments[0].payer.kind for _, after, _ in cases]  # type: ignore[union-attr]
    assert min(map(paid.count, ("gainers", "central_share", "reserve"))) > 2
    made = [district_workbook(today, cached=False) for today, _, _ in cases]
    computed = office.recalculated([*made, *(content for _, _, content in cases)])
    same, other = computed[: len(cases)], computed[len(cases) :]
    for (today, after, _), first, second in zip(cases, same, other, strict=True):
        check(first, today)
        check(second, after)
    check_written(district_workbook(cases[0][0]), same[0])


def check(content: bytes, result: Result) -> None:
    """Every budget, what each source gives each school, and the reconciliation are the engine's, to the cent."""
    found, said = read(content), result.policy.model_dump_json()
    assert found.budgets == dict(zip(result.prepared.school_ids, result.totals.tolist(), strict=True)), said
    assert found.reconciliation == [reconciliation_of(ledger) for ledger in result.ledgers], said
    for ledger in result.ledgers:
        wanted = sum((component.amounts for component in ledger.components), np.zeros_like(result.totals))
        assert column(content, ledger.source.source_id) == wanted.tolist(), said


def column(content: bytes, title: str) -> list[int]:
    """Return a column of the budgets, in cents."""
    rows = list(openpyxl.load_workbook(io.BytesIO(content), data_only=True, read_only=True)["Budgets"].values)
    return [cents(row[rows[1].index(title)]) for row in rows[3:]]


WORKED: Final[dict[str, tuple[dict[str, Any], int, int]]] = {
    "several sources carry it": ({"payer": GAINERS, "moving_source_ids": ["S", "T", "U"]}, 3, 75),
    "the central share pays what a cap keeps back": ({"payer": CENTRAL, "cap_cents": 20_00}, 3, 75),
    "equal gains of which each pays its half": ({"payer": GAINERS, "moving_source_ids": ["S", "T"]}, 0, 71),
    "both ways, with the rest left over": ({"payer": RESERVE, "direction": "both", "cap_bp": 300}, 3, 75),
}


def test_nobody_gains_until_a_count_is_changed(office: LibreOffice) -> None:
    """Where today nothing moves at all, everything that moves then is computed, however large it is."""
    counts = {"00": 100, "01": 100, "02": 100, "03": 40}
    money = {"S": 88_000_000_03, "T": 700_000_01, "U": 90_001}
    promised = promises(counts, money, [100, 100, 100, 100])
    typed, wanted = [], []
    for recount, row, count in WORKED.values():
        today = of_counts(counts, promised, recount, money)
        assert not today.top_ups.any()
        typed.append(one_more(district_workbook(today, cached=False), row, count))
        wanted.append(of_counts(counts | {f"{row:02d}": count}, promised, recount, money))
        assert wanted[-1].top_ups.any()
    for after, content in zip(wanted, office.recalculated(typed), strict=True):
        check(content, after)


def test_a_schools_own_workbook_has_its_recount_live(office: LibreOffice) -> None:
    counts = {"00": 90, "01": 150, "02": 210, "03": 33}
    money = {"S": 1_000_000_07, "T": 200_000_01, "U": 90_001}
    promised = promises(counts, money, [101, 98, 97, 0])
    made, wanted = [], []
    for payer in (GAINERS, CENTRAL, RESERVE):
        result = of_counts(counts, promised, {"payer": payer, "moving_source_ids": ["S", "T", "U"]}, money)
        assert result.top_ups.any()
        for school_id, cents_of_school in zip(counts, result.totals.tolist(), strict=True):
            made.append(school_workbook(result, school_id, cached=False))
            wanted.append({school_id: cents_of_school})
            booked = openpyxl.load_workbook(io.BytesIO(made[-1]))["Amounts"][4]
            assert all(str(cell.value).startswith("=") for cell in booked)
    assert [read(content).budgets for content in office.recalculated(made)] == wanted
