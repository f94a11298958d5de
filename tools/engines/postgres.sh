#!/usr/bin/env bash
# PostgreSQL in the foreground: postgres.sh PORT DIR [more options of the server]. DD_FAST=1 commits without waiting for the log: throw-away data only.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/as.sh"
port="$1" folder="$2"
programs="$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)"
[[ -x "$programs/postgres" ]] || { echo "PostgreSQL is not installed" >&2; exit 3; }

mkdir -p "$folder"
if [[ ! -f "$folder/data/PG_VERSION" ]]; then
  (as_user postgres "$folder" "$programs/initdb" -D "$folder/data" -U dd -A trust --no-sync >/dev/null)
fi

# A killed server leaves its lock; the process that held it is gone.
rm -f "$folder/data/postmaster.pid"
commit=on
[[ "${DD_FAST:-}" == 1 ]] && commit=off
as_user postgres "$folder" "$programs/postgres" -D "$folder/data" -p "$port" -c listen_addresses=127.0.0.1 \
  -c unix_socket_directories= -c max_connections=400 -c fsync=off -c full_page_writes=off \
  -c synchronous_commit="$commit" -c wal_level=replica "${@:3}"
