-- Breaches: deadlines that passed unmet, or were declared beforehand not to be kept. Recorded once, never deleted.

create table pathways.breach (
    id                  uuid primary key,
    deadline_id         uuid        not null,
    child_ref           text        not null references pathways.child (ref),
    journey_id          uuid references pathways.journey (id),
    process_instance_id text        not null,
    element_id          text        not null,
    standard            text        not null,
    standard_name       text        not null,
    owner               text,
    due                 timestamptz not null,
    detected_at         timestamptz not null,
    kind                text        not null check (kind in ('missed', 'declared')),
    declared_by         text,
    rationale           text,
    answer_by           text        not null,
    chain_seq           bigint      not null,
    previous_hash       text        not null,
    hash                text        not null,
    constraint breach_once unique (process_instance_id, element_id, standard, due),
    constraint breach_declared_with_rationale check (kind = 'missed' or (declared_by is not null and rationale is not null)),
    unique (child_ref, chain_seq)
);
comment on column pathways.breach.due is
    'the date that was passed: the original one, or the later one that had been agreed by then';
comment on column pathways.breach.detected_at is 'when the timer fired, which may be long after the due date';
comment on column pathways.breach.answer_by is 'role of the first rung: who must answer';
comment on column pathways.breach.owner is 'who held the task then: a person, or the groups it was offered to';
create index breach_deadline on pathways.breach (deadline_id);
create index breach_journey on pathways.breach (journey_id);
create index breach_detected on pathways.breach (detected_at desc);
call pathways.make_append_only('pathways.breach');

-- Who was asked when the rung below stayed silent.
create table pathways.breach_rung (
    breach_id  uuid        not null references pathways.breach (id),
    role       text        not null,
    climbed_at timestamptz not null,
    primary key (breach_id, role)
);
call pathways.make_append_only('pathways.breach_rung');

create table pathways.breach_answer (
    id            uuid primary key,
    breach_id     uuid        not null references pathways.breach (id),
    child_ref     text        not null references pathways.child (ref),
    decision      text        not null,
    reason        text        not null,
    new_date      date,
    effect        text,
    by_user       text        not null,
    at            timestamptz not null,
    source        text        not null,
    chain_seq     bigint      not null,
    previous_hash text        not null,
    hash          text        not null,
    unique (child_ref, chain_seq),
    constraint breach_answer_once unique (breach_id, source)
);
comment on column pathways.breach_answer.source is 'what was submitted, so that a retried job makes the same answer';
create index breach_answer_of_breach on pathways.breach_answer (breach_id, chain_seq);
call pathways.make_append_only('pathways.breach_answer');
