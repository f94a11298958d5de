#!/usr/bin/env bash
# An S3 server in the foreground: s3.sh PORT DIR, keys from DD_S3_ACCESS_KEY and DD_S3_SECRET_KEY.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
engines="${DD_ENGINES:-$here/../../../shared/engines}"
start="$engines/seaweedfs/start.sh"
[[ -x "$start" ]] || { echo "no S3 server here" >&2; exit 3; }

mkdir -p "$2"
exec "$start" --port "$1" --data "$2" --access-key "${DD_S3_ACCESS_KEY:?}" --secret-key "${DD_S3_SECRET_KEY:?}"
