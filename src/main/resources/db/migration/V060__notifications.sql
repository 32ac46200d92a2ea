-- What people must be told. A notice is written in the transaction of the event it tells of; a notification is that
-- notice for one person, made and delivered after the commit. Child references only, never a name.

create table pathways.notice (
    id              uuid primary key,
    event_key       varchar(200) not null,
    -- people, groups, or 'owner-of:<deadline>': whoever holds that deadline's task when the notice goes out
    recipients      varchar(255)[] not null,
    child_ref       varchar(64),
    journey_id      uuid,
    kind            varchar(40) not null,
    subject         varchar(255) not null,
    text            text not null,
    created_at      timestamptz not null,
    -- by the application's clock, which moves in a rehearsal
    not_before      timestamptz not null,
    only_while_open uuid,
    state           varchar(12) not null default 'WAITING' check (state in ('WAITING', 'PASSED_ON', 'DROPPED')),
    -- by the database's clock: pauses after trouble are real time on every node
    try_after       timestamptz not null default '-infinity',
    attempts        integer not null default 0,
    unique (event_key, recipients)
);
create index notice_waiting on pathways.notice (not_before) where state = 'WAITING';
create index notice_waiting_for_deadline on pathways.notice (only_while_open) where state = 'WAITING';

create table pathways.notification (
    id           uuid primary key,
    notice_id    uuid not null references pathways.notice (id),
    event_key    varchar(200) not null,
    recipient    varchar(255) not null,
    created_at   timestamptz not null,
    status       varchar(12) not null check (status in ('WAITING', 'SENT', 'LISTED')),
    attempts     integer not null default 0,
    try_after    timestamptz not null default '-infinity',
    last_problem varchar(500),
    sent_at      timestamptz,
    unique (event_key, recipient)
);
create index notification_waiting on pathways.notification (try_after) where status = 'WAITING';
create index notification_of_person on pathways.notification (recipient, created_at desc);
create index notification_of_notice on pathways.notification (notice_id);
