-- Of each table: how many rows, and a digest of them all, whatever their order. For comparing a backup with what it was
-- made of: psql -AtX -f docker/rows.sql
select format('select %L, count(*), md5(coalesce(string_agg(md5(t::text), '''' order by md5(t::text)), '''')) from %I.%I t',
              schemaname || '.' || tablename, schemaname, tablename)
from pg_tables where schemaname in ('public', 'pathways') order by schemaname, tablename \gexec
