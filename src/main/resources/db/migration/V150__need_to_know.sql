-- Who may open a child's record, by what is going on (SWI-CON-04a, SWI-CON-12).

-- A part in a child's case that is not the team's: of a chair, a reviewing officer, legal services, a receiving team.
-- From the request to the end of the part: everybody in a role while something is offered to them, one person by name
-- once it is theirs. A part is only ever begun and ended, never rewritten.
create table pathways.record_part (
    id                  uuid primary key,
    child_ref           text        not null references pathways.child (ref),
    journey_id          uuid references pathways.journey (id),
    process_instance_id text,
    task_id             text,
    role                text,
    team_id             text references pathways.team (id),
    person              text references pathways.person (user_id),
    why                 text        not null check (btrim(why) <> ''),
    from_at             timestamptz not null,
    until_at            timestamptz,
    constraint record_part_of_whom check (role is not null or person is not null)
);
comment on column pathways.record_part.role is 'without a person: everybody in this role, of the child''s service where they belong to one; of team_id where it is set';
comment on column pathways.record_part.task_id is 'the task that is offered or held; null for a part that outlasts its task';
comment on column pathways.record_part.until_at is 'null as long as no end is in sight; the parts of a journey end some time after it, to finish the record';
create index record_part_child on pathways.record_part (child_ref, from_at desc);
create index record_part_person on pathways.record_part (person, until_at);
create index record_part_role on pathways.record_part (role, until_at) where person is null;
create index record_part_task on pathways.record_part (task_id) where until_at is null;
create index record_part_process on pathways.record_part (process_instance_id) where until_at is null;
create index record_part_journey on pathways.record_part (journey_id) where until_at is null;

create function pathways.part_only_ends() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.until_at is null and new.until_at is not null
       and to_jsonb(old) - 'until_at' = to_jsonb(new) - 'until_at' then
        return new;
    end if;
    raise exception 'Who had a part in a child''s case is kept as it was: % of % is refused. A part is begun and ended.',
        tg_op, tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
create trigger part_only_ends before update or delete on pathways.record_part
    for each row execute function pathways.part_only_ends();
create trigger part_not_emptied before truncate on pathways.record_part
    for each statement execute function pathways.part_only_ends();
alter table pathways.record_part enable always trigger part_only_ends;
alter table pathways.record_part enable always trigger part_not_emptied;

-- A record opened in an emergency, with the reason, until an hour and not a day.
alter table pathways.record_access drop constraint record_access_decision_check;
alter table pathways.record_access add constraint record_access_decision_check
    check (decision in ('RESTRICT', 'LIFT', 'GRANT', 'END_GRANT', 'CONFLICT', 'END_CONFLICT', 'EMERGENCY'));
alter table pathways.record_access add column until_at timestamptz;
comment on column pathways.record_access.until_at is 'the end of an access in an emergency';
create index record_access_person on pathways.record_access (person, child_ref);

drop function pathways.record_closed_to(text, text, date);
drop function pathways.record_granted_to(text, text, date);

-- The children in whose case one of these people has a part: by name, or in a role.
create function pathways.parts_of(people text[], moment timestamptz) returns setof text language sql stable as $$
    select p.child_ref from pathways.record_part p where p.person = any (people) and (p.until_at is null or p.until_at > moment)
    union
    select p.child_ref from pathways.person h
    join pathways.person_role r on r.user_id = h.user_id
    join pathways.record_part p on p.role = r.role and p.person is null
        and (p.until_at is null or p.until_at > moment)
    join pathways.child c on c.ref = p.child_ref
    join pathways.team t on t.id = c.team_id
    where h.user_id = any (people) and h.active
      and (case when p.team_id is not null then h.team_id = p.team_id
                else h.service_id is null or h.service_id = t.service_id end)
$$;

create function pathways.record_part_of(child text, who text, moment timestamptz) returns boolean language sql stable as $$
    select exists (select 1 from pathways.record_part p where p.child_ref = child)
       and child in (select pathways.parts_of(array[who], moment))
$$;

-- A senior manager opened it to this person, or they opened it themselves in an emergency.
create function pathways.record_granted_to(child text, who text, moment timestamptz) returns boolean language sql stable as $$
    select coalesce((select a.decision = 'GRANT' and (a.until is null or a.until >= (moment at time zone 'Europe/London')::date)
                     from pathways.record_access a
                     where a.child_ref = child and a.person = who and a.decision in ('GRANT', 'END_GRANT')
                     order by a.seq desc limit 1), false)
        or coalesce((select a.decision = 'EMERGENCY' and a.until_at > moment
                     from pathways.record_access a
                     where a.child_ref = child and a.person = who and a.decision in ('EMERGENCY', 'END_GRANT')
                     order by a.seq desc limit 1), false)
$$;

create function pathways.grants_of(who text, moment timestamptz) returns setof text language sql stable as $$
    select a.child_ref from (select distinct child_ref from pathways.record_access where person = who) a
    where pathways.record_granted_to(a.child_ref, who, moment)
$$;

create function pathways.record_restricted(child text) returns boolean language sql stable as $$
    select coalesce((select a.decision = 'RESTRICT' from pathways.record_access a
                     where a.child_ref = child and a.decision in ('RESTRICT', 'LIFT')
                     order by a.seq desc limit 1), false)
$$;

create function pathways.record_in_conflict(child text, who text) returns boolean language sql stable as $$
    select coalesce((select a.decision = 'CONFLICT' from pathways.record_access a
                     where a.child_ref = child and a.person = who and a.decision in ('CONFLICT', 'END_CONFLICT')
                     order by a.seq desc limit 1), false)
$$;

-- Closed to somebody with a conflict of interest, whoever they are. A restricted record is closed to all but the child's
-- worker, the manager of the team, the senior managers, the emergency duty service, those with a part in the case, and
-- those to whom it was opened.
create function pathways.record_closed_to(child text, who text, moment timestamptz) returns boolean language sql stable as $$
    select exists (select 1 from pathways.record_access a where a.child_ref = child) and (
        pathways.record_in_conflict(child, who)
        or (pathways.record_restricted(child)
            and not pathways.record_granted_to(child, who, moment)
            and not exists (select 1 from pathways.child c where c.ref = child and c.allocated_worker = who)
            and not exists (select 1 from pathways.person_role r
                            join pathways.person p on p.user_id = r.user_id
                            join pathways.child c on c.ref = child
                            where r.user_id = who
                              and (r.role in ('service-manager', 'head-of-service', 'director', 'eds')
                                   or (r.role = 'team-manager' and p.team_id = c.team_id)))
            and not pathways.record_part_of(child, who, moment)))
$$;
