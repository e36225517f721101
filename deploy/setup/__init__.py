"""Everything between a fresh clone and a runnable checkout: Python packages, Node, the pages, a browser.

Runs before any package is installed, so it needs nothing but Python's standard library.
"""
