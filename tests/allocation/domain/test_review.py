"""Every step of a review in every state: where it leads, or that it is refused."""

import pytest

from services.allocation.domain.review import (
    MOVES,
    STATES,
    Requirement,
    State,
    Step,
    StepNotPossible,
    after,
    is_satisfied,
    possible_steps,
    state_now,
)

# Rows are states; a step that is not possible in a state has no entry.
LEADS: dict[State, dict[Step, State]] = {
    "draft": {"submitted": "in_review", "published": "published"},
    "in_review": {"withdrawn": "draft", "sent_back": "draft", "approved": "approved", "published": "published"},
    "approved": {
        "withdrawn": "draft",
        "sent_back": "draft",
        "board_approved": "board_approved",
        "published": "published",
    },
    "board_approved": {"withdrawn": "draft", "sent_back": "draft", "published": "published"},
    "published": {"published": "published", "revised": "revised"},
    "revised": {"published": "published"},
}
EVERY = [(state, step) for state in STATES for step in MOVES]


def test_the_table_names_every_state() -> None:
    assert set(LEADS) == set(STATES)
    assert len(EVERY) == 6 * 7


@pytest.mark.parametrize(("state", "step"), EVERY)
def test_each_step_in_each_state(state: State, step: Step) -> None:
    if step in LEADS[state]:
        assert after(step, state) == LEADS[state][step]
        return
    with pytest.raises(StepNotPossible) as refused:
        after(step, state)
    assert (refused.value.step, refused.value.state) == (step, state)


@pytest.mark.parametrize("state", STATES)
def test_people_are_offered_what_is_possible_and_publishing_is_no_step_of_a_review(state: State) -> None:
    assert set(possible_steps(state)) == set(LEADS[state]) - {"published", "revised"}


def test_only_sending_back_needs_a_reason() -> None:
    assert {step for step, move in MOVES.items() if move.needs_reason} == {"sent_back"}


@pytest.mark.parametrize("state", STATES)
def test_what_was_decided_holds_for_the_version_it_was_decided_of(state: State) -> None:
    assert state_now(state, 3, 3) == state
    assert state_now(state, 3, 4) == "draft"
    assert state_now(None, None, 1) == "draft"


@pytest.mark.parametrize(
    ("requires", "enough"),
    [
        ("nothing", set(STATES)),
        ("approval", {"approved", "board_approved"}),
        ("board_approval", {"board_approved"}),
    ],
)
def test_what_a_district_asks_for_before_publishing(requires: Requirement, enough: set[State]) -> None:
    assert {state for state in STATES if is_satisfied(requires, state)} == enough
