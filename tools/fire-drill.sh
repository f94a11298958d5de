#!/usr/bin/env bash
# The fire drill by hand: twenty people work while processes and engines are killed and the network to them breaks.
set -euo pipefail

usage() {
  cat <<'TEXT'
tools/fire-drill.sh [--seed N] [--minutes M] [--lineup embedded|redis|rabbitmq|sentinel] [--hold]

  --seed     the order of things (the time of day; it is printed)
  --minutes  how long things break (10); comparing comes after
  --hold     leaves everything running when something was wrong, for a look; the logs are in artifacts/drill-logs
  --lineup   two copies of each process over: SQLite and the embedded queue; PostgreSQL, Redis and S3 (redis);
             PostgreSQL, RabbitMQ and S3 (rabbitmq); a Redis whose master dies under Sentinel (sentinel)
TEXT
}

cd "$(dirname "${BASH_SOURCE[0]}")/.."
seed=$((10#$(date +%H%M%S)))
minutes=10
lineup=redis
while [[ $# -gt 0 ]]; do
  case "$1" in
    --seed) seed="${2:?--seed needs a number}"; shift 2 ;;
    --minutes) minutes="${2:?--minutes needs a number}"; shift 2 ;;
    --lineup) lineup="${2:?--lineup needs a name}"; shift 2 ;;
    --hold) export DD_DRILL_HOLD=1; shift ;;
    -h | --help) usage; exit 0 ;;
    *) echo "Unknown argument: $1" >&2; usage >&2; exit 2 ;;
  esac
done

case "$lineup" in
  embedded | redis | rabbitmq | sentinel) ;;
  *) echo "Unknown line-up: $lineup. Known: embedded, redis, rabbitmq, sentinel." >&2; exit 2 ;;
esac

suite=tests/EndToEnd.Tests
dotnet build "$suite" -c Release --nologo -v quiet
DD_TEST_HOST="$(tools/publish-host.sh)"
export DD_TEST_HOST
export DD_TEST_LOGS="${DD_ARTIFACTS:-$PWD/artifacts}/drill-logs"
echo "Fire drill on $lineup, seed $seed, $minutes min. Again: tools/fire-drill.sh --seed $seed --minutes $minutes --lineup $lineup"
DD_DRILL_SEED="$seed" DD_DRILL_MINUTES="$minutes" exec "${DD_ARTIFACTS:-artifacts}/bin/EndToEnd.Tests/release/DigitalDocs.EndToEnd.Tests" \
  -noColor -noLogo -showLiveOutput -explicit on -trait "lineup=$lineup"
