"""Events of the allocation service."""

from typing import Annotated, ClassVar, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from shared.events.envelope import MAX_BYTES, Event

# JavaScript holds integers exactly up to here.
Cents = Annotated[int, Field(strict=True, ge=-9_007_199_254_740_991, le=9_007_199_254_740_991)]
# What the envelope around the data may need, with room for attributes added later.
_ENVELOPE_BYTES = 4_096


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class PublishedSourceV1(_Part):
    """A revenue source of the run."""

    source_id: str
    name: str
    restricted: bool
    control: Literal["school", "school_visible", "central"]
    amount_cents: Cents


class PublishedComponentV1(_Part):
    """A component of the schools' amounts: a rule of a source, or an adjustment."""

    component_id: str
    source_id: str
    label: str
    kind: str


class SchoolAllocationV1(_Part):
    """One school's amounts, aligned with the run's components."""

    school_id: str
    school_name: str
    pupil_count: Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]{1,2})?$")]
    total_cents: Cents
    component_cents: tuple[Cents, ...]
    current_cents: Cents | None = Field(
        default=None, description="The current budget that the run was compared with; null where the school has none."
    )


class RunTooLarge(ValueError):
    """A run's sources and components, or a single school, leave no room in one message."""


class AllocationRunPublishedV1(Event):
    """A run's figures became final. Read by planning and the gateway.

    A run of many schools is told in several parts, emitted in one transaction; each repeats what is not per school.
    """

    type: ClassVar[str] = "allocation.run.published.v1"

    run_id: UUID
    fiscal_year: int
    published_at: AwareDatetime
    result_hash: str
    supersedes_run_id: UUID | None = None
    part: Annotated[int, Field(ge=1)] = 1
    part_count: Annotated[int, Field(ge=1)] = 1
    sources: tuple[PublishedSourceV1, ...]
    components: tuple[PublishedComponentV1, ...]
    schools: tuple[SchoolAllocationV1, ...]

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.part > self.part_count:
            raise ValueError(f"part {self.part} of {self.part_count}")
        if any(len(school.component_cents) != len(self.components) for school in self.schools):
            raise ValueError("each school needs one amount for each component")
        return self

    @property
    def subject(self) -> str:
        """The run's id."""
        return str(self.run_id)

    @property
    def aggregate(self) -> str:
        """The fiscal year: a later run of the year replaces the earlier one, so their order counts."""
        return f"fiscal-year/{self.fiscal_year}"

    def split(self, max_bytes: int = MAX_BYTES - _ENVELOPE_BYTES) -> tuple[Self, ...]:
        """Return the parts to emit, in order, none with more than ``max_bytes`` of data.

        Raises:
            RunTooLarge: Not even one school fits.
        """
        largest = self.model_copy(update={"schools": (), "part": 99_999, "part_count": 99_999})
        room = max_bytes - _size(largest)
        parts: list[list[SchoolAllocationV1]] = [[]]
        left = room
        for school in self.schools:
            size = _size(school) + 1  # and a comma
            if size > room:
                raise RunTooLarge(f"school {school.school_id} does not fit into {max_bytes} bytes with the run")
            if size > left:
                parts.append([])
                left = room
            parts[-1].append(school)
            left -= size
        if room < 0:
            raise RunTooLarge(f"the run's sources and components need more than {max_bytes} bytes")
        return tuple(
            self.model_copy(update={"schools": tuple(schools), "part": part, "part_count": len(parts)})
            for part, schools in enumerate(parts, 1)
        )


ReviewChange = Literal[
    "submitted",
    "withdrawn",
    "sent_back",
    "approved",
    "board_approved",
    "adopted",
    "made_public",
    "made_private",
    "commented",
    "comment_resolved",
    "comment_reopened",
]


class AllocationScenarioReviewChangedV1(Event):
    """Something happened in the review of a scenario. Read by the gateway, which tells open pages to look again.

    It says what and where, never who or in which words: those are read by the people who may, as themselves.
    """

    type: ClassVar[str] = "allocation.scenario.review_changed.v1"

    scenario_id: UUID
    fiscal_year: int
    change: ReviewChange

    @property
    def subject(self) -> str:
        """The scenario's id."""
        return str(self.scenario_id)

    @property
    def aggregate(self) -> str:
        """The scenario: what happened to one is told in order."""
        return f"scenario/{self.scenario_id}"


def _size(part: BaseModel) -> int:
    return len(part.model_dump_json().encode())
