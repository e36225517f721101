"""Every module that registers a kind of job; the service and the workers import this one."""

from services.allocation.jobs import notices, risk, sweep, verify_runs

__all__ = ["notices", "risk", "sweep", "verify_runs"]
