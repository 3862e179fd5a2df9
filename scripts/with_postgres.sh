#!/usr/bin/env bash
# Runs a command with MOTCUA_DATABASE naming a real PostgreSQL: the one that is named already, the local one, or one started here.
set -euo pipefail
answers() { PGCONNECT_TIMEOUT=3 psql -qtAc 'select 1' "$1" >/dev/null 2>&1; }
for url in "${MOTCUA_DATABASE:-}" "postgresql:///postgres" "postgresql://postgres@localhost/postgres"; do
  if [ -n "$url" ] && answers "$url"; then
    # libpq takes the user of the session where the address names none; Django's backend wants it said.
    case "$url" in "postgresql:///postgres") url="postgresql://$(id -un)@/postgres" ;; esac
    MOTCUA_DATABASE="$url" exec "$@"
  fi
done
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb)")
place=$(mktemp -d); chmod 777 "$place"
run=(); [ "$(id -u)" -ne 0 ] || run=(runuser -u postgres --)
trap '"${run[@]}" "$bin/pg_ctl" -D "$place/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$place"' EXIT
"${run[@]}" "$bin/initdb" -D "$place/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
"${run[@]}" "$bin/pg_ctl" -D "$place/data" -w -o "-k $place -p 54329 -c listen_addresses=127.0.0.1 -c fsync=off" -l "$place/log" start >/dev/null
MOTCUA_DATABASE="postgresql://postgres@127.0.0.1:54329/postgres" "$@"
