-- People, teams and children. Process models and notifications know a child by reference only.
create schema if not exists pathways;

create table pathways.service (
    id   text primary key,
    name text not null
);

create table pathways.team (
    id         text primary key check (id ~ '^[a-z0-9][a-z0-9-]*$'),
    name       text not null,
    service_id text not null references pathways.service (id)
);

create table pathways.person (
    user_id            text primary key,
    name               text    not null,
    email              text,
    phone              text,
    team_id            text references pathways.team (id),
    service_id         text references pathways.service (id),
    registered         boolean not null default false,
    suitably_qualified boolean not null default false,
    active             boolean not null default true
);
comment on column pathways.person.registered is 'registered with Social Work England';
comment on column pathways.person.suitably_qualified is 'may lead a section 47 enquiry (RUT-S47-06)';
comment on column pathways.person.service_id is 'set: sees the children of this service only; empty: of every service';

create table pathways.person_role (
    user_id text not null references pathways.person (user_id),
    role    text not null,
    primary key (user_id, role)
);
create index person_role_role on pathways.person_role (role);
create index person_team on pathways.person (team_id);

create table pathways.child (
    ref              text primary key,
    name             text not null,
    date_of_birth    date,
    expected_on      date,
    family_ref       text,
    team_id          text not null references pathways.team (id),
    allocated_worker text references pathways.person (user_id),
    placement        text,
    out_of_county    boolean not null default false,
    constraint child_born_or_expected check (date_of_birth is not null or expected_on is not null)
);
create index child_team on pathways.child (team_id);
create index child_family on pathways.child (family_ref);
create index child_worker on pathways.child (allocated_worker);

create table pathways.journey (
    id                  uuid primary key,
    key                 text        not null,
    child_ref           text        not null references pathways.child (ref),
    opened_at           timestamptz not null,
    opened_by           text        not null,
    ended_at            timestamptz,
    end_reason          text,
    decided_by          text,
    process_instance_id text unique,
    profile             text        not null,
    constraint journey_ends_with_reason check (ended_at is null or (end_reason is not null and decided_by is not null))
);
create index journey_child on pathways.journey (child_ref) where ended_at is null;
