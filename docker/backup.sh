#!/usr/bin/env bash
# A backup of the database while it is in use, with how many rows each table had and their digest at that moment:
#   PGHOST=… PGUSER=… PGPASSWORD=… PGDATABASE=pathways bash docker/backup.sh /where/backups/lie
# The role must be able to read everything (pg_read_all_data, or the superuser). Keys are not in it: they are backed up
# apart from it (docs/operations.md).
set -euo pipefail
: "${PGDATABASE:?which database}"
to=${1:?a folder for the backup is needed}
here=$(cd "$(dirname "$0")" && pwd)
name="$to/pathways-$(date -u +%Y-%m-%dT%H%M%SZ)"
umask 077
mkdir -p "$to"
# One moment for the dump and the count: both look at the same snapshot.
coproc SESSION { psql -AtXq -v ON_ERROR_STOP=1; }
exec 4>&"${SESSION[1]}" 3<&"${SESSION[0]}"
echo "begin isolation level repeatable read read only; select pg_export_snapshot();" >&4
read -r snapshot <&3
pg_dump -Fc --snapshot="$snapshot" -f "$name.dump.part"
{ cat "$here/rows.sql"; echo "select 'end of rows';"; } >&4
while read -r line <&3 && [ "$line" != "end of rows" ]; do echo "$line"; done >"$name.rows"
echo "commit; \\q" >&4
exec 3<&- 4>&-
mv "$name.dump.part" "$name.dump"
(cd "$to" && sha256sum "$(basename "$name").dump" "$(basename "$name").rows" >"$(basename "$name").sha256")
echo "$name.dump"
