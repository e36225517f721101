import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.audit.canonical import LARGEST_NUMBER, NotCanonical, UnknownForm, canonical

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)
KEYS = st.text("abcdefghijklmnopqrstuvwxyz_0123456789", min_size=1, max_size=8)
VALUES = st.recursive(
    st.none() | TEXT | st.integers(-LARGEST_NUMBER, LARGEST_NUMBER),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_the_same_value_has_the_same_bytes_whatever_was_written_first(value: object) -> None:
    again = json.loads(canonical(value))  # type: ignore[arg-type]
    assert again == value
    assert canonical(_turned(value)) == canonical(value)  # type: ignore[arg-type]


@given(VALUES, VALUES)
def test_different_values_have_different_bytes(one: object, other: object) -> None:
    assert (canonical(one) == canonical(other)) == (one == other)  # type: ignore[arg-type]


@given(VALUES)
def test_the_standard_library_writes_the_same_bytes(value: object) -> None:
    spelled = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert canonical(value) == spelled  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "value",
    [1.0, True, {"a": [0.5]}, {1: "a"}, {"é": 1}, 2**53, {"a": b"x"}, "\x00", "\ud800", {"x": {1}}],
)
def test_what_is_spelled_in_several_ways_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical(value)  # type: ignore[arg-type]


def test_a_form_of_another_release_is_named() -> None:
    with pytest.raises(UnknownForm, match="form 9"):
        canonical("a", 9)


def _turned(value: object) -> object:
    if isinstance(value, dict):
        return {key: _turned(item) for key, item in reversed(value.items())}
    return [_turned(item) for item in value] if isinstance(value, list) else value
