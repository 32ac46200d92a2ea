#!/usr/bin/env bash
# Rehearses what docs/operations.md says, with running cases: a database of an earlier version is backed up, upgraded,
# checked, backed up again, put back beside itself, checked there, and rolled back. Every table is compared row by row.
# Needs PostgreSQL's programs (apt-get install postgresql) and the built jar (mvn -DskipTests package); takes about five
# minutes, and starts and stops a PostgreSQL and the application of its own.
set -euo pipefail
cd "$(dirname "$0")/../.."
dump=src/test/resources/upgrade/06b7884.sql.xz
jar=$(ls target/child-pathways-*.jar | head -1)
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
export PATH="${bin:+$bin:}$PATH"
work=$(mktemp -d)
chmod 711 "$work"
app=
finish() {
  if [ -n "$app" ]; then kill "$app" 2>/dev/null && wait "$app" 2>/dev/null || true; fi
  server pg_ctl -D "$work/postgres" -m fast -w stop >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap finish EXIT
server() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- env PATH="$PATH" "$@"; else "$@"; fi; }
free_port() { local p; while p=$((20000 + RANDOM)); (exec 3<>"/dev/tcp/127.0.0.1/$p") 2>/dev/null; do :; done; echo "$p"; }
say() { printf '%s  %s\n' "$(date +%T)" "$*"; }
fail() { echo "FAILED: $*" >&2; exit 1; }

say "PostgreSQL of its own: $(postgres --version)"
PGPORT=$(free_port)
export PGHOST=127.0.0.1 PGPORT PGUSER=postgres PGPASSWORD=for-this-rehearsal
mkdir "$work/postgres"
echo "$PGPASSWORD" >"$work/password"
[ "$(id -u)" = 0 ] && chown postgres "$work/postgres" "$work/password"
server initdb -D "$work/postgres" -U postgres -A scram-sha-256 --pwfile="$work/password" -E UTF8 --locale=C.UTF-8 >/dev/null
server pg_ctl -D "$work/postgres" -w -l "$work/postgres/log" \
  -o "-p $PGPORT -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200" start >/dev/null

createdb cases
export PATHWAYS_DB_OWNER_PASSWORD=of-the-owner PATHWAYS_DB_APP_PASSWORD=of-the-application
PGDATABASE=cases bash docker/database-roles.sh
{ echo "set role pathways_owner;"; xz -dc "$dump"; } | psql -qX -v ON_ERROR_STOP=1 -d cases >/dev/null
say "A database of an earlier version with running cases: $dump"

# What must be the same before and after an upgrade: what is running, due and missed.
standing() {
  psql -AtX -d "$1" <<'SQL'
select 'tasks', count(*), md5(string_agg(concat_ws('|', id_, name_, assignee_, due_date_, proc_def_id_), '' order by id_)) from act_ru_task;
select 'jobs', count(*), md5(string_agg(concat_ws('|', id_, duedate_, retries_), '' order by id_)) from act_ru_job where job_def_id_ is not null;
select 'executions', count(*), md5(string_agg(concat_ws('|', id_, proc_def_id_, act_id_), '' order by id_)) from act_ru_execution;
select 'deadlines', count(*), md5(string_agg(concat_ws('|', id, standard_id, due, status), '' order by id)) from pathways.deadline;
select 'breaches', count(*), md5(string_agg(concat_ws('|', id, deadline_id, hash), '' order by id)) from pathways.breach;
select 'entries', count(*), md5(string_agg(concat_ws('|', id, hash), '' order by id)) from pathways.told;
SQL
}

