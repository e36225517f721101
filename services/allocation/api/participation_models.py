"""The JSON of stakeholder input."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.allocation.domain.canonical import plain_decimal
from services.allocation.domain.exact_types import ExactDecimal
from services.allocation.domain.participation.effect import Effect, GroupEffect
from services.allocation.domain.participation.invitation import InvitationText, SliderState
from services.allocation.domain.participation.summary import SettingSummary
from services.allocation.domain.solve.settings import Unit
from services.allocation.store.invitations import ProposalRow
from services.allocation.usecases.invitations import CountedInvitation, InvitationSummary
from services.allocation.usecases.participate import Formula

_SETTING = "weight:LCFF:base:*:poverty"
_EXAMPLE: dict[str, Any] = {
    "text": {
        "title": {"en": "How should dollars follow need?", "es": "¿Cómo debe seguir el dinero a la necesidad?"},
        "introduction": {"en": "Move the slider and see.", "es": "Mueva el control y vea."},
        "sliders": [
            {
                "setting": _SETTING,
                "minimum": "0",
                "maximum": "1",
                "step": "0.05",
                "name": {"en": "Pupils in poverty", "es": "Alumnos en pobreza"},
            }
        ],
    },
    "opens_on": "2026-11-01",
    "closes_on": "2027-01-31",
}
Comment = Annotated[str, StringConstraints(max_length=2000, pattern=r"^[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F]*$")]
Values = Annotated[dict[str, ExactDecimal], Field(max_length=20, examples=[{_SETTING: "0.35"}])]


class InvitationWrite(BaseModel):
    """What an invitation says, and its first and last day."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    text: InvitationText
    opens_on: date
    closes_on: date


class SliderRead(BaseModel):
    """A slider as visitors find it."""

    setting: str
    kind: str
    unit: Unit
    minimum: str
    maximum: str
    step: str
    value: str = Field(description="Where the invitation's own policy stands.")
    name: dict[str, str]
    help: dict[str, str]

    @classmethod
    def of(cls, state: SliderState) -> "SliderRead":
        """Return a slider as JSON names it."""
        slider = state.slider
        return cls(
            setting=slider.setting,
            kind=state.kind,
            unit=state.unit,  # type: ignore[arg-type]  # one of the units
            minimum=_plain(slider.minimum),
            maximum=_plain(slider.maximum),
            step=_plain(slider.step),
            value=_plain(state.value),
            name=slider.name.model_dump(),
            help=slider.help.model_dump(),
        )


class GroupRead(BaseModel):
    """Dollars per pupil of a group of schools, in cents; null where the group is too small to be shown."""

    model_config = ConfigDict(from_attributes=True)

    division: Literal["level", "need", "size"]
    group: str
    school_count: int | None
    before_cents: int | None
    after_cents: int | None


class EffectRead(BaseModel):
    """What values do to groups of schools, against the invitation's own policy."""

    groups: list[GroupRead]
    need_category: str | None
    gaining: int
    losing: int
    unchanged: int

    @classmethod
    def of(cls, effect: Effect) -> "EffectRead":
        """Return an effect as JSON names it."""
        return cls(
            groups=[_group(group) for group in effect.groups],
            need_category=effect.need_category,
            gaining=effect.gaining,
            losing=effect.losing,
            unchanged=effect.unchanged,
        )


class PublicInvitation(BaseModel):
    """An invitation as anybody with its link sees it."""

    title: dict[str, str]
    introduction: dict[str, str]
    fiscal_year: int
    state: Literal["not_yet", "open", "closed"]
    opens_on: date
    closes_on: date
    comments: bool
    sliders: list[SliderRead]
    effect: EffectRead

    @classmethod
    def of(cls, formula: Formula, effect: Effect, today: date) -> "PublicInvitation":
        """Return an invitation as JSON names it."""
        row, text = formula.row, formula.text
        over = row.withdrawn_at is not None or today > row.closes_on
        return cls(
            title=text.title.model_dump(),
            introduction=text.introduction.model_dump(),
            fiscal_year=row.fiscal_year,
            state="closed" if over else "not_yet" if today < row.opens_on else "open",
            opens_on=row.opens_on,
            closes_on=row.closes_on,
            comments=text.comments,
            sliders=[SliderRead.of(state) for state in formula.sliders],
            effect=EffectRead.of(effect),
        )


class TryRequest(BaseModel):
    """A value for each slider."""

    model_config = ConfigDict(extra="forbid")

    values: Values


