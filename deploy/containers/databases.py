"""`python -m deploy.containers.databases`: create each service's database and roles on the server of a container set.

Reads DATABASE_ADMIN_URL and the passwords in the file named by DATABASE_PASSWORDS_FILE; a second run changes nothing.
"""

import json
import os
import sys
from pathlib import Path

from deploy.local.databases import Passwords, create_databases_now


def main() -> int:
    """Create or correct the databases."""
    address = os.environ["DATABASE_ADMIN_URL"].replace("postgresql+asyncpg://", "postgresql://", 1)
    kept = json.loads(Path(os.environ["DATABASE_PASSWORDS_FILE"]).read_text())
    made = create_databases_now(address, {name: Passwords(each["owner"], each["app"]) for name, each in kept.items()})
    print(f"databases: {', '.join(made)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
