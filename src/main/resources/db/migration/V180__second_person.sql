-- Who is put in, returns or gets a wider place opens no child's record until a second person has confirmed it. What is
-- in force stands in person and person_role, as before; what waits stands here and opens nothing.
create table pathways.person_waiting (
    user_id    text        primary key references pathways.person (user_id),
    roles      text[]      not null,
    team_id    text        references pathways.team (id),
    service_id text        references pathways.service (id),
    because    text[]      not null,
    asked_by   text[]      not null,
    asked_at   timestamptz not null
);
comment on table pathways.person_waiting is 'roles, team and service as they are asked for; gone when confirmed, refused or taken back';
comment on column pathways.person_waiting.because is 'NEW, RETURNS, PLACE, EMAIL, LINK';
comment on column pathways.person_waiting.asked_by is 'the administrators who brought it about: none of them confirms it';

alter table pathways.password_link add column handed_by text;
comment on column pathways.password_link.handed_by is 'the administrator to whom the link was shown; null for one that went by mail';
