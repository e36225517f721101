import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.money import apportion

weights = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(0, 10**9), min_size=1, max_size=30)


@given(st.integers(0, 10**15), weights.filter(lambda found: sum(found.values()) > 0))
def test_the_parts_sum_to_the_total_and_are_within_a_cent_of_exact(total: int, parts: dict[str, int]) -> None:
    cents = apportion(total, parts)

    assert sum(cents.values()) == total
    weight_sum = sum(parts.values())
    assert all(abs(cents[key] * weight_sum - total * weight) < weight_sum for key, weight in parts.items())


@given(st.integers(0, 10**12), weights.filter(lambda found: sum(found.values()) > 0), st.randoms())
def test_the_order_of_keys_changes_nothing(total: int, parts: dict[str, int], random: object) -> None:
    shuffled = list(parts.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis hands in a random.Random

    assert apportion(total, dict(shuffled)) == apportion(total, parts)


@given(st.integers(0, 10**12), weights.filter(lambda found: sum(found.values()) > 0))
def test_nothing_goes_to_a_weight_of_zero(total: int, parts: dict[str, int]) -> None:
    assert all(cents == 0 for key, cents in apportion(total, parts).items() if parts[key] == 0)


@pytest.mark.parametrize(("total", "parts"), [(-1, {"a": 1}), (1, {"a": 0}), (1, {"a": -1, "b": 2}), (1, {})])
def test_what_cannot_be_split_is_refused(total: int, parts: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="cannot apportion"):
        apportion(total, parts)