class ProposalCreate(BaseModel):
    """What somebody proposes. Nothing about the person is asked or kept."""

    model_config = ConfigDict(extra="forbid")

    values: Values
    comment: Comment = ""
    language: Literal["en", "es"] = "en"
    website: str = Field(default="", max_length=200, description="Must stay empty: a field that people do not see.")


class ProposalSent(BaseModel):
    """A proposal that was kept."""

    proposal_id: UUID
    sent_on: date


class InvitationRead(BaseModel):
    """An invitation as editors see it."""

    invitation_id: UUID
    fiscal_year: int
    scenario_id: UUID
    scenario_name: str
    version: int
    token: str = Field(description="The last part of the link; who has it can open the page.")
    text: InvitationText
    sliders: list[SliderRead]
    opens_on: date
    closes_on: date
    withdrawn_at: datetime | None
    created_at: datetime
    changed_at: datetime
    changed_by: str
    proposal_count: int

    @classmethod
    def of(cls, counted: CountedInvitation, token: str) -> "InvitationRead":
        """Return an invitation as JSON names it."""
        row = counted.row
        return cls(
            invitation_id=row.invitation_id,
            fiscal_year=row.fiscal_year,
            scenario_id=row.scenario_id,
            scenario_name=row.scenario_name,
            version=row.version,
            token=token,
            text=InvitationText.model_validate(row.document),
            sliders=[SliderRead.of(state) for state in counted.sliders],
            opens_on=row.opens_on,
            closes_on=row.closes_on,
            withdrawn_at=row.withdrawn_at,
            created_at=row.created_at,
            changed_at=row.changed_at,
            changed_by=row.changed_by_name,
            proposal_count=counted.proposal_count,
        )


class BarRead(BaseModel):
    """How many proposals chose a value of this span."""

    low: str
    high: str
    count: int


class SettingSummaryRead(BaseModel):
    """One setting over all proposals."""

    setting: str
    count: int
    lowest: str | None
    lower_quartile: str | None
    median: str | None
    upper_quartile: str | None
    highest: str | None
    adopted: str | None = Field(description="The value in the adopted policy; null: it has no such setting.")
    bars: list[BarRead]

    @classmethod
    def of(cls, summary: SettingSummary, adopted: Decimal | None) -> "SettingSummaryRead":
        """Return a summary as JSON names it."""
        return cls(
            setting=summary.setting,
            count=summary.count,
            lowest=_plain_or_none(summary.lowest),
            lower_quartile=_plain_or_none(summary.lower_quartile),
            median=_plain_or_none(summary.median),
            upper_quartile=_plain_or_none(summary.upper_quartile),
            highest=_plain_or_none(summary.highest),
            adopted=_plain_or_none(adopted),
            bars=[BarRead(low=_plain(bar.low), high=_plain(bar.high), count=bar.count) for bar in summary.bars],
        )


class InvitationSummaryRead(BaseModel):
    """What was proposed, beside the invitation's own policy and the adopted one."""

    invitation: InvitationRead
    settings: list[SettingSummaryRead]
    adopted_run_id: UUID | None = Field(description="The year's newest publication, whose policy is the adopted one.")
    adopted_scenario_id: UUID | None = Field(
        description="Where nothing is published: the scenario that the year adopted, as it was then."
    )
    median_effect: EffectRead | None

    @classmethod
    def of(cls, summary: InvitationSummary, token: str) -> "InvitationSummaryRead":
        """Return a summary as JSON names it."""
        effect, adopted = summary.median_effect, summary.adopted
        values = {} if adopted is None else adopted.values
        return cls(
            invitation=InvitationRead.of(summary.invitation, token),
            settings=[SettingSummaryRead.of(each, values.get(each.setting)) for each in summary.settings],
            adopted_run_id=None if adopted is None else adopted.run_id,
            adopted_scenario_id=None if adopted is None else adopted.scenario_id,
            median_effect=None if effect is None else EffectRead.of(effect),
        )


class ProposalRead(BaseModel):
    """One proposal."""

    proposal_id: UUID
    values: dict[str, str]
    comment: str
    language: str
    sent_on: date
    comment_deleted: bool

    @classmethod
    def of(cls, row: ProposalRow) -> "ProposalRead":
        """Return a proposal as JSON names it."""
        return cls(
            proposal_id=row.proposal_id,
            values=row.setting_values,
            comment=row.comment,
            language=row.language,
            sent_on=row.sent_on,
            comment_deleted=row.hidden_at is not None,
        )


def _plain(value: Decimal) -> str:
    return plain_decimal(value)


def _plain_or_none(value: Decimal | None) -> str | None:
    return None if value is None else _plain(value)


def _group(group: GroupEffect) -> GroupRead:
    return GroupRead.model_validate(group)
