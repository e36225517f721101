"""Equity statistics of school spending, defined once for every service.

Convention of all figures, unless one says otherwise: schools weigh by their pupils, ``n_i = N_i / sum N`` and
``mu = sum n x``; quantile ``q`` is the smallest value whose cumulative pupil share reaches ``q``. Statistics are
floats: they are read, and never flow back into money.
"""