key="k1:$(head -c 32 /dev/urandom | base64)"
port=$(free_port)
start() { # database, key
  SERVER_PORT=$port SERVER_ADDRESS=127.0.0.1 \
    SPRING_DATASOURCE_URL="jdbc:postgresql://127.0.0.1:$PGPORT/$1" \
    SPRING_DATASOURCE_USERNAME=pathways_app SPRING_DATASOURCE_PASSWORD=of-the-application \
    SPRING_FLYWAY_USER=pathways_owner SPRING_FLYWAY_PASSWORD=of-the-owner PATHWAYS_REFUSE_OWNER=true \
    PATHWAYS_RECORD_KEY="$2" PATHWAYS_ANCHOR_DIRECTORY="$work/anchors" PATHWAYS_ANCHOR_KEY_FILE="$work/keys/anchor.key" \
    PATHWAYS_RECORD_CHECK_SECONDS=3 PATHWAYS_RECORD_CHECK_HOUR=0 \
    PATHWAYS_ADMIN_USER=admin PATHWAYS_ADMIN_PASSWORD=pathways CAMUNDA_BPM_JOB_EXECUTION_ENABLED=false \
    java -Xmx768m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "$jar" >"$work/app.log" 2>&1 &
  app=$!
}
healthy() {
  for _ in $(seq 900); do
    kill -0 "$app" 2>/dev/null || { tail -30 "$work/app.log"; fail "the application ended at its start"; }
    curl -sf "http://127.0.0.1:$port/actuator/health" >/dev/null && return
    sleep 1
  done
  tail -30 "$work/app.log"; fail "the application does not answer"
}
stop() { kill "$app"; wait "$app" 2>/dev/null || true; app=; }
checked() { # database: waits for the check of all records and the trail
  for _ in $(seq 600); do
    found=$(psql -AtX -d "$1" -c "select checked || ' records read, ' || broken || ' broken' from pathways.record_check where finished_at is not null order by day desc limit 1")
    [ -n "$found" ] && break
    sleep 1
  done
  say "Record check of $1: ${found:-not finished}"
  case $found in *" 0 broken") ;; *) fail "the record check: ${found:-not finished}" ;; esac
}
api() { curl -sf -u admin:pathways "$@"; }

say "1. Backup of the earlier version"
before=$(PGDATABASE=cases bash docker/backup.sh "$work/backups")
standing cases >"$work/standing"
say "   $(cut -d'|' -f1,2 <"$work/standing" | tr '|\n' ' ,')"

say "2. Upgrade: this version opens the database, as two roles"
start cases "$key"; healthy
standing cases | diff "$work/standing" - || fail "the upgrade changed what is running"
grep -q "could rewrite the record" "$work/app.log" && fail "the application's role may too much"
say "   nothing lost, moved or doubled"
checked cases
stop

say "3. Backup of the upgraded version, put back beside it"
sleep 1
after=$(PGDATABASE=cases bash docker/backup.sh "$work/backups")
bash docker/restore.sh "$after" cases_restored

say "4. The application on what was put back: every record checked anew, the anchor of before held against it"
start cases_restored "$key"; healthy
api -X POST "http://127.0.0.1:$port/api/record-checks" >/dev/null
checked cases_restored
anchor=$(ls "$work/anchors" | head -1)
api "http://127.0.0.1:$port/api/record-anchors/$anchor/verification" | tee "$work/verified"; echo
grep -q '"holds":true' "$work/verified" || fail "the anchor does not hold"
stop

say "5. A backup older than the anchor is known for what it is"
psql -qX -d cases_restored -v ON_ERROR_STOP=1 <<'SQL'
-- As the superuser, who can do anything to the database: the last entry of one record goes.
alter table pathways.chronology_entry disable trigger user;
delete from pathways.chronology_entry where id = (
  select e.id from pathways.chronology_entry e
  join pathways.record_chain c on c.child_ref = e.child_ref and c.length = e.chain_seq
  where not exists (select 1 from pathways.document_shared d where d.chronology_entry_id = e.id) order by 1 limit 1);
SQL
start cases_restored "$key"; healthy
api "http://127.0.0.1:$port/api/record-anchors/$anchor/verification" | tee "$work/verified"; echo
grep -q '"holds":false' "$work/verified" || fail "the shortened record was not found"
stop

say "6. With another key it does not start"
start cases "k1:$(head -c 32 /dev/urandom | base64)"
if wait "$app"; then fail "it started"; fi
app=
grep -q "is not the one with which the record was made" "$work/app.log" || fail "it does not say why"

say "7. Rollback: the backup of before the upgrade, put back beside it"
bash docker/restore.sh "$before" cases_rolled_back
standing cases_rolled_back | diff "$work/standing" - || fail "the rollback is not what it was"
say "Rehearsed: backup, upgrade, restore, check, rollback."
