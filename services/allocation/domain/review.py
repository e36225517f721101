"""The review of a scenario: its states, and which step leads from which to which."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

State = Literal["draft", "in_review", "approved", "board_approved", "published", "revised"]
Step = Literal["submitted", "withdrawn", "sent_back", "approved", "board_approved", "published", "revised"]
Requirement = Literal["nothing", "approval", "board_approval"]

STATES: tuple[State, ...] = get_args(State)
REQUIREMENTS: tuple[Requirement, ...] = get_args(Requirement)


@dataclass(frozen=True, slots=True)
class Move:
    """Where a step may be taken, and where it leads."""

    allowed_in: frozenset[State]
    leads_to: State
    needs_reason: bool = False


_UNDER_REVIEW: frozenset[State] = frozenset({"in_review", "approved", "board_approved"})
_OPEN: frozenset[State] = frozenset({"draft", "in_review", "approved", "board_approved", "published", "revised"})

MOVES: Mapping[Step, Move] = MappingProxyType(
    {
        "submitted": Move(frozenset({"draft"}), "in_review"),
        "withdrawn": Move(_UNDER_REVIEW, "draft"),
        "sent_back": Move(_UNDER_REVIEW, "draft", needs_reason=True),
        "approved": Move(frozenset({"in_review"}), "approved"),
        "board_approved": Move(frozenset({"approved"}), "board_approved"),
        "published": Move(_OPEN, "published"),
        "revised": Move(frozenset({"published"}), "revised"),
    }
)


class StepNotPossible(ValueError):
    """The state does not allow the step."""

    def __init__(self, step: Step, state: State) -> None:
        super().__init__(f"{step} is not possible in {state}")
        self.step = step
        self.state = state


def state_now(recorded: State | None, recorded_version: int | None, version: int) -> State:
    """Return the state of a scenario's present version.

    What was reviewed is one version: once it is changed it is a draft again, and what was decided of the version
    before stays in the record.
    """
    return recorded if recorded is not None and recorded_version == version else "draft"


def after(step: Step, state: State) -> State:
    """Return the state that a step leads to.

    Raises:
        StepNotPossible: The state does not allow it.
    """
    move = MOVES[step]
    if state not in move.allowed_in:
        raise StepNotPossible(step, state)
    return move.leads_to


def possible_steps(state: State) -> tuple[Step, ...]:
    """Return the steps that people may take in a state; publishing and revising happen by publishing."""
    return tuple(
        step for step, move in MOVES.items() if state in move.allowed_in and step not in {"published", "revised"}
    )


def is_satisfied(requires: Requirement, state: State) -> bool:
    """Return whether a state fulfils what a district asks for before publishing."""
    if requires == "nothing":
        return True
    enough: frozenset[State] = (
        frozenset({"board_approved"}) if requires == "board_approval" else frozenset({"approved", "board_approved"})
    )
    return state in enough
