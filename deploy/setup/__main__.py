"""`python -m deploy.setup STEP...`: the steps of a fresh clone, each skipped when nothing changed."""

import sys

from deploy.setup.browser import make_browser
from deploy.setup.environment import make_environment
from deploy.setup.lockfile import of_groups
from deploy.setup.office import make_office
from deploy.setup.pages import build, npm
from deploy.setup.paths import LOCK
from deploy.setup.relock import relock
from deploy.setup.step import SetupFailed

STEPS = {
    "environment": make_environment,
    "pages": build,
    "browser": make_browser,
    "office": make_office,
    "lock": relock,
}


def main(arguments: list[str]) -> int:
    """Run the named steps in order, or `npm SCRIPT ARGUMENT...`, or print the lock's `subset GROUP...`."""
    try:
        if arguments[:1] == ["npm"]:
            npm(*arguments[1:])
            return 0
        if arguments[:1] == ["subset"]:
            print(of_groups(LOCK.read_text(), *arguments[1:]), end="")
            return 0
        for name in arguments:
            STEPS[name]()
    except SetupFailed as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
