"""A fault stands at a true place of the document that was sent, and is said without the words of a library."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, StrictBool, TypeAdapter, ValidationError, model_validator

from shared.problem_handlers import OF_ALL_SERVICES
from shared.validation_faults import fault_message, fault_pointer


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Shares(Part):
    kind: Literal["shares"]
    shares: tuple[Decimal, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _sum_to_one(self) -> "Shares":
        if sum(self.shares) != 1:
            raise ValueError("the shares do not sum to 1")
        return self


class Grant(Part):
    kind: Literal["grant"]
    amounts: dict[Literal["A", "B"], int | tuple[int, ...]]


class Whole(Part):
    rules: list[Annotated[Shares | Grant, Field(discriminator="kind")]]


def faults(document: Any) -> dict[str, str]:
    with pytest.raises(ValidationError) as refused:
        Whole.model_validate(document)
    return {
        fault_pointer(each["loc"], document, is_missing=each["type"] == "missing"): fault_message(each["msg"])
        for each in refused.value.errors()
    }


@pytest.mark.parametrize(
    ("rule", "pointer"),
    [
        ({"kind": "shares", "shares": ["0.5"]}, "/rules/0"),
        ({"kind": "shares", "shares": [{}]}, "/rules/0/shares/0"),
        ({"kind": "shares"}, "/rules/0/shares"),
        ({"kind": "shares", "shares": ["1"], "a/b": 1}, "/rules/0/a~1b"),
        ({"kind": "grant", "amounts": {"A": "x"}}, "/rules/0/amounts/A"),
        ({"kind": "grant", "amounts": {"A": [1, "x"]}}, "/rules/0/amounts/A/1"),
        ({"kind": "grant", "amounts": {"C": 1}}, "/rules/0/amounts/C"),
        ({"kind": "strange"}, "/rules/0"),
        ({}, "/rules/0"),
        (7, "/rules/0"),
    ],
)
def test_a_fault_stands_where_the_document_has_it(rule: Any, pointer: str) -> None:
    assert pointer in faults({"rules": [rule]})


def test_a_fault_of_the_whole_document_has_the_empty_pointer() -> None:
    assert list(faults([])) == [""]


def test_a_rule_is_refused_in_its_own_words() -> None:
    assert faults({"rules": [{"kind": "shares", "shares": ["0.5"]}]}) == {"/rules/0": "the shares do not sum to 1"}


json_values: Any = st.recursive(
    st.none() | st.integers() | st.sampled_from(["shares", "grant", "x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["kind", "shares", "grant", "amounts", "rules", "A", "~/"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(document=json_values)
def test_every_pointer_leads_into_the_document(document: Any) -> None:
    try:
        Whole.model_validate(document)
    except ValidationError as error:
        for each in error.errors():
            missing = each["type"] == "missing"
            here = document
            keys = fault_pointer(each["loc"], document, is_missing=missing).split("/")[1:]
            for key in keys[:-1] if missing else keys:
                plain = key.replace("~1", "/").replace("~0", "~")
                here = here[int(plain)] if isinstance(here, list) else here[plain]


@pytest.mark.parametrize(
    ("library", "said"),
    [
        ("Value error, -1 is not between 0 and 10", "-1 is not between 0 and 10"),
        ("Assertion failed, too many", "too many"),
        ("Input should be a valid tuple", "Input should be a valid list"),
        ("Tuple should have at least 1 item", "List should have at least 1 item"),
        ("Input should be a valid dictionary", "Input should be an object"),
        ("Input should be a valid dictionary or object to extract fields from", "Input should be an object"),
        ("a Value error, of theirs", "a Value error, of theirs"),
    ],
)
def test_what_is_wrong_is_said_in_words_of_json(library: str, said: str) -> None:
    assert fault_message(library) == said


WRONG: tuple[tuple[Any, Any], ...] = (
    (Whole, 5),
    (Whole, {}),
    (Whole, {"rules": [{"kind": "strange"}, {}]}),
    (Grant, {"kind": "grant", "amounts": {}, "more": 1}),
    (tuple[int, ...], 5),
    (dict[str, int], []),
    (Annotated[tuple[int, ...], Field(min_length=1)], []),
    (Annotated[tuple[int, ...], Field(min_length=2, max_length=2)], [1]),
    (Annotated[list[int], Field(max_length=1)], [1, 2]),
    (Annotated[dict[str, int], Field(min_length=1)], {}),
    (Annotated[dict[str, int], Field(min_length=2)], {"a": 1}),
    (Annotated[dict[str, int], Field(max_length=1)], {"a": 1, "b": 2}),
    (Decimal, []),
    (Decimal, "x"),
    (Annotated[Decimal, Field(decimal_places=1)], "1.23"),
    (Annotated[Decimal, Field(max_digits=1)], "12"),
    (date, "2026-07-01T10:00:00"),
    (date, "x"),
    (UUID, 5),
    (UUID, "x"),
    (int, "9" * 5000),
    (int, 1.5),
    (StrictBool, 1),
    (Annotated[int, Field(ge=1, le=2)], 0),
    (Annotated[str, Field(min_length=1)], ""),
    (Annotated[str, Field(pattern="^a$")], "b"),
)


@pytest.mark.parametrize(("shape", "value"), WRONG)
def test_what_is_wrong_is_said_in_spanish_and_without_words_of_python(shape: Any, value: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(shape).validate_python(value)
    for each in refused.value.errors():
        said = fault_message(each["msg"])
        assert not re.search(r"[Tt]uple|[Dd]ictionary|float|bytes|Datetime|object to extract|parse input", said)
        spanish = OF_ALL_SERVICES.say(said, "es")
        assert spanish != said
        assert "more" not in spanish
