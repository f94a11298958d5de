# Sourced by test.sh: starts one of each engine that is installed, names it in DD_TEST_…, and stops what it started.

engine_pids=()
engine_home=
epmd_port=

start_engines() {
  engine_home="$(mktemp -d /tmp/dd-engines.XXXXXX)"
  chmod 711 "$engine_home"
  export DD_S3_ACCESS_KEY=ddtest
  DD_S3_SECRET_KEY="$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
  export DD_S3_SECRET_KEY

  # All at once: each takes seconds to come up, and none needs another to start.
  local postgres redis rabbitmq s3 pgbouncer
  postgres="$(free_port)" redis="$(free_port)" rabbitmq="$(free_port)" s3="$(free_port)" pgbouncer="$(free_port)"
  [[ -n "${DD_TEST_POSTGRES:-}" ]] || start_engine postgres "$postgres"
  [[ -n "${DD_TEST_REDIS:-}" ]] || start_engine redis "$redis"
  [[ -n "${DD_TEST_RABBITMQ:-}" ]] || { start_engine rabbitmq "$rabbitmq"; epmd_port=$((rabbitmq + 2)); }
  [[ -n "${DD_TEST_S3:-}" ]] || start_engine s3 "$s3"
  [[ -n "${DD_TEST_PGBOUNCER:-}${DD_TEST_POSTGRES:-}" ]] || start_engine pgbouncer "$pgbouncer" "$postgres"

  local to="Username=dd;Database=postgres"
  engine_is_up POSTGRES postgres "$postgres" "Host=127.0.0.1;Port=$postgres;$to"
  engine_is_up PGBOUNCER pgbouncer "$pgbouncer" "Host=127.0.0.1;Port=$pgbouncer;$to"
  engine_is_up REDIS redis "$redis" "127.0.0.1:$redis"
  engine_is_up RABBITMQ rabbitmq "$rabbitmq" "amqp://guest:guest@127.0.0.1:$rabbitmq/"
  engine_is_up S3 s3 "$s3" \
    "Endpoint=http://127.0.0.1:$s3;AccessKey=$DD_S3_ACCESS_KEY;SecretKey=$DD_S3_SECRET_KEY;Region=us-east-1"
}

# start_engine NAME PORT [more]
start_engine() {
  local name="$1" port="$2"
  DD_FAST=1 setsid tools/engines/"$name".sh "$port" "$engine_home/$name" "${@:3}" >"$logs/$name.log" 2>&1 &
  engine_pids+=($!)
}

# engine_is_up VARIABLE NAME PORT CONNECTION: waits until it answers, then names it for the suites.
engine_is_up() {
  local variable="DD_TEST_$1" name="$2" port="$3" connection="$4"
  if [[ -n "${!variable:-}" ]]; then
    say "$name: as $variable says"
    return
  fi

  local deadline=$((SECONDS + 60))
  until engine_answers "$name" "$port"; do
    if [[ $SECONDS -gt $deadline ]] || ! engine_lives "$name"; then
      say "$name did not start: $(tail -1 "$logs/$name.log" 2>/dev/null). Its tests are skipped"
      return
    fi

    sleep 0.2
  done
  export "$variable=$connection"
  say "$name: a private server on port $port"
}

engine_answers() {
  case "$1" in
    postgres | pgbouncer) pg_isready_at "$2" ;;
    s3) curl -sf -o /dev/null "http://127.0.0.1:$2/healthz" ;;
    rabbitmq) grep -q "completed with" "$logs/rabbitmq.log" ;;
    *) (exec 3<>"/dev/tcp/127.0.0.1/$2") 2>/dev/null ;;
  esac
}

pg_isready_at() {
  "$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)/pg_isready" -q -h 127.0.0.1 -p "$1" -U dd -d postgres
}

engine_lives() {
  pgrep -f "$engine_home/$1" >/dev/null || pgrep -f "engines/$1.sh" >/dev/null
}

stop_engines() {
  local pid
  for pid in "${engine_pids[@]+"${engine_pids[@]}"}"; do
    kill -KILL -- "-$pid" 2>/dev/null
  done
  wait 2>/dev/null
  # Erlang's name server puts itself out of the group.
  [[ -n "$epmd_port" ]] && ERL_EPMD_PORT="$epmd_port" epmd -kill >/dev/null 2>&1
  epmd_port=
  engine_pids=()
  [[ -n "$engine_home" ]] && rm -rf "$engine_home"
  engine_home=
}
