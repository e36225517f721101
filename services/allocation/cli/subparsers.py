"""What a command of ``ssfr`` is added to."""

import argparse
from typing import TypeAlias

# argparse has no public name for it, and at run time it takes nothing in brackets, so its type stands in quotes.
Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001
