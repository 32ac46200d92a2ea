-- How far the clock of a rehearsal installation stands from real time; one row, shared by all nodes.
create table pathways.rehearsal_clock (
    only_one      boolean primary key default true check (only_one),
    offset_millis bigint      not null,
    moved_by      text        not null,
    moved_at      timestamptz not null
);
comment on column pathways.rehearsal_clock.moved_at is 'real time';
