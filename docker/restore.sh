#!/usr/bin/env bash
# Puts a backup of docker/backup.sh back into a new database beside the one in use, and compares every table with what it
# was:
#   PGHOST=… PGUSER=postgres PGPASSWORD=… bash docker/restore.sh /where/pathways-….dump pathways_restored
# The roles of docker/database-roles.sh must exist. Nothing that exists is touched.
set -euo pipefail
dump=$(realpath "${1:?the backup}")
database=${2:?a name for the new database}
here=$(cd "$(dirname "$0")" && pwd)
(cd "$(dirname "$dump")" && sha256sum --quiet -c "$(basename "${dump%.dump}").sha256")
createdb "$database"
psql -qX -v ON_ERROR_STOP=1 -d "$database" -v database="$database" <<'SQL'
alter database :"database" owner to pathways_owner;
revoke all on database :"database" from public;
grant connect on database :"database" to pathways_app;
revoke create on schema public from public;
grant usage, create on schema public to pathways_owner;
SQL
pg_restore -d "$database" --exit-on-error --no-owner --role=pathways_owner "$dump"
psql -AtXq -d "$database" -f "$here/rows.sql" >"${TMPDIR:-/tmp}/$database.rows.$$"
trap 'rm -f "${TMPDIR:-/tmp}/$database.rows.$$"' EXIT
if ! diff "${dump%.dump}.rows" "${TMPDIR:-/tmp}/$database.rows.$$"; then
  echo "What was put back is not what was backed up: the tables above differ." >&2
  exit 1
fi
echo "$database: $(wc -l <"${dump%.dump}.rows") tables, $(awk -F'|' '{n += $2} END {print n}' "${dump%.dump}.rows") rows, all as they were backed up"
