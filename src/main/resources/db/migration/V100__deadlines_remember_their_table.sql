-- Timescales stand in one table for each journey. A deadline names the table and its version, so that anybody can say
-- by which rows it was calculated, also when the table has been replaced since.
alter table pathways.deadline
    add column timescale_table        text,
    add column timescale_table_number int;
comment on column pathways.deadline.table_version is 'the engine''s id of the version of the table of timescales by which it was calculated';
comment on column pathways.deadline.timescale_table is 'the id of that table';
comment on column pathways.deadline.timescale_table_number is 'the number of that version, counted from 1 for each table';

-- Until now there was one table, "timescales", whose versions the engine names "timescales:<number>:<id>".
update pathways.deadline
set timescale_table        = split_part(table_version, ':', 1),
    timescale_table_number = split_part(table_version, ':', 2)::int
where table_version ~ '^[^:]+:[0-9]+:';
