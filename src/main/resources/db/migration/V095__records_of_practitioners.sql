-- A record is a child's, or a practitioner's personal supervision file (SWI-SUP-04). What both have in common (journeys,
-- events, deadlines, breaches, the chain) hangs on the subject; the columns keep the name child_ref.

create table pathways.record_subject (
    ref          text primary key,
    practitioner text unique references pathways.person (user_id),
    constraint subject_file_is_a_practitioners check ((ref like 'PF-%') = (practitioner is not null))
);
comment on column pathways.record_subject.practitioner is 'whose supervision file it is; null for a child';

insert into pathways.record_subject (ref) select ref from pathways.child;

alter table pathways.child add constraint child_is_no_file check (ref not like 'PF-%');

create function pathways.child_is_subject() returns trigger language plpgsql as $$
begin
    insert into pathways.record_subject (ref) values (new.ref) on conflict do nothing;
    return new;
end $$;
create trigger child_is_subject before insert on pathways.child
    for each row execute function pathways.child_is_subject();

do $$
declare
    tbl text;
begin
    foreach tbl in array array['journey', 'record_chain', 'journey_event', 'deadline', 'oversight_entry',
                               'agreed_action', 'breach', 'breach_answer', 'agreed_interval'] loop
        execute format('alter table pathways.%I drop constraint %I', tbl, tbl || '_child_ref_fkey');
        execute format('alter table pathways.%I add constraint %I foreign key (child_ref)'
                       ' references pathways.record_subject (ref)', tbl, tbl || '_subject_fkey');
    end loop;
end $$;

create table pathways.practitioner_file (
    ref        text primary key references pathways.record_subject (ref),
    supervisor text references pathways.person (user_id)
);
comment on table pathways.practitioner_file is
    'who supervises whom now; read by the practitioner, the supervisor and the line above, by nobody else';

-- What is told in supervision stands apart from what is told of children: no question about chronology_entry finds it.
create table pathways.practitioner_entry (
    id                  uuid primary key,
    child_ref           text        not null references pathways.practitioner_file (ref),
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
create index practitioner_entry_journey_form on pathways.practitioner_entry (journey_id, form_id, chain_seq);
create index practitioner_entry_process_instance on pathways.practitioner_entry (process_instance_id, chain_seq);
call pathways.make_append_only('pathways.practitioner_entry');

-- An entry that an oversight entry or an agreed interval points to stands in one of the two tables.
alter table pathways.oversight_entry drop constraint oversight_entry_chronology_entry_id_fkey;
alter table pathways.agreed_interval drop constraint agreed_interval_chronology_entry_id_fkey;

create view pathways.told as
    select * from pathways.chronology_entry
    union all
    select * from pathways.practitioner_entry;
comment on view pathways.told is
    'for what is found by its journey or process instance, whoever it is about; never by a person''s search';
