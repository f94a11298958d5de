#!/usr/bin/env bash
# Publishes the host when its sources changed and prints the folder of the binary. Progress goes to stderr.
# Each state of the sources has a folder of its own, so a running server is never overwritten.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
apps="${DD_ARTIFACTS:-artifacts}/app"

sources_hash() {
  find src tools Directory.Build.props Directory.Build.targets Directory.Packages.props global.json BannedSymbols.txt \
    -type f -not -path '*/obj/*' -not -path '*/bin/*' -not -name '*.sh' -not -name '*.md' -print0 2>/dev/null \
    | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16
}

publish() {
  dotnet publish src/Host -c Release -p:ForThisPlatform=true -o "$app" --nologo -v quiet "$@"
}

hash="$(sources_hash)"
app="$apps/$hash"
if [[ ! -f "$app/.complete" ]]; then
  echo "Building Digital Docs (this state of the sources for the first time) ..." >&2
  mkdir -p "$apps"
  rm -rf "$app"
  log="$apps/publish.log"
  # Compiled ahead where the compiler for that can be had; without it a start takes a second or two longer.
  if ! publish >"$log" 2>&1 && ! publish -p:PublishReadyToRun=false >>"$log" 2>&1; then
    cat "$log" >&2
    echo "The build failed; the whole log is in $log." >&2
    exit 1
  fi
  touch "$app/.complete"
  # The newest three stay: one may be running, and going back to the last state is common.
  ls -1dt "$apps"/*/ | tail -n +4 | xargs -r rm -rf
fi

(cd "$app" && pwd)
