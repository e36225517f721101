#!/bin/sh
# Print a Python of 3.11 or later, or say how to get one. PYTHON=/path/to/python chooses it.
set -eu

suits() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

# 3.11 to 3.13 come first: every locked package has a ready wheel for them.
for name in ${PYTHON:-python3.12 python3.13 python3.11 python3 python python3.14}; do
    if command -v "$name" >/dev/null 2>&1 && suits "$name"; then
        "$name" -c 'import sys; print(sys.executable)'
        exit 0
    fi
done

if [ -n "${PYTHON:-}" ]; then
    echo "PYTHON=$PYTHON is not a Python of 3.11 or later." >&2
else
    echo "No Python of 3.11 or later was found. Install one (Debian and Ubuntu: apt-get install python3 python3-venv;" >&2
    echo "macOS: brew install python; Windows: use WSL), or name one: make run PYTHON=/path/to/python3" >&2
fi
exit 1
