-- How often something is to be done in one journey, as it was agreed there: never less often than the limit.
create table pathways.agreed_interval (
    id                  uuid primary key,
    seq                 bigint generated always as identity unique,
    journey_id          uuid        not null references pathways.journey (id),
    child_ref           text        not null references pathways.child (ref),
    standard_id         text        not null,
    amount              int         not null check (amount > 0),
    unit                text        not null,
    by_user             text        not null,
    at                  timestamptz not null,
    chronology_entry_id uuid        not null references pathways.chronology_entry (id)
);
create index agreed_interval_of_journey on pathways.agreed_interval (journey_id, standard_id, seq);
call pathways.make_append_only('pathways.agreed_interval');
