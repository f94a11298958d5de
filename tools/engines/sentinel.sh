#!/usr/bin/env bash
# Redis Sentinel in the foreground: sentinel.sh PORT DIR MASTER_PORT [lines of its configuration]. It writes what it learns into its own file.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/as.sh"
need redis-server
port="$1" folder="$2" master="$3"
mkdir -p "$folder"
if [[ ! -f "$folder/sentinel.conf" ]]; then
  cat >"$folder/sentinel.conf" <<TEXT
port $port
bind 127.0.0.1
dir $folder
sentinel monitor dd 127.0.0.1 $master 1
sentinel down-after-milliseconds dd 2000
sentinel failover-timeout dd 10000
TEXT
  printf '%s\n' "${@:4}" >>"$folder/sentinel.conf"
fi
exec redis-server "$folder/sentinel.conf" --sentinel
