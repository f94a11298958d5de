#!/usr/bin/env bash
# A streaming replica of a postgres.sh in the foreground: postgres-replica.sh PORT DIR POSTGRES_PORT
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/as.sh"
port="$1" folder="$2" main="$3"
programs="$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)"
[[ -x "$programs/postgres" ]] || { echo "PostgreSQL is not installed" >&2; exit 3; }

mkdir -p "$folder"
if [[ ! -f "$folder/data/PG_VERSION" ]]; then
  (as_user postgres "$folder" "$programs/pg_basebackup" -h 127.0.0.1 -p "$main" -U dd -D "$folder/data" -R -X stream -c fast --no-sync)
fi

rm -f "$folder/data/postmaster.pid"
as_user postgres "$folder" "$programs/postgres" -D "$folder/data" -p "$port" -c listen_addresses=127.0.0.1 \
  -c unix_socket_directories= -c max_connections=400 -c fsync=off -c hot_standby=on
