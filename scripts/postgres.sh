#!/usr/bin/env bash
# A throw-away PostgreSQL for tests: scripts/postgres.sh start | stop | url | database NAME
#
# start prints the URL; it listens on a free port of 127.0.0.1 and on a socket in its folder, trusts everybody and
# does not sync to disk unless POSTGRES_SYNC=on, since a crash would lose nothing that matters. stop ends it and removes everything. POSTGRES_STATE names the file that remembers it, so that
# several can run beside each other.
set -euo pipefail
# runuser is in sbin, which not every root has in its path.
PATH=$PATH:/usr/sbin:/sbin

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
state=${POSTGRES_STATE:-$top/.tools/postgres}

say() { echo "postgres.sh: $*" >&2; }

# The folder with initdb and pg_ctl: beside the initdb in PATH, or where Debian puts the newest.
find_bin() {
  local found
  if found=$(command -v initdb); then
    found=$(dirname "$(readlink -f "$found")")
    if [ -x "$found/pg_ctl" ]; then
      echo "$found"
      return 0
    fi
  fi
  for found in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV); do
    if [ -x "$found/initdb" ] && [ -x "$found/pg_ctl" ]; then
      echo "$found"
      return 0
    fi
  done
  return 1
}

install_server() {
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    say "There is no initdb. Install a PostgreSQL server (Debian: apt-get install postgresql), or set TROTH_TEST_POSTGRES to the URL of a database that may be emptied."
    exit 1
  fi
  say "No PostgreSQL found; installing Debian's package postgresql."
  {
    apt-get -o DPkg::Lock::Timeout=300 update
    DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends postgresql
  } </dev/null >&2
}

# PostgreSQL refuses to run as root, so root lends it another name.
as_owner() {
  if [ "$(id -u)" -ne 0 ]; then
    "$@"
  elif id postgres >/dev/null 2>&1; then
    (cd / && runuser -u postgres -- "$@")
  else
    (cd / && runuser -u nobody -- "$@")
  fi
}

own() {
  if [ "$(id -u)" -ne 0 ]; then
    return 0
  elif id postgres >/dev/null 2>&1; then
    chown postgres "$1"
  else
    chown nobody "$1"
  fi
}

taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

read_state() {
  [ -f "$state" ] || return 1
  { read -r bin && read -r folder && read -r url; } <"$state"
}

running() { read_state && as_owner "$bin/pg_ctl" -D "$folder/data" status >/dev/null 2>&1; }

start() {
  local sync=${POSTGRES_SYNC:-off}
  if running; then
    echo "$url"
    return 0
  fi
  stop
  if ! bin=$(find_bin); then
    install_server
    bin=$(find_bin) || {
      say "Still no initdb after installing: look at the messages of apt-get above."
      exit 1
    }
  fi
  folder=$(mktemp -d "${TMPDIR:-/tmp}/troth-pg.XXXXXX")
  chmod 711 "$folder"
  own "$folder"
  if ! as_owner "$bin/initdb" -D "$folder/data" -U troth -A trust -E UTF8 --locale=C --no-sync >"$folder.log" 2>&1; then
    say "initdb failed:"
    cat "$folder.log" >&2
    rm -rf "$folder" "$folder.log"
    exit 1
  fi
  mv "$folder.log" "$folder/initdb.log"
  local port try
  for try in 1 2 3 4 5; do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    if taken "$port"; then continue; fi
    if as_owner "$bin/pg_ctl" -D "$folder/data" -l "$folder/server.log" -w -t 60 -s \
      -o "-p $port -k $folder -c listen_addresses=127.0.0.1 -c fsync=$sync -c synchronous_commit=$sync -c full_page_writes=$sync -c max_connections=200" \
      start </dev/null >&2; then
      url="postgres://troth@127.0.0.1:$port/postgres"
      mkdir -p "$(dirname "$state")"
      printf '%s\n' "$bin" "$folder" "$url" >"$state"
      echo "$url"
      return 0
    fi
    say "No start on port $port (try $try of 5)."
  done
  say "PostgreSQL did not start:"
  tail -n 20 "$folder/server.log" >&2 || true
  rm -rf "$folder"
  exit 1
}

stop() {
  if read_state; then
    as_owner "$bin/pg_ctl" -D "$folder/data" -m immediate -w -s stop >/dev/null 2>&1 || true
    case $folder in
      */troth-pg.*) rm -rf "$folder" ;;
    esac
  fi
  rm -f "$state"
}

case ${1:-} in
  start) start ;;
  stop) stop ;;
  # A new, empty database beside the others; prints its URL.
  database)
    if ! running; then
      say "It is not running: scripts/postgres.sh start."
      exit 1
    fi
    port=${url##*:}
    as_owner "$bin/createdb" -h "$folder" -p "${port%%/*}" -U troth "$2"
    echo "${url%/*}/$2"
    ;;
  url)
    if running; then
      echo "$url"
    else
      say "It is not running: scripts/postgres.sh start."
      exit 1
    fi
    ;;
  *)
    say "Usage: scripts/postgres.sh start | stop | url | database NAME"
    exit 2
    ;;
esac
