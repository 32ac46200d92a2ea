-- How far each night's check of the record has come, so that another node goes on where one died.
create table pathways.record_check (
    day         date primary key,
    started_at  timestamptz not null,
    finished_at timestamptz,
    up_to       text        not null,
    checked     int         not null,
    broken      int         not null,
    anchor      text
);
comment on column pathways.record_check.anchor is 'the file that was written at its end';

-- Where a record is not what was written: an incident until it is answered. Neither is ever taken back.
create table pathways.record_break (
    id       uuid primary key,
    chain    text        not null check (chain in ('record', 'audit')),
    ref      text        not null,
    fault    text        not null,
    found_at timestamptz not null,
    constraint record_break_once unique (chain, ref, fault)
);
call pathways.make_append_only('pathways.record_break');

create table pathways.record_break_answer (
    break_id uuid        not null references pathways.record_break (id),
    answer   text        not null check (btrim(answer) <> ''),
    by_user  text        not null,
    at       timestamptz not null,
    constraint record_break_answered_once primary key (break_id)
);
call pathways.make_append_only('pathways.record_break_answer');
