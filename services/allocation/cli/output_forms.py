"""In which form a command prints: sentences, CSV or JSON."""

import argparse


def add_output_forms(parser: argparse.ArgumentParser, rows: str) -> None:
    """Add ``--csv`` and ``--json``; ``rows`` says what a line of the CSV is."""
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--csv", action="store_true", help=f"print {rows} as CSV")
    forms.add_argument("--json", action="store_true", help="print everything as JSON")
