"""Formulas that districts and states have published, as documents that run on anybody's pupils."""
