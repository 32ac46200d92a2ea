-- A team or service that has ended stays for the record and is no longer offered.
alter table pathways.team add column active boolean not null default true;
alter table pathways.service add column active boolean not null default true;

-- With a link a person sets their own password, once and within a day of true time. What opens it is stored as a hash.
create table pathways.password_link (
    id            uuid primary key,
    user_id       text        not null references pathways.person (user_id),
    token_hash    text        not null unique,
    made_at       timestamptz not null default clock_timestamp(),
    expires_at    timestamptz not null,
    ended_at      timestamptz,
    ended_because text check (ended_because in ('used', 'newer', 'left')),
    constraint password_link_ends_with_reason check ((ended_at is null) = (ended_because is null))
);
create unique index password_link_open on pathways.password_link (user_id) where ended_at is null;
call pathways.make_audited('pathways.password_link', 'PERSON', 'user_id', 'token_hash');
