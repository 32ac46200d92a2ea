#!/usr/bin/env bash
# Makes the two roles of Child Pathways: the owner of its tables, as which migrations run, and the application, which
# works with rows and can neither alter a table nor change what is append-only. Run as the superuser, once, with the usual
# PG… variables or by PostgreSQL's image at its first start; run again it sets the passwords.
set -euo pipefail
: "${PATHWAYS_DB_OWNER_PASSWORD:?}" "${PATHWAYS_DB_APP_PASSWORD:?}"
database=${POSTGRES_DB:-${PGDATABASE:-pathways}}
psql -v ON_ERROR_STOP=1 -q -d "$database" -U "${POSTGRES_USER:-${PGUSER:-postgres}}" \
  -v database="$database" -v owner="$PATHWAYS_DB_OWNER_PASSWORD" -v app="$PATHWAYS_DB_APP_PASSWORD" <<'SQL'
select 'create role ' || r from unnest(array['pathways_owner', 'pathways_app']) r
where r not in (select rolname from pg_roles) \gexec
alter role pathways_owner login nosuperuser nocreatedb nocreaterole password :'owner';
alter role pathways_app login nosuperuser nocreatedb nocreaterole password :'app';
alter database :"database" owner to pathways_owner;
revoke all on database :"database" from public;
grant connect on database :"database" to pathways_app;
revoke create on schema public from public;
grant usage, create on schema public to pathways_owner;
SQL
