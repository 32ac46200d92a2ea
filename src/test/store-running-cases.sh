#!/usr/bin/env bash
# Lets this checkout fill an empty PostgreSQL database with running cases and packs it for UpgradeTest of a later version:
#   PGHOST=localhost PGPORT=5432 PGUSER=postgres PGDATABASE=cases bash src/test/store-running-cases.sh cases.sql.xz
# The database must exist and be empty; it keeps what was put in. Takes about three minutes. See
# src/test/resources/upgrade/README.md.
set -euo pipefail
: "${PGHOST:?}" "${PGPORT:?}" "${PGUSER:?}" "${PGDATABASE:?}"
to=$(realpath "${1:?a file for the dump is needed}")
shift
cd "$(dirname "$0")/../.."
export SPRING_DATASOURCE_URL="jdbc:postgresql://$PGHOST:$PGPORT/$PGDATABASE" SPRING_DATASOURCE_USERNAME="$PGUSER"
export SPRING_DATASOURCE_PASSWORD="${PGPASSWORD:-}"
# Known to everybody, for invented children only: whoever opens the dump later needs it.
export PATHWAYS_RECORD_KEY="stored-cases:dGhpcnR5LXR3byBieXRlcyBmb3IgdGhpcyBjaGVjayE="
mvn -B -q -ntp test -Dtest=FillDatabase "$@"
# Text stays text (bytea_output), statements can be run by any client (inserts); psql's own commands are left out.
PGOPTIONS="-c bytea_output=escape" pg_dump --no-owner --no-privileges --rows-per-insert=200 |
  sed -E '/^\\(un)?restrict [A-Za-z0-9]+$/d' | xz -9e >"$to"
