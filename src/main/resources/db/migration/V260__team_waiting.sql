-- A team that goes to another service takes its children's records into the reach of those who answer there: until somebody
-- who answers for the service it leaves has confirmed it, the team stays where it is.
create table pathways.team_waiting (
    team_id    text        primary key references pathways.team (id),
    service_id text        not null references pathways.service (id),
    asked_by   text[]      not null,
    asked_at   timestamptz not null
);
comment on table pathways.team_waiting is 'the service to which a team is to go; gone when confirmed, refused or taken back';
comment on column pathways.team_waiting.asked_by is 'the administrators who asked for it: none of them confirms it';
