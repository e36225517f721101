"""Integer cents and the one way they are split."""

from collections.abc import Mapping

MAX_CENTS = 9_007_199_254_740_991  # 2**53 - 1: the largest integer every JSON reader holds exactly


def apportion(total_cents: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Split cents in proportion to integer weights; the parts always sum to the total.

    Args:
        total_cents: Cents to split, at least 0.
        weights: Integer weight by key, none negative, at least one above 0.
    Returns:
        Cents by key, in the order of ``weights``, summing to ``total_cents``.
    Raises:
        ValueError: The total or a weight is negative, or no weight is above 0.
    Source:
        Largest remainder: Balinski and Young, Fair Representation (1982).
    """
    weight_sum = sum(weights.values())
    if total_cents < 0 or weight_sum <= 0 or any(weight < 0 for weight in weights.values()):
        raise ValueError(f"cannot apportion {total_cents} cents by {dict(weights)}")
    cents = {key: total_cents * weight // weight_sum for key, weight in weights.items()}
    remainder = {key: total_cents * weight % weight_sum for key, weight in weights.items()}
    # Ties go to the lower key, not to insertion order: a rerun that reads the
    # schools in another order must publish the same figures.
    ranked = sorted(weights, key=lambda key: (-remainder[key], key))
    for key in ranked[: total_cents - sum(cents.values())]:
        cents[key] += 1
    return cents
