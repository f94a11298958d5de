#!/usr/bin/env bash
# From an older version to this one under load: people work while each process is stopped and started anew, one by one.
set -euo pipefail

usage() {
  cat <<'TEXT'
tools/rolling-restart.sh --from COMMIT [--lineup embedded|redis|rabbitmq]

  --from    the version that runs before, as git knows it; it is built beside this one
  --lineup  two copies of each process over: SQLite and the embedded queue (embedded); PostgreSQL, Redis and S3 (redis);
            PostgreSQL, RabbitMQ and S3 (rabbitmq)
TEXT
}

cd "$(dirname "${BASH_SOURCE[0]}")/.."
from=
lineup=embedded
while [[ $# -gt 0 ]]; do
  case "$1" in
    --from) from="${2:?--from needs a commit}"; shift 2 ;;
    --lineup) lineup="${2:?--lineup needs a name}"; shift 2 ;;
    -h | --help) usage; exit 0 ;;
    *) echo "Unknown argument: $1" >&2; usage >&2; exit 2 ;;
  esac
done

case "$lineup" in
  embedded | redis | rabbitmq) ;;
  *) echo "Unknown line-up: $lineup. Known: embedded, redis, rabbitmq." >&2; exit 2 ;;
esac
[[ -n "$from" ]] || { echo "--from names the version that runs before." >&2; usage >&2; exit 2; }

commit="$(git rev-parse --short=12 "$from^{commit}")"
artifacts="${DD_ARTIFACTS:-$PWD/artifacts}"
sources="$artifacts/before/$commit"
if [[ ! -d "$sources" ]]; then
  # Under its name only when it is whole: what was broken off must not be taken for the version.
  rm -rf "$sources.part"
  mkdir -p "$sources.part"
  git archive "$commit" | tar -x -C "$sources.part"
  mv "$sources.part" "$sources"
fi

DD_TEST_HOST_BEFORE="$(DD_ARTIFACTS="$sources/artifacts" "$sources/tools/publish-host.sh")"
DD_TEST_HOST="$(tools/publish-host.sh)"
export DD_TEST_HOST DD_TEST_HOST_BEFORE DD_TEST_LOGS="$artifacts/drill-logs"
dotnet build tests/EndToEnd.Tests -c Release --nologo -v quiet
echo "Rolling restart from $commit on $lineup."
exec "$artifacts/bin/EndToEnd.Tests/release/DigitalDocs.EndToEnd.Tests" \
  -noColor -noLogo -showLiveOutput -explicit on -trait "lineup=rolling-$lineup"
