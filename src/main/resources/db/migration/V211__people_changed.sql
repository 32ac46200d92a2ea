-- Who works here, in which roles and teams, and who is away is read at nearly every step and changes a few times a day.
-- Each statement that changes it leaves a row here, so that a node sees with one small question whether what it knows of
-- people still holds. A row for each, and not one number that all add to: nobody who changes a person waits for another.
create table pathways.people_changed (
    id bigint generated always as identity primary key
);
comment on table pathways.people_changed is
    'a row for each statement that changed people, roles, teams or absences: says whether what a node knows still holds';

create function pathways.note_people_changed() returns trigger language plpgsql as $$
declare
    now_at bigint;
begin
    insert into pathways.people_changed default values returning id into now_at;
    -- Old rows go, never one that somebody else is just removing.
    delete from pathways.people_changed where id in (
        select id from pathways.people_changed where id < now_at - 200 order by id limit 50 for update skip locked);
    return null;
end $$;

create trigger people_changed after insert or update or delete on pathways.person
    for each statement execute function pathways.note_people_changed();
create trigger people_changed after insert or update or delete on pathways.person_role
    for each statement execute function pathways.note_people_changed();
create trigger people_changed after insert or update or delete on pathways.team
    for each statement execute function pathways.note_people_changed();
create trigger people_changed after insert or update or delete on pathways.absence
    for each statement execute function pathways.note_people_changed();
