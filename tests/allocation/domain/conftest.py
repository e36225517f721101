"""Properties are about figures, not about time: a busy machine must not fail them."""

from hypothesis import HealthCheck, settings

settings.register_profile("figures", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("figures")
