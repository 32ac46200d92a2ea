-- A deadline is a fact: one run of a standard for one child, with everything that must be known to say why it is due
-- when it is, also after the table of timescales has changed.
create table pathways.deadline (
    id                  uuid primary key,
    version             bigint      not null,
    journey_id          uuid        not null references pathways.journey (id),
    child_ref           text        not null references pathways.child (ref),
    standard_id         text        not null,
    per_journey         boolean     not null,
    process_instance_id text        not null,
    execution_id        text        not null,
    element_id          text        not null,
    process_key         text,
    profile             text,
    table_version       text        not null,
    name                text        not null,
    runs_from           text        not null,
    basis               text        not null,
    authority           text        not null,
    clauses             text        not null,
    tell                text        not null,
    escalate_to         text        not null,
    reminder            int         not null,
    asked_at            timestamptz not null,
    start_at            timestamptz not null,
    start_date_only     boolean     not null,
    start_event_id      uuid references pathways.journey_event (id),
    due                 timestamptz not null,
    agreed_until        date,
    remind_at           timestamptz,
    explanation         text        not null,
    status              text        not null check (status in ('OPEN', 'MET', 'MET_LATE', 'BREACHED', 'WITHDRAWN')),
    breached_at         timestamptz,
    met_at              timestamptz,
    met_event_id        uuid references pathways.journey_event (id),
    late_working_days   int,
    late_calendar_days  int,
    closed_at           timestamptz,
    withdrawn_because   text
);
comment on column pathways.deadline.start_event_id is 'null while the beginning of the step stands in for an event not recorded yet';
comment on column pathways.deadline.due is 'the original date: lateness always counts from here';
comment on column pathways.deadline.table_version is 'the version of the table of timescales by which it was reckoned';
comment on column pathways.deadline.explanation is 'JSON: why this date, in words and as data';

-- A retried or doubled transaction makes no second deadline.
create unique index deadline_once_per_task on pathways.deadline (journey_id, standard_id, execution_id)
    where not per_journey and status in ('OPEN', 'BREACHED');
create unique index deadline_once_per_journey on pathways.deadline (journey_id, standard_id) where per_journey;
create index deadline_child on pathways.deadline (child_ref, due);
create index deadline_process_instance on pathways.deadline (process_instance_id, standard_id);
create index deadline_open_by_due on pathways.deadline (due) where status in ('OPEN', 'BREACHED');

-- What happened to each deadline, who did it and why: for good.
create table pathways.deadline_change (
    id          uuid primary key,
    seq         bigint generated always as identity unique,
    deadline_id uuid        not null references pathways.deadline (id),
    kind        text        not null check (kind in ('STARTED', 'MOVED', 'LATER_DATE_AGREED', 'DECLARED', 'MET',
                                                     'MET_LATE', 'BREACHED', 'WITHDRAWN', 'CORRECTED')),
    at          timestamptz not null,
    by_user     text        not null,
    reason      text,
    date_before timestamptz,
    date_after  timestamptz
);
create index deadline_change_deadline on pathways.deadline_change (deadline_id, seq);
call pathways.make_append_only('pathways.deadline_change');

-- Said beforehand: this timescale cannot be kept (SWI-COL-05, SWI-COL-06).
create table pathways.deadline_declaration (
    id          uuid primary key,
    deadline_id uuid        not null references pathways.deadline (id),
    at          timestamptz not null,
    by_user     text        not null,
    reason      text        not null check (length(trim(reason)) > 0),
    expected_by date
);
create index deadline_declaration_deadline on pathways.deadline_declaration (deadline_id, at);
call pathways.make_append_only('pathways.deadline_declaration');
