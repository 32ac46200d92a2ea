-- Who received which document about a child, how and when; or was not given it, and why not.
create table pathways.document_shared (
    id                  uuid primary key,
    seq                 bigint generated always as identity unique,
    child_ref           text        not null references pathways.child (ref),
    journey_id          uuid references pathways.journey (id),
    document_form       text        not null,
    recipient           text        not null,
    recipient_kind      text,
    how                 text        not null,
    received_on         date,
    language            text,
    not_shared_reason   text,
    by_user             text        not null,
    at                  timestamptz not null,
    chronology_entry_id uuid        not null references pathways.chronology_entry (id)
);
comment on column pathways.document_shared.document_form is 'the form whose answers are the document';
comment on column pathways.document_shared.how is 'an option of the form: read-together, post, not-shared …';
create index document_shared_child on pathways.document_shared (child_ref, seq desc);
call pathways.make_append_only('pathways.document_shared');
