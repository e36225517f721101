"""Who may receive a source: all schools, a list, or a rule."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from services.allocation.domain.exact_types import Code, Label, PolicyPart, parse_exact

TEXT_SUBJECTS = frozenset({"level", "school_type", "flag", "school_id"})


class EligibleAll(PolicyPart):
    """Every open school."""

    kind: Literal["all"] = "all"


class EligibleList(PolicyPart):
    """The schools named."""

    kind: Literal["list"]
    school_ids: tuple[Code, ...] = Field(min_length=1)


class Condition(PolicyPart):
    """One test of a school, for example ``need_share:poverty >= 0.40``."""

    subject: Annotated[
        str,
        Field(
            pattern=r"^(pupil_count|level|school_type|flag|school_id|(need_share|need_count|measure):.{1,64})$",
            description="need_share:CATEGORY (pupils of the category / all pupils), need_count:CATEGORY, pupil_count, "
            "measure:NAME, level, school_type, flag or school_id.",
        ),
    ]
    operator: Literal[">=", ">", "<=", "<", "==", "!=", "in"] = Field(
        description="Numbers: >= > <= < == !=. Texts: ==, != or in (value: comma-separated)."
    )
    value: Label | int | float | tuple[Label, ...] = Field(
        description='A number such as "0.40", a text, or a list of texts.'
    )

    @model_validator(mode="after")
    def _operator_fits_subject(self) -> "Condition":
        if self.is_text:
            if self.operator not in {"==", "!=", "in"}:
                raise ValueError(f"{self.subject} is a text: use ==, != or in, not {self.operator}")
        else:
            if self.operator == "in":
                raise ValueError(f"{self.subject} is a number: in applies to texts")
            parse_exact(self.value)
        return self

    @property
    def is_text(self) -> bool:
        """Whether the subject is compared as text rather than as a number."""
        return self.subject in TEXT_SUBJECTS

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts compared with."""
        if isinstance(self.value, tuple):
            return self.value
        if self.operator == "in":
            return tuple(part.strip() for part in str(self.value).split(","))
        return (str(self.value),)


class EligibleRule(PolicyPart):
    """The schools that meet all, or any, of the conditions."""

    kind: Literal["rule"]
    match: Literal["all", "any"] = "all"
    conditions: tuple[Condition, ...] = Field(min_length=1)


Eligibility = Annotated[EligibleAll | EligibleList | EligibleRule, Field(discriminator="kind")]
