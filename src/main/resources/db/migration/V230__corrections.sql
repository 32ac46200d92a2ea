-- What was recorded stays as it was written. What is added to it, corrected in it, or said to belong to another child stands
-- beside it, in the same chain, with who, when and why.
create table pathways.entry_correction (
    id            uuid        primary key,
    child_ref     text        not null references pathways.record_subject (ref),
    entry_id      uuid        not null references pathways.chronology_entry (id),
    kind          text        not null check (kind in ('addition', 'correction', 'moved-away', 'moved-here')),
    answers       text,
    says          text,
    reason        text,
    other_entry   uuid references pathways.chronology_entry (id),
    by_user       text        not null,
    at            timestamptz not null,
    chain_seq     bigint      not null,
    previous_hash text        not null,
    hash          text        not null,
    unique (child_ref, chain_seq),
    constraint correction_says_what_its_kind_needs check (
        (kind = 'correction') = (answers is not null)
        and (kind = 'addition') = (says is not null)
        and (kind in ('moved-away', 'moved-here')) = (other_entry is not null)
        and (kind = 'addition' or reason is not null))
);
comment on column pathways.entry_correction.answers is
    'all answers of the entry as they hold from then on: JSON as text, byte for byte what was hashed';
comment on column pathways.entry_correction.other_entry is 'where it was moved to, or came from: on another child''s record';
create index entry_correction_entry on pathways.entry_correction (entry_id, chain_seq);
call pathways.make_append_only('pathways.entry_correction');
