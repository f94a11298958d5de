#!/usr/bin/env bash
# Builds what changed, installs what is missing, and serves Digital Docs with demo data until it is stopped.
set -euo pipefail

usage() {
  cat <<'TEXT'
./run.sh [--port 8080] [--data DIR] [--target LIST] [--no-demo] [--Section:Key=value ...]

  --port     port on localhost (8080)
  --data     data folder (./data); DIR/demo-logins.json lists the demo's logins
  --target   services to host, comma-separated (all); see: digitaldocs list-targets
  --no-demo  an empty installation; a set-up link for the first administrator is printed
Any setting of docs/configuration.md can be given as --Section:Key=value.
TEXT
}

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
port=8080
data="$here/data"
target=all
demo=(--demo)
settings=()
while [[ $# -gt 0 ]]; do
  case "$1" in
    --port) port="${2:?--port needs a number}"; shift 2 ;;
    --data) data="${2:?--data needs a folder}"; shift 2 ;;
    --target) target="${2:?--target needs a list}"; shift 2 ;;
    --no-demo) demo=(); shift ;;
    -h | --help) usage; exit 0 ;;
    --*:*=*) settings+=("$1"); shift ;;
    *) echo "Unknown argument: $1" >&2; usage >&2; exit 2 ;;
  esac
done

if ! command -v dotnet >/dev/null 2>&1; then
  echo "The .NET 10 SDK is missing: see https://dot.net/download or your package manager (dotnet-sdk-10.0)." >&2
  exit 1
fi

# Programs and models come while the build runs; both only add to what the product can read.
(
  "$here/tools/install-programs.sh" tesseract=tesseract-ocr pdftotext=poppler-utils qpdf=qpdf zbarimg=zbar-tools
  if [[ -x "$here/tools/fetch-models.sh" ]]; then
    "$here/tools/fetch-models.sh" >&2 || echo "Optional models could not be fetched; going on without them." >&2
  fi
) &
preparing=$!

app="$("$here/tools/publish-host.sh")"
wait "$preparing" || true

mkdir -p -m 0700 "$data"
data="$(cd "$data" && pwd)"
echo "Starting Digital Docs on port $port, data in $data ..." >&2
if [[ ${#demo[@]} -gt 0 ]]; then
  echo "Logins of the demo: $data/demo-logins.json" >&2
fi

# A person at a terminal reads sentences, and the ready line must not scroll away; a file or a collector gets everything.
if [[ -t 2 ]]; then
  settings=(--Edge:LogFormat=plain --Logging:LogLevel:Default=Warning
    --Logging:LogLevel:Microsoft.Hosting.Lifetime=Warning "${settings[@]+"${settings[@]}"}")
fi

cd "$app"
exec ./digitaldocs run --target "$target" --urls "http://localhost:$port" --data "$data" \
  "${demo[@]+"${demo[@]}"}" "${settings[@]+"${settings[@]}"}"
