#!/usr/bin/env bash
# PgBouncer in the foreground: pgbouncer.sh PORT DIR POSTGRES_PORT
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/as.sh"
need pgbouncer
port="$1" folder="$2" postgres="$3"
mkdir -p "$folder"
# dd is the superuser; dd_app is what suites sign in as.
printf '"dd" ""\n"dd_app" ""\n' >"$folder/users.txt"
cat >"$folder/pgbouncer.ini" <<TEXT
[databases]
* = host=127.0.0.1 port=$postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = $port
unix_socket_dir =
auth_type = trust
auth_file = $folder/users.txt
pool_mode = transaction
max_client_conn = 2000
default_pool_size = 30
server_login_retry = 1
ignore_startup_parameters = extra_float_digits
TEXT
as_user postgres "$folder" pgbouncer "$folder/pgbouncer.ini"
