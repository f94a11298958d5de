#!/usr/bin/env bash
# Builds everything, starts the engines it can, runs every suite, and ends with one line of totals.
set -uo pipefail

usage() {
  cat <<'TEXT'
./test.sh [--quick | --long] [--only NAME] [--no-build]

  --quick     the inner loop: rules, contracts and API tests on the embedded stores; no browser, no built binary
  --long      the long proofs too: fire drills, rolling restarts, every line-up, large files in the browser
  --only      one suite, such as Services.Tests
  --no-build  takes the binaries as they are
DD_TEST_REQUIRE=postgres,redis,chromium turns a skip for want of one of these into a failure.
TEXT
}

cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
quick=false
long=false
only=
build=true
while [[ $# -gt 0 ]]; do
  case "$1" in
    --quick) quick=true; shift ;;
    --long) long=true; shift ;;
    --only) only="${2:?--only needs a suite}"; shift 2 ;;
    --no-build) build=false; shift ;;
    -h | --help) usage; exit 0 ;;
    *) echo "Unknown argument: $1" >&2; usage >&2; exit 2 ;;
  esac
done

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
# One compiler for all projects instead of one for each; it writes to log files and is told to go.
export UseSharedCompilation=true
artifacts="${DD_ARTIFACTS:-artifacts}"
logs="$artifacts/test-logs"
mkdir -p "$logs"
passed=0
failed=0
skipped=0
broken=()
started=$SECONDS

say() { echo "[$((SECONDS - started)) s] $*"; }

# --- engines -----------------------------------------------------------------------------------------------------

. tools/engines/all.sh

free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 20000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  echo "$port"
}

publishing=
# A shell's background work ignores Ctrl-C: it is ended by name, with the compiler that it runs.
stop_all() {
  [[ -n "$publishing" ]] && pkill -TERM -P "$publishing"
  stop_engines
}

trap stop_all EXIT
trap 'exit 130' INT TERM

# --- suites ------------------------------------------------------------------------------------------------------

# Adds up "Total: 12, Errors: 0, Failed: 1, Skipped: 2" of a suite; a suite that ran nothing is broken.
run_suite() {
  local suite="$1" limit="$2"
  shift 2
  local exe="$artifacts/bin/$suite/release/DigitalDocs.$suite"
  local log="$logs/$suite.log"
  if [[ ! -x "$exe" ]]; then
    say "$suite was not built"
    broken+=("$suite")
    return
  fi

  say "$suite ..."
  timeout --kill-after=20 "$limit" "$exe" -noColor -noLogo -result-xml "$logs/$suite.xml" "$@" >"$log" 2>&1
  local status=$?
  local line total failures errors skips
  line="$(grep -aE 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+' "$log" | tail -1)"
  total="$(sed -nE 's/.*Total: ([0-9]+).*/\1/p' <<<"$line")"
  errors="$(sed -nE 's/.*Errors: ([0-9]+).*/\1/p' <<<"$line")"
  failures="$(sed -nE 's/.*Failed: ([0-9]+).*/\1/p' <<<"$line")"
  skips="$(sed -nE 's/.*Skipped: ([0-9]+).*/\1/p' <<<"$line")"
  total="${total:-0}" errors="${errors:-0}" failures="${failures:-0}" skips="${skips:-0}"
  failures=$((failures + errors))
  passed=$((passed + total - failures - skips))
  failed=$((failed + failures))
  skipped=$((skipped + skips))
  say "$suite: $((total - failures - skips)) passed, $failures failed, $skips skipped"
  if [[ $skips -gt 0 ]]; then
    grep -aA1 -F '[SKIP]' "$log" | grep -av -e '^--$' | sed 's/^ */    /' | head -40
  fi

  if [[ $failures -gt 0 ]]; then
    grep -aA8 -F '[FAIL]' "$log" | head -200
  elif [[ $status -ne 0 ]]; then
    # Status without a failed test: a crash, the time limit, or nothing to run.
    tail -30 "$log"
    [[ $status -eq 124 ]] && say "$suite took longer than $limit s"
    broken+=("$suite")
  fi

  if [[ $((total - skips)) -le 0 && $status -eq 0 ]]; then
    say "$suite ran nothing"
    broken+=("$suite")
  fi
}

finish() {
  stop_engines
  $build && dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1
  local code=0
  if [[ ${#broken[@]} -gt 0 ]]; then
    echo "Did not do their work: ${broken[*]}"
    code=1
  fi

  [[ $failed -gt 0 || $passed -eq 0 ]] && code=1
  say "done"
  echo "$passed passed, $failed failed, $skipped skipped"
  exit "$code"
}

# --- the run -----------------------------------------------------------------------------------------------------

pure=(Contracts.Tests Architecture.Tests Platform.Tests Services.Tests Web.Tests)
if ! $quick; then
  tools/install-programs.sh tesseract=tesseract-ocr pdftotext=poppler-utils pdftoppm=poppler-utils qpdf=qpdf jq=jq \
    curl=curl chromium=chromium "/usr/lib/postgresql/*/bin/initdb=postgresql" pgbouncer=pgbouncer \
    redis-server=redis-server "/usr/lib/rabbitmq/bin/rabbitmq-server=rabbitmq-server"
  tools/fetch-spectral.sh
  start_engines
fi

if $build; then
  say "Building (a warning is an error) ..."
  if ! dotnet build DigitalDocs.slnx -c Release --nologo -v quiet >"$logs/build.log" 2>&1; then
    grep -aE 'error|warning' "$logs/build.log" | sort -u | head -40
    broken+=("the build")
    finish
  fi

  if ! $quick && ! dotnet format whitespace --folder --verify-no-changes --verbosity quiet \
    --exclude artifacts/ >"$logs/format.log" 2>&1; then
    head -20 "$logs/format.log"
    broken+=("the format (run: dotnet format whitespace --folder)")
  fi
fi

# Compiling ahead of time takes two minutes, and uses what the other suites leave of the machine.
if ! $quick && [[ -z "$only" || "$only" == EndToEnd.Tests ]]; then
  say "Publishing the binary for the end-to-end suite, beside the other suites ..."
  nice tools/publish-host.sh >"$logs/host" 2>"$logs/publish.log" &
  publishing=$!
fi

for suite in "${pure[@]}"; do
  if [[ -z "$only" || "$only" == "$suite" ]]; then
    run_suite "$suite" 900
  fi
done
if [[ -n "$publishing" ]]; then
  wait "$publishing"
  published=$?
  publishing=
  if [[ $published -eq 0 ]]; then
    DD_TEST_HOST="$(<"$logs/host")"
    export DD_TEST_HOST
    if $long; then
      run_suite EndToEnd.Tests 1800
    else
      run_suite EndToEnd.Tests 600 -trait- "length=long"
      say "EndToEnd.Tests: the long proofs were left out; ./test.sh --long runs them too"
    fi
  else
    tail -40 "$logs/publish.log"
    broken+=("the published binary")
  fi
fi

finish
