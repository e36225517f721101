"""Bring the database of the gateway to the newest migration."""

import sys
from pathlib import Path

from shared.migrations import main

sys.exit(main(Path(__file__).parent))
