"""How large a file of a district may be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileLimits:
    """Bounds on what is read; a file beyond one is refused with the figure, never cut short."""

    max_bytes: int = 50_000_000
    max_rows: int = 200_000
    max_columns: int = 500
    max_cells: int = 10_000_000
    max_cell_characters: int = 32_767
    max_entries: int = 2_000
    max_unpacked_bytes: int = 300_000_000
    max_ratio: int = 100
    ratio_from_bytes: int = 1_000_000  # smaller parts cannot do harm, and short XML may pack very well
    seconds: int = 60
    memory_bytes: int = 2_000_000_000


DEFAULT_LIMITS = FileLimits()
