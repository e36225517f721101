"""The audit trail: who decided what, each entry chained to the one before it, and signed from time to time."""
