-- What managers decided about a child, why, and what follows from it.
create table pathways.oversight_entry (
    id                  uuid primary key,
    child_ref           text        not null references pathways.child (ref),
    journey_id          uuid references pathways.journey (id),
    kind                text        not null,
    decision            text,
    rationale           text        not null check (btrim(rationale) <> ''),
    actions             text        not null,
    effect              text,
    until               date,
    by_user             text        not null,
    role                text        not null,
    at                  timestamptz not null,
    about_element       text,
    breach_id           uuid,
    process_instance_id text,
    element_id          text,
    chronology_entry_id uuid references pathways.chronology_entry (id),
    chain_seq           bigint      not null,
    previous_hash       text        not null,
    hash                text        not null,
    unique (child_ref, chain_seq),
    constraint oversight_once unique (process_instance_id, element_id, chronology_entry_id)
);
comment on column pathways.oversight_entry.actions is 'the agreed actions as decided, JSON as text; how they go on stands in agreed_action';
create index oversight_breach on pathways.oversight_entry (breach_id);
call pathways.make_append_only('pathways.oversight_entry');

create table pathways.agreed_action (
    id                  uuid primary key,
    oversight_entry_id  uuid not null references pathways.oversight_entry (id),
    number              int  not null,
    child_ref           text not null references pathways.child (ref),
    journey_id          uuid references pathways.journey (id),
    action              text not null,
    owner               text not null,
    due_on              date not null,
    status              text not null check (status in ('OPEN', 'DONE', 'WITHDRAWN')),
    process_instance_id text,
    ended_at            timestamptz,
    ended_by            text,
    result              text,
    unique (oversight_entry_id, number)
);
create index agreed_action_child on pathways.agreed_action (child_ref, status);
create index agreed_action_journey on pathways.agreed_action (journey_id) where status = 'OPEN';
