#!/bin/sh
# A secret reaches a container as a file; the processes read plain settings. NAME_FILE=/run/secrets/x becomes NAME.
set -eu
for name in DATABASE_URL DATABASE_OWNER_URL DATABASE_ADMIN_URL NATS_URL; do
    eval "file=\${${name}_FILE:-}"
    if [ -n "$file" ]; then
        export "$name=$(cat "$file")"
        unset "${name}_FILE"
    fi
done
exec "$@"
