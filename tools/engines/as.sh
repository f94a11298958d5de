# Sourced. Servers that refuse root run as their package's user.
#   as_user USER DIR command ...   replaces the shell; DIR becomes the user's
as_user() {
  local user="$1" folder="$2"
  shift 2
  if [[ "$(id -u)" -eq 0 ]]; then
    chown -R "$user" "$folder"
    cd /
    exec setpriv --reuid "$user" --regid "$(id -g "$user")" --init-groups -- "$@"
  fi

  exec "$@"
}

need() {
  command -v "$1" >/dev/null 2>&1 || { echo "$1 is not installed" >&2; exit 3; }
}

# Elsewhere servers have machines of their own; on one that they share with what uses them they go first.
renice -n -5 -p $$ >/dev/null 2>&1 || true
