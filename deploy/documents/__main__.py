"""`python -m deploy.documents [FOLDER]`: writes interface, problems and events there, else into this checkout."""

import sys
from pathlib import Path

from deploy.documents.documents import documents

ROOT = Path(__file__).parents[2]


def main(arguments: list[str]) -> int:
    """Write every document; remove the schemas of events that are no more."""
    folder = Path(arguments[0]) if arguments else ROOT
    written = documents()
    for path, text in written.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="")
    for old in (folder / "docs/events").glob("*.json"):
        if f"docs/events/{old.name}" not in written:
            old.unlink()
    print("\n".join(str(folder / path) for path in written))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
