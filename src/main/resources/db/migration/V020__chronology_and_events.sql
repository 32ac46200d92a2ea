-- What happened to a child, for good. Rows are only ever added: the database itself refuses to change them.
create function pathways.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'The record is append-only: % of % is refused. Record a correction instead.', tg_op, tg_table_name
        using errcode = 'integrity_constraint_violation';
end $$;

-- Call once for every table that is part of a child's record.
create procedure pathways.make_append_only(tbl regclass) language plpgsql as $$
begin
    execute format('create trigger append_only_rows before update or delete on %s
                    for each row execute function pathways.refuse_change()', tbl);
    execute format('create trigger append_only_table before truncate on %s
                    for each statement execute function pathways.refuse_change()', tbl);
    -- Fires for replicated sessions too, so that session_replication_role is no way around it.
    execute format('alter table %s enable always trigger append_only_rows', tbl);
    execute format('alter table %s enable always trigger append_only_table', tbl);
end $$;

-- Where each child's chain of entries stands; its row is the lock under which the next entry is written.
create table pathways.record_chain (
    child_ref text primary key references pathways.child (ref),
    length    bigint not null,
    last_hash text   not null
);

create table pathways.chronology_entry (
    id                  uuid primary key,
    child_ref           text        not null references pathways.child (ref),
    journey_id          uuid references pathways.journey (id),
    kind                text        not null,
    element_id          text,
    title               text        not null,
    form_id             text,
    answers             text        not null,
    oversight_facts     text,
    process_instance_id text,
    task_id             text,
    by_user             text        not null,
    at                  timestamptz not null,
    clauses             text        not null,
    joint_with          text,
    chain_seq           bigint      not null,
    previous_hash       text        not null,
    hash                text        not null,
    unique (child_ref, chain_seq)
);
comment on column pathways.chronology_entry.answers is 'JSON as text, byte for byte what was hashed';
create index chronology_journey_form on pathways.chronology_entry (journey_id, form_id, chain_seq);
create index chronology_process_instance on pathways.chronology_entry (process_instance_id, chain_seq);
call pathways.make_append_only('pathways.chronology_entry');

create table pathways.journey_event (
    id                  uuid primary key,
    seq                 bigint generated always as identity unique,
    journey_id          uuid        not null references pathways.journey (id),
    child_ref           text        not null references pathways.child (ref),
    name                text        not null,
    occurred_at         timestamptz not null,
    date_only           boolean     not null,
    recorded_at         timestamptz not null,
    by_user             text        not null,
    process_instance_id text,
    execution_id        text,
    element_id          text,
    process_key         text
);
create index journey_event_journey on pathways.journey_event (journey_id, name, seq);
call pathways.make_append_only('pathways.journey_event');
