"""Properties are about figures, not about time: a busy machine must not fail them."""

from hypothesis import HealthCheck, Phase, settings

settings.register_profile("figures", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# For `make mutation`: the same examples for every mutant, and no time spent on making a failing one small. The runner
# collects the tests several times in one process, so a test in a class is run by several instances of it.
settings.register_profile(
    "mutation",
    parent=settings.get_profile("figures"),
    phases=[Phase.explicit, Phase.generate],
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors],
    database=None,
    derandomize=True,
)
settings.load_profile("figures")
