#!/usr/bin/env bash
# RabbitMQ in the foreground: rabbitmq.sh PORT DIR. PORT + 1 and PORT + 2 are for its own talk, on loopback as well.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/as.sh"
port="$1" folder="$2"
# Debian's wrapper insists on the system's folders; the script under it does not.
server="$(ls /usr/lib/rabbitmq/bin/rabbitmq-server 2>/dev/null || command -v rabbitmq-server || true)"
[[ -n "$server" ]] || { echo "rabbitmq-server is not installed" >&2; exit 3; }

mkdir -p "$folder"
: >"$folder/enabled_plugins"
cat >"$folder/rabbitmq.conf" <<TEXT
listeners.tcp.default = 127.0.0.1:$port
log.console = true
log.console.level = warning
TEXT
export HOME="$folder" RABBITMQ_NODENAME="dd$port@localhost" RABBITMQ_CONFIG_FILE="$folder/rabbitmq.conf"
export RABBITMQ_MNESIA_BASE="$folder/mnesia" RABBITMQ_LOG_BASE="$folder/log" RABBITMQ_PID_FILE="$folder/pid"
export RABBITMQ_ENABLED_PLUGINS_FILE="$folder/enabled_plugins" RABBITMQ_DIST_PORT="$((port + 1))"
export ERL_EPMD_PORT="$((port + 2))" ERL_EPMD_ADDRESS=127.0.0.1
export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-kernel inet_dist_use_interface {127,0,0,1}"
as_user rabbitmq "$folder" "$server"
