"""Thousands of variations of one policy at once.

What a sweep says about a variation is for choosing: it is computed in float64, each school within ``Plan.reach_cents``
of the engine's cents (a rounding unit for every component, and what pools share of the rounding of fixed rules).
Money is decided by the engine alone, which calculates every variation anew that somebody opens.
"""
