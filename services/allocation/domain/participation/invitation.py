"""What people are invited to try: a few settings of the real formula, within bounds, in words of both languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from services.allocation.domain.errors import PolicyProblem, PolicyProblems
from services.allocation.domain.exact_types import ExactDecimal, PolicyPart
from services.allocation.domain.policy import Policy, policy_from_document
from services.allocation.domain.solve.room import Move, Room
from services.allocation.domain.solve.settings import with_values

MOST_SLIDERS = 8
MOST_STOPS = 1_000
_PLAIN = r"^[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F]*$"

Short = Annotated[str, StringConstraints(max_length=120, pattern=_PLAIN)]
Long = Annotated[str, StringConstraints(max_length=2000, pattern=_PLAIN)]


class ShortText(PolicyPart):
    """A line in both languages; without Spanish the English stands for it."""

    en: Annotated[Short, Field(min_length=1)]
    es: Short = ""


class LongText(PolicyPart):
    """A paragraph in both languages."""

    en: Long = ""
    es: Long = ""


class Slider(PolicyPart):
    """One setting that visitors move: its bounds and step, its name and what it means."""

    setting: Annotated[str, StringConstraints(min_length=1, max_length=400)]
    minimum: ExactDecimal
    maximum: ExactDecimal
    step: ExactDecimal
    name: ShortText
    help: LongText = Field(default_factory=LongText)

    @property
    def move(self) -> Move:
        """The setting with its room."""
        return Move(setting=self.setting, minimum=self.minimum, maximum=self.maximum, step=self.step)


class InvitationText(PolicyPart):
    """What an invitation says and which settings it opens."""

    title: ShortText
    introduction: LongText = Field(default_factory=LongText)
    sliders: tuple[Slider, ...] = Field(min_length=1, max_length=MOST_SLIDERS)
    comments: bool = Field(default=True, description="Whether visitors may add a comment.")

    @model_validator(mode="after")
    def _few_stops(self) -> "InvitationText":
        for slider in self.sliders:
            if slider.step > 0 and (slider.maximum - slider.minimum) / slider.step > MOST_STOPS:
                raise ValueError(f"{slider.setting} has more than {MOST_STOPS} stops: make the step larger")
        return self


@dataclass(frozen=True, slots=True)
class SliderState:
    """A slider with the value that the invitation's policy has."""

    slider: Slider
    value: Decimal
    unit: str
    kind: str


def opened_room(policy: Policy, text: InvitationText) -> Room:
    """Return the room that visitors have.

    Raises:
        PolicyProblems: A slider names no setting of the policy, or holds no step.
    """
    return Room(policy, [slider.move for slider in text.sliders])


def slider_states(policy: Policy, text: InvitationText) -> list[SliderState]:
    """Return each slider with the policy's own value, brought to where a slider can stand."""
    room = opened_room(policy, text)
    return [
        SliderState(slider, value, axis.today.unit, axis.today.kind)
        for slider, axis, value in zip(text.sliders, room.axes, room.start(), strict=True)
    ]


def proposed_policy(policy: Policy, text: InvitationText, values: Mapping[str, Decimal]) -> Policy:
    """Return the policy with a visitor's values: one for each slider, each on a stop.

    Raises:
        PolicyProblems: A value is missing, of no slider, or off the stops; at ``/values/<setting>``.
    """
    room = opened_room(policy, text)
    problems = [*_strangers(text.sliders, values)]
    changes: dict[tuple[str | int, ...], Decimal] = {}
    for axis in room.axes:
        name = axis.today.setting
        value = values.get(name)
        stands = value is not None and axis.minimum <= value <= axis.maximum
        if value is None or not stands or (value % axis.step != 0 and value != axis.today.value):
            remedy = f"Send a multiple of {axis.step} from {axis.minimum} to {axis.maximum}."
            problems.append(PolicyProblem(f"/values/{name}", "not_a_stop", f"{value} is no stop of {name}", remedy))
        elif value != axis.today.value:
            changes[axis.today.path] = value
    if problems:
        raise PolicyProblems(problems)
    return policy_from_document(with_values(policy, changes).model_dump(mode="json"))


def _strangers(sliders: Sequence[Slider], values: Mapping[str, Decimal]) -> list[PolicyProblem]:
    known = {slider.setting for slider in sliders}
    return [
        PolicyProblem(f"/values/{name}", "no_such_slider", f"{name} is no slider of the invitation", "Leave it out.")
        for name in values
        if name not in known
    ]
