#!/usr/bin/env bash
# Installs Debian packages whose program is missing. Arguments: program=package ...
# Root installs; everybody else is told what is missing. Never fails: what is absent is degraded, not broken.
set -uo pipefail

missing_programs=()
missing_packages=()
for pair in "$@"; do
  program="${pair%%=*}"
  package="${pair#*=}"
  if ! compgen -G "$program" >/dev/null && ! command -v "$program" >/dev/null 2>&1; then
    missing_programs+=("$program")
    missing_packages+=("$package")
  fi
done

if [[ ${#missing_packages[@]} -eq 0 ]]; then
  exit 0
fi

if [[ "$(id -u)" -ne 0 ]] || ! command -v apt-get >/dev/null 2>&1; then
  echo "Not installed: ${missing_programs[*]}. What needs them is left out." >&2
  echo "To have it all: sudo apt-get install ${missing_packages[*]}" >&2
  exit 0
fi

echo "Installing ${missing_packages[*]} ..." >&2
export DEBIAN_FRONTEND=noninteractive

# A package may start its server on every address of the machine; here servers are started on purpose, on loopback.
policy=/usr/sbin/policy-rc.d
if [[ ! -e "$policy" ]]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod +x "$policy"
fi

if ! { apt-get update -q && apt-get install -q -y --no-install-recommends "${missing_packages[@]}"; } >/dev/null 2>&1; then
  # One package that this release does not have must not keep the others away.
  for package in "${missing_packages[@]}"; do
    apt-get install -q -y --no-install-recommends "$package" >/dev/null 2>&1 \
      || echo "$package could not be installed; what needs it is left out." >&2
  done
fi
exit 0
