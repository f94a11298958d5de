#!/usr/bin/env bash
# Redis in the foreground: redis.sh PORT DIR [more options of the server]. DD_FAST=1 keeps nothing on disk.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/as.sh"
need redis-server
port="$1" folder="$2"
mkdir -p "$folder"
keep=(--appendonly yes --appendfsync always)
[[ "${DD_FAST:-}" == 1 ]] && keep=(--appendonly no)
exec redis-server --port "$port" --bind 127.0.0.1 --dir "$folder" --save "" --daemonize no \
  --maxmemory-policy noeviction "${keep[@]}" "${@:3}"
