"""A floor that may rise is found where it is the nearest way to lose less, and where nothing else is a way at all."""

from decimal import Decimal

import pytest

from deploy.demo.generate import main as write_demo
from services.allocation.domain.policy import Policy, parse_policy
from services.allocation.domain.prepare import Prepared, prepare
from services.allocation.domain.solve.goals import EquitySlope, Goal, LargestLoss
from services.allocation.domain.solve.room import Move
from services.allocation.domain.solve.solve import Solution, solve
from services.allocation.files.folder import read_folder

FLOOR = "floor_percent:hold_harmless"


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> tuple[Prepared, Policy]:
    folder = tmp_path_factory.mktemp("demo")
    assert write_demo([str(folder)]) == 0
    year = max(folder.iterdir())
    policy = parse_policy((year / "policy.json").read_bytes())
    data = read_folder(year, policy, {}).inputs
    return prepare(data, policy.levels, policy.need_categories), policy


def move(setting: str, minimum: str, maximum: str, step: str) -> Move:
    return Move.model_validate({"setting": setting, "minimum": minimum, "maximum": maximum, "step": step})


MOVES = [
    move("weight:LCFF_BASE:base:*:poverty", "0.02", "0.71", "0.01"),
    move(FLOOR, "9000", "10000", "25"),
    move("central_percent:LCFF_BASE", "1000", "2500", "50"),
]


def asked(district: tuple[Prepared, Policy], slope_cents: int, loss_bp: int, moves: list[Move]) -> Solution:
    goals: list[Goal] = [
        EquitySlope(kind="equity_slope", need_category="poverty", cents_per_ten_points=slope_cents),
        LargestLoss(kind="largest_loss", percent_bp=loss_bp),
    ]
    return solve(*district, moves, goals, exhaustive_points=0)


@pytest.mark.parametrize(
    ("slope_cents", "loss_bp", "far"), [(91_234, 275, 0.75), (85_000, 250, 0.5), (80_000, 200, 0.35)]
)
def test_a_little_more_floor_goes_before_a_much_smaller_central_share(
    district: tuple[Prepared, Policy], slope_cents: int, loss_bp: int, far: float
) -> None:
    found = asked(district, slope_cents, loss_bp, MOVES).found
    assert found is not None
    # By the formula alone, without the floor, each of these costs half as much again.
    assert found.distance < far
    assert FLOOR in {change.setting.setting for change in found.changes}


def test_where_only_the_floor_moves_it_is_moved_as_far_as_needed(district: tuple[Prepared, Policy]) -> None:
    found = asked(district, 70_000, 275, [move(FLOOR, "5000", "12000", "1")]).found
    assert found is not None
    assert [(change.setting.setting, change.value) for change in found.changes] == [(FLOOR, Decimal(9_725))]
