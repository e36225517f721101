"""What a school may spend this year, by funding stream: the caps that a plan is fitted to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Source:
    """A revenue source as the published run names it."""

    source_id: str
    name: str
    restricted: bool
    control: str  # school, school_visible or central


@dataclass(frozen=True, slots=True)
class Component:
    """One column of a published run: a rule's or an adjustment's dollars."""

    component_id: str
    source_id: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class StreamComponent:
    """One part of a stream's cap."""

    component_id: str
    label: str
    kind: str
    amount_cents: int  # below 0 where the school pays for another's hold harmless


@dataclass(frozen=True, slots=True)
class Stream:
    """One funding stream of one school; its cap is the sum of its components."""

    source_id: str
    name: str
    restricted: bool
    control: str
    cap_cents: int
    components: tuple[StreamComponent, ...]


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """One school's line of a published run."""

    school_id: str
    school_name: str
    pupil_count: Decimal
    total_cents: int
    component_cents: tuple[int, ...]  # in the order of the run's components
    current_cents: int | None = None  # the budget before, that the run was compared with


class LineDoesNotAddUp(ValueError):
    """The components of a published line do not sum to its total: the message is not what was published."""

    def __init__(self, school_id: str, components_cents: int, total_cents: int) -> None:
        super().__init__(f"school {school_id}: components sum to {components_cents} cents, total is {total_cents}")


def streams_of(line: SchoolLine, components: Sequence[Component], sources: Mapping[str, Source]) -> tuple[Stream, ...]:
    """Return the school's streams in the order of the run's components; streams of zero dollars are left out.

    Raises:
        LineDoesNotAddUp: A component is missing, or the cents do not sum to the total.
    """
    if len(line.component_cents) != len(components) or sum(line.component_cents) != line.total_cents:
        raise LineDoesNotAddUp(line.school_id, sum(line.component_cents), line.total_cents)
    parts: dict[str, list[StreamComponent]] = {}
    for component, cents in zip(components, line.component_cents, strict=True):
        if cents:
            part = StreamComponent(component.component_id, component.label, component.kind, cents)
            parts.setdefault(component.source_id, []).append(part)
    return tuple(
        Stream(
            source_id=source_id,
            name=sources[source_id].name,
            restricted=sources[source_id].restricted,
            control=sources[source_id].control,
            cap_cents=sum(part.amount_cents for part in found),
            components=tuple(found),
        )
        for source_id, found in parts.items()
    )
