#!/bin/sh
# Fetches the linter of the API's description (npm: spectral with the OWASP rules) into .tools/spectral. Tests only.
set -eu

here=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
target="$here/.tools/spectral"
[ -x "$target/node_modules/.bin/spectral" ] && exit 0
command -v npm >/dev/null 2>&1 || { echo "The API's description is not linted: npm is missing."; exit 0; }
mkdir -p "$target"
if ! npm install --prefix "$target" --silent --no-audit --no-fund --no-save --fetch-retries=1 \
  @stoplight/spectral-cli@6.16.3 @stoplight/spectral-owasp-ruleset@2.0.1 >"$target/install.log" 2>&1; then
  rm -rf "$target/node_modules"
  echo "The API's description is not linted: npm cannot get spectral."
fi
